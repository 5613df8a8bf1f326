"""The attack table with the right key in hand: `verify` says which row, or finds it against the newest anchor."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlcipher3.dbapi2 as driver

from rekotui.casework.meeting import Participant
from storage import history
from storage.backup import back_up, backups_in, default_folder
from storage.cases import CaseRepository
from storage.consents import ConsentRepository, NewConsent, Said
from storage.contacts import ContactRepository, NewContact
from storage.database import Database
from storage.history import IMMUTABLE, ZERO, Event, Fault, canonical, chained, digest_of, digest_of_row
from storage.journaled import mark_journaled
from storage.keys import audit_key
from storage.meetings import MeetingRepository, NewMeeting
from storage.messages import HISTORY_FAULTS
from storage.plan_evaluations import PlanEvaluations, Result
from storage.plans import HandedOut, PlanRepository
from storage.reading import Reader
from storage.sheets import SheetRepository
from storage.vault import Key
from storage.verifying import CUT, REWRITTEN, Verified, fault_words, printed, verified
from tests.casework.plans import sample
from tests.storage.helpers import ON, allow, bare, open_case

GIVEN = ON - timedelta(days=30)


@pytest.fixture
def owned(key: Key) -> Iterator[driver.Connection]:
    """A vault with a row of every kind that must not change, in the hands of somebody who has dropped the guards."""
    database = Database(key.folder, key.dek)
    with database.write() as work:
        case, log = open_case(work, 1, opened_on=GIVEN), ConsentRepository(work)
        _, employer = allow(work, case, "arbetsgivare", on=GIVEN)
        log.renew(employer, Said(ON, way="phone", valid_to=ON + timedelta(days=400)), ON)
        log.withdraw(employer, Said(ON, "10:00", way="phone", note="Vill vänta"), ON)
        log.give(case, NewConsent("K2"), Said(ON, way="visit", valid_to=ON + timedelta(days=90)), ON)
        held = NewContact(ON, "phone", "held", "arbetsgivare", clock="08:00")
        wanted = NewMeeting("avstamningsmote", "wanted", participants=(Participant("forsakringskassan"),))
        MeetingRepository(work).save(case, wanted, ON)
        contacts = ContactRepository(work)
        contact = contacts.record(case, replace(held, kva=("GC001", "DV077")), ON)
        mark_journaled(work, "contact", contact.id or 0, ON)
        wrong = contacts.record(case, held, ON)
        mark_journaled(work, "contact", wrong.id or 0, ON)
        contacts.void(wrong.id or 0, ON, "Fel patient")
        SheetRepository(work).note(case, "forberedelse", "sent", "letter", ON, ON)
        CaseRepository(work).change_status(case, "Aktiv", ON, "Åter i gång")
        plans = PlanRepository(work)
        plans.start(case, ON, plan=sample())
        sealed = plans.seal(case, ON)
        plans.hand_out(sealed.id or 0, HandedOut(ON), ON)
        PlanEvaluations(work).evaluate(case, sealed.id or 0, [Result(3, "helped", state="done")], None, ON)
        plans.void("plan_evaluation", 1, ON, "Fel patient")
    database.close()
    connection = bare(key)
    for (trigger,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        connection.execute(f"drop trigger {trigger}")
    connection.execute("pragma foreign_keys = off")
    yield connection
    connection.close()


def check(key: Key, *anchors: str) -> Verified:
    known = [anchor for anchor in map(printed, anchors) if anchor]
    with Reader(key.folder, key.dek) as reader:
        return verified(key, reader, backups_in(default_folder(key.folder)), known)


def anchor_of(connection: driver.Connection) -> str:
    rows, hash_ = history.head_of_chain(connection)
    return f"{rows}-{hash_[:12]}"


def row_of(connection: driver.Connection, entity: str, subject: int) -> int:
    """The row of the chain that carries the digest of a row."""
    found = connection.execute(
        "select id from history where entity = ? and entity_id = ? and row_digest is not null", (entity, subject)
    )
    return int(found.fetchone()[0])


def rewrite(connection: driver.Connection, audit: bytes, *, keep: bool = False) -> None:
    """Write the chain anew over what now lies in the file, as the program itself would have: the key is at hand.

    With `keep` the digests that stand there are kept.
    """
    prev = ZERO
    rows = connection.execute(
        "select id, at, actor, action, case_id, entity, entity_id, row_digest, payload_hash from history order by id"
    ).fetchall()
    for *head, digest, payload_hash in rows:
        if digest is not None and not keep:
            digest = digest_of(connection, head[5], head[6])
        hash_ = chained(audit, tuple(head), digest, payload_hash, prev)
        connection.execute(
            "update history set row_digest = ?, prev = ?, hash = ? where id = ?", (digest, prev, hash_, head[0])
        )
        prev = hash_


def test_an_honest_vault_holds(key: Key, owned: driver.Connection) -> None:
    found = check(key)
    assert (found.faults, found.anchors) == ((), 0)
    assert f"{found.rows}-{found.anchor[:12]}" == anchor_of(owned)
    assert {entity for (entity,) in owned.execute("select entity from history where row_digest is not null")} == set(
        IMMUTABLE
    )


@pytest.mark.parametrize(
    ("statement", "entity", "subject"),
    [
        ("update consent_event set valid_to = '2030-01-01' where id = 2", "consent_event", 2),
        ("update consent_event set event = 'renewed', valid_from = '2026-11-22' where id = 4", "consent_event", 4),
        ("update consent_event set clock = '' where id = 4", "consent_event", 4),
        ("update consent_event set clock = '23:59' where id = 4", "consent_event", 4),
        ("update consent_event set note = '' where id = 4", "consent_event", 4),
        ("update consent_event set consent_id = 1 where id = 4", "consent_event", 4),
        ('update consent_event set scope = \'["contact","diagnosis"]\' where id = 2', "consent_event", 2),
        ("update consent_event set recorded_at = '2020' where id = 2", "consent_event", 2),
        ("delete from consent_event where id = 4", "consent_event", 4),
        ("update consent set party = 'fk' where id = 2", "consent", 2),
        ("update consent set presence = 'free', direction = 'give' where id = 1", "consent", 1),
        ("delete from consent where id = 3", "consent", 3),
        ("update status_change set reason = 'annat' where id = 2", "status_change", 2),
        ("update status_change set changed_on = '2026-01-01' where id = 1", "status_change", 1),
        ("delete from status_change where id = 1", "status_change", 1),
        ("update contact set body = 'annat' where id = 1", "contact", 1),
        ("update contact set gate = '' where id = 1", "contact", 1),
        ("update contact set gate = 'ground', ground = 'emergency' where id = 1", "contact", 1),
        ("delete from contact where id = 1", "contact", 1),
        ("update meeting set kind = 'sip' where id = 1", "meeting", 1),
        ("update meeting_step set participants = '[]' where id = 1", "meeting_step", 1),
        ("delete from meeting_step where id = 1", "meeting_step", 1),
        ("update contact set gate = '', body = 'annat' where id = 2", "contact", 2),
        ("update contact_kva set code = 'AW026' where contact_id = 1 and place = 0", "contact", 1),
        ("update contact_kva set place = 7 where contact_id = 1 and place = 0", "contact", 1),
        ("delete from contact_kva where contact_id = 1 and place = 1", "contact", 1),
        ("insert into contact_kva (contact_id, code, place) values (1, 'AW026', 2)", "contact", 1),
        ("update contact set void_reason = 'Fel dag' where id = 2", "contact_strike", 2),
        ("update contact set voided_on = '2026-11-01' where id = 2", "contact_strike", 2),
        ("update contact set void_entered_on = null where id = 2", "contact_strike", 2),
        ("update contact set voided_on = null, void_reason = '', void_entered_on = null where id = 2",
         "contact_strike", 2),
        ("update journaled set journaled_on = '2026-11-01' where id = 1", "journaled", 1),
        ("delete from journaled where id = 1", "journaled", 1),
        ("update sheet_event set happened_on = '2026-11-01' where id = 1", "sheet_event", 1),
    ],
)  # fmt: skip
def test_a_changed_or_deleted_row_is_named(
    key: Key, owned: driver.Connection, statement: str, entity: str, subject: int
) -> None:
    row = row_of(owned, entity, subject)
    before = owned.total_changes
    owned.execute(statement)
    assert owned.total_changes == before + 1
    (fault,) = check(key).faults
    assert fault == Fault(row, entity, subject)
    assert str(subject) in fault_words(fault)


@pytest.mark.parametrize("entity", ["consent", "consent_event", "status_change", "contact", "journaled", "meeting"])
def test_a_row_put_in_beside_the_program_is_named(key: Key, owned: driver.Connection, entity: str) -> None:
    columns = IMMUTABLE[entity].removeprefix("id, ")
    owned.execute(f"insert into {entity} ({columns}) select {columns} from {entity} where id = 1")
    (new,) = owned.execute(f"select max(id) from {entity}").fetchone()
    assert check(key).faults == (Fault(0, entity, new),)


@pytest.mark.parametrize(
    ("statement", "faults"),
    [
        ("update contact set voided_on = '2026-11-22', void_reason = 'Fel' where id = 1", {("contact_strike", 1)}),
        ("insert into contact_kva (contact_id, code, place) values (99, 'GC001', 0)", {("contact", 99)}),
        ("update contact_kva set contact_id = 2, place = 5 where contact_id = 1 and place = 1",
         {("contact", 1), ("contact", 2)}),
        ("drop table contact_kva", {("contact", 1), ("contact", 2)}),
        ("update history set row_digest = null where action = 'contact.voided'", {("", None)}),
    ],
)  # fmt: skip
def test_a_strike_or_codes_put_in_or_moved_are_named(
    key: Key, owned: driver.Connection, statement: str, faults: set[tuple[str, int | None]]
) -> None:
    owned.execute(statement)
    found = check(key).faults
    assert faults == {("" if each.why == "changed" else each.why, each.subject) for each in found}


def without_digest(connection: driver.Connection, audit: bytes, contact: int, codes: str | None) -> None:
    """Let a contact be one that was written by an older program: its digest knew no codes, or there was none at all."""
    old = f"select {IMMUTABLE['contact']} from contact where id = ?"
    row = connection.execute(old, (contact,)).fetchone()
    connection.execute(
        "update history set row_digest = ? where action = 'contact.recorded' and entity_id = ?",
        (digest_of_row(list(row)) if codes else None, contact),
    )
    rewrite(connection, audit, keep=True)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("select 1", set()),
        ("update contact set body = 'annat' where id = 1", {"contact"}),
        ("update contact_kva set code = 'AW026' where contact_id = 1 and place = 0", {"contact"}),
        ("delete from contact_kva where contact_id = 1", {"contact"}),
    ],
)
def test_what_an_older_program_wrote_is_still_known(
    key: Key, owned: driver.Connection, statement: str, why: set[str]
) -> None:
    without_digest(owned, audit_key(key.dek), 1, "GC001 DV077")
    owned.execute(statement)
    assert {fault.why for fault in check(key).faults} == why


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("select 1", set()),
        ("delete from contact where id = 1", {"contact"}),
        ("insert into contact (case_id, happened_on, channel, outcome, part, party, recorded_at) select case_id,"
         " happened_on, channel, outcome, part, party, recorded_at from contact where id = 1", {"contact"}),
    ],
)  # fmt: skip
def test_before_there_was_a_consent_log_a_contact_is_known_to_be(
    key: Key, owned: driver.Connection, statement: str, why: set[str]
) -> None:
    owned.execute("update contact set gate = '', consent_id = null where id = 1")
    without_digest(owned, audit_key(key.dek), 1, None)
    owned.execute(statement)
    assert {fault.why for fault in check(key).faults} == why


@pytest.mark.parametrize("entity", ["consent", "consent_event", "status_change"])
def test_two_rows_that_change_places_are_both_named(key: Key, owned: driver.Connection, entity: str) -> None:
    for before, after in ((1, 500), (2, 1), (500, 2)):
        owned.execute(f"update {entity} set id = ? where id = ?", (after, before))
    assert set(check(key).faults) == {Fault(row_of(owned, entity, each), entity, each) for each in (1, 2)}


def test_two_words_in_the_log_that_change_places_are_named(key: Key, owned: driver.Connection) -> None:
    given, withdrawn = row_of(owned, "consent_event", 2), row_of(owned, "consent_event", 4)
    for before, after in ((given, 500), (withdrawn, given), (500, withdrawn)):
        for table in ("history", "history_payload"):
            owned.execute(f"update {table} set id = ? where id = ?", (after, before))
    assert {given, withdrawn} <= {fault.row for fault in check(key).faults}


def test_a_changed_payload_of_a_consent_is_named(key: Key, owned: driver.Connection) -> None:
    row = row_of(owned, "consent_event", 4)
    owned.execute("update history_payload set body = '{}' where id = ?", (row,))
    assert check(key).faults == (Fault(row, "payload"),)


def test_a_change_covered_by_a_new_row_with_the_right_key_is_named(key: Key, owned: driver.Connection) -> None:
    owned.execute("update consent_event set valid_to = '2030-01-01' where id = 2")
    first = row_of(owned, "consent_event", 2)
    event = Event("consent.given", "consent_event", 2, 1, {}, digest_of(owned, "consent_event", 2))
    second = history.append(owned, audit_key(key.dek), event)
    assert set(check(key).faults) == {Fault(second, "twice", 2), Fault(first, "consent_event", 2)}


def cut(connection: driver.Connection, key: Key, rows: int) -> None:
    """Cut the tail off: the rows of the log and what they speak of, so that what is left agrees with itself."""
    gone = connection.execute(
        "select entity, entity_id from history where id > ? and row_digest is not null", (rows,)
    ).fetchall()
    for entity, subject in gone:
        table = "contact" if entity == "contact_strike" else entity
        connection.execute(f"delete from {table} where id = ?", (subject,))
    connection.execute("delete from contact_kva where contact_id not in (select id from contact)")
    for table in ("history_payload", "history"):
        connection.execute(f"delete from {table} where id > ?", (rows,))


def cut_and_grown(connection: driver.Connection, key: Key, rows: int) -> None:
    """The same, and then go on as if nothing had been there, until the log is longer than before."""
    (before,) = connection.execute("select max(id) from history").fetchone()
    cut(connection, key, rows)
    while history.head_of_chain(connection)[0] <= before:
        history.append(connection, audit_key(key.dek), Event("case.read", "case", 1, 1, {"command": "show"}))


def written_anew(connection: driver.Connection, key: Key, rows: int) -> None:
    """A consent that never was withdrawn, and a chain over it that agrees with it."""
    del rows
    connection.execute("update consent_event set valid_to = '2030-01-01' where id = 2")
    rewrite(connection, audit_key(key.dek))


ATTACKS = pytest.mark.parametrize(
    ("attack", "why"), [(cut, CUT), (cut_and_grown, REWRITTEN), (written_anew, REWRITTEN)]
)


@ATTACKS
def test_with_the_right_key_only_the_newest_backup_tells(
    key: Key, owned: driver.Connection, attack: Callable[[driver.Connection, Key, int], None], why: str
) -> None:
    withdrawn = row_of(owned, "consent_event", 4)
    backup = back_up(key, default_folder(key.folder))
    known = backup.manifest.history_rows
    attack(owned, key, withdrawn - 1)
    with Reader(key.folder, key.dek) as reader:
        assert verified(key, reader, ()).faults == ()
    found = check(key)
    row = withdrawn if why == CUT else known
    assert [(fault.row, fault.why, fault.name) for fault in found.faults] == [(row, why, os.path.basename(backup.path))]
    assert os.path.basename(backup.path) in fault_words(found.faults[0])


@ATTACKS
def test_so_does_a_number_that_was_written_down(
    key: Key, owned: driver.Connection, attack: Callable[[driver.Connection, Key, int], None], why: str
) -> None:
    number = anchor_of(owned)
    assert check(key, number).faults == ()
    attack(owned, key, row_of(owned, "consent_event", 4) - 1)
    assert [fault.why for fault in check(key, number).faults] == [why]


def test_an_older_anchor_does_not_accuse_what_came_later(key: Key, owned: driver.Connection) -> None:
    number = anchor_of(owned)
    back_up(key, default_folder(key.folder))
    history.append(owned, audit_key(key.dek), Event("case.read", "case", 1, 1, {"command": "show"}))
    found = check(key, number)
    assert (found.faults, found.anchors) == ((), 2)


@pytest.mark.parametrize("text", ["", "x", "12", "12-abc", "0-0a1b2c3d4e5f", "-12-0a1b2c3d4e5f", "12-0a1b2c3d4e5g"])
def test_what_is_no_number_is_no_anchor(text: str) -> None:
    assert printed(text) is None


def test_every_fault_has_its_words() -> None:
    assert {*IMMUTABLE, CUT, REWRITTEN, "missing", "order", "changed", "payload", "twice"} == set(HISTORY_FAULTS)
    assert canonical(fault_words(Fault(3, CUT, 12, "ankaret"))) == canonical(
        "ankaret känner till 12 rader; de sista har tagits bort"
    )


def test_a_table_that_was_taken_away_is_missed_row_by_row(key: Key, owned: driver.Connection) -> None:
    rows = {row_of(owned, "consent_event", each) for each in range(1, 6)}
    owned.execute("drop table consent_event")
    assert {fault.row for fault in check(key).faults} == rows
