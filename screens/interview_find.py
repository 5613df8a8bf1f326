"""Find a question of an interview by some of its words. What is protected is never found, nor is any answer."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework.interview import Asked, Place, Sheet
from rekotui.casework.interview_moves import find
from screens import commands
from screens.dialog import Dialog
from screens.interview_messages import FIND


class FindQuestionScreen(Dialog[Place]):
    """Finds as one types; its result is the question's place."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self._found: tuple[Asked, ...] = ()

    def box(self) -> Iterable[Widget]:
        """Yield the field and what it finds."""
        yield Vertical(
            Input(placeholder=FIND["ask"], id="wanted", compact=True),
            OptionList(id="found", markup=False),
            Static(FIND["nothing"], markup=False, classes="hint", id="nothing"),
            classes="box wide",
        )

    def on_mount(self) -> None:
        """Show an empty field."""
        super().on_mount()
        self._search("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def _search(self, text: str) -> None:
        self._found = find(self._sheet, text)
        options = self.query_one("#found", OptionList)
        options.clear_options()
        for one in self._found:
            options.add_option(
                Option(Content(FIND["found"].format(section=one.section.title, question=one.question.text)))
            )
        options.highlighted = 0 if self._found else None
        options.display = bool(self._found)
        self.query_one("#nothing").display = bool(text.strip()) and not self._found

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the field has focus."""
        moves = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down", "pageup": "page_up"}
        if event.key in moves:
            getattr(self.query_one("#found", OptionList), f"action_{moves[event.key]}")()
            event.stop()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one("#found", OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index].place)
