"""Read a sick-leave list from Rehabstöd: recognise the format, parse it into cells, make records of them."""

from datetime import date

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.build import build
from rekotui.exchange.rehabstod.decode import decode, kind_of_binary
from rekotui.exchange.rehabstod.doubles import without_doubles
from rekotui.exchange.rehabstod.pdf_text import text_of_pdf
from rekotui.exchange.rehabstod.plausibility import doubts
from rekotui.exchange.rehabstod.raw import MOST_ROWS, RawList, RawRow, Source
from rekotui.exchange.rehabstod.recognise import recognise
from rekotui.exchange.rehabstod.records import ListRecord, Notice, ReadList, notice
from rekotui.exchange.rehabstod.values import date_in_name, unit_in_name
from rekotui.exchange.rehabstod.whole import (
    cut_off,
    hides_identity,
    is_broken,
    is_empty,
    is_other_list,
    is_partial,
    list_warnings,
    visible_columns,
    without_half_cells,
)

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes read at most (design 6)."""
MOST_CHARACTERS = 4_000_000
"""Characters a list in text form can have at most: two hundred or so a sjukfall, and the whole page around them."""
MOST_CELLS = 200_000
"""Tabs and line breaks a list can have at most: some eight thousand sjukfall, and a bound for hostile text."""


def read(data: bytes, name: str, on: date) -> ReadList:
    """Read a file; `name` is its name, `on` the day of the list where neither name nor file tells it.

    Raises UnreadableError (exit 6): too large, no known format, or a list without rows.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableError("list_too_large", most=LARGEST_FILE // 2**20)
    kind = kind_of_binary(data)
    text = text_of_pdf(data) if kind == "pdf" else None if kind else decode(data)
    return _read(Source(data, name.replace("\\", "/").rpartition("/")[2], text), on)


def read_text(text: str, on: date) -> ReadList:
    """Read a pasted text; `on` is the day of the list. Raises UnreadableError as `read` does."""
    return _read(Source(b"", "", text), on)


def _read(source: Source, on: date) -> ReadList:
    if source.text is not None:
        _check_size(source.text)
    return finish(recognise(source).parse(source), source.name, on)


def finish(raw: RawList, name: str, on: date) -> ReadList:
    """Make the list out of what a parser found in a file called `name`. Raises UnreadableError as `read` does."""
    raw.list_date = raw.list_date or date_in_name(name)
    raw.unit = raw.unit or unit_in_name(name)
    if is_other_list(raw):
        raise UnreadableError("list_of_statements")
    if not raw.rows:
        raise UnreadableError("list_without_rows")
    if len(raw.rows) > MOST_ROWS:
        raise UnreadableError("list_too_long")
    return assemble(raw, on)


def _check_size(text: str) -> None:
    if not text.strip():
        raise UnreadableError("list_empty")
    if len(text) > MOST_CHARACTERS or text.count("\t") + text.count("\n") + text.count("\r") > MOST_CELLS:
        raise UnreadableError("list_too_long")


def assemble(raw: RawList, on: date) -> ReadList:
    """Make the list out of raw rows: what every format shares. Raises UnreadableError if no row is left."""
    day = raw.list_date or on
    records, warnings, skipped = _records(raw, day)
    if not records:
        raise UnreadableError("list_without_rows")
    hidden = hides_identity(raw)
    unknown = 0 if hidden else sum(record.personnummer is None for record in records)
    lost = len(skipped) + unknown + (cut_off(raw) is not None)
    distinct = without_doubles(records)
    read = len(distinct.records) + len(skipped)
    warnings += distinct.warnings
    skipped += distinct.skipped
    return ReadList(
        format=raw.format,
        unit=raw.unit,
        list_date=raw.list_date,
        partial=is_partial(raw, read, lost),
        shown=raw.shown,
        total=raw.total,
        hidden_identity=hidden,
        columns=tuple(raw.written or raw.headings or sorted(visible_columns(raw))),
        records=distinct.records,
        warnings=(*list_warnings(raw, distinct.records, read), *sorted(warnings, key=_row)),
        skipped=tuple(sorted(skipped, key=_row)),
    )


def _records(raw: RawList, day: date) -> tuple[list[ListRecord], list[Notice], list[Notice]]:
    """Return records, warnings and skipped rows, before doubles are looked for."""
    visible = visible_columns(raw)
    missing = cut_off(raw)
    records: list[ListRecord] = []
    warnings: list[Notice] = []
    skipped: list[Notice] = []
    for row in raw.rows:
        cut = missing is not None and row is raw.rows[-1]
        if row.broken:
            skipped.append(notice("torn_row", row.row))
        elif is_broken(row, visible):
            skipped.append(notice("broken_row", row.row))
        elif is_empty(row):
            skipped.append(notice("no_content", row.row))
        else:
            shown = without_half_cells(row, visible) if cut else visible - set(row.lacks)
            record, notices = build(row, shown, day)
            records.append(record)
            warnings += notices + doubts(record, day)
            warnings += _remarks_on_loss(row, missing if cut else None)
    return records, warnings, skipped


def _remarks_on_loss(row: RawRow, missing: str | None) -> list[Notice]:
    """Return what to say of a row that has lost something: the cut last one, or one whose labels are gone."""
    if missing is not None:
        return [notice("truncated_row", row.row, missing=missing)]
    return [notice("lost_field", row.row, field=column) for column in row.lacks]


def _row(about: Notice) -> int:
    return about.row or 0
