"""One test a rule: what is warned of, what is skipped, what is kept as it stands (design 6, domain rehabstod 2.4)."""

from datetime import date

import pytest

from rekotui.base import exit_codes
from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.reader import LARGEST_FILE, MOST_CELLS, MOST_CHARACTERS, read, read_text

from .copies import BAD_CHECK_DIGIT, HEADINGS, ON, cells_of, codes, copied, other, row

HIDDEN = tuple(heading for heading in HEADINGS if heading not in ("Personnummer", "Namn"))


def one(**changes: str) -> tuple[dict[str, object], list[tuple[int | None, str]]]:
    """The record and warnings of a list whose first row is changed."""
    found = read_text(copied(row(**changes), other()), ON)
    assert len(found.records) == 2
    return found.records[0].as_json(), codes(found)


def test_wrong_check_digit_is_warned_of_and_the_number_kept() -> None:
    record, warned = one(Personnummer=BAD_CHECK_DIGIT)
    assert record["personnummer"] == BAD_CHECK_DIGIT
    assert warned == [(1, "bad_check_digit")]


def test_number_with_an_impossible_birth_date_is_warned_of_and_kept() -> None:
    record, warned = one(Personnummer="19551399-2397")
    assert record["personnummer"] == "19551399-2397"
    assert warned == [(1, "bad_number")]


def test_samordningsnummer_is_a_number_like_others() -> None:
    assert one(Personnummer="19850773-2389") == (one()[0] | {"personnummer": "19850773-2389"}, [])


def test_reserve_number_is_kept() -> None:
    assert one(Personnummer="19850713-R123")[0]["personnummer"] == "19850713-R123"


@pytest.mark.parametrize("written", ["198304112389", "19830411–2389", "19830411 2389", "19830411 - 2389"])
def test_number_is_kept_in_one_spelling(written: str) -> None:
    assert one(Personnummer=written)[0]["personnummer"] == "19830411-2389"


def test_unreadable_number_leaves_a_counted_row_without_one() -> None:
    record, warned = one(Personnummer="1983O4I1-2389")
    assert record == one()[0] | {"personnummer": None}
    assert warned == [(1, "number_missing")]


@pytest.mark.parametrize(("column", "key"), [("Startdatum", "first_day"), ("Slutdatum", "last_day")])
@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2O26-02-09"])
def test_impossible_date_becomes_null_with_a_warning(column: str, key: str, day: str) -> None:
    record, warned = one(**{column: day})
    assert record == one()[0] | {key: None}
    assert warned == [(1, "impossible_date")]


def test_end_before_start_is_kept_with_a_warning() -> None:
    record, warned = one(Slutdatum="2026-01-09")
    assert (record["first_day"], record["last_day"]) == ("2026-02-09", "2026-01-09")
    assert warned == [(1, "end_before_start")]


@pytest.mark.parametrize(("end", "far"), [("2028-06-15", False), ("2028-06-16", True), ("9999-12-31", True)])
def test_end_more_than_two_years_ahead_is_warned_of(end: str, far: bool) -> None:
    record, warned = one(Slutdatum=end)
    assert record["last_day"] == end
    assert warned == ([(1, "far_end")] if far else [])


def test_far_end_counts_from_the_day_of_the_list_also_on_29_february() -> None:
    day = {"Startdatum": "2024-01-01"}
    text = copied(row(Slutdatum="2026-03-01", **day), other(Slutdatum="2026-02-28", **day))
    assert codes(read_text(text, date(2024, 2, 29))) == [(1, "far_end")]


@pytest.mark.parametrize(("length", "odd"), [("182 dagar", False), ("183 dagar", True), ("1 dag", False)])
def test_length_over_the_days_between_is_warned_of(length: str, odd: bool) -> None:
    record, warned = one(Längd=length)
    assert record["length_days"] == int(length.split()[0])
    assert warned == ([(1, "length_mismatch")] if odd else [])


def test_degree_that_does_not_exist_is_kept_with_a_warning() -> None:
    record, warned = one(Grad="100%60%")
    assert record["degrees"] == [100, 60]
    assert warned == [(1, "odd_degree")]


@pytest.mark.parametrize("name", ["=1+1", "+46 Testsson", "-Testa", "@SUM(A1:A9)", '=HYPERLINK("http://a.test";"x")'])
def test_name_that_looks_like_a_formula_is_kept_as_text_with_a_warning(name: str) -> None:
    record, warned = one(Namn=name)
    assert record["name"] == name
    assert warned == [(1, "formula_like")]


@pytest.mark.parametrize("name", ["[red]Testa[/]", "[@click=app.quit]x[/]", "[/]", "<b>Testa</b>", "Testa {0}", "%s"])
def test_name_that_looks_like_markup_is_only_a_name(name: str) -> None:
    assert one(Namn=name) == (one()[0] | {"name": name}, [])


@pytest.mark.parametrize("name", ["Man Kvinna", "Aktiv", "Studier", "Okänt", "Hög", "12", "O'Test-Åström d.ä.", "李"])
def test_name_may_look_like_another_cell(name: str) -> None:
    assert one(Namn=name) == (one()[0] | {"name": name}, [])


@pytest.mark.parametrize("dirty", ["Testa \x00Övningsson", "Testa \x1b[31mÖvningsson", "Testa\u202e Övningsson"])
def test_control_characters_are_removed_with_a_warning(dirty: str) -> None:
    assert one(Namn=dirty) == (one()[0], [(1, "control_characters")])


def test_lone_surrogates_are_removed_so_that_the_list_can_be_written() -> None:
    record, warned = one(Namn="Testa \udce5Övningsson")
    assert record["name"] == "Testa Övningsson"
    assert warned == [(1, "control_characters")]


def test_broken_characters_are_warned_of() -> None:
    assert one(Namn="Testa \ufffdvningsson")[1] == [(1, "damaged_text")]


def test_exact_double_is_taken_once_and_named_among_the_skipped() -> None:
    found = read_text(copied(row(), other(), row(3)), ON)
    assert [record.row for record in found.records] == [1, 2]
    assert [(skip.row, skip.code) for skip in found.skipped] == [(3, "double_row")]


@pytest.mark.parametrize("later_first", [True, False])
def test_of_two_differing_rows_the_later_end_wins_and_both_are_named(later_first: bool) -> None:
    early, late = row(Slutdatum="2026-07-01"), row(Slutdatum="2026-08-01")
    first, second = (late, early) if later_first else (early, late)
    found = read_text(copied(first | {"#": "1"}, other(), second | {"#": "3"}), ON)
    kept, lost = (1, 3) if later_first else (3, 1)
    assert [(r.row, str(r.last_day)) for r in found.records if r.row != 2] == [(kept, "2026-08-01")]
    assert [r.row for r in found.records] == sorted([kept, 2])
    (warning,) = [warning for warning in found.warnings if warning.code == "conflicting_rows"]
    (skip,) = found.skipped
    assert (warning.row, skip.row, skip.code) == (kept, lost, "conflicting_rows")
    assert f"ad {kept}" in warning.text
    assert f"ad {lost}" in warning.text
    assert f"Rad {kept} används" in warning.text


def test_of_differing_rows_with_one_end_the_first_is_kept() -> None:
    found = read_text(copied(row(), other(), row(3, Status="Avböjt")), ON)
    assert [record.row for record in found.records] == [1, 2]
    assert found.records[0].status == "Aktiv"


def test_row_without_diagnosis_and_dates_is_skipped_with_a_reason() -> None:
    bare = row(Diagnos_er="", Startdatum="", Slutdatum="")
    found = read_text(copied(bare, other()), ON)
    assert [record.row for record in found.records] == [2]
    assert [(skip.row, skip.code) for skip in found.skipped] == [(1, "no_content")]
    assert found.skipped[0].text.startswith("Rad 1 ")


def test_hidden_identity_rows_are_read_and_counted() -> None:
    found = read_text(copied(row(), other(), columns=HIDDEN), ON)
    assert [(r.personnummer, r.name, r.age) for r in found.records] == [(None, None, 43), (None, None, 54)]
    assert found.hidden_identity
    assert codes(found) == [(None, "hidden_identity")]
    full = read_text(copied(row(), other()), ON)
    for hidden, shown in zip(found.records, full.records, strict=True):
        assert hidden.as_json() == shown.as_json() | {"personnummer": None, "name": None}


def test_hidden_identity_without_headings_is_found_by_age() -> None:
    found = read_text(copied(row(), other(), columns=HIDDEN, heading=False), ON)
    assert [record.age for record in found.records] == [43, 54]
    assert codes(found) == [(None, "no_headings"), (None, "hidden_identity")]


def test_two_people_who_look_alike_without_numbers_are_two() -> None:
    found = read_text(copied(row(1), row(2), columns=HIDDEN), ON)
    assert [record.row for record in found.records] == [1, 2]


def test_not_shared_diagnosis_has_no_code_and_says_why() -> None:
    record, _ = one(Diagnos_er="Okänt")
    assert (record["diagnosis_code"], record["diagnosis_state"], record["co_diagnoses"]) == (
        None,
        "not_shared",
        [],
    )


def test_no_open_inquiries_are_zero_but_an_empty_cell_is_unknown() -> None:
    none, unknown = one(Ärenden="-")[0], one(Ärenden="")[0]
    assert (none["inquiries_completion"], none["inquiries_administrative"]) == (0, 0)
    assert (unknown["inquiries_completion"], unknown["inquiries_administrative"]) == (None, None)


@pytest.mark.parametrize("risk", ["Måttlig", "Hög", "Mycket hög", "Ej beräknad"])
def test_risk_words_are_kept(risk: str) -> None:
    assert one(Risk=risk) == (one()[0] | {"risk": risk}, [])


@pytest.mark.parametrize(
    "physician", ["Eva Testdoktor (TSTNMT2321000156-PRV2)", "TSTNMT2321000156-PRV9", "Åsa", "von Test, Eva"]
)
def test_physician_is_kept_as_written(physician: str) -> None:
    assert one(Läkare=physician) == (one()[0] | {"physician": physician}, [])


def test_visar_n_av_n_with_all_rows_is_a_complete_list() -> None:
    found = read_text("Visar 2 av 2 | 5 dagar mellan intyg\n" + copied(row(), other()), ON)
    assert (found.partial, codes(found)) == (False, [])


def test_visar_fewer_than_all_is_a_part_of_the_list() -> None:
    found = read_text("Visar \n2 av 31\n" + copied(row(), other()), ON)
    assert (found.partial, found.shown, found.total) == (True, 2, 31)
    assert codes(found) == [(None, "filtered")]


@pytest.mark.parametrize(("shown", "partial"), [(3, True), (1, False)])
def test_visar_n_that_is_not_the_rows_read_is_warned_of(shown: int, partial: bool) -> None:
    found = read_text(f"Visar {shown} av {shown}\n" + copied(row(), other()), ON)
    assert (found.partial, codes(found)) == (partial, [(None, "count_mismatch")])


@pytest.mark.parametrize(
    "hint",
    [
        "F00-F99: Psykiska sjukdomar och syndrom",
        "2 valda",
        "Fritextsökning: rygg",
        "Mina pågående sjukfall på Testenheten",
    ],
)
def test_filter_in_use_makes_the_list_a_part(hint: str) -> None:
    found = read_text(f"{hint}\n" + copied(row(), other()), ON)
    assert (found.partial, codes(found)) == (True, [(None, "filter_hint")])


def test_nothing_about_filters_leaves_completeness_open() -> None:
    assert read_text(copied(row(), other()), ON).partial is None


def test_running_numbers_that_jump_are_warned_of() -> None:
    found = read_text(copied(row(1), other(4)), ON)
    assert (found.partial, codes(found)) == (None, [(None, "number_gap")])
    assert "2, 3 saknas" in found.warnings[0].text


def test_selection_that_begins_in_the_middle_is_a_part() -> None:
    assert read_text(copied(row(7), other(8), heading=False), ON).partial is True


@pytest.mark.parametrize(
    "cut",
    [
        "19921010-2",
        "54 år",
        "Påhittad",
        "Nuvarande arb",
        "2026-05-13",
        "2026-06-27",
        "46 dag",
        "50%",
        "-\t\n",
    ],
)
def test_copy_cut_in_its_last_row_says_so(cut: str) -> None:
    whole = copied(row(), other(), other(3, Personnummer="19921010-2381"))
    start = whole.rindex("19921010-2381")
    text = whole[: whole.index(cut, start) + len(cut)]
    found = read_text(text, ON)
    told = {notice.code for notice in (*found.warnings, *found.skipped) if notice.row == 3}
    assert told & {"truncated_row", "broken_row", "no_content"}
    assert found.records[:2] == read_text(whole, ON).records[:2]
    assert found.partial is True


@pytest.mark.parametrize("rest", ["Åsa Låts", "Eva Testdoktor (TSTNMT23"])
def test_copy_cut_in_the_last_doctors_name_says_so(rest: str) -> None:
    found = read_text(copied(row(), other(), other(3, Personnummer="19921010-2381", Läkare=rest)), ON)
    assert (found.partial, codes(found)) == (True, [(3, "truncated_row")])


def test_what_is_left_of_a_cut_cell_is_never_taken_for_the_doctor() -> None:
    whole = copied(row(), other(), other(3, Personnummer="19921010-2381"))
    assert read_text(whole[: whole.rindex("%")], ON).records[2].physician is None


def test_copy_cut_after_the_next_rows_number_tells_of_that_row() -> None:
    found = read_text(copied(row(), other()) + "\n3\t\nAktiv\n199210", ON)
    assert [record.row for record in found.records] == [1, 2]
    assert [(skip.row, skip.code) for skip in found.skipped] == [(3, "broken_row")]
    assert found.partial is True


def test_missing_date_is_warned_of() -> None:
    record, warned = one(Slutdatum="")
    assert (record["last_day"], warned) == (None, [(1, "missing_date")])


def test_row_that_has_lost_its_identity_is_skipped_and_makes_the_list_a_part() -> None:
    lines = copied(row(), other(), row(3, Personnummer="19921010-2381")).split("\n")
    without = [line for line in lines if "19710902-2397" not in line]
    found = read_text("\n".join(without), ON)
    assert [record.row for record in found.records] == [1, 3]
    assert [(skip.row, skip.code) for skip in found.skipped] == [(2, "broken_row")]
    assert found.partial is True


def test_notices_name_the_row_and_never_the_person() -> None:
    rows = (
        row(Personnummer=BAD_CHECK_DIGIT, Namn="=Testa", Slutdatum="2062-01-01"),
        row(2, Status="-"),
        row(3),
    )
    found = read_text(copied(*rows, other(4, Diagnos_er="", Startdatum="", Slutdatum="")), ON)
    texts = [notice.text for notice in (*found.warnings, *found.skipped)]
    assert len(texts) >= 5
    for text in texts:
        assert not any(word in text for word in ("Testa", "1983", "1955", "Prov", "F438", "Åsa"))
    assert all(f"ad {notice.row}" in notice.text for notice in (*found.warnings, *found.skipped) if notice.row)


def refused(data: bytes, name: str = "lista.txt") -> str:
    with pytest.raises(UnreadableError) as error:
        read(data, name, ON)
    assert error.value.exit_code == exit_codes.UNREADABLE == 6
    return error.value.key


def test_list_without_rows_is_refused() -> None:
    assert refused("\t".join(HEADINGS).encode()) == "list_without_rows"
    assert refused(("\t".join(HEADINGS) + "\nTryck på Sök för att visa alla pågående sjukfall\n").encode()) == (
        "list_without_rows"
    )


def test_list_of_nothing_but_empty_rows_is_refused() -> None:
    assert refused(copied(row(Diagnos_er="", Startdatum="", Slutdatum="")).encode()) == "list_without_rows"


@pytest.mark.parametrize("text", ["Hej! Kan du ringa mig 2026-06-15?", "a;b;c\n1;2;3", "{}", "Namn och ålder"])
def test_anything_else_is_not_recognised(text: str) -> None:
    assert refused(text.encode()) == "list_not_recognised"


@pytest.mark.parametrize(
    ("mark", "key"),
    [
        (b"%PDF-1.7\n", "list_file_damaged"),
        (b"\xef\xbb\xbf<!DOCTYPE html><td>19830411-2389<td>2026-06-15", "list_kind_unread"),
        (b"\n<html><td>19830411-2389<td>2026-06-15", "list_kind_unread"),
        (b"{\\rtf1 19830411-2389 2026-06-15}", "list_kind_unread"),
        (b"PK\x03\x04rest", "list_file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "list_kind_unread"),
    ],
)
def test_formats_that_cannot_be_read_are_refused_kindly(mark: bytes, key: str) -> None:
    assert refused(mark) == key


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_the_list_of_statements_is_another_list(separator: str) -> None:
    headings = ("#", "Personnummer", "Ålder", "Namn", "Kön", "Intygstyp", "Diagnos/er", "Signeringsdatum", "Läkare")
    cells = ("1", "19830411-2389", "43 år", "Testa", "Kvinna", "FK 7800", "F438A Utmattning", "2026-06-15", "Åsa")
    text = separator.join(headings) + "\n" + separator.join(cells) + "\n"
    assert refused(text.encode()) == "list_of_statements"


def test_too_large_and_too_long_are_refused() -> None:
    assert refused(b" " * (LARGEST_FILE + 1)) == "list_too_large"
    assert refused(b"1 \t" * (MOST_CELLS + 1)) == "list_too_long"
    assert refused(b"43 \xe5r 2026-02-09 " + b"x" * MOST_CHARACTERS) == "list_too_long"
    assert refused(b"  \n") == "list_empty"


@pytest.mark.parametrize(
    ("name", "day", "unit"),
    [
        (
            "sjukfall-Exempelbackens vårdcentral-2026-06-08T09-42.txt",
            date(2026, 6, 8),
            "Exempelbackens vårdcentral",
        ),
        ("/hem/listor/vecka 24 2026-06-08.txt", date(2026, 6, 8), None),
        ("C:\\listor 2025-01-01\\vecka.txt", None, None),
        ("från 2026-06-01 till 2026-06-08.txt", None, None),
        ("lista.txt", None, None),
    ],
)
def test_day_and_unit_are_taken_from_the_file_name(name: str, day: date | None, unit: str | None) -> None:
    found = read(copied(row()).encode(), name, ON)
    assert (found.list_date, found.unit) == (day, unit)


def test_one_row_is_a_list() -> None:
    assert [record.row for record in read_text(copied(row()), ON).records] == [1]
    assert codes(read_text(cells_of(row()), ON)) == [(None, "no_headings")]
