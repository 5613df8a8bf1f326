"""”Varför ser jag detta?”: every signal of a case with its rule, law, source, facts and answers, in a box to scroll."""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from screens import commands
from screens.dialog import Dialog
from screens.today_messages import WHY
from screens.widgets.toned_text import to_content


class WhyScreen(Dialog[None]):
    """A title and lines to read."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)
    AUTO_FOCUS = "#why"

    def __init__(self, title: str, lines: list[Text]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def box(self) -> Iterable[Widget]:
        """Yield the lines under their title."""
        yield Vertical(
            Static(self._title, markup=False, classes="title"),
            VerticalScroll(Static(to_content(self._lines), markup=False), id="why"),
            Static(WHY["keys"], markup=False, classes="hint"),
            classes="box wide",
        )
