"""Periods of arbetsprövning, and Försäkringskassan's questions on certificates: entered, corrected, answered."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from screens.field import Field, Kind
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from screens.work_messages import QUESTION, TRIAL_WORK
from storage.reading import Reader
from storage.work_reading import questions_of, trial_work_of

if TYPE_CHECKING:
    from storage.database import Work


class TrialWorkForm(Form):
    """A period of arbetsprövning; `trial_id` is the one that is corrected."""

    SAVED: ClassVar[str] = TRIAL_WORK["saved"]

    def __init__(self, case_id: int, number: str, trial_id: int | None = None) -> None:
        super().__init__(f"case:{case_id}:trial_work" + (f":{trial_id}" if trial_id else ""), case_id)
        self._number, self._trial_id = number, trial_id

    def heading(self) -> str:
        """Name the form by the case's number."""
        return TRIAL_WORK["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return its days, and the day on which Försäkringskassan was told."""
        names = ("starts_on", "ends_on", "told_fk_on")
        return [Field(name, TRIAL_WORK[name], Kind.DAY, hint=FORM["day_hint"]) for name in names]

    def read(self, reader: Reader) -> Loaded:
        """Read the one that is corrected."""
        lines = trial_work_of(reader, self.case_id or 0)
        line = next((each for each in lines if each.trial_id == self._trial_id), None)
        if line is None:
            return Loaded()
        told = line.told_fk_on.isoformat() if line.told_fk_on else ""
        return Loaded(
            {"starts_on": line.starts_on.isoformat(), "ends_on": line.ends_on.isoformat(), "told_fk_on": told}
        )

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for its first and its last day."""
        return {
            name: FORM["needed"].format(field=TRIAL_WORK[name].lower())
            for name in ("starts_on", "ends_on")
            if not values[name].strip()
        }

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Enter it, or correct it."""
        from storage.case_facts import CaseFactRepository
        from storage.cases import CaseRepository

        on = self.rekotui.on
        starts, ends = day_or_none(values["starts_on"]) or on, day_or_none(values["ends_on"]) or on
        told, facts = day_or_none(values["told_fk_on"]), CaseFactRepository(work)
        if self._trial_id is not None:
            facts.change_trial_work(self._trial_id, starts, ends, told)
            return self._trial_id
        return facts.add_trial_work(CaseRepository(work).get(self.case_id or 0), starts, ends, told).id or 0


class QuestionForm(Form):
    """A question on a certificate; `question_id` is the one that is answered."""

    SAVED: ClassVar[str] = QUESTION["saved"]

    def __init__(self, case_id: int, number: str, question_id: int | None = None) -> None:
        super().__init__(f"case:{case_id}:question" + (f":{question_id}" if question_id else ""), case_id)
        self._number, self._question_id = number, question_id

    def heading(self) -> str:
        """Name the form by the case's number."""
        return QUESTION["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return when it was asked and about what, or when it was answered."""
        if self._question_id is not None:
            return [Field("answered_on", QUESTION["answered_on"], Kind.DAY, hint=FORM["day_hint"])]
        return [Field("asked_on", QUESTION["asked_on"], Kind.DAY), Field("about", QUESTION["about"])]

    def read(self, reader: Reader) -> Loaded:
        """Read the one that is answered; a new one is of today."""
        lines = questions_of(reader, self.case_id or 0)
        line = next((each for each in lines if each.question_id == self._question_id), None)
        if line is None:
            return Loaded({"asked_on": self.rekotui.on.isoformat()})
        answered = line.answered_on.isoformat() if line.answered_on else ""
        return Loaded({"answered_on": answered}, {}, QUESTION["existing"].format(day=line.asked_on))

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask when it was asked."""
        if self._question_id is None and not values["asked_on"].strip():
            return {"asked_on": FORM["needed"].format(field=QUESTION["asked_on"].lower())}
        return {}

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Enter it, or say when it was answered."""
        from storage.case_facts import CaseFactRepository
        from storage.cases import CaseRepository

        facts = CaseFactRepository(work)
        if self._question_id is not None:
            facts.answer(self._question_id, day_or_none(values["answered_on"]))
            return self._question_id
        case = CaseRepository(work).get(self.case_id or 0)
        return facts.ask(case, day_or_none(values["asked_on"]) or self.rekotui.on, values["about"]).id or 0
