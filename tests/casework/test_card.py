"""A case's counts on a day: every one of them is worked out here and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from rekotui.casework.card import Counts, counts
from rekotui.casework.sick_leave import DegreePeriod

FIRST, LAST = date(2026, 9, 1), date(2026, 12, 30)


@dataclass(frozen=True)
class Stored:
    birth_date: date | None = date(1986, 6, 18)
    first_day: date | None = FIRST
    last_day: date | None = LAST
    periods: Sequence[DegreePeriod] = (
        DegreePeriod(FIRST, date(2026, 11, 22), 100),
        DegreePeriod(date(2026, 11, 23), LAST, 50),
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 8, 31), Counts(40, None, None, None, False)),
        (FIRST, Counts(40, 1, 1, 100, True)),
        (date(2026, 11, 22), Counts(40, 83, 83, 100, True)),
        (date(2026, 11, 23), Counts(40, 84, 84, 50, True)),
        (LAST, Counts(40, 121, 121, 50, True)),
        (LAST + timedelta(days=1), Counts(40, None, None, None, False)),
    ],
)
def test_counts_on_a_day(on: date, expected: Counts) -> None:
    assert counts(Stored(), on, 90) == expected


def test_a_birthday_is_a_day_like_others() -> None:
    assert [counts(Stored(), date(2026, 6, day), 90).age for day in (17, 18)] == [39, 40]
    assert counts(Stored(birth_date=None), FIRST, 90).age is None


def test_a_case_without_sick_leave_has_no_counts() -> None:
    assert counts(Stored(first_day=None, last_day=None, periods=()), FIRST, 90) == Counts(40, None, None, None, False)


@pytest.mark.parametrize(("free", "chain"), [(89, 11), (90, 1)])
def test_the_chain_goes_on_over_fewer_than_ninety_free_days(free: int, chain: int) -> None:
    earlier = DegreePeriod(FIRST - timedelta(days=free + 10), FIRST - timedelta(days=free + 1), 100)
    case = Stored(periods=(earlier, DegreePeriod(FIRST, LAST, 100)))
    assert counts(case, FIRST, 90).chain_day == chain


def test_the_newest_information_decides_the_degree() -> None:
    case = Stored(periods=(DegreePeriod(FIRST, LAST, 100), DegreePeriod(FIRST, LAST, None)))
    assert counts(case, FIRST, 90).degree_today is None
