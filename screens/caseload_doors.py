"""Where the caseload leads: a new case, the review, reading a list, and taking the last list back."""

from functools import partial
from typing import TYPE_CHECKING

from screens.acts_on_signals import ActsOnSignals
from storage import lists

if TYPE_CHECKING:
    from storage.import_undo import Undone


class Doors(ActsOnSignals):
    """The ways on from the caseload that need nothing of its rows."""

    def action_new_case(self) -> None:
        """Open the form for a new case."""
        from screens.new_case import NewCaseForm

        self.rekotui.push_screen(NewCaseForm(), self._made)

    def _made(self, case_id: int | None) -> None:
        if case_id:
            self.rekotui.show_case(case_id)

    def action_review(self) -> None:
        """Go through the newest list; where there is none yet, read one."""
        self.start(self._review, group="review")

    async def _review(self) -> None:
        from screens.review import ReviewScreen

        if await self.desk.read(lists.units):
            self.rekotui.push_screen(ReviewScreen())
        else:
            self.action_import_list()

    def action_import_list(self) -> None:
        """Open the screen that reads a list."""
        from screens.import_list import ImportScreen

        self.rekotui.push_screen(ImportScreen(), self._imported)

    def _imported(self, unit: str | None) -> None:
        from screens.review import ReviewScreen

        if unit is not None:
            self.rekotui.push_screen(ReviewScreen(unit))

    def action_undo_import(self) -> None:
        """Take back the list that was read in last."""
        from screens.undo_import import offer_undo, told

        def tell(done: "Undone") -> None:
            self.rekotui.say(" ".join(told(done)), severity="warning" if done.kept else "information")

        self.start(partial(offer_undo, self, tell), group="undo")
