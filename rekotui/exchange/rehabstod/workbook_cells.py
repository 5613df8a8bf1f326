"""The cells of a sheet as they are streamed out of a workbook: plain values, with what is bold and italic.

A part of the process apart (`workbook_opener`). A cell is [column, kind, value, bold, italic] with kind "text",
"number", "day" (an ISO date) or "fault": an error, or a formula that has never been worked out.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import Element, iterparse

from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from rekotui.base.errors import UnreadableError

MOST_STRINGS = 500_000
"""Shared texts a workbook can have at most, other sheets' texts too."""
MOST_SHARED = 20_000_000
"""Characters they can have at most."""

_STRING, _WORDS, _RUN, _FONT, _BOLD, _ITALIC = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "t", "r", "rPr", "b", "i")
)
_OFF = ("0", "false", "off")
_TRUTH = {True: "SANT", False: "FALSKT"}


class Run(NamedTuple):
    """A part of a text, and whether it is bold and italic; None: as the cell is."""

    words: str
    bold: bool | None
    italic: bool | None


class Text(NamedTuple):
    """A text, and the runs it is made of; none if it is all of one piece."""

    words: str
    runs: Sequence[Run] = ()


class _Style(NamedTuple):
    """What a cell's style says that matters."""

    bold: bool
    italic: bool
    percent: bool


def shared_strings(source: IO[bytes]) -> list[Text]:
    """Return the texts that the cells of a workbook share. Raises UnreadableError if they are too many."""
    found: list[Text] = []
    characters = 0
    for _event, element in iterparse(source):
        if element.tag == _STRING:
            found.append(_text(element))
            element.clear()
            characters += len(found[-1].words)
            if len(found) > MOST_STRINGS or characters > MOST_SHARED:
                raise UnreadableError("list_too_long")
    return found


def _text(element: Element | None) -> Text:
    """Return a text with its runs; phonetic guides, which stand in it too, are left out."""
    if element is None:
        return Text("")
    if len(element) == 1 and element[0].tag == _WORDS:
        return Text(unescape(element[0].text or ""))
    runs = [_run(child) for child in element if child.tag in (_WORDS, _RUN)]
    words = "".join(run.words for run in runs)
    return Text(words, runs) if any(run.bold is not None for run in runs) else Text(words)


def _run(element: Element) -> Run:
    if element.tag == _WORDS:
        return Run(unescape(element.text or ""), None, None)
    words, font = unescape(element.findtext(_WORDS) or ""), element.find(_FONT)
    return Run(words, None, None) if font is None else Run(words, _is_on(font, _BOLD), _is_on(font, _ITALIC))


def _is_on(font: Element, tag: str) -> bool:
    mark = font.find(tag)
    return mark is not None and mark.get("val", "1") not in _OFF


class _Parser(WorkSheetParser):
    """openpyxl's reader of rows, which also tells a formula without a result, and keeps the runs of a text."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return the cell; an error and a formula without a result have type "e"."""
        text = _text(element.find(INLINE_STRING)) if element.get("t") == "inlineStr" else None
        if text is not None:
            element.set("t", "str")  # so that openpyxl does not read it too, more slowly and more strictly
        cell: dict[str, Any] = super().parse_cell(element)
        if text is not None:
            cell["value"] = text
        elif element.find(FORMULA_TAG) is not None and not element.findtext(VALUE_TAG) and element.get("t") != "str":
            cell["data_type"] = "e"
        return cell


class CellReader:
    """Reads one sheet of a workbook, row by row."""

    def __init__(self, source: IO[bytes], workbook: Workbook, strings: Sequence[Text]) -> None:
        book: Any = workbook
        self._source = source
        self._book = book
        self._styles: dict[int, _Style] = {}
        self._parser = _Parser(
            source,
            strings,  # type: ignore[arg-type]  # it only looks them up
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )

    def rows(self) -> Iterator[tuple[int, list[list[object]]]]:
        """Yield each row's number and its cells with something in them; nothing of a row is kept behind."""
        for _event, element in iterparse(self._source):
            if element.tag == ROW_TAG:
                row: Any = element
                number, cells = self._parser.parse_row(row)
                self._parser.row_dimensions.clear()
                element.clear()
                yield number, [plain for cell in cells if (plain := self._plain(cell))]

    def _plain(self, cell: dict[str, Any]) -> list[object] | None:
        """Return a cell in plain values; None for an empty one."""
        bold, italic, percent = self._style(cell["style_id"])
        value = cell["value"]
        if cell["data_type"] == "e":
            return [cell["column"], "fault", None, False, italic]
        if isinstance(value, Text):
            return self._written(cell["column"], value, bold, italic)
        if value is None or value == "":
            return None
        kind, plain = _value(value, percent=percent)
        return [cell["column"], kind, plain, bold, italic]

    def _written(self, column: int, text: Text, bold: bool, italic: bool) -> list[object] | None:
        """Return a cell of text: whether all or what of it is bold, and whether all of it is in italics."""
        if not text.words.strip():
            return None
        if not text.runs:
            return [column, "text", text.words, bold, italic]
        runs = [run for run in text.runs if run.words.strip()]
        in_bold = [run.words for run in runs if (bold if run.bold is None else run.bold)]
        some: bool | str = True if len(in_bold) == len(runs) else " ".join(in_bold) or False
        slanted = all(italic if run.italic is None else run.italic for run in runs)
        return [column, "text", text.words, some, slanted]

    def _style(self, number: int) -> _Style:
        """Return what a style says; one that is not there says nothing."""
        if number not in self._styles:
            try:
                found = self._book._cell_styles[number]
                font = self._book._fonts[found.fontId]
                self._styles[number] = _Style(bool(font.b), bool(font.i), "%" in self._format(found.numFmtId))
            except IndexError:
                self._styles[number] = _Style(False, False, False)
        return self._styles[number]

    def _format(self, number: int) -> str:
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return BUILTIN_FORMATS.get(number, "")
        return str(self._book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])


def _value(value: object, *, percent: bool) -> tuple[str, object]:
    """Return a value that is no text with runs as (kind, plain value)."""
    if isinstance(value, bool):
        return "text", _TRUTH[value]
    if isinstance(value, datetime):
        return "day", value.date().isoformat()
    if isinstance(value, timedelta):
        return "number", value / timedelta(days=1)
    if isinstance(value, time):
        return "text", value.isoformat()
    if isinstance(value, int | float):
        return ("text", f"{value * 100:.6g}%") if percent else ("number", value)
    return "text", unescape(str(value))
