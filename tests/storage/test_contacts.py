"""Contacts: checked, gated, corrected, struck out; the case's own columns follow."""

from datetime import date, timedelta

import pytest
import sqlcipher3.dbapi2 as driver

from rekotui.base.errors import NothingFoundError, RefusedError, RekotuiError, WrongUseError
from rekotui.casework.contact import Passed, PlannedContact
from storage.contacts import ContactRepository, NewContact
from storage.database import Database, Work
from storage.journal_marks import CONSENT_EVENT, CONTACT
from storage.journaled import mark_journaled
from storage.models import Case
from storage.reading import Reader
from storage.settings import write_setting
from storage.vault import Key
from storage.work_reading import contacts_of
from tests.storage.helpers import ON, allow, bare, open_case

EARLIER = ON - timedelta(days=40)
HELD = NewContact(ON, "phone", "held", "arbetsgivare", body="Talade om schemat")


class Closed:
    """A gate that lets nothing through, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[PlannedContact] = []

    def check(self, contact: PlannedContact) -> Passed:
        self.asked.append(contact)
        raise RefusedError("case_worked_in", case="2026-001")


def recorded(database: Database, new: NewContact) -> int:
    with database.write() as work:
        opened = open_case(work, 0)
        allow(work, opened, "arbetsgivare", on=EARLIER)
        for event in (1, 2):
            mark_journaled(work, CONSENT_EVENT, event, EARLIER)
        return ContactRepository(work).record(opened, new, ON).id or 0


def case(work: Work) -> Case:
    return work.session.get_one(Case, 1)


def test_the_part_of_the_law_follows_the_party_unless_another_is_said(database: Database, reader: Reader) -> None:
    with database.write() as work:
        opened = open_case(work, 0)
        allow(work, opened, "arbetsgivare", "forsakringskassan")
        ContactRepository(work).record(opened, HELD, ON)
        ContactRepository(work).record(
            opened, NewContact(ON, "phone", "held", "fk", part="intern_samordning", clock="9:40"), ON
        )
    last, first = contacts_of(reader, 1)[::-1][1], contacts_of(reader, 1)[::-1][0]
    assert (first.part, first.party) == ("extern_samverkan", "arbetsgivare")
    assert (last.part, last.party, last.clock) == ("intern_samordning", "forsakringskassan", "09:40")


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (NewContact(ON, "smoke", "held", "patient"), "bad_choice"),
        (NewContact(ON, "phone", "held", "grannen"), "bad_choice"),
        (NewContact(ON, "phone", "held", "patient", clock="25:00"), "bad_clock"),
        (NewContact(ON, "phone", "held", "patient", minutes=1441), "bad_minutes"),
        (NewContact(ON + timedelta(days=1), "phone", "held", "patient"), "contact_in_future"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_stored(
    database: Database, reader: Reader, new: NewContact, error: str
) -> None:
    with database.write() as work:
        open_case(work, 0)
    with pytest.raises(RekotuiError) as raised, database.write() as work:
        ContactRepository(work).record(case(work), new, ON)
    assert raised.value.key == error
    assert contacts_of(reader, 1) == ()


def test_a_gate_that_refuses_is_asked_in_the_transaction_and_nothing_is_stored(
    database: Database, reader: Reader
) -> None:
    with database.write() as work:
        open_case(work, 0)
    gate = Closed()
    with pytest.raises(RefusedError), database.write() as work:
        ContactRepository(work, [gate]).record(case(work), HELD, ON)
    assert [(asked.party, asked.outcome, asked.happened_on) for asked in gate.asked] == [("arbetsgivare", "held", ON)]
    assert contacts_of(reader, 1) == ()
    assert reader.cases_by_id([1])[0].last_contact_on is None
    assert not [line for line in reader.case_history(1) if line.action == "contact.recorded"]


def test_only_a_contact_that_took_place_counts_as_the_last(database: Database, reader: Reader) -> None:
    recorded(database, HELD)
    with database.write() as work:
        contacts = ContactRepository(work)
        for outcome in ("no_answer", "message_left", "did_not_come", "cancelled"):
            contacts.record(case(work), NewContact(ON, "phone", outcome, "patient"), ON)
        contacts.record(case(work), NewContact(ON - timedelta(days=9), "visit", "held", "patient"), ON)
    assert reader.cases_by_id([1])[0].last_contact_on == ON
    assert len(contacts_of(reader, 1)) == 6
    assert contacts_of(reader, 1)[-1].channel == "visit"


def test_a_booked_contact_to_come_is_the_next_step(database: Database, reader: Reader) -> None:
    recorded(database, NewContact(ON + timedelta(days=5), "visit", "booked", "patient"))
    line = reader.cases_by_id([1])[0]
    assert (line.next_on, line.next_step) == (ON + timedelta(days=5), "Besök, patienten")


def test_a_corrected_contact_stays_and_no_longer_counts(database: Database, reader: Reader) -> None:
    first = recorded(database, HELD)
    earlier = ON - timedelta(days=20)
    with database.write() as work:
        ContactRepository(work).record(case(work), HELD.__class__(earlier, "phone", "held", "patient"), ON, first)
    assert [(line.happened_on, line.replaced, line.stands) for line in contacts_of(reader, 1)] == [
        (ON, True, False),
        (earlier, False, True),
    ]
    assert reader.cases_by_id([1])[0].last_contact_on == earlier


def test_a_struck_contact_stays_with_its_reason_and_cannot_be_corrected(database: Database, reader: Reader) -> None:
    first = recorded(database, HELD)
    with pytest.raises(RekotuiError) as raised, database.write() as work:
        ContactRepository(work).void(first, ON, "  ")
    assert raised.value.key == "reason_needed"
    with database.write() as work:
        ContactRepository(work).void(first, ON, "Fel person")
    (line,) = contacts_of(reader, 1)
    assert (line.voided_on, line.void_reason, line.stands) == (ON, "Fel person", False)
    assert reader.cases_by_id([1])[0].last_contact_on is None
    with pytest.raises(NothingFoundError), database.write() as work:
        ContactRepository(work).record(case(work), HELD, ON, first)


def test_a_contact_is_struck_once_and_what_stands_in_the_record_is_remembered(
    database: Database, reader: Reader, key: Key
) -> None:
    with database.write() as work:
        contacts, opened = ContactRepository(work), open_case(work, 0)
        first = contacts.record(opened, NewContact(ON, "phone", "held", "patient"), ON).id or 0
        mark_journaled(work, "contact", first, ON)
        second = contacts.record(opened, NewContact(ON, "phone", "held", "patient"), ON, first).id or 0
        third = contacts.record(opened, NewContact(ON, "visit", "held", "patient"), ON).id or 0
        mark_journaled(work, "contact", third, ON)
        fourth = contacts.record(opened, NewContact(ON, "visit", "held", "patient"), ON).id or 0
        for each in (second, third, fourth):
            contacts.void(each, ON, "Fel patient")
        with pytest.raises(NothingFoundError):
            contacts.void(third, ON, "Igen")
    found = {line.contact_id: line for line in contacts_of(reader, 1)}
    assert [found[each].void_entered_on for each in (first, second, third, fourth)] == [None, ON, ON, None]
    assert found[third].journaled_on is None
    connection = bare(key)
    for attack in ("void_reason = 'Annat'", "voided_on = null", "void_entered_on = null"):
        with pytest.raises(driver.IntegrityError):
            connection.execute(f"update contact set {attack} where id = ?", (third,))
    connection.close()


def test_history_tells_of_a_contact_without_a_name_or_a_word(database: Database, reader: Reader) -> None:
    recorded(database, NewContact(date(2026, 11, 1), "phone", "held", "patient", party_name="Kim Prov", body="Hemligt"))
    (event,) = [line for line in reader.case_history(1) if line.action == "contact.recorded"]
    assert "Kim" not in str(event.payload)
    assert "Hemligt" not in str(event.payload)


def codes_of(reader: Reader) -> list[tuple[str, ...]]:
    return [line.codes for line in contacts_of(reader, 1)]


def test_the_usual_code_is_set_unless_others_are_given(database: Database, reader: Reader) -> None:
    with database.write() as work:
        contacts = ContactRepository(work)
        opened = open_case(work, 0)
        for new in (
            NewContact(ON, "phone", "held", "patient"),
            NewContact(ON, "phone", "no_answer", "patient"),
            NewContact(ON, "phone", "held", "patient", kva=("gc001", "XS007")),
            NewContact(ON, "phone", "held", "patient", kva=()),
        ):
            contacts.record(opened, new, ON)
    assert codes_of(reader) == [(), ("GC001", "XS007"), (), ("GC001",)]


def test_the_units_second_code_goes_with_contacts_outside(database: Database, reader: Reader) -> None:
    with database.write() as work:
        opened = open_case(work, 0)
        allow(work, opened, "arbetsgivare", on=EARLIER)
        write_setting(work.connection, "kva_outside", "XS999")
    with database.write() as work:
        ContactRepository(work).record(case(work), HELD, ON)
        ContactRepository(work).record(case(work), NewContact(ON, "phone", "held", "lakare"), ON)
    assert codes_of(reader) == [("GC001",), ("GC001", "XS999")]


def test_what_is_no_code_is_refused_and_nothing_is_written(database: Database, reader: Reader) -> None:
    with database.write() as work:
        open_case(work, 0)
    with database.write() as work, pytest.raises(WrongUseError) as refused:
        ContactRepository(work).record(case(work), NewContact(ON, "phone", "held", "patient", kva=("ring",)), ON)
    assert refused.value.key == "bad_kva"
    assert contacts_of(reader, 1) == ()


def test_a_correction_has_its_own_codes(database: Database, reader: Reader) -> None:
    first = recorded(database, NewContact(ON, "phone", "held", "patient", kva=("GC001", "XS007")))
    with database.write() as work:
        second = ContactRepository(work).record(case(work), NewContact(ON, "visit", "held", "patient"), ON, first).id
    with database.write() as work:
        corrected = NewContact(ON, "visit", "held", "patient", kva=("AW026",))
        ContactRepository(work).record(case(work), corrected, ON, second)
    assert codes_of(reader) == [("AW026",), ("GC001", "XS007"), ("GC001", "XS007")]


@pytest.mark.parametrize("spoil", ["update contact_kva set code = 'XS001'", "delete from contact_kva"])
def test_codes_are_never_changed(database: Database, key: Key, spoil: str) -> None:
    recorded(database, NewContact(ON, "phone", "held", "patient"))
    connection = bare(key)
    with pytest.raises(driver.IntegrityError):
        connection.execute(spoil)
    connection.close()


def signals(reader: Reader) -> set[str]:
    return {row[0] for row in reader.rows("select rule from signal where case_id = 1")}


def test_a_contact_without_code_or_record_makes_signals_until_it_has_both(database: Database, reader: Reader) -> None:
    number = recorded(database, NewContact(ON, "phone", "held", "patient", kva=()))
    assert {"codes_missing", "unjournaled"} <= signals(reader)
    with database.write() as work:
        ContactRepository(work).record(
            case(work), NewContact(ON, "phone", "held", "patient", kva=("GC001",)), ON, number
        )
    assert "codes_missing" not in signals(reader)
    (standing,) = (line for line in contacts_of(reader, 1) if line.stands)
    with database.write() as work:
        mark_journaled(work, CONTACT, standing.contact_id, ON)
    assert "unjournaled" not in signals(reader)
    with database.write() as work:
        mark_journaled(work, CONTACT, standing.contact_id, None)
    assert "unjournaled" in signals(reader)


def test_what_did_not_take_place_asks_for_neither(database: Database, reader: Reader) -> None:
    recorded(database, NewContact(ON, "phone", "no_answer", "patient"))
    assert not {"codes_missing", "unjournaled"} & signals(reader)
