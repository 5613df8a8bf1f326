"""What successive lists have shown, turned into sjukfall."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.casework.sick_leave import DegreePeriod
from rekotui.casework.sightings import Sighting, sick_leaves

GAP = 5
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)


def day(number: int) -> date:
    return date(2026, 5, 31) + timedelta(days=number)


def seen(on: int, degrees: tuple[int, ...] = (100,), certificates: int | None = 1, **changes: object) -> Sighting:
    sighting = Sighting("", day(on), FIRST, LAST, 30, certificates, degrees)
    return replace(sighting, **changes)  # type: ignore[arg-type]


def periods(*sightings: Sighting) -> list[tuple[int, int, int | None]]:
    (leave,) = sick_leaves(sightings, GAP)
    zero = date(2026, 5, 31)
    return [((p.start - zero).days, (p.end - zero).days, p.degree) for p in leave.periods]


def test_one_certificate_with_one_degree_holds_from_its_first_day() -> None:
    assert periods(seen(8)) == [(1, 30, 100)]


def test_of_several_certificates_only_what_is_seen_is_known() -> None:
    assert periods(seen(8, (50,), certificates=2)) == [(1, 7, None), (8, 30, 50)]


def test_several_degrees_tell_nothing_of_today() -> None:
    assert periods(seen(8, (100, 50))) == [(1, 30, None)]
    assert periods(seen(8, (100, 50), degree_today=50)) == [(1, 30, 50)]


def test_another_degree_holds_from_the_day_it_was_seen() -> None:
    assert periods(seen(8), seen(15, (50,), 2)) == [(1, 14, 100), (15, 30, 50)]
    assert periods(seen(8), seen(15, (100,), 2)) == [(1, 30, 100)]


def test_a_hidden_column_changes_nothing() -> None:
    known = seen(8, (100, 50), 2, degree_today=50)
    hidden = seen(15, (), None, length_days=None)
    (before,) = sick_leaves([known], GAP)
    (after,) = sick_leaves([known, hidden], GAP)
    assert replace(after, seen_on=before.seen_on) == before
    undated = replace(hidden, first_day=None, last_day=None)
    assert sick_leaves([known, undated], GAP) == (before,)


def test_a_start_that_moves_back_makes_no_degree_known() -> None:
    late = seen(8, (50,), 1, first_day=day(6))
    assert periods(late, seen(15, (50,), 2)) == [(1, 5, None), (6, 30, 50)]


def test_the_gap_rule_decides_what_is_one_sjukfall() -> None:
    for free, count in ((0, 1), (5, 1), (6, 2)):
        start = LAST + timedelta(days=free + 1)
        again = seen(40, first_day=start, last_day=start + timedelta(days=9))
        assert len(sick_leaves([seen(8), again], GAP)) == count


def test_units_are_apart() -> None:
    there = replace(seen(8), unit="B")
    assert [leave.unit for leave in sick_leaves([there, seen(8)], GAP)] == ["", "B"]


def test_the_newest_list_decides_the_facts() -> None:
    longer = seen(15, (50,), 2, last_day=day(50), length_days=50)
    (leave,) = sick_leaves([longer, seen(8)], GAP)
    assert (leave.last_day, leave.length_days, leave.certificates, leave.degrees) == (day(50), 50, 2, (50,))
    assert leave.seen_on == day(15)


SIGHTINGS = st.builds(
    lambda unit, on, first, length, certificates, degrees: Sighting(
        unit, day(on), day(first), day(first + length), length + 1, certificates, tuple(degrees)
    ),
    st.sampled_from(["", "B"]),
    st.integers(1, 200),
    st.integers(-30, 230),
    st.integers(-3, 60),
    st.none() | st.integers(1, 4),
    st.lists(st.sampled_from([25, 50, 75, 100]), max_size=3),
)
LISTS = st.lists(SIGHTINGS, max_size=7, unique_by=lambda s: (s.unit, s.list_date))


@settings(max_examples=100)
@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(sightings: list[Sighting], random: object) -> None:
    mixed = list(sightings)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert sick_leaves(mixed, GAP) == sick_leaves(sightings, GAP)


@settings(max_examples=100)
@given(LISTS)
def test_periods_cover_a_sjukfall_once_and_in_order(sightings: list[Sighting]) -> None:
    for leave in sick_leaves(sightings, GAP):
        covered = [
            start + timedelta(days=number)
            for start, end, _degree in leave.periods
            for number in range((end - start).days + 1)
        ]
        days = max((leave.last_day - leave.first_day).days + 1, 0)
        assert covered == [leave.first_day + timedelta(days=number) for number in range(days)]
        assert all(a.degree != b.degree for a, b in zip(leave.periods, leave.periods[1:], strict=False))
        assert all(isinstance(period, DegreePeriod) for period in leave.periods)
