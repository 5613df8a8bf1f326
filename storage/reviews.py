"""What the coordinator decides in a review. Every method runs in the caller's transaction, with its history.

A decision belongs to a person in a unit, and remembers the row that it was made on. History says what was decided in
which list, never about whom: the name and number are in the decision, which can be forgotten (retention, design 4).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import NothingFoundError, RefusedError, WrongUseError
from rekotui.casework import facts, screening
from storage.cases import CaseRepository
from storage.database import Work
from storage.follow_ups import FollowUpRepository, NewFollowUp
from storage.history import Event
from storage.linked import read_links, spellings
from storage.messages import REVIEW
from storage.models import Case, ListImport, ReviewDecision, ReviewDone
from storage.sighted import sightings_of
from storage.taking_up import take_up

_NOT_HERS = ("case.read", "sick_leave.listed", "sick_leave.followed")
"""Events that come of themselves: looking, and what later lists say."""


@dataclass(frozen=True, slots=True)
class TakeUp:
    """What the coordinator says when she takes somebody up; `values` are facts that go before the list's."""

    status: str | None = None
    reason: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    first_contact: date | None = None
    """The day on which the first contact is planned: a follow-up of hers."""


class ReviewRepository:
    """Writes decisions, and reviews that are done, within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session

    def decide(
        self,
        import_id: int,
        personnummer: str,
        decision: str,
        on: date,
        *,
        wait_until: date | None = None,
        reason: str = "",
    ) -> int:
        """Decide to wait for somebody, leave her, or mark her end as wrong; return the decision's id.

        Raises WrongUseError (no reason to leave, a day to wait to that is not later, an open case that somebody has
        taken up meanwhile) and NothingFoundError for a row that is not in the list.
        """
        if decision not in (screening.WAIT, screening.LEAVE, screening.WRONG_END):
            raise ValueError(decision)
        reason = facts.clean_line("reason", reason)
        if decision == screening.LEAVE and not reason:
            raise WrongUseError("leave_reason_needed")
        if decision == screening.WAIT and (wait_until is None or wait_until <= on):
            raise WrongUseError("wait_needs_later_day")
        cases = CaseRepository(self._work)
        patient = cases.patient_by_number(personnummer)
        if patient is not None and (case := cases.open_case_of(patient)) is not None:
            raise WrongUseError("decided_elsewhere", case=case.number)
        until = wait_until if decision == screening.WAIT else None
        return self._add(import_id, personnummer, decision, on, wait_until=until, reason=reason)

    def take_up(self, import_id: int, personnummer: str, said: TakeUp, on: date) -> Case:
        """Open a case for somebody in the list, with her facts and sick leaves, and remember that it was decided.

        Raises what opening a case can raise, and NothingFoundError for a row that is not in the list.
        """
        imported = self._session.get_one(ListImport, import_id)
        record = self._record(import_id, personnummer)
        shown = sightings_of(self._work.connection, {personnummer}).get(personnummer, [])
        case = take_up(
            self._work, record, personnummer, on, imported.unit, shown,
            word=said.status, reason=said.reason, values=said.values,
        )  # fmt: skip
        if said.first_contact is not None:
            promised = NewFollowUp(said.first_contact, "first_contact", origin="review")
            FollowUpRepository(self._work).add(case, promised)
        self._add(import_id, personnummer, screening.TAKEN, on, reason=said.reason, case_id=case.id)
        return case

    def withdraw(self, decision_id: int, on: date) -> None:
        """Take a decision back: the one before it stands again, or none. A case it opened is voided if untouched.

        Raises RefusedError for a case that has been worked in, NothingFoundError for a decision that does not stand.
        """
        made = self._session.get(ReviewDecision, decision_id)
        if made is None or made.withdrawn_at is not None:
            raise NothingFoundError("no_such_row")
        if made.case_id is not None:
            self._void(made, made.case_id, on)
        made.withdrawn_at = timestamp(now())
        self._session.add(made)
        payload = {"unit": made.unit, "decision": made.decision}
        self._work.record(Event("review.withdrawn", "review_decision", made.id, made.case_id, payload))

    def mark_done(self, import_id: int, on: date, left: int) -> int:
        """Mark the review of a list as gone through; `left` people without a decision are allowed, and told."""
        imported = self._session.get_one(ListImport, import_id)
        done = ReviewDone(unit=imported.unit, import_id=import_id, done_on=on, recorded_at=timestamp(now()))
        self._session.add(done)
        self._session.flush()
        payload = {"unit": imported.unit, "list_date": imported.list_date.isoformat(), "left": left}
        self._work.record(Event("review.done", "review_done", done.id, payload=payload))
        return done.id or 0

    def _add(
        self,
        import_id: int,
        personnummer: str,
        decision: str,
        on: date,
        *,
        wait_until: date | None = None,
        reason: str = "",
        case_id: int | None = None,
    ) -> int:
        imported = self._session.get_one(ListImport, import_id)
        made = ReviewDecision(
            unit=imported.unit,
            personnummer=personnummer,
            import_id=import_id,
            decision=decision,
            wait_until=wait_until,
            reason=reason,
            case_id=case_id,
            seen=screening.seen_of(self._record(import_id, personnummer)),
            decided_on=on,
            recorded_at=timestamp(now()),
        )
        self._session.add(made)
        self._session.flush()
        payload = {
            "unit": imported.unit,
            "list_date": imported.list_date.isoformat(),
            "decision": decision,
            "wait_until": wait_until.isoformat() if wait_until else None,
        }
        self._work.record(Event("review.decided", "review_decision", made.id, case_id, payload))
        return made.id or 0

    def _record(self, import_id: int, personnummer: str) -> dict[str, object]:
        numbers = spellings(read_links(self._work.connection), [personnummer])
        row = self._work.connection.execute(
            f"select record from list_row where import_id = ? and personnummer in ({', '.join('?' * len(numbers))})"
            " order by row desc limit 1",
            (import_id, *numbers),
        ).fetchone()
        if row is None:
            raise NothingFoundError("no_such_row")
        return dict(json.loads(row[0]))

    def _void(self, made: ReviewDecision, case_id: int, on: date) -> None:
        cases = CaseRepository(self._work)
        case = cases.get(case_id)
        if case.voided_on is not None:
            return
        marks = ", ".join("?" * len(_NOT_HERS))
        touched = self._work.connection.execute(
            f"select 1 from history where case_id = ? and action not in ({marks}) and id > ("
            " select max(id) from history where action = 'review.decided' and entity_id = ?) limit 1",
            (case_id, *_NOT_HERS, made.id),
        ).fetchone()
        if touched is not None:
            raise RefusedError("case_worked_in", case=case.number)
        cases.void(case, on, REVIEW["withdrawn"])
