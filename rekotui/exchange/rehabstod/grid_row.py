"""One row of a grid as a raw row: its cells by heading, and what bold and italics say (domain rehabstod 2.4 rule 5)."""

from collections.abc import Callable, Mapping
from datetime import date

from rekotui.exchange.rehabstod.columns import OLD_INQUIRIES, Column
from rekotui.exchange.rehabstod.grid import Cell, GridRow
from rekotui.exchange.rehabstod.grid_values import split_age, split_count, text_of
from rekotui.exchange.rehabstod.page_text import is_page_text
from rekotui.exchange.rehabstod.raw import RawRow
from rekotui.exchange.rehabstod.values import read_degrees

_SURE = frozenset({Column.PERSONNUMMER, Column.FIRST_DAY, Column.LAST_DAY})
_SOMEBODY = frozenset({Column.PERSONNUMMER, Column.NAME, Column.DIAGNOSIS})
_KNOWN = frozenset({*Column, OLD_INQUIRIES}) - {Column.NUMBER}
_FEWEST_DIGITS = 6
"""What is left of a personnummer or a day has at least as many; "2 st" is a total."""
_FEWEST_CELLS = 3
"""So few cells, without a number or a day, are no sjukfall but a note below the table, or a sum."""


def raw_row(row: GridRow, columns: Mapping[int, str], epoch: date) -> RawRow:
    """Return the cells of a row that stand in one of the columns; `epoch` is day 0 of the sheet's day numbers."""
    raw = RawRow(row.number)
    faulty: list[str] = []
    for place, column in columns.items():
        cell = row.cells.get(place)
        if cell is None:
            continue
        if cell.value is None:
            faulty.append(column)
            continue
        text, dirty = text_of(cell.value, column, epoch)
        raw.dirty = raw.dirty or dirty
        if text:
            raw.cells[column] = text
        if column == Column.DEGREES:
            raw.degree_today = _degree_today(cell, text, row)
    raw.faulty = tuple(faulty)
    raw.ended = _in_italics(row) or None
    _part(raw, Column.PERSONNUMMER, Column.AGE, split_age)
    _part(raw, Column.LENGTH, Column.CERTIFICATES, split_count)
    return raw


def is_sjukfall(raw: RawRow) -> bool:
    """Return whether a row is a sjukfall, or what is left of one; a total, a note or a footer is none."""
    filled = _KNOWN & {*raw.cells, *raw.faulty}
    numbered = any(sum(map(str.isdecimal, raw.cells.get(column, ""))) >= _FEWEST_DIGITS for column in _SURE)
    if numbered or _SURE & set(raw.faulty):
        return True
    enough = len(filled) >= _FEWEST_CELLS and bool(_SOMEBODY & filled)
    return enough and not any(is_page_text(text) for text in raw.cells.values())


def _degree_today(cell: Cell, text: str, row: GridRow) -> int | None:
    """Return the one degree in bold; bold says nothing in a row that is all bold."""
    if all(other.bold is True for other in row.cells.values()):
        return None
    bold = text if cell.bold is True else cell.bold or ""
    degrees = read_degrees(bold)
    return degrees[0] if len(degrees) == 1 else None


def _in_italics(row: GridRow) -> bool:
    """Return whether a row is written in italics, as Rehabstöd writes a sjukfall that has ended."""
    return len(row.cells) >= _FEWEST_CELLS and sum(cell.italic for cell in row.cells.values()) * 2 > len(row.cells)


def _part(raw: RawRow, column: str, other: str, split: Callable[[str], tuple[str, str]]) -> None:
    """Give what stands in brackets beside a value its own column, as in the oldest files."""
    text, beside = split(raw.cells.get(column, ""))
    if beside and other not in raw.cells:
        raw.cells |= {column: text, other: beside}
