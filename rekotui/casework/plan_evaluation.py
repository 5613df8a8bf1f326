"""What has become of a sealed plan: results laid over its items, and when it is followed up next.

A sealed version never changes. What is said of an item later is an evaluation of it; the plan as it stands now is the
version with the newest evaluation of each item laid over. Item 0 is the plan as a whole.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework.plan import ACTION, ENDED, Item, Plan

WHOLE = 0
"""The key under which the plan as a whole is evaluated."""


class Evaluated(NamedTuple):
    """One evaluation: of which item, when, with what result (a code of content/plan.json and words), what now.

    `state` is the item's from then on, `next_on` when it is followed up next. `number` is its own.
    """

    item: int
    on: date
    result: str = ""
    text: str = ""
    state: str = ""
    why: str = ""
    next_step: str = ""
    next_on: date | None = None
    number: int = 0


def as_it_stands(plan: Plan, evaluations: Iterable[Evaluated]) -> Plan:
    """Return a sealed plan with what has been said of it since, in the order it was said."""
    newest: dict[int, Evaluated] = {}
    for one in evaluations:
        newest[one.item] = one
    items = tuple(_after(item, newest[item.key]) if item.key in newest else item for item in plan.items)
    whole = newest.get(WHOLE)
    evaluate_on = whole.next_on if whole and whole.next_on else plan.evaluate_on
    return plan._replace(items=items, evaluate_on=evaluate_on)


def reviewed_on(evaluations: Iterable[Evaluated]) -> date | None:
    """Return the day when the plan as a whole was gone through last."""
    return max((one.on for one in evaluations if one.item == WHOLE), default=None)


def next_follow_up(stands: Plan, reviewed: date | None) -> date | None:
    """Return the next day on which something of a plan is to be followed up; None where nothing is.

    `stands` is the plan as it stands. Going through the whole plan answers for every day until then.
    """
    days = [item.follow_up_on for item in stands.items if not item.ended and item.follow_up_on]
    if stands.evaluate_on:
        days.append(stands.evaluate_on)
    return min((day for day in days if reviewed is None or day > reviewed), default=None)


def due_items(stands: Plan, on: date) -> tuple[Item, ...]:
    """Return the open items whose day has come, the earliest first."""
    due = [item for item in stands.items if not item.ended and item.follow_up_on and item.follow_up_on <= on]
    return tuple(sorted(due, key=lambda item: item.follow_up_on or date.max))


def is_current(stands: Plan, reviewed: date | None, on: date) -> bool:
    """Return whether a plan is current on a day (domain rules E.2 3).

    All open actions have somebody responsible and a day, and the next follow-up has not passed.
    """
    open_ = [item for item in stands.items if item.kind == ACTION and not item.ended]
    following = next_follow_up(stands, reviewed)
    return all(item.responsible and item.follow_up_on for item in open_) and following is not None and following >= on


def counts(stands: Plan) -> tuple[int, int]:
    """Return how many actions a plan has, and how many of them have ended."""
    actions: Sequence[Item] = stands.actions
    return len(actions), sum(item.state in ENDED for item in actions)


def _after(item: Item, said: Evaluated) -> Item:
    state = said.state or item.state
    ended = state in ENDED
    return item._replace(
        state=state,
        ended_on=(item.ended_on if ended and item.state == state and item.ended_on else said.on) if ended else None,
        why=said.why if state == "stopped" else "",
        follow_up_on=said.next_on or item.follow_up_on,
    )
