"""The server's own PDF of 2016–2023, one test a rule (domain rehabstod 2.1 route G). No real one has been seen."""

from datetime import date

import pytest

from rekotui.exchange.rehabstod.reader import read, read_text
from rekotui.exchange.rehabstod.records import ListRecord, ReadList

from .copies import codes, copied, other, row
from .pdfs import pdf_of
from .prints import LEGACY_COLUMNS, LEGACY_HEAD, UNIT, legacy, legacy_block

DAY = date(2023, 5, 15)
ROW = {"Startdatum": "2023-01-09", "Slutdatum": "2023-07-09"}
OTHER = {"Startdatum": "2023-05-01", "Slutdatum": "2023-06-15"}
NOT_EXPORTED = {"status": None, "occupations": None}


def listed(text: str) -> ReadList:
    found = read_text(text, DAY)
    assert found.format == "legacy_print"
    return found


def rows(count: int = 2) -> list[dict[str, str]]:
    """That many rows of different people."""
    people = [row(n, **ROW, Personnummer=f"19{50 + n}0411-2389") for n in range(1, count)]
    return [*people, other(count, **OTHER)]


def plain(records: tuple[ListRecord, ...]) -> list[dict[str, object]]:
    return [record.as_json() for record in records]


def test_old_print_says_the_same_as_a_copied_table_but_for_status_and_occupation() -> None:
    copy = read_text(copied(row(**ROW), other(**OTHER)), DAY).records
    found = listed(legacy(row(**ROW), other(**OTHER)))
    assert plain(found.records) == [record | NOT_EXPORTED for record in plain(copy)]
    assert (found.unit, found.list_date, found.partial, found.skipped) == (UNIT, DAY, False, ())


def test_day_and_unit_stand_at_the_top_of_every_page() -> None:
    whole = listed(legacy(*rows(20), per_page=6))
    assert (whole.list_date, whole.unit, len(whole.records)) == (DAY, UNIT, 20)
    assert {record.physician for record in whole.records} == {"Åsa Låtsasdoktor", "Örjan Provläkare"}
    assert not whole.skipped


@pytest.mark.parametrize("between", ["\n", "   "])
def test_header_may_come_in_pieces(between: str) -> None:
    stamp = LEGACY_HEAD.partition("\n")[0]
    pieces = stamp.replace(" Exempel", f"{between}Exempel").replace(" Utskrift", f"{between}Utskrift")
    found = listed(legacy(*rows(6), per_page=2).replace(stamp, pieces))
    assert (found.list_date, found.unit) == (DAY, UNIT)
    assert plain(found.records) == plain(listed(legacy(*rows(6))).records)


def test_counts_tell_a_whole_list_from_a_part() -> None:
    assert listed(legacy(*rows(3))).partial is False
    part = listed(legacy(*rows(3), total=31))
    assert (part.partial, part.shown, part.total) == (True, 3, 31)
    assert (None, "filtered") in codes(part)


def test_filter_in_the_box_makes_the_list_a_part_where_the_counts_are_gone() -> None:
    text = legacy(*rows(3)).replace("Antal sjukfall på enheten", "x").replace("Antal presenterade sjukfall", "x")
    assert listed(text).partial is False
    assert listed(text.replace("Fritextfilter -", "Fritextfilter rygg")).partial is True


def test_doctors_own_list_is_a_part_of_the_units() -> None:
    found = listed(legacy(*rows(3), top=LEGACY_HEAD.replace("Pågående sjukfall på", "Mina pågående sjukfall på")))
    assert (found.partial, found.unit) == (True, UNIT)


def test_pieces_of_a_row_beside_each_other_are_told_apart() -> None:
    across = [
        " ".join(f"{_name(column)} {line[column]}" for group in LEGACY_COLUMNS for column in group[place : place + 1])
        for line in (row(**ROW, Risk="Hög"), other(**OTHER, Risk="Låg"))
        for place in range(3)
    ]
    found = read_text(LEGACY_HEAD + "\n".join(across), DAY)
    expected = listed(legacy(row(**ROW, Risk="Hög"), other(**OTHER, Risk="Låg")))
    assert (found.format, plain(found.records)) == ("legacy_print", plain(expected.records))


def _name(column: str) -> str:
    return {"Personnummer": "Personnr", "Diagnos/er": "Diagnos(er)", "Intyg": "Antal intyg"}.get(column, column)


def test_values_below_their_labels_are_read() -> None:
    lines = (row(**ROW, Risk="Hög"), other(**OTHER, Risk="Låg"))
    below = "\n".join(
        f"{_name(column)}\n{line[column]}" for line in lines for group in LEGACY_COLUMNS for column in group
    )
    found = read_text(LEGACY_HEAD + below, DAY)
    assert (found.format, plain(found.records)) == ("legacy_print", plain(listed(legacy(*lines)).records))


def test_cut_name_and_doctor_are_kept_as_they_stand_with_a_warning() -> None:
    long = row(**ROW, Namn="Testa Maria Elisabeth Alexandra Johanna ...", Läkare="Åsa Maria Elisabeth Alexandra...")
    found = listed(legacy(long, other(**OTHER)))
    assert found.records[0].name == "Testa Maria Elisabeth Alexandra Johanna ..."
    assert found.records[0].physician == "Åsa Maria Elisabeth Alexandra..."
    assert codes(found) == [(1, "cut_value"), (1, "cut_value")]


@pytest.mark.parametrize(
    ("shown", "code", "name", "others"),
    [
        ("F438A Utmattningssyndrom med långvarig...", "F438A", None, ()),
        ("F438A Utmattningssyndrom, M545, F419, E1...", "F438A", "Utmattningssyndrom", ("M545", "F419")),
        ("M160 Koxartros, primär, dubbelsidig, f...", "M160", None, ()),
        ("M160 Koxartros, primär, dubbelsidig, M545", "M160", "Koxartros, primär, dubbelsidig", ("M545",)),
        ("Z99X9 null, M255", "Z99X9", None, ("M255",)),
        ("F438A", "F438A", None, ()),
    ],
)
def test_cut_diagnosis_keeps_what_is_whole(shown: str, code: str, name: str | None, others: tuple[str, ...]) -> None:
    record = listed(legacy(row(**ROW, Diagnos_er=shown), other(**OTHER))).records[0]
    assert (record.diagnosis_code, record.diagnosis_text, record.co_diagnoses) == (code, name, others)
    assert record.diagnosis_state == "ok"


def test_old_words_for_risk_are_kept() -> None:
    assert [listed(legacy(row(**ROW, Risk=word))).records[0].risk for word in ("Låg", "Medel")] == ["Låg", "Medel"]


def test_old_print_is_read_out_of_a_real_pdf() -> None:
    text = legacy(*rows(20), per_page=6)
    found = read(pdf_of(text), "sjukfall.pdf", DAY)
    assert (found.format, found.unit, found.list_date) == ("legacy_print", UNIT, DAY)
    assert plain(found.records) == plain(listed(text).records)


def test_block_has_the_labels_of_the_old_print() -> None:
    assert legacy_block(row()).startswith("# 1\nPersonnr 19830411-2389\nÅlder 43 år\nNamn Testa")
