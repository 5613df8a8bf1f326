"""How plans stand, one row a case, for lists and rules. Every look-up of cases reads it: it imports next to nothing."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

Ask = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]
"""How rows are asked for: `Reader.rows` or `Work.ask`."""

_AT_ONCE = 400


class StateLine(NamedTuple):
    """How a case's plan stands: the newest version (`number` None = none is sealed), and the draft if there is one.

    `actions`, `ended` and `unowned` count the version's actions, those that have ended, and the open ones without
    anybody responsible or a day; `incomplete` the same of the draft. `handed_number` is what the patient has on paper.
    `steps` are the planned degrees with their days.
    """

    case_id: int
    version_id: int | None
    number: int | None
    sealed_on: date | None
    reviewed_on: date | None
    follow_up_on: date | None
    evaluate_on: date | None
    handed_number: int | None
    handed_on: date | None
    actions: int
    ended: int
    unowned: int
    steps: tuple[tuple[date, int], ...]
    draft_on: date | None
    draft_number: int | None
    incomplete: int

    def is_current(self, on: date) -> bool:
        """Whether it is current on a day (rules.md E.2 3): everything has somebody and a day, and none has passed."""
        return (
            self.number is not None and not self.unowned and self.follow_up_on is not None and self.follow_up_on >= on
        )


_DAYS = (*("sealed_on", "reviewed_on", "follow_up_on", "evaluate_on", "handed_on", "draft_on"),)
_COLUMNS = ", ".join(StateLine._fields)


def states_of(ask: Ask, ids: Sequence[int]) -> dict[int, StateLine]:
    """Return how the plans of cases stand, by case; a case that never had one is left out."""
    found: dict[int, StateLine] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        for row in ask(f"select {_COLUMNS} from plan_state where case_id in ({marks})", part):
            line = StateLine(*row)
            days: dict[str, Any] = {name: _day(getattr(line, name)) for name in _DAYS}
            steps = tuple((date.fromisoformat(on), degree) for on, degree in json.loads(str(line.steps)))
            found[line.case_id] = line._replace(steps=steps, **days)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
