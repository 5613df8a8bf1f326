"""What is done without an answer, and with the whole: decline, skip, find, another form, the summary so far, close."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from rekotui.casework.guide import PROTECTED
from rekotui.casework.interview import CORE, DECLINED, SKIPPED, Place, lacking, progress
from screens.interview_facts import Step, place_of_place
from screens.interview_keeping import KeepsInterview
from screens.interview_messages import CLOSE, INTERVIEW
from storage.interview_reading import VALUE

if TYPE_CHECKING:
    from storage.database import Work


class ClosesInterview(KeepsInterview):
    """An interview that can be searched, narrowed and closed."""

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

    def _ask_outcome(self, *, leaving: bool) -> None:
        """Ask whether to close it."""
        from screens.choose import ConfirmScreen

        assert self.sheet is not None
        whole = progress(self.sheet)
        details = CLOSE["details"].format(done=whole.done, asked=whole.asked)
        self.rekotui.push_screen(ConfirmScreen(CLOSE["ask"], CLOSE["yes"], details), self._close)

    def _go_to_missing(self, which: str | None) -> None:
        if which:
            question, _, row = which.partition(":")
            self.go(Place(question, int(row)))

    def _close(self, is_sure: bool | None) -> None:
        if is_sure:
            self.start(self._close_now, group="close")

    async def _close_now(self) -> None:
        from screens.interview_summary import InterviewSummaryScreen

        await self.drain()
        if self._pending:
            return
        await self.desk.write(partial(_closed, interview_id=self.interview_id, on=self.rekotui.on))
        self.rekotui.say(CLOSE["closed"])
        if self.is_current:
            self.app.call_later(self.app.switch_screen, InterviewSummaryScreen(self.interview_id))


def _closed(work: "Work", interview_id: int, on: date) -> None:
    from storage.drafts import DraftRepository
    from storage.interviews import InterviewRepository

    repository = InterviewRepository(work)
    repository.close(repository.get(interview_id), on)
    DraftRepository(work).let_go(place_of_place(interview_id))
