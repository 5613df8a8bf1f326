"""How a made-up case came, moved between statuses and was noted down."""

from datetime import date, timedelta
from functools import cache

from rekotui.exchange.demo import messages
from rekotui.exchange.demo import recipe as recipes
from rekotui.exchange.demo.case import DemoNote, DemoStatus
from rekotui.exchange.demo.dice import Dice, Weights
from rekotui.exchange.demo.medicine import BY_CODE, GROUPS
from rekotui.exchange.demo.recipe import Recipe
from rekotui.exchange.demo.timeline import workday
from rekotui.exchange.demo.work import SEEKING, STUDENT

_PATHS: dict[str, tuple[str, ...]] = {
    recipes.NEW: (),
    recipes.CONTACTED: (recipes.CONTACTED,),
    recipes.ACTIVE: (recipes.CONTACTED, recipes.ACTIVE),
    recipes.FOLLOWED_UP: (recipes.CONTACTED, recipes.ACTIVE, recipes.FOLLOWED_UP),
    recipes.MEDICAL: (recipes.CONTACTED, recipes.ACTIVE, recipes.MEDICAL),
    recipes.CLOSED: (recipes.CONTACTED, recipes.ACTIVE, recipes.FOLLOWED_UP, recipes.CLOSED),
    recipes.DECLINED: (recipes.CONTACTED, recipes.DECLINED),
    recipes.LEFT: (recipes.LEFT,),
}
_DAYS_UNTIL = {recipes.CONTACTED: (1, 8), recipes.ACTIVE: (3, 14), recipes.MEDICAL: (5, 60)}
_DAYS_UNTIL_FOLLOW_UP = (14, 120)
_REFERRALS = {
    wanted: Weights(
        ((who, reasons), weight) for who, weight, group, reasons in messages.REFERRALS if group in ("", wanted)
    )
    for wanted in GROUPS
}
_REFERRALS_WITHOUT_LEAVE = Weights(
    ((who, reasons), weight) for who, weight, reasons in messages.REFERRALS_WITHOUT_LEAVE
)


def opened_on(recipe: Recipe, today: date) -> date:
    """Return the day the case was taken up, a workday."""
    return workday(today - timedelta(days=recipe.opened_ago))


def draw_referral(dice: Dice, recipe: Recipe, opened: date, first_day: date | None) -> tuple[str, date, str]:
    """Return who drew attention to the case, when (not before the sick leave, not after `opened`) and why."""
    group = BY_CODE[recipe.diagnosis].group
    who, reasons = dice.weighted(_REFERRALS_WITHOUT_LEAVE if first_day is None else _REFERRALS[group])
    on = workday(opened - timedelta(days=dice.low(0, 12)))
    if first_day is not None:
        on = min(opened, max(on, first_day))
    return who, on, dice.pick(reasons)


def status_changes(dice: Dice, recipe: Recipe, opened: date, today: date) -> tuple[DemoStatus, ...]:
    """Return the way from taken up to the status of today, in date order, nothing after `today`."""
    changes = [DemoStatus(recipes.NEW, opened, dice.pick(messages.REASONS[recipes.NEW]))]
    if recipe.reopened:
        return tuple(changes + _closed_and_reopened(dice, recipe, opened, today))
    until = _last_day(recipe, opened, today)
    for word, on in _dated(dice, _PATHS[recipe.status], opened, until):
        changes.append(DemoStatus(word, on, dice.pick(messages.REASONS[_reason_key(word, recipe)])))
    return tuple(changes)


def _last_day(recipe: Recipe, opened: date, today: date) -> date:
    """Return the day a closed case was closed, else today; never before it was opened."""
    return max(opened, workday(today - timedelta(days=recipe.closed_ago)))


def _dated(dice: Dice, words: tuple[str, ...], opened: date, until: date) -> list[tuple[str, date]]:
    """Give each word a workday; what closes a case gets `until`, what had no time is left out."""
    dated, on = [], opened
    for word in words[:-1]:
        on = workday(on + timedelta(days=_draw_days_until(dice, word)))
        if on < until:
            dated.append((word, on))
    for word in words[-1:]:
        on = min(until, workday(on + timedelta(days=_draw_days_until(dice, word))))
        dated.append((word, on if word in recipes.OPEN_WORDS else until))
    return dated


def _draw_days_until(dice: Dice, word: str) -> int:
    """Return how many days it took to get to a status."""
    return dice.low(*_DAYS_UNTIL.get(word, _DAYS_UNTIL_FOLLOW_UP))


def _closed_and_reopened(dice: Dice, recipe: Recipe, opened: date, today: date) -> list[DemoStatus]:
    """Return the way of a case closed after an earlier sick leave and opened again in this one."""
    began = today - timedelta(days=recipe.elapsed - 1)
    ended = began - timedelta(days=recipe.earlier[0][0] + 1)
    closed = max(opened, min(workday(ended + timedelta(days=2)), today))
    again = max(closed, workday(min(today, began + timedelta(days=dice.between(2, 10)))))
    path = _dated(dice, (recipes.CONTACTED, recipes.ACTIVE, recipes.CLOSED), opened, closed)
    returned = recipe._replace(ends=-1)
    changes = [DemoStatus(word, on, dice.pick(messages.REASONS[_reason_key(word, returned)])) for word, on in path]
    return [*changes, DemoStatus(recipes.ACTIVE, again, dice.pick(messages.REASONS["again"]))]


def _reason_key(word: str, recipe: Recipe) -> str:
    """Return the key of the reasons that fit a status of this case."""
    if word != recipes.CLOSED:
        return word
    if not recipe.elapsed:
        return "closed_without_leave"
    if recipe.ends >= 0:
        return "closed_still_on_leave"
    return "closed_without_employer" if recipe.work in (SEEKING, STUDENT) else "closed_returned"


def draw_notes(dice: Dice, recipe: Recipe, changes: tuple[DemoStatus, ...], today: date) -> tuple[DemoNote, ...]:
    """Return one to six notes in date order, from the day the case was opened to its end or today."""
    opened, last = changes[0].on, changes[-1]
    notes = [DemoNote(opened, dice.pick(messages.NOTES_FIRST))]
    is_closed = last.word in messages.NOTES_LAST
    until = last.on if is_closed else today
    span = (until - opened).days
    if recipe.status not in (recipes.NEW, recipes.LEFT, recipes.DECLINED) and span > 3:
        texts = dice.some(
            _fitting(BY_CODE[recipe.diagnosis].group, recipe.work, recipe.elapsed > 0),
            min(4, dice.between(1 + span // 90, 2 + span // 25)),
        )
        days = sorted(workday(opened + timedelta(days=dice.between(3, span))) for _ in texts)
        notes += [DemoNote(max(opened, day), text) for day, text in zip(days, texts, strict=True)]
    if is_closed:
        notes.append(DemoNote(until, dice.pick(messages.NOTES_LAST[last.word])))
    return tuple(notes)


@cache
def _fitting(group: str, work: str, on_leave: bool) -> tuple[str, ...]:
    """Return the notes that fit such a diagnosis and occupation, with or without a sick leave."""
    here = messages.NOTES_COMMON + messages.NOTES_BY_GROUP[group]
    here += messages.NOTES_WITHOUT_EMPLOYER.get(work, messages.NOTES_EMPLOYED)
    return here + messages.NOTES_LEAVE if on_leave else here
