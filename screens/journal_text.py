"""The ready text for the record in a box: read it, copy it with one key, mark it as entered with another."""

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from rekotui.casework.journal import text_of
from screens import commands
from screens.clipboard import copy_now
from screens.dialog import Dialog
from screens.form import day_or_none
from screens.journal_messages import JOURNAL
from screens.messages import FORM
from screens.quick import Answer, Ask, Given, QuickScreen
from storage.journal_reading import Entry, entries_of

if TYPE_CHECKING:
    from datetime import date

    from storage.database import Work

Which = tuple[str, int]
"""What an entry is, and its number."""


class JournalTextScreen(Dialog[None]):
    """The texts of a case that wait, the newest first; `chosen` is the one to begin with, also if it stands there."""

    PLACE = commands.JOURNAL
    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "journal_text.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.JOURNAL)
    AUTO_FOCUS = "#journal-text"

    def __init__(self, case_id: int, number: str, chosen: Which | None = None) -> None:
        super().__init__()
        self._case_id, self._number, self._chosen = case_id, number, chosen
        self._shown: tuple[Which, ...] = ()
        self._entries: dict[Which, Entry] = {}
        self._at = 0

    def box(self) -> Iterable[Widget]:
        """Yield title, text, how it stands, and the keys."""
        yield Vertical(
            Static(markup=False, classes="title", id="journal-title"),
            VerticalScroll(Static(markup=False, id="journal-body"), id="journal-text"),
            Static(markup=False, id="journal-state"),
            Static(JOURNAL["hint"], markup=False, classes="hint"),
            classes="box",
        )

    async def refresh_facts(self) -> None:
        """Read what waits; what was shown stays, so that a mark can be taken back."""
        found = await self.desk.read(lambda reader: entries_of(reader, self._case_id))
        self._entries = {(each.subject, each.subject_id): each for each in found}
        kept = {*self._shown, self._chosen}
        self._shown = tuple(which for which, each in self._entries.items() if each.missing or which in kept)
        if self._chosen is not None and self._chosen not in self._entries:
            self.rekotui.say(JOURNAL["gone"], severity="warning")
        if not self._shown:
            self.rekotui.say(JOURNAL["nothing"])
            await self.leave_with(None)
            return
        if self._chosen in self._shown:
            self._at = self._shown.index(self._chosen)
        self._chosen = None
        self._at = min(self._at, len(self._shown) - 1)
        self._draw()

    def identities_changed(self) -> None:
        """Hide the text, or show it again."""
        super().identities_changed()
        self._draw()

    @property
    def _entry(self) -> Entry | None:
        return self._entries.get(self._shown[self._at]) if self._shown else None

    def _draw(self) -> None:
        entry = self._entry
        if entry is None or not self.query("#journal-body"):
            return
        title = JOURNAL["title"].format(case=self._number)
        if len(self._shown) > 1:
            title += "   " + JOURNAL["count"].format(at=self._at + 1, all=len(self._shown))
        self.query_one("#journal-title", Static).update(Content(title))
        text = JOURNAL["hidden"] if self.rekotui.hidden else text_of(entry.note)
        self.query_one("#journal-body", Static).update(Content(text))
        self.query_one("#journal-state", Static).update(Content(_state(entry)))

    # Doing

    def action_copy_text(self) -> None:
        """Copy the text to the terminal's clipboard and to the platform's own."""
        if self._entry is not None and not self.rekotui.hidden:
            self.start(partial(self._copy, text_of(self._entry.note)), group="copy")

    async def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        await asyncio.to_thread(copy_now, text)
        await self.desk.log_read("journal.copied", self._case_id)
        self.rekotui.say(JOURNAL["copied"])
        if not self.rekotui.told_of_clipboard:
            self.rekotui.told_of_clipboard = True
            self.rekotui.say(JOURNAL["outside"], severity="warning")

    def action_mark(self) -> None:
        """Mark it as entered in the record today."""
        if self._entry is None:
            return
        if self._entry.journaled_on is not None:
            self.rekotui.say(JOURNAL["already"])
            return
        self._mark_on(self._shown[self._at], self.rekotui.on)

    def action_mark_on(self) -> None:
        """Mark it as entered in the record on another day."""
        if self._entry is None:
            return
        which, place = self._shown[self._at], f"case:{self._case_id}:journaled"

        def answered(given: Given | None) -> None:
            if given is not None and (day := day_or_none(given.typed["day"])) is not None:
                self._mark_on(which, day)

        ask = Ask("day", JOURNAL["day"], FORM["day_hint"], upto=self.rekotui.on)
        question = QuickScreen(JOURNAL["which_day"], [Answer("day", JOURNAL["which_day"], (ask,))], place=place)
        self.rekotui.push_screen(question, answered)

    def _mark_on(self, which: Which, day: "date") -> None:
        self.start(partial(self._mark, which, day, JOURNAL["marked"].format(day=day)), group="mark")

    def action_unmark(self) -> None:
        """Take the mark back."""
        if self._entry is None or self._entry.journaled_on is None:
            self.rekotui.say(JOURNAL["not_marked"])
            return
        self.start(partial(self._mark, self._shown[self._at], None, JOURNAL["unmarked"]), group="mark")

    async def _mark(self, which: Which, on: "date | None", said: str) -> None:
        def write(work: "Work") -> None:
            from storage.drafts import DraftRepository
            from storage.journaled import mark_journaled

            mark_journaled(work, *which, on)
            DraftRepository(work).let_go(f"case:{self._case_id}:journaled")

        await self.desk.write(write)
        self.rekotui.say(said)
        await self.refresh_facts()

    def action_turn(self, steps: int) -> None:
        """Show the text before or after."""
        if self._shown:
            self._at = (self._at + steps) % len(self._shown)
            self._draw()
            self.query_one("#journal-text", VerticalScroll).scroll_home(animate=False)


def _state(entry: Entry) -> str:
    if entry.journaled_on is not None:
        return JOURNAL["journaled"].format(day=entry.journaled_on)
    return JOURNAL["missing" if entry.due else "not_asked"]
