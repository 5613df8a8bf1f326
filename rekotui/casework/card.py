"""One case as a card: the stored facts with what they mean on a given day. The one source of every shown count."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from rekotui.casework.chain import chain_day
from rekotui.casework.personnummer import age
from rekotui.casework.sick_leave import DegreePeriod, Span, day_today, degree_on


class StoredCase(Protocol):
    """What a card needs of a stored case (storage.reading gives it)."""

    @property
    def birth_date(self) -> date | None:
        """Day of birth, or None for a reserve number."""

    @property
    def first_day(self) -> date | None:
        """First day of the latest sick leave."""

    @property
    def last_day(self) -> date | None:
        """Last day of the latest sick leave."""

    @property
    def periods(self) -> Sequence[DegreePeriod]:
        """Every known period of the patient's sick leaves, newest information last."""


class Counts(NamedTuple):
    """What the day decides: age, calendar day, estimated chain day and degree in force (None = not known)."""

    age: int | None
    day_today: int | None
    chain_day: int | None
    degree_today: int | None
    ongoing: bool


def counts(case: StoredCase, on: date, chain_gap_days: int) -> Counts:
    """Work out a case's counts on a day (rules.md B.1; every one of them is an estimate, "beräknad")."""
    ongoing = bool(case.first_day and case.last_day and case.first_day <= on <= case.last_day)
    spans = [Span(period.start, period.end) for period in case.periods]
    return Counts(
        age=age(case.birth_date, on) if case.birth_date else None,
        day_today=day_today(case.first_day, case.last_day, on) if case.first_day and case.last_day else None,
        chain_day=chain_day(spans, on, chain_gap_days) if ongoing else None,
        degree_today=degree_on(case.periods, on) if ongoing else None,
        ongoing=ongoing,
    )
