"""What a case's facts may look like before they are stored: lengths, control characters, days in order."""

import unicodedata
from datetime import date

from rekotui.base.errors import WrongUseError
from rekotui.base.messages import FIELDS
from rekotui.casework.sick_leave import DEGREES

SHORT = 200
LONG = 4000
CONSENT_ANSWERS = ("", "yes", "no", "later")
"""What the patient said when asked about coordination (K1 of rules.md G); the empty answer: not asked yet."""


def clean_line(field: str, text: str, most: int = SHORT) -> str:
    """Return one line without control characters or outer spaces; raise WrongUseError if it is too long.

    `field` is a key of `base.messages.FIELDS`, the field's name on the screen.
    """
    # Split before as well: a tab or a line break of any kind parts words, it must not join them.
    line = " ".join(_printable(" ".join(text.split())).split())
    return _within(field, line, most)


def clean_text(field: str, text: str, most: int = LONG) -> str:
    """Return running text without control characters; line breaks stay. Raises WrongUseError if it is too long."""
    return _within(field, _printable(text.replace("\r\n", "\n").replace("\r", "\n")).strip(), most)


def fitting(text: str, most: int = SHORT) -> str:
    """Return a text that somebody else has written, no longer than a fact may be; "…" ends one that was cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def check_days(start: date, end: date) -> None:
    """Raise WrongUseError if the end lies before the start."""
    if end < start:
        raise WrongUseError("day_order", start=start.isoformat(), end=end.isoformat())


def check_degree(degree: int | None) -> int | None:
    """Return the degree if it is one of the four (SFB 27:45), or None for unknown; else raise WrongUseError."""
    if degree is not None and degree not in DEGREES:
        raise WrongUseError("bad_degree")
    return degree


def _printable(text: str) -> str:
    # Most of what is typed holds nothing else; asking sign by sign costs twenty times as much.
    if text.replace("\n", "").isprintable():
        return unicodedata.normalize("NFC", text)
    kept = (char for char in text if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return unicodedata.normalize("NFC", "".join(kept))


def _within(field: str, text: str, most: int) -> str:
    if len(text) > most:
        raise WrongUseError("too_long", field=FIELDS[field], most=most)
    return text
