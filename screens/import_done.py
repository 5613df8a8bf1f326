"""The last step of reading a list: what was stored; it can be taken back here, and its file taken off the computer."""

import asyncio
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from rekotui.exchange import files
from screens.frame import Frame
from screens.import_words import result_text
from screens.messages import IMPORT_DONE
from screens.undo_import import offer_undo, told
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Tone

if TYPE_CHECKING:
    from storage.import_undo import Undone
    from storage.imports import Stored


class StoredNow(NamedTuple):
    """What storing a list did just now; `path` is the plain file that it came in, empty if there is none."""

    stored: "Stored"
    unit: str
    path: str


class DoneStep(Vertical):
    """Says what was stored. `can_undo` and `can_remove` tell which of its two offers still stand."""

    can_undo = can_remove = False

    def compose(self) -> ComposeResult:
        """Yield the result and what can be done now."""
        yield Static(markup=False, id="result")
        yield Horizontal(
            Button(Content(IMPORT_DONE["leave"]), id="leave", flat=True),
            Button(Content(IMPORT_DONE["undo"]), id="undo-import", flat=True),
            Button(Content(IMPORT_DONE["remove"]), id="remove-file", flat=True),
            classes="buttons",
        )

    def show_stored(self, now: StoredNow) -> None:
        """Say what was stored, and offer what goes with it."""
        self._stored = now
        self.can_undo, self.can_remove = True, bool(now.path)
        self.query_one("#result", Static).update(to_content(result_text(now.stored)))
        self._show_offers()

    def _show_offers(self) -> None:
        self.query_one("#undo-import").display = self.can_undo
        self.query_one("#remove-file").display = self.can_remove
        self.query_one("#leave").focus()
        self.screen.refresh_bindings()

    @property
    def _frame(self) -> Frame[None]:
        return cast(Frame[None], self.screen)

    @on(Button.Pressed, "#undo-import")
    def undo(self, event: Button.Pressed | None = None) -> None:
        """Ask whether to take the list back, and do it."""
        if event is not None:
            event.stop()

        async def offer() -> None:
            await offer_undo(self._frame, self._undone, unit=self._stored.unit, expected=self._stored.stored.import_id)

        if self.can_undo:
            self._frame.start(offer, group="undo")

    def _undone(self, done: "Undone") -> None:
        self.can_undo = self.can_remove = False
        self._say(told(done))

    @on(Button.Pressed, "#remove-file")
    def remove_file(self, event: Button.Pressed | None = None) -> None:
        """Ask whether the file should leave the computer, and remove it."""
        if event is not None:
            event.stop()
        if self.can_remove:
            from screens.choose import ConfirmScreen

            question = IMPORT_DONE["remove_ask"].format(name=os.path.basename(self._stored.path))
            ask = ConfirmScreen(question, IMPORT_DONE["remove_yes"], IMPORT_DONE["remove_details"])
            self.app.push_screen(ask, self._answered)

    def _answered(self, yes: bool | None) -> None:
        async def remove() -> None:
            await asyncio.to_thread(files.remove, self._stored.path)
            self.can_remove = False
            self._frame.rekotui.say(IMPORT_DONE["removed"])
            self._show_offers()

        if yes:
            self._frame.start(remove, group="remove")

    def _say(self, lines: Sequence[str]) -> None:
        first, *rest = lines
        texts = [from_pieces([(first, Tone.STRONG)]), *(from_pieces([(line, None)]) for line in rest)]
        hint = from_pieces([(IMPORT_DONE["hint"], Tone.MUTED)])
        self.query_one("#result", Static).update(to_content([*texts, from_pieces([]), hint]))
        self._show_offers()
