"""The worklist: the same people and numbers in every format, whatever people have typed."""

import csv
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.exchange.case_record import ShownCase
from rekotui.exchange.cells import plain
from rekotui.exchange.messages import COLUMNS, SUMMARY
from rekotui.exchange.summary import Summary, columns, rows
from rekotui.exchange.summary_files import as_csv, as_json_text, as_markdown
from tests.exchange.stored import ON, case

HOSTILE = st.text(st.sampled_from("ab å=+-@|%*_`[]<>\\\"';,\n\r\t#&\u2028\u200b\x0b"), max_size=12)
CASES = st.lists(
    st.builds(
        lambda index, name, employer, physician, text, occupation, protected, degrees: case(
            index,
            name=name or "x",
            employer=employer,
            physician=physician,
            diagnosis_text=text,
            occupation=occupation,
            protected=protected,
            degrees=tuple(degrees),
        ),
        st.integers(1, 999),
        *[HOSTILE] * 5,
        st.booleans(),
        st.lists(st.sampled_from([25, 50, 75, 100]), max_size=3),
    ),
    max_size=4,
)


def summary(active: list[ShownCase], closed: list[ShownCase] | None = None, *, identities: bool = True) -> Summary:
    return Summary(ON, "Exempelbackens vårdcentral", identities, tuple(active), tuple(closed or ()))


def csv_rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return [[plain(cell) for cell in row] for row in csv.reader(io.StringIO(text[1:], newline=""), delimiter=";")]


def markdown_rows(page: str) -> list[list[str]]:
    """The cells of every table row, headings left out."""
    tables = [line for line in page.split("\n") if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]] for line in tables]
    return [row for row in cells if row[0] != COLUMNS["case"] and not row[0].startswith("---")]


@settings(max_examples=60)
@given(CASES, CASES, st.booleans())
def test_csv_gives_back_exactly_what_was_written(active: list[ShownCase], closed: list[ShownCase], named: bool) -> None:
    found = summary(active, closed, identities=named)
    head, *body = csv_rows(as_csv(found))
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


@settings(max_examples=40)
@given(CASES)
def test_the_same_numbers_in_every_format(active: list[ShownCase]) -> None:
    found = summary(active)
    keys = ("case", "age", "first_day", "last_day", "length_days", "day_today", "chain_day")
    in_json = [[str(each[key]) for key in keys] for each in json.loads(as_json_text(found))["cases"]]
    places = [[column.key for column in columns(True)].index(key) for key in keys]
    in_csv = [[row[place] for place in places] for row in csv_rows(as_csv(found))[1:]]
    in_md = [[row[place] for place in places] for row in markdown_rows(as_markdown(found))]
    assert in_json == in_csv == in_md


@settings(max_examples=40)
@given(CASES)
def test_a_protected_identity_is_in_no_format(active: list[ShownCase]) -> None:
    hidden = [case(index, name="Hemlig Person", employer="Dold AB", protected=True) for index in range(len(active))]
    for write in (as_markdown, as_csv, as_json_text):
        text = write(summary(hidden))
        for secret in ("Hemlig", "Person,", "Dold", "19830411", "070-"):
            assert secret not in text


@pytest.mark.parametrize("write", [as_markdown, as_csv, as_json_text])
def test_without_identities_nobody_is_named(write: object) -> None:
    assert callable(write)
    text = write(summary([case()], identities=False))
    for secret in ("Testa", "Övningsson", "19830411", "Provtorps", "070-"):
        assert secret not in text
    assert "2026-001" in text
    assert "Testa" in write(summary([case()])) or "Övningsson" in write(summary([case()]))


def test_the_page_says_what_it_is() -> None:
    page = as_markdown(summary([case(1)], [case(2, status="Avslutad")]))
    assert page.startswith(
        "# Arbetslista, Exempelbackens vårdcentral, 2026-11-22\n\n1 pågående och 1 avslutade ärenden.\n"
    )
    assert SUMMARY["identities"] in page
    assert SUMMARY["estimate"] in page
    assert "## Pågående (1)" in page
    assert "## Avslutade (1)" in page
    assert SUMMARY["identities"] not in as_markdown(summary([case()], identities=False))
    assert SUMMARY["empty"] in as_markdown(summary([]))


def test_rows_are_one_line_a_case_in_the_order_of_the_summary() -> None:
    found = summary([case(3), case(1)], [case(2)])
    assert [row[0] for row in rows(found.cases, True)] == ["2026-003", "2026-001", "2026-002"]
    assert json.loads(as_json_text(found))["counts"] == {"active": 2, "closed": 1, "all": 3}
