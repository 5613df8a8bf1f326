"""Open a workbook of diagnosis codes. Runs in the process apart (`rehabstod.apart`), within its bounds.

The parts of the workbook are read with the XML parser itself: the official file has more rows and columns than openpyxl
can take within the bounds on an ordinary machine, and nothing but the cells' texts is wanted.
"""

import io
import posixpath
from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat
from zipfile import ZipFile

from rekotui.base.errors import UnreadableError
from rekotui.exchange.codes.table import code_rows

_MOST_ROWS = 300_000
_LONGEST_CELL = 1_000
"""Characters of a cell that are kept: names are shorter, and what is longer is no name."""
_MOST_PIECES = 100
"""Pieces of a cell's text that are kept: the parser gives some thousand characters at a time."""
_MOST_CHARACTERS = 20_000_000
"""Characters that are kept in all; the official file has some five million."""
_CHUNK = 65_536
_COLUMNS = {chr(ord("A") + at): at for at in range(26)}
"""The columns that are read; the official file has sixteen."""
_WORKBOOK, _RELATIONS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"

Start = Callable[[str, dict[str, str]], None]


def open_codes(data: bytes) -> list[tuple[str, str]]:
    """Return the cells for code and name of the first sheet that has codes; an empty list where none has.

    Raises UnreadableError, and whatever a broken archive makes of itself.
    """
    with ZipFile(io.BytesIO(data)) as archive:
        strings = _shared_strings(archive)
        for path in _sheets(archive):
            rows = code_rows(_Sheet(strings).rows(archive, path))
            if rows is not None:
                return _within(rows)
    return []


def _within(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    kept, room = [], _MOST_CHARACTERS
    for code, title in rows:
        kept.append((code, title))
        room -= len(code) + len(title)
        if room < 0:
            raise UnreadableError("list_too_heavy")
    return kept


class _Sheet:
    """One sheet, read row by row; a row is a list of texts, as wide as its last cell."""

    def __init__(self, strings: list[str]) -> None:
        self._strings = strings
        self._done: list[list[str]] = []
        self._row: list[str] = []
        self._column: int | None = None
        self._shared = self._open = False
        self._text: list[str] = []

    def rows(self, archive: ZipFile, path: str) -> Iterator[list[str]]:
        """Give the rows that are there, up to a bound, whatever the sheet says of its own size."""
        given = 0
        for _ in _parsed(archive, path, self._begins, self._ends, self._says):
            for row in self._done:
                given += 1
                if given > _MOST_ROWS:
                    return
                yield row
            self._done = []

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        name = _local(name)
        if name == "c":
            place = attributes.get("r", "").rstrip("0123456789")
            self._column = _COLUMNS.get(place) if place else len(self._row)
            self._shared = attributes.get("t") == "s"
            self._text = []
        elif name in ("v", "t"):
            self._open = self._column is not None

    def _ends(self, name: str) -> None:
        name = _local(name)
        if name in ("v", "t"):
            self._open = False
        elif name == "c" and self._column is not None:
            text = "".join(self._text)
            self._row += [""] * (self._column - len(self._row))
            self._row.append((self._strings[int(text)] if self._shared and text else text)[:_LONGEST_CELL])
            self._column = None
        elif name == "row":
            self._done.append(self._row)
            self._row = []

    def _says(self, text: str) -> None:
        if self._open and len(self._text) < _MOST_PIECES:
            self._text.append(text)


def _shared_strings(archive: ZipFile) -> list[str]:
    """Return the texts that cells point to by number, without the readings that come with foreign signs."""
    found: list[str] = []
    text: list[str] = []
    inside = {"t": False, "rPh": False}
    room = _MOST_CHARACTERS

    def begins(name: str, _attributes: dict[str, str]) -> None:
        if _local(name) in inside:
            inside[_local(name)] = True

    def ends(name: str) -> None:
        nonlocal room
        if _local(name) in inside:
            inside[_local(name)] = False
        elif _local(name) == "si":
            found.append("".join(text)[:_LONGEST_CELL])
            text.clear()
            room -= len(found[-1]) + 1
            if room < 0:
                raise UnreadableError("list_too_heavy")

    def says(piece: str) -> None:
        if inside["t"] and not inside["rPh"] and len(text) < _MOST_PIECES:
            text.append(piece)

    if _STRINGS in archive.namelist():
        for _ in _parsed(archive, _STRINGS, begins, ends, says):
            pass
    return found


def _sheets(archive: ZipFile) -> list[str]:
    """Return the parts with the sheets, in the workbook's order."""
    targets = {each.get("Id"): each.get("Target", "") for each in _attributes(archive, _RELATIONS, "Relationship")}
    found = []
    for sheet in _attributes(archive, _WORKBOOK, "sheet"):
        target = next((targets.get(value) for key, value in sheet.items() if _local(key) == "id"), None)
        if target:
            # A target begins at the workbook's folder, or at the archive's root.
            found.append(posixpath.normpath(posixpath.join("/xl", target)).lstrip("/"))
    return found


def _attributes(archive: ZipFile, path: str, element: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def begins(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == element:
            found.append(attributes)

    for _ in _parsed(archive, path, begins):
        pass
    return found


def _parsed(
    archive: ZipFile,
    path: str,
    begins: Start,
    ends: Callable[[str], None] | None = None,
    says: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Parse one part bit by bit, giving way after each, so that nothing has to be held whole."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begins, ends, says
    parser.StartDoctypeDeclHandler = _refuse
    with archive.open(path) as part:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
        yield


def _refuse(*_doctype: object) -> None:
    """Refuse a document type: a workbook has none, and one could declare texts that unfold without end."""
    raise UnreadableError("list_file_damaged")


def _local(name: str) -> str:
    return name[name.rfind(":") + 1 :]
