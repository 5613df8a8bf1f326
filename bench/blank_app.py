"""The least Textual app there is: what the caseload's start is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Static

TEXT = "An empty app"


class BlankApp(App[None]):
    """One Static."""

    def compose(self) -> ComposeResult:
        yield Static(TEXT)


if __name__ == "__main__":
    BlankApp().run()
