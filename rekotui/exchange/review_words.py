"""What a list changed, in words, for prompt and screen: titles of the groups, and what is told of each person."""

from collections.abc import Mapping
from datetime import date

from rekotui.casework.review import FIELDS, Found, Row
from rekotui.exchange.messages import MONTHS, REVIEW, REVIEW_FIELDS, REVIEW_GROUPS

_FOLLOWERS = ("length_days", "certificates")
"""Fields that move along with others: told alone only."""
_DAYS = ("first_day", "last_day")


def title(group: str, count: int) -> str:
    """Return a group's name with the number of people in it."""
    return f"{REVIEW_GROUPS[group]}: {count}"


def told(group: str, found: Found, row: Row | None, on: date, *, hide: bool = False) -> str:
    """Return what there is to say of one person in a group; empty where her name says all.

    `row` is the newest row known of her, `on` the day of the list: days of other years are told with the year. With
    `hide` neither names nor numbers are told.
    """
    if group == "relapsed":
        return _back(found, on)
    changed = change_words(found.changes, on, hide=hide)
    first, last = (_day((row or {}).get(name)) for name in _DAYS)
    if group == "new" and first:
        return REVIEW["new"].format(day=day_words(first, on))
    if group in ("gone", "ended_still_listed") and last:
        ended = REVIEW["ended" if last < on else "goes_on"].format(day=day_words(last, on))
        return ", ".join(part for part in (ended, changed) if part)
    if group == "number_replaced" and not hide:
        numbers = REVIEW["change"].format(
            field=REVIEW_FIELDS["personnummer"], before=found.before_number, after=found.personnummer
        )
        return ", ".join(part for part in (numbers, changed) if part)
    return changed


def change_words(changes: Mapping[str, tuple[object, object]], on: date, *, hide: bool = False) -> str:
    """Return all changes in one line: "slut 10 jun → 8 jul, grad 100 % → 50 %"."""
    fields = [name for name in FIELDS if name in changes]
    if set(fields) - set(_FOLLOWERS):
        fields = [name for name in fields if name not in _FOLLOWERS]
    parts = []
    for name in fields:
        before, after = ("…" if hide and name == "name" else _value(name, value, on) for value in changes[name])
        parts.append(REVIEW["change"].format(field=REVIEW_FIELDS[name], before=before, after=after))
    return ", ".join(parts)


def day_words(day: date, on: date) -> str:
    """Return a day as people say it, with the year where it is another than that of `on`."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == on.year else f"{words} {day.year}"


def _back(found: Found, on: date) -> str:
    start = _day(found.changes.get("first_day", (None, None))[1])
    end = _day(found.changes.get("last_day", (None, None))[0])
    if start is None or end is None:
        return change_words(found.changes, on)
    days = (start - end).days - 1
    return REVIEW["back"].format(start=day_words(start, on), end=day_words(end, on), days=days)


def _value(name: str, value: object, on: date) -> str:
    if name in _DAYS:
        day = _day(value)
        return day_words(day, on) if day else REVIEW["nothing"]
    if name == "degrees" and isinstance(value, list):
        return f"{'/'.join(str(degree) for degree in value)} %"
    if name == "length_days":
        return REVIEW["days"].format(days=value)
    if name == "diagnosis_code" and value is None:
        return REVIEW["not_shared"]
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or REVIEW["nothing"]
    return str(value)


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
