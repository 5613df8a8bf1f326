"""What a cell's text looks like, and how well it would suit a column.

A copied table has lost its grid, so a piece of text is placed by its shape and by the order of the columns
(domain rehabstod 2.3). Shapes that only one column can hold are exact; the rest is free text.
"""

import re
from functools import cache

from rekotui.casework.status import all_statuses
from rekotui.exchange.rehabstod.columns import Column

OCCUPATIONS = ("Nuvarande arbete", "Arbetssökande", "Föräldraledighet", "Studier")
RISKS = ("Måttlig", "Hög", "Mycket hög", "Ej beräknad", "Låg", "Medel", "Risk har ej beräknats")
"""Risk words of today and of the old files (domain rehabstod 1.10, 2.1)."""
SEXES = ("Kvinna", "Man", "Okänt")
NOTHING = "-"

DEGREE_PATTERN = r"\d{1,3} ?%(?:[^\w%(-]*\d{1,3} ?%)*"
_LISTED = "|".join(OCCUPATIONS)
OCCUPATION_PATTERN = rf"(?:{_LISTED})(?:\s*,\s*(?:{_LISTED}))*"
INQUIRY_PATTERN = r"(?:Kompletteringa?r?|Obesvarade|Administrativa? fråg(?:a|or)) ?\(\d+\)"
CODE_PATTERN = r"[A-Z]\d\d[A-Z0-9-]{0,4}"

_SHAPES: dict[Column, re.Pattern[str]] = {
    Column.PERSONNUMMER: re.compile(r"\d{8} ?[-‐‑–−+]? ?(?:\d{4}|(?=\d*[A-Z])[0-9A-Z]{4})|\d{6}[-‐‑–−+]\d{4}"),
    Column.AGE: re.compile(r"\d{1,3} ?år"),
    Column.FIRST_DAY: re.compile(r"(?=(?:.*\d){4})\w{4}[^\w\s]\w{2}[^\w\s]\w{2}"),
    Column.LENGTH: re.compile(r"\d[\d ]{0,6} ?dag(?:ar)?"),
    Column.DEGREES: re.compile(DEGREE_PATTERN),
    Column.OCCUPATIONS: re.compile(OCCUPATION_PATTERN),
    Column.INQUIRIES: re.compile(rf"{INQUIRY_PATTERN}(?:[ ,;]*{INQUIRY_PATTERN})*"),
}
_DAMAGED_NUMBER = re.compile(r"(?=(?:\D*\d){6})[\w?\ufffd]{6,8}.?[\w?\ufffd]{3,4}")
_INTEGER = re.compile(r"\d{1,5}")
_COUNT = re.compile(r"\d{1,3}(?: intyg| st)?")
_DIAGNOSIS = re.compile(rf"{CODE_PATTERN}(?:[ ,].*)?", re.DOTALL)

_COLUMNS = frozenset(Column)

ANCHORS = (Column.PERSONNUMMER, Column.AGE, Column.FIRST_DAY, Column.LENGTH, Column.DEGREES)
"""Shapes sure enough to tell where one row ends and the next begins; FIRST_DAY stands for any date."""

_FREE_TEXT = (Column.NAME, Column.DIAGNOSIS, Column.CO_DIAGNOSES, Column.PHYSICIAN)
_LONGEST_EXACT = 120


@cache
def status_words() -> tuple[str, ...]:
    """Return the status words, and "Ingen", which was "-" before 2025-05 (domain rehabstod 1.8)."""
    return (*all_statuses(), "Ingen")


def is_status(text: str) -> bool:
    """Return whether a text is one of Rehabstöd's status words, "-" included."""
    return text in status_words()


def shape_of(text: str) -> Column | None:
    """Return the column whose exact shape the text has (FIRST_DAY for any date), or None."""
    if len(text) > _LONGEST_EXACT:
        return None
    return next((column for column, pattern in _SHAPES.items() if pattern.fullmatch(text)), None)


def suits(text: str, shape: Column | None, column: str) -> int:
    """Return how well a text suits a column: 0 not at all, 1 at a pinch, 6 unmistakably.

    `shape` is what `shape_of(text)` said.
    """
    if shape is not None:
        return _exact(shape, column)
    if column in _FREE_TEXT:
        return _free(text, column)
    return _worded(text, column)


def _exact(shape: Column, column: str) -> int:
    if shape is Column.FIRST_DAY and column == Column.LAST_DAY:
        return 5
    if shape == column:
        return 6 if shape is Column.PERSONNUMMER else 5
    return 1 if column == Column.NAME else 0


def _free(text: str, column: str) -> int:
    if column in (Column.DIAGNOSIS, Column.CO_DIAGNOSES):
        if _DIAGNOSIS.fullmatch(text):
            return 5
        return 3 if text == "Okänt" else 1
    common = text in SEXES or is_status(text) or text in RISKS or _INTEGER.fullmatch(text)
    return 1 if common else 2


def _worded(text: str, column: str) -> int:
    """Columns with few possible words, or a bare number, or (an unknown column) anything."""
    if column == Column.NUMBER:
        return 3 if _INTEGER.fullmatch(text) else 0
    if column == Column.STATUS:
        return 0 if not is_status(text) else 2 if text == NOTHING else 4
    if column == Column.SEX:
        return 0 if text not in SEXES else 2 if text == "Okänt" else 4
    if column == Column.CERTIFICATES:
        return 3 if _COUNT.fullmatch(text) else 0
    if column == Column.INQUIRIES:
        return 3 if text == NOTHING else 0
    if column == Column.RISK:
        return 4 if text in RISKS else 1 if text == NOTHING else 0
    if column == Column.PERSONNUMMER:
        return 2 if _DAMAGED_NUMBER.fullmatch(text) else 0
    return 0 if column in _COLUMNS else 1
