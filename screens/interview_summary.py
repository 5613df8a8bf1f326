"""What was said in an interview by the record's sökord, and what it suggests for the plan. Read only.

Sensitive answers are covered, and protected ones are not there at all, until she asks for them; that is logged.
"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from screens import commands
from screens.frame import Frame
from screens.interview_facts import InterviewFacts, read_interview, who_words
from screens.interview_messages import INTERVIEW, SUMMARY
from screens.interview_words import summary_lines
from screens.widgets.toned_text import to_content
from storage.history import Event

if TYPE_CHECKING:
    from storage.database import Work


_OF_A_CASE = ("print_interview", "record", "compare")
"""What is done with an interview of a patient alone: a guide of the desk has none."""


class InterviewSummaryScreen(Frame[None]):
    """The summary of an interview by its id, open or closed."""

    PLACE = commands.INTERVIEW_SUMMARY
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "interview.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.INTERVIEW_SUMMARY)
    AUTO_FOCUS = "#summary"

    def __init__(self, interview_id: int) -> None:
        super().__init__()
        self.interview_id = interview_id
        self.facts: InterviewFacts | None = None
        self.shown = False

    def heading(self) -> str:
        """Name the screen and the patient, by number while the identity is hidden."""
        if self.facts is None:
            return SUMMARY["title"]
        return who_words(self.facts, SUMMARY["title"], self.rekotui.hidden)

    def body(self) -> Iterable[Widget]:
        """Yield one text to scroll."""
        yield Static(markup=False, id="summary-head")
        yield VerticalScroll(Static(markup=False, id="summary-text"), id="summary")

    async def refresh_facts(self) -> None:
        """Read the interview again."""
        facts = await self.desk.read(lambda reader: read_interview(reader, self.interview_id))
        if facts is None:
            self.rekotui.say(INTERVIEW["gone"], severity="warning")
            await self.leave_with(None)
        elif self.is_attached:
            self.facts = facts
            self._draw()

    def identities_changed(self) -> None:
        """Cover everything, or show it again."""
        super().identities_changed()
        self._draw()

    def on_screen_suspend(self) -> None:
        """Cover what was asked for when the vault is locked."""
        if self.rekotui.locked:
            self.shown = False
            self._draw()

    def _draw(self) -> None:
        if self.facts is None or not self.is_mounted:
            return
        self.show_top()
        self.refresh_bindings()
        line = self.facts.stored.line
        head = SUMMARY["closed" if line.closed_on else "open"].format(day=line.started_on, closed=line.closed_on)
        self.query_one("#summary-head", Static).update(head)
        lines = summary_lines(self.facts.stored.sheet, self.facts.guides, self.shown, self.rekotui.hidden)
        self.query_one("#summary-text", Static).update(to_content(lines))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open it again only where it is closed."""
        if action == "reopen":
            return self.facts is not None and self.facts.stored.line.closed_on is not None
        if action in _OF_A_CASE:
            return self.facts is not None and self.facts.case is not None
        return True

    def action_reveal(self) -> None:
        """Show sensitive and protected answers, or cover them again."""
        self.shown = not self.shown
        if self.shown:
            self.start(self._log_shown, group="log")
            self.rekotui.say(SUMMARY["shown"])
        self._draw()

    async def _log_shown(self) -> None:
        assert self.facts is not None
        case_id = self.facts.stored.line.case_id
        event = Event("case.read", "case", case_id, case_id, {"command": "app", "protected": True})
        await self.desk.read(lambda reader: reader.log(event))

    def action_print_interview(self) -> None:
        """Write it on paper; what is sensitive only while it is shown."""
        from screens.prints_papers import print_interview

        if self.facts is not None and self.facts.case is not None:
            print_interview(self, self.facts.case, self.interview_id, shown=self.shown)

    def action_record(self) -> None:
        """Go to the text for the record."""
        from screens.interview_record import InterviewRecordScreen

        if self.facts is not None:
            self.rekotui.push_screen(InterviewRecordScreen(self.interview_id))

    def action_compare(self) -> None:
        """Show this case's interviews beside each other."""
        from screens.interview_compare import InterviewCompareScreen

        if self.facts is not None and self.facts.case is not None:
            self.rekotui.push_screen(InterviewCompareScreen(self.facts.case.case_id))

    def action_reopen(self) -> None:
        """Open the interview again, and go to it."""
        self.start(self._reopen, group="reopen")

    async def _reopen(self) -> None:
        from screens.interview import InterviewScreen

        await self.desk.write(partial(reopened, interview_id=self.interview_id))
        self.rekotui.say(SUMMARY["reopened"])
        if self.is_current:
            self.app.call_later(self.app.switch_screen, InterviewScreen(self.interview_id))


def reopened(work: "Work", interview_id: int) -> None:
    """Open a closed interview again; raises what storing can raise."""
    from storage.interviews import InterviewRepository

    repository = InterviewRepository(work)
    repository.reopen(repository.get(interview_id))
