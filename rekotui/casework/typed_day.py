"""A day as one types it in a hurry: 2026-12-07, idag, +14, +2v, fre, 7/12, 7 dec."""

import re
from datetime import date

from rekotui.casework.days import MONTHS, WEEKDAYS, plus, plus_months

_WORDS = {"idag": 0, "i dag": 0, "imorgon": 1, "i morgon": 1, "i övermorgon": 2, "igår": -1, "i går": -1}
_AHEAD = re.compile(r"([+-])\s*(\d{1,3})\s*(d|dagar|v|veckor|m|mån|månader)?")
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})")
_DAY_NAME = re.compile(r"(\d{1,2})\s+([a-zåäö]{3,9})\.?")
_FULL_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORTEST = 3


def typed_day(text: str, on: date) -> date | None:
    """Return the day that a text means on a day, None for a text that is none.

    A weekday is the next one after `on`; a day of a month without a year is the one that lies nearest.
    """
    text = " ".join(text.split()).lower()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    if text in _WORDS:
        return plus(on, _WORDS[text])
    if found := _AHEAD.fullmatch(text):
        return _ahead(found, on)
    if found := _DAY_MONTH.fullmatch(text):
        return _nearest(int(found[1]), int(found[2]), on)
    if found := _DAY_NAME.fullmatch(text):
        months = [number for number, name in enumerate(MONTHS, 1) if name.startswith(found[2])]
        return _nearest(int(found[1]), months[0], on) if len(months) == 1 else None
    return _weekday(text, on)


def _ahead(found: re.Match[str], on: date) -> date:
    count = int(found[2]) * (-1 if found[1] == "-" else 1)
    unit = (found[3] or "d")[0]
    return plus_months(on, count) if unit == "m" else plus(on, count * (7 if unit == "v" else 1))


def _weekday(text: str, on: date) -> date | None:
    if len(text) < _SHORTEST:
        return None
    for number, name in enumerate(_FULL_WEEKDAYS):
        if name.startswith(text) or text == WEEKDAYS[number]:
            return plus(on, (number - on.weekday() - 1) % 7 + 1)
    return None


def _nearest(day: int, month: int, on: date) -> date | None:
    found = []
    for year in (on.year - 1, on.year, on.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return min(found, key=lambda one: abs((one - on).days), default=None)
