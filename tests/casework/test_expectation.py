"""How long a sick leave is expected to last, of which one that was said, and since when it is known."""

from datetime import date

import pytest

from rekotui.casework.expectation import expected_last_day, expected_since
from rekotui.casework.signal_making import Picture
from tests.casework.signal_cases import RULES, case, day, leave

FIRST, SECOND = leave("2026-01-12", "2026-02-20"), leave("2026-04-01", "2026-04-20")


def last_days(*leaves, **facts):
    picture = Picture(case(*leaves, **facts), RULES)
    return [expected_last_day(picture, sick_leave) for sick_leave in picture.sick_leaves]


def since(*leaves, days=60, **facts):
    picture = Picture(case(*leaves, **facts), RULES)
    return [expected_since(picture, sick_leave, days) for sick_leave in picture.sick_leaves]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-01-11", [None, None]),  # before any of them
        ("2026-01-12", ["2026-03-12", None]),  # 60 days from the first day
        ("2026-03-31", ["2026-03-12", None]),
        ("2026-04-01", [None, "2026-05-30"]),
        (None, [None, "2026-05-30"]),  # undated: of the newest
    ],
)
def test_what_was_said_holds_for_the_sick_leave_it_was_said_of(said, expected):
    found = last_days(FIRST, SECOND, expected_days=60, expected_said_on=said)
    assert [one.isoformat() if one else None for one in found] == expected


def test_of_three_the_next_one_ends_what_was_said():
    third = leave("2026-06-01", "2026-06-20")
    found = last_days(FIRST, SECOND, third, expected_days=60, expected_said_on="2026-04-10")
    assert [one is not None for one in found] == [False, True, False]


@pytest.mark.parametrize(
    ("days", "months", "expected"),
    [
        (1, None, "2026-01-12"),
        (0, None, None),
        (-3, None, None),
        (None, 1, "2026-02-11"),
        (None, 0, None),
        (None, 13, "2027-02-11"),
        (10, 13, "2026-01-21"),  # days are the more exact
    ],
)
def test_days_and_months_from_the_first_day(days, months, expected):
    (found,) = last_days(FIRST, expected_days=days, expected_months=months)
    assert (found.isoformat() if found else None) == expected


def test_the_earlier_of_what_was_said_and_what_is_certified_counts():
    seen = (("2026-01-20", "2026-01-12", "2026-02-20"), ("2026-02-18", "2026-01-12", "2026-03-12"))
    long = leave("2026-01-12", "2026-03-12", *seen)
    assert since(long) == [day("2026-02-18")]
    assert since(long, expected_days=60, expected_said_on="2026-02-02") == [day("2026-02-02")]
    assert since(long, expected_days=60, expected_said_on="2026-03-02") == [day("2026-02-18")]
    assert since(long, expected_days=30, expected_said_on="2026-01-20") == [day("2026-02-18")]


def test_without_a_list_it_is_known_from_the_first_day():
    assert since(leave("2026-01-12", "2026-03-12")) == [day("2026-01-12")]
    assert since(leave("2026-01-12", "2026-03-11")) == [None]
    seen = leave("2026-01-12", "2026-01-31", ("2026-02-18", "2026-01-12", "2026-03-31"))
    by_hand = leave("2026-01-20", "2026-03-31", source="hand")
    assert since(seen, by_hand) == [day("2026-01-12")]


def test_sixty_days_that_no_list_has_shown_are_known_from_the_first_day():
    """The list showed 59 days; an earlier first day makes it more."""
    listed = leave("2026-01-12", "2026-03-11", ("2026-01-20", "2026-01-12", "2026-03-11"))
    assert since(listed) == [None]
    assert since(listed, earlier_first_day="2026-01-02") == [day("2026-01-20")]
    assert isinstance(since(listed, earlier_first_day="2026-01-02")[0], date)
