"""How a made-up case came, moved between statuses and was noted down."""

from datetime import date, timedelta

from rekotui.exchange.demo import messages
from rekotui.exchange.demo import recipe as recipes
from rekotui.exchange.demo.case import DemoNote, DemoStatus
from rekotui.exchange.demo.dice import Dice
from rekotui.exchange.demo.medicine import BY_CODE
from rekotui.exchange.demo.recipe import Recipe
from rekotui.exchange.demo.timeline import workday

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


def opened_on(recipe: Recipe, today: date) -> date:
    """Return the day the case was taken up, a workday."""
    return workday(today - timedelta(days=recipe.opened_ago))


def draw_referral(dice: Dice, opened: date, first_day: date | None) -> tuple[str, date, str]:
    """Return who drew attention to the case, when (not before the sick leave, not after `opened`) and why."""
    table = messages.REFERRALS_WITHOUT_LEAVE if first_day is None else messages.REFERRALS
    who, reasons = dice.weighted(tuple(((who, reasons), weight) for who, weight, reasons in table))
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
    """The day a closed case was closed, else today; never before it was opened."""
    return max(opened, workday(today - timedelta(days=recipe.closed_ago)))


def _dated(dice: Dice, words: tuple[str, ...], opened: date, until: date) -> list[tuple[str, date]]:
    """Give each word a workday; what closes a case gets `until`."""
    dated, on = [], opened
    for word in words:
        least, most = _DAYS_UNTIL.get(word, _DAYS_UNTIL_FOLLOW_UP)
        on = min(until, workday(on + timedelta(days=dice.low(least, most))))
        dated.append((word, on if word in recipes.OPEN_WORDS else until))
    return dated


def _closed_and_reopened(dice: Dice, recipe: Recipe, opened: date, today: date) -> list[DemoStatus]:
    """A case of an earlier sick leave, closed when that ended and opened again in the one of today."""
    began = today - timedelta(days=recipe.elapsed - 1)
    ended = began - timedelta(days=recipe.earlier[0][0] + 1)
    closed = max(opened, min(workday(ended + timedelta(days=2)), today))
    again = max(closed, workday(min(today, began + timedelta(days=dice.between(2, 10)))))
    path = _dated(dice, (recipes.CONTACTED, recipes.ACTIVE, recipes.CLOSED), opened, closed)
    keys = (recipes.CONTACTED, recipes.ACTIVE, "Avslutad efter återgång")
    changes = [
        DemoStatus(word, on, dice.pick(messages.REASONS[key]))
        for (word, on), key in zip(path, keys, strict=True)
    ]
    return [*changes, DemoStatus(recipes.ACTIVE, again, dice.pick(messages.REASONS["Aktiv igen"]))]


def _reason_key(word: str, recipe: Recipe) -> str:
    """Which reasons fit a status of this case."""
    if word != recipes.CLOSED:
        return word
    if not recipe.elapsed:
        return "Avslutad utan sjukskrivning"
    return "Avslutad efter återgång" if recipe.ends < 0 else "Avslutad trots sjukskrivning"


def draw_notes(
    dice: Dice, recipe: Recipe, changes: tuple[DemoStatus, ...], today: date
) -> tuple[DemoNote, ...]:
    """Return one to seven notes in date order, from the day the case was opened to its end or today."""
    opened, last = changes[0].on, changes[-1]
    notes = [DemoNote(opened, dice.pick(messages.NOTES_FIRST))]
    is_closed = last.word in messages.NOTES_LAST
    until = last.on if is_closed else today
    span = (until - opened).days
    if recipe.status not in (recipes.NEW, recipes.LEFT, recipes.DECLINED) and span > 3:
        texts = dice.some(_fitting(recipe), min(5, 1 + dice.low(0, span // 20)))
        days = sorted(workday(opened + timedelta(days=dice.between(3, span))) for _ in texts)
        notes += [DemoNote(max(opened, day), text) for day, text in zip(days, texts, strict=True)]
    if is_closed:
        notes.append(DemoNote(until, dice.pick(messages.NOTES_LAST[last.word])))
    return tuple(notes)


def _fitting(recipe: Recipe) -> tuple[str, ...]:
    """The notes that could be about this patient."""
    here = messages.NOTES_COMMON + messages.NOTES_BY_GROUP[BY_CODE[recipe.diagnosis].group]
    here += messages.NOTES_WITHOUT_EMPLOYER.get(recipe.work, messages.NOTES_EMPLOYED)
    return here + messages.NOTES_LEAVE if recipe.elapsed else here
