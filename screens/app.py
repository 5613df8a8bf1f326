"""The app: it wires screens, vault, lock and clock together, and holds nothing else."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from functools import partial
from typing import ClassVar, NamedTuple, cast

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.reactive import reactive
from textual.screen import Screen
from textual.types import CSSPathType
from textual.worker import Worker

from rekotui.base.clock import today
from rekotui.base.errors import RekotuiError
from screens import commands
from screens.crash import QuietCrash
from screens.desk import Desk
from screens.frame import Frame, ignoring_lock
from screens.messages import APP_NAME, LOCK, PRIVACY
from screens.theme import CONTRAST, DARK, LIGHT, register_themes
from screens.watch import LockWatch
from storage.vault import Key, exists, is_demo, key_without_asking

_THEMES = (DARK, LIGHT, CONTRAST)
_MESSAGES_KEPT = 50
_LEND_AFTER = 0.5
"""Seconds from the start to lending the key."""


class Said(NamedTuple):
    """One message that was shown: when, and the words."""

    at: str
    text: str


class RekotuiApp(QuietCrash):
    """The coordinator's caseload. `on` fixes today; without it the program follows midnight."""

    TITLE = APP_NAME
    # Also the caseload's own: Textual reads a screen's stylesheets when it is pushed, and a first screen never is.
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "caseload.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.APP)

    hidden: reactive[bool] = reactive(False, init=False)
    """Whether identities are hidden everywhere (F9)."""

    def __init__(self, folder: str, on: date | None = None, key: Key | None = None) -> None:
        super().__init__()
        self.folder = folder
        self.desk = Desk(folder)
        self.said: list[Said] = []
        self.answered_cases: list[int] = []
        """The cases whose signals she has answered since the start, the last one last: what `z` takes back."""
        self.told_of_clipboard = False
        """Whether she has been told, since the start, that the clipboard lies outside the vault."""
        self.locked = False
        self.clock: Callable[[], float] = time.monotonic
        """What idle time is counted by."""
        self._fixed_day = on
        self._day = on or today()
        self._first_key = key
        self._watch = LockWatch(self)
        register_themes(cast(App[object], self))
        self.theme = DARK

    @property
    def on(self) -> date:
        """The program's today."""
        return self._day

    @property
    def demo(self) -> bool:
        """Whether this is a throwaway vault; also known while it is locked."""
        return is_demo(self.folder)

    # Start

    def open_at_once(self) -> None:
        """Open a vault that needs no asking before the program is drawn: the caseload is then the first screen.

        Blocks, for some milliseconds, before there is an event loop to hold up. What goes wrong is left to `on_mount`.
        """
        with contextlib.suppress(RekotuiError):
            key = key_without_asking(self.folder)
            if key is not None:
                self.desk.open_now(key)

    def get_default_screen(self) -> Screen[object]:
        """Return the caseload if the vault is open already, else the empty screen that others are put on."""
        if not self.desk.is_open:
            return super().get_default_screen()
        from screens.caseload import CaseloadScreen

        return cast(Screen[object], CaseloadScreen())

    def on_mount(self) -> None:
        """Show the caseload, the locked vault, or how to make one."""
        if self.desk.key is not None:
            self._watch.touched()
            # Lending the key to look-ups can wait until the rows are there: its imports would hold them up.
            self.set_timer(_LEND_AFTER, partial(self._begin, self._lend))
        elif not exists(self.folder):
            from screens.first_run import FirstRunScreen

            self.push_screen(FirstRunScreen(self.folder), self._made)
        else:
            self._begin(self._open_first)
        self.set_interval(1.0, self._tick)

    async def _open_first(self) -> None:
        try:
            key = self._first_key or await asyncio.to_thread(key_without_asking, self.folder)
        except RekotuiError as error:
            self.report(error)
            key = None
        self._first_key = None
        if key is None:
            self._ask_for_key("")
        else:
            await self.open_vault(key)

    async def _lend(self) -> None:
        if self.desk.key is not None:
            await asyncio.to_thread(self._watch.serve, self.desk.key)

    def _made(self, key: Key | None) -> None:
        if key is None:
            self.exit(0)
        else:
            self._begin(partial(self.open_vault, key))

    async def open_vault(self, key: Key) -> None:
        """Open the vault, and show the caseload unless there are screens to come back to."""
        await asyncio.to_thread(self.desk.open_now, key)
        self.locked = False
        self._watch.touched()
        await asyncio.to_thread(self._watch.serve, key)
        if not any(isinstance(screen, Frame) and screen.PLACE == commands.CASELOAD for screen in self.screen_stack):
            from screens.caseload import CaseloadScreen

            await self.push_screen(CaseloadScreen())

    # Time, lock, other writers

    async def on_event(self, event: events.Event) -> None:
        """Notice that somebody is there."""
        if isinstance(event, events.InputEvent):
            self._watch.touched()
        await super().on_event(event)

    def _tick(self) -> None:
        if self._fixed_day is None and (day := today()) != self._day:
            self._day = day
            self._refresh_screens()
        if self.desk.is_open:
            self._begin(self._look_around, group="tick")

    async def _look_around(self) -> None:
        reason = await self._watch.reason_to_lock()
        if reason is not None:
            await self.lock(reason)
        elif await self.desk.has_changed():
            self._refresh_top()

    def _refresh_screens(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Frame):
                screen.show_top()
        self._refresh_top()

    def _refresh_top(self) -> None:
        """Let the screen on top read again; one that is still being made reads by itself."""
        if isinstance(self.screen, Frame) and self.screen.is_mounted and self.desk.is_open:
            self.screen.start(self.screen.refresh_facts, group="refresh")

    async def lock(self, reason: str = "") -> None:
        """Keep every draft, let the key go, and cover all with the unlock screen."""
        if self.locked or not self.desk.is_open:
            return
        self.locked = True
        for screen in self.screen_stack:
            if isinstance(screen, Frame):
                await self.guarded(screen.keep_drafts)
        self.clear_notifications()
        self._ask_for_key(reason)
        await asyncio.to_thread(self._watch.stop)
        await asyncio.to_thread(self.desk.close_now)

    def lock_soon(self) -> None:
        """Lock from another thread: somebody ran `rekotui lock`."""
        self.call_later(self._lock_from_elsewhere)

    async def _lock_from_elsewhere(self) -> None:
        await self.lock(LOCK["elsewhere"])

    def _ask_for_key(self, reason: str) -> None:
        from screens.unlock import UnlockScreen

        self.locked = True
        self.push_screen(UnlockScreen(self.folder, reason), self._unlocked)

    def _unlocked(self, key: Key | None) -> None:
        if key is not None:
            self._begin(partial(self._open_again, key))

    async def _open_again(self, key: Key) -> None:
        try:
            await self.open_vault(key)
        except RekotuiError as error:
            self._ask_for_key(str(error))
            return
        self.refresh_bindings()
        self._refresh_screens()

    # Words

    def _begin(self, work: Callable[[], Awaitable[None]], *, group: str = "app") -> None:
        _worker: Worker[None] = self.run_worker(partial(self.guarded, work), group=group, exclusive=True)

    async def guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        """Carry out work; our own errors become a message."""
        await ignoring_lock(work, self.report)

    def report(self, error: RekotuiError) -> None:
        """Say what went wrong, where it can be read again too."""
        self.say(str(error), severity="warning")

    def say(self, text: str, *, severity: str = "information") -> None:
        """Show a message for a moment and keep it in the list that `?` shows. Never put a person in it."""
        # One at a time: what was said before must not pile up over what she is looking at.
        self.clear_notifications()
        self.said.append(Said(datetime.now().strftime("%H:%M"), text))
        del self.said[:-_MESSAGES_KEPT]
        if severity == "warning":
            self.notify(text, severity="warning", timeout=8, markup=False)
        else:
            self.notify(text, timeout=4, markup=False)

    # Commands that are the same everywhere

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the vault is locked, only what needs no vault is there."""
        if not self.desk.is_open and action in ("palette", "lock", "hide", "settings", "rules"):
            return False
        return super().check_action(action, parameters)

    def action_palette(self) -> None:
        """Search commands and cases."""
        from screens.palette import PaletteScreen

        if isinstance(self.screen, Frame) and not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen(self.screen))

    def action_help(self) -> None:
        """Explain the screen."""
        from screens.help import HelpScreen

        if isinstance(self.screen, Frame) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.PLACE))

    def action_hide(self) -> None:
        """Hide identities everywhere, or show them again."""
        self.hidden = not self.hidden
        self.say(PRIVACY["now_hidden"] if self.hidden else PRIVACY["now_shown"])

    def watch_hidden(self) -> None:
        """Let every screen draw itself anew."""
        for screen in self.screen_stack:
            if isinstance(screen, Frame):
                screen.identities_changed()

    def action_settings(self) -> None:
        """Show the numbers that the unit may set."""
        from screens.settings_screen import SettingsScreen

        if isinstance(self.screen, Frame) and not self.screen.is_modal and self.screen.PLACE != commands.SETTINGS:
            self.push_screen(SettingsScreen())

    def action_rules(self) -> None:
        """Show all rules with their law."""
        from screens.rules_screen import RulesScreen

        if isinstance(self.screen, Frame) and not self.screen.is_modal and self.screen.PLACE != commands.RULES:
            self.push_screen(RulesScreen())

    def action_roles(self) -> None:
        """Show who does what, for the patient to read."""
        from screens.roles_screen import RolesScreen

        if isinstance(self.screen, Frame) and not self.screen.is_modal and not isinstance(self.screen, RolesScreen):
            self.push_screen(RolesScreen())

    def action_theme(self) -> None:
        """Take the next colours."""
        self.theme = _THEMES[(_THEMES.index(self.theme) + 1) % len(_THEMES)]

    async def action_lock(self) -> None:
        """Lock now."""
        self._begin(self.lock, group="lock")

    async def action_quit(self) -> None:
        """Keep every draft and end."""
        self._begin(self._quit, group="quit")

    async def _quit(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Frame):
                await self.guarded(screen.keep_drafts)
        self.exit(0)

    async def on_unmount(self) -> None:
        """Let the key go."""
        await asyncio.to_thread(self._watch.stop)
        await asyncio.to_thread(self.desk.close_now)

    def rescue(self) -> None:
        """Keep what is typed, when the program itself is failing."""
        for screen in self.screen_stack:
            if isinstance(screen, Frame) and self.desk.is_open:
                for place, text, case_id in screen.drafts_now():
                    self.desk.keep_draft_now(place, text, case_id)

    def show_case(self, case_id: int) -> None:
        """Open a case, or come back to it if it lies under this screen."""
        from screens.case import CaseScreen

        self.push_screen(CaseScreen(case_id))


def run_app(folder: str, on: date | None = None) -> int:
    """Run the program until she leaves it; return its exit code (70 after a failure of its own)."""
    app = RekotuiApp(folder, on)
    app.open_at_once()
    code = app.run()
    return code if code is not None else (app.return_code or 0)
