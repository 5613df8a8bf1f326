"""What the rules need to know of a case and no list tells: written, corrected. Runs in the caller's transaction."""

from collections.abc import Mapping
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import BusyError, NothingFoundError, WrongUseError
from rekotui.casework import facts
from storage.database import Work
from storage.history import Event
from storage.models import Case
from storage.work_models import CaseFact, CertificateQuestion, TrialWork

FIELDS = tuple(name for name in CaseFact.model_fields if name not in ("case_id", "version"))
_TEXTS = ("fk_officer", "fk_phone", "employer_plan_why")


class CaseFactRepository:
    """Writes a case's facts, its trial work and the questions on its certificates within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session

    def change(self, case: Case, values: Mapping[str, object], version: int | None = None) -> dict[str, list[object]]:
        """Set facts by the names of FIELDS; return what changed as {field: [before, after]}.

        `version` is the one that the screen showed (0: there was none yet); raises BusyError if it is another by now,
        WrongUseError for days out of order. Unknown fields raise KeyError (a mistake of the program).
        """
        fact = self._session.get(CaseFact, case.id)
        if version is not None and (fact.version if fact else 0) != version:
            raise BusyError("changed_elsewhere")
        fact = fact or CaseFact(case_id=case.id or 0)
        changed: dict[str, list[object]] = {}
        for name, value in values.items():
            if name not in FIELDS:
                raise KeyError(name)
            before = getattr(fact, name)
            after = facts.clean_line(name, value) if name in _TEXTS and isinstance(value, str) else value
            if before != after:
                setattr(fact, name, after)
                changed[name] = [_plain(before), _plain(after)]
        if fact.fk_decision_from and fact.fk_decision_to:
            facts.check_days(fact.fk_decision_from, fact.fk_decision_to)
        if changed:
            self._session.add(fact)
            self._session.flush()
            self._work.record(Event("case.rule_facts", "case", case.id, case.id, {"changed": changed}))
        return changed

    def add_trial_work(self, case: Case, starts_on: date, ends_on: date, told_fk_on: date | None) -> TrialWork:
        """Enter a period of arbetsprövning; raises WrongUseError for days out of order."""
        facts.check_days(starts_on, ends_on)
        trial = TrialWork(
            case_id=case.id or 0,
            starts_on=starts_on,
            ends_on=ends_on,
            told_fk_on=told_fk_on,
            recorded_at=timestamp(now()),
        )
        self._trial_written(trial, "trial_work.added")
        return trial

    def change_trial_work(self, trial_id: int, starts_on: date, ends_on: date, told_fk_on: date | None) -> None:
        """Correct a period of arbetsprövning."""
        facts.check_days(starts_on, ends_on)
        trial = self._trial(trial_id)
        trial.starts_on, trial.ends_on, trial.told_fk_on = starts_on, ends_on, told_fk_on
        self._trial_written(trial, "trial_work.changed")

    def void_trial_work(self, trial_id: int, on: date, reason: str) -> None:
        """Mark a period of arbetsprövning as wrongly entered."""
        reason = facts.clean_text("reason", reason)
        if not reason:
            raise WrongUseError("reason_needed")
        trial = self._trial(trial_id)
        trial.voided_on, trial.void_reason = on, reason
        self._trial_written(trial, "trial_work.voided")

    def ask(self, case: Case, asked_on: date, about: str = "") -> CertificateQuestion:
        """Enter a question of Försäkringskassan's on a certificate."""
        question = CertificateQuestion(
            case_id=case.id or 0,
            asked_on=asked_on,
            about=facts.clean_line("about", about),
            recorded_at=timestamp(now()),
        )
        self._question_written(question, "question.added")
        return question

    def answer(self, question_id: int, answered_on: date | None) -> None:
        """Say when a question was answered (None: it was not, after all)."""
        question = self._session.get(CertificateQuestion, question_id)
        if question is None:
            raise NothingFoundError("no_such_question")
        question.answered_on = answered_on
        self._question_written(question, "question.answered")

    def _trial(self, trial_id: int) -> TrialWork:
        trial = self._session.get(TrialWork, trial_id)
        if trial is None or trial.voided_on is not None:
            raise NothingFoundError("no_such_trial_work")
        return trial

    def _trial_written(self, trial: TrialWork, action: str) -> None:
        self._session.add(trial)
        self._session.flush()
        payload = {
            "from": trial.starts_on.isoformat(),
            "to": trial.ends_on.isoformat(),
            "told_fk_on": _plain(trial.told_fk_on),
            "reason": trial.void_reason,
        }
        self._work.record(Event(action, "trial_work", trial.id, trial.case_id, payload))

    def _question_written(self, question: CertificateQuestion, action: str) -> None:
        self._session.add(question)
        self._session.flush()
        payload = {"asked_on": question.asked_on.isoformat(), "answered_on": _plain(question.answered_on)}
        self._work.record(Event(action, "certificate_question", question.id, question.case_id, payload))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
