"""What a made-up case's daily work is: consent asked for, contacts, promises and the facts that the rules need.

Drawn from dice of its own, so that people and courses stay what they are. Most cases are in order, as they are for
somebody who works with them every day; the leading ones and a few more have something for today.
"""

from datetime import date, timedelta

from rekotui.exchange.demo import daily_messages as messages
from rekotui.exchange.demo import recipe as recipes
from rekotui.exchange.demo.case import DemoContact, DemoDaily, DemoFollowUp, DemoSickLeave, DemoStatus, DemoTrialWork
from rekotui.exchange.demo.dice import Dice, Weights
from rekotui.exchange.demo.names import draw_phone
from rekotui.exchange.demo.recipe import Recipe
from rekotui.exchange.demo.timeline import workday
from rekotui.exchange.demo.work import STUDENT, Work

_BOOKED, _SOON, _LATER, _TODAY, _OVERDUE = "booked", "soon", "later", "today", "overdue"
_NEXT = Weights(((_BOOKED, 66), (_SOON, 9), (_LATER, 20), (_TODAY, 2), (_OVERDUE, 3)))
_DUE = {_SOON: (1, 6), _LATER: (7, 40), _TODAY: (0, 0), _OVERDUE: (-9, -1)}
_SINCE = {recipes.CONTACTED: 10, recipes.ACTIVE: 24, recipes.FOLLOWED_UP: 45, recipes.MEDICAL: 45}
"""How many days ago the latest contact was at most."""
_PLANS = Weights((("exists", 55), ("asked", 20), ("not_needed", 25)))
_CHANNELS = ("phone", "phone", "visit", "video")
_CALM_PERCENT = 88
_QUESTION_PLACE = 12
_APPLY_DAY, _PLAN_DAYS, _EMPLOYER_DAY = 15, 60, 77

_PROMISES = {
    (employer, leave): Weights(
        (promise, promise[0])
        for promise in messages.PROMISES
        if promise[3] in ("", *(("employer",) if employer else ()), *(("leave",) if leave else ()))
    )
    for employer in (False, True)
    for leave in (False, True)
}


class Known:
    """What has been drawn of a case already."""

    def __init__(
        self,
        place: int,
        course: Recipe,
        changes: tuple[DemoStatus, ...],
        leaves: tuple[DemoSickLeave, ...],
        work: Work,
        today: date,
    ) -> None:
        self.place, self.course, self.changes, self.leaves, self.work = place, course, changes, leaves, work
        self.today, self.opened = today, changes[0].on
        self.leading = place < len(recipes.LEADING)
        self.ongoing = bool(leaves) and leaves[-1].last_day >= today
        self.first_day = leaves[-1].first_day if leaves else today

    def since_opened(self, day: date) -> date:
        """Return the day, or the nearest on which it can have happened: from taking up until today."""
        return max(self.opened, min(self.today, day))


def draw_daily(dice: Dice, known: Known) -> DemoDaily:
    """Return the daily work of a case as it stands today."""
    status, today = known.course.status, known.today
    if status not in recipes.OPEN_WORDS:
        answer = {recipes.CLOSED: "yes", recipes.DECLINED: "no"}.get(status, "")
        return DemoDaily(answer, known.changes[min(1, len(known.changes) - 1)].on if answer else None)
    if status == recipes.NEW:
        due = _weekday(today + timedelta(days=dice.between(1, 3)))
        promised = DemoFollowUp(known.opened, due, "first_contact", "", "", dice.pick(messages.FIRST_CALL))
        return DemoDaily("", None, facts=_facts(dice, known), follow_ups=(promised,) if dice.chance(70) else ())
    asked = known.since_opened(known.changes[1].on if len(known.changes) > 1 else known.opened)
    waits = status == recipes.CONTACTED and asked >= today - timedelta(days=10) and dice.chance(30)
    contacts, follow_ups = _contacts(dice, known, asked, waits), _promised(dice, known)
    if not follow_ups:
        contacts.append(_booked(dice, today))
    facts = _facts(dice, known)
    return DemoDaily(
        "later" if waits else "yes",
        asked,
        facts=facts,
        contacts=tuple(sorted(contacts, key=lambda contact: contact.on)),
        follow_ups=follow_ups,
        trial_work=_trial_work(dice, known),
        question_on=today - timedelta(days=9) if known.place == _QUESTION_PLACE else None,
        rests_until=None if known.leading or not dice.chance(_CALM_PERCENT) else _weekday(today + _days(dice, 3, 20)),
        rests_why=dice.pick(messages.RESTS),
    )


def _contacts(dice: Dice, known: Known, asked: date, waits: bool) -> list[DemoContact]:
    """Return what has been said with whom, in no order yet."""
    texts = messages.FIRST_LATER if waits else messages.FIRST_CONTACT
    found = [DemoContact(asked, dice.pick(_CHANNELS), "held", "patient", dice.pick(texts), dice.between(2, 9) * 5)]
    latest = workday(known.today - _days(dice, 1, _SINCE[known.course.status]))
    if latest > asked:
        text = dice.pick(messages.LATEST[known.course.status])
        found.append(DemoContact(latest, dice.pick(_CHANNELS), "held", "patient", text, dice.between(3, 12) * 5))
    elif workday(known.today) > asked and dice.chance(40):
        found.append(
            DemoContact(workday(known.today), "phone", "no_answer", "patient", dice.pick(messages.NO_ANSWER), None)
        )
    active = known.course.status in (recipes.ACTIVE, recipes.FOLLOWED_UP)
    met = _weekday(known.first_day + timedelta(days=_EMPLOYER_DAY + dice.between(0, 3)))
    if active and known.work.employer and known.leaves and asked <= met <= known.today:
        text = dice.pick(messages.WITH_EMPLOYER)
        found.append(DemoContact(met, "meeting", "held", "arbetsgivare", text, 60, with_patient=True))
    if active and dice.chance(25) and known.today > asked:
        on = max(asked, workday(known.today - _days(dice, 1, 30)))
        found.append(DemoContact(on, "other", "held", "lakare", dice.pick(messages.WITH_PHYSICIAN), 10))
    return found


def _booked(dice: Dice, today: date) -> DemoContact:
    """Return the next contact, booked within three weeks."""
    clock = f"{dice.between(8, 15):02d}:{dice.pick(('00', '15', '30'))}"
    on = _weekday(today + _days(dice, 1, 20))
    return DemoContact(on, dice.pick(_CHANNELS), "booked", "patient", "", None, clock=clock)


def _promised(dice: Dice, known: Known) -> tuple[DemoFollowUp, ...]:
    """Return what is promised: as chosen for a leading case, else none (a contact is booked) or one."""
    if known.leading:
        chosen = messages.LEADING_PROMISES.get(known.place, ())
        return tuple(_promise(dice, known, days, reason, party, text) for days, reason, party, text in chosen)
    kind = dice.weighted(_NEXT)
    if kind == _BOOKED:
        return ()
    _weight, reason, party, _needs, texts = dice.weighted(_PROMISES[bool(known.work.employer), known.ongoing])
    return (_promise(dice, known, dice.between(*_DUE[kind]), reason, party, dice.pick(texts)),)


def _promise(dice: Dice, known: Known, days: int, reason: str, party: str, text: str) -> DemoFollowUp:
    due = known.today + timedelta(days=days)
    due = _weekday(due) if days > 0 else workday(due) if days < 0 else due
    made = known.since_opened(workday(min(due, known.today) - _days(dice, 5, 16)))
    name = dice.pick(messages.OFFICERS) if party == "forsakringskassan" else ""
    return DemoFollowUp(made, max(due, made), reason, party, name, text)


def _facts(dice: Dice, known: Known) -> tuple[tuple[str, str | int | date], ...]:
    """Return the facts that no list tells, by the names of `case_fact`."""
    facts: dict[str, str | int | date] = {}
    if not known.leaves:
        if known.course.work == STUDENT:
            facts = {"aktivitetsersattning": "yes", "aktivitetsersattning_to": known.today + timedelta(days=200)}
        return tuple(facts.items())
    last_day, elapsed = known.leaves[-1].last_day, known.course.elapsed
    if elapsed >= _APPLY_DAY:
        said = known.since_opened(known.first_day + timedelta(days=_APPLY_DAY))
        facts |= {"applied": "yes", "applied_said_on": max(said, known.first_day)}
    whole = (last_day - known.first_day).days + 1
    if known.work.employer and whole >= _PLAN_DAYS:
        plan = dice.weighted(_PLANS)
        said = known.today - _days(dice, 1, 12) if plan == "asked" else known.first_day + timedelta(days=25)
        facts |= {"employer_plan": plan, "employer_plan_said_on": max(known.since_opened(said), known.first_day)}
        if plan == "not_needed":
            facts["employer_plan_why"] = messages.PLAN_NOT_NEEDED
    if known.ongoing and elapsed > _PLAN_DAYS and dice.chance(40):
        facts |= {"fk_decision_from": known.first_day + timedelta(days=_APPLY_DAY - 1), "fk_decision_to": last_day}
        facts |= {"fk_officer": dice.pick(messages.OFFICERS), "fk_phone": draw_phone(dice)}
    if known.ongoing and dice.chance(30):
        facts |= {"expected_days": -(-whole // 30) * 30, "expected_said_on": known.since_opened(known.first_day)}
    return tuple(facts.items())


def _trial_work(dice: Dice, known: Known) -> DemoTrialWork | None:
    """Return a period of trial work ahead, where the conditions for one hold: employed, full degree, time left."""
    if not (known.ongoing and known.work.employer and known.course.status == recipes.ACTIVE and dice.chance(35)):
        return None
    newest = known.leaves[-1].periods[-1]
    start = _weekday(known.today + _days(dice, 2, 9))
    end = start + timedelta(days=dice.between(6, 13))
    if newest.degree != 100 or not newest.start <= start <= end <= newest.end:
        return None
    return DemoTrialWork(start, end, known.since_opened(known.today - timedelta(days=1)))


def _days(dice: Dice, least: int, most: int) -> timedelta:
    return timedelta(days=dice.between(least, most))


def _weekday(day: date) -> date:
    """Return the day, or the Monday after a weekend: what is planned does not come earlier."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day
