"""A table of cases in groups: headings stand among the rows, and the cursor passes them by."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.strip import Strip

from screens.widgets.case_table import CaseTable
from screens.widgets.columns import HeadingRow
from screens.widgets.row_painter import draw_heading


class GroupedTable(CaseTable, inherit_bindings=False):
    """A `CaseTable` whose source gives a `HeadingRow` above each group. Without its own ⏎, which the screen offers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in CaseTable.BINDINGS if not (isinstance(binding, Binding) and binding.key == "enter")
    ]

    def validate_cursor_row(self, row: int) -> int:
        """Keep the cursor on a row that is no heading: the next one in the direction it moves, if there is any."""
        row = super().validate_cursor_row(row)
        step = 1 if row >= self.cursor_row else -1
        for direction in (step, -step):
            at = row
            while 0 <= at < self.row_count:
                if not self._is_heading(at):
                    return at
                at += direction
        return row

    def _keep_in_view(self) -> None:
        super()._keep_in_view()
        above = self.cursor_row - 1
        if self.scroll_offset.y == self.cursor_row and self._page_height > 1 and self._is_heading(above):
            self._scroll_rows(above)

    def _draw(self, index: int, width: int) -> Strip:
        row = self._feed.row(index)
        if isinstance(row, HeadingRow):
            return draw_heading(row, self._palette("plain"), width)
        return super()._draw(index, width)

    def _is_heading(self, index: int) -> bool:
        return isinstance(self._feed.row(index), HeadingRow) if index >= 0 else False
