"""Meetings as stored: one contact each, the gate for everybody at the table, promises that are watched."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlcipher3.dbapi2 as driver

from rekotui.base import exit_codes
from rekotui.base.errors import BusyError, NothingFoundError, RekotuiError, WrongUseError
from rekotui.casework.consent_gate import ConsentRefusedError
from rekotui.casework.journal import text_of
from rekotui.casework.meeting import ABSENT, CAME, EXCUSED, Agreement, Participant, is_outside, kind_of, kinds
from storage import history
from storage.case_facts import CaseFactRepository
from storage.cases import CaseRepository
from storage.consents import ConsentRepository, NewConsent, Said
from storage.contact_book import ContactBook, NewEntry
from storage.contacts import ContactRepository
from storage.database import Database, Work
from storage.journal_marks import CONTACT
from storage.journal_reading import unjournaled
from storage.keys import audit_key
from storage.meeting_reading import MeetingLine, known_of, meetings_of, promises_of
from storage.meetings import MeetingRepository, NewMeeting
from storage.models import Case
from storage.reading import Reader
from storage.vault import Key
from storage.work_reading import contacts_of, follow_ups_of
from tests.storage.helpers import ON, bare, open_case

GIVEN = ON - timedelta(days=20)
END = ON + timedelta(days=100)
AHEAD = ON + timedelta(days=9)
YES = Said(GIVEN, way="visit", valid_to=END, scope=("contact", "plan"))
OWN = {"fk_information": ("K2", ""), "sip": ("K5", "")}
BOSS = Participant("arbetsgivare", "Kim Prov")


@pytest.fixture
def case(database: Database) -> Case:
    with database.write() as work:
        opened = open_case(work, 0, status="Aktiv", opened_on=GIVEN)
        ConsentRepository(work).give(opened, NewConsent("K1"), replace(YES, valid_to=None), ON)
        return opened


def own(work: Work, case: Case) -> Case:
    return CaseRepository(work).get(case.id or 0)


def say_yes(database: Database, case: Case, *consents: tuple[str, str]) -> list[int]:
    with database.write() as work:
        log = ConsentRepository(work)
        return [log.give(own(work, case), NewConsent(kind, party), YES, ON).id or 0 for kind, party in consents]


def people(code: str) -> tuple[Participant, ...]:
    return tuple(Participant(each.party, role=each.role) for each in kind_of(code).expected)


def planned(code: str, **more: object) -> NewMeeting:
    values = {"on": AHEAD, "clock": "10:00", "purpose": "Vad går att anpassa?", "participants": people(code), **more}
    return NewMeeting(code, "planned", **values)  # type: ignore[arg-type]


def save(database: Database, case: Case, new: NewMeeting, meeting_id: int | None = None, on: date = ON) -> int:
    with database.write() as work:
        return MeetingRepository(work).save(own(work, case), new, on, meeting_id)


def one(reader: Reader, case: Case) -> MeetingLine:
    (line,) = meetings_of(reader, case.id or 0)
    return line


def signals(reader: Reader, rule: str) -> list[tuple[str, str, str | None]]:
    rows = reader.rows("select stage, starts_on, ends_on from signal where rule = ? order by 2, 1", (rule,))
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("code", list(kinds()))
def test_a_kind_is_planned_with_its_own_consent_and_not_without(
    database: Database, reader: Reader, case: Case, code: str
) -> None:
    kind = kind_of(code)
    with pytest.raises(ConsentRefusedError) as refused:
        save(database, case, planned(code))
    assert refused.value.exit_code == exit_codes.REFUSED
    assert meetings_of(reader, case.id or 0) == ()
    assert contacts_of(reader, case.id or 0) == ()
    (consent_id,) = say_yes(database, case, OWN.get(code, ("K3", kind.party)))
    save(database, case, planned(code))
    line = one(reader, case)
    assert (line.state, line.on, line.clock, line.channel) == ("planned", AHEAD, "10:00", kind.channels[0])
    assert [each.consent_id for each in line.participants if each.party == kind.party] == [consent_id]
    (contact,) = contacts_of(reader, case.id or 0)
    assert (contact.outcome, contact.party, contact.gate) == ("booked", kind.party, "consent")
    assert (contact.consent_id, contact.body) == (consent_id, "Vad går att anpassa?")
    with database.write() as work:
        held = replace(planned(code), state="held", on=ON)
        MeetingRepository(work).save(own(work, case), held, ON, line.meeting_id, line.step_id)
    (standing,) = [each for each in contacts_of(reader, case.id or 0) if each.stands]
    assert (standing.outcome, standing.gate, standing.codes) == ("held", "consent", kind.kva)


@pytest.mark.parametrize("code", list(kinds()))
def test_what_has_happened_is_always_recorded_with_a_ground(
    database: Database, reader: Reader, case: Case, code: str
) -> None:
    held = replace(planned(code), state="held", on=ON, clock="09:00")
    with pytest.raises(ConsentRefusedError):
        save(database, case, held)
    with_ground = tuple(
        each._replace(ground="without_consent", ground_reason="Det bara blev så") if is_outside(each.party) else each
        for each in people(code)
    )
    save(database, case, replace(held, participants=with_ground))
    line = one(reader, case)
    outside = [each for each in line.participants if is_outside(each.party)]
    assert [each.gate for each in outside] == ["ground"] * len(outside)
    assert line.state == "held"
    assert signals(reader, "contact_without_consent")[0][0] == "happened"


def test_everybody_outside_at_the_table_is_asked_of_the_log(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K3", "forsakringskassan"))
    everybody = (*people("avstamningsmote"), BOSS)
    with pytest.raises(ConsentRefusedError) as refused:
        save(database, case, planned("avstamningsmote", participants=everybody))
    assert "arbetsgivaren" in str(refused.value)
    assert contacts_of(reader, case.id or 0) == ()
    say_yes(database, case, ("K3", "arbetsgivare"))
    save(database, case, planned("avstamningsmote", participants=everybody))
    assert [each.gate for each in one(reader, case).participants] == ["free", "consent", "consent", "consent"]
    (contact,) = contacts_of(reader, case.id or 0)
    assert (contact.party, contact.with_patient) == ("forsakringskassan", True)


def test_row_45_wanted_planned_moved_and_held_is_one_meeting_and_one_contact_that_stands(
    database: Database, reader: Reader, case: Case
) -> None:
    wanted = NewMeeting("avstamningsmote", "wanted", participants=people("avstamningsmote"))
    number = save(database, case, wanted)
    assert (one(reader, case).wanted_on, one(reader, case).on) == (ON, None)
    assert signals(reader, "assessment_meeting") == [("wanted", ON.isoformat(), None)]
    say_yes(database, case, ("K3", "forsakringskassan"))
    save(database, case, planned("avstamningsmote"), number)
    assert [stage for stage, *_ in signals(reader, "assessment_meeting")] == ["ahead", "day", "after"]
    save(database, case, planned("avstamningsmote", on=AHEAD + timedelta(7)), number)
    later = AHEAD + timedelta(8)
    held = replace(planned("avstamningsmote"), state="held", on=AHEAD + timedelta(7), notes={"outcome": "Klart"})
    save(database, case, held, number, on=later)
    line = one(reader, case)
    assert (line.meeting_id, line.state, line.written_up) == (number, "held", True)
    assert line.wanted_on == ON
    standing = [each for each in contacts_of(reader, case.id or 0) if each.stands]
    assert [(each.outcome, each.happened_on) for each in standing] == [("held", line.on)]
    assert standing[0].body == "Vad går att anpassa?\nVad mötet kom fram till: Klart"
    assert [stage for stage, *_ in signals(reader, "assessment_meeting")] == ["ahead"]


def test_row_46_a_held_meeting_that_says_nothing_is_asked_about(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K5", ""))
    number = save(database, case, replace(planned("sip"), state="held", on=ON))
    assert [stage for stage, *_ in signals(reader, "sip")] == ["ahead", "day", "after"]
    notes = dict.fromkeys(("needs", "responsible", "others", "leader"), "Står här")
    save(database, case, replace(planned("sip"), state="held", on=ON, notes=notes), number)
    assert [stage for stage, *_ in signals(reader, "sip")] == ["ahead"]
    save(database, case, replace(planned("sip"), state="cancelled", reason="Sjukdom"), number)
    assert [stage for stage, *_ in signals(reader, "sip")] == []


def test_each_promise_is_watched_and_none_twice(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K3", "arbetsgivare"))
    number = save(database, case, planned("arbetsgivare", participants=(Participant("patient"), BOSS)))
    promises = (
        Agreement("Tar fram en plan", "arbetsgivare", "Kim Prov", AHEAD),
        Agreement("Skickar underlaget", "", "", AHEAD + timedelta(1)),
    )
    came = (Participant("patient", attendance=EXCUSED), BOSS._replace(attendance=CAME))
    held = NewMeeting("arbetsgivare", "held", ON, "10:00", participants=came, agreements=promises, next_on=END)
    save(database, case, held, number)
    watched = follow_ups_of(reader, case.id or 0)
    assert [(each.party, each.body, each.due_on, each.origin) for each in watched] == [
        ("arbetsgivare", "Tar fram en plan", AHEAD, "meeting"),
        ("", "Skickar underlaget", AHEAD + timedelta(1), "meeting"),
        ("", "Följ upp: Samtal eller möte med arbetsgivaren", END, "meeting"),
    ]
    line = one(reader, case)
    assert [each.follow_up_id for each in line.agreements] == [each.follow_up_id for each in watched[:2]]
    assert [each.attendance for each in line.participants] == [EXCUSED, CAME]
    (contact,) = [each for each in contacts_of(reader, case.id or 0) if each.stands]
    assert (contact.with_patient, contact.next_step) == (False, f"Följs upp {END}.")
    save(database, case, replace(held, agreements=(), next_on=None, notes={"outcome": "Rättat"}), number)
    assert one(reader, case).agreements == line.agreements
    assert len(follow_ups_of(reader, case.id or 0)) == 3
    assert {each.state for each in promises_of(reader, [one(reader, case)]).values()} == {"open"}


def test_one_who_did_not_come_is_told_nothing(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K3", "forsakringskassan"))
    came = tuple(each._replace(attendance=CAME) for each in people("avstamningsmote"))
    held = replace(
        planned("avstamningsmote"), state="held", on=ON, participants=(*came, BOSS._replace(attendance=ABSENT))
    )
    save(database, case, held)
    assert one(reader, case).participants[-1] == BOSS._replace(attendance=ABSENT)
    assert signals(reader, "contact_without_consent") == []


def test_a_withdrawal_reaches_those_beside_the_one_whom_the_contact_names(
    database: Database, reader: Reader, case: Case
) -> None:
    _, employer = say_yes(database, case, ("K3", "forsakringskassan"), ("K3", "arbetsgivare"))
    save(database, case, planned("avstamningsmote", participants=(*people("avstamningsmote"), BOSS)))
    with database.write() as work:
        withdrawal = ConsentRepository(work).withdraw(employer, Said(ON, "08:00", way="phone"), ON)
    (contact,) = contacts_of(reader, case.id or 0)
    assert withdrawal.bookings == (contact.contact_id,)
    assert [stage for stage, *_ in signals(reader, "contact_without_consent")] == ["booked"]


def test_the_information_to_forsakringskassan_is_written_once(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K2", ""))
    told = replace(planned("fk_information"), state="held", on=ON, notes={"need": "Samordning"})
    number = save(database, case, told)
    informed = "select fk_informed_on from case_fact where case_id = ?"
    assert reader.rows(informed, (case.id,)) == [(ON.isoformat(),)]
    assert [stage for stage, *_ in signals(reader, "fk_answers")] == ["waiting"]
    earlier = replace(told, on=ON - timedelta(2))
    save(database, case, earlier, number)
    assert reader.rows(informed, (case.id,)) == [((ON - timedelta(2)).isoformat(),)]
    with database.write() as work:
        MeetingRepository(work).void(own(work, case), number, ON, "Fel patient")
    assert reader.rows(informed, (case.id,)) == [(None,)]
    with database.write() as work:
        CaseFactRepository(work).change(own(work, case), {"fk_informed_on": ON - timedelta(1)})
    again = save(database, case, replace(told, on=ON - timedelta(5)))
    assert reader.rows(informed, (case.id,)) == [((ON - timedelta(1)).isoformat(),)]
    with database.write() as work:
        MeetingRepository(work).void(own(work, case), again, ON, "Fel patient")
    assert reader.rows(informed, (case.id,)) == [((ON - timedelta(1)).isoformat(),)]


def test_a_wrong_meeting_is_struck_out_with_its_contact(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K3", "arbetsgivare"))
    number = save(database, case, planned("arbetsgivare"))
    with database.write() as work:
        MeetingRepository(work).void(own(work, case), number, ON, "Fel dag")
    line = one(reader, case)
    assert (line.state, line.reason) == ("voided", "Fel dag")
    assert [each.stands for each in contacts_of(reader, case.id or 0)] == [False]
    with pytest.raises(NothingFoundError):
        save(database, case, planned("arbetsgivare"), number)


def test_a_contact_struck_out_beside_it_takes_the_meeting_along(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K3", "arbetsgivare"))
    save(database, case, planned("arbetsgivare"))
    with database.write() as work:
        ContactRepository(work).void(one(reader, case).contact_id or 0, ON, "Fel")
    assert (one(reader, case).state, one(reader, case).reason) == ("voided", "Fel")


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (planned("arbetsgivare", participants=()), "meeting_nobody"),
        (planned("arbetsgivare", on=None), "meeting_day_needed"),
        (replace(planned("arbetsgivare"), state="held"), "contact_in_future"),
        (replace(planned("arbetsgivare"), state="cancelled"), "reason_needed"),
        (replace(planned("arbetsgivare"), state="missed", on=ON), "reason_needed"),
        (replace(planned("arbetsgivare"), state="voided"), "bad_choice"),
        (planned("arbetsgivare", participants=(Participant("ingen"),)), "bad_choice"),
        (NewMeeting("kalas", "wanted"), "bad_choice"),
        (NewMeeting("ada", "held", ON, participants=(BOSS._replace(attendance=ABSENT),)), "meeting_nobody_came"),
        (planned("arbetsgivare", agreements=(Agreement(" ", "", "", AHEAD),)), "agreement_incomplete"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(
    database: Database, reader: Reader, case: Case, new: NewMeeting, why: str
) -> None:
    say_yes(database, case, ("K3", "arbetsgivare"))
    with pytest.raises(WrongUseError) as refused:
        save(database, case, new)
    assert refused.value.key == why
    assert meetings_of(reader, case.id or 0) == ()


def test_what_has_a_day_is_not_only_wanted_again(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K3", "arbetsgivare"))
    number = save(database, case, planned("arbetsgivare"))
    with pytest.raises(WrongUseError) as refused:
        save(database, case, NewMeeting("arbetsgivare", "wanted", participants=(BOSS,)), number)
    assert refused.value.key == "meeting_has_day"
    save(database, case, replace(planned("arbetsgivare"), state="cancelled", reason="Sjukdom"), number)
    assert (one(reader, case).state, one(reader, case).on) == ("cancelled", ON)
    save(database, case, planned("arbetsgivare"), number)
    assert (one(reader, case).state, one(reader, case).on) == ("planned", AHEAD)
    assert [each.outcome for each in contacts_of(reader, case.id or 0) if each.stands] == ["booked"]


def test_another_step_meanwhile_is_not_written_over(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K3", "arbetsgivare"))
    number = save(database, case, planned("arbetsgivare"))
    seen = one(reader, case).step_id
    save(database, case, planned("arbetsgivare", clock="11:00"), number)
    with pytest.raises(BusyError), database.write() as work:
        MeetingRepository(work).save(own(work, case), planned("arbetsgivare"), ON, number, seen)


def test_the_case_says_what_preconditions_ask(database: Database, reader: Reader, case: Case) -> None:
    assert known_of(reader, case.id or 0).applied == ""
    with database.write() as work:
        mine = own(work, case)
        CaseFactRepository(work).change(mine, {"applied": "yes", "fk_need_on": ON, "aktivitetsersattning": "no"})
        ContactBook(work).add(mine, NewEntry("arbetsgivare", name="Kim Prov"))
    known = known_of(reader, case.id or 0)
    assert (known.applied, known.aktivitetsersattning, known.fk_need_on) == ("yes", False, ON)
    assert known.contact_people == {"arbetsgivare"}


TOUCHES: list[Callable[[driver.Connection], object]] = [
    lambda c: c.execute("update meeting set kind = 'sip'"),
    lambda c: c.execute("delete from meeting_step"),
    lambda c: c.execute("delete from meeting"),
    lambda c: c.execute("update meeting_step set participants = '[]'"),
    lambda c: c.execute("insert or replace into meeting_step select * from meeting_step"),
    lambda c: c.execute("insert or replace into meeting select * from meeting"),
]


def test_meetings_are_append_only_and_under_the_chain(database: Database, key: Key, case: Case) -> None:
    say_yes(database, case, ("K3", "arbetsgivare"))
    save(database, case, planned("arbetsgivare"))
    connection = bare(key)
    for touch in TOUCHES:
        with pytest.raises(driver.IntegrityError, match="append-only"):
            touch(connection)
    assert history.verify(connection, audit_key(key.dek)) == []
    connection.execute("drop trigger meeting_step_no_update")
    connection.execute("update meeting_step set participants = replace(participants, 'patient', 'lakare')")
    assert [fault.why for fault in history.verify(connection, audit_key(key.dek))] == ["meeting_step"]
    connection.close()


def test_nothing_is_stored_where_a_part_of_it_is_refused(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K3", "arbetsgivare"))
    promise = (Agreement("Ring", "ingen", "", AHEAD),)
    with pytest.raises(RekotuiError):
        save(database, case, replace(planned("arbetsgivare"), state="held", on=ON, agreements=promise))
    assert meetings_of(reader, case.id or 0) == ()
    assert contacts_of(reader, case.id or 0) == ()


def test_the_text_for_the_record_tells_of_everybody(database: Database, reader: Reader, case: Case) -> None:
    say_yes(database, case, ("K3", "forsakringskassan"), ("K3", "arbetsgivare"))
    came = tuple(each._replace(attendance=CAME) for each in (*people("avstamningsmote"), BOSS))
    new = replace(planned("avstamningsmote"), state="held", on=ON, participants=came, place="Rum 3")
    save(database, case, new)
    (entry,) = [each for each in unjournaled(reader) if each.subject == CONTACT]
    text = text_of(entry.note)
    assert "Avstämningsmöte. Möte med Försäkringskassan. Plats: Rum 3. Patienten var med." in text
    assert "Var med: patienten, Försäkringskassan, läkaren, arbetsgivaren (Kim Prov)." in text
    assert "Samtycke till kontakt med arbetsgivaren" in text
