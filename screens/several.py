"""Choose several of a few: each with its box, ticked by space, so that the choice is seen without colour."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

_TICKED, _OPEN = "☒", "☐"
_BETWEEN = ","


class Several(OptionList):
    """Its value is the chosen codes with commas between, in the order they are offered."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", show=False)]

    class Changed(Message):
        """Something was ticked, or no longer is."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, id: str | None = None) -> None:
        self._choices = tuple(choices)
        self._chosen: frozenset[str] = frozenset()
        super().__init__(*self._rows(), id=id, markup=False, compact=True)

    @property
    def value(self) -> str:
        """The chosen codes."""
        return _BETWEEN.join(code for code, _words in self._choices if code in self._chosen)

    @value.setter
    def value(self, codes: str) -> None:
        self._chosen = frozenset(codes.split(_BETWEEN)) & {code for code, _words in self._choices}
        at = self.highlighted
        self.clear_options()
        self.add_options(self._rows())
        self.highlighted = at

    def _rows(self) -> list[Option]:
        return [
            Option(Content(f"{_TICKED if code in self._chosen else _OPEN} {words}"), id=code)
            for code, words in self._choices
        ]

    @on(OptionList.OptionSelected)
    def _toggled(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        code = event.option.id or ""
        self.value = _BETWEEN.join(self._chosen ^ {code})
        self.post_message(self.Changed())
