"""What a keystroke or a look-up asks goes by an index: cost grows with what is shown, not with what is stored.

A plan does not depend on how many rows there are (nothing here runs ANALYZE), so an empty vault shows it.
"""

from collections.abc import Callable

import pytest

from storage import timeline
from storage.cases import CaseRepository
from storage.database import Database
from storage.meeting_reading import meetings_of
from storage.plan_journal import outcomes_at
from storage.plan_reading import series_of
from storage.query import TODAY, VIEWS, WAITING, CaseQuery, compile_query
from storage.reading import Reader
from storage.search import find
from storage.signal_reading import active, coming, of_desk
from tests.storage.helpers import ON, number, open_case

PERSON = number(0)


def plan(reader: Reader, sql: str, parameters: tuple[object, ...] = ()) -> list[str]:
    return [row[3] for row in reader.rows(f"explain query plan {sql}", parameters)]


def said(reader: Reader, ask: Callable[[], object]) -> list[str]:
    """Return the statements that a question says, with its values in them."""
    statements: list[str] = []
    reader.connection.set_trace_callback(statements.append)
    ask()
    reader.connection.set_trace_callback(None)
    # FTS5 traces what it asks its own tables, as comments.
    return [statement for statement in statements if not statement.startswith("--")]


def plan_of(reader: Reader, query: CaseQuery) -> list[str]:
    compiled = compile_query(query, reader.settings)
    return plan(reader, f"{compiled.ids} limit ? offset ?", (*compiled.parameters, 50, 0))


BY_CASE = [view for view in VIEWS if view != TODAY]


@pytest.mark.parametrize("view", BY_CASE)
@pytest.mark.parametrize(
    ("sort", "index"),
    [
        (("-first_day", "name"), "caseload USING INDEX caseload_by_first_day"),
        (("day_today", "name"), "caseload USING INDEX caseload_by_first_day"),
        (("last_day",), "caseload USING INDEX caseload_by_last_day"),
        (("name",), "patient USING COVERING INDEX patient_by_name"),
        (("-name", "last_day"), "patient USING COVERING INDEX patient_by_name"),
    ],
)
def test_an_index_brings_the_list_in_order(reader: Reader, view: str, sort: tuple[str, ...], index: str) -> None:
    steps = plan_of(reader, CaseQuery(ON, view=view, sort=sort))
    assert steps[0] == f"SCAN {index}"
    assert steps[1].startswith("SEARCH ")
    # Only ties are sorted: a whole sort would have to read every case first.
    assert not any(step == "USE TEMP B-TREE FOR ORDER BY" for step in steps)


@pytest.mark.parametrize("view", BY_CASE)
def test_counting_a_view_reads_an_index_alone(reader: Reader, view: str) -> None:
    compiled = compile_query(CaseQuery(ON, view=view), reader.settings)
    steps = plan(reader, compiled.number, compiled.parameters)
    assert len(steps) == 1
    index = "caseload_by_waiting" if view == WAITING else "caseload_by_status"
    assert f"USING COVERING INDEX {index}" in steps[0]


def test_what_needs_something_today_goes_by_the_day(reader: Reader) -> None:
    compiled = compile_query(CaseQuery(ON, view=TODAY, sort=("urgency", "name")), reader.settings)
    for asked in (f"{compiled.ids} limit 50", compiled.number, compiled.groups):
        steps = plan(reader, asked, compiled.parameters)
        assert "SEARCH s USING COVERING INDEX signal_by_start (starts_on<?)" in steps
        # The only thing gone through is what the day has left of the signals, a row a case.
        assert [step for step in steps if step.startswith("SCAN ") and not step.startswith("SCAN (subquery")] == []


def test_the_signals_of_a_page_and_of_the_desk_go_by_index(reader: Reader) -> None:
    for ask in (lambda: active(reader, [1, 2], ON), lambda: of_desk(reader, ON), lambda: coming(reader, ON, ON)):
        (asked,) = said(reader, ask)
        assert [step for step in plan(reader, asked) if step.startswith("SCAN ")] == []


@pytest.mark.parametrize("text", ["eva", "ev provs", "ring", "2026-001", PERSON.text, PERSON.text[2:].replace("-", "")])
def test_finding_scans_nothing_but_the_indexes_of_notes_and_contacts(
    database: Database, reader: Reader, text: str
) -> None:
    with database.write() as work:
        case = open_case(work, 0, "Eva Provsson")
        CaseRepository(work).add_note(case, ON, "Ringde arbetsgivaren.")
    asked = said(reader, lambda: find(reader, text))
    assert len(find(reader, text).cases) == 1
    assert len(asked) > 2
    steps = [step for sql in asked for step in plan(reader, sql)]
    # FTS5 shows its own look-up as a scan of the virtual table; `f` is the few hundred rows that it gave.
    scans = [step for step in steps if step.startswith("SCAN ")]
    known = ("note_index", "contact_index")
    assert [step for step in scans if step != "SCAN f" and not any(name in step for name in known)] == []


def test_the_standing_notes_of_a_case_are_found_by_index(reader: Reader) -> None:
    (asked,) = said(reader, lambda: reader.notes(1))
    assert [step for step in plan(reader, asked) if step.startswith("SCAN ")] == []


def test_what_is_asked_of_one_case_reads_no_table_to_its_end(reader: Reader) -> None:
    asked = [
        *said(reader, lambda: series_of(reader.rows, 1)),
        *said(reader, lambda: outcomes_at(reader.rows, [1])),
        *said(reader, lambda: meetings_of(reader, 1)),
        *said(reader, lambda: timeline.count(reader, 1)),
    ]
    whole = {"SCAN e", "SCAN h", "SCAN c", "SCAN m", "SCAN v", "SCAN plan_handed", "SCAN plan_evaluation"}
    assert not [(sql, step) for sql in asked for step in plan(reader, sql) if step in whole]
