"""The kvalitetssäkringsuppdrag: when it gives the right to go through people who have not consented.

Quality follow-up needs a written assignment from the manager before the coordinator may screen patients who have not
said yes to coordination (rules.md A.5 and H 4; patientdatalagen 2 kap. 4 § first paragraph 4).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple, Protocol, TypeVar

UNSIGNED, PLANNED, VALID, ENDING, EXPIRED, ENDED = "unsigned", "planned", "valid", "ending", "expired", "ended"
STATES = (UNSIGNED, PLANNED, VALID, ENDING, EXPIRED, ENDED)


class Given(Protocol):
    """What the rule needs of an assignment; an empty unit means every unit."""

    @property
    def unit(self) -> str:
        """The unit it holds for."""

    @property
    def starts_on(self) -> date:
        """The first day it holds."""

    @property
    def ends_on(self) -> date:
        """The last day it holds."""

    @property
    def signed_on(self) -> date | None:
        """The day both had signed it, None while it is not signed."""

    @property
    def ended_on(self) -> date | None:
        """The first day it no longer holds, when it was ended early."""


A = TypeVar("A", bound=Given)


class State(NamedTuple):
    """How an assignment stands on a day, and how many days there are to its last (0 on that day, and outside it)."""

    code: str
    days_left: int = 0


def state(assignment: Given, on: date, warn_days: int) -> State:
    """Return how an assignment stands on a day; from and to are both included, the day it is ended early is not.

    It is said to be ending from `warn_days` before its last day.
    """
    last = last_day(assignment)
    if assignment.ended_on is not None and on >= assignment.ended_on:
        return State(ENDED)
    if on > last:
        return State(EXPIRED)
    if assignment.signed_on is None or assignment.signed_on > on:
        return State(UNSIGNED)
    if on < assignment.starts_on:
        return State(PLANNED)
    left = (last - on).days
    return State(ENDING if left <= warn_days else VALID, left)


def is_valid(assignment: Given, unit: str, on: date) -> bool:
    """Return whether an assignment gives the right to screen a unit's list on a day."""
    return assignment.unit in ("", unit) and state(assignment, on, 0).code in (VALID, ENDING)


def valid(assignments: Iterable[A], unit: str, on: date) -> A | None:
    """Return the assignment that gives the right to screen a unit's list on a day; of several, the one that lasts."""
    holding = [each for each in assignments if is_valid(each, unit, on)]
    return max(holding, key=lambda each: (last_day(each), each.unit), default=None)


def last_day(assignment: Given) -> date:
    """Return the last day an assignment holds, by its own words or because it is ended early."""
    if assignment.ended_on is None:
        return assignment.ends_on
    return min(assignment.ends_on, assignment.ended_on - timedelta(days=1))


def one_year(start: date) -> date:
    """Return the last day of an assignment of one year: a reasonable proposal, says the guide; the unit decides."""
    if start.year == date.max.year:
        return date.max
    if (start.month, start.day) == (2, 29):
        return date(start.year + 1, 2, 28)
    return start.replace(year=start.year + 1) - timedelta(days=1)
