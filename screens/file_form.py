"""A form that writes a file: what stands in it, where it goes, and what is asked before another is written over."""

import asyncio
import os
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from rekotui.base.errors import RekotuiError
from rekotui.base.paths import documents_folder
from screens.choose import ConfirmScreen
from screens.field import Field, FieldRow, set_value, value_of
from screens.frame import Frame
from screens.messages import EXPORT, FORM

_LONGEST_NAME = 200
"""Bytes of a file's name, with room for an ending: no disk takes more than 255."""


class FileForm(Frame[None]):
    """One form. Nothing typed here needs keeping: it is a choice, not a record."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "file_form.tcss"]
    NAMES: ClassVar[tuple[str, ...]] = ("folder", "file")
    NEEDED: ClassVar[Mapping[str, str]] = {}
    """Fields that must have an answer, with their labels."""

    def __init__(self) -> None:
        super().__init__()
        self._busy = False

    def rows(self) -> Iterable[Widget]:
        """Yield the choices above folder and file, each with its sentence."""
        return ()

    def first(self) -> Mapping[str, str]:
        """Return what the fields start from, the file's name among them."""
        return {}

    # As for `Form`: Textual's metaclass leaves no room for ABCMeta, the type checker holds that these are filled in.

    @abstractmethod
    def with_ending(self, values: Mapping[str, str]) -> str:
        """Return the file's name; it ends as what is written in it does."""

    @abstractmethod
    async def write_to(self, values: Mapping[str, str], path: str, *, force: bool) -> None:
        """Write the file and say so; raises what reading and writing can raise."""

    def body(self) -> Iterable[Widget]:
        """Yield the choices, then folder and file."""
        yield Static(markup=False, id="says")
        yield VerticalScroll(
            *self.rows(),
            FieldRow((Field("folder", EXPORT["folder"]),)),
            FieldRow((Field("file", EXPORT["file"]),)),
            Static(EXPORT["about"], markup=False, classes="hint", id="about-file"),
            Button(Content(EXPORT["write"]), id="write", flat=True),
            id="form",
            can_focus=False,
        )

    def on_mount(self) -> None:
        """Suggest what most want, among her documents."""
        super().on_mount()
        for name, value in {"folder": short(documents_folder()), **self.first()}.items():
            set_value(self._widget(name), value)

    def _widget(self, name: str) -> Widget:
        return self.query_one(f"#f-{name}")

    def _values(self) -> dict[str, str]:
        found = {}
        for name in self.NAMES:
            try:
                found[name] = value_of(self._widget(name))
            except NoMatches:  # a choice that there is nothing to choose between
                found[name] = ""
        return found

    def _say(self, text: str) -> None:
        says = self.query_one("#says", Static)
        says.update(text)
        says.display = bool(text)

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    # Writing

    def action_back(self) -> None:
        """Leave; not in the midst of writing, so that she hears where the file is."""
        if not self._busy:
            super().action_back()

    @on(Button.Pressed)
    def action_write_file(self) -> None:
        """Write the file; ask first where there is one of that name."""
        if not self._busy:
            self.start(self._look_first, group="write")

    async def _look_first(self) -> None:
        values = self._values()
        if self._complain(await asyncio.to_thread(_problems, values, self.NEEDED)):
            return
        path = os.path.join(_folder(values), self.with_ending(values))
        if await asyncio.to_thread(os.path.lexists, path):
            self._ask_to_overwrite(values, path)
        else:
            await self._write(values, path, force=False)

    def _complain(self, problems: dict[str, str]) -> bool:
        """Show what is wrong beside its field, focus the first, and say whether anything is."""
        self._say("")
        for row in self.query(FieldRow):
            row.complain(problems.get(row.names[0], ""))
        if problems:
            self._widget(next(iter(problems))).focus()
        return bool(problems)

    def _ask_to_overwrite(self, values: dict[str, str], path: str) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self.start(partial(self._write, values, path, force=True), group="write")

        question = EXPORT["exists"].format(name=os.path.basename(path))
        self.rekotui.push_screen(ConfirmScreen(question, EXPORT["overwrite"]), answered)

    async def _write(self, values: dict[str, str], path: str, *, force: bool) -> None:
        self._busy = True
        self._say(EXPORT["writing"])
        try:
            await self.write_to(values, path, force=force)
        except RekotuiError as error:
            self._say("")
            if error.key == "file_exists":  # it has come meanwhile
                self._ask_to_overwrite(values, path)
            else:
                self._say(str(error))
            return
        finally:
            self._busy = False
        await self.leave_with(None)


def _folder(values: Mapping[str, str]) -> str:
    return os.path.abspath(os.path.expanduser(values["folder"].strip().strip("'\"")))


def _problems(values: Mapping[str, str], needed: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong by field (asks the disk)."""
    name = values["file"].strip()
    wrong = {each: FORM["needed"].format(field=label.lower()) for each, label in needed.items() if not values[each]}
    if not values["folder"].strip() or not os.path.isdir(_folder(values)):
        wrong["folder"] = EXPORT["no_folder"]
    if not name.strip("."):
        wrong["file"] = EXPORT["no_file"]
    elif any(sign in "/\\:" or not sign.isprintable() for sign in name):
        wrong["file"] = EXPORT["bad_file"]
    elif len(name.encode()) > _LONGEST_NAME:
        wrong["file"] = EXPORT["long_file"]
    return wrong


def short(path: str) -> str:
    """Return a path as she knows it, with ~ for her home."""
    home = os.path.expanduser("~")
    inside = path == home or path.startswith(home.rstrip(os.sep) + os.sep)
    return "~" + path[len(home.rstrip(os.sep)) :] if inside and os.sep == "/" else path
