"""Sick leaves by hand and from lists, and the cases that follow them."""

from datetime import date

import pytest

from rekotui.base.errors import BusyError, NothingFoundError, WrongUseError
from rekotui.casework.sick_leave import DegreePeriod
from rekotui.casework.sightings import Sighting, sick_leaves
from storage.cases import CaseRepository
from storage.database import Database, Work
from storage.query import CaseQuery
from storage.reading import CaseLine, Reader
from storage.sick_leaves import SickLeaveRepository
from storage.vault import Key
from tests.storage.helpers import ON, enter_leave, history_rows, open_case, period

FIRST = date(2026, 9, 1)


def only(key: Key) -> CaseLine:
    with Reader(key.folder, key.dek) as reader:
        [line] = reader.cases(CaseQuery(ON))
        return line


def leaves(work: Work) -> SickLeaveRepository:
    return SickLeaveRepository(work, CaseRepository(work))


def test_a_sick_leave_by_hand(key: Key, database: Database) -> None:
    with database.write() as work:
        case = open_case(work, 1)
        later, earlier = period(date(2026, 10, 10), 10, 50), period(FIRST, 30, 100)
        enter_leave(work, case, later, earlier, unit="Nord")
    line = only(key)
    assert (line.first_day, line.last_day) == (FIRST, date(2026, 10, 19))
    assert line.length_days == 40, "free days between do not count"
    assert line.degrees == (100, 50)
    assert line.periods == (earlier, later)
    assert history_rows(key)[-1][1] == "sick_leave.entered"


def test_a_case_follows_the_latest_sick_leave(key: Key, database: Database) -> None:
    with database.write() as work:
        case = open_case(work, 1)
        enter_leave(work, case, period(FIRST, 30))
        enter_leave(work, case, period(date(2025, 1, 1), 30))
    line = only(key)
    assert (line.first_day, line.last_day) == (FIRST, date(2026, 9, 30))
    assert len(line.periods) == 2
    with Reader(key.folder, key.dek) as reader:
        assert [leave.first_day for leave in reader.sick_leaves(line.patient_id)] == [FIRST, date(2025, 1, 1)]


def test_a_change_by_hand_replaces_the_periods(key: Key, database: Database) -> None:
    with database.write() as work:
        leave = enter_leave(work, open_case(work, 1), period(FIRST, 30))
    with database.write() as work:
        leaves(work).change(leave, [period(FIRST, 60, 75)], version=1)
    line = only(key)
    assert (line.last_day, line.degrees, len(line.periods)) == (date(2026, 10, 30), (75,), 1)
    with pytest.raises(BusyError), database.write() as work:
        leaves(work).change(leave, [period(FIRST, 10)], version=1)
    with pytest.raises(NothingFoundError), database.write() as work:
        leaves(work).change(99, [period(FIRST, 10)])
    assert only(key) == line


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (DegreePeriod(FIRST, date(2026, 8, 31), 100), "day_order"),
        (DegreePeriod(FIRST, FIRST, 60), "bad_degree"),
    ],
)
def test_wrong_periods_are_refused(key: Key, database: Database, wrong: DegreePeriod, said: str) -> None:
    with pytest.raises(WrongUseError) as caught, database.write() as work:
        enter_leave(work, open_case(work, 1), wrong)
    assert caught.value.key == said
    assert [row[1] for row in history_rows(key)] == ["vault.created"]


def seen(day: date, first: date, last: date, degree: int, unit: str = "Nord") -> Sighting:
    return Sighting(unit, day, first, last, length_days=20, certificates=1, degrees=(degree,))


def test_lists_move_the_sick_leave_they_showed(key: Key, database: Database) -> None:
    sightings = [seen(date(2026, 9, 7), FIRST, date(2026, 9, 20), 100)]
    with database.write() as work:
        patient = open_case(work, 1).patient_id
        assert leaves(work).follow_lists(patient, sick_leaves(sightings, 5))
        assert not leaves(work).follow_lists(patient, sick_leaves(sightings, 5)), "the same list changes nothing"
    rows = len(history_rows(key))
    sightings.append(seen(date(2026, 9, 21), FIRST, date(2026, 10, 20), 50))
    with database.write() as work:
        assert leaves(work).follow_lists(patient, sick_leaves(sightings, 5))
    assert len(history_rows(key)) == rows + 1
    line = only(key)
    assert (line.first_day, line.last_day, line.degrees) == (FIRST, date(2026, 10, 20), (50,))
    assert [found.degree for found in line.periods] == [100, 50]


def test_a_gap_makes_a_new_sick_leave_and_another_unit_its_own(key: Key, database: Database) -> None:
    sightings = [
        seen(date(2026, 5, 4), date(2026, 5, 1), date(2026, 5, 31), 100),
        seen(date(2026, 9, 7), FIRST, date(2026, 9, 20), 100),
        seen(date(2026, 9, 8), FIRST, date(2026, 9, 25), 100, unit="Syd"),
    ]
    with database.write() as work:
        patient = open_case(work, 1).patient_id
        leaves(work).follow_lists(patient, sick_leaves(sightings, 5))
    with Reader(key.folder, key.dek) as reader:
        found = {(leave.unit, leave.last_day) for leave in reader.sick_leaves(patient)}
    assert found == {("Nord", date(2026, 5, 31)), ("Nord", date(2026, 9, 20)), ("Syd", date(2026, 9, 25))}
    assert only(key).last_day == date(2026, 9, 25)


def test_a_list_leaves_what_was_entered_by_hand(key: Key, database: Database) -> None:
    with database.write() as work:
        case = open_case(work, 1)
        enter_leave(work, case, period(FIRST, 10))
        leaves(work).follow_lists(case.patient_id, sick_leaves([seen(ON, FIRST, date(2026, 12, 1), 50)], 5))
    with Reader(key.folder, key.dek) as reader:
        assert sorted(leave.source for leave in reader.sick_leaves(only(key).patient_id)) == ["hand", "list"]
