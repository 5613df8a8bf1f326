"""Reading what is to stand in the patient's record, ready to be worded, and whether it does. Bare driver.

A contact that was corrected is left out: the one that corrects it says which day's note it replaces, where that one
was entered. One that was struck is there where the record still has its note, to be struck too. What was written before
the program kept account of the record is not asked for.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from rekotui.casework.consent import GRANTS, Ledger, standing_events
from rekotui.casework.consent_state import Moment, standing
from rekotui.casework.interview_record_messages import TITLES
from rekotui.casework.journal import (
    Basis,
    ConsentNote,
    ContactNote,
    Covering,
    InterviewNote,
    Note,
    Section,
    StatusNote,
    StrikeNote,
    is_to_be_entered,
)
from rekotui.casework.meeting import kind_of
from rekotui.casework.meeting_note import MeetingNote
from rekotui.casework.plan_journal import Outcome, results_text
from storage.consent_ledger import ledgers
from storage.journal_marks import (
    CODES,
    CONSENT_EVENT,
    CONTACT,
    EVENT_ASKED,
    EVENT_STANDS,
    INTERVIEW,
    INTERVIEW_ASKED,
    INTERVIEW_MARKED,
    MARKED,
    PLAN_VERSION,
    STATUS_ASKED,
    STATUS_CHANGE,
)
from storage.meeting_reading import MeetingLine, accompanying, meetings_by_case
from storage.plan_journal import VERSIONS, note_of, outcomes_at
from storage.reading import Reader

_CASE = "v.case_id, v.number, v.protected"
_CONTACTS = (
    f"select {_CASE}, c.id, c.recorded_at, {MARKED.format(subject=CONTACT, row='c.id')}, c.happened_on, c.channel,"
    " c.outcome, c.party, c.part, c.clock, c.party_name, c.with_patient, c.body, c.next_step,"
    f" {CODES.format(row='c.id')}, c.gate, c.consent_id, c.ground, c.ground_reason,"
    " (with recursive earlier (id) as (select c.replaces_id union all select r.replaces_id from earlier e"
    " join contact r on r.id = e.id where r.replaces_id is not null) select r.happened_on from earlier e"
    f" join contact r on r.id = e.id where {MARKED.format(subject=CONTACT, row='r.id')} is not null"
    " order by r.id desc limit 1)"
    " from contact c join case_overview v on v.case_id = c.case_id where c.voided_on is null"
    " and not exists (select 1 from contact r where r.replaces_id = c.id)"
)
_EVENTS = (
    f"select {_CASE}, e.id, e.recorded_at, {MARKED.format(subject=CONSENT_EVENT, row='e.id')}, e.event, e.happened_on,"
    " c.kind, e.clock, c.party, c.organisation, c.person, c.role, c.purpose, c.direction, c.presence, e.valid_from,"
    " e.valid_to, e.scope, e.scope_text, e.not_told, e.way, e.kept_where, e.informed, e.copy_given, e.taken_by,"
    " c.proxy, c.proxy_why, e.note, (select b.happened_on from consent_event b where b.id = e.voids_id),"
    f" {EVENT_ASKED} from consent_event e join consent c on c.id = e.consent_id"
    f" join case_overview v on v.case_id = c.case_id where {EVENT_STANDS}"
)
_STATUSES = (
    f"select {_CASE}, c.id, c.recorded_at, {MARKED.format(subject=STATUS_CHANGE, row='c.id')}, c.changed_on, c.status,"
    " (select b.status from status_change b where b.case_id = c.case_id and b.id < c.id order by b.id desc limit 1),"
    f" c.reason, {STATUS_ASKED} from status_change c join case_overview v on v.case_id = c.case_id where 1"
)


_STRIKES = (
    f"select {_CASE}, c.id, c.recorded_at, {MARKED.format(subject=CONTACT, row='c.id')}, c.voided_on, c.happened_on,"
    " c.channel, c.outcome, c.party, c.clock, c.party_name, c.void_reason, c.void_entered_on"
    " from contact c join case_overview v on v.case_id = c.case_id where c.void_entered_on is not null"
)


_PLANS = (
    f"select {_CASE}, p.id, p.recorded_at, {MARKED.format(subject=PLAN_VERSION, row='p.id')}, {VERSIONS}"
    " from plan_version p join case_overview v on v.case_id = p.case_id where 1"
)
_INTERVIEWS = (
    f"select {_CASE}, i.id, i.recorded_at, {INTERVIEW_MARKED}, i.closed_on, i.guide, {INTERVIEW_ASKED}"
    " from interview i join case_overview v on v.case_id = i.case_id where i.closed_on is not null"
    f" and i.voided_on is null and i.guide in ({', '.join(repr(guide) for guide in TITLES)})"
)


class Entry(NamedTuple):
    """One thing to enter in the record: what it is, of which case, and since when it stands there.

    `subject` is CONTACT (its note a StrikeNote where it is to be struck), CONSENT_EVENT, STATUS_CHANGE,
    PLAN_VERSION or INTERVIEW; `due` tells that it is asked for.
    """

    subject: str
    subject_id: int
    case_id: int
    number: str
    protected: bool
    on: date
    clock: str
    recorded_at: str
    note: Note
    due: bool
    journaled_on: date | None

    @property
    def struck(self) -> bool:
        """Whether it tells that something which stands in the record is wrong there."""
        return isinstance(self.note, StrikeNote)

    @property
    def missing(self) -> bool:
        """Whether it is asked for and does not stand there."""
        return self.due and self.journaled_on is None


def entries_of(reader: Reader, case_id: int) -> tuple[Entry, ...]:
    """Return all there is to enter of one case, the newest first."""
    found = _entries(reader, " and v.case_id = ?", (case_id,))
    return _ordered(_told(reader, each) if each.subject == INTERVIEW else each for each in found)


def unjournaled(reader: Reader) -> tuple[Entry, ...]:
    """Return what is asked for and not entered, over all cases, the oldest first: that is the one to begin with."""
    asked = {_CONTACTS: "c.gate != ''", _EVENTS: EVENT_ASKED, _STATUSES: STATUS_ASKED}
    found = _entries(reader, " and {marked} is null", (), asked)
    return tuple(entry for entry in _ordered(found)[::-1] if entry.missing)


def entry_of(reader: Reader, case_id: int, subject: str, subject_id: int) -> Entry | None:
    """Return one thing of a case, None where it does not stand any more."""
    found = (each for each in entries_of(reader, case_id) if (each.subject, each.subject_id) == (subject, subject_id))
    return next(found, None)


def _entries(
    reader: Reader, where: str, values: Sequence[object], asked: Mapping[str, str] | None = None
) -> list[Entry]:
    def ask(sql: str, subject: str, row: str) -> Sequence[tuple[Any, ...]]:
        more = f" and {asked[sql]}" if asked and sql in asked else ""
        marked = INTERVIEW_MARKED if subject == INTERVIEW else MARKED.format(subject=subject, row=row)
        return reader.rows(sql + where.format(marked=marked) + more, tuple(values))

    contacts = ask(_CONTACTS, CONTACT, "c.id")
    outcomes = outcomes_at(reader.rows, sorted({row[0] for row in contacts}))
    cases = sorted({row[0] for row in contacts if row[18] is not None})
    meetings = {
        line.contact_id: line
        for lines in meetings_by_case(reader.rows, sorted({row[0] for row in contacts})).values()
        for line in lines
    }
    consents = ledgers(reader.rows, sorted({*cases, *(line.case_id for line in meetings.values())}))
    found = [
        _contact(row, consents.get(row[0], ()), outcomes.get(row[3], ()), meetings.get(row[3])) for row in contacts
    ]
    found += [_event(row) for row in ask(_EVENTS, CONSENT_EVENT, "e.id")]
    found += [_status(row) for row in ask(_STATUSES, STATUS_CHANGE, "c.id")]
    found += [each for row in ask(_PLANS, PLAN_VERSION, "p.id") if (each := _plan(row)) is not None]
    found += [_strike(row) for row in ask(_STRIKES, CONTACT, "c.id")]
    found += [_interview(row) for row in ask(_INTERVIEWS, INTERVIEW, "i.id")]
    return found


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda one: (one.on, one.clock, one.recorded_at, one.subject_id), reverse=True))


def _contact(row: tuple[Any, ...], ledger: Ledger, outcomes: Sequence[Outcome], meeting: MeetingLine | None) -> Entry:
    (on, channel, outcome, party, part, clock, name, with_patient, body, next_step, codes, gate, consent_id, ground,
     reason, corrects) = row[6:]  # fmt: skip
    day = date.fromisoformat(on)
    note = ContactNote(
        day, channel, outcome, party, part, clock, name, _yes_no(with_patient), body, next_step,
        tuple((codes or "").split()), _covering(ledger, consent_id, Moment(day, clock)), ground, reason, _day(corrects),
        results_text(outcomes),
    )  # fmt: skip
    if meeting is not None:
        told = MeetingNote(
            kind_of(meeting.kind).record, meeting.state, meeting.place, meeting.participants, meeting.agreements
        )
        others = (Basis(_covering(ledger, each.consent_id, each.moment), each.ground) for each in accompanying(meeting))
        note = note._replace(meeting=told, also=tuple(each for each in others if each.covering or each.ground))
    return _entry(CONTACT, row, day, clock, note, bool(gate) and is_to_be_entered(outcome))


def _covering(ledger: Ledger, consent_id: int | None, moment: Moment) -> Covering | None:
    consent = next((each for each in ledger if each.consent_id == consent_id), None)
    if consent is None:
        return None
    given = [event.on for event in standing_events(consent) if event.event in GRANTS and event.on <= moment.on]
    until = standing(consent, moment, ledger).until
    return Covering(
        consent.kind, consent.party, consent.organisation, consent.person, max(given, default=None),
        None if until == date.max else until,
    )  # fmt: skip


def _event(row: tuple[Any, ...]) -> Entry:
    (event, on, kind, clock, party, organisation, person, role, purpose, direction, presence, first, last, scope,
     scope_text, not_told, way, kept, informed, copy_given, taken_by, proxy, proxy_why, note, voided_on,
     asked) = row[6:]  # fmt: skip
    day = date.fromisoformat(on)
    told = ConsentNote(
        event, day, kind, clock, party, organisation, person, role, purpose, direction, presence, _day(first),
        _day(last), tuple(json.loads(scope)), scope_text, not_told, way, kept, _yes_no(informed), _yes_no(copy_given),
        taken_by, proxy, proxy_why, note, _day(voided_on),
    )  # fmt: skip
    return _entry(CONSENT_EVENT, row, day, clock, told, bool(asked))


def _status(row: tuple[Any, ...]) -> Entry:
    on, status, before, reason, asked = row[6:]
    note = StatusNote(date.fromisoformat(on), status, before or "", reason)
    return _entry(STATUS_CHANGE, row, note.on, "", note, bool(asked))


def _strike(row: tuple[Any, ...]) -> Entry:
    on, happened_on, channel, outcome, party, clock, name, reason, entered_on = row[6:]
    note = StrikeNote(
        date.fromisoformat(on), date.fromisoformat(happened_on), channel, outcome, party, clock, name, reason,
        _day(entered_on),
    )  # fmt: skip
    return _entry(CONTACT, row, note.on, "", note, due=True)


def _plan(row: tuple[Any, ...]) -> Entry | None:
    """Return the entry of a sealed plan; none for one that was struck and never stood in the record."""
    note = note_of(row[6:])
    struck = note.voided_on is not None
    return None if struck and row[5] is None else _entry(PLAN_VERSION, row, note.on, "", note, not struck)


def _interview(row: tuple[Any, ...]) -> Entry:
    on, guide, asked = row[6:]
    note = InterviewNote(date.fromisoformat(on), TITLES[guide])
    return _entry(INTERVIEW, row, note.on, "", note, bool(asked))


def _told(reader: Reader, entry: Entry) -> Entry:
    """Return an interview with what was said in it; sensitive answers are for her own screen to add."""
    from rekotui.casework.guides import in_force
    from rekotui.casework.interview_record import record_sections
    from storage.interview_reading import stored_sheet

    guides = in_force()
    stored = stored_sheet(reader, entry.subject_id, guides)
    assert isinstance(entry.note, InterviewNote)
    told: tuple[Section, ...] = record_sections(stored.sheet, guides.vocabulary) if stored else ()
    return entry._replace(note=entry.note._replace(told=told))


def _entry(subject: str, row: tuple[Any, ...], on: date, clock: str, note: Note, due: bool) -> Entry:
    case_id, number, protected, id_, recorded_at, journaled = row[:6]
    return Entry(subject, id_, case_id, number, bool(protected), on, clock, recorded_at, note, due, _day(journaled))


def _yes_no(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
