"""What an old Excel file says above its table: filters, settings and counts (domain rehabstod 2.1, block 1).

The rows come and go with the version, and a filter may take several rows; so they are read by their labels.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rekotui.exchange.rehabstod.values import read_integer

_HEADLINES = frozenset(
    {"valda filter", "sjukfallsinställning", "sjukfallsinställningar", "vald sortering", "antal pågående sjukfall"}
)
_SHOWN, _TOTAL, _OWN_TOTAL = "tabellen visar", "totalt på enheten", "totalt"
_MARKS = frozenset({"valda filter", "antal pågående sjukfall", _SHOWN})
_COUNTS = frozenset({_SHOWN, _TOTAL, _OWN_TOTAL})

_MOST_SJUKFALL = 999_999
_ALL = r"alla"
_NO_FILTER = {
    "fritextfilter": r"-?",
    "åldersspann": r"0 ?- ?100\+? ?år",
    "valda diagnoser": _ALL,
    "diagnosfilter": _ALL,
    "huvuddiagnosfilter": _ALL,
    "slutdatum": r"-?",
    "sjukskrivningslängd": r"(?:mellan )?1 ?(?:-|och) ?365\+? ?dagar",
    "valda läkare": _ALL,
    "ärendestatus": r"visa alla",
    "kompletteringsstatus": r"visa alla",
}
"""By label through the years: what stands there when the filter is not in use."""


@dataclass(frozen=True, slots=True)
class Block:
    """The block's facts; None where it does not say.

    `filtered`: a filter was in use. `own`: a doctor's own list, whose total is not the unit's.
    """

    shown: int | None
    total: int | None
    filtered: bool
    own: bool


def read_block(rows: Sequence[Sequence[str]]) -> Block | None:
    """Read the texts above the table, row by row; None where there is no such block."""
    if not any(_label(text) in _MARKS for row in rows for text in row[:1]):
        return None
    values: dict[str, list[str]] = {}
    for label, value in _pairs(rows):
        values.setdefault(label, []).append(value)
    counts = {label: _count(values.get(label, [""])[0]) for label in _COUNTS}
    own = counts[_TOTAL] is None and counts[_OWN_TOTAL] is not None
    return Block(
        shown=counts[_SHOWN],
        total=counts[_OWN_TOTAL] if own else counts[_TOTAL],
        filtered=any(_in_use(label, said) for label, said in values.items()),
        own=own,
    )


def _pairs(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield label and value; a row with a value alone goes on with the filter above it."""
    label = ""
    for row in rows:
        first = _label(row[0]) if row else ""
        if first in _HEADLINES:
            label = ""
        elif len(row) > 1 or first in _NO_FILTER or first in _COUNTS:
            label = first
            yield label, "".join(row[1:2])
        elif row and label:
            yield label, row[0]


def _count(text: str) -> int | None:
    """Return a number of sjukfall; a larger one than can be is none."""
    number = read_integer(text)
    return number if number is not None and number <= _MOST_SJUKFALL else None


def _in_use(label: str, said: Sequence[str]) -> bool:
    usual = _NO_FILTER.get(label)
    return usual is not None and not re.fullmatch(usual, " ".join(said).strip().lower())


def _label(text: str) -> str:
    return text.strip(" :").lower()
