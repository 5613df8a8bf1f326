"""A new case by hand."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rekotui.base.errors import WrongUseError
from rekotui.base.messages import FIELDS
from rekotui.casework import personnummer, status
from screens.edit_facts import CASE_FIELDS, PERSON_FIELDS, stored_value
from screens.field import TICKED, Field, Kind
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM, NEW_CASE, STATUS_FORM
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work


class NewCaseForm(Form):
    """Takes up a case; its result is the case's id."""

    def __init__(self) -> None:
        super().__init__("new_case")
        self._number = ""

    def heading(self) -> str:
        """Name the form."""
        return NEW_CASE["title"]

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return what a case is taken up with."""
        return [
            Field("personnummer", FIELDS["personnummer"], identity=True, hint=NEW_CASE["number_hint"]),
            Field("reserve", NEW_CASE["reserve"], Kind.TICK),
            Field("name", FIELDS["name"], identity=True),
            Field("opened_on", NEW_CASE["opened_on"], Kind.DAY),
            Field("status", FIELDS["status"], Kind.CHOICE, choices=status_choices()),
            Field("reason", NEW_CASE["why_status"]),
            *PERSON_FIELDS,
            *CASE_FIELDS,
        ]

    def read(self, reader: Reader) -> Loaded:
        """Start with today and no status."""
        return Loaded({"opened_on": self.rekotui.on.isoformat(), "status": "-"})

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for a number, a name, a day and a status."""
        wrong = {
            name: FORM["needed"].format(field=label.lower())
            for name, label in (
                ("personnummer", FIELDS["personnummer"]),
                ("name", FIELDS["name"]),
                ("opened_on", NEW_CASE["opened_on"]),
                ("status", FIELDS["status"]),
            )
            if not values[name].strip()
        }
        if "personnummer" not in wrong:
            try:
                self._parse(values)
            except WrongUseError as error:
                wrong["personnummer"] = str(error)
        return wrong

    def _parse(self, values: Mapping[str, str]) -> personnummer.PersonalNumber:
        reserve = values["reserve"] == TICKED
        return personnummer.parse(values["personnummer"], self.rekotui.on, allow_reserve=reserve)

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Take up the case."""
        from storage.cases import CaseRepository, NewCase

        facts = {
            field.name: stored_value(field.name, values[field.name])
            for field in (*PERSON_FIELDS, *CASE_FIELDS)
            if values[field.name].strip()
        }
        case = CaseRepository(work).open(
            NewCase(
                number=self._parse(values),
                name=values["name"],
                opened_on=day_or_none(values["opened_on"]) or self.rekotui.on,
                status=values["status"],
                reason=values["reason"],
                values=facts,
            )
        )
        self._number = case.number
        return case.id or 0

    def saved_words(self, values: Mapping[str, str]) -> str:
        """Name the case by its number."""
        return NEW_CASE["made"].format(case=self._number)


def status_choices() -> tuple[tuple[str, str], ...]:
    """Return the eight words for a choice; the unset one is spelled out."""
    return tuple((word, STATUS_FORM["unset"] if word == "-" else word) for word in status.all_statuses())
