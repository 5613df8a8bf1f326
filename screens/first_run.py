"""The first time: what a vault is, a passphrase, the recovery key, and one group of it back."""

import asyncio
import secrets
from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, Static

from rekotui.base.errors import RekotuiError
from screens import commands
from screens.frame import Frame
from screens.messages import FIRST
from storage import recovery_key
from storage.vault import Key, create


class FirstRunScreen(Frame[Key]):
    """Makes the vault; its result is the key. The vault is made when the passphrase is, before the key is shown."""

    PLACE = commands.FIRST
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "unlock.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.FIRST)

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self._key: Key | None = None
        self._groups: list[str] = []
        self._asked = secrets.randbelow(recovery_key.GROUPS)
        self._busy = False

    def heading(self) -> str:
        """Name the screen."""
        return FIRST["title"]

    def body(self) -> Iterable[Widget]:
        """Yield the two steps."""
        choose = Vertical(
            Static(FIRST["title"], markup=False, classes="title"),
            Static(FIRST["intro"], markup=False),
            Static(FIRST["folder"].format(folder=self._folder), markup=False, classes="hint"),
            Input(password=True, placeholder=FIRST["passphrase"], id="one"),
            Input(password=True, placeholder=FIRST["again"], id="two"),
            Static(FIRST["demo"], markup=False, classes="hint"),
            classes="box",
            id="choose",
        )
        keep = Vertical(
            Static(FIRST["recovery_title"], markup=False, classes="title"),
            Static(FIRST["recovery"], markup=False),
            Static(markup=False, id="recovery-key"),
            Static(FIRST["ask"].format(group=self._asked + 1), markup=False),
            Input(id="group"),
            classes="box",
            id="keep",
        )
        yield Vertical(
            ContentSwitcher(choose, keep, initial="choose", id="steps"),
            Static(markup=False, id="answer"),
            id="first",
        )

    @on(Input.Submitted, "#one")
    def _one(self) -> None:
        self.query_one("#two").focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.input.id != "one":
            self.action_go_on()

    def action_go_on(self) -> None:
        """Take the next step."""
        if self._busy:
            return
        if self._key is None:
            self.start(self._make, group="make")
        else:
            self._check_group(self._key)

    async def _make(self) -> None:
        one, two = self.query_one("#one", Input), self.query_one("#two", Input)
        if one.value != two.value:
            self._answer(FIRST["differ"])
            return
        self._busy = True
        self._answer(FIRST["making"])
        recovery = recovery_key.generate()
        try:
            self._key = await asyncio.to_thread(create, self._folder, one.value, recovery)
        except RekotuiError as error:
            self._answer(str(error))
            return
        finally:
            self._busy = False
        one.value = two.value = ""
        self._groups = recovery_key.to_words(recovery).split("-")
        half = recovery_key.GROUPS // 2
        rows = ["  ".join(self._groups[:half]), "  ".join(self._groups[half:])]
        self.query_one("#recovery-key", Static).update("\n".join(rows))
        self.query_one("#steps", ContentSwitcher).current = "keep"
        self._answer("")
        self.query_one("#group", Input).focus()

    def _check_group(self, key: Key) -> None:
        typed = recovery_key.plain(self.query_one("#group", Input).value)
        if typed == self._groups[self._asked]:
            self.query_one("#recovery-key", Static).update("")
            self._groups = []
            self.dismiss(key)
        else:
            self._answer(FIRST["wrong"].format(group=self._asked + 1))

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(text)
