"""From a sheet to a raw list: its tables, and what it says about the list as a whole (domain rehabstod 2.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod import copied_table
from rekotui.exchange.rehabstod.columns import Column, column_of
from rekotui.exchange.rehabstod.filter_block import Block, read_block
from rekotui.exchange.rehabstod.grid import (
    GridRow,
    Header,
    Section,
    Sheet,
    above,
    people,
    sections,
    texts,
    used_columns,
)
from rekotui.exchange.rehabstod.grid_row import is_sjukfall, raw_row
from rekotui.exchange.rehabstod.grid_values import text_of
from rekotui.exchange.rehabstod.page_text import is_page_text, read_page
from rekotui.exchange.rehabstod.raw import RawList, RawRow, Source
from rekotui.exchange.rehabstod.records import Notice, notice

_FEWEST_OLD_HEADINGS = 2
"""In an old file she chose the columns herself: below its filter block two headings alone in a row are enough."""
_OLD_DIAGNOSIS = frozenset({"diagnos", "nuvarande diagnos"})
_MOST_NAMED = 10


@dataclass(slots=True)
class _Table:
    """A table being put together: its rows and columns, what stands outside it, and rows that are no sjukfall."""

    rows: list[RawRow] = field(default_factory=list)
    columns: dict[str, None] = field(default_factory=dict)
    written: dict[str, None] = field(default_factory=dict)
    doubled: dict[str, None] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet with its tables and, above them, the filter block that only an old file has."""

    sheet: Sheet
    tables: Sequence[Section]
    block: Block | None

    @property
    def has_list(self) -> bool:
        """Whether the sheet has a table, an old file's filter block, or people without headings."""
        return bool(self.tables or self.block or people(self.sheet.rows))


def lay_out(sheet: Sheet) -> Layout:
    """Find the tables of a sheet, and what stands above them."""
    tables = sections(sheet)
    block = read_block([texts(row) for row in above(sheet, tables)])
    if block and not tables:
        tables = sections(sheet, _FEWEST_OLD_HEADINGS)
    return Layout(sheet, tables, block)


def parse_sheet(layout: Layout, name: str) -> RawList:
    """Read a sheet into the raw rows of format `name`.

    Raises UnreadableError for a sheet that is too long, or an old file without a table.
    """
    sheet, block = layout.sheet, layout.block
    if not sheet.whole:
        raise UnreadableError("list_too_long")
    if block and not layout.tables:
        raise UnreadableError("list_without_table")
    if not layout.tables:
        return _without_headings(sheet, name)
    table, top = _Table(), layout.tables[0]
    for section in layout.tables:
        if not table.rows:  # what came before had headings without rows: the labels of the page's filters
            table, top = _Table(), section
        _read_section(section, sheet, table)
    raw = RawList(
        format=name,
        rows=table.rows,
        headings=_headings(table),
        written=tuple(table.written),
        remarks=tuple(_remarks(table)),
    )
    if block:
        raw.shown, raw.total, raw.filtered = block.shown, block.total, block.filtered
        raw.part = block.filtered or block.own
    else:
        _say_page(raw, [text for row in above(sheet, [top]) for text in texts(row)], table.outside)
    return raw


def _say_page(raw: RawList, before: Sequence[str], outside: Sequence[str]) -> None:
    """Take what the page around a pasted table says about the list."""
    page = read_page(" ".join((*before, *outside)), before)
    raw.unit, raw.shown, raw.total, raw.filtered = page.unit, page.shown, page.total, page.filtered


def _read_section(section: Section, sheet: Sheet, table: _Table) -> None:
    """Read the rows below one heading row into the table."""
    header = section.header
    beside = used_columns(section.rows, header.written)
    rows: list[RawRow] = []
    for row in section.rows:
        raw = raw_row(row, header.columns | beside, sheet.epoch)
        if is_sjukfall(raw):
            rows.append(raw)
        else:
            _leave_out(row, table)
    filled = {column for raw in rows for column in raw.cells}
    _mark_main_only(rows, header)
    # Some columns have no heading of their own: what stands beside a value in v1, and her own notes.
    extra = [column for column in (Column.AGE, Column.CERTIFICATES, *beside.values()) if column in filled]
    names = [header.columns.get(place) or column_of(text) or text for place, text in header.written.items()]
    table.rows += rows
    table.columns |= dict.fromkeys((*names, *extra))
    table.written |= dict.fromkeys((*header.written.values(), *(name for name in beside.values() if name in filled)))
    table.doubled |= dict.fromkeys(header.doubled)


def _mark_main_only(rows: Sequence[RawRow], header: Header) -> None:
    """Mark the rows of the oldest files, whose Diagnos is a code alone: without Bidiagnoser there may be others."""
    words = {text.strip(" :").lower() for text in header.written.values()}
    cells = [raw.cells.get(Column.DIAGNOSIS, "") for raw in rows]
    if words & _OLD_DIAGNOSIS and Column.CO_DIAGNOSES not in header.columns.values():
        alone = not any(" " in cell or "," in cell for cell in cells)
        for raw in rows:
            raw.main_only = alone


def _leave_out(row: GridRow, table: _Table) -> None:
    """Keep what a row outside the table says; one that is neither a total nor part of the page is told of."""
    said = texts(row)
    table.outside += said
    worded = any(character.isalpha() for text in said for character in text)
    if worded and not any(map(is_page_text, said)):
        table.stray.append(row.number)


def _headings(table: _Table) -> tuple[str, ...]:
    """Return the columns of the table, without personnummer if no row has one: then they were hidden."""
    numbers = any(Column.PERSONNUMMER in {*raw.cells, *raw.faulty} for raw in table.rows)
    return tuple(column for column in table.columns if numbers or column != Column.PERSONNUMMER)


def _remarks(table: _Table) -> list[Notice]:
    found = [notice("double_column", heading=heading) for heading in table.doubled]
    if table.stray:
        found.append(notice("stray_rows", rows=", ".join(map(str, table.stray[:_MOST_NAMED]))))
    return found


def _without_headings(sheet: Sheet, name: str) -> RawList:
    """Read a grid that has lost its heading row as a copy without one: by shapes, in Rehabstöd's own order."""
    found: list[RawRow] = []
    for row in people(sheet.rows):
        cells = [cell.value for _column, cell in sorted(row.cells.items()) if cell.value is not None]
        line = "\t".join(text_of(value, "", sheet.epoch)[0] for value in cells)
        blocks = copied_table.parse(Source(b"", "", line)).rows
        for raw in blocks[:1]:
            raw.row, raw.unread = row.number, raw.unread or len(blocks) > 1
            found.append(raw)
    return RawList(format=name, rows=found, headings=None)
