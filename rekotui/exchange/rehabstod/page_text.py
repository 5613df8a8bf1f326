"""What the page around a table says about the list: unit, how many of how many, filters in use.

Source: domain rehabstod 1.3 (information line), 1.4 (filters), 2.2 (the printed grid of filters).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rekotui.exchange.rehabstod.columns import column_of

_SHOWN = re.compile(r"\bVisar\s+(\d{1,6})\s+av\s+(\d{1,6})\b")
_TITLE = re.compile(r"(?:Alla|Mina) pågående sjukfall(?:\s+på\s+(?P<unit>.+))?")
_CHAPTER = re.compile(r"[A-Z]\d\d-[A-Z]\d\d: .+")
_CHOSEN = re.compile(r"\d+ (?:valda|vald|valt)\b.*")
_FREE_SEARCH = re.compile(r"(?:Fritextsökning|Fritextfilter)\s*:?\s+(?P<value>\S.*)")
_DOCTORS_OWN = "Mina pågående sjukfall"
_NO_UNIT = re.compile(
    r"(?:Visa|Dölj|Tryck|Sök|Återställ|Diagnos|Läkare|Översikt|Läkarutlåtanden|Skriv ut|Anpassa|\W*\d)"
)
_LONGEST_UNIT = 100

# Whole texts of the page that may stand below or between rows; a name must never be taken for one.
_AROUND_TABLE = re.compile(
    r"Beskrivning av tabellens rubriker|Om Rehabstöd|Inera(?: AB)?|Support|Mörkt läge|Användarmanual|Skriv ut"
    r"|(?:Totalt|Summa)(?:\s*:?\s*\d.*)?|Antal (?:pågående )?sjukfall.*|Totalt på enheten.*|Visar \d.*"
    r"|Tabellen (?:är sorterad|visar).*|Sjukfall visas i \d.*|Tillgänglighetsredogörelse"
    r"|Hantering av personuppgifter"
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What stands around the table; None where it says nothing. `filtered` as in RawList."""

    unit: str | None
    shown: int | None
    total: int | None
    filtered: bool | None


def read_page(whole: str, before_table: Sequence[str]) -> PageFacts:
    """Read the page's facts: `whole` is all text, `before_table` the pieces in front of the first row."""
    counts = _SHOWN.search(whole)
    return PageFacts(
        unit=_unit(before_table),
        shown=int(counts[1]) if counts else None,
        # A doctor's own list counts her own patients, never all on the unit.
        total=int(counts[2]) if counts and not _is_own(before_table) else None,
        filtered=_filtered(before_table),
    )


def _is_own(before_table: Sequence[str]) -> bool:
    return any(text.startswith(_DOCTORS_OWN) for text in before_table)


def is_page_text(text: str) -> bool:
    """Return whether a text is part of the page and not of the table: links, totals, the information line."""
    return _AROUND_TABLE.fullmatch(text) is not None


def _unit(before_table: Sequence[str]) -> str | None:
    """Return the unit from the page's title: after "på", or as the line below it."""
    for text, following in zip(before_table, [*before_table[1:], ""], strict=False):
        match = _TITLE.fullmatch(text)
        if match is None:
            continue
        if match["unit"]:
            return match["unit"][:_LONGEST_UNIT].strip()
        if _could_be_unit(following):
            return following
    return None


def _could_be_unit(text: str) -> bool:
    worded = any(character.isalpha() for character in text)
    return worded and len(text) <= _LONGEST_UNIT and not _NO_UNIT.match(text) and column_of(text) is None


def _filtered(before_table: Sequence[str]) -> bool | None:
    """Return True for a chosen chapter, "3 valda", a search text or a doctor's own list, else None."""
    for text in before_table:
        search = _FREE_SEARCH.fullmatch(text)
        if search and search["value"] != "-":
            return True
        if _CHAPTER.fullmatch(text) or _CHOSEN.fullmatch(text) or text.startswith(_DOCTORS_OWN):
            return True
    return None
