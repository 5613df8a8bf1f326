"""What stands around the blocks of a printed page: title, filters, counts, and the lines of the browser's own.

Source: domain rehabstod 2.2 (today's print), 2.1 route G (the old one), 1.4 (filters and their standard values).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rekotui.exchange.rehabstod.values import read_date

_LONGEST_UNIT = 100
_FEWEST_FILTERS = 6
"""This many filters must be seen at their standard values before a list is said to have none in use."""

_SORTED = r"Tabellen är sorterad enligt .{1,40}? i (?:fallande|stigande) ordning"
_SHOWING = (
    r"Visar \d{1,6} av \d{1,6}(?: ?\| ?\d+ dagar mellan intyg)?(?: ?\| ?Sjukfall visas i \d+ dagar efter slutdatum)?"
)
_COUNTED = r"Antal (?:sjukfall på enheten|presenterade sjukfall) ?: ?\d{1,6}"
_BEGINS = r"(?:Alla|Mina) pågående sjukfall på (?!enheten\b)|Valda filter"
_ENDS = rf"(?:(?:Alla |Mina )?[Pp]ågående sjukfall på enheten|{_SHOWING}|{_SORTED}|{_COUNTED})"
_BREAKS = re.compile(rf"(?={_BEGINS})|(?<=Valda filter)(?= )|(?:{_ENDS})")
HEAD_BEGINS = re.compile(_BEGINS)
HEAD_ENDS = re.compile(_ENDS)

_TITLE = re.compile(
    r"(?:Alla|Mina) pågående sjukfall på (?!enheten\b)(?P<unit>.+?)"
    r"(?= ?(?:Valda filter|Pågående sjukfall på enheten|Visar \d|$))"
)
_OWN = re.compile(r"Mina pågående sjukfall på ")
_SHOWN = re.compile(r"Visar (\d{1,6}) av (\d{1,6})\b")
_PRESENTED = re.compile(r"Antal presenterade sjukfall ?: ?(\d{1,6})\b")
_ON_UNIT = re.compile(r"Antal sjukfall på enheten ?: ?(\d{1,6})\b")
SORTED = re.compile(_SORTED)
LEGACY = re.compile(
    rf"{_COUNTED}|\bUtskrift av \S|^ *Sida \d+ ?\(\d+\) *$|\bAntal intyg\b|\bDiagnos\(er\)", re.MULTILINE
)
"""What only the server's own PDF of 2016–2023 has (domain rehabstod 2.1 route G)."""

_ALL = frozenset({"Alla valda", "Alla"})
_NONE = frozenset({"-"})
_FILTERS = {
    "Diagnos/er": _ALL,
    "Valda diagnoser": _ALL,
    "Diagnosfilter": _ALL,
    "Huvuddiagnosfilter": _ALL,
    "Läkare": _ALL,
    "Valda läkare": _ALL,
    "Fritextsökning": _NONE,
    "Fritextfilter": _NONE,
    "Åldersspann": frozenset({"1 - 150", "0 - 100+ år"}),
    "Sjukskrivningslängd": _ALL | {"Mellan 1 och 365+ dagar", "1 - 365+ dagar"},
    "Status": _ALL,
    "Ärendestatus": _NONE | {"Visa alla"},
    "Kompletteringsstatus": _NONE | {"Visa alla"},
    "Sysselsättning": _ALL,
    "Slutdatum": _NONE,
}
"""The filters of both prints, and the values that let everybody through."""
_NO_FILTERS = ("Personuppgifter", "Visa personuppgifter", "Visa patientuppgifter", "Max dagar mellan intyg")
_NAMES = sorted((*_FILTERS, *_NO_FILTERS, "Visa avslutade sjukfall", "Sjukfallsinställningar"), key=len, reverse=True)
_GRID = re.compile(rf"(?<!\S)(?:{'|'.join(re.escape(name) for name in _NAMES)})(?= |:|$)")

_STAMP = r"(?P<day>\d{4}-\d\d-\d\d),? (?:kl\.? ?)?\d\d[.:]\d\d(?:[.:]\d\d)?"
_OTHER_STAMP = r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[.:]\d\d(?:[.:]\d\d)?(?: ?[AaPp][Mm])?"
_PAGE = r"(?:Sida |Sid\.? )?\d{1,4} ?(?:/|av|of) ?\d{1,4}|Sida \d{1,4}(?: ?\(\d{1,4}\))?"
_NAME = r"Rehabstöd|Pågående sjukfall"
_STAMPED = re.compile(rf"(?:(?:{_PAGE}|{_NAME}) )?(?:{_STAMP}|{_OTHER_STAMP})(?P<rest>(?!\S).*)")
_BROWSER = re.compile(
    rf"{_PAGE}|(?:{_NAME})(?: ?[-–|] ?(?:{_NAME}))?|(?:\S{{1,30}} ){{0,4}}(?:https?|file)://\S.*|Utskrift av .*"
)
_PRINTED_BY = "Utskrift av "

_REPLACED = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
    | dict.fromkeys("\xa0\u2007\u2009\u202f", " ")
    | {chr(code): " " for code in range(0xE000, 0xF900)}
)


@dataclass(slots=True)
class Edges:
    """What the browser's header and footer, or the old print's, say: the days of printing, and the unit."""

    days: set[date] = field(default_factory=set)
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a print says about the list; None where it says nothing. `filtered` as in RawList."""

    unit: str | None
    shown: int | None
    total: int | None
    filtered: bool | None


def prepared(text: str) -> str:
    """Return the text with ligatures and icons replaced, and the head's own sentences on lines of their own.

    Only ligatures are taken apart: a full compatibility normalisation would make three dots of every "…".
    """
    return _BREAKS.sub(lambda match: f"\n{match.group()}\n" if match.group() else "\n", text.translate(_REPLACED))


def without_edges(lines: Sequence[str], edges: Edges) -> Iterator[int]:
    """Yield the places of the lines that are not the browser's or the old print's own; note what those say.

    The day of printing is the day of the list, if all pages say the same one: Rehabstöd shows the list as it is at
    that moment. A day written in another order than year-month-day is not taken, for it could be two days.
    """
    after_stamp = 0
    for place, line in enumerate(lines):
        stamp = _STAMPED.fullmatch(line)
        if stamp:
            _note(stamp, edges)
            following = [place + ahead for ahead in (1, 2) if lines[place + ahead : place + ahead + 1]]
            after_stamp = next((spot for spot in following if lines[spot].startswith(_PRINTED_BY)), 0)
        elif after_stamp > place:
            edges.unit = edges.unit or line[:_LONGEST_UNIT]
        elif not _BROWSER.fullmatch(line):
            yield place


def _note(stamp: re.Match[str], edges: Edges) -> None:
    day = read_date(stamp["day"] or "")
    if day:
        edges.days.add(day)
    unit, by, _ = stamp["rest"].partition(_PRINTED_BY)
    if by and unit.strip():
        edges.unit = edges.unit or unit.strip()[:_LONGEST_UNIT]


def head_of(lines: Iterable[str]) -> Head:
    """Read the lines of the head: title with the unit, filters, and how many of how many."""
    text = " ".join(lines)
    title = _TITLE.search(text)
    own = _OWN.search(text) is not None
    both = _SHOWN.search(text)
    shown, total = both or _PRESENTED.search(text), _ON_UNIT.search(text)
    counted = int(both[2]) if both else int(total[1]) if total else None
    return Head(
        unit=title["unit"][:_LONGEST_UNIT].strip() if title else None,
        shown=int(shown[1]) if shown else None,
        # A doctor's own list counts her own patients, never all on the unit.
        total=None if own else counted,
        filtered=True if own else _filtered(text),
    )


def _filtered(text: str) -> bool | None:
    """Return whether any filter is set; None where too few are shown to tell (the panel was closed)."""
    _, found, grid = text.partition("Valda filter")
    grid = HEAD_ENDS.split(grid)[0]
    names = list(_GRID.finditer(grid)) if found else []
    values = {
        name.group(): grid[name.end() : after.start() if after else len(grid)].strip(" :")
        for name, after in zip(names, [*names[1:], None], strict=False)
    }
    set_filters = [name for name, value in values.items() if value and value not in _FILTERS.get(name, {value})]
    if set_filters:
        return True
    return False if len(values.keys() & _FILTERS.keys()) >= _FEWEST_FILTERS else None
