"""An introduction as a list of points with due days, counted from the first day (SCHEMA, due_days). Pure.

A point is done on a day, or is not needed because the person knows it already (a decline in the guide); the rest are
open, and overdue after their due day.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from rekotui.casework.days import plus
from rekotui.casework.interview import DECLINED, Sheet, visible

DONE, DROPPED, OPEN = "done", "dropped", "open"


class Point(NamedTuple):
    """One point: its section's title, what is to be done, by whom (a role), until when, and how it stands."""

    question: str
    section: str
    text: str
    help: str
    role: str
    required: bool
    due_on: date | None
    done_on: date | None
    state: str

    def overdue(self, on: date) -> bool:
        """Whether it is open and its day has passed."""
        return self.state == OPEN and self.due_on is not None and self.due_on < on


def points(sheet: Sheet, starts_on: date, done: Mapping[str, date]) -> tuple[Point, ...]:
    """Return the points of a checklist in the guide's order; `done` gives the day on which each was done."""
    found = []
    for one in visible(sheet):
        question = one.question
        state = OPEN
        if one.answer.counts and one.answer.value == "yes":
            state = DONE
        elif one.answer.state == DECLINED:
            state = DROPPED
        due_on = plus(starts_on, question.due_days) if question.due_days is not None else None
        done_on = done.get(question.id) if state == DONE else None
        found.append(
            Point(
                question.id,
                one.section.title,
                question.text,
                question.help,
                question.answered_by,
                question.required,
                due_on,
                done_on,
                state,
            )
        )
    return tuple(found)


def next_due(of: Iterable[Point]) -> Point | None:
    """Return the open point that is due first, None where nothing is left with a day."""
    left = [point for point in of if point.state == OPEN and point.due_on is not None]
    return min(left, key=lambda point: point.due_on or date.max, default=None)
