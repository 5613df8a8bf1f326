"""Whose introduction it is, and the first day from which its points are counted."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.checklist_messages import CHECKLIST
from screens.field import Field, Kind
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from storage.checklist_reading import ChecklistFacts
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work


class ChecklistForm(Form):
    """A new introduction by a guide, or (`facts`) the first day of one; its result is the introduction's number."""

    def __init__(self, guide: str, facts: ChecklistFacts | None = None) -> None:
        super().__init__(f"checklist:{facts.line.interview_id if facts else guide}")
        self._guide, self._facts = guide, facts

    def heading(self) -> str:
        """Name the form."""
        return CHECKLIST["change" if self._facts else "new"]

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the first day and the name."""
        return [
            Field("starts_on", CHECKLIST["starts_on"], Kind.DAY),
            Field("who", CHECKLIST["who"], hint=CHECKLIST["who_hint"]),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Start with today, or with what is stored."""
        facts = self._facts
        day = facts.starts_on if facts else self.rekotui.on
        versions = {"checklist": facts.version} if facts else {}
        values = {"starts_on": day.isoformat(), "who": facts.who if facts else ""}
        return Loaded(values, versions, CHECKLIST["starts_hint"])

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for the day."""
        needed = FORM["needed"].format(field=CHECKLIST["starts_on"].lower())
        return {} if values["starts_on"].strip() else {"starts_on": needed}

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Begin it, or change its first day."""
        from storage.checklists import ChecklistRepository

        on = self.rekotui.on
        day, lists = day_or_none(values["starts_on"]) or on, ChecklistRepository(work)
        if self._facts is None:
            return lists.start(self._guide, values["who"], day, on)
        number = self._facts.line.interview_id
        lists.change(number, values["who"], day, self.loaded.versions["checklist"])
        return number

    def saved_words(self, values: Mapping[str, str]) -> str:
        """Say what is so now."""
        return CHECKLIST["changed" if self._facts else "begun"]
