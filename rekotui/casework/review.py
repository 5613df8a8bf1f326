"""What one sick-leave list says against the one before it. Pure comparison over plain rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

COMPARED = (
    "name",
    "status",
    "diagnosis_code",
    "co_diagnoses",
    "occupations",
    "first_day",
    "last_day",
    "length_days",
    "certificates",
    "degrees",
    "inquiries_completion",
    "inquiries_administrative",
    "risk",
    "physician",
)
"""Fields whose change makes a row changed; the running number and the age never do (design 10)."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Groups:
    """Personnummer by group, in the order of the list they stand in."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    unchanged: tuple[str, ...]


def compare(before: Sequence[Row] | None, after: Sequence[Row], known: Collection[str], *, whole: bool) -> Groups:
    """Compare two lists of one unit.

    `before` is the latest earlier complete list of the unit (None if there is none), `known` every personnummer that
    any earlier list of any unit has had. `whole` tells whether the new list is complete and newest: only then is
    anyone gone.
    """
    earlier = {_number(row): row for row in before or () if _number(row)}
    present = {_number(row): row for row in after if _number(row)}
    new = tuple(number for number in present if number not in known and number not in earlier)
    gone = tuple(number for number in earlier if number not in present) if whole and present else ()
    unchanged = tuple(n for n, row in present.items() if n in earlier and same(earlier[n], row))
    return Groups(new, gone, unchanged)


def same(before: Row, after: Row) -> bool:
    """Return whether two rows say the same but for the running number and the age."""
    return all(before.get(field) == after.get(field) for field in COMPARED)


def missing_share(before: Sequence[Row] | None, after: Sequence[Row]) -> float:
    """Return how large a part of the earlier list is missing from the new one (0 where there is none)."""
    earlier = {_number(row) for row in before or () if _number(row)}
    if not earlier:
        return 0.0
    present = {_number(row) for row in after}
    return len(earlier - present) / len(earlier)


def _number(row: Row) -> str:
    return str(row.get("personnummer") or "")
