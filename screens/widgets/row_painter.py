"""Drawing the lines of a table: titles, a row with or without the cursor, and a row that has not come yet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.style import Style as VisualStyle

from screens.widgets.columns import ELLIPSIS, GAP, Fitted, HeadingRow, TableRow, cell_pieces, heading_pieces
from screens.widgets.tones import Piece, Tone

GUTTER = 3
"""Cells left of the first column: the cursor's ▌, the row's mark, and a space."""
CURSOR_MARK = "▌"
RESTING_MARK = "▏"
"""The cursor's mark while something else has focus: thinner, so that focus is seen without colour."""


class SortKey(NamedTuple):
    """One column the rows are sorted by; the first in a list of several is the most important."""

    column: str
    descending: bool = False


class Palette:
    """The Rich styles of one kind of line: its own, and that of every tone upon it."""

    def __init__(self, base: VisualStyle, tones: Mapping[Tone, VisualStyle]) -> None:
        self.plain: Style = base.rich_style
        self._tones = {tone: (base + style).rich_style for tone, style in tones.items()}

    def segments(self, pieces: Iterable[Piece]) -> list[Segment]:
        """Return the pieces as segments in this line's styles."""
        return [Segment(text, self._tones[tone] if tone else self.plain) for text, tone in pieces]


def draw_titles(fitted: Sequence[Fitted], sort: Sequence[SortKey], palette: Palette, width: int) -> Strip:
    """Draw the column titles, with an arrow on the sorted ones and a number where there are several."""
    arrows = {key.column: _arrow(at, key, len(sort)) for at, key in enumerate(sort)}
    line: list[Piece] = []
    end = 0
    for item in fitted:
        pieces = heading_pieces(item, arrows.get(item.column.key, ""))
        length = sum(cell_len(text) for text, _ in pieces)
        spare = item.width - length if item.column.align == "right" else 0
        start = GUTTER + item.left + spare
        line += [(" " * (start - end), None), *pieces]
        end = start + length
    return _strip([line], palette, width)


def draw_row(row: TableRow, fitted: Sequence[Fitted], palette: Palette, width: int, cursor: str = " ") -> Strip:
    """Draw a row; `cursor` is the mark at its left, in the accent colour. A missing cell is left empty."""
    cells = [_cell(row, item) for item in fitted]
    gutter = [(cursor, Tone.ACCENT), *cell_pieces(row.mark, 1), (" ", None)]
    return _strip([gutter, *_spaced(cells)], palette, width)


def draw_heading(row: HeadingRow, palette: Palette, width: int) -> Strip:
    """Draw the line above a group of rows."""
    return _strip([[(" ", None)], cell_pieces(row.cells[0], max(1, width - 1))], palette, width)


def draw_waiting(palette: Palette, width: int, cursor: str = " ") -> Strip:
    """Draw a row that has not come yet."""
    return _strip([[(cursor, Tone.ACCENT), ("  " + ELLIPSIS, Tone.MUTED)]], palette, width)


def _cell(row: TableRow, item: Fitted) -> list[Piece]:
    cell = row.cells[item.index] if item.index < len(row.cells) else ""
    return cell_pieces(cell, item.width, item.column.align)


def _spaced(cells: Sequence[list[Piece]]) -> list[list[Piece]]:
    return [[*cell, (" " * GAP, None)] if at < len(cells) - 1 else cell for at, cell in enumerate(cells)]


def _strip(parts: Sequence[list[Piece]], palette: Palette, width: int) -> Strip:
    segments = palette.segments(piece for part in parts for piece in part if piece[0])
    return Strip(segments).adjust_cell_length(width, palette.plain)


def _arrow(at: int, key: SortKey, keys: int) -> str:
    arrow = "▼" if key.descending else "▲"
    return f"{arrow}{at + 1}" if keys > 1 else arrow
