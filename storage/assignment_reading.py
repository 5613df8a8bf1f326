"""Reading kvalitetssäkringsuppdrag and exceptions (bare driver: the command line needs no SQLModel)."""

import json
from datetime import date
from typing import NamedTuple

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import WrongUseError
from rekotui.casework import facts
from storage.history import Event
from storage.reading import Reader


class AssignmentLine(NamedTuple):
    """One assignment as stored; an empty unit means every unit."""

    assignment_id: int
    unit: str
    given_by: str
    assignee: str
    purposes: tuple[str, ...]
    population: tuple[str, ...]
    starts_on: date
    ends_on: date
    signed_on: date | None
    kept_where: str
    ended_on: date | None
    end_reason: str
    version: int


def assignments(reader: Reader) -> tuple[AssignmentLine, ...]:
    """Return every assignment, the one that lasts longest first."""
    rows = reader.rows(
        "select id, unit, given_by, assignee, purposes, population, starts_on, ends_on, signed_on, kept_where,"
        " ended_on, end_reason, version from assignment order by ends_on desc, id desc"
    )
    return tuple(_line(row) for row in rows)


def exception_of_day(reader: Reader, unit: str, on: date) -> str | None:
    """Return the reason why the unit's list was read without an assignment on a day, if it was."""
    rows = reader.rows(
        "select reason from screening_exception where unit = ? and happened_on = ? order by id desc limit 1",
        (unit, on.isoformat()),
    )
    return str(rows[0][0]) if rows else None


def log_exception(reader: Reader, unit: str, on: date, reason: str) -> bool:
    """Log that a unit's list is read without an assignment, and why; return whether it could be written.

    For a look-up, which has no writer. Raises WrongUseError without a reason, or for one that is too long.
    """
    words = facts.clean_line("reason", reason)
    if not words:
        raise WrongUseError("exception_reason_needed")
    insert = "insert into screening_exception (unit, happened_on, reason, recorded_at) values (?, ?, ?, ?)"
    event = Event("screening.exception", "screening_exception", payload={"unit": unit, "on": on.isoformat()})
    return reader.log(event, (insert, (unit, on.isoformat(), words, timestamp(now()))))


def _line(row: tuple) -> AssignmentLine:  # type: ignore[type-arg]
    id_, unit, given_by, assignee, purposes, population, starts, ends, signed, kept, ended, reason, version = row
    return AssignmentLine(
        id_,
        unit,
        given_by,
        assignee,
        tuple(json.loads(purposes)),
        tuple(json.loads(population)),
        date.fromisoformat(starts),
        date.fromisoformat(ends),
        _day(signed),
        kept,
        _day(ended),
        reason,
        version,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
