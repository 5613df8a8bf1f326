"""What one can do here: made from the registry of commands, so that it never says what is not so."""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from screens import commands
from screens.frame import Frame
from screens.help_messages import HELP, PLACES
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Tone


class HelpScreen(Frame[None]):
    """Explains one place: a few sentences, its keys, the keys that are the same everywhere, the last messages."""

    PLACE = commands.DIALOG
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "help.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)
    AUTO_FOCUS = "#help"

    def __init__(self, place: str) -> None:
        super().__init__()
        self._about = place

    def heading(self) -> str:
        """Name the screen."""
        return f"{HELP['title']} · {PLACES[self._about]}"

    def body(self) -> Iterable[Widget]:
        """Yield everything as one text to scroll."""
        yield VerticalScroll(
            Static(HELP[self._about], markup=False, classes="about"),
            Static(to_content(self._keys()), markup=False),
            Static(HELP["mouse"], markup=False, classes="about"),
            Static(to_content(self._messages()), markup=False),
            id="help",
        )

    def _keys(self) -> list[Text]:
        lines = []
        for place in (self._about, *commands.WITHIN.get(self._about, ()), commands.APP):
            lines.append(from_pieces([(HELP["keys"].format(place=PLACES[place]), Tone.STRONG)]))
            for command in commands.commands_of(place):
                keys = " ".join(written for _key, written in command.keys)
                lines.append(from_pieces([(f"  {keys:<6} ", Tone.ACCENT), (command.help, None)]))
            lines.append(Text(""))
        return lines

    def _messages(self) -> list[Text]:
        said = self.rekotui.said[::-1]
        rows = [from_pieces([(f"  {each.at}  ", Tone.MUTED), (each.text, None)]) for each in said]
        none = from_pieces([(f"  {HELP['no_messages']}", Tone.MUTED)])
        return [from_pieces([(HELP["messages"], Tone.STRONG)]), *(rows or [none])]
