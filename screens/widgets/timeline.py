"""The sick-leave timeline as a widget: a thin shell around its layout."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from screens.widgets.timeline_facts import TimelineMark, TimelinePeriod, describe
from screens.widgets.timeline_layout import lay_out
from screens.widgets.toned_text import from_pieces, to_content


class SickLeaveTimeline(Widget):
    """Sick leave drawn by degree on a month axis, with milestones and today under it; as high as it needs."""

    DEFAULT_CSS = """
    SickLeaveTimeline {
        width: 1fr;
        height: auto;
        background: $background;
        color: $foreground;
    }
    """

    def __init__(
        self,
        periods: Sequence[TimelinePeriod] = (),
        marks: Sequence[TimelineMark] = (),
        *,
        today: date,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._periods, self._marks, self._today = tuple(periods), tuple(marks), today

    def show(self, periods: Sequence[TimelinePeriod], marks: Sequence[TimelineMark], today: date) -> None:
        """Draw other values."""
        self._periods, self._marks, self._today = tuple(periods), tuple(marks), today
        self.refresh(layout=True)

    def lines(self) -> list[str]:
        """Return the same as sentences, one fact a line, for a screen reader."""
        return describe(self._periods, self._marks, self._today)

    def render(self) -> Content:
        """Draw for the width there is."""
        return self._content(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at that width."""
        return len(lay_out(self._periods, self._marks, self._today, width))

    def _content(self, width: int) -> Content:
        drawn = lay_out(self._periods, self._marks, self._today, width)
        return to_content([from_pieces(line) for line in drawn])
