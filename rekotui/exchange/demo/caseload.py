"""The demo's caseload: invented people and courses, a pure function of (cases, seed, today) (design 8).

Each case draws from its own dice, so case i is the same however many are asked for; only its number, which follows the
order in which all of them were taken up, can differ.
"""

from dataclasses import replace
from datetime import date, timedelta

from rekotui.base.errors import WrongUseError
from rekotui.casework.personnummer import age, check_digit
from rekotui.exchange.demo import medicine, names, story, work
from rekotui.exchange.demo.case import DemoCase, DemoNote, DemoPeriod, DemoSickLeave, DemoStatus
from rekotui.exchange.demo.dice import Dice
from rekotui.exchange.demo.recipe import LEADING, Recipe, recipe
from rekotui.exchange.demo.timeline import sick_leaves

__all__ = ["MOST_CASES", "DemoCase", "DemoNote", "DemoPeriod", "DemoSickLeave", "DemoStatus", "caseload"]

MOST_CASES = 20_000
"""The test series has one number per sex and birth date; above this, ages would no longer look like ages."""
YOUNGEST, OLDEST = 19, 66
_GROWN_UP = 18
_AGES = (((19, 24), 8), ((25, 34), 20), ((35, 44), 24), ((45, 54), 25), ((55, 62), 19), ((63, 66), 4))
_INDIVIDUAL_NUMBERS = {names.WOMAN: "238", names.MAN: "239"}
_SECOND_UNIT_PERCENT = 4


class _Taken:
    """What may be given to one person only."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.births: set[tuple[str, date]] = set()


def caseload(cases: int, seed: int, today: date) -> tuple[DemoCase, ...]:
    """Return `cases` invented cases as they stand on `today`: same arguments, same result, on every machine.

    The first twenty show one key situation each. Nothing but planned ends and steps lies after `today`.
    Raises WrongUseError for less than none or more than MOST_CASES.
    """
    if not 0 <= cases <= MOST_CASES:
        raise WrongUseError("demo_size", most=MOST_CASES)
    taken = _Taken()
    unnumbered = [_case(Dice(f"{seed}:{index}"), index, today, taken) for index in range(cases)]
    return _numbered(unnumbered)


def _case(dice: Dice, index: int, today: date, taken: _Taken) -> DemoCase:
    """One case, still without a number."""
    course = recipe(dice, index)
    leaves = sick_leaves(dice, course, today)
    opened = story.opened_on(course, today)
    changes = story.status_changes(dice, course, opened, today)
    referred_by, referred_on, referred_why = story.draw_referral(
        dice, opened, _leave_when_opened(leaves, opened)
    )
    earliest = min(opened, leaves[0].first_day) if leaves else opened
    origin = names.draw_origin(dice, with_language=course.interpreter)
    diagnosis = medicine.BY_CODE[course.diagnosis]
    place = work.draw_work(dice, course.work)
    second = index >= len(LEADING) and dice.chance(_SECOND_UNIT_PERCENT)
    unit = medicine.SECOND_UNIT if second else medicine.MAIN_UNIT
    return DemoCase(
        number="",
        personnummer=_draw_personnummer(dice, course, earliest, today, taken),
        name=names.draw_name(dice, origin, course.sex, taken.names),
        sex=course.sex,
        phone=names.draw_phone(dice),
        interpreter_language=names.draw_interpreter(dice, origin, certain=course.interpreter),
        protected_identity=course.protected,
        unit=unit,
        referred_by=referred_by,
        referred_on=referred_on,
        referred_why=referred_why,
        employer=place.employer,
        occupation=place.occupation,
        occupations=place.occupations,
        physician=dice.pick(medicine.PHYSICIANS[unit]),
        diagnosis_code=diagnosis.code,
        diagnosis_text=diagnosis.text,
        co_diagnoses=medicine.draw_co_codes(dice, diagnosis),
        opened_on=opened,
        status_changes=changes,
        sick_leaves=leaves,
        notes=story.draw_notes(dice, course, changes, today),
    )


def _leave_when_opened(leaves: tuple[DemoSickLeave, ...], opened: date) -> date | None:
    """The first day of the sick leave that a case was opened in or after; None for a case without any."""
    begun = [leave.first_day for leave in leaves if leave.first_day <= opened]
    return begun[-1] if begun else (leaves[0].first_day if leaves else None)


def _draw_personnummer(dice: Dice, course: Recipe, earliest: date, today: date, taken: _Taken) -> str:
    """A number of the test series for somebody aged 19-66 `today` who was grown up on the `earliest` day."""
    birth = _draw_birth(dice, _draw_age(dice, course), today)
    oldest = _years_before(today, OLDEST + 1) + timedelta(days=1)
    newest = min(_years_before(today, YOUNGEST), _years_before(earliest, _GROWN_UP))
    birth = max(oldest, min(newest, birth))
    while (course.sex, birth) in taken.births:
        birth = birth - timedelta(days=1) if birth > oldest else newest
    taken.births.add((course.sex, birth))
    serial = _INDIVIDUAL_NUMBERS[course.sex]
    digits = f"{birth:%y%m%d}{serial}"
    return f"{birth:%Y%m%d}-{serial}{check_digit(digits)}"


def _draw_age(dice: Dice, course: Recipe) -> int:
    """An age that fits diagnosis and occupation."""
    diagnosis = medicine.BY_CODE[course.diagnosis]
    least, most = work.AGES.get(course.work, (YOUNGEST, OLDEST))
    least, most = max(least, diagnosis.youngest), min(most, diagnosis.oldest)
    years = dice.between(*dice.weighted(_AGES))
    return years if least <= years <= most else dice.between(min(least, most), most)


def _draw_birth(dice: Dice, years: int, today: date) -> date:
    """A birth date of somebody who is so many years old `today`."""
    birth = _years_before(today, years) - timedelta(days=dice.below(365))
    return birth if age(birth, today) == years else birth + timedelta(days=1)


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for the 29th where that year has none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _numbered(cases: list[DemoCase]) -> tuple[DemoCase, ...]:
    """Give case numbers: year taken up, and a running number in the order of that year."""
    numbers: dict[int, str] = {}
    used: dict[int, int] = {}
    for index in sorted(range(len(cases)), key=lambda index: (cases[index].opened_on, index)):
        year = cases[index].opened_on.year
        used[year] = used.get(year, 0) + 1
        numbers[index] = f"{year}-{used[year]:03d}"
    return tuple(replace(case, number=numbers[index]) for index, case in enumerate(cases))
