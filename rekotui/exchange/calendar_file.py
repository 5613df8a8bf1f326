"""A calendar out of the vault: what is read for it, and the line that logs it."""

from datetime import date, timedelta
from typing import NamedTuple

from rekotui.exchange.calendar import CANCELLED_DAYS, Watched, Who, as_ics, entries
from storage.calendar_reading import edition
from storage.history import Event
from storage.reading import Reader
from storage.signal_reading import postponements, until
from storage.work_reading import ended_follow_ups, open_follow_ups


class CalendarFile(NamedTuple):
    """A calendar's content, how many entries it has, and the event that logs it."""

    content: bytes
    entries: int
    event: Event


def calendar_file(reader: Reader, on: date, last: date, *, identities: bool) -> CalendarFile:
    """Return what is watched from `on` to `last` as a calendar."""
    signals = until(reader, on, last)
    ids = sorted({signal.case_id for signal in signals if signal.case_id is not None})
    cases = {line.case_id: Who(line.number, line.name, line.protected) for line in reader.cases_by_id(ids)}
    since = max(on, date.min + timedelta(days=CANCELLED_DAYS)) - timedelta(days=CANCELLED_DAYS)
    follow_ups = (*open_follow_ups(reader), *ended_follow_ups(reader, since))
    found = entries(Watched(signals, follow_ups, cases, postponements(reader, on)), on, last, identities=identities)
    payload = {"face": "calendar", "format": "ics", "hits": len(found), "identities": identities}
    content = as_ics(found, edition(reader), on, identities=identities)
    return CalendarFile(content, len(found), Event("export", "caseload", payload=payload))
