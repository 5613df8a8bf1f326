"""A csv file, or a text of tabs in which every row is a line: what a spreadsheet saves or puts on the clipboard.

Only a real grid is taken here. The table copied in the browser has headings with tabs between them too, but below
them its cells have lost their places; it is left to `copied_table`.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.columns import FEWEST_HEADINGS, Column, column_of
from rekotui.exchange.rehabstod.grid import Cell, GridRow, Sheet, fitting, people
from rekotui.exchange.rehabstod.grid_table import Layout, lay_out, parse_sheet
from rekotui.exchange.rehabstod.raw import MOST_GRID_COLUMNS, MOST_GRID_ROWS, RawList, Source

FORMAT = "csv"

MOST_CELLS = 400_000
"""Cells a csv file can have at most, empty ones too: the longest list in forty columns."""

_TAB = "\t"
_SEPARATORS = (";", _TAB, ",")
_QUOTE = '"'
_FEWEST_SEPARATORS = 5
_BLOCKS = frozenset({Column.STATUS, Column.LAST_DAY, Column.DEGREES, Column.RISK})
"""Columns that the browser puts on lines of their own."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A text as a grid; `cut`: its last row may have been cut off."""

    layout: Layout
    cut: bool
    fits: int


def recognises(source: Source) -> bool:
    """Return whether a text is a grid with Rehabstöd's headings, or with people in its rows."""
    return source.text is not None and _grid(source.text) is not None


def parse(source: Source) -> RawList:
    """Read a csv file into raw rows. Raises UnreadableError for one that is too long, or has no table."""
    grid = _grid(source.text or "")
    if grid is None:
        raise UnreadableError("list_not_recognised")
    raw = parse_sheet(grid.layout, FORMAT)
    raw.ends_open = grid.cut
    return raw


def _grid(text: str) -> _Grid | None:
    """Return a text as the grid in which most rows fit their headings, or None if it is no grid."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [grid for separator in _separators(lines) if (grid := _best(lines, separator))]
    return max(found, key=lambda grid: grid.fits, default=None)


def _separators(text: str) -> list[str]:
    """Return the separators that part some line into headings, or into somebody's cells."""
    left = list(_SEPARATORS)
    found: list[str] = []
    for line in text.split("\n"):
        for separator in left:
            if line.count(separator) >= FEWEST_HEADINGS - 1 and _parts_well(line.split(separator), separator):
                found.append(separator)
        left = [separator for separator in left if separator not in found]
        if not left:
            break
    return found


def _parts_well(words: list[str], separator: str) -> bool:
    cells = [word.strip(_QUOTE) for word in words[:MOST_GRID_COLUMNS]]
    if len({column_of(cell) for cell in cells} - {None}) >= FEWEST_HEADINGS:
        return True
    return separator != _TAB and len(cells) > _FEWEST_SEPARATORS and bool(people([_row(1, cells)]))


def _best(text: str, separator: str) -> _Grid | None:
    """Read a text with and without quotes: in a copy they may be somebody's, and never end."""
    if text.count(separator) > MOST_CELLS:
        raise UnreadableError("list_too_long")
    quoted = [True, False] if _QUOTE in text else [True]
    found = [grid for quotes in quoted if (grid := _read(text, separator, quotes=quotes))]
    return max(found, key=lambda grid: grid.fits, default=None)


def _read(text: str, separator: str, *, quotes: bool) -> _Grid | None:
    """Read a text with one separator; None if that makes no grid of it."""
    sheet = Sheet()
    widths = [0, 0]
    try:
        for number, cells in enumerate(_records(text, separator, quotes=quotes), start=1):
            row = _row(number, cells)
            if row.cells:
                sheet.rows.append(row)
                widths = [widths[1], len(cells)]
            if len(sheet.rows) > MOST_GRID_ROWS or len(row.cells) > MOST_GRID_COLUMNS:
                sheet.rows.pop()
                sheet.whole = False
                break
    except csv.Error:  # a cell of more than a hundred thousand characters
        return None
    layout = lay_out(sheet)
    fits = _fits(layout, separator)
    cut = widths[1] < widths[0] or not text.endswith("\n")
    return None if fits is None else _Grid(layout, cut, fits)


def _records(text: str, separator: str, *, quotes: bool) -> Iterator[list[str]]:
    source = io.StringIO(text, newline="")
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    return csv.reader(source, delimiter=separator, quoting=quoting)


def _row(number: int, cells: Sequence[str]) -> GridRow:
    few = cells[: MOST_GRID_COLUMNS + 1]
    return GridRow(number, {place: Cell(cell) for place, cell in enumerate(few, start=1) if cell.strip()})


def _fits(layout: Layout, separator: str) -> int | None:
    """Return how many rows fit their headings, or None if the text is no grid.

    Tabs alone prove nothing: there most rows must fit. Without headings people are what fits.
    """
    sheet, found = layout.sheet, layout.tables
    if not found:
        count = len(people(sheet.rows))
        return count if separator != _TAB and count * 2 > len(sheet.rows) else None
    fits, shaped = fitting(found)
    if separator == _TAB and (len(fits) * 2 <= shaped or not fits or _from_browser(layout, fits)):
        return None
    return len(fits)


def _from_browser(layout: Layout, rows: Sequence[GridRow]) -> bool:
    """Return whether rows of tabs are the browser's: their lines end before the first column that breaks them.

    Where no column does, both say the same, and the browser leaves a space after each heading.
    """
    header = layout.tables[0].header
    breaks = [place for place, column in header.columns.items() if column in _BLOCKS]
    if breaks:
        # A first column that breaks stands alone on its line: a row of a grid goes on after it.
        beyond = max(min(breaks), 2)
        reach = sum(max(row.cells) >= beyond for row in rows)
        return reach * 2 <= len(rows)
    words = [cell.value for cell in layout.sheet.rows[header.place].cells.values()]
    return sum(isinstance(word, str) and word.endswith(" ") for word in words) * 2 > len(words)
