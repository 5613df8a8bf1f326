"""The demo's caseload: invented people and courses, a pure function of (cases, seed, today) (design 8).

Each case draws from its own dice, so case i is the same however many are asked for; only its number, which
follows the order in which all of them were taken up, can differ.
"""

from collections import Counter
from datetime import date, timedelta

from rekotui.base.errors import WrongUseError
from rekotui.casework.personnummer import age, check_digit
from rekotui.exchange.demo import medicine, names, story, work
from rekotui.exchange.demo.case import DemoCase, DemoNote, DemoPeriod, DemoSickLeave, DemoStatus
from rekotui.exchange.demo.daily import Known, draw_daily
from rekotui.exchange.demo.dice import Dice, Weights
from rekotui.exchange.demo.recipe import LEADING, Recipe, recipe
from rekotui.exchange.demo.timeline import sick_leaves

__all__ = ["MOST_CASES", "DemoCase", "DemoNote", "DemoPeriod", "DemoSickLeave", "DemoStatus", "caseload"]

MOST_CASES = 20_000
"""The test series has one number per sex and birth date; above this, ages would no longer look like ages."""
YOUNGEST, OLDEST = 19, 66
_GROWN_UP = 18
_AGES = Weights((((19, 24), 8), ((25, 34), 20), ((35, 44), 24), ((45, 54), 25), ((55, 62), 19), ((63, 66), 4)))
_INDIVIDUAL_NUMBERS = {names.WOMAN: "238", names.MAN: "239"}
_SECOND_UNIT_PERCENT = 4


class _Started:
    """A case of which only course and first day are drawn: the numbers of all depend on the days of all."""

    def __init__(self, seed: int, index: int, today: date) -> None:
        dice = Dice(f"{seed}:{index}")
        self.dice = dice
        self.index = index
        self.daily = Dice(f"{seed}:{index}:daily")
        self.course = recipe(dice, index)
        self.opened = story.opened_on(self.course, today)
        second = index >= len(LEADING) and dice.chance(_SECOND_UNIT_PERCENT)
        self.unit = medicine.SECOND_UNIT if second else medicine.MAIN_UNIT


class _Taken:
    """What is given to one person only, and the span of birth dates to give."""

    def __init__(self, today: date) -> None:
        self.oldest = _years_before(today, OLDEST + 1) + timedelta(days=1)
        self.newest = _years_before(today, YOUNGEST)
        self.names: set[str] = set()
        self.births: set[tuple[str, date]] = set()


def caseload(cases: int, seed: int, today: date) -> tuple[DemoCase, ...]:
    """Return `cases` invented cases as they stand on `today`: same arguments, same result, on every machine.

    The first twenty show one key situation each. Nothing but planned ends and steps lies after `today`.
    Raises WrongUseError for less than none or more than MOST_CASES.
    """
    if not 0 <= cases <= MOST_CASES:
        raise WrongUseError("demo_size", most=MOST_CASES)
    taken = _Taken(today)
    started = [_Started(seed, index, today) for index in range(cases)]
    numbers = _numbers([case.opened for case in started])
    return tuple(_case(case, number, today, taken) for case, number in zip(started, numbers, strict=True))


def _case(case: _Started, number: str, today: date, taken: _Taken) -> DemoCase:
    """Draw the rest of a case."""
    dice, course, opened = case.dice, case.course, case.opened
    leaves = sick_leaves(dice, course, today)
    changes = story.status_changes(dice, course, opened, today)
    referred_by, referred_on, referred_why = story.draw_referral(
        dice, course, opened, _leave_when_opened(leaves, opened)
    )
    earliest = min(opened, leaves[0].first_day) if leaves else opened
    origin = names.draw_origin(dice, with_language=course.interpreter)
    diagnosis = medicine.BY_CODE[course.diagnosis]
    place = work.draw_work(dice, course.work)
    return DemoCase(
        number=number,
        personnummer=_draw_personnummer(dice, course, earliest, today, taken),
        name=names.draw_name(dice, origin, course.sex, taken.names),
        sex=course.sex,
        phone=names.draw_phone(dice),
        interpreter_language=names.draw_interpreter(dice, origin, certain=course.interpreter),
        protected_identity=course.protected,
        unit=case.unit,
        referred_by=referred_by,
        referred_on=referred_on,
        referred_why=referred_why,
        employer=place.employer,
        occupation=place.occupation,
        occupations=place.occupations,
        physician=dice.pick(medicine.PHYSICIANS[case.unit]),
        diagnosis_code=diagnosis.code,
        diagnosis_text=diagnosis.text,
        co_diagnoses=medicine.draw_co_codes(dice, diagnosis),
        opened_on=opened,
        status_changes=changes,
        sick_leaves=leaves,
        notes=story.draw_notes(dice, course, changes, today),
        daily=draw_daily(case.daily, Known(case.index, course, changes, leaves, place, today)),
    )


def _leave_when_opened(leaves: tuple[DemoSickLeave, ...], opened: date) -> date | None:
    """Return the first day of the sick leave a case was opened in or after; None without any."""
    begun = [leave.first_day for leave in leaves if leave.first_day <= opened]
    return begun[-1] if begun else (leaves[0].first_day if leaves else None)


def _draw_personnummer(dice: Dice, course: Recipe, earliest: date, today: date, taken: _Taken) -> str:
    """Return a number of the test series: 19-66 years old `today`, grown up on the `earliest` day."""
    birth = _draw_birth(dice, _draw_age(dice, course), today)
    newest = min(taken.newest, _years_before(earliest, _GROWN_UP))
    birth = max(taken.oldest, min(newest, birth))
    while (course.sex, birth) in taken.births:
        birth = birth - timedelta(days=1) if birth > taken.oldest else newest
    taken.births.add((course.sex, birth))
    serial = _INDIVIDUAL_NUMBERS[course.sex]
    digits = birth.isoformat().replace("-", "")
    return f"{digits}-{serial}{check_digit(digits[2:] + serial)}"


def _draw_age(dice: Dice, course: Recipe) -> int:
    """Return an age that fits diagnosis and occupation."""
    diagnosis = medicine.BY_CODE[course.diagnosis]
    least, most = work.AGES.get(course.work, (YOUNGEST, OLDEST))
    least, most = max(least, diagnosis.youngest), min(most, diagnosis.oldest)
    years = dice.between(*dice.weighted(_AGES))
    return years if least <= years <= most else dice.between(min(least, most), most)


def _draw_birth(dice: Dice, years: int, today: date) -> date:
    """Return a birth date of somebody who is so many years old `today`."""
    birth = _years_before(today, years) - timedelta(days=dice.below(365))
    return birth if age(birth, today) == years else birth + timedelta(days=1)


def _years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; 28 February for the 29th where that year has none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _numbers(opened: list[date]) -> list[str]:
    """Return case numbers: year taken up, and a running number in the order of that year."""
    numbers = [""] * len(opened)
    used: Counter[int] = Counter()
    for index in sorted(range(len(opened)), key=opened.__getitem__):
        year = opened[index].year
        used[year] += 1
        numbers[index] = f"{year}-{used[year]:03d}"
    return numbers
