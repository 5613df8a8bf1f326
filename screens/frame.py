"""What every screen has: a top line with the day and DEMO, a footer, and the way its work meets the vault."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker

from rekotui.base.errors import RekotuiError
from screens.desk import Desk, DeskLockedError
from screens.messages import APP_NAME, FRAME, MONTHS, WEEKDAYS
from screens.widgets.key_line import KeyLine
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Tone

if TYPE_CHECKING:
    from screens.app import RekotuiApp

R = TypeVar("R")

BREAKPOINTS: list[tuple[int, str]] = [(0, "-narrow"), (120, "-wide")]
"""From 120 columns on there is room for two panes."""


def written_day(day: date) -> str:
    """Return a day with weekday and week, as the top line has it."""
    return FRAME["date"].format(
        weekday=WEEKDAYS[day.weekday()],
        day=day.day,
        month=MONTHS[day.month - 1],
        year=day.year,
        week=day.isocalendar().week,
    )


class TopLine(Widget):
    """The first line of a screen: where one is, and what day the program counts from."""

    def __init__(self) -> None:
        super().__init__(id="top-line")

    def compose(self) -> ComposeResult:
        """Yield the two ends of the line."""
        yield Static(markup=False, id="top-title")
        yield Static(markup=False, id="top-right")

    def show(self, title: str, right: Content) -> None:
        """Write the line."""
        self.query_one("#top-title", Static).update(
            to_content([from_pieces([(f" {APP_NAME}  ", Tone.ACCENT), (title, Tone.STRONG)])])
        )
        self.query_one("#top-right", Static).update(right)


class Frame(Screen[R]):
    """A screen of the program. Subclasses name their `PLACE` in the registry and override what they need."""

    PLACE: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss"]

    @property
    def rekotui(self) -> "RekotuiApp":
        """The app, typed."""
        return cast("RekotuiApp", self.app)

    @property
    def desk(self) -> Desk:
        """The gate to the vault."""
        return self.rekotui.desk

    def body(self) -> Iterable[Widget]:
        """Yield the widgets between top line and footer."""
        return ()

    def heading(self) -> str:
        """Return the title of the top line."""
        return ""

    def compose(self) -> ComposeResult:
        """Yield top line, body and footer."""
        yield TopLine()
        yield from self.body()
        yield KeyLine()

    def on_mount(self) -> None:
        """Write the top line for the first time."""
        self.show_top()

    def show_top(self) -> None:
        """Write the top line anew: title, DEMO, hidden identities, the day."""
        pieces = [(written_day(self.rekotui.on) + " ", Tone.MUTED)]
        if self.rekotui.hidden:
            pieces.insert(0, (FRAME["hidden"] + "  ", Tone.WARNING))
        demo = Content.styled(FRAME["demo"], "bold $background on $warning")
        right = to_content([from_pieces(pieces)])
        if self.query("#top-title") and self.query("#top-right"):  # not before it is composed, nor at the end
            line = self.query_one(TopLine)
            line.show(self.heading(), Content.assemble(demo, "  ", right) if self.rekotui.demo else right)

    def identities_changed(self) -> None:
        """Draw again with identities hidden or shown; extended by screens that show any."""
        self.set_class(self.rekotui.hidden, "hide-identities")
        self.show_top()

    async def refresh_facts(self) -> None:
        """Read again what is shown: somebody has written, or the day is another."""

    def on_screen_resume(self) -> None:
        """Read again what may have changed while another screen was on top."""
        self.identities_changed()
        if self.desk.is_open:
            self.start(self.refresh_facts, group="refresh")

    def start(self, work: Callable[[], Awaitable[None]], *, group: str = "work") -> None:
        """Carry out work beside the event loop's turn; a newer one of the same group takes its place."""
        # Given as a function: a coroutine that is cancelled before its turn would never be awaited.
        _worker: Worker[None] = self.run_worker(partial(self._carry_out, work), group=group, exclusive=True)

    async def _carry_out(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await self.rekotui.guarded(work)
        except NoMatches:
            if self.app.is_running and self in self.app.screen_stack:
                raise
            # The answer came when the screen had been left, and its widgets were gone.

    async def keep_drafts(self) -> None:
        """Save what is typed and not yet kept."""

    def drafts_now(self) -> list[tuple[str, str, int | None]]:
        """Return (place, text, case) of what is typed and not yet kept: for the last moment before a crash."""
        return []

    async def leave_with(self, result: R) -> None:
        """Go back with a result; not before this screen is on top again, should the vault have been locked."""
        while self in self.app.screen_stack and not self.is_current:
            await asyncio.sleep(0.1)
        if self.is_current:
            self.dismiss(result)

    def action_back(self) -> None:
        """Keep what is typed and go back."""

        async def leave() -> None:
            await self.keep_drafts()
            if self.is_current:
                self.dismiss()

        self.start(leave, group="leave")


async def ignoring_lock(work: Callable[[], Awaitable[None]], report: Callable[[RekotuiError], None]) -> None:
    """Carry out work; report our own errors, and drop it silently if the vault was locked meanwhile."""
    try:
        await work()
    except DeskLockedError:
        return
    except RekotuiError as error:
        report(error)
