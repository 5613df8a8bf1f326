"""Small dialogs: choose one of a few, or confirm."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from screens import commands
from screens.dialog import Dialog
from screens.messages import CONFIRM


class ChooseScreen(Dialog[str]):
    """A question with a few answers; its result is the chosen answer's key, or None."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)

    def __init__(self, question: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._question, self._choices = question, tuple(choices)

    def box(self) -> Iterable[Widget]:
        """Yield the question and its answers."""
        yield Vertical(
            Static(self._question, markup=False, classes="title"),
            OptionList(*(Option(Content(text), id=key) for key, text in self._choices), markup=False),
            classes="box",
        )

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)


class ConfirmScreen(Dialog[bool]):
    """Asks before something is thrown away. ”Nej” has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)
    AUTO_FOCUS = "#no"

    def __init__(self, question: str, yes: str, details: str = "") -> None:
        super().__init__()
        self._question, self._yes, self._details = question, yes, details

    def box(self) -> Iterable[Widget]:
        """Yield the question with its two answers."""
        yield Vertical(
            Static(self._question, markup=False, classes="title"),
            *([Static(self._details, markup=False)] if self._details else []),
            Horizontal(
                Button(Content(CONFIRM["no"]), id="no", flat=True),
                Button(Content(self._yes), id="yes", flat=True),
                classes="buttons",
            ),
            classes="box",
        )

    @on(Button.Pressed)
    def _answered(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
