"""Follow-ups: they stay until they are answered or done; the case's own columns follow."""

from datetime import timedelta

import pytest

from rekotui.base.errors import BusyError, RekotuiError
from storage.cases import CaseRepository
from storage.database import Database, Work
from storage.follow_ups import ANSWERED, DONE, VOIDED, FollowUpRepository, NewFollowUp
from storage.models import Case
from storage.reading import Reader
from storage.work_reading import follow_ups_of, open_follow_ups
from tests.storage.helpers import ON, open_case

LATE, SOON = ON - timedelta(days=30), ON + timedelta(days=3)
WAITS = NewFollowUp(SOON, "answer", "arbetsgivare", "Kim Prov", "Schemat\nför januari")


def case(work: Work) -> Case:
    return work.session.get_one(Case, 1)


def added(database: Database, *new: NewFollowUp) -> list[int]:
    with database.write() as work:
        opened = open_case(work, 0, values={"physician": "Eva Testdoktor"})
        return [FollowUpRepository(work).add(opened, each).id or 0 for each in new]


def close(database: Database, id_: int, state: str, answer: str = "") -> None:
    with database.write() as work:
        follow_ups = FollowUpRepository(work)
        follow_ups.close(follow_ups.get(id_), state, ON, answer)


def test_the_nearest_promise_is_the_next_step_and_an_overdue_one_stays(database: Database, reader: Reader) -> None:
    added(database, WAITS, NewFollowUp(LATE, "call"))
    line = reader.cases_by_id([1])[0]
    assert (line.next_on, line.next_step) == (LATE, "Ringa")
    assert (line.waiting_for, line.waiting_until) == ("arbetsgivare", SOON)
    found = open_follow_ups(reader)
    assert [(each.line.due_on, each.physician) for each in found] == [
        (LATE, "Eva Testdoktor"),
        (SOON, "Eva Testdoktor"),
    ]


@pytest.mark.parametrize(("reason", "party"), [("varför", ""), ("call", "grannen")])
def test_unknown_codes_are_refused(database: Database, reader: Reader, reason: str, party: str) -> None:
    with pytest.raises(RekotuiError) as raised:
        added(database, NewFollowUp(SOON, reason, party))
    assert raised.value.key == "bad_choice"
    assert open_follow_ups(reader) == ()


def test_an_answer_ends_it_and_can_be_taken_back(database: Database, reader: Reader) -> None:
    (id_,) = added(database, WAITS)
    close(database, id_, ANSWERED, "Ja")
    (line,) = follow_ups_of(reader, 1)
    assert (line.state, line.closed_on, line.answer) == ("answered", ON, "Ja")
    assert open_follow_ups(reader) == ()
    assert reader.cases_by_id([1])[0].waiting_for == ""
    with pytest.raises(RekotuiError) as raised:
        close(database, id_, DONE)
    assert raised.value.key == "follow_up_closed"
    with database.write() as work:
        follow_ups = FollowUpRepository(work)
        follow_ups.reopen(follow_ups.get(id_))
    assert reader.cases_by_id([1])[0].waiting_for == "arbetsgivare"


def test_waiting_on_keeps_the_days_before_in_the_history(database: Database, reader: Reader) -> None:
    (id_,) = added(database, WAITS)
    later = SOON + timedelta(days=7)
    with database.write() as work:
        follow_ups = FollowUpRepository(work)
        follow_ups.move(follow_ups.get(id_), later)
    assert reader.cases_by_id([1])[0].next_on == later
    (event,) = [line for line in reader.case_history(1) if line.action == "follow_up.moved"]
    assert event.payload == {"due": [SOON.isoformat(), later.isoformat()], "why": ""}


def test_a_wrong_one_needs_a_reason_and_leaves_every_list(database: Database, reader: Reader) -> None:
    (id_,) = added(database, WAITS)
    with pytest.raises(RekotuiError) as raised:
        close(database, id_, VOIDED)
    assert raised.value.key == "reason_needed"
    close(database, id_, VOIDED, "Fel ärende")
    assert follow_ups_of(reader, 1) == ()


def test_what_was_changed_elsewhere_is_not_written_over(database: Database, reader: Reader) -> None:
    (id_,) = added(database, WAITS)
    shown = follow_ups_of(reader, 1)[0].version
    with database.write() as work:
        follow_ups = FollowUpRepository(work)
        follow_ups.move(follow_ups.get(id_, shown), ON)
    with pytest.raises(BusyError), database.write() as work:
        FollowUpRepository(work).get(id_, shown)


def test_those_of_a_voided_case_are_not_among_all_that_is_watched(database: Database, reader: Reader) -> None:
    added(database, WAITS)
    with database.write() as work:
        CaseRepository(work).void(case(work), ON, "Fel")
    assert open_follow_ups(reader) == ()
