"""An invitation to a meeting, or the note of what was agreed: plain values, as text, ready for a paper to be set.

The note is no record: it says what is to be done, by whom and until when, and nothing of what was said of her health.
Whom it is about stands on it only where that is asked for: then it is a disclosure to everybody outside who is asked or
came, and goes through `storage.disclosures` first (`wanted_for`), with one answer and one line in the log for each.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rekotui.base.errors import NothingFoundError
from rekotui.casework.contact import PATIENT, channels
from rekotui.casework.disclosure import Wanted
from rekotui.casework.meeting import DONE, Agreement, is_outside, kind_of, there
from rekotui.casework.meeting_note import by_whom, people_lines
from rekotui.exchange.meeting_record import masked
from rekotui.exchange.minutes_messages import MINUTES
from storage.meeting_reading import MeetingLine, meetings_of
from storage.reading import CaseLine, Reader

FACE = "minutes"
INVITATION, NOTE = "invitation", "minutes"
_PLAN = "plan"
"""What a note of what was agreed tells: the plan and its dates (consent.scopes)."""


class Minutes(NamedTuple):
    """One of the two: `face` is INVITATION or NOTE; `patient` is "" where she is not named."""

    case: str
    meeting_id: int
    kind: str
    face: str
    title: str
    patient: str
    when: str
    where: str
    question: str
    people: tuple[str, ...]
    agenda: tuple[str, ...]
    agreements: tuple[Agreement, ...]


def meeting_to_tell(reader: Reader, case: CaseLine, meeting_id: int | None) -> MeetingLine:
    """Return the meeting with a number, else the one held last, else the next; raise NothingFoundError for none."""
    lines = meetings_of(reader, case.case_id)
    standing = [line for line in lines if line.open or line.state == DONE]
    held = [line for line in standing if line.state == DONE]
    if meeting_id is not None:
        held = standing = [line for line in standing if line.meeting_id == meeting_id]
    wanted = held or standing
    if not wanted:
        raise NothingFoundError("no_such_meeting")
    return wanted[0]


def wanted_for(line: MeetingLine) -> tuple[Wanted, ...]:
    """Return what is let out by naming the patient: the plan and its dates, to each outside who is asked or came."""
    kind = kind_of(line.kind)
    return tuple(
        Wanted(each.party, (_PLAN,), kind.consent_of(each.party), each.name)
        for each in there(line.state, line.participants)
        if is_outside(each.party)
    )


def minutes_of(stored: MeetingLine, case: CaseLine, *, identities: bool) -> Minutes:
    """Return what there is to say of a meeting: an invitation before it, a note of what was agreed after it.

    With `identities` only after what `wanted_for` says has been disclosed; a protected identity is never named.
    """
    named = identities and not case.protected
    line, kind = masked(stored) if case.protected else stored, kind_of(stored.kind)
    face = NOTE if line.state == DONE else INVITATION
    # What somebody has written by the patient's own row may name her.
    people = [each._replace(name="") if each.party == PATIENT else each for each in line.participants]
    promises = [each._replace(name="") if each.party == PATIENT else each for each in line.agreements]
    day = line.on.isoformat() if line.on else ""
    when = MINUTES["when_clock"].format(day=day, clock=line.clock) if line.clock else day
    where = ", ".join(part for part in (channels().get(line.channel, ""), line.place) if part)
    return Minutes(
        case=case.number,
        meeting_id=line.meeting_id,
        kind=line.kind,
        face=face,
        title=MINUTES[face].format(kind=kind.label),
        patient=case.name if named else "",
        when=when or MINUTES["no_day"],
        where=where,
        question=line.purpose,
        people=tuple(people_lines(line.state, people)),
        agenda=kind.agenda,
        agreements=tuple(promises),
    )


def as_text(found: Minutes) -> str:
    """Return it as plain text, to be mailed or pasted."""
    return "\n".join(_lines(found)) + "\n"


def rows(found: Minutes) -> list[tuple[str, str]]:
    """Return the facts at the top, label and value; the patient's line is there to be written on."""
    told = [("when", found.when), ("where", found.where), ("question", found.question), ("patient", found.patient)]
    return [(MINUTES[name], text) for name, text in told if text or name == "patient"]


def _lines(found: Minutes) -> Iterator[str]:
    yield found.title
    yield ""
    yield from (f"{label}: {text}".rstrip() for label, text in rows(found))
    yield ""
    yield MINUTES["people"]
    yield from found.people
    if found.face == INVITATION:
        yield ""
        yield MINUTES["agenda"]
        yield from (f"{at}. {item}" for at, item in enumerate(found.agenda, 1))
    else:
        yield ""
        yield MINUTES["agreements"]
        if not found.agreements:
            yield MINUTES["nothing"]
        for each in found.agreements:
            yield MINUTES["agreement"].format(what=each.what.rstrip("."), who=by_whom(each), day=each.due_on)
    yield ""
    yield MINUTES[f"about_{found.face}"]
