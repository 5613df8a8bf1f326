"""Introductions: due days follow the first day, ticks have their own, and what is overdue is seen on the desk."""

from datetime import date, timedelta

import pytest

from rekotui.base.errors import BusyError, WrongUseError
from rekotui.casework.checklist import DONE, DROPPED, OPEN, next_due
from rekotui.casework.guides import shipped
from storage.checklist_reading import checklists
from storage.checklists import ChecklistRepository
from storage.database import Database
from storage.interviews import IncompleteError
from storage.reading import Reader
from storage.signal_reading import of_desk
from tests.storage.helpers import ON

GUIDES = shipped()
NEW = "checklista_ny_reko"
FIRST = ON - timedelta(days=3)


def read(reader: Reader):  # type: ignore[no-untyped-def]
    (found,) = checklists(reader, NEW, GUIDES)
    return found


def overdue(reader: Reader, on: date) -> list[str]:
    return [line.text for line in of_desk(reader, on) if line.rule == "introduction_due"]


def test_points_are_due_from_the_first_day_and_ticked_with_a_day(database: Database, reader: Reader) -> None:
    with database.write() as work:
        lists = ChecklistRepository(work)
        number = lists.start(NEW, "", FIRST, ON)
        lists.tick(number, "nr_accounts", ON - timedelta(days=20), ON)
        lists.drop(number, "nr_room_phone")
        with pytest.raises(WrongUseError):
            lists.tick(number, "nr_mentor", ON + timedelta(days=1), ON)
    found = read(reader)
    by_id = {point.question: point for point in found.points}
    assert by_id["nr_manager_talk"].due_on == FIRST + timedelta(days=3)
    assert by_id["nr_qa_assignment"].due_on == FIRST - timedelta(days=7)
    assert (by_id["nr_accounts"].state, by_id["nr_accounts"].done_on) == (DONE, ON - timedelta(days=20))
    assert (by_id["nr_room_phone"].state, by_id["nr_mentor"].state) == (DROPPED, OPEN)
    assert by_id["nr_mentor"].overdue(ON)
    assert not by_id["nr_room_phone"].overdue(ON)
    first = next_due(found.points)
    assert first is not None
    assert first.question == "nr_local_assignment"
    assert overdue(reader, ON) == [f"”{first.text}” skulle vara klart tor {FIRST - timedelta(days=14)}."]
    with database.write() as work:
        ChecklistRepository(work).change(found.line.interview_id, "", ON + timedelta(days=60), found.version)
    assert overdue(reader, ON) == []
    with database.write() as work, pytest.raises(BusyError):
        ChecklistRepository(work).change(found.line.interview_id, "", ON, found.version)


def test_a_tick_is_taken_back_and_the_list_ends_when_what_is_needed_is_done(database: Database, reader: Reader) -> None:
    with database.write() as work:
        lists = ChecklistRepository(work)
        number = lists.start(NEW, "Prov Kollega", FIRST, ON)
        lists.tick(number, "nr_mentor", FIRST, ON)
        lists.untick(number, "nr_mentor")
        with pytest.raises(IncompleteError):
            lists.close(number, ON)
    point = next(point for point in read(reader).points if point.question == "nr_mentor")
    assert (point.state, point.done_on) == (OPEN, None)
    with database.write() as work:
        lists = ChecklistRepository(work)
        for point in read(reader).points:
            lists.tick(number, point.question, ON, ON)
        lists.close(number, ON)
    assert read(reader).line.closed_on == ON
    assert overdue(reader, ON + timedelta(days=400)) == []
