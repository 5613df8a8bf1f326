"""Sick leaves of a patient: by hand, and as the lists show them. Runs in the caller's transaction."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rekotui.base.errors import BusyError, NothingFoundError
from rekotui.casework import facts
from rekotui.casework.sick_leave import DegreePeriod, Span, length
from rekotui.casework.sightings import ListedSickLeave
from storage.cases import CaseRepository
from storage.database import Work
from storage.history import Event
from storage.models import SickLeave, SickLeavePeriod

BY_HAND, FROM_LIST = "hand", "list"
State = Mapping[str, object]
"""What one list-borne sick leave says, as plain values; `periods` are [first day, last day, degree]."""


class SickLeaveRepository:
    """Writes sick leaves and their periods, and keeps the patient's cases pointing at the latest."""

    def __init__(self, work: Work, cases: CaseRepository) -> None:
        self._work = work
        self._session = work.session
        self._cases = cases

    def enter(
        self,
        patient_id: int,
        periods: Sequence[DegreePeriod],
        *,
        unit: str = "",
        certificates: int | None = None,
    ) -> SickLeave:
        """Enter a sick leave by hand from its periods; raise WrongUseError for days out of order or a wrong degree."""
        first, last = _checked(periods)
        leave = SickLeave(
            patient_id=patient_id,
            unit=unit,
            first_day=first,
            last_day=last,
            length_days=length([Span(p.start, p.end) for p in periods]),
            certificates=certificates,
            degrees=[p.degree for p in sorted(periods, key=lambda p: p.start) if p.degree is not None],
            source=BY_HAND,
        )
        self._session.add(leave)
        self._replace_periods(leave, periods)
        self._written(leave, "sick_leave.entered", periods)
        return leave

    def change(self, leave_id: int, periods: Sequence[DegreePeriod], version: int | None = None) -> SickLeave:
        """Replace the periods of a sick leave by hand; history keeps what they were."""
        leave = self._session.get(SickLeave, leave_id)
        if leave is None:
            raise NothingFoundError("no_such_case")
        if version is not None and leave.version != version:
            raise BusyError("changed_elsewhere")
        leave.first_day, leave.last_day = _checked(periods)
        leave.length_days = length([Span(p.start, p.end) for p in periods])
        leave.degrees = [p.degree for p in sorted(periods, key=lambda p: p.start) if p.degree is not None]
        self._session.add(leave)
        self._replace_periods(leave, periods)
        self._written(leave, "sick_leave.changed", periods)
        return leave

    def follow_lists(self, patient_id: int, listed: Sequence[ListedSickLeave]) -> bool:
        """Make the patient's list-borne sick leaves say what the lists say; return whether anything changed."""
        self._session.flush()
        rows = self._work.connection.execute(
            "select id from sick_leave where patient_id = ? and source = ? and voided_on is null"
            " order by unit, first_day, id",
            (patient_id, FROM_LIST),
        ).fetchall()
        stored = [self._session.get_one(SickLeave, row[0]) for row in rows]
        changed = False
        for leave, shown in _paired(stored, listed):
            changed = self._follow(leave or _new(patient_id, shown), shown) or changed
        return changed

    def states(self, patient_id: int) -> dict[str, State]:
        """Return what the patient's list-borne sick leaves say now, by id."""
        self._session.flush()
        rows = self._work.connection.execute(
            "select s.id, s.unit, s.first_day, s.last_day, s.length_days, s.certificates, s.degrees, s.seen_on,"
            " (select json_group_array(json_array(first_day, last_day, degree)) from ("
            "  select first_day, last_day, degree from sick_leave_period where sick_leave_id = s.id"
            "  order by first_day, id)) from sick_leave s"
            " where s.patient_id = ? and s.source = ? and s.voided_on is null",
            (patient_id, FROM_LIST),
        ).fetchall()
        return {
            str(row[0]): {
                "unit": row[1],
                "first_day": row[2],
                "last_day": row[3],
                "length_days": row[4],
                "certificates": row[5],
                "degrees": json.loads(row[6]),
                "seen_on": row[7],
                "periods": json.loads(row[8]),
            }
            for row in rows
        }

    def put_back(self, leave_id: int, before: State | None, on: date) -> None:
        """Let a list-borne sick leave say what it said before; one that was not there (None) is voided, not deleted."""
        leave = self._session.get_one(SickLeave, leave_id)
        if before is None:
            leave.voided_on = on
            self._session.add(leave)
            self._written(leave, "sick_leave.voided", ())
            return
        periods = [DegreePeriod(_day(first), _day(last), degree) for first, last, degree in _listed(before["periods"])]
        values = {name: value for name, value in before.items() if name != "periods"}
        for name in ("first_day", "last_day", "seen_on"):
            values[name] = _day(values[name]) if values[name] else None
        for name, value in values.items():
            setattr(leave, name, value)
        self._session.add(leave)
        self._replace_periods(leave, periods)
        self._written(leave, "sick_leave.restored", periods)

    def _follow(self, leave: SickLeave, shown: ListedSickLeave) -> bool:
        values = _values(shown)
        new = leave.id is None
        if not new and all(getattr(leave, name) == value for name, value in values.items() if name != "seen_on"):
            return False
        for name, value in values.items():
            setattr(leave, name, value)
        self._session.add(leave)
        self._replace_periods(leave, shown.periods)
        self._written(leave, "sick_leave.listed" if new else "sick_leave.followed", shown.periods)
        return True

    def _replace_periods(self, leave: SickLeave, periods: Sequence[DegreePeriod]) -> None:
        self._session.flush()
        self._work.connection.execute("delete from sick_leave_period where sick_leave_id = ?", (leave.id,))
        for period in sorted(periods, key=lambda p: (p.start, p.end)):
            self._session.add(
                SickLeavePeriod(
                    sick_leave_id=leave.id or 0,
                    first_day=period.start,
                    last_day=period.end,
                    degree=period.degree,
                )
            )

    def _written(self, leave: SickLeave, action: str, periods: Sequence[DegreePeriod]) -> None:
        cases = self._cases.cases_of(leave.patient_id)
        payload = {
            "first_day": leave.first_day.isoformat(),
            "last_day": leave.last_day.isoformat(),
            "length_days": leave.length_days,
            "degrees": list(leave.degrees),
            "periods": [[p.start.isoformat(), p.end.isoformat(), p.degree] for p in periods],
        }
        self._work.record(Event(action, "sick_leave", leave.id, cases[-1].id if cases else None, payload))
        for case in cases:
            self._cases.follow_sick_leave(case)


def _listed(value: object) -> list[list[Any]]:
    return value if isinstance(value, list) else []


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def _values(shown: ListedSickLeave) -> dict[str, object]:
    return {
        "unit": shown.unit,
        "first_day": shown.first_day,
        "last_day": shown.last_day,
        "length_days": shown.length_days,
        "certificates": shown.certificates,
        "degrees": list(shown.degrees),
        "source": FROM_LIST,
        "seen_on": shown.seen_on,
    }


def _new(patient_id: int, shown: ListedSickLeave) -> SickLeave:
    return SickLeave(patient_id=patient_id, first_day=shown.first_day, last_day=shown.last_day, source=FROM_LIST)


def _paired(
    stored: Sequence[SickLeave], listed: Sequence[ListedSickLeave]
) -> list[tuple[SickLeave | None, ListedSickLeave]]:
    """Pair each shown sick leave with the stored one of the same unit and rank; the rest are new."""
    by_unit: dict[str, list[SickLeave]] = {}
    for leave in stored:
        by_unit.setdefault(leave.unit, []).append(leave)
    pairs = []
    for shown in listed:
        waiting = by_unit.get(shown.unit, [])
        pairs.append((waiting.pop(0) if waiting else None, shown))
    return pairs


def _checked(periods: Sequence[DegreePeriod]) -> tuple[date, date]:
    for period in periods:
        facts.check_days(period.start, period.end)
        facts.check_degree(period.degree)
    return min(p.start for p in periods), max(p.end for p in periods)
