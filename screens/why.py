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
from screens.messages import PRIVACY
from screens.today_messages import WHY
from screens.widgets.toned_text import to_content


class WhyScreen(Dialog[None]):
    """A title and lines to read."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)
    AUTO_FOCUS = "#why"

    def __init__(self, title: str, lines: list[Text], covers: bool = False) -> None:
        """Take what to show; `covers`: F9 covers the lines too, for they tell of a person in her own words."""
        super().__init__()
        self._title, self._lines, self._covers = title, lines, covers

    def box(self) -> Iterable[Widget]:
        """Yield the lines under their title."""
        yield Vertical(
            Static(self._title, markup=False, classes="title"),
            VerticalScroll(Static(to_content(self._seen()), markup=False, id="why-lines"), id="why"),
            Static(WHY["keys"], markup=False, classes="hint"),
            classes="box wide",
        )

    def identities_changed(self) -> None:
        """Cover the lines, or show them again."""
        super().identities_changed()
        if self.query("#why-lines"):
            self.query_one("#why-lines", Static).update(to_content(self._seen()))

    def _seen(self) -> list[Text]:
        return [Text(PRIVACY["text_hidden"])] if self._covers and self.rekotui.hidden else self._lines
