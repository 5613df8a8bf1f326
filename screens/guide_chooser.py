"""The box where a guide is chosen: those about the case, those of the desk, and what each is for."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework.guide import DESK_KINDS, Guide
from rekotui.casework.guides import in_force
from screens.dialog import Dialog
from screens.guide_messages import GUIDES, NAMES, guide_name
from storage.interview_reading import InterviewLine, desk_interviews, interviews_of
from storage.reading import CaseLine, Reader


def offered(with_case: bool) -> tuple[Guide, ...]:
    """Return the guides that can be opened, those of the case first; without a case, those of the desk alone."""
    guides = in_force().guides
    known = [guides[name] for name in (*NAMES, *(each for each in guides if each not in NAMES))]
    return tuple(guide for guide in known if with_case or guide.kind in DESK_KINDS)


def newest_of_each(reader: Reader, case: CaseLine | None) -> dict[str, InterviewLine]:
    """Return the newest set of answers to each guide, of a case and of the desk."""
    lines = (*(interviews_of(reader, case.case_id) if case else ()), *desk_interviews(reader))
    return {line.guide: line for line in reversed(lines) if line.voided_on is None}


class GuideChooser(Dialog[str]):
    """Its result is the guide that was chosen."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "guide_chooser.tcss"]
    AUTO_FOCUS = "#guides"

    def __init__(self, case: CaseLine | None, lines: dict[str, InterviewLine]) -> None:
        super().__init__()
        self._case, self._lines = case, lines
        self._offered = {guide.id: guide for guide in offered(case is not None)}

    def box(self) -> Iterable[Widget]:
        """Yield the guides in two groups, and room for what the one under the cursor is for."""
        yield Vertical(
            Static(GUIDES["ask"], markup=False, classes="title"),
            OptionList(*self._options(), id="guides", markup=False),
            Static(markup=False, id="purpose"),
            classes="box wide",
        )

    def _options(self) -> Iterable[Option]:
        of_desk = False
        for guide in self._offered.values():
            if guide.kind in DESK_KINDS and not of_desk:
                of_desk = True
                yield Option(Content(GUIDES["of_desk"]), disabled=True)
            elif guide is next(iter(self._offered.values())) and self._case is not None:
                yield Option(Content(GUIDES["of_case"].format(number=self._case.number)), disabled=True)
            yield Option(Content(self._words(guide)), id=guide.id)

    def _words(self, guide: Guide) -> str:
        line = self._lines.get(guide.id)
        if line is None:
            return f"  {guide_name(guide)}"
        state = GUIDES["open"].format(day=line.started_on)
        if line.closed_on is not None:
            state = GUIDES["closed"].format(day=line.closed_on)
        return "  " + GUIDES["option"].format(name=f"{guide_name(guide):<32}", state=state)

    @on(OptionList.OptionHighlighted)
    def _tell(self, event: OptionList.OptionHighlighted) -> None:
        guide = self._offered.get(event.option.id or "")
        if guide is not None:
            least, most = guide.minutes
            minutes = GUIDES["minutes"].format(least=least, most=most) if most else ""
            text = GUIDES["about"].format(purpose=guide.purpose, minutes=minutes).strip()
            self.query_one("#purpose", Static).update(text)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
