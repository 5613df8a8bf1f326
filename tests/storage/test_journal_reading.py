"""What is to stand in the record, over contacts, consents and changes of status, and what does already."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from rekotui.casework.case_facts import CaseFacts
from rekotui.casework.interview import Place
from rekotui.casework.journal import text_of
from storage.cases import CaseRepository
from storage.consents import ConsentRepository, NewConsent, Said
from storage.contacts import ContactRepository, NewContact
from storage.database import Database, Work
from storage.guide_contacts import tells_of
from storage.history import verify
from storage.interviews import InterviewRepository
from storage.journal_marks import CONSENT_EVENT, CONTACT, INTERVIEW, STATUS_CHANGE
from storage.journal_reading import entries_of, entry_of, unjournaled
from storage.journaled import mark_journaled
from storage.keys import audit_key
from storage.models import Case
from storage.reading import Reader
from storage.signal_facts import case_facts
from storage.timeline import page
from storage.vault import Key
from tests.storage.helpers import ON, allow, bare, open_case

BEFORE = ON - timedelta(days=40)
CALL = NewContact(ON, "phone", "held", "arbetsgivare", clock="09:40", party_name="Kim Prov", body="Schemat [/] {x}")

NO = {
    "referral_source": "team",
    "leave_status": "full",
    "consent_coordination": "no",
    "agreed_steps": "Patienten fick veta [x]",
}


def case(work: Work, number: int = 1) -> Case:
    return work.session.get_one(Case, number)


@pytest.fixture
def called(database: Database) -> int:
    with database.write() as work:
        opened = open_case(work, 0)
        allow(work, opened, "arbetsgivare", on=BEFORE)
        return ContactRepository(work).record(opened, CALL, ON).id or 0


def missing(reader: Reader) -> list[tuple[str, int]]:
    return [(each.subject, each.subject_id) for each in unjournaled(reader)]


def test_a_contact_is_told_with_the_consent_that_covers_it(reader: Reader, called: int) -> None:
    entry = entry_of(reader, 1, CONTACT, called)
    assert entry is not None
    assert entry.missing
    assert text_of(entry.note) == (
        "Kontakt: 2026-11-22 kl. 09:40: Telefonsamtal med arbetsgivaren (Kim Prov).\n"
        "Del av koordineringen: Extern samverkan\n"
        "Samtycke: Samtycke till kontakt med arbetsgivaren, lämnat 2026-10-13, gäller till och med 2027-10-13.\n"
        "Samverkan: Schemat [/] {x}\n"
        "KVÅ: GC001 Koordineringsinsatser för återgång till eller inträde i arbetslivet"
    )


def test_the_oldest_comes_first_and_what_is_marked_leaves(database: Database, reader: Reader, called: int) -> None:
    assert missing(reader) == [(CONSENT_EVENT, 1), (CONSENT_EVENT, 2), (CONTACT, called)]
    with database.write() as work:
        mark_journaled(work, CONSENT_EVENT, 1, ON)
        mark_journaled(work, CONTACT, called, ON)
    assert missing(reader) == [(CONSENT_EVENT, 2)]
    with database.write() as work:
        mark_journaled(work, CONTACT, called, None)
    assert missing(reader) == [(CONSENT_EVENT, 2), (CONTACT, called)]


def test_everything_of_a_case_is_there_newest_first_marked_or_not(
    database: Database, reader: Reader, called: int
) -> None:
    with database.write() as work:
        mark_journaled(work, CONTACT, called, ON)
    found = entries_of(reader, 1)
    assert [each.subject for each in found] == [CONTACT, STATUS_CHANGE, CONSENT_EVENT, CONSENT_EVENT]
    assert [each.journaled_on for each in found] == [ON, None, None, None]


def test_only_what_took_place_is_asked_for(database: Database, reader: Reader) -> None:
    with database.write() as work:
        opened = open_case(work, 0)
        for outcome in ("booked", "no_answer", "message_left", "did_not_come", "cancelled", "held"):
            ContactRepository(work).record(opened, NewContact(ON, "phone", outcome, "patient"), ON)
    assert missing(reader) == [(CONTACT, 6)]


def test_a_correction_says_which_note_it_replaces_if_that_was_entered(
    database: Database, reader: Reader, called: int
) -> None:
    with database.write() as work:
        mark_journaled(work, CONTACT, called, ON)
        second = ContactRepository(work).record(case(work), replace(CALL, body="Fel igen"), ON, called).id
    with database.write() as work:
        third = ContactRepository(work).record(case(work), replace(CALL, body="Rätt"), ON, second).id
    (entry,) = (each for each in entries_of(reader, 1) if each.subject == CONTACT)
    assert (entry.subject_id, entry.missing) == (third, True)
    assert text_of(entry.note).startswith("Rättelse: Ersätter den tidigare anteckningen om samma kontakt.\n")


def test_a_correction_of_what_was_never_entered_is_no_correction_there(
    database: Database, reader: Reader, called: int
) -> None:
    with database.write() as work:
        ContactRepository(work).record(case(work), replace(CALL, body="Rätt"), ON, called)
    (entry,) = (each for each in entries_of(reader, 1) if each.subject == CONTACT)
    assert "Rättelse" not in text_of(entry.note)


def test_a_struck_contact_is_not_asked_for(database: Database, reader: Reader, called: int) -> None:
    with database.write() as work:
        ContactRepository(work).void(called, ON, "Fel person")
    assert (CONTACT, called) not in missing(reader)
    assert not [each for each in entries_of(reader, 1) if each.subject == CONTACT]


def test_a_struck_contact_that_stands_in_the_record_is_to_be_struck_there(
    database: Database, reader: Reader, called: int
) -> None:
    with database.write() as work:
        mark_journaled(work, CONTACT, called, ON)
    with database.write() as work:
        ContactRepository(work).void(called, ON + timedelta(1), "Fel person")
    assert (CONTACT, called) in missing(reader)
    entry = entry_of(reader, 1, CONTACT, called)
    assert entry is not None
    assert entry.struck
    assert text_of(entry.note) == (
        "Felregistrerad: 2026-11-23: Anteckningen om en kontakt (telefon, arbetsgivaren (Kim Prov)) den 2026-11-22"
        " kl. 09:40, införd 2026-11-22, är felregistrerad och gäller inte.\nAnledning: Fel person"
    )
    with database.write() as work:
        mark_journaled(work, CONTACT, called, ON + timedelta(1))
    assert (CONTACT, called) not in missing(reader)


def test_signals_ask_for_what_the_list_asks_for(database: Database, reader: Reader, called: int) -> None:
    def asked() -> list[tuple[int, str]]:
        return reader.rows("select distinct case_id, substr(key, 1, 10) from signal where rule = 'unjournaled'")

    with database.write() as work:
        mark_journaled(work, CONTACT, called, ON)
        ContactRepository(work).void(called, ON - timedelta(1), "Fel person")
        log = ConsentRepository(work)
        mark_journaled(work, CONSENT_EVENT, 1, ON)
        log.void(1, ON, "Fel patient")
        log.void(2, ON, "Fel patient")
        CaseRepository(work).change_status(case(work), "Avslutad", ON - timedelta(2), "Klar")
    assert {each.subject for each in unjournaled(reader)} == {CONTACT, CONSENT_EVENT, STATUS_CHANGE}
    assert set(asked()) == {(each.case_id, each.on.isoformat()) for each in unjournaled(reader)}
    with database.write() as work:
        for each in unjournaled(reader):
            mark_journaled(work, each.subject, each.subject_id, ON)
    assert asked() == []


def test_a_change_of_status_is_asked_for_but_not_the_first(database: Database, reader: Reader) -> None:
    with database.write() as work:
        opened = open_case(work, 0)
        CaseRepository(work).change_status(opened, "Aktiv", ON, "Vill ha stöd")
    (entry,) = unjournaled(reader)
    assert text_of(entry.note) == "Status: 2026-11-22: Aktiv\nAnledning: Vill ha stöd"


def test_a_voided_consent_event_is_told_only_where_it_stood_in_the_record(database: Database, reader: Reader) -> None:
    with database.write() as work:
        opened = open_case(work, 0)
        log = ConsentRepository(work)
        for kind in ("K1", "K1"):
            log.give(opened, NewConsent(kind), Said(ON, way="visit", valid_from=ON), ON)
        mark_journaled(work, CONSENT_EVENT, 1, ON)
    with database.write() as work:
        for number in (1, 2):
            ConsentRepository(work).void(number, ON, "Fel patient")
    (entry,) = unjournaled(reader)
    assert text_of(entry.note) == (
        "Samtycke: 2026-11-22: Anteckningen om samtycke till koordinering den 2026-11-22 är felregistrerad.\n"
        "Anteckning: Fel patient"
    )


def test_marks_stand_in_the_chain(database: Database, key: Key, called: int) -> None:
    with database.write() as work:
        mark_journaled(work, CONTACT, called, ON)
    connection = bare(key)
    assert verify(connection, audit_key(key.dek)) == []
    connection.execute("drop trigger journaled_no_update")
    connection.execute("update journaled set journaled_on = '2026-11-01'")
    assert [fault.why for fault in verify(connection, audit_key(key.dek))] == ["journaled"]
    connection.close()


@pytest.mark.parametrize("module", ["journaled", "contact_book"])
def test_a_writer_knows_by_itself_every_table_that_it_points_at(module: str) -> None:
    """The app imports a writer when it is needed, and perhaps nothing else before it."""
    script = f"import storage.{module}; from sqlmodel import SQLModel; print(len(SQLModel.metadata.sorted_tables))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")


def reminded(reader: Reader) -> bool:
    """Tell whether a signal says that something is not in the record."""
    return bool(reader.rows("select 1 from signal where rule = 'unjournaled'"))


def test_a_finished_interview_is_asked_for_until_it_is_entered_and_again_when_it_changes(
    database: Database, reader: Reader
) -> None:
    with database.write() as work:
        talks = InterviewRepository(work)
        talk = talks.start(open_case(work, 0), "kartlaggning", ON)
        for name, value in NO.items():
            talks.answer(talk, Place(name), value)
        assert missing(reader) == []
        talks.close(talk, ON)
    assert missing(reader) == [(INTERVIEW, 1)]
    assert reminded(reader)
    (entry,) = (each for each in entries_of(reader, 1) if each.subject == INTERVIEW)
    assert text_of(entry.note).startswith("Samtal: 2026-11-22: Kartläggningssamtal.\nKontaktorsak:")
    assert "Patienten fick veta [x]" in text_of(entry.note)
    with database.write() as work:
        mark_journaled(work, INTERVIEW, 1, ON)
    assert missing(reader) == []
    assert not reminded(reader)
    with database.write() as work:
        talks = InterviewRepository(work)
        talks.reopen(talks.get(1))
    assert missing(reader) == []
    with database.write() as work:
        talks = InterviewRepository(work)
        talks.answer(talks.get(1), Place("agreed_steps"), "Hör av sig.")
        talks.close(talks.get(1), ON)
    assert missing(reader) == [(INTERVIEW, 1)]
    assert reminded(reader)


def test_a_guide_that_a_contact_tells_of_is_not_entered_twice(database: Database, reader: Reader) -> None:
    def waits() -> list[str]:
        listed = [each.subject for each in unjournaled(reader)]
        facts = [each.kind for each in _facts(reader).to_journal]
        assert sorted(listed) == sorted(facts + [CONTACT] * listed.count(CONTACT))
        missing = [line for line in page(reader, 1, "interview") if line.missing]
        assert len(missing) == listed.count(INTERVIEW)
        return listed

    with database.write() as work:
        case = open_case(work, 1)
        talk = InterviewRepository(work).start(case, "kartlaggning", ON, "core")
        talk.guide, talk.closed_on = "planuppfoljning", ON
        work.session.add(talk)
        work.session.flush()
    assert waits() == [INTERVIEW]
    with database.write() as work:
        told = ContactRepository(work).record(case, NewContact(ON, "visit", "held", "patient", body="Svaren"), ON)
        tells_of(work, told.id or 0, talk.id or 0, 1)
    assert waits() == [CONTACT]
    with database.write() as work:  # answered anew since: the contact does not tell of that
        work.connection.execute(
            "insert into interview_answer (interview_id, question, row, state, note, changed_at, version)"
            " values (1, 'x', 0, 'declined', '', '9999-01-01T00:00:00Z', 1)"
        )
    assert sorted(waits()) == [CONTACT, INTERVIEW]
    with database.write() as work:
        ContactRepository(work).void(told.id or 0, ON, "Fel patient")
    assert waits() == [INTERVIEW]


def _facts(reader: Reader) -> CaseFacts:
    return case_facts(reader.connection, [1])[1]
