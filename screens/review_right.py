"""The right to go through a list: asked for before anybody is shown, looked at, registered and ended."""

from functools import partial
from typing import TYPE_CHECKING

from rekotui.casework.guide_assignment import GUIDE
from rekotui.exchange.review_people import Screening
from screens.assignment_words import assignment_words, can_be_ended
from screens.frame import Frame
from screens.interview_door import open_guide
from screens.quick import Given
from screens.review_messages import ASSIGNMENT, WITHOUT
from storage.assignment_reading import AssignmentLine, assignments

if TYPE_CHECKING:
    from storage.database import Work

_NEW, _GUIDE = "new", "guide"


class WithRight(Frame[None]):
    """A screen that shows people who have not consented only under an assignment, or as a logged exception."""

    def __init__(self) -> None:
        super().__init__()
        self._unit: str | None = None
        self._asking_right = False

    def ask_right(self, shown: Screening) -> None:
        """Ask by what right the list is read; until that is answered, nobody is shown."""
        from screens.review_asking import right_question

        if not self._asking_right:
            self._asking_right = True
            self.rekotui.push_screen(right_question(shown), partial(self._answered_right, shown.reviewed.unit))

    def _answered_right(self, unit: str, given: Given | None) -> None:
        from screens.assignment_form import AssignmentForm
        from screens.review_asking import READ, REGISTER

        if given is not None and given.key == REGISTER:
            self.rekotui.push_screen(AssignmentForm(unit), self._registered)
        elif given is not None and given.key == READ:
            self.start(partial(self._read_without, unit, given.typed["reason"]), group="right")
        else:
            self.start(partial(self.leave_with, None), group="leave")

    def _registered(self, _assignment_id: int | None) -> None:
        """Look again: what was registered may hold, or she went back and is asked once more."""
        self._asking_right = False
        self.start(self.refresh_facts, group="refresh")

    async def _read_without(self, unit: str, reason: str) -> None:
        from screens.review_asking import EXCEPTION_PLACE

        day = self.rekotui.on

        def write(work: "Work") -> None:
            from storage.assignments import AssignmentRepository
            from storage.drafts import DraftRepository

            AssignmentRepository(work).read_without(unit, day, reason)
            DraftRepository(work).let_go(EXCEPTION_PLACE)

        try:
            await self.desk.write(write)
        finally:
            self._asking_right = False
        self.rekotui.say(WITHOUT["logged"].format(unit=unit))
        self.start(self.refresh_facts, group="refresh")

    # Assignments

    def action_assignments(self) -> None:
        """Show the assignments, to register one or end one early."""
        self.start(self._choose_assignment, group="right")

    async def _choose_assignment(self) -> None:
        from screens.choose import ChooseScreen

        found = await self.desk.read(assignments)
        day, warn = self.rekotui.on, self.desk.settings.assignment_warn_days
        choices = [(_NEW, ASSIGNMENT["new"])]
        choices += [(str(line.assignment_id), assignment_words(line, day, warn)) for line in found]
        choices.append((_GUIDE, ASSIGNMENT["by_guide"]))
        self.rekotui.push_screen(ChooseScreen(ASSIGNMENT["which"], choices), partial(self._chosen_assignment, found))

    def _chosen_assignment(self, found: tuple[AssignmentLine, ...], which: str | None) -> None:
        from screens.assignment_form import AssignmentForm, EndAssignmentForm

        if which == _NEW:
            self.rekotui.push_screen(AssignmentForm(self._unit or ""))
            return
        if which == _GUIDE:
            self.start(partial(open_guide, self, GUIDE, None), group="guide")
            return
        line = next((line for line in found if str(line.assignment_id) == which), None)
        if line is None:
            return
        if can_be_ended(line, self.rekotui.on, self.desk.settings.assignment_warn_days):
            self.rekotui.push_screen(EndAssignmentForm(line))
        else:
            self.rekotui.say(ASSIGNMENT["not_to_end"])
