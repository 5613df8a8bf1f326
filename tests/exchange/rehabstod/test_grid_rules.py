"""The reader rules on a grid, one test a rule (design 6; domain rehabstod 2.3 and 2.4)."""

from datetime import date

import pytest

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.grid import Cell, letters
from rekotui.exchange.rehabstod.reader import read_text
from rekotui.exchange.rehabstod.records import ReadList

from .books import typed
from .copies import BAD_CHECK_DIGIT, HEADINGS, ON, Row, codes, copied, other, row
from .grids import BROKEN, grid, grids, pasted_grid, sheet

HIDDEN = tuple(heading for heading in HEADINGS if heading not in ("Personnummer", "Namn"))
ROW, OTHER = typed(row()), typed(other())
WHOLE = [record.as_json() for record in read_text(copied(row(), other()), ON).records]


def records(found: ReadList) -> list[dict[str, object]]:
    return [record.as_json() for record in found.records]


def moved(top: int) -> list[dict[str, object]]:
    """The two records, with the row numbers they have below a heading in row `top`."""
    return [record | {"row": top + place} for place, record in enumerate(WHOLE, start=1)]


def one(column: str, value: object) -> tuple[dict[str, object], list[tuple[int | None, str]]]:
    """The record and warnings of a list in whose first row one cell is changed."""
    line = list(ROW)
    line[HEADINGS.index(column)] = value
    found = grid(HEADINGS, line, OTHER)
    assert len(found.records) == 2
    return found.records[0].as_json() | {"row": 1}, codes(found)


# Rule 1: find the heading row


def test_a_pasted_table_says_the_same_as_the_copied_text() -> None:
    found = pasted_grid(row(), other())
    assert records(found) == moved(1)
    assert (found.format, found.columns, found.warnings, found.skipped) == ("spreadsheet", HEADINGS, (), ())
    assert (found.partial, found.list_date, found.unit) == (None, None, None)


@pytest.mark.parametrize(("top", "left"), [(1, 1), (4, 1), (1, 3), (40, 27), (1_000_000, 16_000)])
def test_the_table_may_start_anywhere(top: int, left: int) -> None:
    found = grid(HEADINGS, ROW, OTHER, top=top, left=left)
    assert (records(found), found.warnings) == (moved(top), ())


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("Personnummer", "Personnr"),
        ("Diagnos/er", "Diagnos"),
        ("Diagnos/er", "Diagnos/diagnoser"),
        ("Diagnos/er", "Diagnos(er)"),
        ("Längd", "Sjukskrivningslängd"),
        ("Intyg", "Antal"),
        ("Intyg", "Antal intyg"),
        ("Grad", "Sjukskrivningsgrad"),
        ("Namn", "  NAMN "),
        ("Sysselsättning", "Sysselsätt\xadning"),
        ("Startdatum", "Startdatum ↓"),
        ("Slutdatum", "Slutdatum:"),
        ("Läkare", "La\u0308kare"),
    ],
)
def test_headings_are_known_by_other_names_too(heading: str, written: str) -> None:
    headings = [written if word == heading else word for word in HEADINGS]
    found = grid(headings, ROW, OTHER)
    assert (records(found), found.warnings) == (moved(1), ())


def test_a_damaged_heading_is_put_right() -> None:
    found = grid([word.replace("Slutdatum", "Slutdatm") for word in HEADINGS], ROW, OTHER)
    assert records(found) == moved(1)


@pytest.mark.parametrize("own", ["Startdatum hos oss", "Namn AG"])
def test_a_heading_of_her_own_is_not_taken_for_a_hidden_column(own: str) -> None:
    columns = [heading for heading in HEADINGS if heading not in ("Startdatum", "Namn")]
    found = grid([*columns, own], [*typed(row(), columns), "2026-01-01"])
    assert (found.records[0].first_day, found.records[0].name) == (None, None)
    assert codes(found) == [(None, "unknown_column")]


def test_own_column_order_and_hidden_columns() -> None:
    columns = ("Läkare", "Slutdatum", "Personnummer", "Startdatum", "Diagnos/er")
    found = pasted_grid(row(), other(), columns=columns)
    first = found.records[0].as_json()
    assert found.columns == columns
    assert {key: first[key] for key in ("personnummer", "first_day", "last_day", "diagnosis_code", "physician")} == {
        key: WHOLE[0][key] for key in ("personnummer", "first_day", "last_day", "diagnosis_code", "physician")
    }
    hidden = ("name", "age", "sex", "status", "length_days", "certificates", "degrees", "inquiries_completion", "risk")
    assert all(first[key] is None for key in (*hidden, "occupations", "inquiries_administrative"))


def test_three_headings_are_not_enough() -> None:
    with pytest.raises(UnreadableError) as error:
        grid(["Namn", "Kön", "Startdatum"], ["Testa", "Kvinna", "2026-02-09"])
    assert error.value.key == "list_not_recognised"


def test_an_unknown_heading_is_kept_and_told_of() -> None:
    found = grid((*HEADINGS, "Min anteckning"), [*ROW, "ringt"], OTHER)
    assert (records(found), codes(found)) == (moved(1), [(None, "unknown_column")])
    assert "Min anteckning" in found.warnings[0].text
    assert found.columns == (*HEADINGS, "Min anteckning")
    assert found.records[0].raw["Min anteckning"] == "ringt"


def test_a_column_of_notes_without_a_heading_is_kept_and_told_of_once() -> None:
    found = grid(HEADINGS, [*ROW, None, "ringt"], [*OTHER, None, "ring igen"])
    assert (records(found), codes(found)) == (moved(1), [(None, "unknown_column")])
    assert "”R”" in found.warnings[0].text
    assert found.records[1].raw["R"] == "ring igen"


def test_a_heading_that_may_be_about_somebody_is_not_repeated() -> None:
    found = grid((*HEADINGS, "19830411-2389"), [*ROW, "x"])
    assert "19830411" not in found.warnings[0].text
    assert found.columns[-1] == "Q"


def test_a_column_that_stands_twice_is_read_once_and_told_of() -> None:
    found = grid((*HEADINGS, "Namn"), [*ROW, "Någon Annan"], [*OTHER, "Annan Någon"])
    assert (records(found), codes(found)) == (moved(1), [(None, "double_column")])


def test_two_tables_below_each_other_each_with_its_own_order() -> None:
    swapped = tuple(reversed(HEADINGS))
    found = grid(HEADINGS, ROW, [], swapped, list(reversed(OTHER)))
    assert records(found) == [WHOLE[0] | {"row": 2}, WHOLE[1] | {"row": 5}]


def test_the_labels_of_the_filters_in_a_row_are_no_table() -> None:
    labels = ["Diagnos", "Läkare", "Fritextsökning", "Åldersspann", "Status", "Sysselsättning", "Slutdatum"]
    columns = tuple(heading for heading in HEADINGS if heading not in ("Status", "Läkare"))
    lines = (typed(row(), columns), typed(other(), columns))
    found = grid(labels, ["3 valda"], ["Alla valda"], columns, *lines)
    assert (found.columns, found.partial, codes(found)) == (columns, True, [(None, "filter_hint")])
    assert [(record.row, record.status, record.physician) for record in found.records] == [
        (5, None, None),
        (6, None, None),
    ]


def test_without_headings_the_usual_order_is_taken_with_a_warning() -> None:
    as_percent = ["50%" if value == 0.5 else value for value in OTHER]
    found = grid(ROW, as_percent, top=3, left=2)
    assert (records(found), codes(found)) == (moved(2), [(None, "no_headings")])


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_have_a_spreadsheets_own_letters(column: int, name: str) -> None:
    assert letters(column) == name


# Rule 2: which rows are sjukfall


def test_empty_lines_between_rows_are_no_sjukfall() -> None:
    found = grid(HEADINGS, [], ROW, [], [], OTHER, [])
    assert records(found) == [WHOLE[0] | {"row": 3}, WHOLE[1] | {"row": 6}]
    assert found.skipped == ()


@pytest.mark.parametrize(
    "total",
    [
        ["Totalt", None, "2 st"],
        ["Summa", None, None, None, None, None, None, None, None, None, "225 dagar", 6],
        [None, None, None, 48.5, None, None, None, None, None, None, 225, 6],
        [2],
        ["Antal sjukfall: 2"],
        ["Beskrivning av tabellens rubriker"],
    ],
    ids=range(6),
)
def test_totals_and_footers_are_no_sjukfall(total: list[object]) -> None:
    found = grid(HEADINGS, ROW, OTHER, [], total)
    assert (records(found), found.warnings, found.skipped, found.partial) == (moved(1), (), (), None)


@pytest.mark.parametrize("note", [["Genomgånget på mötet"], [None, None, "Ringt om den här"]])
def test_her_own_text_below_the_table_is_left_out_and_told_of(note: list[object]) -> None:
    found = grid(HEADINGS, ROW, OTHER, [], note)
    assert (records(found), codes(found), found.partial) == (moved(1), [(None, "stray_rows")], None)
    assert "(rad 5)" in found.warnings[0].text


def test_row_without_diagnosis_and_dates_is_skipped_with_a_reason() -> None:
    found = pasted_grid(row(Diagnos_er="", Startdatum="", Slutdatum=""), other())
    assert [record.row for record in found.records] == [3]
    assert [(skip.row, skip.code) for skip in found.skipped] == [(2, "no_content")]


def test_row_that_has_lost_its_identity_is_skipped_and_makes_the_list_a_part() -> None:
    found = pasted_grid(row(Personnummer="", Ålder=""), other())
    assert [(skip.row, skip.code) for skip in found.skipped] == [(2, "broken_row")]
    assert found.partial is True


def test_text_of_the_page_around_the_table_tells_of_the_list() -> None:
    above = [["Alla pågående sjukfall"], ["Testenheten"], [], ["Visar", "2 av 2"], ["5 dagar mellan intyg"], []]
    found = grid(*above, HEADINGS, ROW, OTHER, [], ["Beskrivning av tabellens rubriker"])
    assert (records(found), found.warnings, found.skipped) == (moved(7), (), ())
    assert (found.unit, found.shown, found.total, found.partial) == ("Testenheten", 2, 2, False)


def test_visar_n_av_n_other_than_the_rows_is_warned_of() -> None:
    found = grid(["Visar 3 av 3"], HEADINGS, ROW, OTHER)
    assert (found.partial, codes(found)) == (True, [(None, "count_mismatch")])


@pytest.mark.parametrize("hint", ["F00-F99: Psykiska sjukdomar och syndrom", "2 valda", "Mina pågående sjukfall"])
def test_filter_in_use_makes_the_list_a_part(hint: str) -> None:
    found = grid([hint], HEADINGS, ROW, OTHER)
    assert (found.partial, codes(found)) == (True, [(None, "filter_hint")])


# Rules 3 to 5: cells


@pytest.mark.parametrize(
    ("value", "degrees"),
    [
        (0.5, [50]),
        (1, [100]),
        (1.0, [100]),
        (0.25, [25]),
        (0.75, [75]),
        (50, [50]),
        ("50%", [50]),
        ("50 %", [50]),
        ("50,00%", [50]),
        ("0,5", [50]),
        ("1", [100]),
        ("100%75%50%", [100, 75, 50]),
        ("100% → 75%", [100, 75]),
        ("100% 50%", [100, 50]),
        (None, []),
    ],
)
def test_a_degree_may_be_a_share_a_number_or_text(value: object, degrees: list[int]) -> None:
    assert one("Grad", value) == (WHOLE[0] | {"degrees": degrees}, [])


@pytest.mark.parametrize("value", [0.6, "60%", 60])
def test_degree_that_does_not_exist_is_kept_with_a_warning(value: object) -> None:
    assert one("Grad", value) == (WHOLE[0] | {"degrees": [60]}, [(2, "odd_degree")])


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 8, 9),
        46_243,
        46_243.0,
        46_243.75,
        "2026-08-09",
        "2026-08-09 00:00:00",
        "2026-08-09T00:00:00",
        "2026/08/09",
        "2026.8.9",
        "20260809",
        20_260_809,
        "46243",
        " 2026-08-09 ",
    ],
)
def test_a_day_may_be_a_date_a_day_number_or_text(value: object) -> None:
    assert one("Slutdatum", value) == (WHOLE[0], [])


def test_day_numbers_count_from_1904_where_the_workbook_says_so() -> None:
    line = list(ROW)
    line[HEADINGS.index("Slutdatum")] = 46_243 - 1_462
    found = grid(HEADINGS, line, epoch=date(1904, 1, 1))
    assert found.records[0].last_day == date(2026, 8, 9)


@pytest.mark.parametrize(
    "value", ["2026-02-30", "9/8/2026", "08/09/26", 12, 10.0**20, float("nan"), "2026-13-01", "igår"]
)
def test_impossible_date_becomes_null_with_a_warning(value: object) -> None:
    assert one("Slutdatum", value) == (WHOLE[0] | {"last_day": None}, [(2, "impossible_date")])


def test_missing_date_is_warned_of() -> None:
    assert one("Slutdatum", None) == (WHOLE[0] | {"last_day": None}, [(2, "missing_date")])


def test_end_before_start_is_kept_with_a_warning() -> None:
    assert one("Slutdatum", date(2026, 1, 9)) == (WHOLE[0] | {"last_day": "2026-01-09"}, [(2, "end_before_start")])


def test_end_more_than_two_years_ahead_is_warned_of() -> None:
    assert one("Slutdatum", date(2062, 8, 9)) == (WHOLE[0] | {"last_day": "2062-08-09"}, [(2, "far_end")])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Ålder", 43),
        ("Ålder", 43.0),
        ("Ålder", "43"),
        ("Längd", 179),
        ("Intyg", "4"),
        ("Intyg", 4.0),
        ("Personnummer", 198304112389),
        ("Personnummer", "198304112389"),
        ("Personnummer", "19830411\u20132389"),
        ("#", "1"),
        ("Risk", "-"),
        ("Ärenden", "Komplettering (1)\nAdministrativ fråga (2)"),
        ("Namn", " Testa\u00a0Övningsson "),
    ],
)
def test_numbers_and_text_are_the_same(column: str, value: object) -> None:
    assert one(column, value) == (WHOLE[0], [])


def test_age_beside_the_personnummer_where_there_is_no_column_for_it() -> None:
    columns = tuple(heading for heading in HEADINGS if heading != "Ålder")
    found = pasted_grid(row(Personnummer="19830411-2389 (43 år)"), columns=columns)
    assert records(found) == [WHOLE[0] | {"row": 2}]
    assert found.columns == columns


def test_certificates_beside_the_length_where_there_is_no_column_for_them() -> None:
    columns = tuple(heading for heading in HEADINGS if heading != "Intyg")
    found = pasted_grid(row(Längd="179 dagar (4 intyg)"), columns=columns)
    assert records(found) == [WHOLE[0] | {"row": 2}]


@pytest.mark.parametrize("column", ["Namn", "Ålder", "Grad", "Slutdatum", "Diagnos/er"])
def test_an_error_in_a_cell_is_an_empty_cell_with_a_warning(column: str) -> None:
    record, warned = one(column, BROKEN)
    key = {"Namn": "name", "Ålder": "age", "Grad": "degrees", "Slutdatum": "last_day"}.get(column, "diagnosis_code")
    assert not record[key]
    assert warned == [(2, "unreadable_value")]


def test_an_error_in_place_of_the_personnummer_leaves_a_counted_row_without_one() -> None:
    line = list(ROW)
    line[HEADINGS.index("Personnummer")] = BROKEN
    found = grid(HEADINGS, line, OTHER)
    assert [record.personnummer for record in found.records] == [None, "19710902-2397"]
    assert found.partial is True


def test_wrong_check_digit_is_warned_of_and_the_number_kept() -> None:
    record, warned = one("Personnummer", BAD_CHECK_DIGIT)
    assert (record["personnummer"], warned) == (BAD_CHECK_DIGIT, [(2, "bad_check_digit")])


@pytest.mark.parametrize("name", ["=1+1", "+46 Testsson", "-Testa", "@SUM(A1:A9)"])
def test_name_that_looks_like_a_formula_is_kept_as_text_with_a_warning(name: str) -> None:
    assert one("Namn", name) == (WHOLE[0] | {"name": name}, [(2, "formula_like")])


@pytest.mark.parametrize("dirty", ["Testa \x07Övningsson", "Testa\u202e Övningsson", "Testa \ud800Övningsson"])
def test_control_characters_are_removed_with_a_warning(dirty: str) -> None:
    assert one("Namn", dirty) == (WHOLE[0], [(2, "control_characters")])


def test_broken_characters_are_warned_of() -> None:
    assert one("Namn", "Testa \ufffdvningsson")[1] == [(2, "damaged_text")]


def test_exact_double_is_taken_once_and_named_among_the_skipped() -> None:
    found = pasted_grid(row(), other(), row(3))
    assert [record.row for record in found.records] == [2, 3]
    assert [(skip.row, skip.code) for skip in found.skipped] == [(4, "double_row")]


def test_of_two_differing_rows_the_later_end_wins_and_both_are_named() -> None:
    found = pasted_grid(row(), other(), row(3, Slutdatum="2026-09-01"))
    assert [record.row for record in found.records] == [3, 4]
    assert [(skip.row, skip.code) for skip in found.skipped] == [(2, "conflicting_rows")]


def test_running_numbers_that_jump_are_warned_of() -> None:
    assert codes(pasted_grid(row(1), other(4))) == [(None, "number_gap")]


# Rule 5: bold and italics


def test_a_bold_part_of_the_degrees_is_the_degree_in_force() -> None:
    assert one("Grad", Cell("100%75%50%", bold="75%")) == (WHOLE[0] | {"degree_today": 75}, [])


@pytest.mark.parametrize("bold", [True, "100% 75%", "x"])
def test_bold_that_means_no_single_degree_says_nothing(bold: bool | str) -> None:
    assert one("Grad", Cell("100%75%50%", bold=bold)) == (WHOLE[0], [])


def test_a_pasted_row_in_italics_has_ended_and_others_do_not_say() -> None:
    slanted = [None if value is None else Cell(str(value), italic=True) for value in OTHER]
    found = grid(HEADINGS, ROW, slanted)
    assert [record.ended for record in found.records] == [None, True]


# Rule 7: hidden identities


def test_hidden_identity_rows_are_read_and_counted() -> None:
    found = pasted_grid(row(), other(), columns=HIDDEN)
    assert records(found) == [record | {"personnummer": None, "name": None} for record in moved(1)]
    assert (found.hidden_identity, codes(found)) == (True, [(None, "hidden_identity")])


# Sheets


def test_of_several_sheets_the_first_with_a_list_is_read_and_the_others_told_of() -> None:
    notes = sheet(["Att göra"], ["ringa"])
    week, older = sheet(HEADINGS, ROW), sheet(HEADINGS, OTHER)
    found = grids(notes, week, older)
    assert [record.personnummer for record in found.records] == ["19830411-2389"]
    assert codes(found) == [(None, "other_sheets")]
    assert "(1 till)" in found.warnings[0].text


@pytest.mark.parametrize("lines", [[], [["Att göra"]], [["Namn", "Telefon"], ["Testa", "08-123 45"]]])
def test_a_workbook_without_a_list_is_not_recognised(lines: list[list[object]]) -> None:
    with pytest.raises(UnreadableError) as error:
        grid(*lines)
    assert error.value.key == "list_not_recognised"


def test_headings_without_rows_are_refused() -> None:
    with pytest.raises(UnreadableError) as error:
        grid(HEADINGS)
    assert error.value.key == "list_without_rows"


def test_notices_name_the_row_and_never_the_person() -> None:
    lines = [
        typed(row(Personnummer=BAD_CHECK_DIGIT, Namn="=Testa", Slutdatum="2062-01-01")),
        typed(row(2, Status="-")),
        typed(row(3)),
        typed(other(4, Diagnos_er="", Startdatum="", Slutdatum="")),
        ["Testa ringde 1983"],
    ]
    found = grid((*HEADINGS, "19830411-2389"), *lines)
    texts = [notice.text for notice in (*found.warnings, *found.skipped)]
    assert len(texts) >= 7
    for text in texts:
        assert not any(word in text for word in ("Testa", "1983", "1955", "Prov", "F438", "Åsa"))


def test_rows_are_read_alike_by_every_route() -> None:
    rows: list[Row] = [row(), other(), row(3, Personnummer="19921010-2381", Grad="25%", Risk="Hög", Status="Avböjt")]
    lines = records(pasted_grid(*rows))
    assert [line | {"row": place} for place, line in enumerate(lines, start=1)] == records(read_text(copied(*rows), ON))


@pytest.mark.parametrize("whole", [True, False])
def test_more_rows_than_a_list_can_have_are_refused(whole: bool) -> None:
    long = sheet(HEADINGS, *[ROW] * 3)
    long.whole = whole
    if whole:
        assert len(grids(long).records) == 1
    else:
        with pytest.raises(UnreadableError) as error:
            grids(long)
        assert error.value.key == "list_too_long"
