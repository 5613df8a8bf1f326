"""The chain: the test vectors of domain rules B.1, when it is alive, and properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.chain import MILESTONE_DAYS, chain_day, chains, day_date, milestones
from rekotui.casework.sick_leave import Span, covered_days, length
from tests.casework.test_sick_leave import JANUARY, span, span_lists, spans

PLAIN = {
    7: "2026-01-18",
    8: "2026-01-19",
    14: "2026-01-25",
    15: "2026-01-26",
    21: "2026-02-01",
    30: "2026-02-10",
    60: "2026-03-12",
    90: "2026-04-11",
    91: "2026-04-12",
    180: "2026-07-10",
    181: "2026-07-11",
    364: "2027-01-10",
    365: "2027-01-11",
    366: "2027-01-12",
    550: "2027-07-15",
}
KEPT = [JANUARY, span("2026-05-01", "2026-06-30")]
BROKEN = [JANUARY, span("2026-05-02", "2026-06-30")]

on_days = st.dates(date(2024, 12, 1), date(2027, 9, 30))
gaps = st.integers(1, 120)


@pytest.mark.parametrize(("n", "on"), PLAIN.items())
def test_plain_vector_covered_and_projected(n, on):
    whole = day_date([span("2026-01-12", "2028-01-01")], n)
    first_week = day_date([span("2026-01-12", "2026-01-18")], n)
    assert (whole.day, whole.on.isoformat(), whole.forecast) == (n, on, False)
    assert (first_week.on.isoformat(), first_week.forecast) == (on, n > 7)


@pytest.mark.parametrize(("n", "on"), PLAIN.items())
def test_plain_vector_read_the_other_way(n, on):
    assert chain_day([span("2026-01-12", "2028-01-01")], date.fromisoformat(on)) == n


@pytest.mark.parametrize(
    ("later", "days"),
    [
        (span("2026-01-20", "2026-02-28"), 59),
        (span("2026-02-01", "2026-02-28"), 59),
        (span("2026-02-06", "2026-02-28"), 54),
        (span("2026-02-07", "2026-02-28"), 53),
    ],
)
def test_short_gaps_never_break_a_chain(later, days):
    assert [length(chain) for chain in chains([later, JANUARY])] == [days]


def test_gap_of_89_free_days_keeps_the_chain():
    assert [length(chain) for chain in chains(KEPT)] == [92]
    chain = chains(KEPT)[0]
    assert [day_date(chain, n).on.isoformat() for n in (32, 90, 91)] == [
        "2026-05-01",
        "2026-06-28",
        "2026-06-29",
    ]
    assert chain_day(KEPT, date(2026, 5, 1)) == 32
    assert chain_day(KEPT, date(2026, 6, 29)) == 91


def test_gap_of_90_free_days_breaks_the_chain():
    assert [length(chain) for chain in chains(BROKEN)] == [31, 60]
    second = chains(BROKEN)[1]
    assert day_date(second, 1).on == date(2026, 5, 2)
    assert chain_day(BROKEN, date(2026, 5, 2)) == 1
    reached = day_date(second, 90)
    assert (reached.on, reached.forecast) == (date(2026, 7, 30), True)


def test_number_stands_still_after_the_end_until_a_new_period_would_not_join():
    assert chain_day([JANUARY], date(2025, 12, 31)) is None
    assert chain_day([JANUARY], date(2026, 2, 1)) == 31
    assert chain_day([JANUARY], date(2026, 5, 1)) == 31
    assert chain_day([JANUARY], date(2026, 5, 2)) is None


def test_number_stands_still_in_a_gap_inside_the_chain():
    assert [chain_day(KEPT, date(2026, month, 15)) for month in (1, 3, 5)] == [15, 31, 46]


def test_gap_setting_is_obeyed():
    assert len(chains(BROKEN, gap_days=91)) == 1
    assert chain_day(BROKEN, date(2026, 5, 2), gap_days=91) == 32
    assert chain_day([JANUARY], date(2026, 2, 7), gap_days=7) == 31
    assert chain_day([JANUARY], date(2026, 2, 8), gap_days=7) is None


def test_milestones_of_the_chain_alive_on_the_day():
    found = milestones(BROKEN, date(2026, 6, 1), days=(60, 61, 90))
    assert [(one.day, one.on.isoformat(), one.forecast) for one in found] == [
        (60, "2026-06-30", False),
        (61, "2026-07-01", True),
        (90, "2026-07-30", True),
    ]
    assert [one.on for one in milestones(BROKEN, date(2026, 2, 1), days=(1,))] == [date(2026, 1, 1)]
    assert milestones(BROKEN, date(2025, 12, 1)) == ()
    assert milestones(BROKEN, date(2026, 12, 1)) == ()


def test_milestones_are_the_days_of_the_law_unless_others_are_asked_for():
    assert tuple(one.day for one in milestones([JANUARY], date(2026, 1, 5))) == MILESTONE_DAYS


def test_certified_future_moves_a_milestone():
    """A free day already certified between two periods moves the day that comes after it."""
    ongoing, planned = JANUARY, span("2026-02-11", "2026-03-31")
    assert [one.on for one in milestones([ongoing], date(2026, 1, 20), days=(32,))] == [date(2026, 2, 1)]
    assert [one.on for one in milestones([ongoing, planned], date(2026, 1, 20), days=(32,))] == [date(2026, 2, 11)]


def test_mistyped_and_absurd_periods_do_not_crash():
    backwards = span("2026-02-10", "2026-02-01")
    assert chain_day([backwards], date(2026, 2, 5)) is None
    assert chain_day([backwards, JANUARY], date(2026, 1, 31)) == 31
    endless = [Span(date(2026, 6, 1), date.max)]
    assert chain_day(endless, date(2026, 6, 15)) == 15
    assert day_date([Span(date.max, date.max)], 550).on == date.max


@pytest.mark.parametrize(("parts", "n"), [([JANUARY], 0), ([JANUARY], -1), ([], 1)])
def test_a_day_that_cannot_be_counted_is_refused(parts, n):
    with pytest.raises(ValueError, match="counted from 1"):
        day_date(parts, n)


@given(span_lists, on_days, gaps, st.randoms(use_true_random=False))
def test_order_never_matters(parts, on, gap, random):
    shuffled = random.sample(parts, len(parts))
    assert chain_day(shuffled, on, gap) == chain_day(parts, on, gap)
    assert milestones(shuffled, on, gap_days=gap) == milestones(parts, on, gap_days=gap)


@given(st.lists(spans, min_size=1, max_size=6), on_days, gaps, st.integers(0, 120))
def test_splitting_a_period_never_changes_the_day(parts, on, gap, at):
    first = parts[0]
    cut = first.start + timedelta(days=at)
    pieces = [Span(first.start, min(cut, first.end)), Span(cut + timedelta(days=1), first.end)]
    assert chain_day([*pieces, *parts[1:]], on, gap) == chain_day(parts, on, gap)


@given(span_lists, gaps, st.integers(0, 60))
def test_a_longer_gap_never_gives_more_chains(parts, gap, more):
    assert len(chains(parts, gap + more)) <= len(chains(parts, gap))


@given(span_lists, on_days, gaps)
def test_chain_day_never_exceeds_calendar_days_or_covered_days(parts, on, gap):
    day = chain_day(parts, on, gap)
    if day is None:
        # Nothing that covers the day, or reaches it within the gap, has been overlooked.
        assert not any(
            part.start <= on and on - part.end <= timedelta(days=gap) and part.start <= part.end for part in parts
        )
        return
    first = min(part.start for part in parts if part.start <= part.end)
    assert 1 <= day <= (on - first).days + 1
    assert day <= covered_days(parts, until=on)


@given(spans.filter(lambda part: part.start <= part.end), st.lists(spans, max_size=4), st.integers(1, 700))
def test_day_date_and_chain_day_agree_on_covered_days(first, more, n):
    parts = [first, *more]
    for chain in chains(parts):
        reached = day_date(chain, n)
        assert reached.forecast == (n > length(chain))
        if not reached.forecast:
            assert chain_day(parts, reached.on) == n
        else:
            assert (reached.on - chain[-1].end).days == n - length(chain)
