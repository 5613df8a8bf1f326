"""External cooperation: kinds of meetings, who is there, what is promised. What a kind demands lies in content/.

A meeting is held on a contact of the contact ledger: day, clock time, channel and what became of it stand there and
nowhere else. Here is what the ledger has no room for: the kind, who was asked and who came, what must be noted
(domain rules D; A.2 for the 4 § information; table H 45 and 46), and what was promised by whom until when.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from rekotui.base.errors import WrongUseError
from rekotui.casework.contact import BOOKED, HELD, OUTSIDE, PATIENT, part_of
from rekotui.content.load import load_json

WANTED, PLANNED, DONE, MISSED, CANCELLED, VOIDED = "wanted", "planned", "held", "missed", "cancelled", "voided"
"""What has become of a meeting. Wanted: nobody has a day yet, and nothing has left the unit."""

CAME, ABSENT, EXCUSED = "came", "absent", "excused"
"""What became of a participant; "" = the day has not come."""

FK_INFORMATION = "fk_information"
"""The kind of the information under 4 §: it is no meeting, but it is asked for and watched like one."""

_OUTCOMES = {PLANNED: BOOKED, DONE: HELD, MISSED: "did_not_come", CANCELLED: "cancelled"}
_STATES = {**{outcome: state for state, outcome in _OUTCOMES.items()}, "no_answer": MISSED, "message_left": MISSED}


class Expected(NamedTuple):
    """Whom a kind of meeting is with: the party's code, a role in words, and whether it is none without."""

    party: str
    role: str
    needed: bool


class Heading(NamedTuple):
    """Something that is noted about a meeting, under a heading of its own; `needed`: it must be."""

    id: str
    label: str
    needed: bool


class MeetingKind(NamedTuple):
    """What one kind of cooperation is and demands, as content/meetings.json has it.

    `own_consent` gives the parties that a consent of its own kind covers (K2 for the 4 § information, K5 for a SIP);
    everybody else outside the care needs a consent of their own (K3). `one_more`: somebody must be there besides the
    patient and those who are needed. `sets` is the fact (`case_fact`) whose day it is, `watched_by` the rule that
    already asks for the answer, `record` how the patient's record calls it, `follow_up_days` a suggestion,
    `reason` what is then watched.
    """

    code: str
    label: str
    record: str
    with_whom: str
    law: str
    source: str
    mark: str
    party: str
    own_consent: Mapping[str, tuple[str, ...]]
    channels: tuple[str, ...]
    expected: tuple[Expected, ...]
    one_more: bool
    preconditions: tuple[str, ...]
    headings: tuple[Heading, ...]
    agenda: tuple[str, ...]
    remember: str
    kva: tuple[str, ...]
    follow_up_days: int
    reason: str
    guide: str
    sets: str
    watched_by: str

    def consent_of(self, party: str) -> str:
        """Return the kind of consent that covers a party at this meeting, "" where the party decides (K3)."""
        return next((kind for kind, parties in self.own_consent.items() if party in parties), "")


class Participant(NamedTuple):
    """Somebody at a meeting: party (content/contacts.json), name and role where they are known, and whether she came.

    `gate` and `consent_id` tell on what it rests that she is there, `ground` and `ground_reason` on what apart from a
    consent, as on a contact.
    """

    party: str
    name: str = ""
    role: str = ""
    attendance: str = ""
    gate: str = ""
    consent_id: int | None = None
    ground: str = ""
    ground_reason: str = ""


class Agreement(NamedTuple):
    """A promise: what, by whom (party "" = the coordinator), until when, and the follow-up that it became."""

    what: str
    party: str
    name: str
    due_on: date
    follow_up_id: int | None = None


def kinds() -> Mapping[str, MeetingKind]:
    """Return every kind of external cooperation, by its code and in the order of the list."""
    return _kinds()


def kind_of(code: str) -> MeetingKind:
    """Return a kind; raise WrongUseError("bad_choice") where there is none."""
    found = _kinds().get(code)
    if found is None:
        raise WrongUseError("bad_choice", option="--kind", known=", ".join(_kinds()))
    return found


def states() -> Mapping[str, str]:
    """Return what may become of a meeting: code → Swedish words."""
    words: Mapping[str, str] = _table()["states"]
    return words


def attendances() -> Mapping[str, str]:
    """Return what may become of a participant: code → Swedish words."""
    words: Mapping[str, str] = _table()["attendance"]
    return words


def precondition_words(code: str) -> Mapping[str, str]:
    """Return what a precondition says when it is met, missing or unknown."""
    words: Mapping[str, str] = _table()["preconditions"][code]
    return words


def check_state(state: str) -> str:
    """Return a state that a meeting can be given; raise WrongUseError("bad_choice") for another."""
    if state not in (WANTED, *_OUTCOMES):
        raise WrongUseError("bad_choice", option="--state", known=", ".join((WANTED, *_OUTCOMES)))
    return state


def check_attendance(attendance: str) -> str:
    """Return what became of a participant; raise WrongUseError("bad_choice") for another word."""
    if attendance and attendance not in attendances():
        raise WrongUseError("bad_choice", option="attendance", known=", ".join(attendances()))
    return attendance


def outcome_of(state: str) -> str:
    """Return what the contact ledger says of a meeting in this state, "" for one that has no contact yet."""
    return _OUTCOMES.get(state, "")


def state_of(outcome: str) -> str:
    """Return what a meeting is by what the contact ledger says of it."""
    return _STATES[outcome]


def is_outside(party: str) -> bool:
    """Return whether a party is outside the care: only then does its being there need a consent of its own."""
    return party != PATIENT and part_of(party) == OUTSIDE


def there(state: str, participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Return those who are asked to come, or once it was held those who came; nobody where it never was."""
    if state == DONE:
        return tuple(each for each in participants if each.attendance == CAME)
    return tuple(participants) if state in (WANTED, PLANNED) else ()


def with_patient(state: str, participants: Iterable[Participant]) -> bool:
    """Return whether the patient is to be there, or was."""
    return any(each.party == PATIENT for each in there(state, participants))


def lead(kind: MeetingKind, state: str, participants: Sequence[Participant]) -> Participant:
    """Return with whom the contact is said to be: the kind's own party, else one from outside, else whoever there is.

    One who did not come is no contact, as long as somebody else did.
    """
    present = there(state, participants)

    def rank(each: Participant) -> tuple[bool, bool, bool]:
        return each in present, each.party == kind.party, is_outside(each.party)

    return max(participants, key=rank, default=Participant(kind.party))


def written(purpose: str, notes: Mapping[str, str], kind: MeetingKind) -> str:
    """Return the purpose and the notes as running text, each under its heading: what the contact tells."""
    told = [f"{heading.label}: {notes[heading.id]}" for heading in kind.headings if notes.get(heading.id, "").strip()]
    return "\n".join(part for part in (purpose, *told) if part.strip())


@cache
def _table() -> dict[str, Any]:
    table = load_json("meetings.json")
    if not isinstance(table, dict):
        raise TypeError("meetings.json is a table of kinds")
    return table


@cache
def _kinds() -> Mapping[str, MeetingKind]:
    return {code: _kind(code, told) for code, told in _table()["kinds"].items()}


def _kind(code: str, told: Mapping[str, Any]) -> MeetingKind:
    return MeetingKind(
        code=code,
        label=told["label"],
        record=told["record"],
        with_whom=told["with"],
        law=told["law"],
        source=told["source"],
        mark=told["mark"],
        party=told["party"],
        own_consent={kind: tuple(parties) for kind, parties in told["own_consent"].items()},
        channels=tuple(told["channels"]),
        expected=tuple(
            Expected(each["party"], str(each.get("role", "")), bool(each["needed"])) for each in told["participants"]
        ),
        one_more=bool(told["one_more"]),
        preconditions=tuple(told["preconditions"]),
        headings=tuple(Heading(each["id"], each["label"], bool(each["needed"])) for each in told["notes"]),
        agenda=tuple(told["agenda"]),
        remember=told["remember"],
        kva=tuple(told["kva"]),
        follow_up_days=int(told["follow_up_days"]),
        reason=told["reason"],
        guide=told["guide"],
        sets=told["sets"],
        watched_by=told["watched_by"],
    )
