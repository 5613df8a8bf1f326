"""Days and months forward and back, and how a day is written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.days import (
    birthday,
    month_end,
    month_start,
    next_workday,
    plus,
    plus_months,
    written,
    written_month,
)
from rekotui.casework.personnummer import age


def test_days_stay_inside_the_calendar():
    assert plus(date(2026, 2, 28), 1) == date(2026, 3, 1)
    assert plus(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert plus(date.max, 5) == date.max
    assert plus(date.min, -5) == date.min
    assert plus_months(date.max, 1) == date.max
    assert plus_months(date.min, -1) == date.min
    assert plus_months(date(2026, 1, 1), 10**9) == date.max


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-05-14", 12, "2027-05-14"),
    ],
)
def test_months(day, months, expected):
    assert plus_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 120))
def test_a_birthday_is_the_first_day_of_an_age(born, years):
    turned = birthday(born, years)
    assert age(born, turned) == years
    assert age(born, plus(turned, -1)) == years - 1


def test_months_begin_and_end():
    assert month_start(date(2028, 2, 17)) == date(2028, 2, 1)
    assert month_end(date(2028, 2, 17)) == date(2028, 2, 29)
    assert month_end(date(2026, 2, 17)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-05", "2026-02-06"),
        ("2026-02-06", "2026-02-09"),
        ("2026-02-07", "2026-02-09"),
        ("2026-02-08", "2026-02-09"),
    ],
)
def test_the_next_working_day(day, expected):
    assert next_workday(date.fromisoformat(day)) == date.fromisoformat(expected)
    assert next_workday(date.max) == date.max


def test_how_a_day_and_a_month_are_written():
    assert written(date(2026, 12, 1)) == "tis 2026-12-01"
    assert written(date(2026, 11, 22)) == "sön 2026-11-22"
    assert written_month(date(2027, 3, 1)) == "mars 2027"
