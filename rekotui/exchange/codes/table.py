"""Where codes and names stand in a table of diagnosis codes, whatever its columns are called."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from rekotui.base.errors import UnreadableError
from rekotui.casework.diagnosis import clean_code
from rekotui.exchange.rehabstod.columns import FEWEST_HEADINGS, column_of

Row = Sequence[str]

_NUMBER = re.compile(r"(?<!\d)(?:18|19|20)?\d{6}[-+]\d{4}(?!\d)")

_CODE_HEADINGS = ("kod", "code", "diagnoskod", "icd-kod", "icd-10-se", "icd-10")
_TITLE_HEADINGS = ("titel", "title", "benämning", "klartext", "kodtext", "text", "diagnos", "beskrivning")
"""The first of them that a table has is the name: a description beside a title is not."""
_SAMPLE = 2_000
"""Rows looked at to find the columns: enough to come past a cover page and the chapters."""
_SHARE = 0.5
"""How large a part of a column without heading must be codes."""


class Columns(NamedTuple):
    """Where the code and its name stand, counted from 0."""

    code: int
    title: int


def code_rows(rows: Iterable[Row]) -> Iterator[tuple[str, str]] | None:
    """Return every row's cells for the code and its name, or None where no column looks like codes with names.

    Headings, chapters and empty rows are among them: a cell that a row does not have is an empty text. Raises
    UnreadableError for a list of people, whose names would be taken for those of their diagnoses.
    """
    waiting = iter(rows)
    sample = list(islice(waiting, _SAMPLE))
    if any(map(_tells_of_people, sample)):
        raise UnreadableError("codes_of_people")
    columns = _headed(sample) or _unheaded(sample)
    if columns is None:
        return None
    code, title = columns
    return ((_cell(row, code), _cell(row, title)) for row in chain(sample, waiting))


def _tells_of_people(row: Row) -> bool:
    """Return whether a row is the heading of a list from Rehabstöd, or has a personnummer in it."""
    known = {column for cell in row if (column := column_of(cell)) is not None}
    return len(known) >= FEWEST_HEADINGS or any(_NUMBER.search(cell) for cell in row)


def _headed(sample: Sequence[Row]) -> Columns | None:
    """Find the first row with a heading for both columns; under it must stand at least one code."""
    for at, row in enumerate(sample):
        headings = [cell.strip("\"'\ufeff: ").casefold() for cell in row]
        code = next((headings.index(word) for word in _CODE_HEADINGS if word in headings), None)
        title = next((headings.index(word) for word in _TITLE_HEADINGS if word in headings), None)
        if code is not None and title is not None and any(clean_code(_cell(each, code)) for each in sample[at:]):
            return Columns(code, title)
    return None


def _unheaded(sample: Sequence[Row]) -> Columns | None:
    """Take the first column that holds mostly codes, and of the others the one with the longest texts beside them."""
    width = max(map(len, sample), default=0)
    for column in range(width):
        filled = [row for row in sample if _cell(row, column).strip()]
        coded = [row for row in filled if clean_code(_cell(row, column))]
        if coded and len(coded) >= _SHARE * len(filled):
            lengths = {other: sum(len(_cell(row, other)) for row in coded) for other in range(width) if other != column}
            title = max(lengths, key=lengths.__getitem__, default=column)
            return Columns(column, title) if lengths.get(title) else None
    return None


def _cell(row: Row, column: int) -> str:
    return row[column] if column < len(row) else ""
