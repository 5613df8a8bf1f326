"""Reading meetings with the bare driver: what holds of each, with what the contact that it is held on says.

The day, the clock time, the channel and what became of it are the contact's: where that one was corrected or struck
out beside the meeting, the meeting says the same.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from rekotui.casework.consent_state import Moment
from rekotui.casework.consent_withdrawal import PastContact
from rekotui.casework.meeting import (
    DONE,
    PLANNED,
    VOIDED,
    WANTED,
    Agreement,
    Participant,
    kind_of,
    lead,
    outcome_of,
    state_of,
    there,
    with_patient,
)
from rekotui.casework.meeting_demands import Known
from storage.consent_ledger import Ask
from storage.consent_reading import book_of
from storage.journal_marks import CONTACT, MARKED
from storage.reading import Reader

_AT_ONCE = 400
_NOW = (
    "(with recursive later (id) as (select s.contact_id union all select r.id from contact r join later"
    " on r.replaces_id = later.id where r.case_id = m.case_id) select max(id) from later)"
)
_FOUND = (
    "select m.case_id, m.id, m.kind, s.id, s.step, s.wanted_on, s.place, s.purpose, s.participants, s.notes,"
    " s.agreements, s.reason, s.contact_id, c.id, c.happened_on, c.clock, c.channel, c.outcome, c.minutes,"
    f" c.voided_on, c.void_reason, {MARKED.format(subject=CONTACT, row='c.id')}, s.recorded_at from meeting m"
    " join meeting_step s on s.id = (select max(l.id) from meeting_step l where l.meeting_id = m.id)"
    f" left join contact c on c.id = {_NOW} where m.case_id in ({{marks}}) order by m.id"
)


class MeetingLine(NamedTuple):
    """One meeting as it stands. `state` as in content/meetings.json; `on` is None while it is only wanted.

    `step_id` is the newest step, to be given back as `seen` when something is changed; `contact_id` the contact that
    it is held on now, None while it is wanted.
    """

    case_id: int
    meeting_id: int
    kind: str
    step_id: int
    state: str
    wanted_on: date | None
    on: date | None
    clock: str
    channel: str
    place: str
    purpose: str
    participants: tuple[Participant, ...]
    notes: dict[str, str]
    agreements: tuple[Agreement, ...]
    reason: str
    contact_id: int | None
    minutes: int | None
    journaled_on: date | None
    recorded_at: str

    @property
    def open(self) -> bool:
        """Whether it is still to come, or to be given a day."""
        return self.state in (WANTED, PLANNED)

    @property
    def written_up(self) -> bool:
        """Whether it was held and what came of it is written down."""
        return self.state == DONE and bool(self.notes or self.agreements)


class Promise(NamedTuple):
    """A promise with what has become of it: the state of its follow-up, and until when it is watched now."""

    agreement: Agreement
    state: str
    due_on: date
    closed_on: date | None


def meetings_by_case(ask: Ask, ids: Sequence[int]) -> dict[int, tuple[MeetingLine, ...]]:
    """Return the meetings of the given cases in the order they were entered; cases without any are left out."""
    found: dict[int, list[MeetingLine]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = tuple(ids[start : start + _AT_ONCE])
        for row in ask(_FOUND.format(marks=", ".join("?" * len(part))), part):
            found.setdefault(row[0], []).append(_line(row))
    return {case_id: tuple(lines) for case_id, lines in found.items()}


def meetings_of(reader: Reader, case_id: int) -> tuple[MeetingLine, ...]:
    """Return a case's meetings: those to come by day (without a day first), then the others, newest first."""
    lines = meetings_by_case(reader.rows, [case_id]).get(case_id, ())
    coming = sorted((each for each in lines if each.open), key=lambda each: (each.on or date.min, each.clock))
    past = sorted(
        (each for each in lines if not each.open),
        key=lambda each: (each.on or date.min, each.clock, each.meeting_id),
        reverse=True,
    )
    return (*coming, *past)


def promises_of(reader: Reader, lines: Iterable[MeetingLine]) -> dict[int, Promise]:
    """Return what has become of the promises of meetings, by the number of their follow-up."""
    agreed = {each.follow_up_id: each for line in lines for each in line.agreements if each.follow_up_id is not None}
    marks = ", ".join("?" * len(agreed))
    rows = reader.rows(f"select id, state, due_on, closed_on from follow_up where id in ({marks})", tuple(agreed))
    return {row[0]: Promise(agreed[row[0]], row[1], date.fromisoformat(row[2]), _day(row[3])) for row in rows}


def known_of(reader: Reader, case_id: int) -> Known:
    """Return what the case says that preconditions of meetings look at."""
    rows = reader.rows(
        "select applied, aktivitetsersattning, fk_decision_to, fk_need_on from case_fact where case_id = ?",
        (case_id,),
    )
    applied, aktivitet, decided, need = rows[0] if rows else ("", "", None, None)
    people = frozenset(line.party for line in book_of(reader, case_id) if line.ended_on is None)
    said = {"yes": True, "no": False}.get(aktivitet)
    return Known(applied, said, decided is not None, _day(need), people)


def accompanying(line: MeetingLine) -> tuple[PastContact, ...]:
    """Return those at a meeting besides the one whom its contact names, as contacts of that day.

    The rules about consent look at them as at any contact; nobody else has a row for them.
    """
    if line.contact_id is None or line.on is None or line.state == VOIDED:
        return ()
    first = lead(kind_of(line.kind), line.state, line.participants)
    told = with_patient(line.state, line.participants)
    others = list(there(line.state, line.participants))
    if first in others:
        others.remove(first)
    moment, outcome = Moment(line.on, line.clock), outcome_of(line.state)
    return tuple(
        PastContact(line.contact_id, each.party, each.name, moment, outcome, told, each.ground, each.consent_id)
        for each in others
    )


def _line(row: tuple[Any, ...]) -> MeetingLine:
    (case_id, meeting_id, kind, step_id, step, wanted_on, place, purpose, participants, notes, agreements, reason,
     own_contact, contact_id, on, clock, channel, outcome, minutes, voided_on, void_reason, journaled,
     recorded_at) = row  # fmt: skip
    gone = step == VOIDED or voided_on is not None
    state = VOIDED if gone else step if contact_id == own_contact else state_of(outcome)
    return MeetingLine(
        case_id, meeting_id, kind, step_id, state, _day(wanted_on), _day(on), clock or "", channel or "", place,
        purpose, tuple(Participant(**each) for each in json.loads(participants)), json.loads(notes),
        tuple(agreement_of(each) for each in json.loads(agreements)), reason or void_reason or "", contact_id, minutes,
        _day(journaled), recorded_at,
    )  # fmt: skip


def agreement_of(told: dict[str, Any]) -> Agreement:
    """Return a promise as it lies in a step."""
    return Agreement(**{**told, "due_on": date.fromisoformat(told["due_on"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
