"""What a cell of a grid says as text, so that one reader of values serves every format (domain rehabstod 2.3, 2.4).

A spreadsheet turns dates into dates or day numbers and "50%" into 0.5, and writes them as it likes when it saves
a csv file; here they become Rehabstöd's own spelling again.
"""

import re
from datetime import date, timedelta

from rekotui.exchange.rehabstod.columns import Column
from rekotui.exchange.rehabstod.tokens import clean_cell

_DAYS = (Column.FIRST_DAY, Column.LAST_DAY)
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[ T]\d.*)?|(\d{4})(\d\d)(\d\d)")
_NUMBER = re.compile(r"\d{1,7}(?:[.,]\d{1,15})?")
_DECIMALS = re.compile(r"(\d{1,3})[.,]\d+(?= ?%)")
_AGE_BESIDE = re.compile(r"(.*\S)\s*\((\d{1,3}) ?år\)")
_COUNT_BESIDE = re.compile(r"(.*\S)\s*\((\d{1,4}) ?intyg\)")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 2_958_465
"""Day numbers from 1954 to 9999: a smaller number in a date column is no date that a sjukfall can have."""
_LONGEST_DIGITS = 15


def text_of(value: str | float | date, column: str, epoch: date) -> tuple[str, bool]:
    """Return a cell's text as Rehabstöd writes that column, and whether it had control characters.

    `epoch` is day 0 of the sheet's day numbers.
    """
    if isinstance(value, date):
        return value.isoformat(), False
    if not isinstance(value, str):
        return _number(value, column, epoch), False
    text, dirty = clean_cell(value)
    if column in _DAYS:
        text = _day(text, epoch)
    elif column == Column.DEGREES:
        text = _degrees(text)
    return text, dirty


def split_age(text: str) -> tuple[str, str]:
    """Part a personnummer from the age beside it, "19800101-2389 (36 år)" (v1); the age is "" if there is none."""
    match = _AGE_BESIDE.fullmatch(text)
    return (match[1], f"{match[2]} år") if match else (text, "")


def split_count(text: str) -> tuple[str, str]:
    """Part a length from the certificates beside it, "43 dagar (2 intyg)" (v1); "" if there are none."""
    match = _COUNT_BESIDE.fullmatch(text)
    return (match[1], match[2]) if match else (text, "")


def _number(value: float, column: str, epoch: date) -> str:
    if column in _DAYS:
        return _day(_plain(value), epoch)
    return _percent(value) if column == Column.DEGREES else _plain(value)


def _plain(value: float) -> str:
    whole = value == value and abs(value) < 10**_LONGEST_DIGITS and value == int(value)
    return str(int(value)) if whole else repr(value)


def _percent(value: float) -> str:
    """Return a share or a number of percent as Rehabstöd writes it: 0.5 and 50 are both "50%"."""
    percent = value * 100 if 0 <= value <= 1 else value
    return f"{_plain(round(percent, 6))}%"


def _degrees(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return _percent(float(text.replace(",", ".")))
    return _DECIMALS.sub(r"\1", text)


def _day(text: str, epoch: date) -> str:
    """Return a day year first with hyphens; what cannot be told for sure stays as it stands."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        year, month, day = (part for part in match.groups() if part)
        return f"{year}-{int(month):02}-{int(day):02}"
    number = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else 0
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        try:
            return (epoch + timedelta(days=int(number))).isoformat()
        except OverflowError:
            return text
    return text
