"""Signals and what they follow from are one: written together or not at all, a case alone, and anew by other rules."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.case_facts import CaseFactRepository
from storage.cases import CaseRepository
from storage.contacts import ContactRepository, NewContact
from storage.database import Database, Work
from storage.follow_ups import FollowUpRepository, NewFollowUp
from storage.reading import Reader
from storage.setting_changes import change_setting
from storage.signal_answers import SignalAnswerRepository
from storage.signal_basis import is_current
from storage.signal_reading import active, answers
from storage.signal_refresh import refresh
from storage.vault import Key
from tests.storage.conftest import copied
from tests.storage.helpers import ON, bare, enter_leave, in_child, open_case, period
from tests.storage.signal_histories import from_nothing, stored

FIRST = date(2026, 8, 25)
RULE = "silent"
TABLES = (
    *("caseload", "status_change", "note", "contact", "follow_up", "case_fact", "signal", "signal_answer", "history"),
    *("history_payload", "search_term"),
)
"""All that a day's work in a case writes."""


def filled(database: Database, number_of_cases: int) -> None:
    """Take up some people on the same day, ill for as long; the signals are computed as in an app that was started."""
    with database.write() as work:
        for index in range(number_of_cases):
            case = open_case(work, index, status="Aktiv", opened_on=FIRST)
            enter_leave(work, case, period(FIRST, 120))
    refresh(database)


def everything(key: Key) -> list[list[tuple[object, ...]]]:
    """Return every row that daily work writes, as it is stored."""
    connection = bare(key)
    try:
        return [connection.execute(f"select * from {table}").fetchall() for table in TABLES]
    finally:
        connection.close()


def work_in(work: Work, case_id: int) -> None:
    """Do what a busy day does to one case."""
    cases = CaseRepository(work)
    case = cases.get(case_id)
    cases.add_note(case, ON, "Ringde")
    cases.change_status(case, "Uppföljning", ON, "Prov")
    ContactRepository(work).record(case, NewContact(ON, "phone", "held", "patient"), ON)
    FollowUpRepository(work).add(case, NewFollowUp(ON + timedelta(days=3), "answer", "lakare"))
    CaseFactRepository(work).change(case, {"employer_plan": "asked", "employer_plan_said_on": ON})


@contextmanager
def counted(database: Database) -> Iterator[tuple[Work, list[str], list[int]]]:
    """Open a unit of work; count its statements, and the rows that it changes, until it is committed."""
    statements: list[str] = []
    changed: list[int] = []
    with database.write() as work:
        connection = work.connection
        connection.set_trace_callback(statements.append)
        before = connection.total_changes
        yield work, statements, changed
    connection.set_trace_callback(None)
    changed.append(connection.total_changes - before)


def cost(key: Key, number_of_cases: int) -> tuple[int, int]:
    """Return how many statements a day's work in the third case takes, and how many rows it changes."""
    database = Database(key.folder, key.dek)
    filled(database, number_of_cases)
    with Reader(key.folder, key.dek) as reader:
        others = "select * from signal where case_id is not 3 order by id"
        before = reader.rows(others)
        own = reader.rows("select * from signal where case_id = 3")
        with counted(database) as (work, statements, changed):
            work_in(work, 3)
        assert reader.rows(others) == before, "each with its own number: nobody wrote them anew"
        assert reader.rows("select * from signal where case_id = 3") != own
        assert stored(reader) == from_nothing(reader)
    database.close()
    return len(statements), changed[0]


def test_a_change_in_a_case_makes_its_signals_anew_and_no_others(template: Key, tmp_path: Path) -> None:
    few, many = (copied(template, str(tmp_path / name)) for name in ("few", "many"))
    assert cost(few, 3) == cost(many, 40), "neither statements nor changed rows grow with the caseload"


def test_what_fails_in_the_middle_leaves_neither_rows_nor_signals(key: Key, database: Database) -> None:
    filled(database, 3)
    before = everything(key)

    def broken_off() -> None:
        with database.write() as work:
            work_in(work, 2)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert everything(key) == before


@pytest.mark.parametrize("place", [1, 3])
def test_signals_that_cannot_be_written_take_their_ground_with_them(key: Key, database: Database, place: int) -> None:
    filled(database, 3)
    before = everything(key)
    connection = bare(key)
    # The file itself refuses one of the case's signals, after others have been written.
    connection.execute(
        "create trigger full before insert on signal when new.case_id = 2 and (select count(*) from signal"
        f" where case_id = 2) >= {place} begin select raise(abort, 'no more'); end"
    )
    with pytest.raises(Exception, match="no more"), database.write() as work:
        work_in(work, 2)
    assert everything(key) == before
    connection.execute("drop trigger full")
    connection.close()
    with database.write() as work:
        work_in(work, 2)
    assert everything(key) != before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_writer_killed_before_its_end_has_written_nothing(key: Key, database: Database) -> None:
    filled(database, 3)
    before = everything(key)

    def write(pipe: int) -> None:
        own = Database(key.folder, key.dek)
        with own.write() as work:
            work_in(work, 2)
            work.session.flush()
            os.write(pipe, b"written")
            signal.pause()

    child, pipe = in_child(write)
    assert os.read(pipe, 7) == b"written"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(pipe)
    assert everything(key) == before
    with Reader(key.folder, key.dek) as reader:
        assert reader.verify() == []
        assert stored(reader) == from_nothing(reader)


def of_rule(reader: Reader, rule: str, on: date = ON) -> list[str]:
    return [one.key for one in active(reader, [2], on).get(2, ()) if one.rule == rule]


def test_a_dismissal_holds_whatever_is_computed_anew_until_it_is_taken_back(database: Database, reader: Reader) -> None:
    filled(database, 3)
    [key] = of_rule(reader, RULE)
    with database.write() as work:
        given = SignalAnswerRepository(work).dismiss(2, RULE, key, ON, "Vi har bestämt det så").id or 0
    assert of_rule(reader, RULE) == []
    with database.write() as work:
        CaseFactRepository(work).change(CaseRepository(work).get(2), {"applied": "yes", "applied_said_on": ON})
    assert of_rule(reader, RULE) == []
    with database.write() as work:
        change_setting(work, f"{RULE}.days", 20)
    assert refresh(database) == 3
    assert of_rule(reader, RULE) == []
    assert [(one.rule, one.key, one.reason) for one in answers(reader, 2)] == [(RULE, key, "Vi har bestämt det så")]
    assert [one.case_id for one in active(reader, [1, 3], ON)[1] if one.rule == RULE] == [1], "it was about one case"
    with database.write() as work:
        SignalAnswerRepository(work).take_back(given)
    assert of_rule(reader, RULE) == [key]


def test_what_she_does_makes_it_another_thing_that_was_not_dismissed(database: Database, reader: Reader) -> None:
    filled(database, 3)
    [key] = of_rule(reader, RULE)
    with database.write() as work:
        SignalAnswerRepository(work).dismiss(2, RULE, key, ON, "Vi har bestämt det så")
        CaseRepository(work).add_note(CaseRepository(work).get(2), ON, "Ringde")
    assert of_rule(reader, RULE) == []
    [another] = of_rule(reader, RULE, ON + timedelta(days=60))
    assert another != key


def spoil(key: Key) -> None:
    """Leave the signals as other rules made them, with the mark of those rules."""
    connection = bare(key)
    connection.execute("update signal set title = 'Efter en annan regel'")
    connection.execute("delete from signal where case_id = 1 or case_id is null")
    connection.execute("update signal_basis set fingerprint = 'other rules'")
    connection.close()


def test_other_rules_make_all_signals_anew_once(key: Key, database: Database, reader: Reader) -> None:
    filled(database, 3)
    before = stored(reader)
    assert refresh(database) == 0
    spoil(key)
    assert not is_current(reader.connection)
    told: list[tuple[int, int]] = []
    assert refresh(database, lambda done, of: told.append((done, of))) == 3
    assert told == [(3, 3)]
    assert stored(reader) == before == from_nothing(reader)
    numbers = reader.rows("select id from signal order by id")
    assert refresh(database) == 0
    assert reader.rows("select id from signal order by id") == numbers, "nothing was written"


def test_a_refresh_that_was_broken_off_is_done_again(key: Key, database: Database, reader: Reader) -> None:
    filled(database, 3)
    before = stored(reader)
    spoil(key)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(database, stop)
    assert not is_current(reader.connection)
    assert refresh(database) == 3
    assert stored(reader) == before


@pytest.mark.parametrize("name", [f"{RULE}.days", "gap_days", "early_days"])
def test_another_number_is_another_basis(database: Database, reader: Reader, name: str) -> None:
    filled(database, 2)
    with database.write() as work:
        change_setting(work, name, 91 if name == "early_days" else 20)
    assert not is_current(reader.connection)
    assert refresh(database) == 2
    assert stored(reader) == from_nothing(reader)
