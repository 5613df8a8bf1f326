"""`--days`: how far ahead a command looks."""

from datetime import date, timedelta

from rekotui.base.errors import WrongUseError

_MOST_DAYS = 3660


def days_ahead(text: str) -> int:
    """Return the number of days as typed; raise WrongUseError for a number of days that is none."""
    if not text.isdecimal() or len(text) > 4 or int(text) > _MOST_DAYS:
        raise WrongUseError("bad_days", most=_MOST_DAYS)
    return int(text)


def last_day(on: date, days: int) -> date:
    """Return the day so many days ahead, or the last there is."""
    return min(on, date.max - timedelta(days=days)) + timedelta(days=days)
