"""The samples of Rehabstöd's lists must give exactly the records written down beside them."""

import json
from datetime import date
from functools import cache

import pytest

from rekotui.exchange.rehabstod.reader import read
from rekotui.exchange.rehabstod.records import ReadList

from .copies import LISTS, SAMPLES

EXPECTED = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
KEYS = {
    "personnummer": "personnummer",
    "namn": "name",
    "alder": "age",
    "kon": "sex",
    "status": "status",
    "diagnoskod": "diagnosis_code",
    "diagnostext": "diagnosis_text",
    "diagnos_status": "diagnosis_state",
    "bidiagnoser": "co_diagnoses",
    "sysselsattning": "occupations",
    "start": "first_day",
    "slut": "last_day",
    "dagar": "length_days",
    "antal_intyg": "certificates",
    "grader": "degrees",
    "aktiv_grad": "degree_today",
    "komplettering": "inquiries_completion",
    "administrativ_fraga": "inquiries_administrative",
    "risk": "risk",
    "lakare": "physician",
    "nyligen_avslutat": "ended",
}


STATES = {"avkapad": "cut", "okänt": "not_shared"}
PRINTS = {
    "nuvarande-utskrift.pdf": "nuvarande-utskrift.pdf",
    "nuvarande-utskrift.txt": "nuvarande-utskrift.pdf",
    "vecka-25-utskrift.pdf": "vecka-25-utskrift.pdf",
}
"""The prints, and under which name the right answer is written down."""


def english(row: int, record: dict[str, object]) -> dict[str, object]:
    # In the sample that has no word for it, a missing code is one that the print has cut away.
    unsaid = "ok" if record["diagnoskod"] else "cut"
    defaults: dict[str, object] = dict.fromkeys(KEYS.values()) | {"row": row, "diagnosis_state": unsaid}
    named = {KEYS[key]: value for key, value in record.items()}
    state = named.get("diagnosis_state")
    return defaults | named | ({"diagnosis_state": STATES[state]} if isinstance(state, str) and state in STATES else {})


@pytest.mark.parametrize("sample", LISTS)
def test_sample_gives_exactly_the_expected_records(sample: str) -> None:
    list_of = date.fromisoformat(EXPECTED[sample]["list_of"])
    found = read((SAMPLES / sample).read_bytes(), sample, list_of)
    expected = [english(row, record) for row, record in enumerate(EXPECTED[sample]["records"], start=1)]
    assert [record.as_json() for record in found.records] == expected
    assert found.format == "copied_table"
    assert list(found.columns) == EXPECTED["nuvarande-urklipp.txt"]["columns"]
    assert (found.partial, found.list_date, found.unit, found.skipped) == (None, None, None, ())


@cache
def read_print(sample: str) -> ReadList:
    return read((SAMPLES / sample).read_bytes(), sample, date(2026, 6, 15))


@pytest.mark.parametrize(("sample", "answer"), PRINTS.items())
def test_printed_sample_gives_exactly_the_expected_records(sample: str, answer: str) -> None:
    found = read_print(sample)
    expected = [english(row, record) for row, record in enumerate(EXPECTED[answer]["records"], start=1)]
    assert [record.as_json() for record in found.records] == expected
    assert found.format == "printed_page"
    assert list(found.columns) == EXPECTED[answer]["columns"]
    assert (found.partial, found.shown, found.total) == (False, len(expected), len(expected))
    assert (found.unit, found.list_date, found.skipped) == ("Exempelbackens vårdcentral", None, ())


@pytest.mark.parametrize(
    ("sample", "warned"),
    [
        ("nuvarande-utskrift.pdf", [(17, "far_end"), (24, "cut_diagnosis"), (29, "cut_diagnosis")]),
        ("nuvarande-utskrift.txt", [(17, "far_end"), (24, "cut_diagnosis"), (29, "cut_diagnosis")]),
        ("vecka-25-utskrift.pdf", [(19, "far_end"), (26, "cut_diagnosis"), (31, "cut_diagnosis")]),
    ],
)
def test_printed_sample_warns_of_the_mistyped_year_and_of_codes_that_are_cut(
    sample: str, warned: list[tuple[int, str]]
) -> None:
    assert [(warning.row, warning.code) for warning in read_print(sample).warnings] == warned


def test_a_week_is_the_same_list_printed_and_copied_but_for_what_the_print_cannot_show() -> None:
    copy = read((SAMPLES / "vecka-25-urklipp.txt").read_bytes(), "", date(2026, 6, 15))
    printed = read_print("vecka-25-utskrift.pdf")
    unreadable = set()
    for copied, read_from_print in zip(copy.records, printed.records, strict=True):
        before, after = copied.as_json(), read_from_print.as_json()
        different = {key for key in before if before[key] != after[key]}
        assert different <= {"diagnosis_text", "diagnosis_code", "diagnosis_state", "risk"}
        assert before["risk"] is None
        assert after["diagnosis_text"] is None
        if "diagnosis_code" in different:
            assert (after["diagnosis_code"], after["diagnosis_state"]) == (None, "cut")
            unreadable.add(copied.personnummer)
        else:
            assert "diagnosis_state" not in different
    comparisons = json.loads((SAMPLES / "expected-review.json").read_text("utf-8"))["comparisons"]
    (review,) = [each for each in comparisons if each["after"] == "vecka-25-utskrift.pdf"]
    assert unreadable == set(review["diagnosis_unreadable"])


@pytest.mark.parametrize(
    ("sample", "slug"),
    [
        ("nuvarande-inklistrad.xlsx", "spreadsheet"),
        ("v2-2017.xlsx", "legacy_excel"),
        ("v6-alla-kolumner.xlsx", "legacy_excel"),
    ],
)
def test_sample_workbook_gives_exactly_the_expected_list(sample: str, slug: str) -> None:
    answer = EXPECTED[sample]
    list_of = date.fromisoformat(answer["list_of"])
    found = read((SAMPLES / sample).read_bytes(), sample, list_of)
    rows = enumerate(answer["records"], start=answer["header_row"] + 1)
    assert [record.as_json() for record in found.records] == [english(row, record) for row, record in rows]
    assert list(found.columns) == answer["columns"]
    assert (found.format, len(found.records), found.skipped) == (slug, answer["rows"], ())
    # A pasted table says neither its day nor how many there are; an old file says both.
    old = slug == "legacy_excel"
    assert (found.list_date, found.partial) == ((list_of, False) if old else (None, None))
    assert (found.shown, found.total) == ((answer["rows"], answer["rows"]) if old else (None, None))


@pytest.mark.parametrize(
    ("sample", "warned"),
    [
        ("nuvarande-inklistrad.xlsx", [(18, "far_end")]),
        ("v2-2017.xlsx", [(42, "far_end")]),
        ("v6-alla-kolumner.xlsx", [(47, "far_end")]),
        ("nuvarande-urklipp.txt", [(17, "far_end")]),
        ("vecka-17-urklipp.txt", []),
        ("vecka-24-urklipp.txt", []),
        ("vecka-25-urklipp.txt", [(19, "far_end")]),
    ],
)
def test_sample_warns_only_of_the_mistyped_year(sample: str, warned: list[tuple[int, str]]) -> None:
    found = read((SAMPLES / sample).read_bytes(), sample, date.fromisoformat(EXPECTED[sample]["list_of"]))
    assert [(warning.row, warning.code) for warning in found.warnings] == warned


def test_json_keys_are_the_documented_ones_in_order() -> None:
    found = read((SAMPLES / LISTS[0]).read_bytes(), LISTS[0], date(2026, 6, 15))
    assert " ".join(found.records[0].as_json()) == (
        "row personnummer name age sex status diagnosis_code diagnosis_text diagnosis_state co_diagnoses "
        "occupations first_day last_day length_days certificates degrees degree_today inquiries_completion "
        "inquiries_administrative risk physician ended"
    )
    assert list(found.as_json()) == [
        "format",
        "unit",
        "list_date",
        "partial",
        "records",
        "warnings",
        "skipped",
    ]
    json.dumps(found.as_json())


def test_raw_words_are_kept_beside_the_values() -> None:
    found = read((SAMPLES / LISTS[0]).read_bytes(), LISTS[0], date(2026, 6, 15))
    assert found.records[9].raw["Diagnos/er"] == "Z99X9 , M255"
    assert found.records[21].raw["Grad"] == "100%75%50%"
