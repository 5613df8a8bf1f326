"""How it is with the papers before the first talk, in words."""

from collections.abc import Iterable

from rich.text import Text

from rekotui.casework.sheets import SHEETS, WAYS, SheetNote, SheetState, states
from screens.sheet_messages import SHEET
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Tone


def state_words(state: SheetState) -> str:
    """Return when a paper was sent and came back, and how."""
    return SHEET["state"].format(sheet=SHEETS[state.sheet], parts=", ".join(_parts(state)))


def sheet_lines(notes: Iterable[SheetNote]) -> list[Text]:
    """Return a line for each paper that anything is noted of, for the case's overview; nothing where there is none."""
    known = states(notes)
    rows = [from_pieces([(f"{SHEETS[state.sheet]} ", Tone.MUTED), (", ".join(_parts(state)), None)]) for state in known]
    return [from_pieces([(SHEET["heading"], Tone.MUTED)]), *rows] if rows else []


def _parts(state: SheetState) -> list[str]:
    found = {"sent": state.sent, "received": state.received}
    if state.waits:
        found.pop("received")
    parts = [
        SHEET[name].format(day=note.happened_on, way=WAYS[note.way].lower()) for name, note in found.items() if note
    ]
    return [*parts, SHEET["waits"]] if state.waits else parts
