"""Signals and follow-ups as a calendar (ICS, RFC 5545): rows in, bytes out (design 5 and 7).

One whole-day entry for each thing that is watched. Its UID is made of the vault's mark and of what it is about, never
of a person, so that reading the file in again moves and rewords entries instead of doubling them. Without identities an
entry says the case's number and code words only; a protected identity never says more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from icalendar import Calendar, Event

from rekotui.casework.contact import reasons, short_party
from rekotui.casework.names import filed_name
from rekotui.exchange.calendar_messages import CALENDAR
from rekotui.exchange.cells import one_line
from storage.calendar_reading import Edition
from storage.signal_reading import SignalLine
from storage.work_reading import OpenFollowUp

FOLLOW_UP = "follow_up"
"""The rule that repeats a follow-up as a signal: the follow-up itself is told instead."""
OPEN = "open"
CANCELLED_DAYS = 60
"""How long an ended follow-up is told as cancelled, so that a calendar read in again lets go of it."""

_DAY_ZERO = date(2020, 1, 1)
Identity = tuple[int | None, str, str]


class Who(NamedTuple):
    """Whose case an entry is of."""

    number: str
    name: str
    protected: bool


class Watched(NamedTuple):
    """What a calendar is made of: rows as stored, whose cases they are, and when what rests comes back."""

    signals: Sequence[SignalLine]
    follow_ups: Sequence[OpenFollowUp]
    cases: Mapping[int, Who]
    postponed: Mapping[Identity, date]


class Entry(NamedTuple):
    """One day's entry; a cancelled one takes an earlier one back."""

    about: str
    on: date
    title: str
    text: str
    kind: str
    cancelled: bool = False


def entries(watched: Watched, on: date, last: date, *, identities: bool) -> tuple[Entry, ...]:
    """Return what is to be done from `on` to `last`, by day, then what no longer is.

    What holds already stands on `on`, as it does in Idag, also when its day is past; what rests, on the day it is back.
    """
    found = [*_of_signals(watched, on, identities), *_of_follow_ups(watched, on, identities)]
    return tuple(sorted((one for one in found if one.on <= last), key=lambda one: (one.cancelled, one.on, one.about)))


def as_ics(found: Iterable[Entry], edition: Edition, on: date, *, identities: bool) -> bytes:
    """Return the entries as an iCalendar file. The same vault and day give the same bytes.

    SEQUENCE grows with every day and every change in the vault: a later file always goes before an earlier one.
    """
    calendar = Calendar()
    calendar.add("prodid", CALENDAR["product"])
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", CALENDAR["name"])
    calendar.add("x-wr-caldesc", CALENDAR["about_identities" if identities else "about"])
    changed = max(edition.changed_at.replace(microsecond=0), datetime.combine(on, time(), UTC))
    sequence = max(0, (on - _DAY_ZERO).days) + edition.changes
    namespace = uuid5(NAMESPACE_URL, f"rekotui:{edition.vault}")
    for entry in found:
        calendar.add_component(_event(entry, namespace, sequence, changed))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, namespace: UUID, sequence: int, changed: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid5(namespace, entry.about)))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", sequence)
    event.add("dtstart", entry.on)
    if entry.on < date.max:
        event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", one_line(entry.title))
    if entry.text:
        event.add("description", entry.text)
    event.add("categories", [CALENDAR[entry.kind]])
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event


def _of_signals(watched: Watched, on: date, identities: bool) -> Iterator[Entry]:
    """Give one entry for what each signal is about, in the words of the stage that holds on its day."""
    stages: dict[Identity, list[SignalLine]] = {}
    for signal in watched.signals:
        if signal.rule != FOLLOW_UP and (signal.case_id is None or signal.case_id in watched.cases):
            stages.setdefault((signal.case_id, signal.rule, signal.key), []).append(signal)
    for identity, lines in stages.items():
        back = watched.postponed.get(identity)
        first = max(on, back or on)
        left = [line for line in lines if line.ends_on is None or line.ends_on >= first]
        if not left:
            continue
        line = min(left, key=lambda one: one.starts_on)
        who = watched.cases[line.case_id] if line.case_id is not None else None
        due = line.due_on.isoformat() if line.due_on else ""
        title = line.title + (CALENDAR["due"].format(day=due) if due and due not in line.title else "")
        notes = [CALENDAR["postponed"]] if back else []
        if not back and line.starts_on < on:
            notes = [CALENDAR["since"].format(day=line.starts_on.isoformat())]
        about = f"signal/{'desk' if line.case_id is None else line.case_id}/{line.rule}/{line.key}"
        text = _paragraphs([line.text, line.todo, *notes, line.law])
        yield Entry(about, max(first, line.starts_on), f"{_who(who, identities)} {title}", text, "signal")


def _of_follow_ups(watched: Watched, on: date, identities: bool) -> Iterator[Entry]:
    for found in watched.follow_ups:
        line = found.line
        named = identities and not found.protected
        what = ", ".join(part for part in (reasons().get(line.reason, line.reason), short_party(line.party)) if part)
        title = f"{_who(Who(found.number, found.name, found.protected), identities)} {what}"
        own = [line.party_name, line.body] if named else []
        about = f"follow-up/{line.follow_up_id}"
        if line.state != OPEN:
            yield Entry(about, line.due_on, f"{CALENDAR[line.state]}: {title}", _paragraphs(own), FOLLOW_UP, True)
            continue
        back = watched.postponed.get((line.case_id, FOLLOW_UP, str(line.follow_up_id)))
        late = [CALENDAR["overdue"].format(day=line.due_on.isoformat())] if line.due_on < on else []
        yield Entry(about, max(line.due_on, on, back or on), title, _paragraphs([*own, *late]), FOLLOW_UP)


def _who(who: Who | None, identities: bool) -> str:
    """Return whose it is, before the words: the case's number, and the name only where it was asked for."""
    if who is None:
        return f"{CALENDAR['desk']}:"
    return f"{who.number} {filed_name(who.name)}:" if identities and not who.protected else f"{who.number}:"


def _paragraphs(texts: Iterable[str]) -> str:
    """Return the texts below each other, without what no calendar can hold."""
    lines = (one_line(line) for text in texts for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
