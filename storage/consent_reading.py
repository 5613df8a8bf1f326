"""Reading the consent log with the bare driver: who may be told what at a moment, the log, the contact book."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework.consent import VOIDED, Ledger
from rekotui.casework.consent_matrix import MatrixRow, matrix
from rekotui.casework.consent_state import Moment
from storage.consent_ledger import ledger_of
from storage.consent_numbers import consent_numbers
from storage.journal_marks import CONSENT_EVENT, MARKED
from storage.reading import Reader


class ConsentEventLine(NamedTuple):
    """One line of the log: what happened, to which consent, how, until when, and whether it stands in the record.

    `voided` tells that a later line takes it back; `last_event_id` is the consent's newest event, to be given back as
    `seen` when something is added.
    """

    event_id: int
    consent_id: int
    kind: str
    party: str
    organisation: str
    person: str
    role: str
    phone: str
    purpose: str
    direction: str
    presence: str
    channels: tuple[str, ...]
    proxy: str
    proxy_why: str
    event: str
    on: date
    clock: str
    valid_from: date | None
    valid_to: date | None
    scope: tuple[str, ...]
    scope_text: str
    not_told: str
    way: str
    kept_where: str
    informed: bool | None
    copy_given: bool | None
    taken_by: str
    note: str
    voids_id: int | None
    voided: bool
    recorded_at: str
    journaled_on: date | None
    last_event_id: int


class BookLine(NamedTuple):
    """Somebody in the contact book of a case; `ended_on`: no longer the one to talk with."""

    entry_id: int
    party: str
    role: str
    name: str
    organisation: str
    phone: str
    note: str
    ended_on: date | None
    version: int


def ledger(reader: Reader, case_id: int) -> Ledger:
    """Return all consents of a case, as the rules read them."""
    return ledger_of(reader.rows, case_id)


def consent_matrix(reader: Reader, case_id: int, on: date, clock: str = "") -> tuple[MatrixRow, ...]:
    """Return who may be told what on a day (and at a time), with the outside parties of the contact book."""
    parties = [line.party for line in book_of(reader, case_id) if line.ended_on is None]
    return matrix(ledger(reader, case_id), Moment(on, clock), parties, consent_numbers(reader.rows).early_days)


def consent_log(reader: Reader, case_id: int, limit: int = 2000) -> tuple[ConsentEventLine, ...]:
    """Return the events of a case's consents, the newest first, voided ones included and marked."""
    rows = reader.rows(
        "select e.id, c.id, c.kind, c.party, c.organisation, c.person, c.role, c.phone, c.purpose, c.direction,"
        " c.presence, c.channels, c.proxy, c.proxy_why, e.event, e.happened_on, e.clock, e.valid_from, e.valid_to,"
        " e.scope, e.scope_text, e.not_told, e.way, e.kept_where, e.informed, e.copy_given, e.taken_by, e.note,"
        " e.voids_id, exists (select 1 from consent_event v where v.consent_id = e.consent_id and v.voids_id = e.id),"
        f" e.recorded_at, {MARKED.format(subject=CONSENT_EVENT, row='e.id')},"
        " (select max(l.id) from consent_event l where l.consent_id = e.consent_id)"
        " from consent c join consent_event e on e.consent_id = c.id where c.case_id = ?"
        " order by e.happened_on desc, e.clock desc, e.id desc limit ?",
        (case_id, limit),
    )
    return tuple(_line(row) for row in rows)


def book_of(reader: Reader, case_id: int) -> tuple[BookLine, ...]:
    """Return the contact book of a case: those in use first, in the order they were entered."""
    rows = reader.rows(
        "select id, party, role, name, organisation, phone, note, ended_on, version from contact_book"
        " where case_id = ? order by ended_on is not null, id",
        (case_id,),
    )
    return tuple(BookLine(*row)._replace(ended_on=_day(row[7])) for row in rows)


def unjournaled_events(log: Sequence[ConsentEventLine]) -> tuple[ConsentEventLine, ...]:
    """Return the lines of a log that are to stand in the record and do not: consents given, declined and withdrawn."""
    return tuple(line for line in log if line.journaled_on is None and not line.voided and line.event != VOIDED)


def _line(row: tuple) -> ConsentEventLine:  # type: ignore[type-arg]
    (event_id, consent_id, kind, party, organisation, person, role, phone, purpose, direction, presence, channels,
     proxy, proxy_why, event, on, clock, first, last, scope, scope_text, not_told, way, kept_where, informed,
     copy_given, taken_by, note, voids_id, voided, recorded_at, journaled_on, last_event_id) = row  # fmt: skip
    return ConsentEventLine(
        event_id, consent_id, kind, party, organisation, person, role, phone, purpose, direction, presence,
        tuple(json.loads(channels)), proxy, proxy_why, event, date.fromisoformat(on), clock, _day(first), _day(last),
        tuple(json.loads(scope)), scope_text, not_told, way, kept_where, _yes_no(informed), _yes_no(copy_given),
        taken_by, note, voids_id, bool(voided), recorded_at, _day(journaled_on), last_event_id,
    )  # fmt: skip


def _yes_no(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
