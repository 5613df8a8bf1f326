"""The one append-only chain over everything that happened, and its verification.

Every row carries the hash of the row before it, so a changed, deleted, inserted or reordered row is found. Payloads lie
apart and salted: they can be erased by law without breaking the chain. Bare-driver code, shared by look-ups (which log
that somebody was looked at: patientdatalagen 4 kap. 3 §) and by SQLModel sessions.
"""

import hashlib
import hmac
import json
import os
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

import sqlcipher3.dbapi2 as driver

from rekotui.base.clock import now, timestamp

FORMAT = 1
ZERO = bytes(32)
IMMUTABLE = {
    "status_change": "id, case_id, status, changed_on, reason, recorded_at",
    "consent": "id, case_id, kind, party, organisation, person, role, phone, purpose, direction, presence, channels,"
    " proxy, proxy_why, replaces_id, recorded_at",
    "consent_event": "id, consent_id, event, happened_on, clock, valid_from, valid_to, scope, scope_text, not_told,"
    " way, kept_where, informed, copy_given, taken_by, note, voids_id, recorded_at",
    "sheet_event": "id, case_id, sheet, event, happened_on, way, strikes_id, reason, recorded_at",
    "journaled": "id, case_id, subject, subject_id, journaled_on, recorded_at",
    "contact": "id, case_id, happened_on, clock, channel, outcome, part, party, party_name, body, next_step, minutes,"
    " with_patient, ground, recorded_at, replaces_id, gate, ground_reason, consent_id",
    "plan_version": "id, case_id, number, base_id, sealed_on, body, recorded_at",
    "plan_handed": "id, case_id, version_id, handed_on, given_to, given_to_name, way, ground, ground_reason,"
    " recorded_at",
    "plan_evaluation": "id, case_id, version_id, item, evaluated_on, result, body, state, why, next_step, next_on,"
    " contact_id, recorded_at",
    "plan_void": "id, case_id, subject, subject_id, voided_on, reason, recorded_at",
    "meeting": "id, case_id, kind, recorded_at",
    "meeting_step": "id, meeting_id, step, wanted_on, contact_id, place, purpose, participants, notes, agreements,"
    " reason, recorded_at",
    "contact_strike": "id, voided_on, void_reason, void_entered_on",
}
"""What never changes: entity → the columns that its digest in the chain is of; a contact's has its KVÅ codes too."""
_TABLES = {"contact_strike": "contact"}
"""Where an entity lies whose name is no table's: that a contact was struck stands on the contact itself."""
_ONLY = {"contact_strike": " where voided_on is not null"}
_CODES = (
    "(select group_concat(k.id || ' ' || k.place || ' ' || k.code, ',')"
    " from (select id, place, code from contact_kva where contact_id = contact.id order by place) k)"
)
_GATE = -4
"""Where the gate of a contact stands among its columns and its codes."""
_BEFORE = {"contact": "contact.recorded", "contact_strike": "contact.voided"}
"""What the chain says, without a digest, of rows from before their entity had one: only that they are."""


class Event(NamedTuple):
    """What happened: an action word, what it speaks of, and a payload of plain values.

    `row_digest` is the digest of the immutable row that the event speaks of (see `digest_of_row`).
    """

    action: str
    entity: str
    entity_id: int | None = None
    case_id: int | None = None
    payload: object = None
    row_digest: bytes | None = None


class Fault(NamedTuple):
    """One row of the chain that does not hold, and why (a key of HISTORY_FAULTS); row 0 = it has none in the chain.

    `subject` is the number of the row that it speaks of, in the table that `why` names; `name` is the anchor's.
    """

    row: int
    why: str
    subject: int | None = None
    name: str = ""


def canonical(value: object) -> bytes:
    """Return one and only one spelling of a plain value: NFC text, no spaces, keys in order."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return unicodedata.normalize("NFC", text).encode()


def digest_of_row(values: object) -> bytes:
    """Return the digest of an immutable row, given its values in column order."""
    return hashlib.sha256(canonical(values)).digest()


def actor() -> str:
    """Return who is at the keyboard, as the operating system calls them."""
    name = os.environ.get("USER") or os.environ.get("USERNAME") or "coordinator"
    # A name in another encoding arrives as half characters, which no text in the file may hold.
    return name.encode("utf-8", "replace").decode()


def append(connection: driver.Connection, key: bytes, event: Event) -> int:
    """Add one row inside the caller's transaction; return its id."""
    last = connection.execute("select id, hash from history order by id desc limit 1").fetchone()
    row_id, prev = (last[0] + 1, last[1]) if last else (1, ZERO)
    salt = os.urandom(16)
    body = canonical(event.payload).decode()
    payload_hash = hashlib.sha256(salt + body.encode()).digest()
    head = (row_id, timestamp(now()), actor(), event.action, event.case_id, event.entity, event.entity_id)
    hash_ = chained(key, head, event.row_digest, payload_hash, prev)
    connection.execute(
        "insert into history (id, at, actor, action, case_id, entity, entity_id, row_digest, salt, payload_hash, prev,"
        " hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*head, event.row_digest, salt, payload_hash, prev, hash_),
    )
    connection.execute("insert into history_payload (id, body) values (?, ?)", (row_id, body))
    return row_id


def chained(key: bytes, head: tuple[object, ...], digest: bytes | None, payload_hash: bytes, prev: bytes) -> bytes:
    """Return the keyed hash that ties one row to the row before it."""
    line = [FORMAT, *head, digest.hex() if digest else None, payload_hash.hex(), prev.hex()]
    return hmac.new(key, canonical(line), hashlib.sha256).digest()


def verify(connection: driver.Connection, key: bytes, progress: Callable[[int], None] | None = None) -> list[Fault]:
    """Check every row of the chain, its payload, and the immutable rows it speaks of; return what does not hold."""
    faults: list[Fault] = []
    prev, expected_id = ZERO, 1
    rows = connection.execute(
        "select h.id, h.at, h.actor, h.action, h.case_id, h.entity, h.entity_id, h.row_digest, h.salt, h.payload_hash,"
        " h.prev, h.hash, p.body from history h left join history_payload p on p.id = h.id order by h.id"
    )
    for row in rows:
        why = _fault(key, row, prev, expected_id)
        if why:
            faults.append(Fault(row[0], why))
        prev, expected_id = row[11], row[0] + 1
        if progress and row[0] % 5000 == 0:
            progress(row[0])
    faults.extend(_digest_faults(connection))
    return faults


def _fault(key: bytes, row: tuple, prev: bytes, expected_id: int) -> str | None:  # type: ignore[type-arg]
    head, digest, salt, payload_hash, its_prev, its_hash, body = row[:7], *row[7:]
    if row[0] != expected_id:
        return "missing"
    if its_prev != prev:
        return "order"
    if not hmac.compare_digest(chained(key, head, digest, payload_hash, its_prev), its_hash):
        return "changed"
    if body is not None and hashlib.sha256(salt + body.encode()).digest() != payload_hash:
        return "payload"
    return None


class _Told(NamedTuple):
    """What the chain tells of a row: its own number, the digest (None = older than digests), a contact's codes."""

    row: int = 0
    digest: bytes | None = None
    codes: str | None = None


def _digest_faults(connection: driver.Connection) -> Iterator[Fault]:
    """Hold each immutable row against the digest its history row carries, and miss no row on either side."""
    for entity in IMMUTABLE:
        digests: dict[int, _Told] = {}
        for row_id, entity_id, digest, codes in _words_about(connection, entity):
            # The first word about a row counts: a later one would let a changed row in by the front door.
            if digests.setdefault(entity_id, _Told(row_id, digest, codes)).row != row_id:
                yield Fault(row_id, "twice", entity_id)
        for row in _rows_of(connection, entity):
            told = digests.pop(row[0], None)
            if told is None or not _agrees(entity, row, told):
                yield Fault(told.row if told else 0, entity, row[0])
        readable = _is_there(connection, entity)
        for entity_id, told in digests.items():
            if readable or told.digest is not None:
                yield Fault(told.row, entity, entity_id)
    for (contact_id,) in _codes_of_nobody(connection):
        yield Fault(0, "contact", contact_id)


def _words_about(connection: driver.Connection, entity: str) -> Iterator[tuple]:  # type: ignore[type-arg]
    """Return what the chain says of an entity's rows, in order: history id, row, digest, and a contact's codes."""
    yield from connection.execute(
        "select h.id, h.entity_id, h.row_digest, case when h.entity = 'contact' and json_valid(p.body)"
        " then json_extract(p.body, '$.kva') end from history h left join history_payload p on p.id = h.id"
        " where (h.entity = ? and h.row_digest is not null) or (h.action = ? and h.row_digest is null) order by h.id",
        (entity, _BEFORE.get(entity, "")),
    )


def _agrees(entity: str, row: tuple, told: _Told) -> bool:  # type: ignore[type-arg]
    if told.digest is not None and told.digest == digest_of_row(list(row)):
        return True
    if entity != "contact":
        return told.digest is None and entity in _BEFORE
    # Written before codes belonged to the digest, or before there was one: the payload knows them, while it is there.
    if told.digest is None:
        return row[_GATE] == "" and _same_codes(row[-1], told.codes)
    return told.digest == digest_of_row(list(row[:-1])) and _same_codes(row[-1], told.codes)


def _same_codes(stored: str | None, told: str | None) -> bool:
    codes = [each.split(" ")[-1] for each in stored.split(",")] if stored else []
    return told is None or codes == json.loads(told)


def _rows_of(connection: driver.Connection, entity: str) -> Iterator[tuple]:  # type: ignore[type-arg]
    """Return an immutable entity's rows; none where an older schema has no such table or columns yet.

    That is no way around the check: a table that somebody took away leaves its digests in the chain behind.
    """
    if _is_there(connection, entity):
        columns, table = IMMUTABLE[entity] + _more(connection, entity), _TABLES.get(entity, entity)
        yield from connection.execute(f"select {columns} from {table}{_ONLY.get(entity, '')}")


def _is_there(connection: driver.Connection, entity: str) -> bool:
    return _columns(connection, _TABLES.get(entity, entity)).issuperset(IMMUTABLE[entity].split(", "))


def _more(connection: driver.Connection, entity: str) -> str:
    if entity != "contact":
        return ""
    return f", {_CODES}" if _columns(connection, "contact_kva") else ", null"


def _codes_of_nobody(connection: driver.Connection) -> Iterator[tuple[int]]:
    """Return the contacts that codes speak of and that never were: no digest would miss those."""
    if _columns(connection, "contact_kva") and _columns(connection, "contact"):
        yield from connection.execute(
            "select distinct contact_id from contact_kva k where contact_id not in (select id from contact)"
            " and not exists (select 1 from history where action = 'contact.recorded' and entity_id = k.contact_id)"
        )


def _columns(connection: driver.Connection, table: str) -> set[str]:
    return {name for (name,) in connection.execute("select name from pragma_table_info(?)", (table,))}


def digest_of(connection: driver.Connection, entity: str, row_id: int) -> bytes:
    """Return the digest of an immutable row as it lies in the file; `entity` is one of IMMUTABLE."""
    columns = IMMUTABLE[entity] + _more(connection, entity)
    table = _TABLES.get(entity, entity)
    row = connection.execute(f"select {columns} from {table} where id = ?", (row_id,)).fetchone()
    return digest_of_row(list(row))


def head_of_chain(connection: driver.Connection) -> tuple[int, str]:
    """Return the number of rows and the newest hash in hex: an anchor to write down outside the file."""
    last = connection.execute("select id, hash from history order by id desc limit 1").fetchone()
    return (last[0], last[1].hex()) if last else (0, ZERO.hex())
