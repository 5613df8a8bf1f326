"""Makes workbooks: a pasted table as a spreadsheet keeps it, and Rehabstöd's old Excel files, version by version."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from rekotui.exchange.rehabstod.reader import finish
from rekotui.exchange.rehabstod.records import ReadList
from rekotui.exchange.rehabstod.workbook import parse_workbook, workbook_of
from rekotui.exchange.rehabstod.workbook_opener import open_workbook

from .copies import HEADINGS, ON

Line = Sequence[object]
EXPORTED = date(2023, 5, 15)


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*lines: Line, top: int = 1, left: int = 1) -> Workbook:
    """Return a workbook with lines of cells from a corner on."""
    book = Workbook()
    fill(active(book), lines, top, left)
    return book


def active(book: Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def fill(sheet: Worksheet, lines: Sequence[Line], top: int = 1, left: int = 1) -> None:
    for row, line in enumerate(lines, start=top):
        for column, value in enumerate(line, start=left):
            if value is not None:
                put(sheet, row, column, value)


def put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Put a value in a cell; text is never taken for a formula."""
    cell: Any = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, float):
        cell.number_format = "0%"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def typed(line: Mapping[str, str], columns: Sequence[str] = HEADINGS) -> list[object]:
    """Return a row of a copy as a spreadsheet keeps it: days, numbers, a single degree as a share, the rest text."""
    return [_typed(column, line.get(column, "")) for column in columns]


def _typed(column: str, text: str) -> object:
    if not text:
        return None
    if column in ("Startdatum", "Slutdatum"):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return text
    if column in ("#", "Intyg") and text.isdecimal():
        return int(text)
    if column == "Grad" and text.count("%") == 1:
        return int(text.rstrip("%")) / 100
    return text


def pasted(*rows: Mapping[str, str], columns: Sequence[str] = HEADINGS) -> Workbook:
    """Return the table pasted into the corner of a new workbook."""
    return book_of(columns, *(typed(row, columns) for row in rows))


def read_book(book: Workbook, name: str = "lista.xlsx", on: date = ON) -> ReadList:
    """Read a workbook without a process of its own; `test_workbooks` and the samples go all the way."""
    answer = json.loads(json.dumps(open_workbook(saved(book))))
    return finish(parse_workbook(workbook_of(answer), name), name, on)


@dataclass(frozen=True)
class Person:
    """One sjukfall in an old file; `today` is the place of the degree in force."""

    personnummer: str = "19830411-2389"
    age: int = 40
    name: str = "Testa Övningsson"
    sex: str = "Kvinna"
    code: str = "F438A"
    title: str = "Utmattningssyndrom"
    co_diagnoses: tuple[str, ...] = ("M54.5", "F419")
    first: str = "2023-01-09"
    last: str = "2023-07-09"
    length: int = 179
    certificates: int = 4
    degrees: tuple[int, ...] = (100, 75, 50)
    today: int | None = 1
    completions: int = 1
    questions: int = 2
    risk: str = "Hög"
    physician: str = "Åsa Låtsasdoktor"
    ended: bool = False


ANNA = Person()
BO = Person(
    personnummer="19710902-2397",
    age=51,
    name="Prov Påhittad",
    sex="Man",
    code="M545",
    title="Lumbago",
    co_diagnoses=(),
    first="2023-04-12",
    last="2023-05-27",
    length=46,
    certificates=2,
    degrees=(50,),
    today=0,
    completions=0,
    questions=0,
    risk="Måttlig",
    physician="Örjan Provläkare",
)
CLEA = replace(BO, personnummer="19880109-2381", last="2023-05-09", today=None, ended=True)
CLEA = replace(CLEA, name="Klar Testgård", sex="Kvinna", age=35)


@dataclass(frozen=True)
class Version:
    """How one version writes: its headings, its filters with what stands there unused, and its cells."""

    headings: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    cells: Mapping[str, Callable[[Person], object]]


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def degrees(person: Person, arrow: str = " → ") -> object:
    """Return the degrees with the one in force in bold, as the server wrote them."""
    parts: list[TextBlock] = []
    for place, degree in enumerate(person.degrees):
        text = f"{arrow if place else ''}{degree}%"
        parts.append(TextBlock(InlineFont(rFont="Helvetica", b=place == person.today), text))
    return CellRichText(*parts) if parts else None


def _counts(person: Person) -> str:
    text = f"Komplettering ({person.completions})\n" if person.completions else ""
    text += f"Administrativ fråga ({person.questions})" if person.questions else ""
    return text or "-"


def _diagnoses(person: Person) -> str:
    return ", ".join((f"{person.code} {person.title}", *person.co_diagnoses))


_BASE: dict[str, Callable[[Person], object]] = {
    "Personnummer": lambda p: CellRichText(TextBlock(InlineFont(rFont="Helvetica"), p.personnummer)),
    "Namn": lambda p: p.name,
    "Kön": lambda p: p.sex,
    "Startdatum": lambda p: p.first,
    "Slutdatum": lambda p: p.last,
    "Ålder": lambda p: f"{p.age} år",
    "Längd": lambda p: f"{p.length} dagar",
    "Sjukskrivningslängd": lambda p: f"{p.length} dagar",
    "Antal": lambda p: str(p.certificates),
    "Diagnos": lambda p: p.code,
    "Bidiagnoser": lambda p: ", ".join(p.co_diagnoses) or "-",
    "Diagnos/diagnoser": _diagnoses,
    "Grad": degrees,
    "Sjukskrivningsgrad": degrees,
    "Kompletteringar": lambda p: f"Obesvarade({p.completions})" if p.completions else "-",
    "Ärenden": _counts,
    "Risk": lambda p: p.risk,
    "Läkare": lambda p: p.physician,
}
_V1 = {
    "Personnummer": lambda p: f"{p.personnummer} ({p.age} år)",
    "Sjukskrivningslängd": lambda p: f"{p.length} dagar ({p.certificates} intyg)",
    "Sjukskrivningsgrad": lambda p: degrees(p, " "),
}
_V2 = {"Ålder": lambda p: str(p.age)}
_ALL, _NONE, _SPAN, _FREE = "Alla", "-", "0 - 100+ år", "Fritextfilter"
_SETTING = (("Max dagar mellan intyg: ", "5 dagar"),)
_SETTINGS = (("Max dagar mellan intyg", "5 dagar"), ("Visa avslutade sjukfall", "0 dagar"))
_FILTERS = ((_FREE, _NONE), ("Visa personuppgifter", " Ja"), ("Åldersspann", _SPAN), ("Valda diagnoser", _ALL))
_LENGTH, _LENGTHS = ("Sjukskrivningslängd", "1 - 365+ dagar"), ("Sjukskrivningslängd", "Mellan 1 och 365+ dagar")
_DOCTORS, _END = ("Valda läkare", _ALL), ("Slutdatum", _NONE)

_OLD_FILTERS = (_LENGTH, _DOCTORS, ("Huvuddiagnosfilter", _ALL), ("Åldersspann", _SPAN), _END, (_FREE, _NONE))
_TABLE = words("# Personnummer Ålder Namn Kön Diagnos/diagnoser Startdatum Slutdatum Längd Antal Grad")

VERSIONS = {
    "v1": Version(
        words("# Personnummer Namn Kön Diagnos Startdatum Slutdatum Sjukskrivningslängd Sjukskrivningsgrad Läkare"),
        (_LENGTH, _DOCTORS, ("Valda diagnoser", _ALL), (_FREE, _NONE)),
        _SETTING,
        _BASE | _V1,
    ),
    "v2": Version(
        words("# Personnummer Ålder Namn Kön Diagnos Bidiagnoser")
        + words("Startdatum Slutdatum Längd Antal Grad Läkare Risk"),
        (*_OLD_FILTERS, ("Visa patientuppgifter:", " Ja")),
        _SETTING,
        _BASE | _V2,
    ),
    "v3": Version((*_TABLE, "Läkare", "Risk"), (*_FILTERS, _END, _LENGTH, _DOCTORS), _SETTING, _BASE | _V2),
    "v4": Version(
        (*_TABLE, "Kompletteringar", "Läkare", "Risk"),
        (*_FILTERS, _END, _LENGTH, _DOCTORS, ("Kompletteringsstatus", "Visa alla")),
        _SETTING,
        _BASE,
    ),
    "v5": Version(
        (*_TABLE, "Kompletteringar", "Risk", "Läkare"),
        (*_FILTERS, _END, _LENGTHS, _DOCTORS, ("Kompletteringsstatus", "Visa alla")),
        _SETTINGS,
        _BASE,
    ),
    "v6": Version(
        (*_TABLE, "Ärenden", "Risk", "Läkare"),
        (*_FILTERS, _END, _LENGTHS, _DOCTORS, ("Ärendestatus", "Visa alla")),
        _SETTINGS,
        _BASE,
    ),
}


def old_file(
    version: str,
    *people: Person,
    headings: Sequence[str] | None = None,
    chosen: Mapping[str, Sequence[str]] | None = None,
    without: Sequence[str] = (),
    shown: int | None = None,
    total: int | None = None,
    total_label: str = "Totalt på enheten: ",
    sort: bool = True,
) -> Workbook:
    """Return an old Excel file: the block of filters, and the table from column A on.

    `chosen` are filters in use with their values, one a row; `without` are filter rows that are left out.
    """
    how = VERSIONS[version]
    columns = how.headings if headings is None else tuple(headings)
    book = Workbook()
    book.properties.creator, book.properties.created = "Apache POI", datetime(2023, 5, 15, 7, 42)
    sheet = active(book)
    sheet.title = "Sjukfall"
    block: list[Line] = [["Valda filter"]]
    for label, unused in how.filters:
        if label not in without:
            block += _filter(label, (chosen or {}).get(label, [unused]))
    block += [["Sjukfallsinställning"], *how.settings, [], [], []]
    if sort:
        block += [["Vald sortering"], ["Kolumn: ", "Startdatum"], ["Riktning: ", "Fallande"]]
    block += [[], [], []]
    count = len(people)
    block += [["Antal pågående sjukfall"], ["Tabellen visar: ", str(count if shown is None else shown)]]
    block += [[total_label, str(count if total is None else total)], [], [], []]
    fill(sheet, block, top=3, left=2)
    if columns:
        top = 3 + len(block)
        fill(sheet, [columns], top)
        for place, person in enumerate(people, start=1):
            fill(sheet, [_line(place, person, columns, how)], top + place)
            _slant(sheet, top + place, person)
    return book


def _filter(label: str, values: Sequence[str]) -> list[Line]:
    return [[label, values[0]], *([None, value] for value in values[1:])]


def _line(place: int, person: Person, columns: Sequence[str], how: Version) -> list[object]:
    return [str(place) if column == "#" else how.cells[column](person) for column in columns]


def _slant(sheet: Worksheet, row: int, person: Person) -> None:
    """Write a whole row in italics, as the sjukfall of somebody who had ended."""
    if person.ended:
        for cell in sheet[row]:
            cell.font = Font(name="Helvetica", italic=True)
