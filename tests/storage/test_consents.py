"""The consent log as stored: events added and never changed, one gate for every contact, signals in the same commit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlcipher3.dbapi2 as driver

from rekotui.base import exit_codes
from rekotui.base.errors import BusyError, NothingFoundError, RekotuiError
from rekotui.base.settings import Settings
from rekotui.casework.consent_gate import ConsentRefusedError
from rekotui.casework.rules import effective_rules
from storage import history
from storage.cases import CaseRepository
from storage.consent_numbers import ConsentNumbers, consent_numbers
from storage.consent_reading import (
    book_of,
    consent_log,
    consent_matrix,
    ledger,
    unjournaled_events,
)
from storage.consents import ConsentRepository, NewConsent, Said
from storage.contact_book import ContactBook, NewEntry
from storage.contacts import ContactRepository, NewContact
from storage.coordination_reading import coordination_of
from storage.database import Database, Work
from storage.journal_marks import CONSENT_EVENT, CONTACT, STATUS_CHANGE
from storage.journaled import mark_journaled
from storage.keys import audit_key
from storage.models import Case
from storage.reading import Reader
from storage.vault import Key
from storage.work_reading import contacts_of
from tests.storage.helpers import ON, allow, bare, open_case

GIVEN = ON - timedelta(days=20)
END = ON + timedelta(days=100)
EMPLOYER = NewConsent("K3", "arbetsgivare", organisation="Bruket", person="Kim Prov", role="Chef")
YES = Said(GIVEN, way="visit", valid_to=END, scope=("contact", "extent", "plan"), informed=True)
STOP = Said(ON, "10:00", way="phone")


@pytest.fixture
def case(database: Database) -> Case:
    with database.write() as work:
        return open_case(work, 0, status="Aktiv", opened_on=GIVEN)


def given(database: Database, case: Case, new: NewConsent = EMPLOYER, said: Said = YES) -> int:
    with database.write() as work:
        return ConsentRepository(work).give(own(work, case), new, said, ON).id or 0


def own(work: Work, case: Case) -> Case:
    return CaseRepository(work).get(case.id or 0)


def record(database: Database, case: Case, new: NewContact) -> int:
    with database.write() as work:
        return ContactRepository(work).record(own(work, case), new, ON).id or 0


def coordination(reader: Reader, case: Case, on: date = ON) -> str:
    found = coordination_of(reader, [case.id or 0], on)
    return found[case.id or 0].state if found else "none"


def signals(reader: Reader, rule: str) -> list[tuple[str, str, str | None]]:
    return [
        tuple(row)
        for row in reader.rows("select stage, starts_on, ends_on from signal where rule = ? order by 2", (rule,))
    ]


def both(database: Database, case: Case) -> int:
    given(database, case, NewConsent("K1"), replace(YES, valid_to=None))
    return given(database, case)


def test_a_consent_is_stored_whole_and_the_log_tells_it_newest_first(
    database: Database, reader: Reader, case: Case
) -> None:
    new = replace(EMPLOYER, phone="070-000 00 00", purpose="Planera återgång", presence="informed", channels=("phone",),
                  proxy="God man", proxy_why="Förvaltning", direction="give")  # fmt: skip
    said = replace(YES, way="written", kept_where="Pärm 3", copy_given=True, taken_by="Lo", not_told="Operationen",
                   scope_text="Arbetstider", note="Skrevs under på mötet")  # fmt: skip
    consent_id = given(database, case, new, said)
    with database.write() as work:
        ConsentRepository(work).withdraw(consent_id, replace(STOP, note="Vill vänta"), ON)
    withdrawn, first = consent_log(reader, case.id or 0)
    assert (withdrawn.event, withdrawn.on, withdrawn.clock, withdrawn.note) == ("withdrawn", ON, "10:00", "Vill vänta")
    assert withdrawn.last_event_id == first.last_event_id == withdrawn.event_id
    assert (first.organisation, first.person, first.role, first.phone) == (
        "Bruket",
        "Kim Prov",
        "Chef",
        "070-000 00 00",
    )
    assert (first.purpose, first.direction, first.presence, first.channels) == (
        "Planera återgång", "give", "informed", ("phone",),
    )  # fmt: skip
    assert (first.proxy, first.proxy_why, first.taken_by, first.note) == (
        "God man", "Förvaltning", "Lo", "Skrevs under på mötet",
    )  # fmt: skip
    assert (first.scope, first.scope_text, first.not_told) == (YES.scope, "Arbetstider", "Operationen")
    assert (first.valid_from, first.valid_to, first.way, first.kept_where) == (GIVEN, END, "written", "Pärm 3")
    assert (first.informed, first.copy_given, first.journaled_on) == (True, True, None)


@pytest.mark.parametrize(
    ("new", "said", "error"),
    [
        (NewConsent("K3"), YES, "consent_party_needed"),
        (NewConsent("K3", "patient"), YES, "consent_party_needed"),
        (NewConsent("K9"), YES, "bad_choice"),
        (NewConsent("K3", "grannen"), YES, "bad_choice"),
        (replace(EMPLOYER, direction="upp"), YES, "bad_choice"),
        (replace(EMPLOYER, proxy="Kim"), YES, "consent_proxy_needed"),
        (replace(EMPLOYER, replaces_id=9), YES, "no_such_consent"),
        (EMPLOYER, replace(YES, on=ON + timedelta(1)), "consent_in_future"),
        (EMPLOYER, replace(YES, valid_from=GIVEN - timedelta(1)), "consent_before_given"),
        (EMPLOYER, replace(YES, valid_to=None), "consent_needs_end"),
        (EMPLOYER, replace(YES, valid_to=GIVEN - timedelta(1)), "day_order"),
        (EMPLOYER, replace(YES, way=""), "consent_way_needed"),
        (EMPLOYER, replace(YES, way="written"), "consent_kept_needed"),
        (EMPLOYER, replace(YES, way="fax"), "bad_choice"),
        (EMPLOYER, replace(YES, scope=()), "consent_scope_needed"),
        (EMPLOYER, replace(YES, scope=("allt",)), "bad_choice"),
        (EMPLOYER, replace(YES, clock="25:00"), "bad_clock"),
        (NewConsent("K4"), replace(YES, valid_to=GIVEN + timedelta(365)), "consent_too_long"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_stored(
    database: Database, reader: Reader, case: Case, new: NewConsent, said: Said, error: str
) -> None:
    before = reader.rows("select count(*) from history")
    with pytest.raises(RekotuiError) as raised:
        given(database, case, new, said)
    assert raised.value.key == error
    assert consent_log(reader, case.id or 0) == ()
    assert reader.rows("select count(*) from history") == before


def test_renewing_keeps_what_may_be_told_and_cannot_widen_it(database: Database, reader: Reader, case: Case) -> None:
    consent_id = both(database, case)
    with database.write() as work:
        log = ConsentRepository(work)
        log.limit(consent_id, Said(ON, "09:00", way="phone", scope=("plan",), not_told="Operationen"), ON)
        log.renew(consent_id, Said(ON, "11:00", way="phone", valid_to=END + timedelta(200)), ON)
        for wide in (("plan", "extent"), ("diagnosis",)):
            for act in (log.renew, log.limit):
                with pytest.raises(RekotuiError) as raised:
                    act(consent_id, Said(ON, "12:00", way="phone", valid_to=END, scope=wide), ON)
                assert raised.value.key == "consent_widened"
    row = next(row for row in consent_matrix(reader, case.id or 0, ON, "12:00") if row.kind == "K3")
    assert (row.told, row.not_told, row.until) == (("plan",), "Operationen", END + timedelta(200))
    morning = next(row for row in consent_matrix(reader, case.id or 0, ON, "08:00") if row.kind == "K3")
    assert morning.told == ("contact", "extent", "plan")


def test_the_order_of_a_day_must_be_told(database: Database, case: Case) -> None:
    consent_id = both(database, case)
    with database.write() as work:
        ConsentRepository(work).withdraw(consent_id, STOP, ON)
    for said, error in (
        (Said(ON, way="phone", valid_to=END), "consent_clock_needed"),
        (Said(GIVEN - timedelta(1), way="phone", valid_to=END), "consent_before_given"),
    ):
        with pytest.raises(RekotuiError) as raised, database.write() as work:
            ConsentRepository(work).renew(consent_id, said, ON)
        assert raised.value.key == error
    with pytest.raises(RekotuiError) as raised, database.write() as work:
        ConsentRepository(work).withdraw(consent_id, replace(STOP, clock="12:00"), ON)
    assert raised.value.key == "consent_already_stopped"


def test_a_new_answer_on_the_day_of_a_withdrawal_needs_its_time(database: Database, case: Case) -> None:
    consent_id = both(database, case)
    with database.write() as work:
        ConsentRepository(work).withdraw(consent_id, STOP, ON)
    with pytest.raises(RekotuiError) as raised:
        given(database, case, EMPLOYER, replace(YES, on=ON))
    assert raised.value.key == "consent_clock_needed"
    given(database, case, EMPLOYER, replace(YES, on=ON, clock="12:00"))
    call = NewContact(ON, "phone", "held", "arbetsgivare")
    for clock in ("", "11:00"):
        with pytest.raises(ConsentRefusedError):
            record(database, case, replace(call, clock=clock))
    record(database, case, replace(call, clock="12:00"))


def test_two_screens_do_not_write_over_each_other(database: Database, reader: Reader, case: Case) -> None:
    consent_id = both(database, case)
    seen = consent_log(reader, case.id or 0)[0].last_event_id
    with database.write() as work:
        ConsentRepository(work).withdraw(consent_id, STOP, ON, seen)
    with pytest.raises(BusyError), database.write() as work:
        ConsentRepository(work).renew(consent_id, replace(YES, on=ON, clock="11:00"), ON, seen)


def test_a_no_can_neither_be_renewed_nor_withdrawn(database: Database, case: Case) -> None:
    with database.write() as work:
        said = Said(GIVEN, way="visit")
        declined = ConsentRepository(work).decline(own(work, case), EMPLOYER, said, ON).id or 0
    for act in ("renew", "limit", "withdraw"):
        with pytest.raises(RekotuiError) as raised, database.write() as work:
            getattr(ConsentRepository(work), act)(declined, replace(YES, on=ON), ON)
        assert raised.value.key == "consent_not_given"
    with pytest.raises(RekotuiError) as raised, database.write() as work:
        ConsentRepository(work).told(declined, Said(ON), ON)
    assert raised.value.key == "consent_not_stopped"


_MOMENTS = [
    (GIVEN - timedelta(1), "", "coordination_none"),
    (GIVEN, "", ""),
    (ON - timedelta(1), "", ""),
    (ON, "09:59", ""),
    (ON, "10:00", "party_withdrawn"),
    (ON, "", "ask_time"),
]


@pytest.mark.parametrize(("on", "clock", "why"), _MOMENTS)
@pytest.mark.parametrize("outcome", ["booked", "held", "message_left"])
@pytest.mark.parametrize("party", ["arbetsgivare", "forsakringskassan", "kommun", "vardgivare"])
def test_every_contact_passes_the_gate_at_its_own_moment(
    database: Database, reader: Reader, case: Case, on: date, clock: str, why: str, outcome: str, party: str
) -> None:
    with database.write() as work:
        _k1, consent_id = allow(work, own(work, case), party, on=GIVEN)
        ConsentRepository(work).withdraw(consent_id, STOP, ON)
    contact = NewContact(on, "phone", outcome, party, clock=clock)
    if why:
        with pytest.raises(ConsentRefusedError) as raised:
            record(database, case, contact)
        assert (raised.value.exit_code, raised.value.answer.why) == (exit_codes.REFUSED, why)
        assert contacts_of(reader, case.id or 0) == ()
    else:
        record(database, case, contact)
        assert reader.rows("select gate, consent_id, ground from contact") == [("consent", consent_id, "")]
    # What was not told to anybody can always be written, and so can what has happened, with a ground.
    record(database, case, replace(contact, outcome="no_answer"))
    if why and outcome != "booked":
        grounded = replace(contact, ground="without_consent", ground_reason="De ringde, jag svarade för snabbt")
        record(database, case, grounded)
        told = reader.rows("select gate, consent_id, ground, ground_reason from contact where gate = 'ground'")
        assert told == [("ground", None, "without_consent", "De ringde, jag svarade för snabbt")]


def test_another_channel_than_she_agreed_to_is_stopped_in_the_transaction(database: Database, case: Case) -> None:
    both(database, case)
    by_phone = NewContact(ON + timedelta(1), "phone", "booked", "kommun")
    with database.write() as work:
        ConsentRepository(work).give(
            own(work, case), NewConsent("K3", "kommun", channels=("phone",)), replace(YES, on=ON), ON
        )
    assert record(database, case, by_phone)
    with pytest.raises(ConsentRefusedError) as refused:
        record(database, case, replace(by_phone, channel="letter"))
    assert refused.value.answer.why == "other_channel"


def test_a_ground_needs_its_reason_and_is_none_for_planning_what_has_no_law(
    database: Database, reader: Reader, case: Case
) -> None:
    held = NewContact(ON, "phone", "held", "arbetsgivare", ground="without_consent", ground_reason=" ")
    for contact, why in (
        (held, "ground_reason"),
        (replace(held, outcome="booked", ground_reason="x"), "ground_not_for_act"),
        (replace(held, ground="fk_request", ground_reason="x"), "ground_not_for_party"),
    ):
        with pytest.raises(ConsentRefusedError) as raised:
            record(database, case, contact)
        assert raised.value.answer.why == why
    present = replace(held, ground="patient_present", ground_reason="Patienten ringde upp med högtalare")
    record(database, case, present)
    assert contacts_of(reader, case.id or 0)[0].with_patient is True


def test_the_patient_herself_is_never_refused(database: Database, reader: Reader, case: Case) -> None:
    record(database, case, NewContact(ON + timedelta(3), "visit", "booked", "patient"))
    record(database, case, NewContact(ON, "visit", "held", "patient"))
    assert reader.rows("select distinct gate from contact") == [("free",)]


def test_the_team_needs_coordination_or_the_ground_that_comes_before_asking(database: Database, case: Case) -> None:
    booked = NewContact(ON + timedelta(1), "meeting", "booked", "lakare")
    with pytest.raises(ConsentRefusedError):
        record(database, case, booked)
    record(database, case, replace(booked, ground="before_asking", ground_reason="Ska patienten frågas?"))
    with database.write() as work:
        allow(work, own(work, case))
    record(database, case, booked)


def test_what_the_case_says_of_coordination_counts_until_the_log_does(
    database: Database, reader: Reader, case: Case
) -> None:
    case_id = case.id or 0
    with database.write() as work:
        CaseRepository(work).change_facts(own(work, case), {"consent_asked": "yes", "consent_asked_on": GIVEN})
    assert coordination(reader, case) == "valid"
    assert coordination(reader, case, GIVEN - timedelta(1)) == "none"
    record(database, case, NewContact(ON, "phone", "held", "lakare"))
    assert reader.rows("select gate, consent_id from contact") == [("consent", None)]
    with database.write() as work:
        ConsentRepository(work).decline(own(work, case), NewConsent("K1"), Said(ON, way="phone"), ON)
    assert coordination(reader, case) == "declined"
    assert reader.cases_by_id([case_id])[0].consent_asked == "no"
    with database.write() as work:
        ConsentRepository(work).void(consent_log(reader, case_id)[0].event_id, ON, "Fel patient")
    assert reader.cases_by_id([case_id])[0].consent_asked == ""
    assert coordination(reader, case) == "none"


def test_a_withdrawal_says_what_follows_and_changes_no_status(database: Database, reader: Reader, case: Case) -> None:
    consent_id = both(database, case)
    record(database, case, NewContact(ON - timedelta(3), "phone", "held", "arbetsgivare"))
    booked = record(database, case, NewContact(ON + timedelta(3), "meeting", "booked", "arbetsgivare"))
    with database.write() as work:
        found = ConsentRepository(work).withdraw(consent_id, STOP, ON)
    assert [(each.party, each.person, each.contacted) for each in found.tell] == [("arbetsgivare", "Kim Prov", True)]
    assert (found.bookings, found.statuses) == ((booked,), ())
    with database.write() as work:
        k1 = next(line.consent_id for line in consent_log(reader, case.id or 0) if line.kind == "K1")
        found = ConsentRepository(work).withdraw(k1, STOP, ON)
    assert [each.party for each in found.tell] == ["arbetsgivare"]
    assert found.statuses == ("Avslutad", "Avböjt")
    assert reader.cases_by_id([case.id or 0])[0].status == "Aktiv"
    with database.write() as work:
        assert ConsentRepository(work).told(consent_id, Said(ON, "13:00"), ON) == 4 + 1


def test_an_event_entered_by_mistake_stays_and_counts_for_nothing(
    database: Database, reader: Reader, case: Case
) -> None:
    consent_id = both(database, case)
    with database.write() as work:
        ConsentRepository(work).withdraw(consent_id, STOP, ON)
    stopped = consent_log(reader, case.id or 0)[0].event_id
    with pytest.raises(RekotuiError) as raised, database.write() as work:
        ConsentRepository(work).void(stopped, ON, " ")
    assert raised.value.key == "reason_needed"
    with database.write() as work:
        ConsentRepository(work).void(stopped, ON, "Gällde en annan patient")
    assert {line.event: line.voided for line in consent_log(reader, case.id or 0)}["withdrawn"]
    record(database, case, NewContact(ON, "phone", "held", "arbetsgivare", clock="11:00"))
    with pytest.raises(NothingFoundError), database.write() as work:
        ConsentRepository(work).void(stopped, ON, "En gång till")


def test_signals_follow_the_log_in_the_same_transaction(database: Database, reader: Reader, case: Case) -> None:
    assert [stage for stage, *_ in signals(reader, "consent_coordination")] == ["ask", "late"]
    consent_id = both(database, case)
    assert signals(reader, "consent_coordination") == []
    assert [stage for stage, *_ in signals(reader, "consent_expiring")] == ["early", "near", "last", "expired"]
    with database.write() as work:
        ConsentRepository(work).withdraw(consent_id, STOP, ON)
    assert signals(reader, "consent_expiring") == []
    assert signals(reader, "consent_withdrawn") == [("tell", ON.isoformat(), None)]
    with database.write() as work:
        ConsentRepository(work).told(consent_id, Said(ON, "12:00"), ON)
    assert signals(reader, "consent_withdrawn") == []


def test_the_information_to_fk_rests_on_its_own_consent(database: Database, reader: Reader, case: Case) -> None:
    given(database, case, NewConsent("K1"), replace(YES, valid_to=None))
    k2 = given(database, case, NewConsent("K2"))
    told = NewContact(ON - timedelta(1), "letter", "held", "fk")
    with pytest.raises(ConsentRefusedError):
        record(database, case, told)
    record(database, case, replace(told, kind="K2"))
    booked = record(database, case, replace(told, happened_on=ON + timedelta(1), outcome="booked", kind="K2"))
    with database.write() as work:
        booked = (
            ContactRepository(work)
            .record(
                own(work, case), replace(told, happened_on=ON + timedelta(1), outcome="booked", body="Ring"), ON, booked
            )
            .id
        )
    assert reader.rows("select distinct gate, consent_id from contact") == [("consent", k2)]
    assert signals(reader, "contact_without_consent") == []
    with database.write() as work:
        found = ConsentRepository(work).withdraw(k2, STOP, ON)
    assert found.bookings == (booked,)
    assert [stage for stage, *_ in signals(reader, "contact_without_consent")] == ["booked"]


def test_what_is_booked_and_has_lost_its_consent_is_said_until_its_day(
    database: Database, reader: Reader, case: Case
) -> None:
    consent_id = both(database, case)
    ahead = ON + timedelta(3)
    booked = record(database, case, NewContact(ahead, "meeting", "booked", "arbetsgivare"))
    assert signals(reader, "contact_without_consent") == []
    with database.write() as work:
        ConsentRepository(work).withdraw(consent_id, STOP, ON)
    assert signals(reader, "contact_without_consent") == [("booked", ON.isoformat(), ahead.isoformat())]
    with database.write() as work:
        ContactRepository(work).record(
            own(work, case), NewContact(ON, "meeting", "cancelled", "arbetsgivare"), ON, booked
        )
    assert signals(reader, "contact_without_consent") == []


def test_a_withdrawal_entered_late_uncovers_what_came_after_it(database: Database, reader: Reader, case: Case) -> None:
    consent_id = both(database, case)
    contact = record(database, case, NewContact(ON - timedelta(2), "phone", "held", "arbetsgivare"))
    assert signals(reader, "contact_without_consent") == []
    with database.write() as work:
        ConsentRepository(work).withdraw(consent_id, replace(STOP, on=ON - timedelta(5)), ON)
    assert signals(reader, "contact_without_consent") == [("happened", (ON - timedelta(2)).isoformat(), None)]
    with database.write() as work:
        ContactRepository(work).record(
            own(work, case),
            NewContact(ON - timedelta(2), "phone", "held", "arbetsgivare", ground="incoming_nothing_told",
                       ground_reason="Chefen ringde, jag sa ingenting"),
            ON,
            contact,
        )  # fmt: skip
    assert signals(reader, "contact_without_consent") == []


def test_happened_without_consent_is_a_deviation_and_a_statutory_path_is_not(
    database: Database, reader: Reader, case: Case
) -> None:
    both(database, case)
    held = NewContact(ON, "phone", "held", "forsakringskassan", ground_reason="De frågade om intyget")
    record(database, case, replace(held, ground="fk_request"))
    assert signals(reader, "contact_without_consent") == []
    record(database, case, replace(held, ground="without_consent"))
    assert [stage for stage, *_ in signals(reader, "contact_without_consent")] == ["happened"]


def test_what_stands_in_the_record_is_marked_beside_it(database: Database, reader: Reader, case: Case) -> None:
    both(database, case)
    contact = record(database, case, NewContact(ON, "visit", "held", "patient"))
    assert sorted(stage for stage, *_ in signals(reader, "unjournaled")) == ["due", "due", "late", "late"]
    log = consent_log(reader, case.id or 0)
    assert len(unjournaled_events(log)) == 2
    with database.write() as work:
        mark_journaled(work, CONTACT, contact, ON)
        mark_journaled(work, CONSENT_EVENT, log[0].event_id, ON)
        mark_journaled(work, STATUS_CHANGE, 1, ON)
    assert [stage for stage, *_ in signals(reader, "unjournaled")] == ["due", "late"]
    assert [line.journaled_on for line in consent_log(reader, case.id or 0)] == [ON, None]
    with database.write() as work:
        mark_journaled(work, CONSENT_EVENT, log[0].event_id, None)
    assert len(unjournaled_events(consent_log(reader, case.id or 0))) == 2
    with pytest.raises(NothingFoundError), database.write() as work:
        mark_journaled(work, CONTACT, 99, ON)


def test_contacts_from_before_the_log_stand_and_can_be_put_in_other_words(
    database: Database, reader: Reader, case: Case
) -> None:
    old = NewContact(ON, "phone", "held", "arbetsgivare", body="Talade om schemat")
    with database.write() as work:
        first = ContactRepository(work, []).record(own(work, case), old, ON).id or 0
    assert signals(reader, "contact_without_consent") == signals(reader, "unjournaled") == []
    with database.write() as work:
        ContactRepository(work).record(own(work, case), replace(old, body="Talade om arbetstiden"), ON, first)
    with pytest.raises(ConsentRefusedError), database.write() as work:
        ContactRepository(work).record(own(work, case), replace(old, party="kommun"), ON, first + 1)


def test_the_contact_book_is_kept_and_its_parties_stand_in_the_matrix(
    database: Database, reader: Reader, case: Case
) -> None:
    with database.write() as work:
        book = ContactBook(work)
        entry = book.add(
            own(work, case), NewEntry("af", "Handläggare", "Lo Prov", "AF Umeå", "010-000", "Säkrast på förmiddagen")
        )
        with pytest.raises(RekotuiError) as raised:
            book.add(own(work, case), NewEntry("af"))
        assert raised.value.key == "book_entry_empty"
    (line,) = book_of(reader, case.id or 0)
    assert (line.party, line.role, line.name, line.phone) == ("arbetsformedlingen", "Handläggare", "Lo Prov", "010-000")
    assert "arbetsformedlingen" in [row.party for row in consent_matrix(reader, case.id or 0, ON)]
    with database.write() as work:
        ContactBook(work).change(entry.id or 0, NewEntry("af", "Handläggare", "Ny Prov"), line.version)
    with pytest.raises(BusyError), database.write() as work:
        ContactBook(work).end(entry.id or 0, ON, line.version)
    with database.write() as work:
        ContactBook(work).end(entry.id or 0, ON)
    assert book_of(reader, case.id or 0)[0].ended_on == ON
    assert "arbetsformedlingen" not in [row.party for row in consent_matrix(reader, case.id or 0, ON)]
    told = [line for line in reader.case_history(case.id or 0) if line.action.startswith("book.")]
    assert len(told) == 3
    assert "Prov" not in str([each.payload for each in told])


def test_the_history_names_nobody(database: Database, reader: Reader, case: Case) -> None:
    consent_id = both(database, case)
    with database.write() as work:
        ConsentRepository(work).withdraw(consent_id, replace(STOP, note="Hemligt"), ON)
    told = str([line.payload for line in reader.case_history(case.id or 0) if line.action.startswith("consent.")])
    assert "arbetsgivare" in told
    for word in ("Kim", "Bruket", "Hemligt"):
        assert word not in told


def test_the_unit_may_set_when_a_consent_is_expiring(database: Database, reader: Reader, case: Case) -> None:
    rule = effective_rules(Settings(), {})["consent_expiring"]
    assert consent_numbers(reader.rows) == tuple(rule.n(name) for name in ConsentNumbers._fields)
    both(database, case)

    def state(on: date) -> str:
        return next(row.state for row in consent_matrix(reader, case.id or 0, on) if row.kind == "K3")

    assert (state(END - timedelta(31)), state(END - timedelta(30))) == ("valid", "expiring")
    with database.write() as work:
        work.connection.execute("insert into setting (name, value) values ('consent_expiring.early_days', '60')")
    assert (state(END - timedelta(61)), state(END - timedelta(60))) == ("valid", "expiring")


@pytest.fixture
def logged(key: Key, database: Database, case: Case) -> Iterator[driver.Connection]:
    """A vault with a consent log, in the hands of somebody with the key who has dropped every guard."""
    consent_id = both(database, case)
    with database.write() as work:
        ConsentRepository(work).withdraw(consent_id, STOP, ON)
        mark_journaled(work, CONSENT_EVENT, 1, ON)
        ContactRepository(work).record(
            own(work, case), NewContact(ON - timedelta(1), "phone", "held", "arbetsgivare"), ON
        )
    connection = bare(key)
    for (trigger,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        connection.execute(f"drop trigger {trigger}")
    connection.execute("pragma foreign_keys = off")
    connection.execute("pragma ignore_check_constraints = on")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("attack", "entity"),
    [
        ("update consent_event set clock = '12:00' where event = 'withdrawn'", "consent_event"),
        ("update consent_event set event = 'renewed' where event = 'withdrawn'", "consent_event"),
        ("update consent_event set scope = '[\"diagnosis\"]' where id = 2", "consent_event"),
        ("update consent_event set valid_to = null where id = 2", "consent_event"),
        ("delete from consent_event where event = 'withdrawn'", "consent_event"),
        ("insert into consent_event select 99, consent_id, event, happened_on, clock, valid_from, valid_to, scope,"
         " scope_text, not_told, way, kept_where, informed, copy_given, taken_by, note, voids_id, recorded_at"
         " from consent_event where id = 1", "consent_event"),
        ("update consent set person = 'Lo Annan' where kind = 'K3'", "consent"),
        ("update consent set direction = 'both', party = 'kommun' where kind = 'K3'", "consent"),
        ("delete from consent where kind = 'K3'", "consent"),
        ("update journaled set journaled_on = '2026-01-01'", "journaled"),
        ("delete from journaled", "journaled"),
        ("update contact set clock = '08:00'", "contact"),
        ("update contact set body = 'Något annat', ground = 'fk_request', gate = 'ground'", "contact"),
        ("update contact set gate = ''", "contact"),
        ("delete from contact", "contact"),
    ],
)  # fmt: skip
def test_whoever_changes_the_log_is_found(key: Key, logged: driver.Connection, attack: str, entity: str) -> None:
    audit = audit_key(key.dek)
    assert history.verify(logged, audit) == []
    logged.execute(attack)
    faults = history.verify(logged, audit)
    assert {fault.why for fault in faults} == {entity}


@pytest.mark.parametrize(
    "attack",
    [
        "update consent set kind = 'K1'",
        "delete from consent",
        "insert or replace into consent select * from consent",
        "update consent_event set clock = ''",
        "delete from consent_event",
        "insert or replace into consent_event select * from consent_event",
        "update journaled set journaled_on = null",
        "delete from journaled",
        "insert or replace into journaled select * from journaled",
        "update contact set consent_id = null",
        "update contact set ground_reason = 'x'",
        "delete from contact_book",
    ],
)
def test_the_tables_guard_themselves(key: Key, database: Database, case: Case, attack: str) -> None:
    both(database, case)
    contact = record(database, case, NewContact(ON, "phone", "held", "arbetsgivare"))
    with database.write() as work:
        mark_journaled(work, CONTACT, contact, ON)
        ContactBook(work).add(own(work, case), NewEntry("af", "Handläggare"))
    connection = bare(key)
    with pytest.raises(driver.DatabaseError):
        connection.execute(attack)
    connection.close()


def test_the_ledger_read_by_a_reader_is_the_one_that_the_gate_reads(
    database: Database, reader: Reader, case: Case
) -> None:
    from storage.consent_ledger import ledger_of

    both(database, case)
    with database.write() as work:
        assert ledger_of(work.ask, case.id or 0) == ledger(reader, case.id or 0)
