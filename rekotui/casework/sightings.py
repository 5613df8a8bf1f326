"""What successive sick-leave lists have shown of one person, turned into sjukfall.

The list forgets; the program does not. Each sighting is one row of one list. Sightings of a unit are walked in the
order of their lists: one that joins the sjukfall before it by the gap rule moves its facts, another begins a new
sjukfall (rehabstod 2.4 rule 9). The degree in force is known only where a list showed a single degree, from that
list's day on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rekotui.casework.sick_leave import DEGREES, DegreePeriod, belongs


@dataclass(frozen=True, slots=True)
class Sighting:
    """One list row's view of a person: None where the list does not say."""

    unit: str
    list_date: date
    first_day: date | None
    last_day: date | None
    length_days: int | None = None
    certificates: int | None = None
    degrees: tuple[int, ...] = ()
    degree_today: int | None = None


@dataclass(frozen=True, slots=True)
class ListedSickLeave:
    """A sjukfall as the lists have shown it: the newest known facts, and its periods with degrees."""

    unit: str
    first_day: date
    last_day: date
    length_days: int | None
    certificates: int | None
    degrees: tuple[int, ...]
    seen_on: date
    periods: tuple[DegreePeriod, ...]


def sick_leaves(sightings: Iterable[Sighting], gap_days: int) -> tuple[ListedSickLeave, ...]:
    """Return the sjukfall that the sightings show, by unit and then by first day."""
    by_unit: dict[str, list[Sighting]] = {}
    for sighting in sorted(sightings, key=lambda s: (s.unit, s.list_date)):
        if sighting.first_day and sighting.last_day:
            by_unit.setdefault(sighting.unit, []).append(sighting)
    found = [_listed(run) for unit in by_unit.values() for run in _runs(unit, gap_days)]
    return tuple(sorted(found, key=lambda leave: (leave.unit, leave.first_day)))


def _runs(sightings: Sequence[Sighting], gap_days: int) -> list[list[Sighting]]:
    runs: list[list[Sighting]] = []
    for sighting in sightings:
        last = runs[-1][-1] if runs else None
        if last and sighting.first_day and last.last_day and belongs(sighting.first_day, last.last_day, gap_days):
            runs[-1].append(_filled(sighting, last))
        else:
            runs.append([sighting])
    return runs


def _filled(sighting: Sighting, before: Sighting) -> Sighting:
    """Return the sighting with what it does not say taken from the one before (a hidden column changes nothing)."""
    return replace(
        sighting,
        length_days=before.length_days if sighting.length_days is None else sighting.length_days,
        certificates=before.certificates if sighting.certificates is None else sighting.certificates,
        degrees=sighting.degrees or before.degrees,
        degree_today=sighting.degree_today if sighting.degree_today or sighting.degrees else before.degree_today,
    )


def _listed(run: Sequence[Sighting]) -> ListedSickLeave:
    newest = run[-1]
    if newest.first_day is None or newest.last_day is None:
        raise ValueError("a run holds dated sightings only")
    return ListedSickLeave(
        unit=newest.unit,
        first_day=newest.first_day,
        last_day=newest.last_day,
        length_days=newest.length_days,
        certificates=newest.certificates,
        degrees=newest.degrees,
        seen_on=newest.list_date,
        periods=_periods(run, newest.first_day, newest.last_day),
    )


def _periods(run: Sequence[Sighting], first_day: date, last_day: date) -> tuple[DegreePeriod, ...]:
    """Cut the sjukfall at the days when a list showed other degrees than the list before."""
    cuts: list[tuple[date, int | None]] = []
    for index, sighting in enumerate(run):
        start = sighting.list_date if index or sighting.certificates != 1 else sighting.first_day or first_day
        cuts.append((max(start, first_day), _degree_in_force(sighting)))
    for index in range(len(cuts) - 1, 0, -1):
        # A sjukfall that was listed before it began, and then began earlier: the later list decides from its own day.
        cuts[index - 1] = (min(cuts[index - 1][0], cuts[index][0]), cuts[index - 1][1])
    if cuts[0][0] > first_day:
        cuts.insert(0, (first_day, None))
    periods: list[DegreePeriod] = []
    for (start, degree), following in zip(cuts, [*cuts[1:], None], strict=True):
        end = min(last_day, following[0] - timedelta(days=1)) if following else last_day
        if end < start:
            continue
        if periods and periods[-1].degree == degree:
            periods[-1] = DegreePeriod(periods[-1].start, end, degree)
        else:
            periods.append(DegreePeriod(start, end, degree))
    return tuple(periods)


def _degree_in_force(sighting: Sighting) -> int | None:
    """Return the degree that a list is sure of; a mistyped one (40 %) is kept among `degrees` and counts as unknown."""
    distinct = {sighting.degree_today} if sighting.degree_today is not None else set(sighting.degrees)
    degree = distinct.pop() if len(distinct) == 1 else None
    return degree if degree in DEGREES else None
