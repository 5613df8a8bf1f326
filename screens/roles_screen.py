"""Who does what: a page to show the patient. Nothing of any case is on it."""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from rekotui.casework.roles import roles
from screens import commands
from screens.frame import Frame
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Piece, Tone


class RolesScreen(Frame[None]):
    """The page as one text to scroll."""

    PLACE = commands.DIALOG
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "help.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)
    AUTO_FOCUS = "#help"

    def heading(self) -> str:
        """Name the page."""
        return roles().title

    def body(self) -> Iterable[Widget]:
        """Yield the page."""
        yield VerticalScroll(Static(to_content(_lines()), markup=False), id="help")


def _lines() -> list[Text]:
    page = roles()
    rows = [_loose([(sentence, None)]) for sentence in page.lead]
    for role in page.roles:
        rows += [Text(""), from_pieces([(role.title, Tone.ACCENT)])]
        rows += [_loose([("· ", Tone.MUTED), (sentence, None)]) for sentence in role.does]
    return rows


def _loose(pieces: list[Piece]) -> Text:
    """Return a line that may wrap."""
    line = from_pieces(pieces)
    line.no_wrap = False
    return line
