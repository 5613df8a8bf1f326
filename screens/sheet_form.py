"""Note that a paper before the first talk was sent or came back, and strike what was noted by mistake."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rekotui.casework.contact import PATIENT
from rekotui.casework.sheets import EVENTS, PREPARATION, RECEIVED, SENT, SHEETS, WAYS, SheetNote, states
from screens.field import Field, Kind
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from screens.sheet_messages import SHEET
from screens.sheet_words import state_words
from storage.reading import Reader
from storage.sheet_reading import sheet_notes

if TYPE_CHECKING:
    from storage.database import Work

_NEEDED = ("sheet", "event", "happened_on", "way")


class SheetForm(Form):
    """One note of a case's papers; with a day until which the answer is waited for, if she wants."""

    SAVED: ClassVar[str] = SHEET["saved"]

    def __init__(self, case_id: int, number: str) -> None:
        super().__init__(f"case:{case_id}:sheet", case_id)
        self._number = number

    def heading(self) -> str:
        """Name the form by the case's number."""
        return SHEET["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return which paper, what became of it, the day and the way."""
        return [
            Field("sheet", SHEET["sheet"], Kind.CHOICE, choices=tuple(SHEETS.items())),
            Field("event", SHEET["event"], Kind.CHOICE, choices=tuple(EVENTS.items())),
            Field("happened_on", SHEET["happened_on"], Kind.DAY),
            Field("way", SHEET["way"], Kind.CHOICE, choices=tuple(WAYS.items())),
            Field("due_on", SHEET["due_on"], Kind.DAY, hint=SHEET["due_hint"]),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Start with today, and with what is likely to come next of the paper that was noted last."""
        known = states(sheet_notes(reader, self.case_id or 0))
        waiting = next((state for state in known if state.waits), None)
        values = {"sheet": PREPARATION, "event": SENT, "happened_on": self.rekotui.on.isoformat()}
        if waiting is not None and waiting.sent is not None:
            values |= {"sheet": waiting.sheet, "event": RECEIVED, "way": waiting.sent.way}
        return Loaded(values, {}, " ".join(map(state_words, known)))

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for all but the day to wait until, which is only for what was sent."""
        wrong = {name: FORM["needed"].format(field=SHEET[name].lower()) for name in _NEEDED if not values[name].strip()}
        if values["due_on"].strip() and values["event"] == RECEIVED:
            wrong["due_on"] = SHEET["due_received"]
        return wrong

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Note it, and watch for the answer."""
        from storage.cases import CaseRepository
        from storage.follow_ups import FollowUpRepository, NewFollowUp
        from storage.sheets import SheetRepository

        case, on = CaseRepository(work).get(self.case_id or 0), self.rekotui.on
        day = day_or_none(values["happened_on"]) or on
        noted = SheetRepository(work).note(case, values["sheet"], values["event"], values["way"], day, on)
        if due := day_or_none(values["due_on"]):
            body = SHEET["watched"].format(sheet=SHEETS[values["sheet"]])
            FollowUpRepository(work).add(case, NewFollowUp(due, "document", PATIENT, "", body))
        return noted.id or 0


class StrikeSheetForm(Form):
    """Strikes one note out: it is kept, with the reason."""

    SAVED: ClassVar[str] = SHEET["struck"]

    def __init__(self, case_id: int, note: SheetNote) -> None:
        super().__init__(f"case:{case_id}:sheet:{note.event_id}:strike", case_id)
        self._note_ = note

    def heading(self) -> str:
        """Name the form."""
        return SHEET["strike"]

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the reason."""
        return [Field("reason", SHEET["why"])]

    def read(self, reader: Reader) -> Loaded:
        """Say which note it is."""
        note = self._note_
        words = SHEET["note"].format(sheet=SHEETS[note.sheet], event=EVENTS[note.event], day=note.happened_on)
        return Loaded({}, {}, words)

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Strike it out."""
        from storage.sheets import SheetRepository

        SheetRepository(work).strike(self._note_.event_id, self.rekotui.on, values["reason"])
        return self._note_.event_id
