"""Write the list to a file: which cases, which format, with names or without, and where."""

import asyncio
import os
from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from rekotui.base.errors import RekotuiError
from rekotui.base.paths import documents_folder
from rekotui.exchange.files import write_export
from rekotui.exchange.summary import summary
from rekotui.exchange.summary_files import WRITERS, export_event, format_of, suggested_name
from screens import commands
from screens.choose import ConfirmScreen
from screens.field import TICKED, Field, FieldRow, Kind, set_value, value_of
from screens.frame import Frame
from screens.messages import EXPORT, FORM
from storage.query import CaseQuery
from storage.reading import Reader

_FORMATS = ("xlsx", "html", "csv", "md", "json")
"""As they are offered: what most want first."""
_LONGEST_NAME = 200
"""Bytes of a file's name, with room for an ending: no disk takes more than 255."""
_NAMES = ("part", "format", "names", "folder", "file")


class Part(NamedTuple):
    """Cases that can be written: a key, the words she chooses by, and the question that gives them."""

    key: str
    words: str
    query: CaseQuery


class ExportScreen(Frame[None]):
    """One form. Nothing typed here needs keeping: it is a choice, not a record."""

    PLACE = commands.EXPORT
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "export_list.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.EXPORT)
    AUTO_FOCUS = "#f-part"

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        self._parts = {part.key: part for part in parts}
        self._busy = False

    def heading(self) -> str:
        """Name the screen."""
        return EXPORT["title"]

    def body(self) -> Iterable[Widget]:
        """Yield the choices, each with its sentence."""
        parts = tuple((part.key, part.words) for part in self._parts.values())
        formats = tuple((name, EXPORT[f"format_{name}"]) for name in _FORMATS)
        yield Static(markup=False, id="says")
        yield VerticalScroll(
            FieldRow((Field("part", EXPORT["part"], Kind.CHOICE, choices=parts),)),
            FieldRow((Field("format", EXPORT["format"], Kind.CHOICE, choices=formats),)),
            FieldRow((Field("names", EXPORT["names"], Kind.TICK),)),
            Static(EXPORT["without_names"], markup=False, classes="hint", id="about-names"),
            FieldRow((Field("folder", EXPORT["folder"]),)),
            FieldRow((Field("file", EXPORT["file"]),)),
            Static(EXPORT["about"], markup=False, classes="hint", id="about-file"),
            Button(Content(EXPORT["write"]), id="write", flat=True),
            id="form",
            can_focus=False,
        )

    def on_mount(self) -> None:
        """Suggest what most want: an Excel file without names, among her documents."""
        super().on_mount()
        first = {
            "part": next(iter(self._parts)),
            "format": _FORMATS[0],
            "folder": _short(documents_folder()),
            "file": suggested_name(self.rekotui.on, _FORMATS[0]),
        }
        for name, value in first.items():
            set_value(self._widget(name), value)

    def _widget(self, name: str) -> Widget:
        return self.query_one(f"#f-{name}")

    def _values(self) -> dict[str, str]:
        return {name: value_of(self._widget(name)) for name in _NAMES}

    def _say(self, text: str) -> None:
        says = self.query_one("#says", Static)
        says.update(text)
        says.display = bool(text)

    # What one choice means for the others

    @on(Select.Changed, "#f-format")
    def _format_chosen(self) -> None:
        """Let the file's ending follow the format."""
        format_, name = value_of(self._widget("format")), value_of(self._widget("file"))
        if format_ and format_of(name):
            set_value(self._widget("file"), _ending_in(name, format_))

    @on(Select.Changed, "#f-names")
    def _names_chosen(self) -> None:
        named = value_of(self._widget("names")) == TICKED
        self.query_one("#about-names", Static).update(EXPORT["with_names" if named else "without_names"])

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
        if self._complain(await asyncio.to_thread(_problems, values)):
            return
        path = _path(values)
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

    async def _remember(self) -> bool:
        """Settle the desk's reminder of the month's summary; return whether it could be written."""
        from storage.desk_facts import LAST_SUMMARY, remember

        on = self.rekotui.on
        try:
            await self.desk.write(lambda work: remember(work, LAST_SUMMARY, on))
        except RekotuiError:  # the file is out: what failed is only the note of it
            return False
        return True

    async def _write(self, values: dict[str, str], path: str, *, force: bool) -> None:
        query, format_ = self._parts[values["part"]].query._replace(on=self.rekotui.on), values["format"]
        named = values["names"] == TICKED

        def write(reader: Reader) -> tuple[int, bool]:
            found = summary(reader, query, identities=named)
            write_export(path, WRITERS[format_](found), force=force)
            return len(found.cases), reader.log(export_event(found, format_))

        self._busy = True
        self._say(EXPORT["writing"])
        try:
            # All within one question to the reader: the vault is not locked between the file and its line in the log.
            count, logged = await self.desk.read(write)
        except RekotuiError as error:
            self._say("")
            if error.key == "file_exists":  # it has come meanwhile
                self._ask_to_overwrite(values, path)
            else:
                self._say(str(error))
            return
        finally:
            self._busy = False
        logged = await self._remember() and logged
        self._tell(count, path, named=named, logged=logged)
        await self.leave_with(None)

    def _tell(self, count: int, path: str, *, named: bool, logged: bool) -> None:
        where = EXPORT["done_one" if count == 1 else "done"].format(count=count, path=_short(path))
        if named:
            self.rekotui.say(f"{where}\n{EXPORT['done_names']}", severity="warning")
        else:
            self.rekotui.say(where)
        if not logged:
            self.rekotui.say(EXPORT["not_logged"], severity="warning")


def _path(values: dict[str, str]) -> str:
    """Return where the file goes; its name ends as its format does."""
    return os.path.join(_folder(values), _ending_in(values["file"].strip(), values["format"]))


def _folder(values: dict[str, str]) -> str:
    return os.path.abspath(os.path.expanduser(values["folder"].strip().strip("'\"")))


def _problems(values: dict[str, str]) -> dict[str, str]:
    """Return what is wrong by field (asks the disk)."""
    name = values["file"].strip()
    wrong = {each: FORM["needed"].format(field=EXPORT[each].lower()) for each in ("part", "format") if not values[each]}
    if not values["folder"].strip() or not os.path.isdir(_folder(values)):
        wrong["folder"] = EXPORT["no_folder"]
    if not name.strip("."):
        wrong["file"] = EXPORT["no_file"]
    elif any(sign in "/\\:" or not sign.isprintable() for sign in name):
        wrong["file"] = EXPORT["bad_file"]
    elif len(name.encode()) > _LONGEST_NAME:
        wrong["file"] = EXPORT["long_file"]
    return wrong


def _ending_in(name: str, format_: str) -> str:
    """Return a file name that ends in a format: in place of another format's ending, else after the name."""
    if format_of(name) == format_:
        return name
    return f"{name.rpartition('.')[0] if format_of(name) else name}.{format_}"


def _short(path: str) -> str:
    """Return a path as she knows it, with ~ for her home."""
    home = os.path.expanduser("~")
    inside = path == home or path.startswith(home.rstrip(os.sep) + os.sep)
    return "~" + path[len(home.rstrip(os.sep)) :] if inside and os.sep == "/" else path
