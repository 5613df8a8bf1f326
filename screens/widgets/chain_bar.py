"""The rehabilitation chain as a line of text: days 0 to 365, with marks where the assessment changes.

The three stretches are drawn with their own scales, the first widest, because that is where time is short
(90, 180, 365: domain rules B.5, SFB 27:46-49).
"""

from rich.text import Text

from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone

STOPS = (90, 180, 365)
_SHARES = (7, 4, 4)
_LEAST_WIDTH = 6


def chain_bar(day: int | None, width: int = 18) -> Text:
    """Draw how far along the chain a calculated day is, in `width` cells; None (day unknown) is empty.

    Whole and half cells are heavy, ┿ is a mark that has been reached, ▸ is past day 365.
    """
    pieces: list[Piece] = []
    before = 0
    for stop, cells in zip(STOPS, _stretches(width), strict=True):
        done = 0.0 if day is None else min(1.0, max(0.0, (day - before) / (stop - before)))
        pieces += _stretch(done, cells)
        pieces.append(_mark(stop, day))
        before = stop
    return from_pieces(pieces)


def chain_ruler(width: int = 18) -> Text:
    """Write 0, 90, 180 and 365 above their places in a bar of the same width, as far as there is room."""
    cells = [" "] * max(width, _LEAST_WIDTH)
    at, marks = -1, []
    for stop, stretch in zip(STOPS, _stretches(width), strict=True):
        at += stretch + 1
        marks.append((str(stop), at))
    for text, place in [("0", 0), marks[0], marks[2], marks[1]]:
        start = max(0, min(place - (len(text) - 1) // 2, len(cells) - len(text)))
        around = cells[max(0, start - 1) : start + len(text) + 1]
        if not "".join(around).strip():
            cells[start : start + len(text)] = text
    return from_pieces([("".join(cells), Tone.MUTED)])


def _stretches(width: int) -> tuple[int, int, int]:
    """Share the cells between the marks, at least one each."""
    room = max(width, _LEAST_WIDTH) - len(STOPS)
    second = third = max(1, room * _SHARES[1] // sum(_SHARES))
    return room - second - third, second, third


def _stretch(done: float, cells: int) -> list[Piece]:
    halves = int(done * cells * 2)
    if done > 0 and halves == 0:
        halves = 1
    whole, half = divmod(halves, 2)
    heavy = "━" * whole + "╾" * half
    return [(heavy, Tone.ACCENT), ("─" * (cells - len(heavy)), Tone.RULE)]


def _mark(stop: int, day: int | None) -> Piece:
    last = stop == STOPS[-1]
    if day is None or day < stop:
        return "┤" if last else "┼", Tone.RULE
    if last:
        return "▸" if day > stop else "┥", Tone.ACCENT
    return "┿", Tone.ACCENT
