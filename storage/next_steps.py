"""The nearest open promise of each case in code words, which name nobody. On the look-up path: bare driver."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from storage.reading import Reader

_AT_ONCE = 400


class Promise(NamedTuple):
    """When something is promised, why (a reason of content/contacts.json), and whom we wait for ("" = her own)."""

    due_on: date
    reason: str
    party: str


def nearest(reader: Reader, ids: Sequence[int]) -> dict[int, Promise]:
    """Return the nearest open promise by case; a case without any is left out."""
    found: dict[int, Promise] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        for case_id, due_on, reason, party in reader.rows(
            f"select case_id, due_on, reason, party from follow_up where case_id in ({marks}) and state = 'open'"
            " order by due_on, id",
            part,
        ):
            found.setdefault(case_id, Promise(date.fromisoformat(due_on), reason, party))
    return found
