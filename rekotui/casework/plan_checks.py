"""What a plan lacks before it can be sealed: in words, and in one line (rows 30–31 of table H).

Sealing needs at least one goal; every open action somebody responsible and a day; participation, or why not; and a day
for evaluation. What is only worth a thought is advice (`plan_advice`).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework import plan_messages as messages
from rekotui.casework.plan import (
    ACTION,
    EMPLOYER_PLAN,
    GOAL,
    NO,
    STOPPED,
    TRIAL_WORK,
    YES,
    Item,
    Plan,
    words,
)

NOT_NEEDED = "not_needed"


class Lacking(NamedTuple):
    """One thing that is missing: its code, the key of the item it is about (0 = the plan), and a sentence."""

    code: str
    key: int
    sentence: str


def lacking(plan: Plan, on: date) -> tuple[Lacking, ...]:
    """Return what stands in the way of sealing the plan on a day, in reading order; nothing = it can be sealed."""
    return tuple(_lacking(plan, on))


def in_short(missing: Sequence[Lacking]) -> str:
    """Return all that is missing in one line ("Saknas för att fastställa: datum på 1 åtgärd · …")."""
    if not missing:
        return messages.COMPLETE
    counts: dict[str, int] = {}
    for one in missing:
        counts[one.code] = counts.get(one.code, 0) + 1
    told = [messages.LACKING_SHORT[code][count > 1].format(count=count) for code, count in counts.items()]
    return messages.LACKING_LINE.format(what=messages.LACKING_BETWEEN.join(told))


def _lacking(plan: Plan, on: date) -> Iterator[Lacking]:
    if not any(one.kind == GOAL for one in plan.items):
        yield _of("goal")
    for number, item in enumerate(plan.items, 1):
        if not item.text:
            kind = words("kinds")[item.kind]
            yield Lacking("text", item.key, messages.LACKING["text"].format(kind=kind, number=number))
        if item.kind == ACTION and not item.ended:
            yield from _of_action(item)
        if item.state == STOPPED and not item.why:
            yield _of("why", item)
    if plan.participation not in (YES, NO):
        yield _of("participation")
    elif plan.participation == NO and not plan.participation_why:
        yield _of("participation_why")
    if plan.evaluate_on is None:
        yield _of("evaluate")
    elif plan.evaluate_on < on:
        yield _of("evaluate_past")


def _of_action(item: Item) -> Iterator[Lacking]:
    if not item.responsible:
        yield _of("responsible", item)
    if item.follow_up_on is None:
        yield _of("follow_up", item)
    if item.work == TRIAL_WORK:
        if item.starts_on is None or item.ends_on is None:
            yield _of("trial_days", item)
        elif item.ends_on < item.starts_on:
            yield _of("trial_order", item)
    if item.work == EMPLOYER_PLAN and item.answer:
        if item.answered_on is None:
            yield _of("answer_day", item)
        if item.answer == NOT_NEEDED and not item.answer_why:
            yield _of("answer_why", item)


def _of(code: str, item: Item | None = None) -> Lacking:
    what = (item.text or words("kinds")[item.kind]) if item else ""
    return Lacking(code, item.key if item else 0, messages.LACKING[code].format(what=what))
