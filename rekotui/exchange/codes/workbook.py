"""Open a workbook of diagnosis codes. Runs in the process apart (`rehabstod.apart`), within its bounds."""

import io
from collections.abc import Iterator
from typing import Any

from rekotui.exchange.codes.table import code_rows

_MOST_ROWS = 300_000
_MOST_COLUMNS = 30
_LONGEST_CELL = 1_000
"""Characters of a cell that are looked at: names are shorter, and what is longer is no name."""


def open_codes(data: bytes) -> list[tuple[str, str]]:
    """Return the cells for code and name of the first sheet that has codes; an empty list where none has."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        rows = code_rows(_rows(sheet))
        if rows is not None:
            return list(rows)
    return []


def _rows(sheet: Any) -> Iterator[list[str]]:
    # What a sheet says of its own size may be a million rows; the rows that are there are read, up to a bound.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True):
        yield ["" if value is None else str(value)[:_LONGEST_CELL] for value in row]
