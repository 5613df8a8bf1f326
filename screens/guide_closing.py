"""What comes when a guide other than the interview is closed: its contact, its assignment, or its summary alone."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from rekotui.casework.guide_contact import TELLS_OF
from rekotui.casework.guide_meeting import GUIDE as MEETING_GUIDE
from rekotui.casework.guide_meeting import kind_of, meeting_values
from rekotui.casework.interview import progress
from rekotui.exchange.known_answers import INTERVIEW
from screens.contact_guide import FillsFromGuide
from screens.guide_messages import GUIDES
from screens.interview_facts import place_of_place
from screens.interview_rows import RepeatsSections
from storage.guide_contacts import is_told

if TYPE_CHECKING:
    from storage.database import Work

_ASSIGNMENT = "assignment"


class ClosesGuides(RepeatsSections):
    """Any guide that is being filled in. The interview itself is closed as `ClosesInterview` says."""

    _has_closed = False

    async def refresh_facts(self) -> None:
        """Read it again, unless it has just been closed from here."""
        if not self._has_closed:
            await super().refresh_facts()

    def _ask_outcome(self, *, leaving: bool) -> None:
        from screens.choose import ConfirmScreen

        assert self.sheet is not None
        if self.sheet.guide.id == INTERVIEW:
            super()._ask_outcome(leaving=leaving)
            return
        whole = progress(self.sheet)
        details = GUIDES["close_details"].format(done=whole.done, asked=whole.asked)
        ask = ConfirmScreen(GUIDES["close_ask"], GUIDES["close_yes"], details)
        self.rekotui.push_screen(ask, self._close_guide)

    def _close_guide(self, is_sure: bool | None) -> None:
        if is_sure:
            self.start(self._close_guide_now, group="close")

    async def _close_guide_now(self) -> None:
        """Close it; then show what its answers fill, unless that is the screen it was opened from."""
        await self.drain()
        if self._pending or self.facts is None:
            return
        self._has_closed = True
        try:
            await self.desk.write(partial(_closed, interview_id=self.interview_id, on=self.rekotui.on))
        except BaseException:
            self._has_closed = False
            raise
        below = self.app.screen_stack[-2] if self.is_current else None
        if isinstance(below, FillsFromGuide) and below.fills_from == self.interview_id:
            self.rekotui.say(GUIDES["closed_now"])
            self.dismiss()
        elif self.is_current:
            told = await self.desk.read(lambda reader: is_told(reader, self.interview_id))
            self.app.call_later(self._show_summary, told)

    async def _show_summary(self, told: bool) -> None:
        from screens.interview_summary import InterviewSummaryScreen

        if self.is_current:
            await self.rekotui.switch_screen(InterviewSummaryScreen(self.interview_id))
            self.open_next(told)

    def open_next(self, told: bool) -> None:
        """Open the form that the answers fill; a contact only where none tells of the guide yet (`told`)."""
        facts, app = self.facts, self.rekotui
        if facts is None:
            return
        guide = facts.stored.sheet.guide
        if guide.kind == _ASSIGNMENT:
            from screens.assignment_form import AssignmentForm

            app.say(GUIDES["assignment_next"])
            app.push_screen(AssignmentForm(interview_id=self.interview_id))
        elif guide.id == MEETING_GUIDE and facts.case is not None and not told:
            from screens.meeting_form import MeetingForm

            app.say(GUIDES["meeting_next"])
            sheet = facts.stored.sheet
            kind = kind_of(sheet) or MEETING_GUIDE
            app.push_screen(MeetingForm(facts.case.case_id, facts.case.number, kind, given=meeting_values(sheet)))
        elif guide.id in TELLS_OF and facts.case is not None and not told:
            from screens.contact_form import ContactForm

            app.say(GUIDES["contact_next"])
            app.push_screen(ContactForm(facts.case.case_id, facts.case.number, interview_id=self.interview_id))
        else:
            app.say(GUIDES["closed_now"])


def _closed(work: "Work", interview_id: int, on: date) -> None:
    from storage.drafts import DraftRepository
    from storage.interview_outcome import OutcomeRepository
    from storage.interviews import InterviewRepository

    interviews = InterviewRepository(work)
    interview = interviews.get(interview_id)
    if interview.case_id is None:
        interviews.close(interview, on)
    else:
        OutcomeRepository(work).close_with_suggestions(interview, on)
    DraftRepository(work).let_go(place_of_place(interview_id))
