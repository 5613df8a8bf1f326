"""A grid of cells, as a spreadsheet and a csv file have it, and the heading rows in it (domain rehabstod 2.4 rule 1).

Nothing is held for sure but the headings: the table may start anywhere, have its columns in any order, and have
text above, below and beside it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rekotui.exchange.rehabstod.columns import FEWEST_HEADINGS, OLD_INQUIRIES, Column, column_of
from rekotui.exchange.rehabstod.grid_values import text_of
from rekotui.exchange.rehabstod.headings import repaired
from rekotui.exchange.rehabstod.shapes import shape_of
from rekotui.exchange.rehabstod.tokens import clean_cell

EPOCH_1900 = date(1899, 12, 30)
"""Day 0 of a spreadsheet's day numbers, but for those that began on a Macintosh (1904-01-01)."""

_OLD_INQUIRIES = ("kompletteringar", "komplettering")
_LONGEST_HEADING = 40
_MOST_DIGITS = 4
"""More digits in a heading than this may be somebody's number: they are not repeated in a notice."""
_SURE = frozenset((Column.PERSONNUMMER, Column.AGE, Column.FIRST_DAY))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value (None: an error, or a formula without a result), and how it is written.

    `bold` is True for a bold cell, the bold words of a cell that is bold in part, else False.
    """

    value: str | float | date | None
    bold: bool | str = False
    italic: bool = False


@dataclass(slots=True)
class GridRow:
    """A row with something in it: its 1-based number in the file, and its cells by 1-based column."""

    number: int
    cells: dict[int, Cell]


@dataclass(slots=True)
class Sheet:
    """The rows of a sheet that have something in them. `whole`: False if it had more than a list can have."""

    rows: list[GridRow] = field(default_factory=list)
    epoch: date = EPOCH_1900
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Header:
    """A heading row: its place among the rows, its columns by sheet column, and the headings as they stand.

    `doubled` are columns that are headed twice; the first one is in `columns`.
    """

    place: int
    columns: dict[int, str]
    written: dict[int, str]
    doubled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading row and the rows below it, down to the next one."""

    header: Header
    rows: Sequence[GridRow]


def sections(sheet: Sheet, fewest: int = FEWEST_HEADINGS) -> list[Section]:
    """Return what stands below each heading row, in order.

    A heading row has enough known headings; at least `fewest` are enough in a row that has nothing else.
    """
    headers = [header for place in range(len(sheet.rows)) if (header := _header(sheet, place, fewest))]
    ends = [*(header.place for header in headers), len(sheet.rows)][1:]
    return [Section(h, sheet.rows[h.place + 1 : end]) for h, end in zip(headers, ends, strict=False)]


def above(sheet: Sheet, found: Sequence[Section]) -> Sequence[GridRow]:
    """Return the rows above the first heading row; all of them if there is none."""
    return sheet.rows[: found[0].header.place] if found else sheet.rows


def texts(row: GridRow) -> list[str]:
    """Return the texts and numbers of a row in reading order."""
    values = [cell.value for _column, cell in sorted(row.cells.items()) if cell.value is not None]
    return [text for value in values if (text := text_of(value, "", EPOCH_1900)[0])]


def letters(column: int) -> str:
    """Return a spreadsheet's own name of a column: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def used_columns(rows: Collection[GridRow], headed: Collection[int]) -> dict[int, str]:
    """Return the columns without a heading that rows have something in, under their letters."""
    used = sorted({column for row in rows for column in row.cells} - set(headed))
    return {column: letters(column) for column in used}


def fitting(found: Sequence[Section]) -> tuple[list[GridRow], int]:
    """Return the rows whose numbers, ages and dates stand below their headings, and how many rows have any."""
    fits: list[GridRow] = []
    shaped = 0
    for section in found:
        for row in section.rows:
            shapes = {column: shape for column, shape in _shapes(row) if shape in _SURE}
            shaped += bool(shapes)
            if shapes and all(_same(section.header.columns.get(place), shape) for place, shape in shapes.items()):
                fits.append(row)
    return fits, shaped


def people(rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows that are sjukfall by what they hold: somebody's number or age, and a day."""
    found: list[GridRow] = []
    for row in rows:
        shapes = {shape for _column, shape in _shapes(row)}
        days = Column.FIRST_DAY in shapes or any(isinstance(cell.value, date) for cell in row.cells.values())
        if days and shapes & {Column.PERSONNUMMER, Column.AGE}:
            found.append(row)
    return found


def _header(sheet: Sheet, place: int, fewest: int) -> Header | None:
    """Return a row as a heading row, or None if it is none."""
    cells = sheet.rows[place].cells
    words = {column: text for column, cell in sorted(cells.items()) if (text := _heading(cell))}
    known = {found for text in words.values() if (found := column_of(text))}
    enough = len(known) >= FEWEST_HEADINGS or (len(known) >= fewest and len(known) == len(words))
    return _columns(place, words) if enough else None


def _heading(cell: Cell) -> str:
    """Return a cell as a heading, without what is invisible; only text can be one."""
    return clean_cell(cell.value)[0] if isinstance(cell.value, str) else ""


def _columns(place: int, words: Mapping[int, str]) -> Header:
    """Give every heading its column; of two that mean the same the first one is meant."""
    given = [_name(text, column) for column, text in words.items()]
    # A sheet may have headings of her own: only one that has lost or changed a letter is put right.
    mended = zip(given, repaired(given), strict=True)
    names = [right if abs(len(right) - len(name)) <= 1 else name for name, right in mended]
    columns: dict[int, str] = {}
    doubled: list[str] = []
    for column, name in zip(words, names, strict=True):
        if name in columns.values():
            doubled.append(name)
        else:
            columns[column] = name
    written = {column: _shown(text, column) for column, text in words.items()}
    return Header(place, columns, written, tuple(doubled))


def _name(text: str, column: int) -> str:
    """Return the column a heading names, or the heading itself where it is unknown."""
    if text.strip(" :").lower() in _OLD_INQUIRIES:
        return OLD_INQUIRIES
    return column_of(text) or _shown(text, column)


def _shown(text: str, column: int) -> str:
    """Return a heading as it may be repeated in a notice: the column's letters for what may be about a person."""
    private = shape_of(text) is not None or sum(map(str.isdecimal, text)) > _MOST_DIGITS
    return letters(column) if private else text[:_LONGEST_HEADING]


def _shapes(row: GridRow) -> Iterator[tuple[int, Column]]:
    for column, cell in row.cells.items():
        shape = shape_of(cell.value.strip()) if isinstance(cell.value, str) else None
        if shape:
            yield column, shape


def _same(column: str | None, shape: Column) -> bool:
    return column == shape or (shape is Column.FIRST_DAY and column == Column.LAST_DAY)
