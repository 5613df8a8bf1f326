"""Today's print as a whole list: what stands around the blocks, and what is lost (domain rehabstod 2.2, 2.4)."""

import re
from datetime import date

import pytest

from rekotui.exchange.rehabstod.reader import read, read_text

from .copies import HEADINGS, ON, codes, other, row
from .prints import FILTERS, SAMPLE, SORTED, UNIT, head, lines_of, one, printed, records

RECORDS = records(SAMPLE)


EDGES = [
    ("2026-06-15 09:12 Rehabstöd", "https://rehabstod.example/pagaende-sjukfall 1/3"),
    ("2026-06-15, 09:12", "Pågående sjukfall"),
    ("Rehabstöd", "1/3"),
    ("Rehabstöd https://rehabstod.example/pagaende-sjukfall", "1 av 3 2026-06-15 09:12"),
    ("2026-06-15 09:12:33 Pågående sjukfall", "Sida 1 av 3"),
    ("11/25/26, 8:46 AM Rehabstöd", "ﬁle:///C:/utskrift.html 1/3"),
]


@pytest.mark.parametrize("edges", EDGES)
@pytest.mark.parametrize("before", [True, False])
def test_header_and_footer_of_the_browser_are_no_part_of_a_value(edges: tuple[str, str], before: bool) -> None:
    pages = [f"{edges[0]}\n{page}\n{edges[1]}" if before else f"{page}\n{edges[0]}\n{edges[1]}" for page in pages_of()]
    found = read_text("\f".join(pages), ON)
    assert found.records == RECORDS
    assert (found.unit, found.shown, found.skipped) == (UNIT, 31, ())
    assert [code for _, code in codes(found)] == ["far_end", "cut_diagnosis", "cut_diagnosis"]


def pages_of() -> list[str]:
    return [page.strip("\n") for page in SAMPLE.split("\f")]


def test_day_of_the_list_is_the_browsers_time_of_printing() -> None:
    text = "2026-06-15 09:12 Rehabstöd\n" + printed(row(), other())
    assert read_text(text, ON).list_date == date(2026, 6, 15)


@pytest.mark.parametrize(
    "stamps", [(), ("11/06/2026, 09:12",), ("2026-06-15 09:12", "2026-06-16 00:01"), ("2026-02-30 09:12",)]
)
def test_day_of_the_list_is_open_where_the_browser_says_none_or_two(stamps: tuple[str, ...]) -> None:
    text = "\n".join((*stamps, printed(row(), other())))
    assert read_text(text, ON).list_date is None
    assert read(text.encode(), "vecka 25 2026-06-15.txt", ON).list_date == date(2026, 6, 15)


def test_page_break_in_or_between_blocks_changes_nothing() -> None:
    for mark in ("\f", "\n\f", "\f\n", "\n\f\n"):
        assert records(SAMPLE.replace("\n# ", f"{mark}# ")) == RECORDS
        assert records(SAMPLE.replace("\nStartdatum", f"{mark}Startdatum")) == RECORDS


@pytest.mark.parametrize("unit", ["Norra Påhittets\nhälsocentral", "Norra Påhittets hälsocentral"])
def test_unit_is_in_the_title(unit: str) -> None:
    assert read_text(printed(row(), top=head(1, unit=unit)), ON).unit == "Norra Påhittets hälsocentral"


def test_closed_panel_of_filters_leaves_only_its_heading() -> None:
    top = f"Alla pågående sjukfall på {UNIT}\nValda filter\nPågående sjukfall på enheten\n{SORTED}\n"
    found = read_text(printed(row(), other(), top=top), ON)
    assert (found.unit, found.partial, codes(found)) == (UNIT, None, [])


def test_visar_fewer_than_all_is_a_part_of_the_list() -> None:
    found = read_text(printed(row(), other(), top=head(2, 31)), ON)
    assert (found.partial, found.shown, found.total) == (True, 2, 31)
    assert codes(found) == [(None, "filtered")]


def test_fewer_blocks_than_visar_says_is_warned_of() -> None:
    found = read_text(printed(row(), other(), top=head(3)), ON)
    assert (found.partial, codes(found)) == (True, [(None, "count_mismatch")])


NO_COUNTS = "Pågående sjukfall på enheten\n"
FILTERED = {
    "Diagnos/er": "F00-F99: Psykiska sjukdomar och syndrom",
    "Läkare": "Eva Testdoktor, Åsa Låtsasdoktor",
    "Fritextsökning": "rygg",
    "Åldersspann": "18 - 30",
    "Sjukskrivningslängd": "91-180 dagar",
    "Status": "Kontaktad, Aktiv",
    "Ärendestatus": "Enbart sjukfall med obesvarade ärenden",
    "Sysselsättning": "Studier",
    "Slutdatum": "2026-06-01 - 2026-06-30",
}


@pytest.mark.parametrize("name", FILTERED)
def test_filter_in_use_makes_the_list_a_part(name: str) -> None:
    grid = FILTERS | {name: FILTERED[name]}
    for between in (" ", "\n"):
        top = f"Alla pågående sjukfall på {UNIT}\nValda filter\n" + between.join(f"{n} {v}" for n, v in grid.items())
        found = read_text(printed(row(), other(), top=f"{top}\n{NO_COUNTS}"), ON)
        assert (found.partial, codes(found), len(found.records)) == (True, [(None, "filter_hint")], 2)


def test_filters_at_their_standard_values_show_a_whole_list() -> None:
    top = f"Alla pågående sjukfall på {UNIT}\nValda filter\n" + " ".join(f"{n} {v}" for n, v in FILTERS.items())
    assert read_text(printed(row(), other(), top=f"{top}\n{NO_COUNTS}"), ON).partial is False


def test_doctors_own_list_is_a_part_of_the_units() -> None:
    columns = HEADINGS[:-1]
    found = read_text(printed(row(), other(), columns=columns, top=head(2, whose="Mina")), ON)
    assert (found.partial, found.unit, codes(found)) == (True, UNIT, [(None, "filter_hint")])


def test_unknown_label_is_named_and_disturbs_nothing() -> None:
    lines = [
        row(Kommun="Påhittinge"),
        other(Kommun="Testköping"),
        other(3, Personnummer="19921010-2381", Kommun="Påhittinge"),
    ]
    columns = (*HEADINGS[:6], "Kommun", *HEADINGS[6:])
    found = read_text(printed(*lines, columns=columns), ON)
    assert found.records == records(printed(*lines))
    assert (None, "unknown_column") in codes(found)
    assert found.records[0].raw["Kommun"] == "Påhittinge"


def test_label_that_is_lost_leaves_its_value_open_with_a_warning() -> None:
    text = printed(row(), other(), other(3, Personnummer="19921010-2381"))
    found = read_text(text.replace("Grad 50%\n", "", 1), ON)
    assert found.records[1].as_json() == records(text)[1].as_json() | {"degrees": None}
    assert codes(found) == [(2, "lost_field")]


def test_line_that_belongs_nowhere_is_reported_and_changes_nothing() -> None:
    text = printed(row(), other())
    found = read_text(text.replace("Kön Man\n", "Kön Man\nen lös anteckning\n"), ON)
    assert found.records == records(text)
    assert codes(found) == [(2, "unread_text")]


@pytest.mark.parametrize(
    ("column", "value", "key", "kept", "code"),
    [
        ("Personnummer", "19550308-2398", "personnummer", "19550308-2398", "bad_check_digit"),
        ("Personnummer", "1983O4I1-2389", "personnummer", None, "number_missing"),
        ("Startdatum", "2026-02-30", "first_day", None, "impossible_date"),
        ("Slutdatum", "2O26-08-09", "last_day", None, "impossible_date"),
        ("Slutdatum", "", "last_day", None, "missing_date"),
        ("Slutdatum", "2026-01-09", "last_day", "2026-01-09", "end_before_start"),
        ("Slutdatum", "2046-08-09", "last_day", "2046-08-09", "far_end"),
        ("Längd", "183 dagar", "length_days", 183, "length_mismatch"),
        ("Grad", "100% 60%", "degrees", [100, 60], "odd_degree"),
        ("Namn", "=1+1", "name", "=1+1", "formula_like"),
        ("Namn", "Testa\x00 Övningsson", "name", "Testa Övningsson", "control_characters"),
        ("Kön", "Kvinna\x1b[31m", "sex", "Kvinna", "control_characters"),
    ],
)
def test_what_cannot_be_right_is_warned_of_and_read_as_it_stands(
    column: str, value: str, key: str, kept: object, code: str
) -> None:
    record, warned = one(**{column: value})
    assert record == one()[0] | {key: kept}
    assert warned == [(1, code)]


def test_block_without_diagnosis_and_dates_is_skipped_with_a_reason() -> None:
    found = read_text(printed(row(Diagnos_er="", Startdatum="", Slutdatum=""), other()), ON)
    assert [r.row for r in found.records] == [2]
    assert [(skip.row, skip.code) for skip in found.skipped] == [(1, "no_content")]


def test_doubled_person_is_taken_once() -> None:
    found = read_text(printed(row(), other(), row(3)), ON)
    assert [r.row for r in found.records] == [1, 2]
    assert [(skip.row, skip.code) for skip in found.skipped] == [(3, "double_row")]


def test_running_numbers_that_jump_are_warned_of() -> None:
    assert (None, "number_gap") in codes(read_text(printed(row(1), other(4)), ON))


@pytest.mark.parametrize("end", ["Kön Man", "Läkare Örjan", "Personnr 19710902-2397", "Ålder 54 år", "Slutdatum 2026"])
def test_text_that_is_cut_in_its_last_block_says_so(end: str) -> None:
    whole = printed(row(), row(2, Personnummer="19921010-2381"), other(3))
    found = read_text(whole[: whole.rindex(end) + len(end)], ON)
    told = {notice.code for notice in (*found.warnings, *found.skipped) if notice.row == 3}
    assert told & {"truncated_row", "broken_row", "no_content"}
    assert found.partial is True
    assert found.records[:2] == records(whole)[:2]


def test_pieces_of_two_people_are_never_put_together() -> None:
    blocks = [lines_of(row()), lines_of(other()), lines_of(other(3, Personnummer="19921010-2381"))]
    # What some readers of PDF make of it: the first columns of two people, then the rest of both.
    mixed = [*blocks[0], *blocks[1][:4], *blocks[2][:4], *blocks[1][4:], *blocks[2][4:]]
    found = read_text("\n".join(mixed), ON)
    assert [r.personnummer for r in found.records] == ["19830411-2389"]
    assert {skip.code for skip in found.skipped} == {"torn_row"}
    assert found.partial is True


def test_print_without_its_head_is_read_from_its_first_label() -> None:
    found = read_text(printed(row(), other(), top=""), ON)
    assert found.records == records(printed(row(), other()))
    assert (found.unit, found.partial) == (None, None)


def test_print_that_lost_its_first_line_finds_the_next_beginning() -> None:
    text = printed(row(), other(), row(3, Personnummer="19921010-2381"), top="").removeprefix("# 1\n")
    assert [r.personnummer for r in records(text)] == ["19830411-2389", "19710902-2397", "19921010-2381"]
    assert records(text)[1:] == records("# 1\n" + text)[1:]


def test_two_prints_in_one_text_are_read_as_one() -> None:
    first, second = printed(row(), other()), printed(row(1, Personnummer="19921010-2381"), columns=HEADINGS[:12])
    assert [r.personnummer for r in records(f"{first}\n{second}")] == [
        "19830411-2389",
        "19710902-2397",
        "19921010-2381",
    ]


def test_columns_beside_each_other_are_told_apart_by_their_labels() -> None:
    text = printed(row(), other(), columns=("#", "Status", "Personnummer", "Namn", "Slutdatum"))
    assert records(re.sub(" (?=(?:Personnr|Namn|Slutdatum) )", " " * 20, text)) == records(text)


def test_line_below_its_own_column_goes_on_there() -> None:
    text = (
        f"Alla pågående sjukfall på {UNIT}\nPågående sjukfall på enheten\n{SORTED}\n"
        "  # 1                Status -                     Personnr 19830411-2389\n"
        "  Läkare Eva         Sysselsättning Nuvarande     Slutdatum\n"
        "         Testdoktor                 arbete                  2026-08-09\n"
    )
    (record,) = records(text)
    assert (record.physician, record.occupations) == ("Eva Testdoktor", ("Nuvarande arbete",))
    assert str(record.last_day) == "2026-08-09"


def test_text_on_one_line_is_read() -> None:
    assert records(" ".join(SAMPLE.split())) == RECORDS


def test_notices_name_the_row_and_never_the_person() -> None:
    rows = (
        row(Personnummer="19550308-2398", Namn="=Testa", Slutdatum="2062-01-01", Diagnos_er="F…F321"),
        row(2, Namn="Testa\x00", Personnummer="19921010-2381"),
        row(3, Diagnos_er="", Startdatum="", Slutdatum=""),
    )
    found = read_text(printed(*rows).replace("Kön Kvinna\n", "Kön Kvinna\nTesta 19830411-2389\n", 1), ON)
    texts = [notice.text for notice in (*found.warnings, *found.skipped)]
    assert len(texts) >= 5
    for text in texts:
        assert not any(word in text for word in ("Testa", "1983", "1955", "1992", "F321", "Åsa"))
