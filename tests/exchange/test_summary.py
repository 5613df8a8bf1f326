"""The worklist: the same people and numbers in every format, whatever people have typed."""

import csv
import io
import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.exchange.case_record import ShownCase
from rekotui.exchange.cells import one_line
from rekotui.exchange.messages import SUMMARY
from rekotui.exchange.summary import FORMATS, SELECTION, Summary, columns, rows
from rekotui.exchange.summary_files import (
    WRITERS,
    as_csv,
    as_html,
    as_json_text,
    as_markdown,
    as_xlsx,
    format_of,
    suggested_name,
)
from tests.exchange.reading_back import csv_table, html_rows, markdown_rows, workbook, xlsx_rows
from tests.exchange.stored import ON, case

HOSTILE = st.text(
    st.sampled_from("ab å=+-@|%*_`[]<>\\\"';,\n\r\t#&!/x05F{}\0\x1b\x85\u2028\u200b\x0b\uffff"), max_size=12
)
DAYS = st.none() | st.dates(date(1901, 1, 1), date(2099, 12, 31))
CASES = st.lists(
    st.builds(
        lambda index, name, employer, physician, text, occupation, protected, degrees, first, last: case(
            index,
            name=name or "x",
            employer=employer,
            physician=physician,
            diagnosis_text=text,
            occupation=occupation,
            protected=protected,
            degrees=tuple(degrees),
            first_day=first,
            last_day=last,
        ),
        st.integers(1, 999),
        *[HOSTILE] * 5,
        st.booleans(),
        st.lists(st.sampled_from([25, 50, 75, 100]), max_size=3),
        DAYS,
        DAYS,
    ),
    max_size=4,
)


def summary(active: list[ShownCase], closed: list[ShownCase] | None = None, *, identities: bool = True) -> Summary:
    return Summary(ON, "Exempelbackens vårdcentral", identities, tuple(active), tuple(closed or ()))


def texts(data: str | bytes) -> str:
    """Everything that can be read in a file, a workbook's sheets included."""
    if isinstance(data, str):
        return data
    book = workbook(data)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    heads = [str(getattr(sheet, place).left.text) for sheet in book for place in ("oddHeader", "oddFooter")]
    return "\n".join([*cells, *heads, str(vars(book.properties))])


@settings(max_examples=60)
@given(CASES, CASES, st.booleans())
def test_csv_gives_back_exactly_what_was_written(active: list[ShownCase], closed: list[ShownCase], named: bool) -> None:
    found = summary(active, closed, identities=named)
    head, *body = csv_table(as_csv(found))
    assert head == [column.title for column in columns(named)]
    assert body == rows(found.cases, named)


@settings(max_examples=60)
@given(CASES)
def test_no_cell_of_the_csv_runs(active: list[ShownCase]) -> None:
    for row in list(csv.reader(io.StringIO(as_csv(summary(active))[1:], newline=""), delimiter=";"))[1:]:
        for cell in row:
            assert cell == "-" or cell.lstrip(" \u200b\u2028\x0b")[:1] not in tuple("=+-@|%")


@settings(max_examples=60)
@given(CASES, st.booleans())
def test_nothing_breaks_out_of_the_markdown_table(active: list[ShownCase], named: bool) -> None:
    page = as_markdown(summary(active, identities=named))
    lines = [line for line in re.split(r"[\n\r\x0b\x0c\x85\u2028\u2029]", page) if line.startswith("|")]
    bars = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines}
    assert len(lines) == (len(active) + 2 if active else 0)
    assert bars <= {len(columns(named)) + 1}
    for line in lines[2:]:
        assert re.search(r"(?<!\\)(?:\\\\)*[<>`*_\[\]]", line) is None


@settings(max_examples=60)
@given(CASES, CASES, st.booleans())
def test_the_same_cells_in_every_format(active: list[ShownCase], closed: list[ShownCase], named: bool) -> None:
    found = summary(active, closed, identities=named)
    expected = [[one_line(cell) for cell in row] for row in rows(found.cases, named)]
    assert [[one_line(cell) for cell in row] for row in csv_table(as_csv(found))[1:]] == expected
    assert markdown_rows(as_markdown(found)) == expected
    assert html_rows(as_html(found)) == expected
    assert xlsx_rows(as_xlsx(found)) == expected


@settings(max_examples=40)
@given(CASES)
def test_the_same_numbers_in_json(active: list[ShownCase]) -> None:
    found = summary(active)
    keys = ("case", "age", "first_day", "last_day", "length_days", "day_today", "chain_day")
    in_json = [
        ["" if each[key] is None else str(each[key]) for key in keys]
        for each in json.loads(as_json_text(found))["cases"]
    ]
    places = [[column.key for column in columns(True)].index(key) for key in keys]
    assert in_json == [[row[place] for place in places] for row in rows(found.cases, True)]


def test_every_format_has_its_writer_and_the_same_summary_gives_the_same_file() -> None:
    assert tuple(WRITERS) == FORMATS
    found = summary([case(1), case(2)], [case(3, status="Avslutad")])
    assert {name: write(found) for name, write in WRITERS.items()} == {name: w(found) for name, w in WRITERS.items()}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_protected_identity_is_in_no_format(format_: str) -> None:
    hidden = case(1, name="Hemlig Person", employer="Dold AB", protected=True)
    text = texts(WRITERS[format_](summary([hidden, case(2, name="Öppen Person")])))
    assert "Öppen" in text
    for secret in ("Hemlig", "Dold", "070-"):
        assert secret not in text
    assert "19830411" not in texts(WRITERS[format_](summary([hidden])))


@pytest.mark.parametrize("format_", FORMATS)
def test_without_identities_nobody_is_named(format_: str) -> None:
    text = texts(WRITERS[format_](summary([case()], identities=False)))
    for secret in ("Testa", "Övningsson", "19830411", "Provtorps", "070-"):
        assert secret not in text
    assert "2026-001" in text
    assert "Övningsson" in texts(WRITERS[format_](summary([case()])))


@pytest.mark.parametrize("format_", ["md", "xlsx", "html"])
def test_the_page_says_what_it_is(format_: str) -> None:
    def page(found: Summary) -> str:
        return texts(WRITERS[format_](found))

    whole = page(summary([case(1)], [case(2, status="Avslutad")]))
    for words in ("Arbetslista, Exempelbackens vårdcentral, 2026-11-22", "Pågående: 1. Avslutade: 1."):
        assert words in whole
    assert SUMMARY["identities"] in whole
    assert SUMMARY["estimate"] in whole
    unnamed = page(summary([case()], identities=False))
    assert SUMMARY["identities"] not in unnamed
    assert SUMMARY["no_identities"] in unnamed
    assert SUMMARY["empty"] in page(summary([]))
    assert "Avslutade ärenden är inte med" in page(summary([case()])._replace(part="active"))
    assert "Ett urval" in page(summary([case()])._replace(part=SELECTION))


def test_markdown_has_a_table_for_the_open_and_one_for_the_closed() -> None:
    page = as_markdown(summary([case(1)], [case(2, status="Avslutad")]))
    assert page.startswith("# Arbetslista, Exempelbackens vårdcentral, 2026-11-22\n\nPågående: 1. Avslutade: 1. Med")
    assert page.index("## Pågående (1)") < page.index("2026-001") < page.index("## Avslutade (1)")


def test_rows_are_one_line_a_case_in_the_order_of_the_summary() -> None:
    found = summary([case(3), case(1)], [case(2)])
    assert [row[0] for row in rows(found.cases, True)] == ["2026-003", "2026-001", "2026-002"]
    assert json.loads(as_json_text(found))["counts"] == {"active": 2, "closed": 1, "all": 3, "current_plan": 0}


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.md", "md"), ("A.XLSX", "xlsx"), ("a.b.html", "html"), ("a.htm", "html"), ("a.markdown", "md"),
        ("a.txt", ""), ("a", ""), ("xlsx", ""), ("/x.html/a", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_format_of_a_name(name: str, format_: str) -> None:
    assert format_of(name) == format_


@pytest.mark.parametrize("format_", FORMATS)
def test_the_suggested_name_says_what_and_when(format_: str) -> None:
    assert suggested_name(ON, format_) == f"arbetslista-2026-11-22.{format_}"
    assert format_of(suggested_name(ON, format_)) == format_
