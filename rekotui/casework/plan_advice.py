"""What is worth a thought before a plan is sealed: it never stands in the way (domain rules B.1, B.4, B.11; guides).

The numbers are those of the rules (content/rules.toml), so that plan and signals say the same.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from rekotui.casework import plan_messages as messages
from rekotui.casework.case_facts import EMPLOYED, CaseFacts, TrialWork
from rekotui.casework.days import plus_months
from rekotui.casework.expectation import expected_since
from rekotui.casework.plan import EMPLOYER_PLAN, TRIAL_WORK, Item, Plan
from rekotui.casework.rules import Rules
from rekotui.casework.signal_making import Picture, reached

_FULL = 100


class Advice(NamedTuple):
    """One thing to think of: its code, the key of the item it is about (0 = the plan), and a sentence."""

    code: str
    key: int
    sentence: str


def advice(plan: Plan, case: CaseFacts, rules: Rules, on: date) -> tuple[Advice, ...]:
    """Return what is worth a thought in a draft on a day, by what is known of the case."""
    picture = Picture(case, rules)
    return (*_of_whole(plan, picture), *_of_steps(plan, picture), *_of_items(plan, picture, on))


def last_day(case: CaseFacts) -> date | None:
    """Return the last day that a certificate covers, as it is known now."""
    return max((leave.last_day for leave in case.leaves), default=None)


def _of_whole(plan: Plan, picture: Picture) -> Iterator[Advice]:
    if plan.items and not plan.actions:
        yield _of("no_action")
    last = last_day(picture.case)
    if plan.evaluate_on and last and plan.evaluate_on > last:
        yield _of("evaluate_after_leave", day=plan.evaluate_on, last=last)


def _of_steps(plan: Plan, picture: Picture) -> Iterator[Advice]:
    last = last_day(picture.case)
    before: int | None = None
    for step in plan.steps:
        told: dict[str, Any] = {"degree": step.degree, "day": step.on}
        known = picture.degree_on(step.on)
        if last and step.on > last and step.degree:
            yield _of("step_after_leave", last=last, **told)
        elif known is not None and known != step.degree:
            yield _of("step_other_degree", known=known, **told)
        if before is not None and step.degree > before:
            yield _of("step_up", **told)
        before = step.degree


def _of_items(plan: Plan, picture: Picture, on: date) -> Iterator[Advice]:
    for item in plan.actions:
        if item.ended:
            continue
        if item.follow_up_on and item.follow_up_on < on:
            yield _of("follow_up_past", item, day=item.follow_up_on)
        if item.follow_up_on and plan.evaluate_on and item.follow_up_on > plan.evaluate_on:
            yield _of("follow_up_after", item, day=item.follow_up_on, evaluate=plan.evaluate_on)
        if item.work == TRIAL_WORK and item.starts_on and item.ends_on:
            yield from _trial(plan, item, picture, on)
        if item.work == EMPLOYER_PLAN and not item.answer:
            yield from _employer(item, picture, on)


def _trial(plan: Plan, item: Item, picture: Picture, on: date) -> Iterator[Advice]:
    """Give what prop. 2025/26:53 asks of a period: told before, 14 days, two a year, full degree, employed."""
    rule, start, end = picture.rules["trial_work"], item.starts_on, item.ends_on
    assert start is not None
    assert end is not None
    if item.told_on is None or item.told_on >= start:
        yield _of("trial_not_told" if start > on and item.told_on is None else "trial_told_late", item, day=start)
    length = end.toordinal() - start.toordinal() + 1
    if length > rule.n("days"):
        yield _of("trial_too_long", item, length=length, most=rule.n("days"))
    count = _periods(plan, picture, start)
    if count > rule.n("per_year"):
        yield _of("trial_too_many", item, count=count, months=rule.n("year_months"), most=rule.n("per_year"))
    if start < rule.dates["first_on"]:
        yield _of("trial_too_early", item, day=start, first=rule.dates["first_on"])
    known = picture.degree_on(start)
    if known is not None and known != _FULL:
        yield _of("trial_not_full", item, day=start, known=known)
    if EMPLOYED not in picture.groups:
        yield _of("trial_not_employed", item)


def _periods(plan: Plan, picture: Picture, start: date) -> int:
    """Count the periods of the year that ends with a start: those entered, and those of the plan, each day once."""
    earlier = plus_months(start, -picture.rules["trial_work"].n("year_months"))
    entered: tuple[TrialWork, ...] = picture.case.trial_work
    starts = {one.starts_on for one in entered}
    starts |= {one.starts_on for one in plan.actions if one.work == TRIAL_WORK and one.starts_on}
    return sum(earlier < day <= start for day in starts)


def _employer(item: Item, picture: Picture, on: date) -> Iterator[Advice]:
    """Give the day on which the employer's plan is due (SFB 30 kap. 6 §), where the absence is expected to be long."""
    rule = picture.rules["employer_plan"]
    if not picture.for_group(rule) or not picture.sick_leaves:
        return
    sick_leave = picture.sick_leaves[-1]
    if expected_since(picture, sick_leave, rule.n("expected_days")) is None:
        return
    due = reached(sick_leave, rule.n("due_day")).on
    told: dict[str, Any] = {"number": rule.n("due_day"), "due": due}
    if due < on:
        yield _of("employer_at_once", item, **told)
    elif item.follow_up_on and item.follow_up_on > due:
        yield _of("employer_late", item, day=item.follow_up_on, **told)


def _of(code: str, item: Item | None = None, **told: object) -> Advice:
    what = item.text if item else ""
    return Advice(code, item.key if item else 0, messages.ADVICE[code].format(what=what, **told))
