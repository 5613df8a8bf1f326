"""Sjukfall: the test vectors of domain rules B.1, mistyped rows, and properties that no input may break."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.sick_leave import (
    DegreePeriod,
    Span,
    belongs,
    certain_degree,
    covered_days,
    day_today,
    degree_on,
    earlier_sick_leaves,
    join,
    last_shown,
    length,
    union,
)


def span(start: str, end: str) -> Span:
    return Span(date.fromisoformat(start), date.fromisoformat(end))


JANUARY = span("2026-01-01", "2026-01-31")

# Few enough days that spans overlap, touch and leave gaps of every size; some end before they start.
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
spans = st.builds(lambda start, more: Span(start, start + timedelta(days=more)), days, st.integers(-5, 120))
span_lists = st.lists(spans, max_size=6)


@pytest.mark.parametrize(
    ("later", "gap", "lengths"),
    [
        (span("2026-01-20", "2026-02-28"), 5, [59]),  # overlap
        (span("2026-02-01", "2026-02-28"), 5, [59]),  # adjacent
        (span("2026-02-01", "2026-02-28"), 0, [59]),
        (span("2026-02-06", "2026-02-28"), 5, [54]),  # five free days
        (span("2026-02-07", "2026-02-28"), 5, [31, 22]),  # six free days
        (span("2026-02-02", "2026-02-28"), 0, [31, 27]),
        (span("2026-05-01", "2026-06-30"), 89, [92]),
        (span("2026-05-02", "2026-06-30"), 89, [31, 60]),
    ],
)
def test_vectors_of_the_gap_rule(later, gap, lengths):
    assert [length(leave) for leave in join([later, JANUARY], gap)] == lengths


@pytest.mark.parametrize(("start", "expected"), [("2026-08-17", True), ("2026-08-20", True), ("2026-08-21", False)])
def test_certificate_to_14_august_with_gap_5(start, expected):
    """The example of rehabstod 1.6."""
    assert belongs(date.fromisoformat(start), date(2026, 8, 14), 5) is expected


def test_certificate_that_starts_before_the_end_belongs():
    assert belongs(date(2026, 1, 1), date(2026, 8, 14), 0)


def test_a_sjukfall_is_what_the_last_list_of_its_run_showed():
    longer, shorter = span("2026-01-01", "2026-03-01"), span("2026-01-02", "2026-02-10")
    next_ = span("2026-02-20", "2026-04-01")
    assert last_shown([JANUARY, longer, shorter, next_], 5) == [shorter, next_]
    assert last_shown([JANUARY, longer, next_], 5) == [next_]
    assert last_shown([], 5) == []


@pytest.mark.parametrize(
    ("start", "gap", "count"),
    [
        ("2026-02-06", 5, 0),  # joins January
        ("2026-02-07", 5, 1),
        ("2026-06-01", 5, 2),
        ("2026-07-01", 89, 1),  # January and March are one
        ("2026-03-10", 5, 1),  # inside March
        ("2025-12-01", 5, 0),
    ],
)
def test_earlier_sjukfall_are_those_that_the_gap_rule_keeps_apart(start, gap, count):
    spans = [span("2026-03-01", "2026-03-20"), JANUARY, span("2026-01-10", "2026-01-20")]
    assert earlier_sick_leaves(spans, date.fromisoformat(start), gap) == count


def test_a_long_certificate_holds_together_what_starts_inside_it():
    long, inside, after = JANUARY, span("2026-01-05", "2026-01-06"), span("2026-02-03", "2026-02-10")
    assert len(join([long, inside, after], 5)) == 1


def test_union_merges_overlap_and_touch_and_keeps_free_days():
    parts = [
        span("2026-03-10", "2026-03-12"),
        span("2026-01-20", "2026-02-28"),
        span("2026-03-01", "2026-03-08"),
        JANUARY,
    ]
    assert union(parts) == (span("2026-01-01", "2026-03-08"), span("2026-03-10", "2026-03-12"))


def test_nothing_is_nothing():
    assert union([]) == ()
    assert join([], 5) == ()
    assert covered_days([]) == 0


def test_span_that_ends_before_it_starts_covers_no_day():
    mistyped = span("2026-02-10", "2026-02-01")
    assert length([mistyped]) == 0
    assert union([mistyped, JANUARY]) == (JANUARY,)
    assert join([mistyped], 5) == ()


def test_absurd_ends_are_counted_not_refused():
    mistyped_year = span("2026-06-01", "2062-06-30")
    assert length([mistyped_year]) == 13_179
    assert covered_days([mistyped_year], until=date(2026, 6, 15)) == 15
    last_of_all = Span(date(2026, 6, 1), date.max)
    assert join([last_of_all, mistyped_year], 90) == ((last_of_all,),)
    assert not belongs(date(2026, 1, 1), date.min, 0)


def test_covered_days_until_a_day():
    parts = [JANUARY, span("2026-02-06", "2026-02-28")]
    found = [covered_days(parts, until=date(2026, month, day)) for month, day in [(1, 1), (2, 3), (2, 6), (3, 9)]]
    assert found == [1, 31, 32, 54]
    assert covered_days(parts, until=date(2025, 12, 31)) == 0


def test_day_today_counts_from_one_and_only_inside():
    first, last = date(2026, 1, 12), date(2026, 3, 31)
    assert day_today(first, last, date(2026, 1, 11)) is None
    assert day_today(first, last, date(2026, 1, 12)) == 1
    assert day_today(first, last, date(2026, 3, 12)) == 60
    assert day_today(first, last, date(2026, 3, 31)) == 79
    assert day_today(first, last, date(2026, 4, 1)) is None
    assert day_today(last, first, date(2026, 2, 1)) is None


def test_newest_certificate_decides_the_degree():
    older = DegreePeriod(date(2026, 1, 1), date(2026, 1, 31), 100)
    newer = DegreePeriod(date(2026, 1, 20), date(2026, 2, 28), 50)
    assert degree_on([older, newer], date(2026, 1, 19)) == 100
    assert degree_on([older, newer], date(2026, 1, 20)) == 50
    assert degree_on([newer, older], date(2026, 1, 20)) == 100
    assert degree_on([older, newer], date(2026, 3, 1)) is None
    assert degree_on([], date(2026, 1, 1)) is None


def test_an_unknown_newer_degree_is_not_replaced_by_an_older_one():
    older = DegreePeriod(date(2026, 1, 1), date(2026, 1, 31), 100)
    unknown = DegreePeriod(date(2026, 1, 20), date(2026, 1, 31), None)
    assert degree_on([older, unknown], date(2026, 1, 25)) is None


@pytest.mark.parametrize(
    ("degrees", "on", "expected"),
    [
        ([50], date(2026, 1, 1), 50),
        ([50, 50], date(2026, 1, 31), 50),
        ([100, 50], date(2026, 1, 15), None),
        ([], date(2026, 1, 15), None),
        ([50], date(2025, 12, 31), None),
        ([50], date(2026, 2, 1), None),
    ],
)
def test_degree_of_a_list_row_only_where_it_is_certain(degrees, on, expected):
    assert certain_degree(degrees, JANUARY.start, JANUARY.end, on) == expected


def slow_days(parts: list[Span]) -> set[date]:
    """Return every covered day, counted one by one."""
    return {part.start + timedelta(days=day) for part in parts for day in range((part.end - part.start).days + 1)}


@given(span_lists)
def test_union_covers_exactly_the_days_of_its_parts(parts):
    merged = union(parts)
    assert slow_days(list(merged)) == slow_days(parts)
    assert length(parts) == len(slow_days(parts))
    assert all(two.start - one.end > timedelta(days=1) for one, two in pairwise(merged))
    assert union(merged) == merged


@given(span_lists, st.integers(0, 90), st.randoms(use_true_random=False))
def test_order_never_matters(parts, gap, random):
    shuffled = random.sample(parts, len(parts))
    assert join(shuffled, gap) == join(parts, gap)


@given(st.lists(spans, min_size=1, max_size=6), st.integers(0, 90), st.data())
def test_splitting_a_period_never_changes_anything(parts, gap, data):
    first = parts[0]
    cut = first.start + timedelta(days=data.draw(st.integers(0, 120)))
    pieces = [Span(first.start, min(cut, first.end)), Span(cut + timedelta(days=1), first.end)]
    assert join([*pieces, *parts[1:]], gap) == join(parts, gap)


@given(span_lists, st.integers(0, 90), st.integers(0, 90))
def test_a_longer_gap_never_gives_more_sjukfall_and_no_gap_loses_a_day(parts, gap, more):
    short, long = join(parts, gap), join(parts, gap + more)
    assert len(long) <= len(short)
    assert sum(map(length, short)) == sum(map(length, long)) == length(parts)


@given(span_lists, st.integers(0, 90))
def test_free_days_inside_and_between_sjukfall_obey_the_gap(parts, gap):
    leaves = join(parts, gap)
    inside = [(two.start - one.end).days - 1 for leave in leaves for one, two in pairwise(leave)]
    between = [(two[0].start - one[-1].end).days - 1 for one, two in pairwise(leaves)]
    assert all(1 <= free <= gap for free in inside)
    assert all(free > gap for free in between)
