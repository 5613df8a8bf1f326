"""What is noted of a plan's draft as a whole, and a planned degree of sick leave."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from textual import on
from textual.widgets import Select

from rekotui.base.errors import NothingFoundError
from rekotui.casework import plan_moves as moves
from rekotui.casework.plan import NO, STEP_DEGREES, Plan, words
from screens.field import Field, FieldRow, Kind, value_of
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from screens.plan_messages import ITEM_FORM, STEP_FORM, WHOLE_FORM
from storage.plan_reading import series_of
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work

_TEXTS = ("participation", "participation_why", "meeting", "agreed_with", "assessment")


class PlanWholeForm(Form):
    """Participation, evaluation, next meeting, with whom it was agreed."""

    SAVED = ""

    def __init__(self, case_id: int, number: str) -> None:
        super().__init__(f"case:{case_id}:plan:whole", case_id)
        self._number = number

    def heading(self) -> str:
        """Name the form by the case's number."""
        return WHOLE_FORM["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return what is noted of the whole."""
        taking_part = tuple((code, WHOLE_FORM[code]) for code in words("participation"))
        return [
            Field("participation", WHOLE_FORM["participation"], Kind.CHOICE, choices=taking_part),
            Field("participation_why", WHOLE_FORM["participation_why"], identity=True),
            Field("evaluate_on", WHOLE_FORM["evaluate_on"], Kind.DAY, hint=ITEM_FORM["day_hint"]),
            Field("meeting", WHOLE_FORM["meeting"], hint=WHOLE_FORM["meeting_hint"]),
            Field("agreed_with", WHOLE_FORM["agreed_with"], identity=True, hint=WHOLE_FORM["agreed_with_hint"]),
            Field("assessment", WHOLE_FORM["assessment"], Kind.TEXT),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Read what stands in the draft."""
        draft = series_of(reader.rows, self.case_id or 0).draft
        if draft is None:
            raise NothingFoundError("no_plan_draft")
        plan = draft.plan
        values = {name: str(getattr(plan, name)) for name in _TEXTS}
        return Loaded({**values, "evaluate_on": plan.evaluate_on.isoformat() if plan.evaluate_on else ""})

    async def _show_fields(self, values: Mapping[str, str]) -> None:
        await super()._show_fields(values)
        self._show_why()

    @on(Select.Changed)
    def _show_why(self) -> None:
        """Ask why only where the patient has not taken part."""
        if self._ready:
            row = next(row for row in self.query(FieldRow) if "participation_why" in row.names)
            row.display = value_of(self.widget("participation")) == NO

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Put it into the draft."""
        given: dict[str, Any] = {name: values[name] for name in _TEXTS}
        given["evaluate_on"] = day_or_none(values["evaluate_on"])
        if given["participation"] != NO:
            given["participation_why"] = ""
        keep(work, self.case_id or 0, lambda plan: plan._replace(**given))
        return 0


class PlanStepForm(Form):
    """A degree from a day on."""

    SAVED = ""

    def __init__(self, case_id: int, number: str) -> None:
        super().__init__(f"case:{case_id}:plan:step", case_id)
        self._number = number

    def heading(self) -> str:
        """Name the form by the case's number."""
        return STEP_FORM["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return day and degree."""
        told = {
            degree: STEP_FORM["degree_word" if degree else "degree_zero"].format(degree=degree)
            for degree in STEP_DEGREES
        }
        degrees = tuple((str(degree), words) for degree, words in sorted(told.items(), reverse=True))
        return [
            Field("on", STEP_FORM["on"], Kind.DAY, hint=ITEM_FORM["day_hint"]),
            Field("degree", STEP_FORM["degree"], Kind.CHOICE, choices=degrees),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Start from nothing."""
        return Loaded()

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for both."""
        return {
            name: FORM["needed"].format(field=STEP_FORM[name].lower())
            for name in ("on", "degree")
            if not values[name].strip()
        }

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Put it into the draft."""
        day = day_or_none(values["on"]) or self.rekotui.on
        keep(work, self.case_id or 0, lambda plan: moves.set_step(plan, day, int(values["degree"])))
        return 0


def keep(work: "Work", case_id: int, change: Callable[[Plan], Plan]) -> None:
    """Change the draft of a case, as it stands in the vault."""
    from storage.cases import CaseRepository
    from storage.plans import PlanRepository

    draft = series_of(work.ask, case_id).draft
    if draft is None:
        raise NothingFoundError("no_plan_draft")
    PlanRepository(work).keep(CaseRepository(work).get(case_id), change(draft.plan), draft.seen)
