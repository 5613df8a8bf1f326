"""The axis of a sick-leave timeline: the days it spans, where a day stands, and the months or years on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from screens.widgets.messages import MONTHS, TIMELINE

HORIZON = timedelta(days=366)
"""How far past today the axis goes at most: an end in 2062 would press everything else together."""
MARK_REACH = timedelta(days=62)
"""How far past the last period a mark may stretch the axis."""
_LABEL_CELLS = 5
"""Cells a short label needs, with a space after it."""
_UNITS = (1, 3, 12, 24, 60, 120, 240, 600, 1200)
"""Months, quarters, and every 1, 2, 5, 10, 20, 50, 100 years."""


@dataclass(frozen=True)
class Axis:
    """The days from `start` up to, not including, `end`, drawn in `columns` cells."""

    start: date
    end: date
    columns: int

    def place(self, day: date) -> float:
        """Return where a day begins, in cells from the left; a day outside is moved to the nearest end."""
        share = (day - self.start).days / (self.end - self.start).days
        return max(0.0, min(1.0, share)) * self.columns

    def cell(self, day: date) -> int:
        """Return the cell in which a day begins."""
        return min(int(self.place(day)), self.columns - 1)

    def holds(self, day: date) -> bool:
        """Tell whether a day lies on the axis."""
        return self.start <= day < self.end


def span(starts: Iterable[date], ends: Iterable[date], marks: Iterable[date], today: date, columns: int) -> Axis:
    """Return an axis of whole months around the periods, today, and those marks that lie near."""
    last = min(max([*ends, today]), today + HORIZON)
    last = max([last, *(mark for mark in marks if last < mark <= last + MARK_REACH)])
    first = min([*starts, today])
    return Axis(first.replace(day=1), _after(last.replace(day=1), 1), columns)


def labels(axis: Axis) -> str:
    """Return the line of months, quarters or years, whichever has room, as wide as the axis."""
    line = " " * axis.columns
    ticks = list(_ticks(axis))
    for number, (day, short, long) in enumerate(ticks):
        at = axis.cell(day)
        end = axis.cell(ticks[number + 1][0]) if number + 1 < len(ticks) else axis.columns + 1
        wide = not line.strip() or day.month == 1
        text = long if wide and at + len(long) < end else short
        if at + len(text) < end:
            line = line[:at] + text + line[at + len(text) :]
    return line


def _ticks(axis: Axis) -> Iterator[tuple[date, str, str]]:
    """Yield the days that get a label, with its short and its long form."""
    unit = _unit(axis)
    day = axis.start
    while day < axis.end:
        yield (day, *_names(day, unit))
        day = _after(day, unit - (day.year * 12 + day.month - 1) % unit)


def _names(day: date, unit: int) -> tuple[str, str]:
    """Return the short and the long name of a month, quarter or year; January is short for its year."""
    year = f"{day.year:04}"
    if unit >= 12:
        return year, year
    name = MONTHS[day.month - 1] if unit == 1 else TIMELINE["quarter"].format(number=(day.month + 2) // 3)
    return year if day.month == 1 else name, f"{name} {year}"


def _unit(axis: Axis) -> int:
    """Return the smallest unit, in months, whose labels have room."""
    months = (axis.end - axis.start).days / 30.4
    return next((unit for unit in _UNITS if axis.columns * unit / months >= _LABEL_CELLS), _UNITS[-1])


def _after(day: date, months: int) -> date:
    """Return the first of the month that many months later; the last day there is, if there is none."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1) if count // 12 <= date.max.year else date.max
