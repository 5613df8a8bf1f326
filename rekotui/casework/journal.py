"""Ready text for the patient's record, by search word: contacts, changes of status, consents, interviews, plans.

What must stand there: essential data on measures taken and planned, information given and choices made, consents given
and withdrawn, when contacts were held (PDL 3:6; HSLF-FS 2016:40 5:5; domain rules A.3). Nothing is guessed: what is not
known is left out, and what she typed comes out as she typed it. Who the patient is stands in the record already.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework import consent as consents
from rekotui.casework import contact as contacts
from rekotui.casework import journal_messages as words
from rekotui.casework import kva
from rekotui.casework.consent_gate import grounds, is_deviation
from rekotui.casework.messages import CONSENT_ABOUT, PARTIES
from rekotui.casework.plan_journal import PlanNote, plan_sections

_NO_STATUS, _OWN_SUPPORT = "-", "personligt_stod"
_TELLS_TERMS = (consents.GIVEN, consents.LIMITED, consents.RENEWED)


class Section(NamedTuple):
    """A search word and what stands under it, never nothing."""

    heading: str
    text: str


class Covering(NamedTuple):
    """The consent that covers a contact: to what and whom, when it was given, and until when."""

    kind: str
    party: str = ""
    organisation: str = ""
    person: str = ""
    given_on: date | None = None
    valid_to: date | None = None


class ContactNote(NamedTuple):
    """A contact as it is told in the record; codes as in content/contacts.json.

    `covering` is the consent that it rests on, `ground` what it rests on apart from one; `corrects` is the day of a
    contact that this one stands for.
    """

    on: date
    channel: str
    outcome: str
    party: str
    part: str
    clock: str = ""
    party_name: str = ""
    with_patient: bool | None = None
    body: str = ""
    next_step: str = ""
    codes: tuple[str, ...] = ()
    covering: Covering | None = None
    ground: str = ""
    ground_reason: str = ""
    corrects: date | None = None
    results: str = ""
    """What became of the plan's items, said at this contact."""


class StatusNote(NamedTuple):
    """A change of a case's status; `before` is the one that held until then, "" where there was none."""

    on: date
    status: str
    before: str = ""
    reason: str = ""


class ConsentNote(NamedTuple):
    """What happened to a consent, in the code words of content/consents.json; "" and None are not known.

    `voided_on` is the day of the event that a voiding takes back.
    """

    event: str
    on: date
    kind: str
    clock: str = ""
    party: str = ""
    organisation: str = ""
    person: str = ""
    role: str = ""
    purpose: str = ""
    direction: str = ""
    presence: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    scope: tuple[str, ...] = ()
    scope_text: str = ""
    not_told: str = ""
    way: str = ""
    kept_where: str = ""
    informed: bool | None = None
    copy_given: bool | None = None
    taken_by: str = ""
    proxy: str = ""
    proxy_why: str = ""
    note: str = ""
    voided_on: date | None = None


class InterviewNote(NamedTuple):
    """A finished interview: the day it was closed, its guide's name, and what was said, by sökord."""

    on: date
    title: str
    told: tuple[Section, ...] = ()


Note = ContactNote | StatusNote | ConsentNote | InterviewNote | PlanNote


def is_to_be_entered(outcome: str) -> bool:
    """Return whether a contact with this outcome is asked for in the record: one that took place (row 37)."""
    return contacts.counts_as_contact(outcome)


def sections(note: Note) -> tuple[Section, ...]:
    """Return what is told, by search word; those without anything to tell are left out."""
    if isinstance(note, InterviewNote):
        return (Section(words.HEADINGS["interview"], _line(note.on, "", f"{note.title}.")), *note.told)
    if isinstance(note, ContactNote):
        told = _contact(note)
    elif isinstance(note, StatusNote):
        told = _status(note)
    elif isinstance(note, PlanNote):
        told = plan_sections(note)
    else:
        told = _consent(note)
    return tuple(Section(words.HEADINGS[key], text) for key, text in told if text.strip())


def text_of(note: Note) -> str:
    """Return the whole text, ready to be pasted into the record."""
    return "\n".join(_written(section) for section in sections(note))


def _written(section: Section) -> str:
    between = "\n" if "\n" in section.text else " "
    return f"{section.heading}:{between}{section.text}"


def _contact(note: ContactNote) -> Iterator[tuple[str, str]]:
    if note.corrects is not None:
        corrected = words.CORRECTS_SAME if note.corrects == note.on else words.CORRECTS.format(day=note.corrects)
        yield "correction", corrected
    yield "contact", _line(note.on, note.clock, _what_happened(note))
    yield "part", contacts.parts().get(note.part, note.part)
    yield "consent", _basis(note)
    yield "cooperation" if note.part != _OWN_SUPPORT else "note", note.body
    yield "results", note.results
    yield "planned", note.next_step
    yield "kva", "\n".join(f"{code} {kva.words(code)}".rstrip() for code in note.codes)


def _what_happened(note: ContactNote) -> str:
    who = _named(contacts.short_party(note.party), note.party_name)
    channel = contacts.channels().get(note.channel, note.channel)
    if note.outcome == contacts.HELD and note.channel in words.HELD:
        told = words.HELD[note.channel].format(who=who)
    else:
        outcome = contacts.outcomes().get(note.outcome, note.outcome).lower()
        told = words.NOT_HELD.format(channel=channel, who=who, outcome=outcome)
    return _spaced(told, _with_patient(note))


def _with_patient(note: ContactNote) -> str:
    if note.with_patient is None or note.party == contacts.PATIENT:
        return ""
    if note.outcome == contacts.HELD:
        return words.WITH_PATIENT[note.with_patient]
    return words.WITH_PATIENT_BOOKED[note.with_patient] if note.outcome == contacts.BOOKED else ""


def _basis(note: ContactNote) -> str:
    """Return the consent that covers a contact, and the ground that it rests on apart from one."""
    told = _covered(note.covering) if note.covering is not None else ""
    if note.ground:
        label = grounds().get(note.ground, note.ground)
        ground = words.DEVIATION if is_deviation(note.ground) else words.GROUND.format(ground=label)
        told = _spaced(told, ground)
    # A reason that is a part of what was said (as `rekotui log` takes it) stands there already.
    return told if note.ground_reason in note.body else _spaced(told, note.ground_reason)


def _covered(by: Covering) -> str:
    told = words.COVERED.format(about=_about(by.kind, by.party, (by.person, by.organisation)))
    told += words.COVERED_GIVEN.format(day=by.given_on) if by.given_on else ""
    told += words.COVERED_TO.format(day=by.valid_to) if by.valid_to else ""
    return f"{told}."


def _status(note: StatusNote) -> Iterator[tuple[str, str]]:
    status = words.NO_STATUS if note.status == _NO_STATUS else note.status
    if not note.before:
        told = words.TAKEN_UP if note.status == _NO_STATUS else words.STATUS_FIRST
    else:
        told = words.STATUS if note.before == _NO_STATUS else words.STATUS_BEFORE
    yield "status", told.format(on=note.on, status=status, before=note.before)
    yield "reason", note.reason


def _consent(note: ConsentNote) -> Iterator[tuple[str, str]]:
    about = _about(note.kind, note.party, (note.person, note.role, note.organisation))
    told = words.EVENTS[note.event].format(about=about)
    if note.event == consents.VOIDED and note.voided_on is not None:
        told = words.VOIDED_ON.format(about=about, day=note.voided_on)
    yield "consent", _line(note.on, note.clock, told)
    ticked = ", ".join(consents.short_scope(code) for code in note.scope)
    yield "scope", "\n".join(part for part in (ticked, note.scope_text) if part.strip())
    yield "not_told", note.not_told
    if note.event in _TELLS_TERMS:
        yield "purpose", note.purpose
        yield "terms", "\n".join(_terms(note))
        yield "valid", _valid(note.valid_from, note.valid_to)
    way = consents.words("ways").get(note.way, note.way)
    kept = words.KEPT.format(place=note.kept_where) if note.kept_where.strip() else ""
    yield "way", "\n".join(part for part in (way, kept) if part)
    informed = "" if note.informed is None else words.INFORMED[note.informed]
    yield "information", _spaced(informed, "" if note.copy_given is None else words.COPY[note.copy_given])
    yield "proxy", "\n".join(part for part in (note.proxy, note.proxy_why) if part.strip())
    yield "taken_by", note.taken_by
    yield "note", note.note


def _terms(note: ConsentNote) -> Iterator[str]:
    """Give the direction and whether the patient is to be there: they belong to talks with one party outside."""
    if note.kind == consents.PARTY:
        for kind, code in (("directions", note.direction), ("presence", note.presence)):
            if code:
                yield f"{consents.words(kind).get(code, code)}."


def _valid(first: date | None, last: date | None) -> str:
    if first and last:
        return words.FROM_TO.format(first=first, last=last)
    if first:
        return words.FROM.format(first=first)
    return words.TO.format(last=last) if last else ""


def _about(kind: str, party: str, names: Sequence[str]) -> str:
    who = contacts.short_party(party) if party else PARTIES[""]
    told = CONSENT_ABOUT.get(kind, CONSENT_ABOUT[""]).format(party=who)
    return _joined_names(told, names)


def _joined_names(told: str, names: Iterable[str]) -> str:
    who = ", ".join(name for name in names if name.strip())
    return words.ABOUT.format(about=told, who=who) if who else told


def _named(who: str, name: str) -> str:
    return words.NAMED.format(who=who, name=name) if name.strip() else who


def _line(on: date, clock: str, told: str) -> str:
    when = words.WHEN_CLOCK.format(day=on, clock=clock) if clock else words.WHEN.format(day=on)
    return words.LINE.format(when=when, told=told)


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)
