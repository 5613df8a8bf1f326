"""The estimated day of the rehabiliteringskedja (SFB 27:46–51; domain rules B.1, B.5).

Sick periods are added together when fewer than 90 free days lie between them; every covered day counts, at
any degree. Försäkringskassan decides the real count: whatever comes from here is shown as "beräknad".
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rekotui.casework.sick_leave import Span, covered_days, join, union

GAP_DAYS = 90
"""Free days that end a chain (SFB 27:51)."""

MILESTONE_DAYS = (90, 91, 180, 181, 365, 366)
"""Last day of each step and first day of the next, when the test of work capacity widens (SFB 27:46–49)."""


class Milestone(NamedTuple):
    """The date of a chain day; a `forecast` lies beyond the certified days and assumes no free day more."""

    day: int
    on: date
    forecast: bool


def chains(spans: Iterable[Span], gap_days: int = GAP_DAYS) -> tuple[tuple[Span, ...], ...]:
    """Group the covered days into chains: at most `gap_days` − 1 free days between two spans of one chain."""
    return join(spans, gap_days - 1)


def chain_day(spans: Iterable[Span], on: date, gap_days: int = GAP_DAYS) -> int | None:
    """Return the number of covered days up to and including `on` in the chain that is alive on that day.

    After the last end the number stands still as long as a new period would still join. None before the first
    day, and once `gap_days` free days have passed.
    """
    chain = _alive(spans, on, gap_days)
    return covered_days(chain, until=on) if chain else None


def day_date(spans_of_one_chain: Iterable[Span], n: int) -> Milestone:
    """Return the date of the n-th covered day of a chain, counted on from its last end when n lies beyond.

    Raises ValueError if n < 1 or the chain has no day.
    """
    chain = union(spans_of_one_chain)
    if n < 1 or not chain:
        raise ValueError("a chain day is counted from 1, in a chain with at least one day")
    left = n
    for span in chain:
        days = covered_days((span,))
        if left <= days:
            return Milestone(n, _days_after(span.start, left - 1), forecast=False)
        left -= days
    return Milestone(n, _days_after(chain[-1].end, left), forecast=True)


def milestones(
    spans: Iterable[Span], on: date, days: Iterable[int] = MILESTONE_DAYS, gap_days: int = GAP_DAYS
) -> tuple[Milestone, ...]:
    """Return the dates of the given days in the chain that is alive on `on`; none if no chain is."""
    chain = _alive(spans, on, gap_days)
    return tuple(day_date(chain, day) for day in days) if chain else ()


def _alive(spans: Iterable[Span], on: date, gap_days: int) -> tuple[Span, ...]:
    """Return the chain, with its certified future, that a day of sick leave on `on` would belong to."""
    begun = [chain for chain in chains(spans, gap_days) if chain[0].start <= on]
    if not begun:
        return ()
    free_days = on.toordinal() - begun[-1][-1].end.toordinal() - 1
    return begun[-1] if free_days < gap_days else ()


def _days_after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
