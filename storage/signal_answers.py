"""What she says to a signal: not relevant (with a reason), or later. Both can be taken back.

An answer is about what the signal is about (case, rule, key), not about a stored row: it survives recomputation.
"""

from datetime import date
from typing import Any

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.casework import facts
from rekotui.casework.signal import TODAY
from storage.database import Work
from storage.history import Event
from storage.in_force import IN_FORCE
from storage.work_models import SignalAnswer

DISMISSED, POSTPONED = "dismissed", "postponed"


class SignalAnswerRepository:
    """Writes answers to signals within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session

    def dismiss(self, case_id: int | None, rule: str, key: str, on: date, reason: str) -> SignalAnswer:
        """Say that a signal does not apply, and why; raises WrongUseError without a reason."""
        reason = facts.clean_text("reason", reason)
        if not reason:
            raise WrongUseError("reason_needed")
        return self._answer(SignalAnswer(**_about(case_id, rule, key, on), answer=DISMISSED, reason=reason))

    def postpone(
        self, case_id: int | None, rule: str, key: str, on: date, until: date, reason: str = ""
    ) -> SignalAnswer:
        """Let a signal rest until a day; raises WrongUseError for a day that is not ahead."""
        if until <= on:
            raise WrongUseError("postpone_ahead")
        reason = facts.clean_text("reason", reason)
        return self._answer(
            SignalAnswer(**_about(case_id, rule, key, on), answer=POSTPONED, until=until, reason=reason)
        )

    def take_back(self, answer_id: int) -> None:
        """Take an answer back: the signal is there again."""
        answer = self._session.get(SignalAnswer, answer_id)
        if answer is None or answer.undone_at is not None:
            raise NothingFoundError("no_such_answer")
        answer.undone_at = timestamp(now())
        self._written(answer, "signal.taken_back")

    def _answer(self, answer: SignalAnswer) -> SignalAnswer:
        self._written(answer, f"signal.{answer.answer}")
        return answer

    def _written(self, answer: SignalAnswer, action: str) -> None:
        self._session.add(answer)
        self._session.flush()
        payload = {
            "rule": answer.rule,
            "key": answer.key,
            "until": answer.until.isoformat() if answer.until else None,
            "reason": answer.reason,
        }
        self._work.record(Event(action, "signal_answer", answer.id, answer.case_id, payload))


def pressing(work: Work, on: date) -> list[tuple[int | None, str, str]]:
    """Return (case, rule, key) of the signals in force on a day that are for today or more urgent, case by case.

    The desk's own come first, with None for the case.
    """
    day = on.isoformat()
    rows = work.ask(
        f"select distinct s.case_id, s.rule, s.key from signal s where s.severity >= {TODAY} and {IN_FORCE}"
        " order by s.case_id, s.rule, s.key",
        (day, day, day),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _about(case_id: int | None, rule: str, key: str, on: date) -> dict[str, Any]:
    return {"case_id": case_id, "rule": rule, "key": key, "answered_on": on, "recorded_at": timestamp(now())}
