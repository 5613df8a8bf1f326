"""Kvalitetssäkringsuppdrag: registered, ended early, and read without. Runs in the caller's transaction.

An assignment is a signed paper: it is never changed or deleted here, only ended, and another is registered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import BusyError, NothingFoundError, WrongUseError
from rekotui.casework import facts
from storage.database import Work
from storage.history import Event
from storage.models import Assignment, ScreeningException


@dataclass(frozen=True, slots=True)
class NewAssignment:
    """What the paper says; `purposes` and `population` are option codes of the guide kvalitetssakringsuppdrag."""

    given_by: str
    starts_on: date
    ends_on: date
    unit: str = ""
    assignee: str = ""
    purposes: Sequence[str] = ()
    population: Sequence[str] = ()
    signed_on: date | None = None
    kept_where: str = ""


class AssignmentRepository:
    """Writes assignments and exceptions within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session

    def register(self, new: NewAssignment) -> Assignment:
        """Register an assignment; raise WrongUseError where it is given by nobody or ends before it starts."""
        given_by = facts.clean_line("given_by", new.given_by)
        if not given_by:
            raise WrongUseError("assignment_giver_needed")
        facts.check_days(new.starts_on, new.ends_on)
        assignment = Assignment(
            unit=facts.clean_line("unit", new.unit),
            given_by=given_by,
            assignee=facts.clean_line("assignee", new.assignee),
            purposes=list(new.purposes),
            population=list(new.population),
            starts_on=new.starts_on,
            ends_on=new.ends_on,
            signed_on=new.signed_on,
            kept_where=facts.clean_line("kept_where", new.kept_where),
            recorded_at=timestamp(now()),
        )
        self._session.add(assignment)
        self._session.flush()
        payload = {
            "unit": assignment.unit,
            "from": assignment.starts_on.isoformat(),
            "to": assignment.ends_on.isoformat(),
            "signed": assignment.signed_on.isoformat() if assignment.signed_on else None,
        }
        self._work.record(Event("assignment.registered", "assignment", assignment.id, payload=payload))
        return assignment

    def end(self, assignment_id: int, on: date, reason: str, version: int | None = None) -> None:
        """End an assignment early: from the day on it holds no longer.

        Raises WrongUseError without a reason, NothingFoundError if it has been ended, BusyError if it was changed.
        """
        reason = facts.clean_line("reason", reason)
        if not reason:
            raise WrongUseError("assignment_end_reason_needed")
        assignment = self._session.get(Assignment, assignment_id)
        if assignment is None or assignment.ended_on is not None:
            raise NothingFoundError("assignment_not_there")
        if version is not None and assignment.version != version:
            raise BusyError("changed_elsewhere")
        assignment.ended_on, assignment.end_reason = on, reason
        self._session.add(assignment)
        self._session.flush()
        self._work.record(Event("assignment.ended", "assignment", assignment_id, payload={"on": on.isoformat()}))

    def read_without(self, unit: str, on: date, reason: str) -> None:
        """Log that a unit's list is read without a valid assignment, and why; raise WrongUseError without a reason."""
        reason = facts.clean_line("reason", reason)
        if not reason:
            raise WrongUseError("exception_reason_needed")
        exception = ScreeningException(unit=unit, happened_on=on, reason=reason, recorded_at=timestamp(now()))
        self._session.add(exception)
        self._session.flush()
        payload = {"unit": unit, "on": on.isoformat()}
        self._work.record(Event("screening.exception", "screening_exception", exception.id, payload=payload))
