"""Papers that the patient is given before the first talk: the preparation sheet, and the form Hälsa och arbetsförmåga.

The first is a guide of ours (rules.md D: Bilaga 1), the second the patient's own form (R3): both are noted as sent and
received with the day and the way, and the latest that was noted of each is what counts.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

PREPARATION, HEALTH_FORM = "forberedelse", "halsa_arbetsformaga"
SHEETS = {PREPARATION: "Förberedelsebladet", HEALTH_FORM: "Hälsa och arbetsförmåga"}
SENT, RECEIVED, STRUCK = "sent", "received", "struck"
EVENTS = {SENT: "Skickat eller lämnat till patienten", RECEIVED: "Tillbaka från patienten"}
WAYS = {
    "handed": "Lämnat på plats",
    "letter": "Brev",
    "digital": "Säker digital kanal",
    "phone": "Telefon",
    "other": "Annat sätt",
}


class SheetNote(NamedTuple):
    """One thing that was noted of a paper and stands."""

    event_id: int
    sheet: str
    event: str
    happened_on: date
    way: str


class SheetState(NamedTuple):
    """How it is with one paper: when it last went to the patient, and when it came back; None for never."""

    sheet: str
    sent: SheetNote | None
    received: SheetNote | None

    @property
    def waits(self) -> bool:
        """Whether it has been sent and has not come back since."""
        if self.sent is None:
            return False
        return self.received is None or self.received.happened_on < self.sent.happened_on


def states(notes: Iterable[SheetNote]) -> tuple[SheetState, ...]:
    """Return how it is with each paper that anything is noted of; `notes` in the order in which they were made."""
    latest = {(note.sheet, note.event): note for note in sorted(notes, key=lambda each: each.happened_on)}
    found = (SheetState(sheet, latest.get((sheet, SENT)), latest.get((sheet, RECEIVED))) for sheet in SHEETS)
    return tuple(state for state in found if state.sent or state.received)
