"""How long a sick leave is expected to last, and since when that is known (domain rules B.4, B.5)."""

from datetime import date

from rekotui.casework.days import plus, plus_months
from rekotui.casework.signal_making import Picture, Spans

_DAYS_OF_TWO_MONTHS = 60
"""Two months are taken for 60 days: nobody who says "two months" means 59."""


def expected_last_day(picture: Picture, sick_leave: Spans) -> date | None:
    """Return the last day of a sjukfall as somebody has said that it will be; None where nobody has, of this one.

    What was said before it began was said of another one.
    """
    case = picture.case
    said, first = case.expected_said_on, sick_leave[0].start
    later = [other[0].start for other in picture.sick_leaves if other[0].start > first]
    if (said and said < first) or (later and (said is None or said >= min(later))):
        return None
    if case.expected_days is not None and case.expected_days > 0:
        return plus(first, case.expected_days - 1)
    if case.expected_months is not None and case.expected_months > 0:
        return plus(plus_months(first, case.expected_months), -1)
    return None


def expected_since(picture: Picture, sick_leave: Spans, days: int) -> date | None:
    """Return since when a sjukfall is expected to last at least `days` days; None if it is not.

    By what was said, or by certificates that reach so far: then since the list that showed it. The beginning of time
    where nothing tells since when.
    """
    first = sick_leave[0].start
    known = [_said(picture, sick_leave, days), _certified(picture, sick_leave, days)]
    found = [max(since, first) for since in known if since is not None]
    return min(found) if found else None


def _said(picture: Picture, sick_leave: Spans, days: int) -> date | None:
    last = expected_last_day(picture, sick_leave)
    if last is None:
        return None
    months = picture.case.expected_months if picture.case.expected_days is None else None
    enough = _lasting(sick_leave[0].start, last) >= days or (months or 0) * _DAYS_OF_TWO_MONTHS >= 2 * days
    return (picture.case.expected_said_on or date.min) if enough else None


def _certified(picture: Picture, sick_leave: Spans, days: int) -> date | None:
    first, last = sick_leave[0].start, sick_leave[-1].end
    if _lasting(first, last) < days:
        return None
    seen = [
        seen.on
        for leave in picture.case.leaves
        if first <= leave.first_day <= last
        for seen in leave.seen
        if _lasting(first, seen.last_day) >= days
    ]
    by_hand = any(first <= leave.first_day <= last and not leave.seen for leave in picture.case.leaves)
    return date.min if by_hand or not seen else min(seen)


def _lasting(first: date, last: date) -> int:
    return last.toordinal() - first.toordinal() + 1
