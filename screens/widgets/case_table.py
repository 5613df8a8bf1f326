"""A table of cases that never holds them: it draws the lines that are seen and asks for pages of rows.

DataTable measures every cell, and freezes for seconds at 10 000 rows; here a table of any length costs what
its visible lines cost. The source is asked in a thread (row_feed); lines yet to come show a quiet ….
Group headings are rows of another kind (grouped_table): `_draw` alone knows what a line looks like.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style as VisualStyle

from screens.widgets.columns import Column, Fitted, column_at, fit
from screens.widgets.messages import TABLE_KEYS
from screens.widgets.pages import RowSource, Snapshot, Window
from screens.widgets.row_feed import RowFeed
from screens.widgets.row_painter import (
    CURSOR_MARK,
    GUTTER,
    RESTING_MARK,
    Palette,
    SortKey,
    draw_row,
    draw_titles,
    draw_waiting,
)
from screens.widgets.tones import Tone

HEADER_LINES = 1


class TableMessage(Message):
    """Something that happened in a table."""

    def __init__(self, table: "CaseTable") -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> "CaseTable":
        """The table it happened in, for `@on(..., selector)`."""
        return self.table


class CaseTable(ScrollView, can_focus=True):
    """Rows of a `RowSource` under a line of titles; the cursor stays on its row when the rows change."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"case-table--plain", "case-table--header", "case-table--cursor"}
    DEFAULT_CSS = """
    CaseTable {
        height: 1fr;
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .case-table--header { color: $text-muted; }
        & > .case-table--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
        }
        &:focus > .case-table--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", TABLE_KEYS["cursor_up"], show=False),
        Binding("down", "move(1)", TABLE_KEYS["cursor_down"], show=False),
        Binding("pageup", "move_page(-1)", TABLE_KEYS["page_up"], show=False),
        Binding("pagedown", "move_page(1)", TABLE_KEYS["page_down"], show=False),
        Binding("home", "first", TABLE_KEYS["first"], show=False),
        Binding("end", "last", TABLE_KEYS["last"], show=False),
        Binding("enter", "select", TABLE_KEYS["select"], show=False),
    ]

    cursor_row: reactive[int] = reactive(0, repaint=False)
    """The row the cursor stands on, from 0."""

    class RowHighlighted(TableMessage):
        """The cursor has come to stand on another row."""

        def __init__(self, table: "CaseTable", key: str) -> None:
            super().__init__(table)
            self.key = key

    class RowSelected(TableMessage):
        """A row was chosen, to be opened."""

        def __init__(self, table: "CaseTable", key: str) -> None:
            super().__init__(table)
            self.key = key

    class HeaderSelected(TableMessage):
        """A column's title was clicked; `add` (ctrl or shift held) when it should be one more sort key."""

        def __init__(self, table: "CaseTable", column_key: str, add: bool) -> None:
            super().__init__(table)
            self.column_key = column_key
            self.add = add

    class Loaded(TableMessage):
        """A source has answered, and its `count` rows are what is shown from now on."""

        def __init__(self, table: "CaseTable", count: int) -> None:
            super().__init__(table)
            self.count = count

    class LoadFailed(TableMessage):
        """The source raised `error` instead of answering; what was shown before is still shown."""

        def __init__(self, table: "CaseTable", error: Exception) -> None:
            super().__init__(table)
            self.error = error

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource | None = None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._sort: tuple[SortKey, ...] = ()
        self._fitted: tuple[Fitted, ...] = ()
        self._feed = RowFeed(self)
        if source is not None:
            self._feed.turn_to(source, None)
        self._told_key: str | None = None
        self._clicked_row: int | None = None
        self._open_row: int | None = None
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(256)
        self._palettes: dict[tuple[str, bool], Palette] = {}

    # What a screen uses

    @property
    def row_count(self) -> int:
        """The number of rows in the source that is shown."""
        return self._feed.count

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor; None when there is none, or it has not come yet."""
        row = self._feed.row(self.cursor_row)
        return row.key if row else None

    def reload(self, source: RowSource, key: str | None = None) -> None:
        """Show the rows of another source; the old ones stay until the new ones are here, all at once.

        The cursor goes to the row with `key`, or stays on the key it has, or on its row number.
        """
        if key is not None:
            self._keep_in_view()
        self._feed.turn_to(source, key)
        self._ask()

    def refresh_rows(self) -> None:
        """Ask the same source again, for rows that have changed."""
        if (source := self._feed.source) is not None:
            self.reload(source)

    def show_sort(self, keys: Sequence[SortKey]) -> None:
        """Draw sort arrows on these columns, the most important first; the sorting is the source's work."""
        self._sort = tuple(keys)
        self.refresh()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Give the columns other priorities. Rows that are here keep their cells: the order has to be the same."""
        if tuple(columns) != self._columns:
            self._columns = tuple(columns)
            self._fit()
            self.refresh()

    # Rows that come (row_feed.Viewer)

    def _ask(self) -> None:
        seen = self.is_attached and self.scrollable_content_region.height > 0
        if seen and not self._feed.busy and self._feed.wants():
            self._feed.busy = True
            self.run_worker(self._feed.serve(), group="case-table-rows", exit_on_error=False)

    def window(self) -> Window:
        """Return what is seen now."""
        return Window(self.cursor_row, self.cursor_row - self.scroll_offset.y, self._page_height)

    def rows_came(self, snapshot: Snapshot) -> None:
        """Show another source; the cursor's row stays at the same height, and a view scrolled away stays away."""
        above = self.cursor_row - self.scroll_offset.y
        seen = 0 <= above < self._page_height
        self._stretch()
        self.cursor_row = snapshot.row + self.cursor_row - snapshot.asked_row  # keys pressed meanwhile count
        self._clicked_row = self._open_row = None
        self._scroll_rows(self.cursor_row - above)
        if seen:
            self._keep_in_view()
        self._strips.clear()
        self.refresh()
        self._tell()
        self.post_message(self.Loaded(self, snapshot.count))

    def page_came(self, seen: bool) -> None:
        """Show rows that were waited for, and keep the cursor on a row that exists."""
        self._stretch()
        self.cursor_row = self.cursor_row
        if seen:
            self.refresh()
        self._tell()

    def rows_failed(self, error: Exception) -> None:
        """Tell the screen, which has the words for it."""
        self.post_message(self.LoadFailed(self, error))

    def _stretch(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.row_count + HEADER_LINES)

    # The cursor

    @property
    def _page_height(self) -> int:
        return max(1, self.scrollable_content_region.height - HEADER_LINES)

    def validate_cursor_row(self, row: int) -> int:
        """Keep the cursor on a row that exists."""
        return max(0, min(row, self.row_count - 1))

    def watch_cursor_row(self, old: int, new: int) -> None:
        """Redraw the two rows, bring the new one into view and tell of it."""
        self._clicked_row = self._open_row = None
        self.refresh_line(old + HEADER_LINES)
        self.refresh_line(new + HEADER_LINES)
        self._keep_in_view()
        self._tell()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that came into view."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def _keep_in_view(self) -> None:
        top = self.scroll_offset.y
        self._scroll_rows(max(self.cursor_row - self._page_height + 1, min(top, self.cursor_row)))
        self._place_terminal_cursor()

    def _scroll_rows(self, top: int) -> None:
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    def _place_terminal_cursor(self) -> None:
        """Put the terminal's own cursor on the row, where a magnifier or braille display looks for it."""
        if self.has_focus:
            line = self.cursor_row - self.scroll_offset.y + HEADER_LINES
            self.app.cursor_position = self.content_region.offset + Offset(0, line)

    def _tell(self) -> None:
        """Post what the cursor stands on, once per row, as soon as its key is known."""
        key = self.cursor_key
        if key is None:
            self._told_key = key if self.row_count == 0 else self._told_key
            return
        if key != self._told_key:
            self._told_key = key
            self.post_message(self.RowHighlighted(self, key))
        if self._open_row == self.cursor_row:
            self._open_row = None
            self.post_message(self.RowSelected(self, key))

    def action_move(self, rows: int) -> None:
        """Move the cursor a number of rows."""
        self.cursor_row += rows

    def action_move_page(self, pages: int) -> None:
        """Move the cursor a number of screenfuls."""
        self.cursor_row += pages * self._page_height

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.cursor_row = 0
        self._keep_in_view()

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.cursor_row = self.row_count - 1
        self._keep_in_view()

    def action_select(self) -> None:
        """Open the row under the cursor, now or when it has come."""
        if self.row_count:
            self._open_row = self.cursor_row
            self._keep_in_view()
            self._tell()

    # Events

    def on_mount(self) -> None:
        """Start with the source that was given."""
        self._ask()

    def on_resize(self) -> None:
        """Fit the columns to the new width and keep the cursor in view."""
        self._fit()
        self._stretch()
        self._keep_in_view()
        self._ask()

    def _fit(self) -> None:
        self._fitted = fit(self._columns, self.scrollable_content_region.width - GUTTER)
        self._strips.clear()

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self._place_terminal_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that was clicked; a second click on it opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < HEADER_LINES:
            self._click_title(offset.x - GUTTER, event.shift or event.ctrl)
            return
        row = offset.y - HEADER_LINES + self.scroll_offset.y
        if row >= self.row_count:
            return
        if row == self._clicked_row:
            self._clicked_row = None
            self.action_select()
        else:
            self.cursor_row = row
            self._clicked_row = row

    def _click_title(self, x: int, add: bool) -> None:
        if item := column_at(self._fitted, x):
            self.post_message(self.HeaderSelected(self, item.column.key, add))

    # Drawing

    def notify_style_update(self) -> None:
        """Forget drawn lines when the theme or the state of the table changes."""
        super().notify_style_update()
        self._palettes.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window: the titles, a row, or nothing below the last."""
        width = self.scrollable_content_region.width
        if y < HEADER_LINES:
            return draw_titles(self._fitted, self._sort, self._palette("header"), width)
        index = y - HEADER_LINES + self.scroll_offset.y
        if index >= self.row_count:
            return Strip.blank(width, self._palette("plain").plain)
        return self._draw(index, width)

    def _draw(self, index: int, width: int) -> Strip:
        here = index == self.cursor_row
        row = self._feed.row(index)
        palette = self._palette("cursor" if here else "plain")
        cursor = (CURSOR_MARK if self.has_focus else RESTING_MARK) if here else " "
        if row is None:
            return draw_waiting(palette, width, cursor)
        known = (index, width, here, self.has_focus)
        if (strip := self._strips.get(known)) is None:
            strip = self._strips[known] = draw_row(row, self._fitted, palette, width, cursor)
        return strip

    def _palette(self, part: str) -> Palette:
        known = (part, self.has_focus)
        if known not in self._palettes:
            tones = {tone: VisualStyle.parse(tone.value) for tone in Tone}
            self._palettes[known] = Palette(self.get_visual_style(f"case-table--{part}"), tones)
        return self._palettes[known]
