"""One case as lines of text: a label and a value a line, no boxes, so that a screen reader can follow."""

from collections.abc import Iterator
from datetime import date

from rekotui.casework.contact import channels, counts_as_contact, outcomes, parties, reasons
from rekotui.casework.names import filed_name
from rekotui.casework.signal import SEVERITIES
from rekotui.cli.messages import PROTECTED, SHOW, SIGNAL_URGENCY
from rekotui.cli.output import safe
from rekotui.exchange.case_details import CaseDetails
from rekotui.exchange.case_record import degrees, diagnosis, law_and_source
from rekotui.exchange.plan_record import at_length
from storage.work_reading import ContactLine, FollowUpLine

_LABEL = 24
_CONTACTS = 10
"""Latest contacts in the text; JSON has more."""


def lines_of(found: CaseDetails, on: date) -> Iterator[str]:
    """Give the lines of one case on a day; what is not known is left out."""
    line = found.case.line
    name = PROTECTED if found.case.name is None else filed_name(found.case.name)
    yield f"{line.number}  {safe(name)}"
    for key, value in _facts(found, on):
        if value:
            yield f"{SHOW[key]:<{_LABEL}}{safe(value)}"
    yield from _parts(found)


def _facts(found: CaseDetails, on: date) -> Iterator[tuple[str, str]]:
    case, line, day = found.case, found.case.line, found.case.counts
    yield "personnummer", case.personnummer or ""
    yield (
        "age",
        SHOW["age_value"].format(age=day.age, sex=(line.sex or "").lower()) if day.age is not None else "",
    )
    yield "phone", case.phone or ""
    yield "interpreter", line.interpreter
    yield "status", SHOW["status_value"].format(status=line.status, since=line.status_since.isoformat())
    if line.first_day and line.last_day:
        yield "sick_leave", f"{line.first_day.isoformat()} – {line.last_day.isoformat()}"
    yield "length", SHOW["days"].format(days=line.length_days) if line.length_days is not None else ""
    yield "day_today", str(day.day_today) if day.day_today is not None else ""
    yield "chain_day", SHOW["chain_value"].format(day=day.chain_day) if day.chain_day is not None else ""
    yield "degree", degrees(case)
    yield "diagnosis", diagnosis(line)
    yield "physician", line.physician
    yield "employer", case.employer or ""
    yield "occupation", case.occupation or ""
    yield "unit", line.unit
    yield "referred_by", line.referred_by
    yield "referred_on", line.referred_on.isoformat() if line.referred_on else ""
    yield "referred_why", line.referred_why
    yield "opened_on", line.opened_on.isoformat()
    yield "next_step", " ".join(part for part in (_day(case.next_date), case.next_step) if part)
    for told in at_length(case.plan) if case.plan else ():
        yield "plan", told
    yield "waiting_for", _waiting(found)
    yield "last_contact", _day(line.last_contact_on)


def _waiting(found: CaseDetails) -> str:
    party, until = found.case.waiting_for, found.case.line.waiting_until
    return SHOW["waiting_value"].format(party=party, until=until.isoformat()) if party and until else party or ""


def _signals(found: CaseDetails) -> Iterator[str]:
    if found.case.signals:
        yield ""
        yield SHOW["signals"]
    for signal in found.case.signals:
        due = SHOW["signal_due"].format(day=signal.due_on.isoformat()) if signal.due_on else ""
        yield f"  {SIGNAL_URGENCY[SEVERITIES[signal.severity]]}  {safe(signal.title)}{due}"
        for text in (signal.text, signal.todo):
            if text:
                yield from (f"    {part}" for part in safe(text).split("\n"))
        yield SHOW["signal_why"].format(rule=signal.rule, source=safe(law_and_source(signal)))


def _follow_ups(found: CaseDetails) -> Iterator[str]:
    if found.follow_ups:
        yield ""
        yield SHOW["follow_ups"]
    for each in found.follow_ups:
        words = ", ".join(part for part in (reasons()[each.reason], _who(each)) if part)
        yield from _entry(f"{each.due_on.isoformat()}  {safe(words)}", each.body)


def _contacts(found: CaseDetails) -> Iterator[str]:
    if found.contacts:
        yield ""
        yield SHOW["contacts"]
    for each in found.contacts[:_CONTACTS]:
        told = f"{channels()[each.channel]}, {_who(each)}: {outcomes()[each.outcome]}"
        minutes = SHOW["minutes"].format(minutes=each.minutes) if each.minutes is not None else ""
        codes = SHOW["codes"].format(codes=" ".join(each.codes)) if each.codes else ""
        missing = (
            SHOW["not_journaled"] if each.gate and counts_as_contact(each.outcome) and not each.journaled_on else ""
        )
        yield from _entry(
            " ".join(p for p in (each.happened_on.isoformat(), each.clock, safe(told)) if p)
            + minutes
            + codes
            + missing,
            each.body,
            each.next_step,
        )
    if len(found.contacts) > _CONTACTS:
        yield SHOW["more_contacts"].format(count=len(found.contacts) - _CONTACTS)


def _who(each: ContactLine | FollowUpLine) -> str:
    """Return the party, with the name of whom she spoke to where it is noted."""
    party = parties()[each.party] if each.party else ""
    return f"{party} ({each.party_name})" if each.party_name else party


def _entry(head: str, *texts: str) -> Iterator[str]:
    yield f"  {head}"
    for text in texts:
        if text:
            yield from (f"              {part}" for part in safe(text).split("\n"))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _parts(found: CaseDetails) -> Iterator[str]:
    yield from _signals(found)
    yield from _follow_ups(found)
    yield from _contacts(found)
    if found.milestones:
        yield ""
        yield SHOW["milestones"]
        for mark in found.milestones:
            yield SHOW["milestone_forecast" if mark.forecast else "milestone"].format(day=mark.day, on=mark.on)
    if found.status_changes:
        yield ""
        yield SHOW["status_changes"]
        for change in found.status_changes:
            yield f"  {change.changed_on.isoformat()}  {change.status:<20}{safe(change.reason)}".rstrip()
    if found.notes:
        yield ""
        yield SHOW["notes"]
        for entry in found.notes:
            first, *rest = safe(entry.body).split("\n")
            yield f"  {entry.noted_on.isoformat()}  {first}"
            yield from (f"              {part}" for part in rest)
