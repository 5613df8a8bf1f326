"""What goes back when a list is undone, and what stands. Pure: facts are {field: [before, after]}.

Undo takes one layer out of a stack: a fact goes back where it still says what the undone list said. What somebody has
corrected since stands, and what a later list says stands too, as if that list had set it (design 4).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Changed = Mapping[str, Sequence[object]]
"""{field: [before, after]}"""


class Later(NamedTuple):
    """What a later list that stands has done to the same case: facts it changed, and all that its row states."""

    changed: Changed
    stated: Mapping[str, object]


class TakenOver(NamedTuple):
    """Which later list (its place among them) answers for a fact from now on, and the pair that it then has changed."""

    place: int
    pair: tuple[object, object]


def going_back(changed: Changed, current: Mapping[str, object]) -> dict[str, object]:
    """Return {field: value before} of the facts that still say what the list said; others somebody has corrected."""
    return {field: before for field, (before, after) in changed.items() if current.get(field) == after}


def taken_over(before: object, after: object, field: str, later: Sequence[Later]) -> TakenOver | None:
    """Return the first later list (in the order they were stored) that set the fact or states it; None: none has."""
    for index, each in enumerate(later):
        if field in each.changed:
            its_before, its_after = each.changed[field]
            return TakenOver(index, (before if its_before == after else its_before, its_after))
        if field in each.stated and each.stated[field] == after:
            return TakenOver(index, (before, after))
    return None
