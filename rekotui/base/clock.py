"""Today and now: the only place that asks the machine's clock."""

import os
from datetime import UTC, date, datetime

from rekotui.base.errors import WrongUseError


def parse_day(text: str) -> date:
    """Read an ISO date (YYYY-MM-DD); raise WrongUseError for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise WrongUseError("not_a_day", text=text[:20]) from None


def today(option: str | None = None) -> date:
    """Return the program's today: `--on`, else REKOTUI_TODAY, else the clock (design: global options)."""
    text = option or os.environ.get("REKOTUI_TODAY")
    return parse_day(text) if text else date.today()


def now() -> datetime:
    """Return the moment in UTC, to the microsecond: what happened when, never moved by `--on`."""
    return datetime.now(UTC)


def clock_on(on: date) -> str:
    """Return the clock time here for something that is done now, as HH:MM.

    On another day than the machine's (a look back, a demo) it is "24:00": what was entered that day has happened.
    """
    here = datetime.now()
    return here.strftime("%H:%M") if here.date() == on else "24:00"


def timestamp(moment: datetime) -> str:
    """Write a moment in UTC with a fixed width, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
