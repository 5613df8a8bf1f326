"""The keys in the last line, drawn anew only when they are others than before."""

from typing import Any

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer


class KeyLine(Footer):
    """A footer that is left alone while its keys stay the same.

    Textual makes every key of the footer anew whenever the focus moves, in each step of a form: a quarter of what a key
    press costs, for a line that looks as before.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._drawn: object = None

    def compose(self) -> ComposeResult:
        """Yield the keys, and remember which they were."""
        if self._bindings_ready:
            self._drawn = self._wanted()
        yield from super().compose()

    def bindings_changed(self, screen: Screen[Any]) -> None:
        """Look at the keys again once everything that has been asked for is done."""
        first, self._bindings_ready = not self._bindings_ready, True
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self.recompose if first else self._draw_if_changed)

    async def _draw_if_changed(self) -> None:
        if self.is_attached and self._wanted() != self._drawn:
            await self.recompose()

    def _wanted(self) -> object:
        """Return everything that the line shows of the keys that are in force."""
        return [
            (active.binding, active.enabled, active.tooltip, self.app.get_key_display(active.binding))
            for active in self.screen.active_bindings.values()
            if active.binding.show
        ]
