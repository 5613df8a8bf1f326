"""Writing the plans of invented cases: some sealed, one step followed up, on paper and in the record."""

from datetime import date, timedelta

from rekotui.casework import plan_moves as moves
from rekotui.casework.days import next_workday
from rekotui.casework.plan import DONE, EMPTY, GOAL, SUBGOAL, Plan
from rekotui.casework.plan_templates import Template, groups, take_template
from rekotui.exchange.demo import plan_messages as messages
from rekotui.exchange.demo.case import DemoDaily
from rekotui.exchange.demo.recipe import ACTIVE, FOLLOWED_UP
from storage.database import Work
from storage.journal_marks import PLAN_VERSION
from storage.journaled import mark_journaled
from storage.models import Case
from storage.plan_evaluations import PlanEvaluations, Result
from storage.plans import HandedOut, PlanRepository

_AFTER, _EVERY = 7, 3
"""Days from the yes to the plan, and how many cases of three have one: two."""
_FIRST, _EVALUATE = 9, 30
"""Days ahead of today: the first follow-up, and the day when the whole plan is gone through."""


def write_plan(work: Work, case: Case, daily: DemoDaily, today: date) -> None:
    """Write a case's plan, where it has come so far. Which plan it is follows from the case's number alone."""
    place = int(case.number.rpartition("-")[2])
    asked = daily.consent_on
    if daily.consent != "yes" or asked is None or case.status not in (ACTIVE, FOLLOWED_UP) or place % _EVERY == 0:
        return
    sealed_on = next_workday(asked + timedelta(days=_AFTER))
    if sealed_on >= today:
        return
    plans = PlanRepository(work)
    plans.start(case, sealed_on, plan=_plan(case, place, today))
    version = plans.seal(case, sealed_on)
    plans.hand_out(version.id or 0, HandedOut(sealed_on), today)
    mark_journaled(work, PLAN_VERSION, version.id or 0, sealed_on)
    held = [contact.on for contact in daily.contacts if contact.party == "patient" and contact.outcome == "held"]
    if place % 2 and held and sealed_on < held[-1] < today:
        first = _plan(case, place, today).actions[0]
        done = Result(first.key, "helped", messages.RESULT, DONE)
        PlanEvaluations(work).evaluate(case, version.id or 0, [done], None, held[-1])


def _plan(case: Case, place: int, today: date) -> Plan:
    goals = messages.WITH_EMPLOYER if case.employer else messages.WITHOUT_EMPLOYER
    text, said = goals[place % len(goals)]
    made = moves.add(EMPTY, GOAL, text=text, said=said)
    plan, goal = made.plan, made.key
    for index, steps in enumerate(messages.STEPS if case.employer else messages.STEPS[:1]):
        made = moves.add(plan, SUBGOAL, goal, text=messages.SUBGOALS[(place + index) % len(messages.SUBGOALS)])
        plan = made.plan
        for number in range(2):
            plan = take_template(plan, _template(steps[(place + number) % len(steps)]), today, made.key).plan
    for number, action in enumerate(plan.actions):
        day = next_workday(today + timedelta(days=_FIRST + 3 * number + place % 5))
        plan = moves.edit(plan, action.key, follow_up_on=day, starts_on=None)
    evaluate_on = next_workday(today + timedelta(days=_EVALUATE + place % 7))
    return plan._replace(
        assessment=messages.ASSESSMENT, participation="yes", evaluate_on=evaluate_on, agreed_with=messages.AGREED_WITH
    )


def _template(name: str) -> Template:
    return next(one for group in groups() for one in group.templates if one.id == name)
