"""Bevakningar: dated promises that stay until they are answered. Runs in the caller's transaction.

The case's own columns for the list (next step, whom we wait for, last contact) are kept in step here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import BusyError, NothingFoundError, WrongUseError
from rekotui.casework import contact as rules
from rekotui.casework import facts
from storage.cases import CaseRepository
from storage.database import Work
from storage.history import Event
from storage.models import Case
from storage.work_models import FollowUp

PLAN = "plan"
"""The reason of a follow-up that is the plan's own day."""
OPEN, ANSWERED, DONE, VOIDED = "open", "answered", "done", "voided"


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """A promise to keep: until when, why (a code), whom we wait for ("" = her own to do), in her words."""

    due_on: date
    reason: str
    party: str = ""
    party_name: str = ""
    body: str = ""
    origin: str = "hand"
    origin_id: int | None = None


class FollowUpRepository:
    """Writes follow-ups within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session
        self._cases = CaseRepository(work)

    def add(self, case: Case, new: NewFollowUp) -> FollowUp:
        """Promise something; raises WrongUseError for an unknown reason or party."""
        follow_up = FollowUp(
            case_id=case.id or 0,
            reason=rules.check_code("reasons", new.reason, "--reason"),
            party=rules.check_code("parties", new.party, "--party") if new.party else "",
            party_name=facts.clean_line("party_name", new.party_name),
            body=facts.clean_text("follow_up_body", new.body),
            due_on=new.due_on,
            state=OPEN,
            origin=new.origin,
            origin_id=new.origin_id,
            recorded_at=timestamp(now()),
        )
        self._session.add(follow_up)
        payload = {"due": new.due_on.isoformat(), "reason": new.reason, "party": new.party, "origin": new.origin}
        self._written(follow_up, case, "follow_up.added", payload)
        return follow_up

    def get(self, follow_up_id: int, version: int | None = None) -> FollowUp:
        """Return a follow-up to change; raise BusyError if it is not the version that the screen showed."""
        follow_up = self._session.get(FollowUp, follow_up_id)
        if follow_up is None:
            raise NothingFoundError("no_such_follow_up")
        if version is not None and follow_up.version != version:
            raise BusyError("changed_elsewhere")
        return follow_up

    def move(self, follow_up: FollowUp, due_on: date, why: str = "") -> None:
        """Wait on until another day; the history keeps the days before."""
        self._open(follow_up)
        before, follow_up.due_on = follow_up.due_on, due_on
        payload = {"due": [before.isoformat(), due_on.isoformat()], "why": facts.clean_text("reason", why)}
        self._written(follow_up, self._cases.get(follow_up.case_id), "follow_up.moved", payload)

    def close(self, follow_up: FollowUp, state: str, on: date, answer: str = "") -> None:
        """End a follow-up: answered (by whom we waited for), done (by her), or voided (with a reason)."""
        self._open(follow_up)
        answer = facts.clean_text("answer", answer)
        if state == VOIDED and not answer:
            raise WrongUseError("reason_needed")
        follow_up.state, follow_up.closed_on, follow_up.answer = state, on, answer
        payload = {"state": state, "on": on.isoformat(), "answer": answer}
        self._written(follow_up, self._cases.get(follow_up.case_id), "follow_up.closed", payload)

    def reopen(self, follow_up: FollowUp) -> None:
        """Take the ending back: it was not answered after all."""
        if follow_up.state == OPEN:
            return
        follow_up.state, follow_up.closed_on, follow_up.answer = OPEN, None, ""
        self._written(follow_up, self._cases.get(follow_up.case_id), "follow_up.reopened", {})

    def _open(self, follow_up: FollowUp) -> None:
        if follow_up.state != OPEN:
            raise WrongUseError("follow_up_closed")

    def _written(self, follow_up: FollowUp, case: Case, action: str, payload: Mapping[str, object]) -> None:
        self._session.add(follow_up)
        self._session.flush()
        self._work.record(Event(action, "follow_up", follow_up.id, follow_up.case_id, payload))
        keep_in_step(self._work, case)


def keep_in_step(work: Work, case: Case) -> None:
    """Copy the nearest promise or the plan's next day, whom we wait for and the last held contact to the case."""
    work.session.flush()
    step = work.connection.execute(
        "select due_on, body, reason from follow_up where case_id = ? and state = 'open' order by due_on, id limit 1",
        (case.id,),
    ).fetchone()
    booked = work.connection.execute(
        "select happened_on, channel, party from contact c where case_id = ? and outcome = 'booked'"
        " and voided_on is null and not exists (select 1 from contact r where r.replaces_id = c.id)"
        " and happened_on >= coalesce((select max(happened_on) from contact where case_id = ? and outcome = 'held'"
        " and voided_on is null), '') order by happened_on, id limit 1",
        (case.id, case.id),
    ).fetchone()
    waiting = work.connection.execute(
        "select party, due_on from follow_up where case_id = ? and state = 'open' and party != ''"
        " order by due_on, id limit 1",
        (case.id,),
    ).fetchone()
    held = work.connection.execute(
        "select max(happened_on) from contact c where case_id = ? and outcome = 'held' and voided_on is null"
        " and not exists (select 1 from contact r where r.replaces_id = c.id)",
        (case.id,),
    ).fetchone()
    next_on, next_step = _nearest(step, booked)
    planned = work.connection.execute("select follow_up_on from plan_state where case_id = ?", (case.id,)).fetchone()
    if planned and planned[0] and (next_on is None or date.fromisoformat(planned[0]) < next_on):
        # Code words alone: what an item of the plan says may name somebody.
        next_on, next_step = date.fromisoformat(planned[0]), rules.reasons()[PLAN]
    case.next_on, case.next_step = next_on, next_step
    case.waiting_for = waiting[0] if waiting else ""
    case.waiting_until = date.fromisoformat(waiting[1]) if waiting else None
    case.last_contact_on = date.fromisoformat(held[0]) if held and held[0] else None
    work.session.add(case)
    work.session.flush()


def _nearest(step: tuple[str, str, str] | None, booked: tuple[str, str, str] | None) -> tuple[date | None, str]:
    """Return the day and words of what comes first: a promise, or a booked contact."""
    if booked and (step is None or booked[0] < step[0]):
        return date.fromisoformat(booked[0]), f"{rules.channels()[booked[1]]}, {rules.short_party(booked[2])}"
    if step is None:
        return None, ""
    first = step[1].splitlines()[0] if step[1].strip() else rules.reasons()[step[2]]
    return date.fromisoformat(step[0]), first[: facts.SHORT]
