"""From a recipe's day numbers to sick leaves with dates and degrees."""

from datetime import date, timedelta
from itertools import pairwise

from rekotui.exchange.demo.case import DemoPeriod, DemoSickLeave
from rekotui.exchange.demo.dice import Dice
from rekotui.exchange.demo.medicine import draw_degrees
from rekotui.exchange.demo.recipe import Recipe

Span = tuple[date, date]


def days_in(span: Span) -> int:
    """Return the calendar days of a span, both ends counted."""
    return (span[1] - span[0]).days + 1


def workday(day: date) -> date:
    """Return the day, or the Friday before of a weekend: the coordinator works Monday to Friday."""
    past_friday = day.weekday() - 4
    return day - timedelta(days=past_friday) if past_friday > 0 else day


def sick_leaves(dice: Dice, recipe: Recipe, today: date) -> tuple[DemoSickLeave, ...]:
    """Return a recipe's sick leaves in date order; all but the latest have ended."""
    if not recipe.elapsed:
        return ()
    first_day = today - timedelta(days=recipe.elapsed - 1)
    found = [_latest(dice, recipe, (first_day, today + timedelta(days=recipe.ends)), today)]
    for free_days, length in recipe.earlier:
        last_day = first_day - timedelta(days=free_days + 1)
        first_day = last_day - timedelta(days=length - 1)
        found.append(_joined(dice, _cut(dice, (first_day, last_day), draw_degrees(dice, length)), today))
    return tuple(reversed(found))


def _latest(dice: Dice, recipe: Recipe, span: Span, today: date) -> DemoSickLeave:
    """Return the latest sick leave: what has been up to today, then what is planned."""
    degrees = recipe.degrees or draw_degrees(dice, days_in(span))
    past, planned = degrees[: len(degrees) - recipe.planned], degrees[len(degrees) - recipe.planned :]
    if span[1] <= today:
        return _joined(dice, _cut(dice, span, degrees), today)
    periods = _cut(dice, (span[0], today), past)
    if planned:
        periods += _cut(dice, (today + timedelta(days=1), span[1]), planned)
    else:
        periods[-1] = DemoPeriod(periods[-1].start, span[1], periods[-1].degree)
    return _joined(dice, _with_break(periods, recipe.break_days, today), today)


def _cut(dice: Dice, span: Span, degrees: tuple[int, ...]) -> list[DemoPeriod]:
    """Share a span's days among the degrees, two to four parts each; too short for all keeps the first."""
    total = days_in(span)
    kept = degrees[: max(1, total // 2)]
    if len(kept) == 1:
        return [DemoPeriod(*span, kept[0])]
    parts = [dice.between(2, 4) for _ in kept]
    periods, start, weight = [], span[0], 0
    for degree, part in zip(kept, parts, strict=True):
        weight += part
        end = span[0] + timedelta(days=total * weight // sum(parts) - 1)
        periods.append(DemoPeriod(start, end, degree))
        start = end + timedelta(days=1)
    return periods


def _with_break(periods: list[DemoPeriod], free_days: int, today: date) -> list[DemoPeriod]:
    """Leave days free at the end of the first period, if it is over and stays long enough to be one."""
    first = periods[0]
    end = first.end - timedelta(days=free_days)
    if not free_days or len(periods) == 1 or first.end >= today or days_in((first.start, end)) < free_days:
        return periods
    return [DemoPeriod(first.start, end, first.degree), *periods[1:]]


def _joined(dice: Dice, periods: list[DemoPeriod], today: date) -> DemoSickLeave:
    """Return one sick leave of its periods, with as many certificates as doctors have written by `today`."""
    days = days_in((periods[0].start, min(today, periods[-1].end)))
    certificates = 1 if days <= 21 else 2 + (days - 22) // dice.between(28, 56)
    broken = any((after.start - before.end).days > 1 for before, after in pairwise(periods))
    certificates = max(certificates, 2 if broken else 1)
    return DemoSickLeave(periods[0].start, periods[-1].end, certificates, tuple(periods))
