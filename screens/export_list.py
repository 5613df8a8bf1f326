"""Write the list to a file: which cases, which format, with names or without, and where."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Select, Static

from rekotui.base.errors import RekotuiError
from rekotui.exchange.files import write_export
from rekotui.exchange.summary import summary
from rekotui.exchange.summary_files import WRITERS, export_event, format_of, suggested_name
from screens import commands
from screens.field import TICKED, Field, FieldRow, Kind, set_value, value_of
from screens.file_form import FileForm, short
from screens.messages import EXPORT
from storage.query import CaseQuery
from storage.reading import Reader

_FORMATS = ("xlsx", "html", "csv", "md", "json")
"""As they are offered: what most want first."""


class Part(NamedTuple):
    """Cases that can be written: a key, the words she chooses by, and the question that gives them."""

    key: str
    words: str
    query: CaseQuery


class ExportScreen(FileForm):
    """The list as a file: an Excel file without names is what most want."""

    PLACE = commands.EXPORT
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.EXPORT)
    AUTO_FOCUS = "#f-part"
    NAMES = ("part", "format", "names", "folder", "file")
    NEEDED: ClassVar[Mapping[str, str]] = {name: EXPORT[name] for name in ("part", "format")}

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        self._parts = {part.key: part for part in parts}

    def heading(self) -> str:
        """Name the screen."""
        return EXPORT["title"]

    def rows(self) -> Iterable[Widget]:
        """Yield which cases, which format, and whether names stand there."""
        parts = tuple((part.key, part.words) for part in self._parts.values())
        formats = tuple((name, EXPORT[f"format_{name}"]) for name in _FORMATS)
        yield FieldRow((Field("part", EXPORT["part"], Kind.CHOICE, choices=parts),))
        yield FieldRow((Field("format", EXPORT["format"], Kind.CHOICE, choices=formats),))
        yield FieldRow((Field("names", EXPORT["names"], Kind.TICK),))
        yield Static(EXPORT["without_names"], markup=False, classes="hint", id="about-names")

    def first(self) -> Mapping[str, str]:
        """Suggest an Excel file without names."""
        file = suggested_name(self.rekotui.on, _FORMATS[0])
        return {"part": next(iter(self._parts)), "format": _FORMATS[0], "file": file}

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

    # Writing

    def with_ending(self, values: Mapping[str, str]) -> str:
        """Return the file's name; it ends as its format does."""
        return _ending_in(values["file"].strip(), values["format"])

    async def write_to(self, values: Mapping[str, str], path: str, *, force: bool) -> None:
        """Write the list, log it, and settle the reminder of the month's summary."""
        query, format_ = self._parts[values["part"]].query._replace(on=self.rekotui.on), values["format"]
        named = values["names"] == TICKED

        def write(reader: Reader) -> tuple[int, bool]:
            found = summary(reader, query, identities=named)
            write_export(path, WRITERS[format_](found), force=force)
            return len(found.cases), reader.log(export_event(found, format_))

        # All within one question to the reader: the vault is not locked between the file and its line in the log.
        count, logged = await self.desk.read(write)
        logged = await self._remember() and logged
        self._tell(count, path, named=named, logged=logged)

    async def _remember(self) -> bool:
        """Settle the desk's reminder of the month's summary; return whether it could be written."""
        from storage.desk_facts import LAST_SUMMARY, remember

        on = self.rekotui.on
        try:
            await self.desk.write(lambda work: remember(work, LAST_SUMMARY, on))
        except RekotuiError:  # the file is out: what failed is only the note of it
            return False
        return True

    def _tell(self, count: int, path: str, *, named: bool, logged: bool) -> None:
        where = EXPORT["done_one" if count == 1 else "done"].format(count=count, path=short(path))
        if named:
            self.rekotui.say(f"{where}\n{EXPORT['done_names']}", severity="warning")
        else:
            self.rekotui.say(where)
        if not logged:
            self.rekotui.say(EXPORT["not_logged"], severity="warning")


def _ending_in(name: str, format_: str) -> str:
    """Return a file name that ends in a format: in place of another format's ending, else after the name."""
    if format_of(name) == format_:
        return name
    return f"{name.rpartition('.')[0] if format_of(name) else name}.{format_}"
