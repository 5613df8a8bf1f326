"""Lists saved as csv, and rows of tabs from a spreadsheet's clipboard (design 6; domain rehabstod 2.3)."""

import random

import pytest

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod import csv_grid
from rekotui.exchange.rehabstod.raw import Source
from rekotui.exchange.rehabstod.reader import read, read_text
from rekotui.exchange.rehabstod.records import ReadList

from .copies import HEADINGS, LISTS, ON, SAMPLES, codes, copied, other, row
from .grids import csv_text, read_csv

WHOLE = [record.as_json() for record in read_text(copied(row(), other()), ON).records]
SEPARATORS = pytest.mark.parametrize("separator", [";", "\t", ","])


def records(found: ReadList) -> list[dict[str, object]]:
    return [record.as_json() for record in found.records]


def moved(top: int = 1) -> list[dict[str, object]]:
    return [record | {"row": top + place} for place, record in enumerate(WHOLE, start=1)]


@SEPARATORS
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_separator_encoding_and_line_end_gives_the_same_records(separator: str, encoding: str, end: str) -> None:
    data = csv_text(row(), other(), separator=separator, end=end).encode(encoding)
    found = read(data, "lista.csv", ON)
    assert (records(found), found.warnings, found.skipped) == (moved(), (), ())
    assert (found.format, found.columns, found.partial) == ("csv", HEADINGS, None)


@SEPARATORS
def test_quoted_cells_may_hold_line_breaks_separators_and_quotes(separator: str) -> None:
    first = row(
        Namn='Testa "Tess" Övningsson',
        Ärenden="Komplettering (1)\nAdministrativ fråga (2)",
        Läkare="Doktor; med, allt\ti namnet",
    )
    found = read_csv(csv_text(first, other(), separator=separator))
    spoken = {"name": 'Testa "Tess" Övningsson', "physician": "Doktor; med, allt i namnet"}
    assert records(found) == [WHOLE[0] | spoken | {"row": 2}, WHOLE[1] | {"row": 3}]
    assert found.warnings == ()


@SEPARATORS
def test_a_quote_that_never_ends_does_not_swallow_the_rows_after_it(separator: str) -> None:
    lines = csv_text(row(Diagnos_er="F438A"), other(Diagnos_er="M545"), separator=separator)
    if separator == ",":
        lines = lines.replace('"Nuvarande arbete, Studier"', "Studier")
    found = read_csv(lines.replace("Testa Övningsson", '"Testa Övningsson'))
    assert [record.personnummer for record in found.records] == ["19830411-2389", "19710902-2397"]


def test_the_row_is_the_one_a_spreadsheet_shows() -> None:
    found = read_csv("sep=;\r\n\r\nVecka 25\r\n" + csv_text(row(Ärenden="Komplettering (1)\n"), other()))
    assert [record.row for record in found.records] == [5, 6]


@pytest.mark.parametrize(("written", "degrees"), [("0,5", [50]), ("50,00%", [50]), ("1", [100]), ("50 %", [50])])
def test_a_degree_as_a_spreadsheet_writes_a_share(written: str, degrees: list[int]) -> None:
    assert list(read_csv(csv_text(row(Grad=written), other())).records[0].degrees or ()) == degrees


def test_an_old_file_saved_as_csv_keeps_its_counts_and_filters() -> None:
    block = ";Valda filter;\r\n;Valda läkare;Åsa Låtsasdoktor\r\n;;Örjan Provläkare\r\n"
    counts = ";Tabellen visar: ;2\r\n;Totalt på enheten: ;31\r\n\r\n"
    columns = [heading for heading in HEADINGS if heading not in ("Status", "Sysselsättning")]
    found = read_csv(block + counts + csv_text(row(), other(), columns=columns))
    assert (found.format, found.shown, found.total, found.partial) == ("csv", 2, 31, True)
    assert codes(found) == [(None, "filtered")]


@pytest.mark.parametrize("separator", [";", ","])
def test_without_headings_the_usual_order_is_taken_with_a_warning(separator: str) -> None:
    found = read_csv(csv_text(row(), other(), separator=separator, heading=False))
    assert (records(found), codes(found)) == (moved(0), [(None, "no_headings")])
    assert found.format == "csv"


def test_headings_without_rows_are_refused() -> None:
    with pytest.raises(UnreadableError) as error:
        read_csv(csv_text())
    assert error.value.key == "list_without_rows"


@pytest.mark.parametrize(
    "cut",
    ["19921010-2", "54 år;Påhittad", "Nuvarande arb", "2026-05-13", "2026-06-27", "46 dagar;", "50%;-"],
)
def test_a_file_cut_in_its_last_row_says_so(cut: str) -> None:
    whole = csv_text(row(), other(), other(3, Personnummer="19921010-2381", Namn="Påhittad"))
    start = whole.rindex("19921010-2381")
    found = read_csv(whole[: whole.index(cut, start) + len(cut)])
    told = {notice.code for notice in (*found.warnings, *found.skipped) if notice.row == 4}
    assert told & {"truncated_row", "broken_row", "no_content"}
    assert records(found)[:2] == moved()
    assert found.partial is True


def test_a_whole_file_without_a_last_line_break_is_not_cut() -> None:
    assert read_csv(csv_text(row(), other()).rstrip()).warnings == ()


def test_rows_of_tabs_from_a_spreadsheets_clipboard_can_be_pasted() -> None:
    first = row(Ärenden="Komplettering (1)\nAdministrativ fråga (2)")
    found = read_text(csv_text(first, other(), separator="\t", end="\n"), ON)
    assert (records(found), found.format, found.warnings) == (moved(), "csv", ())


def test_every_sample_says_the_same_as_a_csv_file() -> None:
    for sample in LISTS:
        copy = read((SAMPLES / sample).read_bytes(), sample, ON)
        rows = [record.raw for record in copy.records]
        found = read_csv(csv_text(*rows))
        assert [record.as_json() | {"row": 0} for record in found.records] == [
            record.as_json() | {"row": 0} for record in copy.records
        ]


_BREAKING = {"Status", "Slutdatum", "Grad", "Risk"}

# What is no grid is left to the reader of copied text


@pytest.mark.parametrize("sample", LISTS)
def test_the_copied_samples_are_no_grid(sample: str) -> None:
    assert read((SAMPLES / sample).read_bytes(), sample, ON).format == "copied_table"


def test_any_choice_of_columns_in_a_copy_is_left_to_the_reader_of_copies() -> None:
    chance = random.Random(25)
    for place in range(60):
        columns = [heading for heading in HEADINGS if heading == "Personnummer" or chance.random() < 0.6]
        columns += [] if {"Startdatum", "Slutdatum"} & set(columns) else ["Slutdatum"]
        if len(columns) >= 4:
            copy = copied(row(), other(), columns=columns)
            # A terminal may have taken the spaces after the headings away: the lines that break tell, if any do.
            unspaced = place % 2 and _BREAKING & set(columns)
            assert read_text(copy.replace(" \t", "\t") if unspaced else copy, ON).format == "copied_table", columns


def test_semicolons_in_a_letter_are_no_grid() -> None:
    letter = "Hej; kan du ringa; 19830411-2389; gärna; 2026-06-15; före kl. 9; tack\nMed; vänlig hälsning\nEva; läkare"
    assert not csv_grid.recognises(Source(b"", "", letter))
