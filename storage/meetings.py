"""Meetings and other cooperation with those outside: wanted, planned, held, moved, called off. In the caller's work.

A meeting is held on a contact: day, time, channel and outcome go to the contact ledger, which asks the consent log
about the party that it names; everybody else at the table is asked of the same gates here. So planning is stopped
where a consent is missing, and what has happened can be recorded with a ground. Each promise becomes a follow-up, and
the information under 4 § sets the fact that rules 25 and 26 look at, in the same transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import BusyError, NothingFoundError, WrongUseError
from rekotui.casework import contact as contacts
from rekotui.casework import facts
from rekotui.casework import meeting as rules
from rekotui.casework.contact import Gate, PlannedContact
from rekotui.casework.meeting import Agreement, MeetingKind, Participant
from rekotui.casework.meeting_messages import FOLLOWED_UP, FOLLOWED_UP_ON
from storage.case_facts import CaseFactRepository
from storage.contacts import ContactRepository, NewContact
from storage.database import Work
from storage.follow_ups import FollowUpRepository, NewFollowUp
from storage.gates import gates_of
from storage.history import Event, digest_of
from storage.meeting_models import Meeting, MeetingStep
from storage.meeting_reading import MeetingLine, meetings_by_case
from storage.models import Case
from storage.work_models import CaseFact, Contact

_MEETING = "meeting"
"""The origin of a promise's follow-up, and its reason."""


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """What a meeting is from now on; codes as in content/meetings.json and content/contacts.json.

    `on` and `clock` are its day and time; `agreements` are the promises that are new. Of one that is `wanted`,
    `wanted_on` is since when. `next_on` is when it is followed up. `reason` says why it was called off or never was.
    """

    kind: str
    state: str
    on: date | None = None
    clock: str = ""
    channel: str = ""
    place: str = ""
    purpose: str = ""
    participants: tuple[Participant, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    agreements: tuple[Agreement, ...] = ()
    wanted_on: date | None = None
    next_on: date | None = None
    reason: str = ""
    minutes: int | None = None


class MeetingRepository:
    """Writes meetings within one unit of work."""

    def __init__(self, work: Work, gates: Sequence[Gate] | None = None) -> None:
        self._work = work
        self._gates = gates_of(work) if gates is None else gates

    def save(
        self, case: Case, new: NewMeeting, on: date, meeting_id: int | None = None, seen: int | None = None
    ) -> int:
        """Enter a meeting as of `on`, or what one (`meeting_id`) has become; return its number.

        `seen` is the step that the screen showed. Raises BusyError if there is another by now, WrongUseError for what
        is missing or cannot be, and ConsentRefusedError from a gate.
        """
        before = self._standing(case, meeting_id, seen) if meeting_id is not None else None
        kind = rules.kind_of(before.kind if before else new.kind)
        state = rules.check_state(new.state)
        people = _people(state, new.participants)
        if state == rules.WANTED and before is not None and before.contact_id is not None:
            raise WrongUseError("meeting_has_day")
        _check(state, new, people)
        meeting_id = before.meeting_id if before else self._enter(case, kind)
        contact = self._contact(case, kind, state, new, people, on, before)
        if contact is not None:
            people = self._gated(case, kind, state, people, contact)
        agreements = (*(before.agreements if before else ()), *self._promised(case, meeting_id, new.agreements))
        step = MeetingStep(
            meeting_id=meeting_id,
            step=state,
            wanted_on=_wanted_on(state, new, before, on),
            contact_id=contact.id if contact else None,
            place=facts.clean_line("place", new.place),
            purpose=facts.clean_line("purpose", new.purpose),
            participants=[each._asdict() for each in people],
            notes=_notes(kind, new.notes) if state == rules.DONE else {},
            agreements=[{**each._asdict(), "due_on": each.due_on.isoformat()} for each in agreements],
            reason=facts.clean_text("reason", new.reason),
            recorded_at=timestamp(now()),
        )
        self._add(case.id or 0, kind.code, step)
        self._follow_up(case, kind, meeting_id, new)
        self._set_fact(case, kind)
        return meeting_id

    def void(self, case: Case, meeting_id: int, on: date, reason: str) -> None:
        """Mark a meeting as wrongly entered, with its contact: both are kept, with the reason."""
        line = self._standing(case, meeting_id)
        reason = facts.clean_text("reason", reason)
        if not reason:
            raise WrongUseError("reason_needed")
        if line.contact_id is not None:
            ContactRepository(self._work).void(line.contact_id, on, reason)
        last = self._work.session.get(MeetingStep, line.step_id)
        if last is None:
            raise NothingFoundError("no_such_meeting")
        step = MeetingStep(**{**last.model_dump(exclude={"id"}), "step": rules.VOIDED, "reason": reason})
        step.contact_id, step.recorded_at = line.contact_id, timestamp(now())
        self._add(line.case_id, line.kind, step)
        self._set_fact(case, rules.kind_of(line.kind))

    def _lines(self, case: Case) -> tuple[MeetingLine, ...]:
        return meetings_by_case(self._work.ask, [case.id or 0]).get(case.id or 0, ())

    def _standing(self, case: Case, meeting_id: int, seen: int | None = None) -> MeetingLine:
        line = next((each for each in self._lines(case) if each.meeting_id == meeting_id), None)
        if line is None or line.state == rules.VOIDED:
            raise NothingFoundError("no_such_meeting")
        if seen is not None and line.step_id != seen:
            raise BusyError("changed_elsewhere")
        return line

    def _enter(self, case: Case, kind: MeetingKind) -> int:
        row = Meeting(case_id=case.id or 0, kind=kind.code, recorded_at=timestamp(now()))
        self._work.session.add(row)
        self._work.session.flush()
        digest = digest_of(self._work.connection, "meeting", row.id or 0)
        self._work.record(Event("meeting.entered", "meeting", row.id, case.id, {"kind": kind.code}, digest))
        return row.id or 0

    def _contact(
        self,
        case: Case,
        kind: MeetingKind,
        state: str,
        new: NewMeeting,
        people: tuple[Participant, ...],
        on: date,
        before: MeetingLine | None,
    ) -> Contact | None:
        """Write down the contact that it is held on, in place of the one before; None while it is only wanted."""
        outcome = rules.outcome_of(state)
        if not outcome:
            return None
        first = rules.lead(kind, state, people)
        # What is called off is called off now: its own day may not have come.
        day = on if state == rules.CANCELLED else new.on or on
        contact = NewContact(
            happened_on=day,
            channel=new.channel or kind.channels[0],
            outcome=outcome,
            party=first.party,
            part=contacts.OUTSIDE,
            clock="" if state == rules.CANCELLED else new.clock,
            party_name=first.name or first.role,
            body=_body(kind, state, new),
            next_step=FOLLOWED_UP_ON.format(day=new.next_on) if new.next_on else "",
            minutes=new.minutes,
            with_patient=rules.with_patient(state, people),
            ground=first.ground,
            ground_reason=first.ground_reason,
            kva=(*kind.kva, self._work.settings.kva_outside) if state == rules.DONE else None,
            kind=kind.consent_of(first.party),
        )
        return ContactRepository(self._work, self._gates).record(
            case, contact, on, before.contact_id if before else None
        )

    def _gated(
        self, case: Case, kind: MeetingKind, state: str, people: tuple[Participant, ...], contact: Contact
    ) -> tuple[Participant, ...]:
        """Ask the gates about everybody who is to be there, or was; the contact has asked about whom it names."""
        first, present = rules.lead(kind, state, people), rules.there(state, people)
        return tuple(
            each
            if each not in present
            else each._replace(gate=contact.gate, consent_id=contact.consent_id)
            if each == first
            else self._through(case, kind, each, contact)
            for each in people
        )

    def _through(self, case: Case, kind: MeetingKind, each: Participant, contact: Contact) -> Participant:
        asked = PlannedContact(
            case_id=case.id or 0,
            party=each.party,
            party_name=each.name or each.role,
            happened_on=contact.happened_on,
            clock=contact.clock,
            outcome=contact.outcome,
            with_patient=contact.with_patient,
            ground=each.ground,
            ground_reason=each.ground_reason,
            kind=kind.consent_of(each.party),
        )
        for gate in self._gates:
            passed = gate.check(asked)
            each = each._replace(gate=passed.gate, consent_id=passed.consent_id)
        return each

    def _promised(self, case: Case, meeting_id: int, agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
        """Let each promise be watched."""
        made = []
        for each in agreements:
            what = facts.clean_line("agreement", each.what)
            if not what:
                raise WrongUseError("agreement_incomplete")
            promise = NewFollowUp(each.due_on, _MEETING, each.party, each.name, what, _MEETING, meeting_id)
            row = FollowUpRepository(self._work).add(case, promise)
            made.append(Agreement(what, row.party, row.party_name, each.due_on, row.id))
        return tuple(made)

    def _follow_up(self, case: Case, kind: MeetingKind, meeting_id: int, new: NewMeeting) -> None:
        if new.next_on is not None:
            body = FOLLOWED_UP.format(what=kind.label)
            following = NewFollowUp(new.next_on, kind.reason, "", "", body, _MEETING, meeting_id)
            FollowUpRepository(self._work).add(case, following)

    def _add(self, case_id: int, kind: str, step: MeetingStep) -> None:
        self._work.session.add(step)
        self._work.session.flush()
        digest = digest_of(self._work.connection, "meeting_step", step.id or 0)
        payload = {
            "kind": kind,
            "meeting": step.meeting_id,
            "contact": step.contact_id,
            "parties": [each["party"] for each in step.participants],
            "came": [each["party"] for each in step.participants if each["attendance"] == rules.CAME],
            "agreements": len(step.agreements),
        }
        self._work.record(Event(f"meeting.{step.step}", "meeting_step", step.id, case_id, payload, digest))

    def _set_fact(self, case: Case, kind: MeetingKind) -> None:
        """Let the case know the day on which Försäkringskassan was told: the newest that stands."""
        if not kind.sets:
            return
        own = [line for line in self._lines(case) if line.kind == kind.code]
        days = [line.on for line in own if line.state == rules.DONE and line.on is not None]
        stored = self._work.session.get(CaseFact, case.id)
        known: date | None = getattr(stored, kind.sets) if stored else None
        told_here = {date.fromisoformat(row[0]) for row in self._work.ask(_TOLD, (case.id, kind.code))}
        # What she has entered by hand is not taken back, and goes before an earlier day.
        by_hand = known if known not in told_here else None
        newest = max((day for day in (*days, by_hand) if day is not None), default=None)
        CaseFactRepository(self._work).change(case, {kind.sets: newest})


_TOLD = (
    "select c.happened_on from meeting m join meeting_step s on s.meeting_id = m.id join contact c"
    " on c.id = s.contact_id where m.case_id = ? and m.kind = ? and c.outcome = 'held'"
)


def _check(state: str, new: NewMeeting, people: tuple[Participant, ...]) -> None:
    if not people:
        raise WrongUseError("meeting_nobody")
    if state in (rules.PLANNED, rules.DONE, rules.MISSED) and new.on is None:
        raise WrongUseError("meeting_day_needed")
    if state == rules.DONE and not rules.there(state, people):
        raise WrongUseError("meeting_nobody_came")
    if state in (rules.MISSED, rules.CANCELLED) and not new.reason.strip():
        raise WrongUseError("reason_needed")


def _people(state: str, participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Return the participants as they are stored: who came is known only once it was held, or never was."""
    found = []
    for each in participants:
        attendance = rules.check_attendance(each.attendance)
        if state == rules.DONE:
            attendance = attendance or rules.CAME
        elif state != rules.MISSED:
            attendance = ""
        found.append(
            Participant(
                party=contacts.check_code("parties", each.party, "--party"),
                name=facts.clean_line("party_name", each.name),
                role=facts.clean_line("role", each.role),
                attendance=attendance,
                ground=facts.clean_line("ground", each.ground),
                ground_reason=facts.clean_text("ground_reason", each.ground_reason),
            )
        )
    return tuple(found)


def _notes(kind: MeetingKind, notes: Mapping[str, str]) -> dict[str, str]:
    known = {heading.id for heading in kind.headings}
    cleaned = {name: facts.clean_text("note", text) for name, text in notes.items() if name in known}
    return {name: text for name, text in cleaned.items() if text}


def _body(kind: MeetingKind, state: str, new: NewMeeting) -> str:
    told = rules.written(new.purpose, _notes(kind, new.notes) if state == rules.DONE else {}, kind)
    return "\n".join(part for part in (told, new.reason) if part.strip())


def _wanted_on(state: str, new: NewMeeting, before: MeetingLine | None, on: date) -> date | None:
    wanted = new.wanted_on or (before.wanted_on if before else None)
    return wanted or (on if state == rules.WANTED else None)
