"""Write a paper as PDF: what stands on it, whom it is from, and where it goes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from rekotui.base.errors import RekotuiError
from rekotui.exchange.files import write_export
from rekotui.exchange.paper.ready import Ready
from rekotui.exchange.paper.sender import sender_of
from rekotui.exchange.paper.typesetting import Sender, typeset
from screens import commands
from screens.field import Field, FieldRow, Kind
from screens.file_form import FileForm, short
from screens.messages import EXPORT
from screens.paper_messages import PAPER
from storage.reading import Reader

_ENDING = ".pdf"


class Face(NamedTuple):
    """One thing that can be written: a key, the words she chooses by, and what makes the paper."""

    key: str
    words: str
    make: Callable[[Reader, Sender], Ready]


class PaperScreen(FileForm):
    """One paper of a case. `stem` is the beginning of the file's name, which names nobody."""

    PLACE = commands.PRINT
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PRINT)
    AUTO_FOCUS = "Select, Input"
    NAMES = ("what", "unit", "name", "phone", "folder", "file")

    def __init__(self, title: str, stem: str, faces: Sequence[Face], unit: str = "", note: str = "") -> None:
        super().__init__()
        self._title, self._stem, self._unit, self._note = title, stem, unit, note
        self._faces = {face.key: face for face in faces}

    def heading(self) -> str:
        """Name the screen."""
        return self._title

    def rows(self) -> Iterable[Widget]:
        """Yield what is to be on it, where there is a choice, and whom it is from."""
        if self._note:
            yield Static(self._note, markup=False, classes="hint")
        if len(self._faces) > 1:
            faces = tuple((face.key, face.words) for face in self._faces.values())
            yield FieldRow((Field("what", PAPER["what"], Kind.CHOICE, choices=faces),))
        for name in ("unit", "name", "phone"):
            yield FieldRow((Field(name, PAPER[name]),))
        yield Static(PAPER["sender"], markup=False, classes="hint")

    def first(self) -> Mapping[str, str]:
        """Start from the first face, the sender of the last paper, and a name that says what, which case and when."""
        sender = sender_of(self.desk.settings, self._unit)
        values = {**sender._asdict(), "file": f"{self._stem}-{self.rekotui.on.isoformat()}{_ENDING}"}
        return {"what": next(iter(self._faces)), **values} if len(self._faces) > 1 else values

    def with_ending(self, values: Mapping[str, str]) -> str:
        """Return the file's name, which ends in .pdf."""
        name = values["file"].strip()
        return name if name.casefold().endswith(_ENDING) else name + _ENDING

    async def write_to(self, values: Mapping[str, str], path: str, *, force: bool) -> None:
        """Set the paper, write it, log it, and keep the sender for the next."""
        face = self._faces[values["what"] or next(iter(self._faces))]
        sender = Sender(*(" ".join(values[name].split()) for name in Sender._fields))
        kept = await self._keep(sender)

        def write(reader: Reader) -> tuple[Ready, str, bool]:
            ready = face.make(reader, sender)
            made = typeset(ready.paper)
            write_export(path, made.data, force=force)
            return ready, made.unknown, reader.log(ready.event)

        ready, unknown, logged = await self.desk.read(write)
        where = PAPER["done"].format(title=ready.paper.title, path=short(path))
        named = bool(ready.record.get("identities"))
        self.rekotui.say(f"{where}\n{PAPER['done_names']}" if named else where)
        warnings = {
            PAPER["unknown"].format(count=len(unknown)): bool(unknown),
            PAPER["not_kept"]: not kept,
            EXPORT["not_logged"]: not logged,
        }
        for text, holds in warnings.items():
            if holds:
                self.rekotui.say(text, severity="warning")

    async def _keep(self, sender: Sender) -> bool:
        """Keep whom papers are from; return whether that could be written. Too long a text is told beside nothing."""
        from storage.setting_changes import change_sender

        unit = "" if sender.unit == self._unit else sender.unit
        given = {"sender_unit": unit, "sender_name": sender.name, "sender_phone": sender.phone}
        if all(getattr(self.desk.settings, name) == text for name, text in given.items()):
            return True
        try:
            await self.desk.write(lambda work: change_sender(work, given))
            await self.desk.settings_changed()
        except RekotuiError as error:
            if error.key == "too_long_for_paper":
                raise
            return False
        return True
