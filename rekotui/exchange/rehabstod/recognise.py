"""The formats that can be read. A new one joins by a line in FORMATS: a recogniser and a parser."""

from collections.abc import Callable
from dataclasses import dataclass

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod import copied_table, csv_grid, printed_page, workbook
from rekotui.exchange.rehabstod.decode import kind_of_binary
from rekotui.exchange.rehabstod.raw import RawList, Source


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its slug in `import --json`, whether a file is of it, and how it is read into raw rows.

    What kind of workbook it is shows only when it is open: its parser may give the list another slug.
    """

    name: str
    recognises: Callable[[Source], bool]
    parse: Callable[[Source], RawList]


FORMATS = (
    Format(workbook.FORMAT, workbook.recognises, workbook.parse),
    Format(csv_grid.FORMAT, csv_grid.recognises, csv_grid.parse),
    Format(printed_page.FORMAT, printed_page.recognises, printed_page.parse),
    Format(printed_page.LEGACY_FORMAT, printed_page.recognises_legacy, printed_page.parse_legacy),
    Format(copied_table.FORMAT, copied_table.recognises, copied_table.parse),
)
"""In the order they are asked; the first that recognises a file reads it."""


def recognise(source: Source) -> Format:
    """Return the format of a file; raise UnreadableError if it is none of them."""
    found = next((format_ for format_ in FORMATS if format_.recognises(source)), None)
    if found is None:
        raise UnreadableError(_key(source))
    return found


def _key(source: Source) -> str:
    """Return what to say of a file that no format recognises."""
    kind = kind_of_binary(source.data)
    if kind == "pdf":
        return "list_pdf_other"
    if kind:
        return "list_kind_unread"
    return "list_pdf_renamed" if source.name.lower().endswith(".pdf") else "list_not_recognised"
