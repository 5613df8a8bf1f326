"""One case as lines of text: a label and a value a line, no boxes, so that a screen reader can follow."""

from collections.abc import Iterator
from datetime import date

from rekotui.casework.names import filed_name
from rekotui.cli.messages import PROTECTED, SHOW
from rekotui.cli.output import safe
from rekotui.exchange.case_details import CaseDetails
from rekotui.exchange.case_record import degrees, diagnosis

_LABEL = 24


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


def _parts(found: CaseDetails) -> Iterator[str]:
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
