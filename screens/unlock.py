"""The locked vault: passphrase or recovery key. What lies under this screen is exactly as she left it."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from rekotui.base.errors import LockedError, RekotuiError
from screens import commands
from screens.frame import Frame
from screens.messages import LOCK
from storage import recovery_key
from storage.vault import Key, is_demo, key_by_passphrase, key_by_recovery, key_without_asking


def key_from_typed(folder: str, typed: str) -> Key:
    """Open with what was typed, passphrase or recovery key; blocks for about 0.3 s, by design.

    Raises LockedError with the more helpful of the two refusals, and what a damaged vault raises.
    """
    try:
        return key_by_passphrase(folder, typed)
    except LockedError as wrong:
        if not _looks_like_recovery(typed):
            raise
        try:
            return key_by_recovery(folder, recovery_key.parse(typed))
        except LockedError as mistyped:
            raise mistyped from wrong


def _looks_like_recovery(typed: str) -> bool:
    groups = recovery_key.plain(typed)
    return len(groups) >= recovery_key.GROUPS * recovery_key.GROUP_LENGTH - 5 and "-" in typed


class UnlockScreen(Frame[Key]):
    """Asks until the vault opens; its result is the key."""

    PLACE = commands.LOCKED
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "unlock.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.LOCKED)

    def __init__(self, folder: str, reason: str = "") -> None:
        super().__init__()
        self._folder, self._reason = folder, reason
        self._demo = is_demo(folder)
        self._busy = False

    def heading(self) -> str:
        """Name the screen."""
        return LOCK["title"]

    def body(self) -> Iterable[Widget]:
        """Yield the one field."""
        field = Input(password=True, placeholder=LOCK["passphrase"], id="passphrase")
        yield Vertical(
            Vertical(
                Static(LOCK["locked"], markup=False, classes="title"),
                Static(self._reason, markup=False, id="why"),
                Static(LOCK["demo"] if self._demo else LOCK["unlock"], markup=False),
                *([] if self._demo else [field]),
                Static(markup=False, id="answer"),
                Static("" if self._demo else LOCK["recovery"], markup=False, classes="hint"),
                classes="box",
            ),
            id="unlock",
        )

    def on_mount(self) -> None:
        """Hide the reason when there is none."""
        super().on_mount()
        self.query_one("#why").display = bool(self._reason)

    def action_leave_field(self) -> None:
        """Empty the field."""
        for field in self.query(Input):
            field.value = ""

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_unlock()

    def action_unlock(self) -> None:
        """Try what is typed."""
        if not self._busy:
            self.start(self._unlock, group="unlock")

    async def _unlock(self) -> None:
        typed = "".join(field.value for field in self.query(Input))
        if not typed and not self._demo:
            self._answer(LOCK["empty"])
            return
        self._busy = True
        self._answer(LOCK["unlocking"])
        try:
            if self._demo:
                key = await asyncio.to_thread(key_without_asking, self._folder)
            else:
                key = await asyncio.to_thread(key_from_typed, self._folder, typed)
        except RekotuiError as error:
            self._answer(str(error))
            return
        finally:
            self._busy = False
            self.action_leave_field()
        self.dismiss(key)

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(text)
