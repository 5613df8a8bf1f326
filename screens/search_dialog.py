"""A box in which one types and chooses among what is found."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, TypeVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from screens import commands
from screens.dialog import Dialog

R = TypeVar("R")

_MOVES = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down", "pageup": "page_up"}


class SearchDialog(Dialog[R]):
    """Searches at every letter; a subclass finds (`search`), shows (`show_found`) and does what is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)
    WORDS: ClassVar[Mapping[str, str]] = {}
    """What is asked in the empty field (`ask`), and what is said where nothing is found (`nothing`)."""
    BOX: ClassVar[str] = "box"

    def box(self) -> Iterable[Widget]:
        """Yield the field and what it finds."""
        yield Vertical(
            Input(placeholder=self.WORDS["ask"], id="wanted", compact=True),
            OptionList(id="found", markup=False),
            Static(self.WORDS["nothing"], markup=False, classes="hint", id="nothing"),
            classes=self.BOX,
        )

    def search(self, text: str) -> None:
        """Look for what was typed, and show it."""

    def show_found(self, rows: Iterable[tuple[Content, str]], *, say_nothing: bool) -> None:
        """Show rows of words and id; where there are none, say so if `say_nothing`."""
        found = self.query_one("#found", OptionList)
        found.clear_options()
        found.add_options(Option(words, id=name) for words, name in rows)
        found.highlighted = 0 if found.option_count else None
        found.display = bool(found.option_count)
        self.query_one("#nothing").display = say_nothing and not found.option_count

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        super().on_mount()
        self.search("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.search(event.value)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the field has focus."""
        if event.key in _MOVES:
            getattr(self.query_one("#found", OptionList), f"action_{_MOVES[event.key]}")()
            event.stop()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one("#found", OptionList).action_select()
