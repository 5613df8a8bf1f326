"""A case's interviews beside each other: the rulers over time, and what has changed since an earlier talk."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from rekotui.casework.guides import in_force
from rekotui.exchange.comparison_messages import COMPARE
from rekotui.exchange.interview_comparison import Comparison, comparison
from screens import commands
from screens.compare_words import compare_lines
from screens.frame import Frame
from screens.interview_messages import INTERVIEW
from screens.privacy import masked, shown_name
from screens.widgets.toned_text import to_content
from storage.reading import Reader


class InterviewCompareScreen(Frame[None]):
    """The interviews of a case by its id."""

    PLACE = commands.COMPARE
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "interview.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.COMPARE)
    AUTO_FOCUS = "#compare"

    def __init__(self, case_id: int) -> None:
        super().__init__()
        self.case_id = case_id
        self.found: Comparison | None = None
        self.shown = False
        self._back = 1

    def heading(self) -> str:
        """Name the screen and the patient, by number while the identity is hidden."""
        if self.found is None:
            return COMPARE["title"]
        case = self.found.case
        who = case.number if masked(case, self.rekotui.hidden) else shown_name(case, False)
        return INTERVIEW["heading"].format(title=COMPARE["title"], who=who)

    def body(self) -> Iterable[Widget]:
        """Yield one text to scroll."""
        yield VerticalScroll(Static(markup=False, id="compare-text"), id="compare")

    async def refresh_facts(self) -> None:
        """Read the interviews again."""
        found = await self.desk.read(partial(_read, case_id=self.case_id, sensitive=self.shown, steps_back=self._back))
        if found is None:
            await self.leave_with(None)
        elif self.is_attached:
            self.found = found
            self._draw()

    def identities_changed(self) -> None:
        """Cover everything, or show it again."""
        super().identities_changed()
        self._draw()

    def on_screen_suspend(self) -> None:
        """Cover what was asked for when the vault is locked."""
        if self.rekotui.locked:
            self.shown = False

    def on_resize(self) -> None:
        """Draw the chart anew."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if self.found is None or not self.query("#compare-text"):
            return
        self.show_top()
        width = self.query_one("#compare").content_size.width or 78
        rows = compare_lines(self.found, width, hide=self.rekotui.hidden)
        self.query_one("#compare-text", Static).update(to_content(rows))

    def action_turn(self, steps: int) -> None:
        """Compare with an earlier talk, or a later one."""
        most = len(self.found.talks) - 1 if self.found is not None else 0
        self._back = min(max(self._back + steps, 1), max(most, 1))
        self.start(self.refresh_facts, group="refresh")

    def action_reveal(self) -> None:
        """Show sensitive answers, or cover them again."""
        self.shown = not self.shown
        if self.shown:
            self.start(partial(self._log), group="log")
        self.start(self.refresh_facts, group="refresh")

    async def _log(self) -> None:
        await self.desk.log_read("case.read", self.case_id)


def _read(reader: Reader, case_id: int, *, sensitive: bool, steps_back: int) -> Comparison | None:
    lines = reader.cases_by_id([case_id])
    return comparison(reader, lines[0], in_force(), sensitive=sensitive, steps_back=steps_back) if lines else None
