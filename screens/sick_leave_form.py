"""A sick leave by hand: periods of from, to and degree."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widgets import Button, Input

from rekotui.base.errors import WrongUseError
from rekotui.casework import facts
from rekotui.casework.sick_leave import DegreePeriod
from screens.field import Field, FieldRow, Kind
from screens.form import Form, Loaded, case_line, day_or_none
from screens.messages import SICK_LEAVE_FORM
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work

FROM_LIST = "list"
_PARTS = ("start", "end", "degree")
_MOST = 60


class SickLeaveForm(Form):
    """The periods of one sick leave; without `leave_id` a new one."""

    SAVED: ClassVar[str] = SICK_LEAVE_FORM["saved"]

    def __init__(self, case_id: int, number: str, leave_id: int | None = None) -> None:
        super().__init__(f"case:{case_id}:sick_leave" + (f":{leave_id}" if leave_id else ""), case_id)
        self._number, self._leave_id = number, leave_id
        self._patient_id = 0

    def heading(self) -> str:
        """Name the form by the case's number."""
        return SICK_LEAVE_FORM["change" if self._leave_id else "title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return a line for each period there is, and one more."""
        lines = 1 + max((int(name.split("_")[1]) for name, value in values.items() if value), default=-1)
        return [field for at in range(max(2, lines + 1)) for field in _period_fields(at)]

    def read(self, reader: Reader) -> Loaded:
        """Read the periods."""
        line = case_line(reader, self.case_id)
        self._patient_id = line.patient_id
        leaves = reader.sick_leaves(line.patient_id)
        leave = next((each for each in leaves if each.sick_leave_id == self._leave_id), None)
        if leave is None:
            return Loaded({}, {}, SICK_LEAVE_FORM["hint"])
        values = {}
        for at, period in enumerate(leave.periods):
            values[f"start_{at}"] = period.start.isoformat()
            values[f"end_{at}"] = period.end.isoformat()
            values[f"degree_{at}"] = "" if period.degree is None else str(period.degree)
        says = SICK_LEAVE_FORM["from_list" if leave.source == FROM_LIST else "hint"]
        return Loaded(values, {"leave": leave.version}, says)

    async def _show_fields(self, values: Mapping[str, str]) -> None:
        await super()._show_fields(values)
        await self.query_one("#form").mount(Button(Content(SICK_LEAVE_FORM["add"]), id="add", flat=True))

    @on(Button.Pressed, "#add")
    async def _add(self) -> None:
        at = len(self._shown) // len(_PARTS)
        if at < _MOST:
            more = _period_fields(at)
            self._shown = (*self._shown, *more)
            await self.query_one("#form").mount(FieldRow(tuple(more)), before="#add")
            self.query_one(f"#f-start_{at}", Input).focus()

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Every line has both days, in order, and a degree that exists or none; there is at least one."""
        wrong = {}
        for at in _used(values):
            try:
                if not values[f"start_{at}"].strip() or not values[f"end_{at}"].strip():
                    wrong[f"start_{at}"] = SICK_LEAVE_FORM["both_days"]
                else:
                    _period(values, at)
            except WrongUseError as error:
                wrong[f"start_{at}"] = str(error)
        return wrong or ({} if _used(values) else {"start_0": SICK_LEAVE_FORM["none"]})

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Enter or change the sick leave."""
        from storage.cases import CaseRepository
        from storage.sick_leaves import SickLeaveRepository

        periods = [_period(values, at) for at in _used(values)]
        leaves = SickLeaveRepository(work, CaseRepository(work))
        if self._leave_id is None:
            return leaves.enter(self._patient_id, periods).id or 0
        return leaves.change(self._leave_id, periods, self.loaded.versions.get("leave")).id or 0


def _period_fields(at: int) -> list[Field]:
    kinds = {"start": Kind.DAY, "end": Kind.DAY, "degree": Kind.LINE}
    return [Field(f"{part}_{at}", SICK_LEAVE_FORM[part], kinds[part], group=str(at)) for part in _PARTS]


def _used(values: Mapping[str, str]) -> list[int]:
    return sorted({int(name.split("_")[1]) for name, value in values.items() if value.strip()})


def _period(values: Mapping[str, str], at: int) -> DegreePeriod:
    """Return one line as a period; raises WrongUseError for what it cannot be."""
    start, end = _day(values[f"start_{at}"]), _day(values[f"end_{at}"])
    facts.check_days(start, end)
    typed = values[f"degree_{at}"].strip().removesuffix("%").strip()
    if typed and not typed.isdigit():
        raise WrongUseError("bad_degree")
    return DegreePeriod(start, end, facts.check_degree(int(typed) if typed else None))


def _day(text: str) -> date:
    day = day_or_none(text)
    if day is None:
        raise WrongUseError("not_a_day", text=text[:20])
    return day
