"""From a cell's text to a value: one reader a kind of cell, for every format (domain rehabstod 2.0, 2.4).

A reader returns None for what is empty or cannot be understood; the caller tells the two apart by the text.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from rekotui.base.errors import WrongUseError
from rekotui.casework.diagnosis import clean_code
from rekotui.casework.personnummer import check_digit, parse
from rekotui.exchange.rehabstod import records
from rekotui.exchange.rehabstod.shapes import NOTHING, OCCUPATIONS, RISKS, SEXES, is_status

_INTEGER = re.compile(r"\d(?:[\d ]*\d)?")
_DEGREE = re.compile(r"(\d{1,3}) ?%")
_COMPLETION = re.compile(r"(?:Komplettering\w*|Obesvarade) ?\((\d+)\)")
_ADMINISTRATIVE = re.compile(r"Administrativa? fråg\w* ?\((\d+)\)")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]\d\d:\d\d(?::\d\d)?)?")
_NUMBER = re.compile(r"(\d{8})[^0-9A-Z]*((?:\d{4}|(?=\d*[A-Z])[0-9A-Z]{4}))")
_ELLIPSIS = ("…", "...")
_NO_TEXT = ("", "null")
_OLD_NO_STATUS = "Ingen"
_LONGEST_INTEGER = 9


@dataclass(frozen=True, slots=True)
class Identity:
    """A personnummer as the list has it, YYYYMMDD-NNNN, and the notice code of its fault, if it has one."""

    text: str | None
    fault: str | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A diagnosis cell taken apart; `state` is one of ok, unknown, cut, not_shared."""

    code: str | None
    text: str | None
    state: str
    co_diagnoses: tuple[str, ...]


def read_words(text: str) -> str | None:
    """Return a name or a doctor as it stands; "-" and nothing are None."""
    words = " ".join(text.split())
    return words if words and words != NOTHING else None


def read_identity(text: str, on: date) -> Identity:
    """Read a personnummer; one that cannot be right is kept as written, with the code of its fault."""
    try:
        return Identity(parse(text, on, allow_reserve=True).text, None)
    except WrongUseError:
        match = _NUMBER.search(text.upper())
    if match is None:
        return Identity(None, "number_missing")
    born, last = match.groups()
    return Identity(f"{born}-{last}", "bad_check_digit" if _only_digit_wrong(born, last, on) else "bad_number")


def _only_digit_wrong(born: str, last: str, on: date) -> bool:
    """Return whether a number would be right with another check digit: Rehabstöd showed it, so that is likely."""
    if not last.isdecimal():
        return False
    try:
        parse(f"{born}-{last[:3]}{check_digit(born[2:] + last[:3])}", on)
    except WrongUseError:
        return False
    return True


def read_integer(text: str) -> int | None:
    """Return the first whole number in a cell ("46 år", "7 259 dagar", "4")."""
    match = _INTEGER.search(text)
    digits = match.group().replace(" ", "") if match else ""
    return int(digits) if 0 < len(digits) <= _LONGEST_INTEGER else None


def read_date(text: str) -> date | None:
    """Return an ISO date; None for a day that does not exist."""
    match = _DATE.fullmatch(text.strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def read_degrees(text: str) -> tuple[int, ...]:
    """Return every degree in a cell in order, glued or with arrows between ("100%75%50%")."""
    return tuple(int(degree) for degree in _DEGREE.findall(text))


def read_inquiries(text: str) -> tuple[int, int] | None:
    """Return the numbers of unanswered (kompletteringar, administrativa frågor); "-" is none of either."""
    completion, administrative = _COMPLETION.search(text), _ADMINISTRATIVE.search(text)
    if completion is None and administrative is None:
        return (0, 0) if text.strip() == NOTHING else None
    return int(completion[1]) if completion else 0, int(administrative[1]) if administrative else 0


def read_sex(text: str) -> str | None:
    """Return Kvinna or Man; Okänt is None."""
    word = text.strip().capitalize()
    return word if word in SEXES[:2] else None


def read_status(text: str) -> str | None:
    """Return one of Rehabstöd's eight status words."""
    word = text.strip()
    if word == _OLD_NO_STATUS:
        return NOTHING
    return word if is_status(word) else None


def read_occupations(text: str) -> tuple[str, ...]:
    """Return the occupations in the order of the cell; words that are none of the four are left out."""
    return tuple(part for part in (piece.strip() for piece in text.split(",")) if part in OCCUPATIONS)


def read_risk(text: str) -> str | None:
    """Return a risk word as it stands; dots and dashes are None."""
    word = text.strip()
    return word if word in RISKS else None


def read_diagnosis(text: str, co_diagnoses: str | None = None) -> Diagnosis:
    """Take a diagnosis cell apart: main code, its name, and the codes after it.

    Codes are taken from the right, because names contain commas ("Koxartros, ospecificerad").
    `co_diagnoses` is the cell of a column of its own, which old files have.
    """
    parts = [part.strip() for part in text.split(",")]
    codes: list[str] = []
    while len(parts) > 1 and (code := clean_code(parts[-1])):
        codes.insert(0, code)
        parts.pop()
    codes += [code for part in (co_diagnoses or "").split(",") for code in _codes(part)]
    first, _, name = ", ".join(parts).strip().partition(" ")
    state, code_text, title = _main(first.rstrip(","), name.strip(" ,"))
    return Diagnosis(code_text, title, state, tuple(codes))


def _codes(written: str) -> list[str]:
    """Return the codes in what a doctor wrote in one field: one, or several among words ("M54.5 och F419")."""
    whole = clean_code(written)
    return [whole] if whole else [code for word in re.split(r"[\s;/]+", written) if (code := clean_code(word))]


def _main(first: str, name: str) -> tuple[str, str | None, str | None]:
    """Return (state, code, name) of a main diagnosis: its first word and the rest."""
    whole = f"{first} {name}".strip()
    if whole in ("Okänt", NOTHING, "Okänd"):
        return records.NOT_SHARED, None, None
    title = None if name in _NO_TEXT or name.endswith(_ELLIPSIS) else name
    if any(mark in first for mark in _ELLIPSIS):
        return records.CUT, None, None
    code = clean_code(first)
    if code:
        return records.OK, code, title
    return records.UNKNOWN, None, whole or None


def date_in_name(name: str) -> date | None:
    """Return the day in a file's name, as Rehabstöd's own export has it (domain rehabstod 2.1), or None."""
    found = re.findall(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", name)
    return read_date(found[-1]) if len(set(found)) == 1 else None


def unit_in_name(name: str) -> str | None:
    """Return the unit in the name of an export, `sjukfall-<unit>-<day>T<hh-mm>`, or None.

    A browser may have written å, ä, ö and spaces in the name in its own way.
    """
    match = re.match(r"sjukfall-(.+)-\d{4}-\d\d-\d\d", unicodedata.normalize("NFC", _mended(unquote(name))), re.I)
    return " ".join(match[1].split()) or None if match else None


def _mended(name: str) -> str:
    """Return a name whose UTF-8 was taken for Latin-1 ("vÃ¥rdcentral") as it was meant."""
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name
