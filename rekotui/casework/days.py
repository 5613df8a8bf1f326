"""Days forward and back, and how a day is written. No arithmetic here can run out of the calendar."""

import calendar
from datetime import date

WEEKDAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_SATURDAY = 5


def plus(day: date, days: int) -> date:
    """Return the day so many days later (earlier if negative), held inside the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def plus_months(day: date, months: int) -> date:
    """Return the same day of the month so many months later, the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def years_after(day: date, years: int) -> date:
    """Return the same day some years on; 29 February becomes 28 where there is none; time ends in 9999."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def birthday(born: date, years: int) -> date:
    """Return the day somebody turns so many years; who is born on 29 February does so on 1 March in other years."""
    turned = plus_months(born, years * 12)
    return plus(turned, 1) if born.day != turned.day and turned != date.max else turned


def month_start(day: date) -> date:
    """Return the first day of the month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """Return the last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def next_workday(day: date) -> date:
    """Return the next day from Monday to Friday; public holidays are not known here."""
    following = plus(day, 1)
    while following.weekday() >= _SATURDAY and following != date.max:
        following = plus(following, 1)
    return following


def written(day: date) -> str:
    """Return the day as the coordinator reads it: "tis 2026-12-01"."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def written_month(day: date) -> str:
    """Return the month as the coordinator reads it: "mars 2027"."""
    return f"{MONTHS[day.month - 1]} {day.year}"
