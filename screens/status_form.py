"""Give a case another status, from a day, with a reason."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.field import Field, Kind
from screens.form import Form, Loaded, case_line, day_or_none
from screens.messages import FORM, STATUS_FORM
from screens.new_case import status_choices
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work


class StatusForm(Form):
    """The next status of one case; `proposed` is what to start from (status and reason)."""

    def __init__(self, case_id: int, number: str, proposed: Mapping[str, str] = {}) -> None:
        super().__init__(f"case:{case_id}:status", case_id)
        self._number, self._proposed = number, dict(proposed)

    def heading(self) -> str:
        """Name the form by the case's number."""
        return STATUS_FORM["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return status, day and reason."""
        return [
            Field("status", STATUS_FORM["status"], Kind.CHOICE, choices=status_choices()),
            Field("on", STATUS_FORM["on"], Kind.DAY),
            Field("reason", STATUS_FORM["reason"]),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Start from the status it has, today."""
        line = case_line(reader, self.case_id)
        return Loaded(
            {"status": line.status, "on": self.rekotui.on.isoformat(), **self._proposed},
            {"case": line.case_version},
            STATUS_FORM["now"].format(status=line.status, day=line.status_since),
        )

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Every field is needed."""
        labels = {
            "status": STATUS_FORM["status"],
            "on": STATUS_FORM["on"],
            "reason": STATUS_FORM["reason"],
        }
        return {
            name: FORM["needed"].format(field=label.lower())
            for name, label in labels.items()
            if not values[name].strip()
        }

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Change the status, if the case is as it was shown."""
        from storage.cases import CaseRepository

        cases = CaseRepository(work)
        case = cases.get(self.case_id or 0, self.loaded.versions["case"])
        day = day_or_none(values["on"]) or self.rekotui.on
        cases.change_status(case, values["status"], day, values["reason"])
        return self.case_id or 0

    def saved_words(self, values: Mapping[str, str]) -> str:
        """Say the new status."""
        word = values["status"]
        return STATUS_FORM["saved"].format(status=STATUS_FORM["unset"] if word == "-" else word)
