"""A samordningsnummer that became a personnummer: joined once she says so, and her case goes on under the new one."""

from datetime import date

import pytest

from rekotui.base.errors import RefusedError, WrongUseError
from rekotui.casework.list_facts import identity_from_list
from rekotui.casework.sick_leave import DegreePeriod
from storage import vault
from storage.cases import CaseRepository, NewCase
from storage.database import Database
from storage.number_links import NumberLinkRepository
from storage.query import CaseQuery
from storage.reading import CaseLine, Reader
from storage.sick_leaves import SickLeaveRepository
from storage.vault import Key
from tests.storage.helpers import ON, bare
from tests.storage.test_imports import NEXT, caseload, record, store

MONDAY = date(2026, 11, 16)
OLD, NEW = "19850773-2389", "19850713-2382"


def listed(number: str, **facts: object) -> dict[str, object]:
    return record(1, personnummer=number, name="Test Coordinata", **facts)


def open_under(database: Database, personnummer: str, *, status: str = "Aktiv") -> int:
    with database.write() as work:
        number = identity_from_list(personnummer, ON)
        case = CaseRepository(work).open(NewCase(number, "Test Coordinata", ON, status))
        return case.id or 0


def join(database: Database, before: str = OLD, after: str = NEW) -> list[str]:
    with database.write() as work:
        return NumberLinkRepository(work).confirm(before, after, ON)


def only(key: Key) -> CaseLine:
    [line] = caseload(key)
    return line


def events(key: Key) -> list[tuple[str, int | None]]:
    connection = bare(key)
    try:
        return list(connection.execute("select action, case_id from history order by id"))
    finally:
        connection.close()


def test_her_case_goes_on_under_the_new_number_with_all_that_the_lists_have_shown(key: Key, database: Database) -> None:
    store(key, MONDAY, listed(OLD))
    open_under(database, OLD)
    later = {"last_day": "2027-01-31", "degrees": [50], "degree_today": 50, "physician": "Ny Läkare"}
    store(key, NEXT, listed(NEW, **later))
    assert (only(key).personnummer, only(key).last_day) == (OLD, None)
    assert join(database) == ["2026-001"]
    line = only(key)
    assert (line.personnummer, line.birth_date, line.sex) == (NEW, date(1985, 7, 13), "Kvinna")
    assert (line.first_day, line.last_day) == (date(2026, 10, 1), date(2027, 1, 31))
    assert [period.degree for period in line.periods] == [100, 50]
    assert line.physician == "Ny Läkare"
    assert ("case.facts", 1) in events(key)
    assert events(key).count(("number.joined", None)) == 1
    with Reader(key.folder, key.dek) as reader:
        assert reader.verify() == []
        changed = [row.payload for row in reader.case_history(1) if row.action == "case.facts"]
        assert {"changed": {"personnummer": [OLD, NEW]}, "why": "joined"} in changed


def test_lists_read_later_follow_her_under_either_number(key: Key, database: Database) -> None:
    store(key, MONDAY, listed(OLD))
    open_under(database, OLD)
    join(database)
    store(key, NEXT, listed(OLD, last_day="2027-02-28"))
    assert only(key).last_day == date(2027, 2, 28)
    store(key, date(2026, 11, 30), listed(NEW, last_day="2027-03-31"))
    assert only(key).last_day == date(2027, 3, 31)
    assert store(key, date(2026, 12, 7), listed(OLD)).taken == []


def test_somebody_who_is_no_case_is_joined_without_a_word_about_her_in_the_log(key: Key, database: Database) -> None:
    store(key, MONDAY, listed(OLD))
    before = len(events(key))
    assert join(database) == []
    assert events(key)[before:] == [("number.joined", None)]
    connection = bare(key)
    assert connection.execute("select before_number, after_number from number_link").fetchall() == [(OLD, NEW)]
    bodies = [row[0] for row in connection.execute("select body from history_payload")]
    connection.close()
    assert not any(OLD in body or NEW in body for body in bodies)


def test_two_open_cases_are_refused_with_their_numbers_and_nothing_is_done(key: Key, database: Database) -> None:
    open_under(database, OLD)
    open_under(database, NEW)
    with pytest.raises(RefusedError, match=r"2026-001 och 2026-002") as refused:
        join(database)
    assert OLD not in str(refused.value)
    connection = bare(key)
    assert connection.execute("select count(*) from number_link").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize(("old", "new"), [("Avslutad", "Aktiv"), ("Aktiv", "Avslutad"), ("Avslutad", "Avslutad")])
def test_a_closed_case_of_the_other_number_comes_along(key: Key, database: Database, old: str, new: str) -> None:
    store(key, MONDAY, listed(OLD, last_day="2026-11-20"))
    first = open_under(database, OLD, status=old)
    second = open_under(database, NEW, status=new)
    with database.write() as work:
        cases = CaseRepository(work)
        leaves = SickLeaveRepository(work, cases)
        patient = cases.patient_of(cases.get(first)).id or 0
        leaves.enter(patient, [DegreePeriod(date(2020, 1, 1), date(2020, 2, 1), 100)])
    store(key, MONDAY, listed(OLD, last_day="2026-11-22"))
    store(key, NEXT, listed(NEW, last_day="2027-01-31"))
    assert sorted(join(database)) == ["2026-001", "2026-002"]
    with Reader(key.folder, key.dek) as reader:
        lines = reader.cases(CaseQuery(ON, view="all", sort=("case",)))
        assert {line.personnummer for line in lines} == {NEW}
        assert [line.case_id for line in lines] == [first, second]
        assert {line.patient_id for line in lines} == {lines[1].patient_id}
        shown = [(leave.first_day.year, leave.last_day) for leave in reader.sick_leaves(lines[0].patient_id)]
        assert shown == [(2026, date(2027, 1, 31)), (2020, date(2020, 2, 1))]
        assert {line.last_day for line in lines} == {date(2027, 1, 31)}
        assert reader.verify() == []


def test_what_she_decided_about_the_old_number_holds_for_the_new(key: Key, database: Database) -> None:
    import_id = store(key, MONDAY, listed(OLD)).import_id
    connection = bare(key)
    connection.execute(
        "insert into review_decision (unit, personnummer, import_id, decision, seen, decided_on, recorded_at)"
        " values ('Nord', ?, ?, 'leave', '{}', '2026-11-16', 'nu')",
        (OLD, import_id),
    )
    connection.close()
    join(database)
    connection = bare(key)
    assert connection.execute("select personnummer from review_decision").fetchall() == [(NEW,)]
    connection.close()


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (NEW, "19550308-2397", "samordningsnummer"),
        (OLD, "19850774-2388", "samordningsnummer"),
        (OLD, "skräp", "samordningsnummer"),
    ],
)
def test_only_a_samordningsnummer_and_a_personnummer_can_be_joined(
    database: Database, before: str, after: str, why: str
) -> None:
    with pytest.raises(WrongUseError, match=why):
        join(database, before, after)


def test_the_same_join_twice_is_refused(database: Database) -> None:
    join(database)
    with pytest.raises(WrongUseError, match="redan"):
        join(database)


def test_no_real_number_in_a_demo(tmp_path: object) -> None:
    demo = vault.create_demo(f"{tmp_path}/demo")
    database = Database(demo.folder, demo.dek, demo=True)
    with pytest.raises(RefusedError):
        join(database, OLD, "19121212-1212")
    database.close()
