"""Find the heading rows of a copy, and with them the columns of the rows below."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from rekotui.exchange.rehabstod.align import Piece
from rekotui.exchange.rehabstod.columns import DEFAULT_ORDER, FEWEST_HEADINGS, STATEMENT_HEADINGS, Column, column_of

_LONGEST_UNKNOWN = 40
_CLOSE = 0.7


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading row: its place among the pieces, and its columns (unknown headings as written)."""

    start: int
    end: int
    columns: tuple[str, ...]


def find_headings(pieces: Sequence[Piece]) -> list[HeadingRow]:
    """Return the heading rows in order: unbroken runs with enough known headings, on one line or on several.

    The names of the filters beside the table are no heading row: they never stand close enough together.
    """
    known_on_line = Counter(piece.line for piece in pieces if column_of(piece.text))
    found: list[HeadingRow] = []
    run: list[str] = []
    for index in range(len(pieces) + 1):
        column = _heading(pieces[index], known_on_line) if index < len(pieces) else None
        if column is None or column in run:
            found += _as_row(run, index)
            run = []
        if column is not None:
            run.append(column)
    return found


def _heading(piece: Piece, known_on_line: Counter[int]) -> str | None:
    """Return the column a piece heads; an unknown heading counts only among known ones on its line."""
    column = column_of(piece.text)
    if column is not None:
        return column
    beside_known = known_on_line[piece.line] >= FEWEST_HEADINGS
    wordy = piece.shape is None and len(piece.text) <= _LONGEST_UNKNOWN
    return piece.text if beside_known and wordy else None


def _as_row(run: Sequence[str], end: int) -> list[HeadingRow]:
    known = sum(column_of(heading) is not None for heading in run)
    return [HeadingRow(end - len(run), end, repaired(run))] if known >= FEWEST_HEADINGS else []


def repaired(run: Sequence[str]) -> tuple[str, ...]:
    """Return the columns with damaged headings put right ("Slutdatm"), where that column is missing in the row."""
    columns = list(run)
    for place, heading in enumerate(columns):
        missing = [column for column in DEFAULT_ORDER if column not in columns]
        whole = column_of(heading) is not None or heading.lower() in STATEMENT_HEADINGS
        close = [] if whole else get_close_matches(heading, missing, n=1, cutoff=_CLOSE)
        if close:
            columns[place] = close[0]
    return tuple(columns)


def completed(heading: HeadingRow, rows: Sequence[Piece]) -> tuple[str, ...]:
    """Return the columns of a heading row, with those that may stand in front of it where a selection cut it.

    A row that the copy begins with may have lost its first headings, and has if the rows below hold personnummer
    and no heading says so. The missing ones are then held possible, in Rehabstöd's own order.
    """
    columns = heading.columns
    numbered = any(piece.shape is Column.PERSONNUMMER for piece in rows)
    nameless = numbered and Column.PERSONNUMMER not in columns
    if heading.start and not nameless:
        return columns
    first = next((place for column in columns for place in _default_places(column)), 0)
    missing = [column for column in DEFAULT_ORDER[:first] if column not in columns]
    if nameless and Column.PERSONNUMMER not in missing:
        missing.append(Column.PERSONNUMMER)
    return (*missing, *columns)


def _default_places(column: str) -> list[int]:
    return [DEFAULT_ORDER.index(column)] if column in DEFAULT_ORDER else []
