"""What is done without an answer, and with the whole: decline, skip, find, another form, the summary so far, close."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from rekotui.casework.guide import PROTECTED
from rekotui.casework.guides import in_force
from rekotui.casework.interview import CORE, DECLINED, NO_ANSWER, SKIPPED, Place, lacking
from rekotui.casework.interview_outcome import consent_only
from screens.interview_facts import Step
from screens.interview_keeping import KeepsInterview
from screens.interview_messages import CLOSE, INTERVIEW
from storage.interview_reading import VALUE, stored_sheet
from storage.outcome_reading import proposal
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work
    from storage.interview_outcome import Carried


COORDINATION = Place("consent_coordination")


class ClosesInterview(KeepsInterview):
    """An interview that can be searched, narrowed and closed."""

    _coordination = NO_ANSWER

    def take_first(self) -> None:
        """Remember what was said of coordination when she came here."""
        self._coordination = self.answer_at(COORDINATION)

    def go(self, place: Place | None) -> None:
        """Leave the question and show another."""

    def action_next(self) -> None:
        """Store the answer and show the next question."""

    def words_hidden(self) -> bool:
        """Tell whether not even the question may be seen."""
        return False

    def empty_answer(self) -> None:
        """Take away what stands in the answer's field."""

    def action_decline(self) -> None:
        """Note that the patient does not want to answer."""
        if not self.words_hidden():
            self._without_answer(DECLINED)

    def action_skip(self) -> None:
        """Pass the question over for now."""
        self._without_answer(SKIPPED)

    def _without_answer(self, kind: str) -> None:
        from screens.choose import ConfirmScreen

        if self.place is None:
            return
        if not self.typed_here()[VALUE]:
            self._let_go(kind)
            return
        yes = INTERVIEW["let_go_decline" if kind == DECLINED else "let_go_skip"]

        def answered(is_sure: bool | None) -> None:
            if is_sure:
                self._let_go(kind)

        self.rekotui.push_screen(ConfirmScreen(INTERVIEW["let_go_ask"], yes), answered)

    def _let_go(self, kind: str) -> None:
        if self.place is not None:
            self.store(Step(kind, self.place))
            self.empty_answer()
            self.action_next()

    def action_find(self) -> None:
        """Find a question by some words."""
        from screens.interview_find import FindQuestionScreen

        if self.sheet is not None:
            self.rekotui.push_screen(FindQuestionScreen(self.sheet), self.go)

    def action_summary(self) -> None:
        """Show the summary so far."""
        from screens.interview_summary import InterviewSummaryScreen

        if self.leave_place():
            return

        async def show() -> None:
            await self.keep_drafts()
            await self.rekotui.push_screen(InterviewSummaryScreen(self.interview_id))

        self.start(show, group="summary")

    def change_form(self, form: str) -> None:
        """Let another form be asked; what has been answered stays."""
        if self.sheet is None or not self.sheet.guide.has_core:
            self.rekotui.say(INTERVIEW["full_required"])
            return

        def write(work: "Work") -> None:
            from storage.interviews import InterviewRepository

            repository = InterviewRepository(work)
            repository.set_form(repository.get(self.interview_id), form)

        async def change() -> None:
            await self.drain()
            await self.desk.write(write)
            await self.refresh_facts()
            self.rekotui.say(INTERVIEW["now_core" if form == CORE else "now_full"])

        self.start(change, group="form")

    def action_close(self) -> None:
        """Close the interview, or show what is missing and lead there."""
        from screens.choose import ChooseScreen

        if self.sheet is None or (wrong := self.leave_place()):
            if self.sheet is not None:
                self.rekotui.say(wrong, severity="warning")
            return
        missing = [each for each in lacking(self.sheet) if each.question is not None]
        if missing:
            choices = []
            for each in missing:
                assert each.question is not None
                # Of what is private not even the section is named: the sentence that the rules give says so.
                text = each.sentence if each.question.protection == PROTECTED else each.question.text
                choices.append((f"{each.question.id}:{each.row}", text))
            self.rekotui.push_screen(ChooseScreen(CLOSE["missing"], choices), self._go_to_missing)
            return
        self._ask_outcome(leaving=False)

    def _go_to_missing(self, which: str | None) -> None:
        if which:
            question, _, row = which.partition(":")
            self.go(Place(question, int(row)))

    # What it leaves behind

    def _ask_outcome(self, *, leaving: bool) -> None:
        from screens.interview_outcome import OutcomeScreen

        async def ask() -> None:
            await self.keep_drafts()
            if self._pending or not self.is_current:
                return
            self.finishing = not leaving
            answered = self._left_with if leaving else self._was_closed
            await self.rekotui.push_screen(OutcomeScreen(self.interview_id, leaving=leaving), answered)

        self.start(ask, group="close")

    def _was_closed(self, carried: "Carried | None") -> None:
        if carried is None:
            self.finishing = False
        else:
            self.app.call_later(self._go_on, carried)

    async def _go_on(self, carried: "Carried") -> None:
        """Show the summary; after a withdrawal, over it, who is to be told."""
        from screens.consent_telling import TellScreen
        from screens.interview_summary import InterviewSummaryScreen

        assert self.facts is not None
        case = self.facts.case
        if not self.is_current:
            return
        await self.app.switch_screen(InterviewSummaryScreen(self.interview_id))
        if case is not None and carried.withdrawn is not None:
            tell = TellScreen(case.case_id, carried.withdrawn, hide=self.rekotui.hidden)
            await self.rekotui.push_screen(tell)

    def _left_with(self, _carried: "Carried | None") -> None:
        self.app.call_later(self._leave_now)

    def action_back(self) -> None:
        """Go back; an answer about coordination that is new goes into the log first, if she wants it to."""

        async def leave() -> None:
            await self.keep_drafts()
            facts = self.facts
            if facts is None or self._pending or self.answer_at(COORDINATION) == self._coordination:
                self._leave_now()
                return
            found = await self.desk.read(partial(_consents, interview_id=self.interview_id, on=self.rekotui.on))
            if found:
                self._ask_outcome(leaving=True)
            else:
                self._leave_now()

        self.start(leave, group="leave")

    def _leave_now(self) -> None:
        if self.is_current:
            self.dismiss()


def _consents(reader: Reader, interview_id: int, on: date) -> bool:
    """Tell whether the answer about coordination is one that the log does not have."""
    stored = stored_sheet(reader, interview_id, in_force())
    if stored is None or not stored.line.is_open:
        return False
    return bool(consent_only(proposal(reader.rows, stored.line, stored, on).effects))
