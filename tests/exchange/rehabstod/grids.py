"""Makes grids without a file: cells as a spreadsheet has them, or as a csv file writes them."""

from collections.abc import Sequence
from datetime import date, datetime

from rekotui.exchange.rehabstod.grid import EPOCH_1900, Cell, GridRow, Sheet
from rekotui.exchange.rehabstod.reader import finish, read
from rekotui.exchange.rehabstod.records import ReadList
from rekotui.exchange.rehabstod.workbook import Workbook, parse_workbook

from .books import Line, typed
from .copies import HEADINGS, ON, Row

BROKEN = Cell(None)
"""A cell with an error, or a formula without a result."""


def cell(value: object) -> Cell:
    if isinstance(value, Cell):
        return value
    if isinstance(value, datetime):
        return Cell(value.date())
    assert isinstance(value, str | int | float | date)
    return Cell(value)


def sheet(*lines: Line, top: int = 1, left: int = 1, epoch: date = EPOCH_1900) -> Sheet:
    """Return lines of values as a sheet; None is an empty cell, and an empty line no row."""
    rows = []
    for number, line in enumerate(lines, start=top):
        cells = {column: cell(value) for column, value in enumerate(line, start=left) if value is not None}
        if cells:
            rows.append(GridRow(number, cells))
    return Sheet(rows, epoch)


def grid(*lines: Line, top: int = 1, left: int = 1, epoch: date = EPOCH_1900) -> ReadList:
    """Read a sheet as a workbook's, without opening one."""
    return grids(sheet(*lines, top=top, left=left, epoch=epoch))


def grids(*sheets: Sheet) -> ReadList:
    return finish(parse_workbook(Workbook(sheets, None), "lista.xlsx"), "lista.xlsx", ON)


def pasted_grid(*rows: Row, columns: Sequence[str] = HEADINGS) -> ReadList:
    """Read the table as it is when it has been pasted into a spreadsheet."""
    return grid(columns, *(typed(row, columns) for row in rows))


def csv_text(
    *rows: Row, columns: Sequence[str] = HEADINGS, separator: str = ";", end: str = "\r\n", heading: bool = True
) -> str:
    """Return rows as a spreadsheet saves them, quoting what has to be quoted."""
    lines = [list(columns)] if heading else []
    lines += [[row.get(column, "") for column in columns] for row in rows]
    return "".join(separator.join(quoted(text, separator) for text in line) + end for line in lines)


def quoted(text: str, separator: str) -> str:
    special = any(mark in text for mark in (separator, '"', "\n"))
    return '"' + text.replace('"', '""') + '"' if special else text


def read_csv(text: str, name: str = "lista.csv") -> ReadList:
    return read(text.encode(), name, ON)
