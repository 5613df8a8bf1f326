"""What an empty list says: what is empty, and the first thing to do about it."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.widgets.toned_text import to_content, toned
from screens.widgets.tones import Tone


class EmptyState(Vertical):
    """A quiet title with advice under it, in the middle of its room. Both are shown literally."""

    DEFAULT_CSS = """
    EmptyState {
        align: center middle;
        background: $background;
        color: $foreground;
    }
    EmptyState > Static {
        width: 100%;
        max-width: 56;
        height: auto;
        text-align: center;
    }
    EmptyState > #empty-advice {
        margin-top: 1;
    }
    """

    def __init__(self, title: str, advice: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._title_text = title
        self._advice_text = advice

    def compose(self) -> ComposeResult:
        """Yield the title and the advice."""
        yield Static(self._title_content(), id="empty-title", markup=False)
        yield Static(self._advice_content(), id="empty-advice", markup=False)

    def say(self, title: str, advice: str) -> None:
        """Change both texts, for example when a filter is what made the list empty."""
        self._title_text, self._advice_text = title, advice
        if self.is_mounted:
            self.query_one("#empty-title", Static).update(self._title_content())
            self.query_one("#empty-advice", Static).update(self._advice_content())

    def _title_content(self) -> Content:
        return to_content([toned(self._title_text, Tone.STRONG)])

    def _advice_content(self) -> Content:
        return to_content([toned(line, Tone.MUTED) for line in self._advice_text.splitlines()])
