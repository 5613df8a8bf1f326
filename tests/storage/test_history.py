"""Every row of the attack table: what is refused, what is found, and what needs an anchor outside the file."""

import os
from collections.abc import Iterator
from datetime import date

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from storage import history
from storage.cases import CaseRepository
from storage.database import Database
from storage.history import Event, Fault
from storage.keys import audit_key
from storage.vault import Key
from tests.storage.helpers import bare, open_case

ROWS = 12
TRIGGERS = (
    *("history_no_update", "history_no_delete", "history_chained"),
    *("history_payload_no_update", "history_payload_no_replace", "history_payload_no_delete"),
    *("status_change_no_update", "status_change_no_delete", "status_change_no_replace"),
)
TEXT_COLUMNS = ("at", "actor", "action", "entity")
WHOLE_COLUMNS = ("case_id", "entity_id")
BLOB_COLUMNS = ("row_digest", "payload_hash", "prev", "hash")


@pytest.fixture
def audit(key: Key) -> bytes:
    return audit_key(key.dek)


@pytest.fixture
def chain(key: Key, audit: bytes) -> Iterator[driver.Connection]:
    """A vault with a history of ROWS rows, one of which speaks of a status change."""
    database = Database(key.folder, key.dek)
    with database.write() as work:
        case = open_case(work, 1)
        CaseRepository(work).change_status(case, "Aktiv", date(2026, 11, 20), "Åter i gång")
    database.close()
    connection = bare(key)
    connection.execute("begin immediate")
    while history.head_of_chain(connection)[0] < ROWS:
        history.append(connection, audit, Event("case.read", "case", 1, 1, {"command": "show"}))
    connection.execute("commit")
    yield connection
    connection.close()


@pytest.fixture
def unguarded(chain: driver.Connection) -> driver.Connection:
    """The same, in the hands of somebody who has dropped every trigger."""
    for trigger in TRIGGERS:
        chain.execute(f"drop trigger {trigger}")
    chain.execute("pragma foreign_keys = off")
    return chain


def test_an_honest_chain_holds(chain: driver.Connection, audit: bytes) -> None:
    assert history.head_of_chain(chain)[0] == ROWS
    assert history.verify(chain, audit) == []


@pytest.mark.parametrize(
    "statement",
    [
        "update history set actor = 'another' where id = 3",
        "delete from history where id = 3",
        "delete from history",
        "insert or replace into history select * from history where id = 3",
        "replace into history select * from history where id = 12",
        "insert into history select id + 1, at, actor, action, case_id, entity, entity_id, row_digest, salt,"
        " payload_hash, prev, randomblob(32) from history where id = 12",
        "insert into history select id + 5, at, actor, action, case_id, entity, entity_id, row_digest, salt,"
        " payload_hash, hash, randomblob(32) from history where id = 12",
        "update history_payload set body = '{}' where id = 3",
        "delete from history_payload where id = 3",
        "replace into history_payload values (3, '{}')",
        "update status_change set reason = 'annat'",
        "delete from status_change",
        "replace into status_change select * from status_change",
        "update or replace status_change set id = 99",
    ],
)
def test_attacks_that_the_file_itself_refuses(chain: driver.Connection, audit: bytes, statement: str) -> None:
    with pytest.raises(driver.IntegrityError):
        chain.execute(statement)
    assert history.verify(chain, audit) == []


@pytest.mark.parametrize("column", [*TEXT_COLUMNS, *WHOLE_COLUMNS, *BLOB_COLUMNS])
@pytest.mark.parametrize("row", [1, 5, ROWS])
def test_a_changed_column_is_found(unguarded: driver.Connection, audit: bytes, row: int, column: str) -> None:
    value = {**dict.fromkeys(TEXT_COLUMNS, "x"), **dict.fromkeys(WHOLE_COLUMNS, 77)}.get(column, os.urandom(32))
    unguarded.execute(f"update history set {column} = ? where id = ?", (value, row))
    assert row in {fault.row for fault in history.verify(unguarded, audit)}


def test_a_changed_salt_is_found(unguarded: driver.Connection, audit: bytes) -> None:
    unguarded.execute("update history set salt = zeroblob(16) where id = 4")
    assert history.verify(unguarded, audit) == [Fault(4, "payload")]


def test_a_changed_payload_is_found(unguarded: driver.Connection, audit: bytes) -> None:
    unguarded.execute('update history_payload set body = \'{"command":"list"}\' where id = ?', (ROWS,))
    assert history.verify(unguarded, audit) == [Fault(ROWS, "payload")]


def test_an_erased_payload_still_verifies(unguarded: driver.Connection, audit: bytes) -> None:
    unguarded.execute("delete from history_payload where id in (2, 3, 12)")
    assert history.verify(unguarded, audit) == []


def test_a_row_taken_out_of_the_middle_is_found(unguarded: driver.Connection, audit: bytes) -> None:
    unguarded.execute("delete from history where id = 7")
    assert Fault(8, "missing") in history.verify(unguarded, audit)


def test_a_first_row_taken_away_is_found(unguarded: driver.Connection, audit: bytes) -> None:
    unguarded.execute("delete from history where id = 1")
    assert history.verify(unguarded, audit)[0] == Fault(2, "missing")


def test_renumbering_after_taking_a_row_out_is_found(unguarded: driver.Connection, audit: bytes) -> None:
    unguarded.execute("delete from history where id = 7")
    for row in range(8, ROWS + 1):
        unguarded.execute("update history set id = ? where id = ?", (row - 1, row))
        unguarded.execute("update history_payload set id = ? where id = ?", (row - 1 + 1000, row))
    assert history.verify(unguarded, audit)[0] == Fault(7, "order")


def test_two_rows_changing_places_are_found(unguarded: driver.Connection, audit: bytes) -> None:
    for before, after in ((5, 500), (6, 5), (500, 6)):
        unguarded.execute("update history set id = ? where id = ?", (after, before))
        unguarded.execute("update history_payload set id = ? where id = ?", (after, before))
    assert {fault.row for fault in history.verify(unguarded, audit)} >= {5, 6}


def test_a_row_forged_without_the_key_is_found(unguarded: driver.Connection, audit: bytes) -> None:
    history.append(unguarded, os.urandom(32), Event("case.read", "case", 1, 1))
    assert history.verify(unguarded, audit) == [Fault(ROWS + 1, "changed")]


def test_the_last_row_rewritten_without_the_key_is_found(unguarded: driver.Connection, audit: bytes) -> None:
    unguarded.execute("delete from history_payload where id = ?", (ROWS,))
    unguarded.execute("delete from history where id = ?", (ROWS,))
    history.append(unguarded, os.urandom(32), Event("case.read", "case", 2, 2))
    assert history.verify(unguarded, audit) == [Fault(ROWS, "changed")]


def test_a_cut_tail_needs_the_anchor(unguarded: driver.Connection, audit: bytes) -> None:
    anchor = history.head_of_chain(unguarded)
    unguarded.execute("delete from history_payload where id > 8")
    unguarded.execute("delete from history where id > 8")
    assert history.verify(unguarded, audit) == []
    assert history.head_of_chain(unguarded) != anchor


@pytest.mark.parametrize(
    "statement",
    [
        "update status_change set reason = 'annat' where id = 2",
        "update status_change set status = 'Avslutad' where id = 2",
        "update status_change set changed_on = '2026-11-21' where id = 1",
        "update status_change set recorded_at = '2020' where id = 1",
        "update status_change set case_id = 9 where id = 1",
        "delete from status_change where id = 2",
        "insert into status_change values (3, 1, 'Avslutad', '2026-11-21', 'fel', '2026')",
    ],
)
def test_a_changed_status_change_is_found(unguarded: driver.Connection, audit: bytes, statement: str) -> None:
    unguarded.execute(statement)
    assert [fault.why for fault in history.verify(unguarded, audit)] == ["status_change"]


def test_a_copy_carries_chain_and_guards(chain: driver.Connection, key: Key, audit: bytes) -> None:
    copy = os.path.join(key.folder, "copy.db")
    chain.execute("vacuum into ?", (copy,))
    from storage.connection import connect

    other = connect(copy, key.dek)
    assert history.verify(other, audit) == []
    assert history.head_of_chain(other) == history.head_of_chain(chain)
    with pytest.raises(driver.IntegrityError):
        other.execute("delete from history")
    other.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    row=st.integers(1, ROWS),
    column=st.sampled_from([*TEXT_COLUMNS, *WHOLE_COLUMNS, *BLOB_COLUMNS, "salt"]),
    seed=st.binary(min_size=32, max_size=32),
    text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cn"]), max_size=8),
    whole=st.integers(-(2**40), 2**40),
)
def test_no_single_change_goes_unseen(
    unguarded: driver.Connection, audit: bytes, row: int, column: str, seed: bytes, text: str, whole: int
) -> None:
    value: object = text if column in TEXT_COLUMNS else whole if column in WHOLE_COLUMNS else seed
    if column == "salt":
        value = seed[:16]
    before = unguarded.execute(f"select {column} from history where id = ?", (row,)).fetchone()[0]
    assume(value != before)
    unguarded.execute("savepoint one_attack")
    unguarded.execute(f"update history set {column} = ? where id = ?", (value, row))
    faults = history.verify(unguarded, audit)
    unguarded.execute("rollback to one_attack")
    assert row in {fault.row for fault in faults}


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.none() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)))
def test_a_value_has_one_spelling(value: object) -> None:
    import json
    import unicodedata

    try:
        spelled = history.canonical(value)
    except UnicodeEncodeError:  # half a character: no text that can be stored
        return
    again = json.loads(spelled)
    assert history.canonical(again) == spelled
    assert unicodedata.is_normalized("NFC", spelled.decode())


def test_the_actor_is_who_sits_there(chain: driver.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "koordinator-prov")
    assert history.actor() == "koordinator-prov"
    monkeypatch.delenv("USER")
    monkeypatch.setenv("USERNAME", "prov-windows")
    assert history.actor() == "prov-windows"
    monkeypatch.delenv("USERNAME")
    assert history.actor()


def test_an_actor_in_another_encoding_stops_no_write(
    chain: driver.Connection, audit: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", b"\xc5sa".decode("utf-8", "surrogateescape"))
    history.append(chain, audit, Event("case.read", "case", 1, 1))
    assert history.verify(chain, audit) == []


def test_times_only_grow_in_text(chain: driver.Connection) -> None:
    times = [row[0] for row in chain.execute("select at from history order by id")]
    assert times == sorted(times)
    assert {len(time) for time in times} == {len("2026-11-22T12:00:00.000000Z")}
