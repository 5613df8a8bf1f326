"""A field with a few answers: the first letters of a word choose without opening the list."""

from collections.abc import Sequence
from time import monotonic

from rich.text import Text
from textual import events
from textual.widgets import Select

from rekotui.casework.fold import fold

_PAUSE = 1.0
"""Seconds after which a letter begins a new word."""


class ChoiceField(Select[str]):
    """Its list opens on the answer that stands, else on the first, never on the line that chooses nothing."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, prompt: str, id: str) -> None:
        self._choices = tuple(choices)
        self._typed, self._typed_at = "", 0.0
        super().__init__(_options(self._choices), id=id, prompt=prompt, compact=True)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other answers; nothing is chosen afterwards."""
        self._choices = tuple(choices)
        self.set_options(_options(self._choices))

    def action_show_overlay(self) -> None:
        """Open the list."""
        super().action_show_overlay()
        if self.is_blank() and self._choices:
            # The first line of the overlay is the prompt.
            self.call_after_refresh(self._overlay_at, 1)

    def _overlay_at(self, index: int) -> None:
        from textual.widgets._select import SelectOverlay

        if self.expanded and self.is_blank():
            self.query_one(SelectOverlay).highlighted = index

    def on_key(self, event: events.Key) -> None:
        """Choose the first answer with a word that begins with what is typed."""
        if self.expanded or event.character is None or not event.character.isalnum():
            return
        event.stop()
        now = monotonic()
        self._typed = (self._typed if now - self._typed_at < _PAUSE else "") + fold(event.character)
        self._typed_at = now
        found = beginning(self._choices, self._typed)
        if found:
            self.value = found


def beginning(choices: Sequence[tuple[str, str]], typed: str) -> str:
    """Return the first answer whose words begin with a text, then the first with any such word; "" where none has."""
    words = [(code, fold(label)) for code, label in choices]
    whole = (code for code, label in words if label.startswith(typed))
    inside = (code for code, label in words if any(word.startswith(typed) for word in label.split()))
    return next(whole, "") or next(inside, "")


def _options(choices: Sequence[tuple[str, str]]) -> list[tuple[Text, str]]:
    # Text, not Content: what is typed in the open list is looked for in texts alone, and neither is markup.
    return [(Text(words), code) for code, words in choices]
