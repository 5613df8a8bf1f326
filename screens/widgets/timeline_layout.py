"""Drawing sick leave on a month axis: a row per degree, blocks for what has been, dots for what will be."""

from collections.abc import Sequence
from datetime import date, timedelta

from rich.cells import cell_len

from screens.widgets.canvas import Canvas
from screens.widgets.columns import cut
from screens.widgets.messages import TIMELINE
from screens.widgets.timeline_axis import Axis, labels, span
from screens.widgets.timeline_facts import TimelineMark, TimelinePeriod, degree_word, merge, short_day
from screens.widgets.tones import Piece, Tone, clean

GUTTER = 6
"""Cells at the left, for `100 %` and a space."""
_LEAST_COLUMNS = 12
_DAY = timedelta(days=1)
_EIGHTHS = "▏▎▍▌▋▊▉█"
_PLANNED = "░"
_UNKNOWN = "╱"
_TODAY = "┊"

Line = tuple[Piece, ...]


def lay_out(
    periods: Sequence[TimelinePeriod], marks: Sequence[TimelineMark], today: date, width: int
) -> tuple[Line, ...]:
    """Return the lines of the timeline, at most `width` cells wide: axis, degrees from high to low, marks.

    A degree that is not known has a row of its own with another pattern; an end past the axis is written out.
    """
    if not periods:
        return (((TIMELINE["empty"], Tone.MUTED),),)
    columns = max(_LEAST_COLUMNS, width - GUTTER)
    starts = [period.start for period in periods]
    axis = span(starts, [period.end for period in periods], [mark.on for mark in marks], today, columns)
    lines: list[Line] = [((" " * GUTTER + labels(axis).rstrip(), Tone.MUTED),)]
    degrees = sorted({period.degree for period in periods}, key=lambda degree: -(degree or 0))
    for degree in degrees:
        same = merge([period for period in periods if period.degree == degree])
        lines += _degree_lines(degree, same, axis, today)
    empty = (" " * GUTTER, None)
    return (*lines, *((empty, *line.pieces()) for line in _mark_lines(marks, axis, today)))


def _degree_lines(degree: int | None, periods: Sequence[TimelinePeriod], axis: Axis, today: date) -> list[Line]:
    """Draw one degree; words that have no room beside the bars get a line of their own."""
    line = Canvas(axis.columns)
    if axis.holds(today):
        line.write(axis.cell(today), _TODAY, Tone.RULE, faint=True)
    for period in periods:
        _draw_period(line, period, axis, today)
    lines = [line]
    if words := _words(periods[-1], axis, today):
        _add_words(lines, words, axis.columns)
    label = f"{degree_word(degree):>{GUTTER - 1}} "
    first = ((label, Tone.MUTED), *line.pieces())
    return [first, *(((" " * GUTTER, None), *extra.pieces()) for extra in lines[1:])]


def _draw_period(line: Canvas, period: TimelinePeriod, axis: Axis, today: date) -> None:
    if period.start >= axis.end:
        return
    stop = min(period.end, axis.end - _DAY) + _DAY
    turn = max(period.start, min(stop, today + _DAY))
    if period.start < turn:
        _draw_past(line, axis.place(period.start), axis.place(turn), period.degree is None)
    if turn < stop:
        _draw_planned(line, axis.place(turn), axis.place(stop), period.degree is None)


def _draw_past(line: Canvas, left: float, right: float, unknown: bool) -> None:
    """Fill the cells between two places, to an eighth of a cell at the right end and a half at the left."""
    first, begun = int(left), left % 1
    last, eighths = divmod(round(right * 8), 8)
    if unknown:
        line.write(first, _UNKNOWN * max(1, round(right) - first), Tone.MUTED)
        return
    if last <= first:
        line.write(first, _EIGHTHS[max(2, round((right - left) * 8)) - 1], Tone.ACCENT)
        return
    start = "█" if begun < 0.25 else "▐" if begun < 0.75 else ""
    whole = last - first - 1
    bar = start + "█" * whole + (_EIGHTHS[eighths - 1] if eighths else "")
    at = first if start or not bar else first + 1
    line.write(at, bar or "▐", Tone.ACCENT)


def _draw_planned(line: Canvas, left: float, right: float, unknown: bool) -> None:
    """Fill with dots, from the first cell that nothing has been drawn in."""
    used = line.used()
    first = max(int(left), used[1] if used else 0)
    cells = max(1, round(right) - first)
    text = (_UNKNOWN + " ") * ((cells + 1) // 2) if unknown else _PLANNED * cells
    line.write(first, text[:cells], Tone.MUTED if unknown else Tone.ACCENT)


def _words(last: TimelinePeriod, axis: Axis, today: date) -> str:
    """Return what has to be said of a row's last period: not known, planned, or ending past the axis."""
    words = [TIMELINE["unknown_word"]] if last.degree is None else []
    if last.start > today:
        words.append(TIMELINE["planned_from"].format(day=short_day(last.start)))
    if last.end >= axis.end:
        words.append(TIMELINE["cut_end"].format(end=last.end))
    elif last.start <= today < last.end:
        words.append(TIMELINE["until"].format(day=short_day(last.end)))
    return TIMELINE["and"].join(words)


def _add_words(lines: list[Canvas], words: str, columns: int) -> None:
    """Write words after the bars, or before them, or on a new line at the right."""
    line, cells = lines[0], cell_len(words)
    first, end = line.used() or (0, 0)
    for at in (end + 1, first - cells - 1):
        if line.free(at, cells):
            line.write(at, words, Tone.MUTED)
            return
    extra = Canvas(columns)
    extra.write(max(0, min(end, columns) - cells), words, Tone.MUTED)
    lines.append(extra)


def _mark_lines(marks: Sequence[TimelineMark], axis: Axis, today: date) -> list[Canvas]:
    """Place today and the marks under their days, on as many lines as it takes for none to cover another."""
    lines: list[Canvas] = []
    if axis.holds(today):
        _place(lines, axis.columns, axis.cell(today), _TODAY, " " + TIMELINE["today"])
    for mark in sorted(marks, key=lambda each: each.on):
        text = clean(mark.text)
        if mark.on >= axis.end:
            _place(lines, axis.columns, axis.columns - 1, "→", text)
        elif mark.on < axis.start:
            _place(lines, axis.columns, 0, "←", text)
        else:
            _place(lines, axis.columns, axis.cell(mark.on), "▲", text)
    return lines


def _place(lines: list[Canvas], columns: int, at: int, sign: str, text: str) -> None:
    """Write a sign at its cell with the text after it, or before it, on the first line with room."""
    before = text.lstrip()
    ways = ((at, sign, text), (at - cell_len(before), before, sign))
    for line in [*lines, Canvas(columns)]:
        for start, first, second in ways:
            if line.free(start, cell_len(first + second)):
                line.write(start, first, Tone.ACCENT if first is sign else Tone.MUTED)
                line.write(start + cell_len(first), second, Tone.ACCENT if second is sign else Tone.MUTED)
                if line not in lines:
                    lines.append(line)
                return
    last = Canvas(columns)
    last.write(0, cut(sign + text, columns), Tone.MUTED)
    lines.append(last)
