"""What a sick-leave timeline shows: plain values, and the same in sentences for who cannot see a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from screens.widgets.messages import MONTHS, TIMELINE
from screens.widgets.tones import clean


@dataclass(frozen=True)
class TimelinePeriod:
    """Sick leave from `start` to `end`, both included; `degree` in percent, None when it is not known."""

    start: date
    end: date
    degree: int | None


@dataclass(frozen=True)
class TimelineMark:
    """A day worth a mark, such as day 90 of the chain, and what to write by it."""

    on: date
    text: str


def describe(periods: Sequence[TimelinePeriod], marks: Sequence[TimelineMark], today: date) -> list[str]:
    """Return the timeline as sentences, one fact a line: the periods, then the marks and today by date."""
    if not periods:
        return [TIMELINE["empty"]]
    lines = [_period_line(period, today) for period in sorted(periods, key=lambda each: each.start)]
    days = [(mark.on, TIMELINE["mark_line"].format(day=mark.on, text=clean(mark.text))) for mark in marks]
    days.append((today, TIMELINE["today_line"].format(day=today)))
    return lines + [line for _, line in sorted(days)]


def degree_word(degree: int | None) -> str:
    """Return a degree as it is written before its row."""
    return TIMELINE["unknown"] if degree is None else TIMELINE["degree"].format(degree=degree)


def short_day(day: date) -> str:
    """Return a day without its year: `7 dec`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def merge(periods: Sequence[TimelinePeriod]) -> list[TimelinePeriod]:
    """Join periods of one degree that overlap or follow on; one that ends before it starts is one day."""
    merged: list[TimelinePeriod] = []
    for period in sorted(periods, key=lambda each: each.start):
        end = max(period.start, period.end)
        if merged and (period.start - merged[-1].end).days <= 1:
            last = merged.pop()
            merged.append(TimelinePeriod(last.start, max(last.end, end), last.degree))
        else:
            merged.append(TimelinePeriod(period.start, end, period.degree))
    return merged


def _period_line(period: TimelinePeriod, today: date) -> str:
    word = TIMELINE["unknown_word"] if period.degree is None else degree_word(period.degree)
    count = max(1, (period.end - period.start + timedelta(days=1)).days)
    days = TIMELINE["one_day"] if count == 1 else TIMELINE["many_days"].format(days=count)
    line = TIMELINE["period_line"].format(degree=word, start=period.start, end=period.end, days=days)
    return TIMELINE["period_planned"].format(line=line) if period.start > today else line
