"""Workbooks: the table pasted into a spreadsheet and saved, and Rehabstöd's old Excel files.

The file is opened in a process of its own (`apart`); the cells that come back are read as any grid.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod import legacy_excel
from rekotui.exchange.rehabstod.apart import opened
from rekotui.exchange.rehabstod.decode import kind_of_binary
from rekotui.exchange.rehabstod.grid import Cell, GridRow, Sheet
from rekotui.exchange.rehabstod.grid_table import lay_out, parse_sheet
from rekotui.exchange.rehabstod.raw import RawList, Source
from rekotui.exchange.rehabstod.records import notice

FORMAT = "spreadsheet"

_OLE = "xls"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


class Workbook(NamedTuple):
    """What the process apart hands over: the sheets, the most likely one first, and the day the document was made."""

    sheets: Sequence[Sheet]
    created: date | None


def recognises(source: Source) -> bool:
    """Return whether a file is a workbook, or holds one that must be saved in another way first."""
    kind = kind_of_binary(source.data)
    old = any(mark in source.data for mark in (_ENCRYPTED, *_OLD_WORKBOOKS))
    return kind == "xlsx" or (kind == _OLE and old)


def parse(source: Source) -> RawList:
    """Read the first sheet with a list into raw rows.

    Raises UnreadableError: not a workbook that can be read, damaged, too heavy, or without a list.
    """
    if kind_of_binary(source.data) == _OLE:
        if _ENCRYPTED in source.data:
            raise UnreadableError("list_encrypted")
        raise UnreadableError("list_save_as", kind=".xls")
    return parse_workbook(workbook_of(opened("workbook", source.data)), source.name)


def parse_workbook(workbook: Workbook, name: str) -> RawList:
    """Read the first sheet with a list; `name` is the file's. Raises UnreadableError as `parse` does."""
    lists = [layout for sheet in workbook.sheets if (layout := lay_out(sheet)).has_list]
    if not lists:
        whole = all(sheet.whole for sheet in workbook.sheets)
        raise UnreadableError("list_not_recognised" if whole else "list_too_long")
    raw = parse_sheet(lists[0], FORMAT)
    if lists[0].block or legacy_excel.is_old(raw):
        legacy_excel.complete(raw, name, workbook.created)
    if len(lists) > 1:
        raw.remarks = (*raw.remarks, notice("other_sheets", count=len(lists) - 1))
    return raw


def workbook_of(answer: object) -> Workbook:
    """Take the answer of `workbook_opener` apart."""
    found = cast(Mapping[str, object], answer)
    created = cast("str | None", found["created"])
    sheets = cast(Sequence[Mapping[str, object]], found["sheets"])
    return Workbook([_sheet(sheet) for sheet in sheets], date.fromisoformat(created) if created else None)


def _sheet(found: Mapping[str, object]) -> Sheet:
    rows = cast(Sequence[tuple[int, Sequence[Sequence[object]]]], found["rows"])
    return Sheet(
        [GridRow(number, dict(_cell(cell) for cell in cells)) for number, cells in rows],
        date.fromisoformat(cast(str, found["epoch"])),
        cast(bool, found["whole"]),
    )


def _cell(found: Sequence[object]) -> tuple[int, Cell]:
    place, kind, value, bold, italic = found
    typed = date.fromisoformat(cast(str, value)) if kind == "day" else cast("str | float | None", value)
    return cast(int, place), Cell(typed, cast("bool | str", bold), cast(bool, italic))
