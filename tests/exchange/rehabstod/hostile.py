"""Files made to take memory or time: each is small, or no larger than what is read at all."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEETS}.sharedStrings+xml"/></Types>',
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_DOCUMENT}">'
    '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
    f'Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
_COLUMNS = ("Personnummer", "Ålder", "Namn", "Kön", "Startdatum", "Slutdatum")
_PERSON = ("19830411-2389", "43 år", "Testa", "Kvinna", "2026-02-09", "2026-08-09")
_CSV = ";".join(_COLUMNS) + "\n"


def workbook(sheet: Iterable[str], strings: Iterable[str] = (), before: str = "") -> bytes:
    """Return a workbook whose one sheet has these rows, written as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, content)
        head = f'{before}<worksheet {_MAIN}><dimension ref="A1:XFD1048576"/><sheetData>'
        _write(archive, "xl/worksheets/sheet1.xml", [head, *sheet, "</sheetData></worksheet>"])
        _write(archive, "xl/sharedStrings.xml", [f"<sst {_MAIN}>", *strings, "</sst>"])
    return out.getvalue()


def _write(archive: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    with archive.open(name, "w", force_zip64=True) as part:
        for piece in pieces:
            part.write(piece.encode())


def row(cells: Iterable[str]) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in cells) + "</row>"


def many(piece: str, times: int, at_once: int = 1_000) -> Iterator[str]:
    block = piece * at_once
    for _ in range(times // at_once):
        yield block


HEADINGS, SJUKFALL = row(_COLUMNS), row(_PERSON)
_CELL = '<row><c t="inlineStr"><is><t>'
_LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


def _parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"xl/{number}", b"")
    return out.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "zip bomb": (lambda: workbook([HEADINGS, *many(" " * 1_000, 120_000)]), "list_too_heavy"),
    "spaces below the bound": (lambda: workbook([HEADINGS, SJUKFALL, *many(" " * 1_000, 20_000)]), None),
    "twenty thousand parts": (_parts, "list_too_heavy"),
    "a million declared rows": (lambda: workbook([HEADINGS, SJUKFALL, *many("<row/>", 1_000_000)]), None),
    "a million real rows": (
        lambda: workbook([HEADINGS, *many("<row><c><v>1</v></c></row>", 1_000_000)]),
        "list_too_long",
    ),
    "twenty thousand people": (lambda: workbook([HEADINGS, *many(SJUKFALL, 20_000)]), "list_too_long"),
    "a row of three million cells": (lambda: workbook(["<row>", *many("<c/>", 3_000_000), "</row>"]), "list_too_heavy"),
    "deep elements": (lambda: workbook([*many("<a>", 3_000_000), *many("</a>", 3_000_000)]), "list_too_heavy"),
    "entities in entities": (
        lambda: workbook(
            [HEADINGS, _CELL, "&l9;</t></is></c></row>"], before=f'<!DOCTYPE l [<!ENTITY l0 "lol">{_LAUGHS}]>'
        ),
        "list_file_damaged",
    ),
    "a long entity many times": (
        lambda: workbook(
            [HEADINGS, _CELL, "&a;" * 70, "</t></is></c></row>"],
            before=f'<!DOCTYPE l [<!ENTITY a "{"x" * 1_000_000}">]>',
        ),
        "list_too_long",
    ),
    "a giant cell": (
        lambda: workbook([HEADINGS, _CELL, *many("x" * 1_000, 30_000), "</t></is></c></row>"]),
        "list_too_long",
    ),
    "half a million shared texts": (
        lambda: workbook([HEADINGS, SJUKFALL], many("<si><t>x</t></si>", 510_000)),
        "list_too_long",
    ),
    "huge shared texts": (
        lambda: workbook([HEADINGS, SJUKFALL], many("<si><t>" + "x" * 30_000 + "</t></si>", 1_000, 100)),
        "list_too_long",
    ),
    "a csv file of 20 MB": (
        lambda: (_CSV + (";".join(_PERSON) + "\n") * 300_000).encode()[: 20 * 2**20],
        "list_too_long",
    ),
    "a csv file of 20 MB in UTF-16": (
        lambda: (_CSV + "李;" * 6_000_000).encode("utf-16")[: 20 * 2**20],
        "list_too_long",
    ),
    "thirty thousand people in csv": (lambda: (_CSV + (";".join(_PERSON) + "\n") * 30_000).encode(), "list_too_long"),
    "nothing but separators": (lambda: (_CSV + ";" * 3_900_000).encode(), "list_too_long"),
    "a line of quoted cells": (lambda: (_CSV + '"a";' * 390_000 + '"').encode(), "list_too_long"),
    "a quoted cell without end": (lambda: (_CSV + '"' + "x\n" * 190_000).encode(), "list_too_long"),
    "five thousand heading rows": (lambda: (_CSV * 5_000).encode(), "list_without_rows"),
}
"""By name: how to make the file, and the key of the refusal; None where a list can be read out of it."""
