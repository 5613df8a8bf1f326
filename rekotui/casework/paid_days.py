"""When the days at normal level run out, as an estimate (SFB 27 kap. 21–22 §§; domain rules B.3).

364 days with sjukpenning within the 450 days before: days at any level and degree count. Days that an employer pays
for, or that an own firm waits, do not. What was paid elsewhere, or not applied for, is not known here.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework.sick_leave import Span

_LONGEST = 2000
"""Days of one period that are counted: a mistyped end must not cost a lifetime of days."""


class LastDay(NamedTuple):
    """The last day at normal level, and whether it lies beyond the certified days."""

    on: date
    forecast: bool


def last_days(
    sick_leaves: Sequence[Sequence[Span]], unpaid_days: int, paid_days: int, frame_days: int, ahead_days: int
) -> Iterator[LastDay]:
    """Give each last day at normal level, oldest first.

    The first `unpaid_days` of each sick leave are not paid by Försäkringskassan; the newest sick leave is followed
    `ahead_days` beyond its end.
    """
    days = list(_paid(sick_leaves, unpaid_days))
    certified = len(days)
    if days and sick_leaves:
        days += [day for day in range(days[-1] + 1, days[-1] + 1 + ahead_days) if day <= date.max.toordinal()]
    full = False
    for index in range(paid_days - 1, len(days)):
        # On the day after this one, the frame's days before it hold all that there is to pay.
        was_full, full = full, days[index] - days[index - paid_days + 1] < frame_days
        if full and not was_full:
            yield LastDay(date.fromordinal(days[index]), forecast=index >= certified)


def _paid(sick_leaves: Sequence[Sequence[Span]], unpaid_days: int) -> Iterator[int]:
    for spans in sick_leaves:
        left = unpaid_days
        for span in spans:
            start, end = span.start.toordinal(), min(span.end.toordinal(), span.start.toordinal() + _LONGEST)
            skipped = min(left, end - start + 1)
            left -= skipped
            yield from range(start + skipped, end + 1)
