"""The other side of `workbook`: opens the file with openpyxl, in the process apart, and keeps only plain cells.

What a file declares about its own size is not believed; hidden sheets are read too. What openpyxl, zipfile and the
XML parser may raise is for the caller to take as damage.
"""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.xml.constants import ARC_CORE, DCTERMS_NS, SHARED_STRINGS
from openpyxl.xml.functions import fromstring

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.raw import MOST_GRID_COLUMNS, MOST_GRID_ROWS
from rekotui.exchange.rehabstod.workbook_cells import CellReader, Text, shared_strings

MOST_UNFOLDED = 100 * 2**20
"""Bytes of XML a workbook may unfold to; ten thousand sjukfall take some fifteen million."""
MOST_CELLS = 300_000
"""Cells with something in them a sheet can have at most: the longest list in twenty-seven columns."""
MOST_CHARACTERS = 4_000_000
"""Characters a sheet can have at most, as for a list in text form."""
MOST_SHEETS = 20
"""Sheets that are looked at; a workbook with a list has one, or one a week for a while."""

_MOST_PARTS = 5_000
_MOST_EMPTY_ROWS = 10_000
"""After so many empty rows a sheet has ended: some programs write every row that could be."""
_ROWS_THAT_TELL = 200
_WORKBOOK = "xl/workbook.xml"
_BINARY_WORKBOOK = "xl/workbook.bin"
_STRICT = b"purl.oclc.org/ooxml"
_HEAD = 4096
_HIDDEN = ("hidden", "veryHidden")


def open_workbook(data: bytes) -> object:
    """Return the sheets of a workbook, the most likely one first, and the day it was made.

    Raises UnreadableError: another kind of file, one with a password, or one with too much in it.
    """
    with ZipFile(BytesIO(data)) as archive:
        _check(archive)
    reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    book: Any = reader.wb
    try:
        apply_stylesheet(reader.archive, book)
    except Exception:  # styles that openpyxl will not have: days and degrees can be told from their columns too
        book._date_formats, book._timedelta_formats, book._fonts = {}, {}, []
    strings = _strings(reader)
    paths = list(_paths(reader))[:MOST_SHEETS]
    return {"created": _created(reader.archive), "sheets": [_sheet(reader, path, strings) for path in paths]}


def _check(archive: ZipFile) -> None:
    """Look at the directory before anything is unfolded: what kind of file it is, and how much there is in it."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("list_encrypted")
    unfolded = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if unfolded > MOST_UNFOLDED or len(parts) > _MOST_PARTS:
        raise UnreadableError("list_too_heavy")
    other = _other_kind(archive, names)
    if other:
        raise UnreadableError("list_save_as", kind=other)
    if not any(name.startswith("xl/") for name in names):
        raise UnreadableError("list_kind_unread")


def _other_kind(archive: ZipFile, names: set[str]) -> str | None:
    """Return the kind of a spreadsheet that is none of Excel's ordinary ones."""
    if any(name.endswith(".iwa") for name in names):
        return ".numbers"
    if _BINARY_WORKBOOK in names:
        return ".xlsb"
    if "mimetype" in names and b"opendocument.spreadsheet" in _head(archive, "mimetype"):
        return ".ods"
    return "Strict Open XML" if _WORKBOOK in names and _STRICT in _head(archive, _WORKBOOK) else None


def _head(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_HEAD)


def _created(archive: ZipFile) -> str | None:
    """Return the day in the document property *created*, or None; a broken property breaks nothing else."""
    try:
        properties = fromstring(archive.read(ARC_CORE))
        text = properties.findtext(f"{{{DCTERMS_NS}}}created") or ""
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except Exception:
        return None


def _strings(reader: ExcelReader) -> list[Text]:
    package: Any = reader.package
    part = package.find(SHARED_STRINGS)
    path = part.PartName.lstrip("/") if part is not None else ""
    if path not in reader.valid_files:
        return []
    with reader.archive.open(path) as source:
        return shared_strings(source)


def _paths(reader: ExcelReader) -> Iterator[str]:
    """Yield the parts that hold the sheets: the open one when it was saved, other visible ones, hidden ones."""
    open_tab = next((view.activeTab for view in reader.wb.views if view.activeTab is not None), 0)
    found = []
    for place, (sheet, relation) in enumerate(reader.parser.find_sheets()):
        if "chartsheet" not in relation.Type and relation.target in reader.valid_files:
            found.append((sheet.state in _HIDDEN, place != open_tab, place, relation.target))
    yield from (path for *_order, path in sorted(found))


def _sheet(reader: ExcelReader, path: str, strings: list[Text]) -> dict[str, object]:
    """Return the rows of a sheet that have something in them; `whole` is False if there are too many."""
    rows: list[tuple[int, list[list[object]]]] = []
    cells = characters = 0
    last = 0
    whole = True
    with reader.archive.open(path) as source:
        for number, row in CellReader(source, reader.wb, strings).rows():
            last += 1
            if row:
                rows.append((number, row))
                cells += len(row)
                characters += sum(len(str(cell[2])) for cell in row)
                last = 0
            whole = len(rows) <= MOST_GRID_ROWS and len(row) <= MOST_GRID_COLUMNS
            whole = whole and cells <= MOST_CELLS and characters <= MOST_CHARACTERS
            if not whole or last > _MOST_EMPTY_ROWS:
                break
    # Of a sheet with too much in it, what tells whether it is a list.
    kept = rows if whole else rows[:-1][:_ROWS_THAT_TELL]
    return {"rows": kept, "whole": whole, "epoch": reader.wb.epoch.date().isoformat()}
