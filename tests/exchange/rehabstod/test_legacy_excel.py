"""Route X: Rehabstöd's old Excel files, each version as the server wrote it (domain rehabstod 2.1)."""

import io
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.reader import read
from rekotui.exchange.rehabstod.records import ReadList

from .books import ANNA, BO, CLEA, EXPORTED, VERSIONS, Person, active, old_file, put, read_book, saved
from .copies import ON, SAMPLES, codes

EVERY = sorted(VERSIONS)
NAMED = "sjukfall-Exempelbackens vårdcentral-2023-05-15T09-42.xlsx"


def said(person: Person) -> dict[str, object]:
    """What a record of v6 says about a person, without its row."""
    return {
        "personnummer": person.personnummer,
        "name": person.name,
        "age": person.age,
        "sex": person.sex,
        "status": None,
        "diagnosis_code": person.code,
        "diagnosis_text": person.title,
        "diagnosis_state": "ok",
        "co_diagnoses": [code.replace(".", "") for code in person.co_diagnoses],
        "occupations": None,
        "first_day": person.first,
        "last_day": person.last,
        "length_days": person.length,
        "certificates": person.certificates,
        "degrees": list(person.degrees),
        "degree_today": None if person.today is None else person.degrees[person.today],
        "inquiries_completion": person.completions,
        "inquiries_administrative": person.questions,
        "risk": person.risk,
        "physician": person.physician,
        "ended": person.ended,
    }


NO_COUNTS = {"inquiries_completion": None, "inquiries_administrative": None}
LACKS: dict[str, dict[str, object]] = {
    "v1": NO_COUNTS | {"diagnosis_text": None, "co_diagnoses": None, "risk": None},
    "v2": NO_COUNTS | {"diagnosis_text": None},
    "v3": NO_COUNTS,
    "v4": {"inquiries_administrative": None},
    "v5": {"inquiries_administrative": None},
    "v6": {},
}


def people(found: ReadList) -> list[dict[str, object]]:
    return [{key: value for key, value in record.as_json().items() if key != "row"} for record in found.records]


@pytest.mark.parametrize("version", EVERY)
def test_every_version_is_read_as_it_was_written(version: str) -> None:
    found = read_book(old_file(version, ANNA, BO), NAMED, EXPORTED)
    assert people(found) == [said(ANNA) | LACKS[version], said(BO) | LACKS[version]]
    assert (found.format, found.unit, found.list_date) == ("legacy_excel", "Exempelbackens vårdcentral", EXPORTED)
    assert (found.partial, found.shown, found.total, found.warnings, found.skipped) == (False, 2, 2, (), ())
    assert found.columns == VERSIONS[version].headings


def test_the_row_is_the_spreadsheets_own() -> None:
    found = read_book(old_file("v6", ANNA, BO), NAMED, EXPORTED)
    assert [record.row for record in found.records] == [31, 32]


def test_without_a_sorting_block_the_table_is_found_all_the_same() -> None:
    found = read_book(old_file("v5", ANNA, BO, sort=False), NAMED, EXPORTED)
    assert [record.row for record in found.records] == [28, 29]


def test_v1_drafts_had_other_words_for_diagnosis_and_doctor() -> None:
    book = old_file("v1", ANNA)
    for row in active(book).iter_rows():
        for cell in row:
            if cell.value in ("Diagnos", "Läkare"):
                cell.value = {"Diagnos": "Nuvarande diagnos", "Läkare": "Nuvarande läkare"}[str(cell.value)]
    (record,) = read_book(book, NAMED, EXPORTED).records
    assert (record.diagnosis_code, record.physician) == ("F438A", "Åsa Låtsasdoktor")


def test_v2_headings_before_october_2017() -> None:
    names = {"Längd": "Sjukskrivningslängd", "Grad": "Sjukskrivningsgrad"}
    headings = [names.get(heading, heading) for heading in VERSIONS["v2"].headings]
    (record,) = read_book(old_file("v2", ANNA, headings=headings), NAMED, EXPORTED).records
    assert (record.length_days, record.degrees, record.degree_today) == (179, (100, 75, 50), 75)


@pytest.mark.parametrize("risk", ["Låg", "Medel", "Hög", "Måttlig", "Mycket hög", "Ej beräknad"])
def test_risk_words_of_all_years_are_kept(risk: str) -> None:
    person = Person(risk=risk)
    assert read_book(old_file("v2", person), NAMED, EXPORTED).records[0].risk == risk


@pytest.mark.parametrize(
    ("version", "completions", "questions", "counted"),
    [
        ("v4", 0, 0, (0, None)),
        ("v4", 2, 0, (2, None)),
        ("v6", 0, 0, (0, 0)),
        ("v6", 1, 0, (1, 0)),
        ("v6", 0, 2, (0, 2)),
        ("v6", 1, 2, (1, 2)),
    ],
)
def test_open_inquiries_and_the_older_column_for_one_kind_of_them(
    version: str, completions: int, questions: int, counted: tuple[int, int | None]
) -> None:
    person = Person(completions=completions, questions=questions)
    (record,) = read_book(old_file(version, person), NAMED, EXPORTED).records
    assert (record.inquiries_completion, record.inquiries_administrative) == counted


def test_null_in_place_of_a_name_is_an_unknown_name() -> None:
    (record,) = read_book(old_file("v6", Person(code="Z99X9", title="null")), NAMED, EXPORTED).records
    assert (record.diagnosis_code, record.diagnosis_text, record.diagnosis_state) == ("Z99X9", None, "ok")


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        (("m54.5", "z733"), ["M545", "Z733"]),
        (("M54.5 och F419",), ["M545", "F419"]),
        (("ryggont", "F41.9"), ["F419"]),
        ((), []),
    ],
)
def test_secondary_diagnoses_are_written_as_the_doctor_liked(written: tuple[str, ...], taken: list[str]) -> None:
    (record,) = read_book(old_file("v2", Person(co_diagnoses=written)), NAMED, EXPORTED).records
    assert list(record.co_diagnoses or ()) == taken


# Degree in force and ended: rule 5


@pytest.mark.parametrize("today", [0, 1, 2, None])
def test_the_bold_run_is_the_degree_in_force(today: int | None) -> None:
    (record,) = read_book(old_file("v6", Person(today=today)), NAMED, EXPORTED).records
    assert record.degree_today == (None if today is None else (100, 75, 50)[today])


def test_the_same_degree_twice_with_one_in_bold() -> None:
    (record,) = read_book(old_file("v6", Person(degrees=(100, 100, 50), today=1)), NAMED, EXPORTED).records
    assert (record.degrees, record.degree_today) == ((100, 100, 50), 100)


def test_no_degrees_at_all() -> None:
    (record,) = read_book(old_file("v6", Person(degrees=(), today=None)), NAMED, EXPORTED).records
    assert (record.degrees, record.degree_today) == ((), None)


def test_a_row_that_is_all_bold_says_nothing_about_the_degree() -> None:
    book = old_file("v6", Person(degrees=(50,), today=None))
    sheet = active(book)
    for cell in sheet[sheet.max_row]:
        cell.value = str(cell.value)
        cell.font = Font(bold=True)
    (record,) = read_book(book, NAMED, EXPORTED).records
    assert (record.degrees, record.degree_today) == ((50,), None)


def test_a_bold_cell_with_one_degree_says_that_it_is_in_force() -> None:
    book = old_file("v6", Person(degrees=(50,), today=None))
    sheet = active(book)
    (cell,) = (cell for cell in sheet[sheet.max_row] if "%" in str(cell.value))
    cell.value = "50%"
    cell.font = Font(bold=True)
    assert read_book(book, NAMED, EXPORTED).records[0].degree_today == 50


def test_a_row_in_italics_has_ended() -> None:
    found = read_book(old_file("v6", ANNA, CLEA), NAMED, EXPORTED)
    assert [(record.ended, record.degree_today) for record in found.records] == [(False, 75), (True, None)]


def test_an_end_before_the_day_of_export_has_ended_too() -> None:
    past = Person(last="2023-05-14", ended=False)
    today = Person(personnummer=BO.personnummer, last="2023-05-15")
    found = read_book(old_file("v4", past, today), NAMED, EXPORTED)
    assert [record.ended for record in found.records] == [True, False]


# The day of export: rule 6


def test_the_day_in_the_file_name_goes_before_the_documents() -> None:
    found = read_book(old_file("v6", ANNA), "sjukfall-E-2023-05-16T08-00.xlsx", EXPORTED)
    assert found.list_date == date(2023, 5, 16)


def test_without_a_day_in_the_name_it_is_the_day_the_document_was_made() -> None:
    found = read_book(old_file("v6", ANNA), "gammal lista.xlsx", EXPORTED)
    assert (found.list_date, found.unit) == (EXPORTED, None)


@pytest.mark.parametrize("made", [datetime(2026, 6, 15, 9, 0), datetime(2020, 1, 1)])
def test_a_document_made_on_another_day_than_the_list_does_not_tell_its_day(made: datetime) -> None:
    book = old_file("v6", ANNA, BO)
    book.properties.created = made
    assert read_book(book, "gammal lista.xlsx", ON).list_date is None


@pytest.mark.parametrize(
    "name",
    [
        "sjukfall-Exempelbackens%20v%C3%A5rdcentral-2023-05-15T09-42.xlsx",
        "sjukfall-Exempelbackens vÃ¥rdcentral-2023-05-15T09-42 (1).xlsx",
        "sjukfall-Exempelbackens va\u030ardcentral-2023-05-15T09_42.xlsx",
    ],
)
def test_a_file_name_that_the_browser_has_mangled(name: str) -> None:
    found = read_book(old_file("v6", ANNA), name, EXPORTED)
    assert (found.unit, found.list_date) == ("Exempelbackens vårdcentral", EXPORTED)


# The block above the table: rule 11, and the counts of rule 8


@pytest.mark.parametrize(
    ("version", "label", "values"),
    [
        ("v6", "Fritextfilter", ["rygg"]),
        ("v6", "Åldersspann", ["20 - 40 år"]),
        ("v6", "Valda diagnoser", ["F00-F99: Psykiska sjukdomar och syndrom"]),
        ("v6", "Valda diagnoser", ["F00-F99: Psykiska sjukdomar", "M00-M99: Muskuloskeletala sjukdomar"]),
        ("v6", "Slutdatum", ["2023-05-31"]),
        ("v6", "Slutdatum", ["2023-05-01 - 2023-05-31"]),
        ("v6", "Sjukskrivningslängd", ["Mellan 91 och 365+ dagar"]),
        ("v6", "Valda läkare", ["Åsa Låtsasdoktor", "Örjan Provläkare"]),
        ("v6", "Ärendestatus", ["Visa enbart sjukfall med obesvarade ärenden"]),
        ("v4", "Kompletteringsstatus", ["Visa sjukfall med obesvarade kompletteringar"]),
        ("v2", "Huvuddiagnosfilter", ["M00-M99: Muskuloskeletala sjukdomar"]),
        ("v1", "Sjukskrivningslängd", ["91 - 180 dagar"]),
    ],
)
@pytest.mark.parametrize("total", [2, 31])
def test_a_filter_in_the_block_makes_the_file_a_part_of_the_list(
    version: str, label: str, values: Sequence[str], total: int
) -> None:
    found = read_book(old_file(version, ANNA, BO, chosen={label: values}, total=total), NAMED, EXPORTED)
    assert (found.partial, found.shown, found.total) == (True, 2, total)
    assert codes(found) == [(None, "filtered" if total > 2 else "filter_hint")]
    assert len(found.records) == 2


@pytest.mark.parametrize("version", ["v1", "v3", "v6"])
def test_a_doctors_own_file_is_a_part_of_the_units_list(version: str) -> None:
    headings = [heading for heading in VERSIONS[version].headings if heading != "Läkare"]
    book = old_file(version, ANNA, BO, headings=headings, without=["Valda läkare"], total_label="Totalt: ")
    found = read_book(book, NAMED, EXPORTED)
    assert (found.partial, found.shown, found.total) == (True, 2, 2)
    assert [record.physician for record in found.records] == [None, None]


@pytest.mark.parametrize(("shown", "partial"), [(3, True), (1, False)])
def test_tabellen_visar_other_than_the_rows_read_is_warned_of(shown: int, partial: bool) -> None:
    found = read_book(old_file("v6", ANNA, BO, shown=shown, total=shown), NAMED, EXPORTED)
    assert (found.partial, codes(found)) == (partial, [(None, "count_mismatch")])


@pytest.mark.parametrize("version", ["v2", "v6"])
def test_hidden_identities_are_read_and_counted(version: str) -> None:
    label = {"v2": "Visa patientuppgifter:", "v6": "Visa personuppgifter"}[version]
    headings = [heading for heading in VERSIONS[version].headings if heading not in ("Personnummer", "Namn")]
    found = read_book(old_file(version, ANNA, BO, headings=headings, chosen={label: [" Nej"]}), NAMED, EXPORTED)
    assert [(r.personnummer, r.name, r.age) for r in found.records] == [(None, None, 40), (None, None, 51)]
    assert (found.hidden_identity, found.partial) == (True, False)
    assert codes(found) == [(None, "hidden_identity")]


def test_an_empty_column_of_personnummer_is_a_hidden_one() -> None:
    found = read_book(old_file("v2", Person(personnummer=""), Person(personnummer="", age=51)), NAMED, EXPORTED)
    assert (found.hidden_identity, codes(found)) == (True, [(None, "hidden_identity")])
    assert found.columns == VERSIONS["v2"].headings


# Her own columns (v5 on)


def test_own_columns_in_own_order() -> None:
    headings = ["Läkare", "Grad", "Slutdatum", "Personnummer", "Startdatum", "#"]
    found = read_book(old_file("v6", ANNA, BO, headings=headings), NAMED, EXPORTED)
    assert list(found.columns) == headings
    first = found.records[0].as_json()
    kept = {"personnummer", "first_day", "last_day", "degrees", "degree_today", "physician", "ended"}
    hidden = {key: None for key in said(ANNA) if key not in kept} | {"diagnosis_state": "unknown"}
    assert first == said(ANNA) | hidden | {"row": 31}


def test_a_few_chosen_columns_are_a_table_below_the_block() -> None:
    found = read_book(old_file("v6", ANNA, BO, headings=["Namn", "Slutdatum"]), NAMED, EXPORTED)
    assert [(record.name, str(record.last_day)) for record in found.records] == [
        ("Testa Övningsson", "2023-07-09"),
        ("Prov Påhittad", "2023-05-27"),
    ]


def test_no_table_at_all_says_so() -> None:
    with pytest.raises(UnreadableError) as error:
        read_book(old_file("v6", headings=[]), NAMED, EXPORTED)
    assert error.value.key == "list_without_table"


def test_a_table_without_rows_makes_nobody_gone() -> None:
    with pytest.raises(UnreadableError) as error:
        read_book(old_file("v6"), NAMED, EXPORTED)
    assert error.value.key == "list_without_rows"


def test_the_table_alone_in_a_workbook_of_her_own_is_known_by_its_headings() -> None:
    book = load_workbook(io.BytesIO((SAMPLES / "v2-2017.xlsx").read_bytes()), rich_text=True)
    active(book).delete_rows(1, 27)
    found = read(saved(book), "gammal lista.xlsx", date(2017, 11, 20))
    assert (found.format, found.partial, len(found.records)) == ("legacy_excel", None, 28)
    assert found.records[0].degree_today == 100


def test_an_old_file_saved_again_by_a_spreadsheet_program_with_numbers_and_dates() -> None:
    book: Workbook = old_file("v6", ANNA)
    sheet = active(book)
    row = sheet.max_row
    columns = {str(cell.value): cell.column for cell in sheet[row - 1]}
    put(sheet, row, columns["#"], 1)
    put(sheet, row, columns["Ålder"], 40)
    put(sheet, row, columns["Antal"], 4)
    put(sheet, row, columns["Startdatum"], date(2023, 1, 9))
    put(sheet, row, columns["Slutdatum"], date(2023, 7, 9))
    assert people(read_book(book, NAMED, EXPORTED)) == [said(ANNA)]


def test_without_the_column_for_other_diagnoses_they_are_unknown() -> None:
    headings = [heading for heading in VERSIONS["v2"].headings if heading != "Bidiagnoser"]
    found = read_book(old_file("v2", ANNA, BO, headings=headings), NAMED, EXPORTED)
    assert [record.co_diagnoses for record in found.records] == [None, None]
