"""Read a sick-leave list: paste or file, look at what it changes, choose whom to take up, one save."""

import asyncio
import os
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Button, ContentSwitcher, Input, RadioButton, RadioSet, Select, Static, TextArea

from rekotui.base.errors import RekotuiError, UnreadableError
from rekotui.exchange import files, importing
from rekotui.exchange.importing import TAKE_NONE, TAKES, Preview
from rekotui.exchange.rehabstod.records import ReadList
from screens import commands
from screens.draft import FormDraft, differing, load_draft
from screens.form import day_or_none
from screens.frame import Frame
from screens.import_done import DoneStep, StoredNow
from screens.import_words import preview_text
from screens.messages import FORM, IMPORT
from screens.widgets.toned_text import to_content
from storage import lists
from storage.reading import Reader

PLACE = "import"
_NAMES = ("paste", "file", "day", "unit")
_KEEP_AFTER = 0.5
_YES, _NO = "yes", "no"


class Choice(RadioButton):
    """One of several; the chosen one has a dot, not only another colour."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Draw the dot or take it away."""
        self.BUTTON_INNER = "●" if self.value else " "
        super().watch_value()


class ImportScreen(Frame[str]):
    """Three steps in one place. What is pasted is kept as a draft until the list is stored.

    Its result is the unit whose list was stored, when she goes on to go through it.
    """

    PLACE = commands.PAPER
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "import_list.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *commands.bindings(commands.PAPER),
        # The choice below has the focus, and a preview is often longer than its place.
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    AUTO_FOCUS = "#paste"

    def __init__(self) -> None:
        super().__init__()
        self._base: dict[str, str] = {}
        self._kept = ""
        self._ready = self._timer_runs = self._busy = False
        self._read: ReadList | None = None
        self._preview: Preview | None = None

    def heading(self) -> str:
        """Name the screen."""
        return IMPORT["title"]

    def body(self) -> Iterable[Widget]:
        """Yield the three steps."""
        given = Vertical(
            Static(f"{IMPORT['paste']}\n{IMPORT['logging']}", markup=False, classes="hint"),
            TextArea(id="paste", soft_wrap=False),
            Horizontal(
                Static(IMPORT["file"], markup=False, classes="label"),
                Input(id="file", placeholder=IMPORT["file_hint"], compact=True),
                classes="line",
            ),
            Horizontal(
                Static(IMPORT["day"], markup=False, classes="label"),
                Input(id="day", placeholder=FORM["day_hint"], compact=True),
                Static(IMPORT["unit"], markup=False, classes="label short"),
                Input(id="unit", placeholder=IMPORT["unit_hint"], compact=True),
                classes="line",
            ),
            Button(Content(IMPORT["read"]), id="look", flat=True),
            id="given",
        )
        review = Vertical(
            VerticalScroll(Static(markup=False, id="preview"), id="preview-scroll"),
            Horizontal(
                Static(IMPORT["partial"], markup=False, classes="label wide"),
                Select(_partial_answers(), id="partial", allow_blank=False, compact=True),
                classes="line",
                id="partial-line",
            ),
            Static(IMPORT["take"], markup=False, classes="hint"),
            RadioSet(*(Choice(Content(""), id=f"take-{take}") for take in TAKES), id="take", compact=True),
            Button(Content(IMPORT["save"]), id="store", flat=True),
            id="review",
        )
        yield Static(markup=False, id="says")
        yield ContentSwitcher(given, review, DoneStep(id="done"), initial="given", id="step")

    # The first step, and its draft

    def on_mount(self) -> None:
        """Come back to what was pasted."""
        super().on_mount()
        self.start(self._begin, group="begin")

    async def _begin(self) -> None:
        text, units = await self.desk.read(lambda reader: (reader.draft(PLACE), lists.units(reader)))
        draft = load_draft(text)
        self._kept = text
        self._base = {"day": self.rekotui.on.isoformat(), "unit": units[0] if units else ""}
        for name in _NAMES:
            self._set(name, {**self._base, **draft.typed}.get(name, ""))
        self._say(IMPORT["kept"] if draft.typed else "")
        self._ready = True

    def _set(self, name: str, value: str) -> None:
        widget = self.query_one(f"#{name}")
        if isinstance(widget, TextArea):
            widget.text = value
        elif isinstance(widget, Input):
            widget.value = value

    def _values(self) -> dict[str, str]:
        typed = {name: self.query_one(f"#{name}", Input).value for name in _NAMES if name != "paste"}
        return {"paste": self.query_one("#paste", TextArea).text, **typed}

    def _draft_text(self) -> str:
        return FormDraft(differing(self._values(), self._base)).dump()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._ready and not self._timer_runs:
            self._timer_runs = True
            self.set_timer(_KEEP_AFTER, self._keep_soon)

    def _keep_soon(self) -> None:
        self._timer_runs = False
        self.start(self.keep_drafts, group="draft")

    async def keep_drafts(self) -> None:
        """Save what is pasted as a draft, if it has changed."""
        if self._ready and not self._busy and (text := self._draft_text()) != self._kept:
            await self.desk.keep_draft(PLACE, text)
            self._kept = text

    def drafts_now(self) -> list[tuple[str, str, int | None]]:
        """Return the draft if it is not kept yet."""
        if not self._ready or (text := self._draft_text()) == self._kept:
            return []
        return [(PLACE, text, None)]

    def action_start_over(self) -> None:
        """Ask, then throw away what is pasted."""
        from screens.choose import ConfirmScreen

        ask = ConfirmScreen(FORM["start_over_ask"], FORM["start_over_yes"])
        self.rekotui.push_screen(ask, self._start_over)

    def _start_over(self, yes: bool | None) -> None:
        async def throw_away() -> None:
            await self.desk.keep_draft(PLACE, "")
            self._ready = False
            self._show("given")
            await self._begin()

        if yes:
            self.start(throw_away, group="begin")

    def _say(self, text: str) -> None:
        says = self.query_one("#says", Static)
        says.update(text)
        says.display = bool(text)

    # From step to step

    @property
    def _step(self) -> str:
        return self.query_one("#step", ContentSwitcher).current or "given"

    def _show(self, step: str) -> None:
        self.query_one("#step", ContentSwitcher).current = step
        self._say("")
        self.refresh_bindings()
        focus = {"given": "#paste", "review": "#take"}.get(step)
        if focus is not None:
            self.query_one(focus).focus()

    def action_back(self) -> None:
        """Go a step back, or leave; what is pasted stays."""
        if self._step == "review":
            self._show("given")
        else:
            super().action_back()

    def action_page(self, pages: int) -> None:
        """Turn the pages of the preview."""
        scroll = self.query_one("#preview-scroll")
        if pages > 0:
            scroll.scroll_page_down()
        else:
            scroll.scroll_page_up()

    @on(Button.Pressed)
    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Take the next step."""
        if self._busy:
            return
        if self._step == "given":
            self.start(self._look, group="step")
        elif self._step == "review":
            self.start(self._store, group="step")
        elif self._preview is not None:
            # What has been taken back again is not there to go through.
            self.dismiss(self._preview.unit if self.query_one(DoneStep).can_undo else None)

    async def _look(self) -> None:
        values = self._values()
        wrong = self._wrong(values)
        if wrong:
            self._say(wrong)
            return
        self._say(IMPORT["reading"])
        self._busy = True
        try:
            self._read = await asyncio.to_thread(self._read_now, values)
            await self._ask_preview(values, partial=None)
        except UnreadableError as error:
            self._say(str(error))
        finally:
            self._busy = False

    def _wrong(self, values: dict[str, str]) -> str:
        if not values["paste"].strip() and not values["file"].strip():
            return IMPORT["nothing"]
        if values["paste"].strip() and values["file"].strip():
            return IMPORT["both"]
        return FORM["mistyped_day"] if day_or_none(values["day"]) is None else ""

    def _read_now(self, values: dict[str, str]) -> ReadList:
        from rekotui.exchange.rehabstod.reader import LARGEST_FILE, read, read_text

        day = day_or_none(values["day"]) or self.rekotui.on
        if not values["file"].strip():
            return read_text(values["paste"], day)
        path = _path(values)
        try:
            with open(path, "rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except OSError:
            raise UnreadableError("file_missing", name=os.path.basename(path)) from None
        return read(data, os.path.basename(path), day)

    async def _ask_preview(self, values: dict[str, str], partial: bool | None) -> None:
        """Compare the list that was read; what she typed herself goes before what the file says."""
        read = self._read
        if read is None:
            return
        day = day_or_none(values["day"]) or self.rekotui.on
        if values["day"] == self._base["day"]:
            day = read.list_date or day
        unit = values["unit"].strip()
        if unit == self._base["unit"]:
            unit = read.unit or unit
        if not unit:
            self._say(IMPORT["unit_needed"])
            self.query_one("#unit", Input).focus()
            return

        def compare(reader: Reader) -> Preview:
            return importing.preview(read, reader, list_date=day, unit=unit, on=self.rekotui.on, partial=partial)

        shown = await self.desk.read(compare)
        self._preview = shown
        if partial is None:
            self.query_one("#partial-line").display = shown.maybe_partial
            self.query_one("#partial", Select).value = _YES
            self._offer_people(shown)
            self._show("review")
        self._draw()

    def _offer_people(self, preview: Preview) -> None:
        for take in TAKES:
            count = len(importing.to_take(preview.read, take))
            button = self.query_one(f"#take-{take}", RadioButton)
            button.label = Content(IMPORT[f"take_{take}"].format(count=count))
            button.value = take == TAKE_NONE

    def _take(self) -> str:
        """Return which people are to become cases: one of TAKES."""
        pressed = self.query_one("#take", RadioSet).pressed_button
        return (pressed.id or "").removeprefix("take-") if pressed else TAKE_NONE

    @on(Select.Changed, "#partial")
    def _answered(self, event: Select.Changed) -> None:
        if self._preview is not None and self._step == "review" and self.query_one("#partial-line").display:
            answer = event.value == _YES
            self.start(partial(self._ask_preview, self._values(), partial=answer), group="partial")

    def identities_changed(self) -> None:
        """Draw the names again."""
        super().identities_changed()
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        if self._preview is not None:
            lines = preview_text(self._preview, self.rekotui.hidden)
            self.query_one("#preview", Static).update(to_content(lines))

    async def _store(self) -> None:
        shown, take = self._preview, self._take()
        if shown is None:
            return
        self._busy = True
        self._say(IMPORT["saving"])
        path = _path(self._values())

        def store() -> StoredNow:
            stored = importing.store(self.desk.database_now(), shown, take, self.rekotui.on)
            self.desk.keep_draft_now(PLACE, "")
            return StoredNow(stored, shown.unit, path if files.can_be_removed(path) else "")

        try:
            stored = await asyncio.to_thread(store)
        except RekotuiError as error:
            self._say(str(error))
            return
        finally:
            self._busy = False
        self._ready, self._kept = False, ""
        self._show("done")
        self.query_one(DoneStep).show_stored(stored)

    # When it is stored

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take the list back, and its file away, only once it is stored; and then no more to start over."""
        done = self.query(DoneStep)
        stored = bool(done) and self._step == "done"
        if action in ("undo_import", "remove_file"):
            return stored and (done.first().can_undo if action == "undo_import" else done.first().can_remove)
        return super().check_action(action, parameters) if action != "start_over" or not stored else False

    def action_undo_import(self) -> None:
        """Take back the list that was stored."""
        self.query_one(DoneStep).undo()

    def action_remove_file(self) -> None:
        """Take its file off the computer."""
        self.query_one(DoneStep).remove_file()


def _path(values: dict[str, str]) -> str:
    """Return the path that was typed, without the quotes of a dragged file; empty if none was."""
    return os.path.expanduser(values["file"].strip().strip("'\""))


def _partial_answers() -> list[tuple[Content, str]]:
    return [(Content(IMPORT["partial_yes"]), _YES), (Content(IMPORT["partial_no"]), _NO)]
