"""Interviews beside each other in toned words: a small chart of the rulers, and a list of what has changed."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from rekotui.casework.interview_comparison import BETTER, WORSE, Series
from rekotui.exchange.comparison_messages import BLOCKS, COMPARE, TRENDS
from rekotui.exchange.interview_comparison import Comparison, change_lines, short_name
from screens.interview_messages import SUMMARY
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone

_NAME, _COLUMN = 24, 12
_TOP = 10
_TONES = {"new": Tone.ACCENT, "gone": Tone.MUTED, "was": Tone.MUTED, "is": None}
_MARKS = {"new": "+ ", "gone": "− ", "was": "  ", "is": "  "}


def compare_lines(found: Comparison, width: int, *, hide: bool) -> list[Text]:
    """Return all of it in so many columns; `hide`: F9, nothing that was said is seen."""
    if not found.talks:
        return [from_pieces([(COMPARE["none"], Tone.MUTED)])]
    rows = [*_chart(found, width, hide), Text("")]
    if found.before is None or found.now is None:
        return [*rows, from_pieces([(COMPARE["one"], Tone.MUTED)])]
    head = COMPARE["changed"].format(before=found.before.on, now=found.now.on)
    rows.append(from_pieces([(head.upper(), Tone.ACCENT)]))
    if not found.changes:
        rows.append(from_pieces([(COMPARE["nothing"], Tone.MUTED)]))
    section = ""
    for change in found.changes:
        if change.section != section:
            section = change.section
            rows += [Text(""), from_pieces([(section, Tone.STRONG)])]
        rows.append(_loose([(" ".join(change.question.split()), Tone.MUTED)]))
        if hide:
            rows.append(from_pieces([("  " + SUMMARY["hidden"], Tone.MUTED)]))
            continue
        for key, text in change_lines(change):
            words = COMPARE[key].format(text=" ".join(text.split()))
            rows.append(_loose([(f"  {_MARKS[key]}{words}", _TONES[key])]))
    return rows


def _chart(found: Comparison, width: int, hide: bool) -> list[Text]:
    """Return a row for each ruler: a bar and a number for each time it was set, and how it has gone."""
    rows = [from_pieces([(COMPARE["rulers"].upper(), Tone.ACCENT)])]
    if not found.series:
        return [*rows, from_pieces([(COMPARE["no_rulers"], Tone.MUTED)])]
    room = max((width - _NAME - _COLUMN) // _COLUMN, 1)
    days = sorted({point.on for each in found.series for point in each.points})[-room:]
    head = "".join(day.isoformat().ljust(_COLUMN) for day in days)
    rows.append(from_pieces([(" " * _NAME + head, Tone.MUTED)]))
    for each in found.series:
        rows.append(_ruler(each, [day.isoformat() for day in days], hide))
    return rows


def _ruler(each: Series, days: list[str], hide: bool) -> Text:
    name = short_name(each)
    name = name if cell_len(name) < _NAME else set_cell_size(name, _NAME - 2) + "…"
    of_day = {point.on.isoformat(): point.value for point in each.points}
    pieces: list[Piece] = [(set_cell_size(name, _NAME), None)]
    for day in days:
        value = of_day.get(day)
        cell = "·" if value is None else "•••" if hide else f"{_block(value)} {value}"
        pieces.append((cell.ljust(_COLUMN), Tone.MUTED if value is None else Tone.STRONG))
    tone = {BETTER: Tone.ACCENT, WORSE: Tone.WARNING}.get(each.trend, Tone.MUTED)
    trend = "" if hide else TRENDS[each.trend]
    return from_pieces([*pieces, (trend, tone)])


def _block(value: int) -> str:
    return BLOCKS[round(value * (len(BLOCKS) - 1) / _TOP)]


def _loose(pieces: list[Piece]) -> Text:
    """Return a line that may wrap."""
    line = from_pieces(pieces)
    line.no_wrap = False
    return line
