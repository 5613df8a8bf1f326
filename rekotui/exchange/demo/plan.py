"""What a made-up case's plan is, and its meetings: drawn from dice of its own, so that people and courses stay.

Most active cases have a sealed plan; the leading ones show one key situation each: a plan that is current, one whose
second version is not on paper yet, one that is being written, and one interview whose suggestions wait.
"""

from datetime import date, timedelta
from typing import NamedTuple

from rekotui.casework.plan import ACTION, GOAL, SUBGOAL, SUGGESTION, YES, Item, Plan, Step
from rekotui.exchange.demo import medicine
from rekotui.exchange.demo import plan_messages as messages
from rekotui.exchange.demo import recipe as recipes
from rekotui.exchange.demo.case import DemoCase
from rekotui.exchange.demo.dice import Dice
from rekotui.exchange.demo.plan_messages import Act
from rekotui.exchange.demo.timeline import workday
from rekotui.exchange.demo.work import AT_WORK, STUDYING

FIRST, SECOND, PAPER_BEHIND, DRAFT, DUE, TALK = "first", "second", "paper_behind", "draft", "due", "talk"
"""How it stands: the first version, the second, the second with the first on paper, a draft, a day that has come, and
an interview whose suggestions wait."""

_LEADING = {
    **dict.fromkeys((0, 4, 10, 15), FIRST),
    **dict.fromkeys((13, 19), SECOND),
    1: PAPER_BEHIND,
    7: DRAFT,
    11: TALK,
    12: DUE,
}
_PLANNED_MEETING, _HELD_MEETING = (0,), (1, 19)
_PERCENT, _SECOND_PERCENT = 75, 20
_DECLINED = (0,)
"""Where the patient has said no to information to Försäkringskassan."""
_FRIDAY = 4
_HOLIDAYS = ((12, 24), (12, 25), (12, 26), (12, 31), (1, 1), (1, 6))
_SETTLED_DAYS = 14
_SOONEST, _FEWEST_DAYS = (6, 26), 10
"""How many days from today something of a plan is followed up first, and the fewest days that an action takes."""


class DemoPlan(NamedTuple):
    """A plan: the first version and its day, then perhaps a second one or a draft.

    `carried` is the day of the second version, at which the actions of the first were gone through. `paper` is the
    version that the patient has, 0 for none. `drafted` is what is being written, None where nothing is.
    """

    plan: Plan | None = None
    sealed_on: date | None = None
    carried_on: date | None = None
    paper: int = 0
    drafted: Plan | None = None
    drafted_on: date | None = None


class DemoMeeting(NamedTuple):
    """A meeting with the employer: planned (`promises` are none), or held."""

    on: date
    held: bool
    clock: str
    manager: str
    promises: tuple[tuple[str, str, date], ...] = ()


class DemoWork(NamedTuple):
    """What is planned and agreed in one case."""

    plan: DemoPlan = DemoPlan()
    meetings: tuple[DemoMeeting, ...] = ()
    talked_on: date | None = None
    declined_on: date | None = None


def draw_work(place: int, case: DemoCase, today: date) -> DemoWork:
    """Return what is planned in the case at a place of the caseload, as it stands today."""
    status, asked = case.status_changes[-1].word, case.daily.consent_on
    if case.daily.consent != "yes" or asked is None or status not in recipes.OPEN_WORDS:
        return DemoWork()
    dice = Dice(f"{case.personnummer}:{case.opened_on}:plan")
    kind = _kind(dice, place, status, (today - asked).days)
    meetings = _meetings(dice, place, case, today)
    if kind == TALK:
        return DemoWork(talked_on=max(asked, workday(today - timedelta(days=1))), meetings=meetings)
    plan = _plan(dice, kind, case, asked, today) if kind else DemoPlan()
    return DemoWork(plan, meetings, declined_on=plan.sealed_on if place in _DECLINED else None)


def _kind(dice: Dice, place: int, status: str, since: int) -> str:
    """Return how the plan stands, "" for none yet."""
    if place < len(recipes.LEADING):
        return _LEADING.get(place, "")
    drawn = FIRST if dice.chance(_PERCENT) else ""
    if status not in (recipes.ACTIVE, recipes.FOLLOWED_UP) or since < _SETTLED_DAYS:
        return ""
    return SECOND if drawn and since > 60 and dice.chance(_SECOND_PERCENT) else drawn


def _plan(dice: Dice, kind: str, case: DemoCase, asked: date, today: date) -> DemoPlan:
    ago = dice.between(40, 55) if kind in (SECOND, PAPER_BEHIND) else dice.between(3, 30)
    sealed_on = max(asked, workday(today - timedelta(days=ago)))
    if kind == DRAFT:
        drafted = _unfinished(_written(dice, case, sealed_on, today + timedelta(days=_SOONEST[0])))
        return DemoPlan(drafted=drafted, drafted_on=sealed_on)
    carried_on = None
    if kind in (SECOND, PAPER_BEHIND):
        carried_on = max(sealed_on, workday(today - timedelta(days=dice.between(2, 8))))
    soonest = today + timedelta(days=dice.between(*_SOONEST))
    first = _written(dice, case, sealed_on, soonest, due=today if kind == DUE else None)
    if carried_on:
        first = first._replace(evaluate_on=carried_on)
    paper = 1 if carried_on is None or kind == PAPER_BEHIND else 2
    return DemoPlan(first, sealed_on, carried_on, paper)


def _written(dice: Dice, case: DemoCase, made_on: date, soonest: date, due: date | None = None) -> Plan:
    """Return a whole plan of a day; what is followed up comes `soonest` then, or on `due`."""
    aim = dice.pick(messages.AIMS[medicine.BY_CODE[case.diagnosis_code].group])
    under, acts = _beside(case)
    items: list[Item] = []
    _add(items, GOAL, 0, aim.goal, said=aim.said)
    _add(items, SUBGOAL, 1, aim.subgoal)
    for act in aim.actions:
        _act(items, 2, act, made_on, soonest, due)
    _add(items, SUBGOAL, 1, under)
    parent = len(items)
    for act in acts:
        _act(items, parent, act, made_on, soonest, None)
    return Plan(
        items=tuple(items),
        steps=_steps(case, made_on),
        assessment=aim.assessment,
        participation=YES,
        evaluate_on=due or _weekday(soonest + timedelta(days=dice.between(21, 35))),
        meeting=messages.MEETING,
        agreed_with=messages.AGREED,
        last_key=len(items),
    )


def _beside(case: DemoCase) -> tuple[str, tuple[Act, ...]]:
    """Return the subgoal about work, and what is done for it."""
    if case.employer:
        return messages.AT_WORK
    if STUDYING in case.occupations:
        return messages.STUDYING
    return messages.OWN_FIRM if AT_WORK in case.occupations else messages.WITHOUT_WORK


def _add(items: list[Item], kind: str, parent: int, text: str, said: str = "") -> None:
    items.append(Item(len(items) + 1, kind, parent, text, said=said))


def _act(items: list[Item], parent: int, act: Act, made_on: date, soonest: date, due: date | None) -> None:
    text, role, part, days, icf = act
    follow_up = due or _weekday(max(made_on, soonest) + timedelta(days=days - _FEWEST_DAYS))
    number = len(items) + 1
    items.append(
        Item(
            number,
            ACTION,
            parent,
            text,
            responsible=role,
            starts_on=made_on,
            follow_up_on=follow_up,
            state="ongoing" if role == "patient" else "planned",
            part=part,
            icf=icf,
        )
    )


def _unfinished(plan: Plan) -> Plan:
    """Return a plan as it looks halfway: an action without anybody, and nothing said of participation."""
    last = Item(plan.last_key + 1, ACTION, plan.items[-1].parent, messages.DRAFT_ACTION, origin=SUGGESTION)
    return plan._replace(
        items=(*plan.items, last), last_key=plan.last_key + 1, participation="", evaluate_on=None, agreed_with=""
    )


def _steps(case: DemoCase, made_on: date) -> tuple[Step, ...]:
    """Return the degrees that are planned from now on: those of the periods ahead, as the certificate has them."""
    periods = case.sick_leaves[-1].periods if case.sick_leaves else ()
    return tuple(Step(period.start, period.degree) for period in periods if period.start > made_on)


def continued(plan: Plan, on: date) -> Plan:
    """Return the second version from what goes on of the first: one more action, and a new day."""
    text, role, part, days, icf = messages.NEXT_ACTION
    follow_up = _weekday(on + timedelta(days=days))
    subgoal = next(item for item in plan.items if item.kind == SUBGOAL)
    place = max(at for at, item in enumerate(plan.items) if subgoal.key in (item.key, item.parent)) + 1
    added = Item(
        plan.last_key + 1, ACTION, subgoal.key, text, responsible=role, follow_up_on=follow_up, part=part, icf=icf
    )
    items = (*plan.items[:place], added, *plan.items[place:])
    return plan._replace(
        items=items,
        last_key=plan.last_key + 1,
        steps=tuple(step for step in plan.steps if step.on > on),
        participation=YES,
        evaluate_on=_weekday(on + timedelta(days=35)),
        meeting=messages.MEETING,
    )


def _meetings(dice: Dice, place: int, case: DemoCase, today: date) -> tuple[DemoMeeting, ...]:
    """Return the meetings with the employer: one planned, and a few that were held with promises."""
    if not case.employer:
        return ()
    manager = dice.pick(messages.MANAGERS)
    if place in _PLANNED_MEETING:
        return (DemoMeeting(_weekday(today + timedelta(days=8)), held=False, clock="13:30", manager=manager),)
    if place in _HELD_MEETING:
        on = workday(today - timedelta(days=dice.between(4, 8)))
        own = ("", messages.OWN_PROMISE, _weekday(today + timedelta(days=dice.between(5, 9))))
        boss = ("arbetsgivare", dice.pick(messages.EMPLOYER_PROMISES), _weekday(today + timedelta(days=4)))
        return (DemoMeeting(on, held=True, clock="10:00", manager=manager, promises=(boss, own)),)
    return ()


def _weekday(day: date) -> date:
    """Return the day, or the next one on which anybody is at work: not a weekend, not the days around Christmas."""
    while day.weekday() > _FRIDAY or (day.month, day.day) in _HOLIDAYS:
        day += timedelta(days=1)
    return day
