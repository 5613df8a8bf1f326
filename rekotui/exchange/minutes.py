"""An invitation to a meeting, or the note of what was agreed: plain values, as text, ready for a paper to be set.

The note is no record: it says what is to be done, by whom and until when, and nothing of what was said of her health.
Whom it is about stands on it only where that is asked for, and then only if the consent log lets it out to everybody
outside who was there (design 7).
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rekotui.base.errors import NothingFoundError
from rekotui.casework.consent_gate import DISCLOSE, ConsentRefusedError, may
from rekotui.casework.contact import PATIENT, channels
from rekotui.casework.meeting import DONE, Agreement, is_outside, kind_of, there
from rekotui.casework.meeting_demands import ask_for
from rekotui.casework.meeting_note import by_whom, people_lines
from rekotui.exchange.meeting_record import masked, sketch_of
from rekotui.exchange.minutes_messages import MINUTES
from storage.consent_ledger import ledger_of
from storage.meeting_reading import MeetingLine, meetings_of
from storage.reading import CaseLine, Reader

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


def minutes_of(reader: Reader, case: CaseLine, on: date, meeting_id: int | None, *, identities: bool) -> Minutes:
    """Return what there is to say of a meeting: an invitation before it, a note of what was agreed after it.

    Without a number the one held last, else the next. Raises NothingFoundError where there is none that stands, and
    ConsentRefusedError where the patient is to be named to somebody who may not be told.
    """
    lines = meetings_of(reader, case.case_id)
    standing = [line for line in lines if line.open or line.state == DONE]
    held = [line for line in standing if line.state == DONE]
    wanted = [line for line in standing if line.meeting_id == meeting_id] if meeting_id else (held or standing)
    if not wanted:
        raise NothingFoundError("no_such_meeting")
    named = identities and not case.protected
    if named:
        _check(reader, case, wanted[0], on)
    return _made(masked(wanted[0]) if case.protected else wanted[0], case, named=named)


def as_text(found: Minutes) -> str:
    """Return it as plain text, to be mailed or pasted."""
    return "\n".join(_lines(found)) + "\n"


def rows(found: Minutes) -> list[tuple[str, str]]:
    """Return the facts at the top, label and value; the patient's line is there to be written on."""
    told = [("when", found.when), ("where", found.where), ("question", found.question), ("patient", found.patient)]
    return [(MINUTES[name], text) for name, text in told if text or name == "patient"]


def _check(reader: Reader, case: CaseLine, line: MeetingLine, on: date) -> None:
    ledger, sketch = ledger_of(reader.rows, case.case_id), sketch_of(line)
    for each in there(line.state, line.participants):
        if is_outside(each.party):
            # It is let out now, whatever held on the day of the meeting; a ground of that day is none for this.
            asked = ask_for(sketch._replace(on=on, clock=""), each, on)
            asked = asked._replace(act=DISCLOSE, what=(_PLAN,), ground="", reason="")
            answer = may(asked, ledger)
            if not answer.allowed:
                raise ConsentRefusedError(answer)


def _made(line: MeetingLine, case: CaseLine, *, named: bool) -> Minutes:
    kind = kind_of(line.kind)
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
