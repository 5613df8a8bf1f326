"""Guides are chosen where they are needed: from the case, and from the caseload about the case on the row."""

from functools import partial
from typing import ClassVar

from rekotui.casework.guide import DESK_KINDS
from rekotui.casework.guides import in_force
from screens.frame import Frame
from storage.reading import CaseLine


class OpensGuides(Frame[None]):
    """A screen from which any guide can be opened."""

    case_is_logged: ClassVar[bool] = False
    """Whether opening this screen was logged as looking at the case: else a guide about it is a look of its own."""

    def work_case(self) -> CaseLine | None:
        """Return the case at hand, None where there is none."""
        return None

    def action_guides(self) -> None:
        """Choose a guide."""
        self.start(self._choose_guide, group="guides")

    async def _choose_guide(self) -> None:
        from screens.guide_chooser import GuideChooser, newest_of_each

        case = self.work_case()
        lines = await self.desk.read(lambda reader: newest_of_each(reader, case))
        if self.is_current:
            self.rekotui.push_screen(GuideChooser(case, lines), partial(self._open_chosen, case))

    def _open_chosen(self, case: CaseLine | None, guide: str | None) -> None:
        if guide:
            self.start(partial(self._open, case, guide), group="guides")

    async def _open(self, case: CaseLine | None, guide: str) -> None:
        from screens.guide_messages import GUIDES
        from screens.guide_opening import open_any

        about = case if in_force()[guide].kind not in DESK_KINDS else None
        if about is not None and not self.case_is_logged and not await self.desk.log_read("case.read", about.case_id):
            self.rekotui.say(GUIDES["not_logged"], severity="warning")
        await open_any(self, guide, case)
