"""The line of time of a case: every kind in one order, pages, what no longer stands, what is in the record."""

from datetime import timedelta

import pytest

from rekotui.casework.contact import reasons
from storage.cases import CaseRepository
from storage.consents import ConsentRepository
from storage.contacts import ContactRepository, NewContact
from storage.database import Database
from storage.follow_ups import VOIDED as FOLLOW_UP_VOIDED
from storage.follow_ups import FollowUpRepository, NewFollowUp
from storage.interviews import InterviewRepository
from storage.journal_reading import unjournaled
from storage.journaled import mark_journaled
from storage.plan_evaluations import PlanEvaluations, Result
from storage.plans import HandedOut, PlanRepository
from storage.reading import Reader
from storage.timeline import ALL, EVERY, KINDS, LOG, count, line_of, page, place_of
from tests.casework.plans import sample
from tests.storage.helpers import ON, allow, open_case

BEFORE = ON - timedelta(days=40)
REASON = next(iter(reasons()))
SUBJECTS = {"contact": "contact", "consent": "consent_event", "status": "status_change", "plan": "plan_version"}


@pytest.fixture
def lived(database: Database) -> int:
    """A case with something of every kind, some of it by mistake."""
    with database.write() as work:
        opened, cases = open_case(work, 1, opened_on=BEFORE), CaseRepository(work)
        allow(work, opened, "arbetsgivare", on=BEFORE + timedelta(1))
        contacts = ContactRepository(work)
        first = contacts.record(opened, NewContact(ON - timedelta(9), "phone", "held", "patient", body="Fel"), ON)
        contacts.record(opened, NewContact(ON - timedelta(9), "phone", "held", "patient", body="Rätt"), ON, first.id)
        wrong = contacts.record(opened, NewContact(ON - timedelta(8), "visit", "held", "patient"), ON)
        mark_journaled(work, "contact", wrong.id or 0, ON)
        contacts.void(wrong.id or 0, ON, "Fel patient")
        ConsentRepository(work).void(2, ON, "Fel part")
        note = cases.add_note(opened, ON - timedelta(7), "Fel ord")
        cases.add_note(opened, ON - timedelta(7), "Rätt ord", note.id)
        follow_ups = FollowUpRepository(work)
        follow_ups.add(opened, NewFollowUp(ON + timedelta(5), REASON))
        mistaken = follow_ups.add(opened, NewFollowUp(ON + timedelta(6), REASON))
        follow_ups.close(mistaken, FOLLOW_UP_VOIDED, ON, "Fel")
        InterviewRepository(work).start(opened, "kartlaggning", ON - timedelta(1), "full")
        cases.change_status(opened, "Uppföljning", ON - timedelta(2), "Går bra")
        plans = PlanRepository(work)
        for day in (ON - timedelta(6), ON - timedelta(5)):
            plans.start(opened, day, plan=sample())
            plans.keep(opened, sample())
            sealed = plans.seal(opened, day)
        plans.void("plan_version", 1, ON, "Fel patient")
        plans.hand_out(sealed.id or 0, HandedOut(ON - timedelta(5)), ON)
        PlanEvaluations(work).evaluate(opened, sealed.id or 0, [Result(3, "helped", state="done")], None, ON)
    return 1


def test_everything_is_there_once_the_newest_first_and_in_pages(reader: Reader, lived: int) -> None:
    every = page(reader, lived, limit=1000)
    assert {line.kind for line in every} == set(KINDS)
    assert count(reader, lived) == len(every) == len({line.key for line in every}) == 17
    assert [(line.on, line.clock) for line in every] == sorted(((one.on, one.clock) for one in every), reverse=True)
    paged = [line for offset in range(0, 20, 5) for line in page(reader, lived, ALL, offset, 5)]
    assert tuple(paged) == every
    for at, line in enumerate(every):
        assert place_of(reader, lived, ALL, line.key) == at
        assert line_of(reader, lived, line.key) == line
    assert line_of(reader, lived, "contact:99") is place_of(reader, lived, ALL, "contact:99") is None
    assert not [line for line in page(reader, lived, until=ON) if line.on > ON]


@pytest.mark.parametrize("kind", EVERY)
def test_one_kind_is_the_same_rows_alone(reader: Reader, lived: int, kind: str) -> None:
    alone = page(reader, lived, kind, limit=1000)
    assert alone
    assert count(reader, lived, kind) == len(alone)
    if kind != LOG:
        assert alone == tuple(line for line in page(reader, lived, limit=1000) if line.kind == kind)
    else:
        assert [line.row_id for line in alone] == sorted((line.row_id for line in alone), reverse=True)
        assert "contact.voided" in {line.told["action"] for line in alone}


def test_what_was_a_mistake_says_so_and_what_was_put_right_too(reader: Reader, lived: int) -> None:
    states = {(line.kind, line.state) for line in page(reader, lived, limit=1000)}
    assert states >= {
        *(("contact", "replaced"), ("contact", "voided"), ("consent", "voided"), ("note", "replaced")),
        *(("follow_up", "voided"), ("plan", "voided")),
    }


def test_what_is_missing_in_the_record_is_what_the_list_asks_for(reader: Reader, lived: int) -> None:
    missing = {(SUBJECTS[line.kind], line.row_id) for line in page(reader, lived, limit=1000) if line.missing}
    assert missing == {(each.subject, each.subject_id) for each in unjournaled(reader)}
    assert missing


def test_only_guides_of_the_record_are_missing_there_and_a_changed_answer_is_again(
    database: Database, reader: Reader
) -> None:
    with database.write() as work:
        opened = open_case(work, 1, opened_on=BEFORE)
        for guide in ("kartlaggning", "fk_anmalan", "arbetsgivarsamtal"):
            made = InterviewRepository(work).start(opened, "kartlaggning", ON - timedelta(1), "core")
            made.guide, made.closed_on = guide, ON  # what guides demand before they begin and end is told elsewhere
            work.session.add(made)
            work.session.flush()
    rows = {line.told["guide"]: line for line in page(reader, 1, "interview")}
    assert {guide for guide, line in rows.items() if line.missing} == {"kartlaggning"}
    with database.write() as work:
        mark_journaled(work, "interview", 1, ON)
    assert not [line for line in page(reader, 1, "interview") if line.missing]
    later = "9999-01-01T00:00:00Z"
    with database.write() as work:
        work.connection.execute(
            "insert into interview_answer (interview_id, question, row, state, note, changed_at, version)"
            " values (1, 'x', 0, 'declined', '', ?, 1)",
            (later,),
        )
    (entry,) = (each for each in unjournaled(reader) if each.subject == "interview")
    (line,) = (each for each in page(reader, 1, "interview") if each.missing)
    assert (line.row_id, line.journaled_on) == (entry.subject_id, None)
