"""Rehabstöd's columns: their headings through the years, and the order they stand in by default.

Source: domain rehabstod 1.3 (today's headings) and 2.4 rule 1 (aliases).
"""

from enum import StrEnum


class Column(StrEnum):
    """A column, written as Rehabstöd heads it today (`Bidiagnoser` stands alone only in old files)."""

    NUMBER = "#"
    STATUS = "Status"
    PERSONNUMMER = "Personnummer"
    AGE = "Ålder"
    NAME = "Namn"
    SEX = "Kön"
    DIAGNOSIS = "Diagnos/er"
    CO_DIAGNOSES = "Bidiagnoser"
    OCCUPATIONS = "Sysselsättning"
    FIRST_DAY = "Startdatum"
    LAST_DAY = "Slutdatum"
    LENGTH = "Längd"
    CERTIFICATES = "Intyg"
    DEGREES = "Grad"
    INQUIRIES = "Ärenden"
    RISK = "Risk"
    PHYSICIAN = "Läkare"


DEFAULT_ORDER: tuple[str, ...] = tuple(column for column in Column if column is not Column.CO_DIAGNOSES)
"""Today's table as Rehabstöd shows it until the user moves something."""

OLD_INQUIRIES = "Kompletteringar"
"""What Ärenden was until 2020-09, when administrativa frågor were not counted (domain rehabstod 2.1, v4–v5)."""

STATEMENT_HEADINGS = frozenset({"intygstyp", "signeringsdatum"})
"""What heads Läkarutlåtanden and no list of sjukfall, in lower case (domain rehabstod 1.12)."""

FEWEST_HEADINGS = 4
"""This many different known headings in a row make a heading row (domain rehabstod 2.4 rule 1)."""

_ALIASES = {
    "personnr": Column.PERSONNUMMER,
    "diagnos": Column.DIAGNOSIS,
    "diagnos/diagnoser": Column.DIAGNOSIS,
    "diagnos(er)": Column.DIAGNOSIS,
    "diagnoser": Column.DIAGNOSIS,
    "sjukskrivningslängd": Column.LENGTH,
    "antal": Column.CERTIFICATES,
    "antal intyg": Column.CERTIFICATES,
    "sjukskrivningsgrad": Column.DEGREES,
    "kompletteringar": Column.INQUIRIES,
    "komplettering": Column.INQUIRIES,
    "nuvarande diagnos": Column.DIAGNOSIS,
    "nuvarande läkare": Column.PHYSICIAN,
}
_BY_HEADING = {column.value.lower(): column for column in Column} | _ALIASES

# What a sort mark beside a heading leaves behind in a copy.
_SORT_MARKS = " \t:↑↓↕⇅▲▼△▽▴▾^"
_LONGEST_HEADING = 40


def column_of(heading: str) -> Column | None:
    """Return the column that a heading names, or None; case, spaces around and sort marks do not matter."""
    if len(heading) > _LONGEST_HEADING:
        return None
    return _BY_HEADING.get(heading.strip(_SORT_MARKS).lower())
