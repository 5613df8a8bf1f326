"""Days typed in a hurry."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.typed_day import typed_day

ON = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-07", date(2026, 12, 7)),
        (" Idag ", ON),
        ("i  morgon", date(2026, 11, 24)),
        ("+14", date(2026, 12, 7)),
        ("+2v", date(2026, 12, 7)),
        ("-3", date(2026, 11, 20)),
        ("+1 mån", date(2026, 12, 23)),
        ("fre", date(2026, 11, 27)),
        ("måndag", date(2026, 11, 30)),
        ("7/12", date(2026, 12, 7)),
        ("7 dec", date(2026, 12, 7)),
        ("11/1", date(2027, 1, 11)),
        ("20 november", date(2026, 11, 20)),
        ("29/2", date(2028, 2, 29)),
    ],
)
def test_what_a_day_can_be_written_as(text: str, day: date) -> None:
    on = date(2027, 12, 1) if text == "29/2" else ON
    assert typed_day(text, on) == day


@pytest.mark.parametrize("text", ["", "x", "ma", "7 ju", "32/1", "14", "2026-13-01", "v 50"])
def test_what_is_no_day(text: str) -> None:
    assert typed_day(text, ON) is None


@given(st.text(max_size=12), st.dates())
def test_nothing_typed_breaks_it(text: str, on: date) -> None:
    assert typed_day(text, on) is None or typed_day(text, on)


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.dates())
def test_a_whole_date_is_itself(day: date, on: date) -> None:
    assert typed_day(day.isoformat(), on) == day
