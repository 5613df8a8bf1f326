"""When a kvalitetssäkringsuppdrag gives the right to screen: the day before, the day, the day after."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.assignment import State, is_valid, last_day, one_year, state, valid

FROM, TO = date(2026, 1, 1), date(2026, 12, 31)


class Assignment(NamedTuple):
    unit: str = "Nord"
    starts_on: date = FROM
    ends_on: date = TO
    signed_on: date | None = FROM
    ended_on: date | None = None


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 12, 31), State("planned")),
        (FROM, State("valid", 364)),
        (date(2026, 11, 30), State("valid", 31)),
        (date(2026, 12, 1), State("ending", 30)),
        (TO, State("ending", 0)),
        (date(2027, 1, 1), State("expired")),
    ],
)
def test_from_and_to_are_included_and_the_end_is_warned_of(on: date, expected: State) -> None:
    assignment = Assignment(signed_on=date(2025, 12, 1))
    assert state(assignment, on, 30) == expected
    assert is_valid(assignment, "Nord", on) == (expected.code in ("valid", "ending"))


@pytest.mark.parametrize(("days", "code"), [(-1, "unsigned"), (0, "valid"), (1, "valid")])
def test_it_holds_from_the_day_it_is_signed(days: int, code: str) -> None:
    signed = date(2026, 3, 10)
    assert state(Assignment(signed_on=signed), signed + timedelta(days=days), 30).code == code
    assert state(Assignment(signed_on=None), signed, 30).code == "unsigned"


@pytest.mark.parametrize(("days", "expected"), [(-1, State("ending", 0)), (0, State("ended")), (1, State("ended"))])
def test_ended_early_it_holds_to_the_day_before(days: int, expected: State) -> None:
    ended = date(2026, 6, 15)
    assignment = Assignment(ended_on=ended)
    assert state(assignment, ended + timedelta(days=days), 30) == expected
    assert last_day(assignment) == date(2026, 6, 14)
    assert last_day(Assignment(ended_on=date(2027, 5, 1))) == TO


def test_an_empty_unit_is_every_unit_and_another_unit_is_none() -> None:
    on = date(2026, 6, 1)
    assert is_valid(Assignment(unit=""), "Syd", on)
    assert not is_valid(Assignment(unit="Nord"), "Syd", on)
    assert not is_valid(Assignment(unit="Nord"), "", on)


def test_of_several_the_one_that_lasts_longest_is_named() -> None:
    short, long = Assignment(ends_on=date(2026, 8, 1)), Assignment(unit="")
    assert valid([long, short], "Nord", date(2026, 7, 1)) == long
    assert valid([short], "Nord", date(2026, 8, 2)) is None
    assert valid([], "Nord", date(2026, 8, 2)) is None


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2026, 6, 15), date(2027, 6, 14)),
        (date(2027, 1, 1), date(2027, 12, 31)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_year_is_proposed(start: date, last: date) -> None:
    assert one_year(start) == last


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(DAYS, DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_a_right_never_outlives_what_is_written(
    starts: date, ends: date, signed: date | None, ended: date | None, on: date
) -> None:
    assignment = Assignment("", starts, max(starts, ends), signed, ended)
    if is_valid(assignment, "Nord", on):
        assert signed is not None
        assert max(starts, signed) <= on <= assignment.ends_on
        assert ended is None or on < ended
    else:
        assert signed is None or not (max(starts, signed) <= on <= last_day(assignment))
