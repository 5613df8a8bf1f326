"""The summary as an Excel workbook: one sheet to sort and filter, one that says what it is.

Every cell has the type of its column; text is written as text and can neither run nor lead anywhere. The workbook is
made in memory: XlsxWriter would else leave people's names in the temporary folder while it works.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from textwrap import wrap
from typing import Any

from rekotui.exchange.cells import neutral, one_line
from rekotui.exchange.messages import SUMMARY
from rekotui.exchange.summary import Kind, Summary, Value, columns, counts_line, identity_lines, rows, title

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_A4 = 9
"""Excel's number of the paper."""
_FIRST_YEAR = 1901
"""Excel counts days from 1900, and takes that year for a leap year: earlier days can only be text."""
_LONGEST = 32_767
"""Characters in one cell; Excel takes no more."""
_HEADER_ROOM = 80
"""Characters of the heading above each page; all of the line may have 255."""
_NARROWEST, _WIDEST = 6, 26
"""Column widths, in characters."""
_FILTER_ROOM = 4
"""Characters that a heading's margins and the filter's arrow take."""
_ROW_HEIGHT, _MOST_LINES = 15, 20
"""Points of one line of text; lines of the highest row."""
_INDENT = 2
"""Characters that a cell's margins take."""
_LINE = {"valign": "top", "bottom": 4, "bottom_color": "#A0A8B0"}
_LEFT = {"align": "left", "indent": 1}
_FORMATS: dict[Kind, dict[str, object]] = {
    Kind.TEXT: {**_LINE, "text_wrap": True, **_LEFT},
    Kind.NUMBER: {**_LINE, "num_format": "0"},
    Kind.DAY: {**_LINE, "num_format": "yyyy-mm-dd", **_LEFT},
    Kind.PERCENT: {**_LINE, "num_format": "0 %"},
}
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E4EAEE"}


def as_xlsx(found: Summary) -> bytes:
    """Return the summary as a workbook; the same summary gives the same bytes."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"title": one_line(title(found)), "created": datetime.combine(found.on, time())})
    _write_cases(book, found)
    _write_about(book, found)
    book.close()
    return out.getvalue()


def _write_cases(book: Any, found: Summary) -> None:
    sheet = book.add_worksheet(SUMMARY["sheet"])
    shown, cases = columns(found.identities), found.cases
    left, right = (book.add_format({**_HEAD, **look}) for look in (_LEFT, {"align": "right"}))
    texts = rows(cases, found.identities)
    widths = [_width(column.title, [row[at] for row in texts]) for at, column in enumerate(shown)]
    for at, (column, width) in enumerate(zip(shown, widths, strict=True)):
        sheet.write_string(0, at, column.title, right if column.right else left)
        sheet.set_column(at, at, width)
    formats = {kind: book.add_format(look) for kind, look in _FORMATS.items()}
    for row, case in enumerate(cases, start=1):
        _make_room(sheet, row, texts[row - 1], widths)
        for at, column in enumerate(shown):
            _write(sheet, row, at, column.value(case), column.kind, formats)
    sheet.freeze_panes(1, 2 if found.identities else 1)
    sheet.autofilter(0, 0, len(cases), len(shown) - 1)
    _fit_to_paper(sheet, found)
    sheet.repeat_rows(0)


def _make_room(sheet: Any, row: int, cells: Sequence[str], widths: Sequence[int]) -> None:
    """Make a row as high as its longest text needs: not every program that opens the file does it by itself."""
    room = zip(cells, widths, strict=True)
    lines = max((len(wrap(cell, width - 1)) for cell, width in room if len(cell) >= width), default=1)
    if lines > 1:
        sheet.set_row(row, _ROW_HEIGHT * min(lines, _MOST_LINES))


def _write(sheet: Any, row: int, at: int, value: Value, kind: Kind, formats: dict[Kind, Any]) -> None:
    if value is None or value == "":
        sheet.write_blank(row, at, None, formats[Kind.TEXT])
    elif isinstance(value, date) and value.year >= _FIRST_YEAR:
        sheet.write_datetime(row, at, datetime.combine(value, time()), formats[kind])
    elif isinstance(value, int):
        sheet.write_number(row, at, value / 100 if kind is Kind.PERCENT else value, formats[kind])
    else:
        sheet.write_string(row, at, _text(str(value)), formats[Kind.TEXT])


def _write_about(book: Any, found: Summary) -> None:
    """Write the second sheet: what the list is, how many, what may be done with it."""
    sheet = book.add_worksheet(SUMMARY["about_sheet"])
    sheet.set_column(0, 0, 100)
    bold = book.add_format({"bold": True, "text_wrap": True})
    wrapped = book.add_format({"text_wrap": True})
    who, advice = identity_lines(found)
    lines = [(title(found), bold), (counts_line(found), wrapped), (who, bold), (advice, wrapped)]
    lines += [(SUMMARY["estimate"], wrapped), (SUMMARY["neutral"], wrapped)]
    if not found.cases:
        lines.insert(2, (SUMMARY["empty"], wrapped))
    for row, (text, look) in enumerate(lines):
        sheet.write_string(row, 0, _text(text), look)
    _fit_to_paper(sheet, found)


def _fit_to_paper(sheet: Any, found: Summary) -> None:
    """Print on A4 across, as wide as the paper, with the heading above and the pages counted below."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    # A single & steers Excel's header.
    heading = one_line(title(found))[:_HEADER_ROOM].replace("&", "&&")
    sheet.set_header(f'&L&"-,Bold"{heading}&R{identity_lines(found)[0]}')
    sheet.set_footer(f"&L{SUMMARY['estimate']}&R{SUMMARY['page'].format(page='&P', pages='&N')}")


def _text(text: str) -> str:
    """Return a text that no spreadsheet runs, on one line and no longer than a cell."""
    return neutral(one_line(text))[:_LONGEST]


def _width(heading: str, cells: Sequence[str]) -> int:
    longest = max(map(len, cells), default=0) + _INDENT
    return min(max(longest, len(heading) + _FILTER_ROOM, _NARROWEST), _WIDEST)
