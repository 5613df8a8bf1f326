"""A box over the screen that it asks from."""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget

from screens import commands
from screens.frame import Frame

R = TypeVar("R")


class Dialog(Frame[R], ModalScreen[R]):
    """A modal box; what lies under it stays seen. Esc closes it without an answer."""

    PLACE = commands.DIALOG
    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss"]

    def box(self) -> Iterable[Widget]:
        """Yield the box."""
        return ()

    def compose(self) -> ComposeResult:
        """Yield the box alone: top line and footer are those of the screen under it."""
        yield from self.box()
