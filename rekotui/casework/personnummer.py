"""Swedish personal numbers: read, check, and what can be told from one.

Sources: folkbokföringslagen (1991:481) 18 § (form, check digit, sex in the third serial digit, plus from the
year somebody turns 100) and 18 a § (samordningsnummer: 60 added to the day). A number is stored with its
century. Errors never carry the number: they may be printed or logged.
"""

import re
from datetime import date
from typing import NamedTuple

from rekotui.base.errors import WrongUseError
from rekotui.casework import messages

PERSONNUMMER = "personnummer"
SAMORDNINGSNUMMER = "samordningsnummer"
RESERVNUMMER = "reservnummer"

_COORDINATION_DAYS = 60
_TEST_SERIALS = ("238", "239")

# The dashes that come along when a number is copied out of a document.
_DASHES = str.maketrans(dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}", "-"))
_NUMBER = re.compile(r"(?P<century>[0-9]{2})?(?P<short>[0-9]{6})(?P<sign>[-+]?)(?P<last>[0-9]{4})")
_RESERVE = re.compile(r"(?P<day>[0-9]{8})-?(?P<last>(?=[0-9]*[A-Z])[0-9A-Z]{4})")
_SEARCH = re.compile(r"[0-9]{6}[-+]?[0-9]{0,4}|[0-9]{8}[-+]?[0-9A-Z]{0,4}")


class PersonalNumber(NamedTuple):
    """A checked number.

    `text` is YYYYMMDD-NNNN; `kind` is personnummer, samordningsnummer or reservnummer; `birth_date` is None
    only for a reserve number without a real date; `sex` is Kvinna, Man or, for a reserve number, None;
    `is_test` says that the number belongs to the series for invented people (serial 238 or 239).
    """

    text: str
    kind: str
    birth_date: date | None
    sex: str | None
    is_test: bool


def parse(text: str, on: date, allow_reserve: bool = False) -> PersonalNumber:
    """Read a personal number as people write it; `on` decides the century of a short one.

    Takes 12 digits, or 10 with `-` (or nothing) or `+`; spaces and typographic dashes do not matter. With
    `allow_reserve` also a regional reserve number: eight digits and four letters or digits with at least one
    letter, taken as it stands. Raises WrongUseError("bad_personal_number") that says why, without the number.
    """
    compact = _compact(text)
    match = _NUMBER.fullmatch(compact)
    if match is None:
        return _reserve(compact, on, allow_reserve)
    short, last = match["short"], match["last"]
    century = match["century"] or f"{_century(short, match['sign'], on):02}"
    day = int(short[4:])
    coordination = day > _COORDINATION_DAYS
    born = _date(century + short[:4], day - _COORDINATION_DAYS if coordination else day)
    if born is None:
        raise _refused("date")
    if born > on:
        raise _refused("future")
    if last.startswith("000"):
        raise _refused("serial")
    if check_digit(short + last[:3]) != int(last[3]):
        raise _refused("check")
    return PersonalNumber(
        text=f"{century}{short}-{last}",
        kind=SAMORDNINGSNUMMER if coordination else PERSONNUMMER,
        birth_date=born,
        sex="Man" if int(last[2]) % 2 else "Kvinna",
        is_test=last[:3] in _TEST_SERIALS,
    )


def check_digit(nine: str) -> int:
    """Return the Luhn digit over YYMMDDNNN: weights 2, 1, 2 … from the left, digits of the products added."""
    total = 0
    for place, digit in enumerate(nine):
        product = int(digit) * (1 if place % 2 else 2)
        total += product - 9 if product > 9 else product
    return -total % 10


def age(birth_date: date, on: date) -> int:
    """Return the age in whole years; who is born on 29 February turns a year on 1 March in other years."""
    before_birthday = (on.month, on.day) < (birth_date.month, birth_date.day)
    return on.year - birth_date.year - before_birthday


def looks_like(text: str) -> bool:
    """Return whether a search text could be the start of a number: at least a whole birth date in digits."""
    return _SEARCH.fullmatch(_compact(text)) is not None


def _compact(text: str) -> str:
    return "".join(text.split()).translate(_DASHES).upper()


def _century(short: str, sign: str, on: date) -> int:
    """Return the first two digits of the year that a short number means.

    With `+` the newest year at least 100 years back (the sign changes at New Year, not on the birthday);
    without it the newest birth date that is not after `on`.
    """
    year, month, day = int(short[:2]), int(short[2:4]), int(short[4:])
    if sign == "+":
        newest = on.year - 100
        return (newest - (newest - year) % 100) // 100
    century = on.year // 100
    day -= _COORDINATION_DAYS if day > _COORDINATION_DAYS else 0
    if (century * 100 + year, month, day) > (on.year, on.month, on.day):
        century -= 1
    return century


def _reserve(compact: str, on: date, allowed: bool) -> PersonalNumber:
    match = _RESERVE.fullmatch(compact)
    if match is None:
        raise _refused("shape")
    if not allowed:
        raise _refused("reserve")
    born = _date(match["day"][:6], int(match["day"][6:]))
    known = born is not None and born <= on
    return PersonalNumber(
        text=f"{match['day']}-{match['last']}",
        kind=RESERVNUMMER,
        birth_date=born if known else None,
        sex=None,
        is_test=match["last"][:3] in _TEST_SERIALS,
    )


def _date(year_month: str, day: int) -> date | None:
    try:
        return date(int(year_month[:4]), int(year_month[4:]), day)
    except ValueError:
        return None


def _refused(why: str) -> WrongUseError:
    return WrongUseError("bad_personal_number", why=messages.PERSONAL_NUMBER[why])
