"""The samples of Rehabstöd's lists must give exactly the records written down beside them."""

import json
from datetime import date

import pytest

from rekotui.exchange.rehabstod.reader import read

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


def english(row: int, record: dict[str, object]) -> dict[str, object]:
    defaults: dict[str, object] = dict.fromkeys(KEYS.values()) | {"row": row, "diagnosis_state": "ok"}
    return defaults | {KEYS[key]: value for key, value in record.items()}


@pytest.mark.parametrize("sample", LISTS)
def test_sample_gives_exactly_the_expected_records(sample: str) -> None:
    list_of = date.fromisoformat(EXPECTED[sample]["list_of"])
    found = read((SAMPLES / sample).read_bytes(), sample, list_of)
    expected = [english(row, record) for row, record in enumerate(EXPECTED[sample]["records"], start=1)]
    assert [record.as_json() for record in found.records] == expected
    assert found.format == "copied_table"
    assert list(found.columns) == EXPECTED["nuvarande-urklipp.txt"]["columns"]
    assert (found.partial, found.list_date, found.unit, found.skipped) == (None, None, None, ())


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
