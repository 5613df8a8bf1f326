"""Sjukfall as Rehabstöd builds them, and day and degree inside one (domain rules B.1; rehabstod 1.6).

Spans are whole days, both ends included. A span that ends before it starts (a mistyped list row) covers no
day. All arithmetic is on day ordinals, so that no typed date, however absurd, can run out of the calendar.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

DEGREES = (25, 50, 75, 100)
"""The degrees there are, in percent (SFB 27 kap. 45 §)."""


class Span(NamedTuple):
    """Days from `start` to `end`, both included."""

    start: date
    end: date


class DegreePeriod(NamedTuple):
    """Days with one degree in per cent (25, 50, 75 or 100); None where the degree is not known."""

    start: date
    end: date
    degree: int | None


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the covered days as separate spans in order: overlapping and touching spans become one."""
    return tuple(Span(date.fromordinal(start), date.fromordinal(end)) for start, end in _merged(spans))


def covered_days(spans: Iterable[Span], until: date | None = None) -> int:
    """Count the distinct covered days, with `until` only those up to and including that day."""
    limit = (until or date.max).toordinal()
    return sum(max(min(end, limit) - start + 1, 0) for start, end in _merged(spans))


def length(spans: Iterable[Span]) -> int:
    """Return Rehabstöd's Längd: distinct covered days to the planned end; free days between do not count."""
    return covered_days(spans)


def join(spans: Iterable[Span], gap_days: int) -> tuple[tuple[Span, ...], ...]:
    """Group the covered days into sjukfall: at most `gap_days` free days between two spans of one sjukfall.

    Each group holds separate spans in order (as `union` gives them); groups come in order of time.
    """
    groups: list[tuple[Span, ...]] = []
    for span in union(spans):
        if groups and belongs(span.start, groups[-1][-1].end, gap_days):
            groups[-1] = (*groups[-1], span)
        else:
            groups.append((span,))
    return tuple(groups)


def belongs(start: date, last_end: date, gap_days: int) -> bool:
    """Return whether a certificate from `start` joins a sjukfall that has reached `last_end`.

    It does with at most `gap_days` free days between, that is when start ≤ last end + gap + 1.
    """
    return start.toordinal() <= last_end.toordinal() + gap_days + 1


def last_shown(shown: Iterable[Span], gap_days: int) -> list[Span]:
    """Return the sjukfall that one unit's lists have shown, in the order of the lists, each as it was shown last."""
    found: list[Span] = []
    for span in shown:
        if found and belongs(span.start, found[-1].end, gap_days):
            found[-1] = span
        else:
            found.append(span)
    return found


def earlier_sick_leaves(spans: Iterable[Span], first_day: date, gap_days: int) -> int:
    """Count the sjukfall that had ended, by the gap rule, before one that starts on `first_day`."""
    return sum(not belongs(first_day, group[-1].end, gap_days) for group in join(spans, gap_days))


def day_today(first_day: date, last_day: date, on: date) -> int | None:
    """Return the calendar day number in a sick leave, the first day being 1; None outside it.

    Unlike `length` it counts to `on` and counts free days between certificates.
    """
    if not first_day <= on <= last_day:
        return None
    return on.toordinal() - first_day.toordinal() + 1


def degree_on(periods: Sequence[DegreePeriod], on: date) -> int | None:
    """Return the degree in force on a day: of several periods that cover it, the last given (newest) decides.

    None when no period covers the day, or when the newest that does has no known degree: an older degree must
    not stand in for it.
    """
    for period in reversed(periods):
        if period.start <= on <= period.end:
            return period.degree
    return None


def certain_degree(degrees: Sequence[int], first_day: date, last_day: date, on: date) -> int | None:
    """Return the degree in force when a list row leaves no doubt: one distinct degree, and `on` inside.

    The copied list gives degrees without dates; with several nothing says which is in force (rehabstod 1.6).
    """
    distinct = set(degrees)
    if len(distinct) != 1 or not first_day <= on <= last_day:
        return None
    return distinct.pop()


def _merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    days = ((span.start.toordinal(), span.end.toordinal()) for span in spans)
    for start, end in sorted(pair for pair in days if pair[0] <= pair[1]):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
