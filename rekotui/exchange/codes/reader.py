"""Read a file of diagnosis codes: Socialstyrelsen's own ICD-10-SE or KSH97-P, as text or as a workbook.

The official text file is quoted and separated by tabs, with chapters and blocks in the same column as the codes and
several rows for one code, of which only the first has the name. Older ones have a code, spaces and the name a line.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rekotui.base.errors import UnreadableError
from rekotui.casework.diagnosis import clean_code
from rekotui.casework.diagnosis_names import whole_title
from rekotui.exchange.codes.table import code_rows
from rekotui.exchange.rehabstod.apart import opened
from rekotui.exchange.rehabstod.decode import decode, kind_of_binary

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes read at most (design 6)."""
MOST_ROWS = 300_000
"""Rows a file can have at most; the official one has some eighty thousand."""
MOST_CELLS = 5_000_000
"""Cells a text file can have at most, a bound for hostile text; the official one has some 1.3 million."""

_DELIMITERS = ("\t", ";")
_SHEET = "xlsx"
_OF_CODES = {"list_too_heavy": "codes_too_heavy", "list_file_damaged": "codes_file_damaged"}
_APART = "codes"
"""The opener's name in `apart_child.OPENERS`."""


class CodeFile(NamedTuple):
    """What a file of codes holds: code → name, rows that have none of their own, and names that came twice.

    `skipped` counts headings, chapters, blocks, empty rows and rows without a whole name.
    """

    titles: dict[str, str]
    skipped: int
    doubles: int


def read_codes(data: bytes) -> CodeFile:
    """Read the bytes of a file.

    Raises UnreadableError (exit 6): too large, too heavy to open, damaged, a list of people, or no codes in it.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableError("codes_too_large", most=LARGEST_FILE // 2**20)
    kind = kind_of_binary(data)
    if kind == _SHEET:
        return _collected(_of_workbook(data))
    if kind is not None:
        raise UnreadableError("codes_not_recognised")
    return _collected(_of_text(decode(data)))


def _collected(rows: Iterable[tuple[str, str]] | None) -> CodeFile:
    """Keep the last name of each code; raise UnreadableError if there is none."""
    titles: dict[str, str] = {}
    skipped = doubles = 0
    for code_text, title_text in rows or ():
        code, title = clean_code(code_text), whole_title(title_text)
        if code is None or title is None:
            skipped += 1
            continue
        doubles += code in titles
        titles[code] = title
    if not titles:
        raise UnreadableError("codes_not_recognised")
    return CodeFile(titles, skipped, doubles)


def _of_workbook(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        answer = opened(_APART, data)
    except UnreadableError as error:
        # The process apart speaks of lists; what she should do about a file of codes is another thing.
        raise UnreadableError(_OF_CODES.get(error.key, error.key)) from None
    for code, title in answer if isinstance(answer, list) else ():
        yield str(code), str(title)


def _of_text(text: str) -> Iterator[tuple[str, str]] | None:
    if text.count("\n") + text.count("\r") > MOST_ROWS or max(map(text.count, _DELIMITERS)) > MOST_CELLS:
        raise UnreadableError("codes_too_heavy")
    for delimiter in _DELIMITERS:
        rows = code_rows(_without_cut_row(_cells(text, delimiter))) if delimiter in text else None
        if rows is not None:
            return rows
    if "\t" in text:
        return None
    return code_rows(line.strip().partition(" ")[::2] for line in io.StringIO(text, newline=None))


def _cells(text: str, delimiter: str) -> Iterator[list[str]]:
    """Give the cells of each row; where a quotation mark lacks its other half, marks inside a cell are only marks."""
    paired = text.count('"') % 2 == 0
    lines = io.StringIO(text, newline="")
    try:
        for row in csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if paired else csv.QUOTE_NONE):
            yield row if paired else [_unquoted(cell) for cell in row]
    except csv.Error:
        raise UnreadableError("codes_file_damaged") from None


def _unquoted(cell: str) -> str:
    whole = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return cell[1:-1].replace('""', '"') if whole else cell


def _without_cut_row(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Leave out the last row if it has fewer cells than the one before: the file ends in the middle of it."""
    before: list[str] | None = None
    width = 0
    for row in rows:
        if before is not None:
            yield before
            width = len(before)
        before = row
    if before is not None and len(before) >= width:
        yield before
