"""Write a note, or a corrected one in place of another."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.field import Field, Kind
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM, NOTE_FORM
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work


class NoteForm(Form):
    """One note of a case; `note_id` is the note that it corrects."""

    SAVED = NOTE_FORM["saved"]

    def __init__(self, case_id: int, number: str, note_id: int | None = None) -> None:
        super().__init__(f"case:{case_id}:note" + (f":{note_id}" if note_id else ""), case_id)
        self._number, self._note_id = number, note_id

    def heading(self) -> str:
        """Name the form by the case's number."""
        return NOTE_FORM["correct" if self._note_id else "title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the note's text and day."""
        return [
            Field("body", NOTE_FORM["body"], Kind.TEXT, hint=NOTE_FORM["hint"]),
            Field("on", NOTE_FORM["on"], Kind.DAY),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Read the note that is corrected; a new one is dated today."""
        notes = reader.notes(self.case_id or 0) if self._note_id else ()
        note = next((each for each in notes if each.note_id == self._note_id), None)
        if note is None:
            return Loaded({"on": self.rekotui.on.isoformat()})
        return Loaded({"on": note.noted_on.isoformat(), "body": note.body})

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for text and a day."""
        return {
            name: FORM["needed"].format(field=NOTE_FORM[name].lower())
            for name in ("body", "on")
            if not values[name].strip()
        }

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Add the note."""
        from storage.cases import CaseRepository

        cases = CaseRepository(work)
        case = cases.get(self.case_id or 0)
        day = day_or_none(values["on"]) or self.rekotui.on
        return cases.add_note(case, day, values["body"], self._note_id).id or 0
