"""Guides are chosen where they are needed: from the case, and from the caseload about the case on the row."""

from functools import partial

from screens.frame import Frame
from storage.reading import CaseLine


class OpensGuides(Frame[None]):
    """A screen from which any guide can be opened."""

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
        from screens.guide_opening import open_any

        if guide:
            self.start(partial(open_any, self, guide, case), group="guides")
