"""The caseload: one line a case, in tabs, filtered as one types, sorted by several keys, with a preview."""

import asyncio
from collections.abc import Iterable
from datetime import date
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, Static, Tab, Tabs

from rekotui.base.errors import RekotuiError
from screens import commands
from screens.case_rows import COLUMNS_SHOWN, SORT_OF_COLUMN, CaseRows, columns_of, rows_of
from screens.case_words import preview_lines
from screens.caseload_consents import PreviewsConsents
from screens.caseload_doors import Doors
from screens.caseload_query import Answer, ask
from screens.caseload_work import CaseloadWork
from screens.desk import DeskLockedError
from screens.messages import CASELOAD, COLUMNS, EXPORT
from screens.signal_words import Signals, desk_words
from screens.today_messages import TODAY as TODAY_WORDS
from screens.widgets.case_table import CaseTable
from screens.widgets.empty_state import EmptyState
from screens.widgets.grouped_table import GroupedTable
from screens.widgets.row_painter import SortKey
from screens.widgets.toned_text import to_content
from storage.query import SORTS, TODAY, VIEWS, CaseQuery
from storage.reading import CaseLine, Reader
from storage.signal_reading import of_desk

_ADVICE = {
    "today": "empty_today",
    "active": "empty_view",
    "waiting": "empty_waiting",
    "all": "empty",
    "closed": "empty_view",
}


class _Around(NamedTuple):
    """What stands around the rows and does not follow the filter: the tabs' counts and the desk's own line.

    `moment` is the state of the file and the day that it was read for: while she types nothing of it is asked again.
    """

    moment: tuple[int, date]
    sizes: dict[str, int]
    desk: Signals


class CaseloadScreen(Doors, CaseloadWork, PreviewsConsents):
    """Home: Idag first, when it has anybody. Reads a window of rows in threads; never holds the caseload."""

    PLACE = commands.CASELOAD
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "caseload.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.CASELOAD)
    AUTO_FOCUS = "#cases"

    def __init__(self) -> None:
        super().__init__()
        self._view = TODAY
        self._chosen = False
        """Whether the first tab has been chosen, by her or by what there is."""
        self._today_sort: tuple[SortKey, ...] = (SortKey("urgency"),)
        self._other_sort: tuple[SortKey, ...] = (SortKey("name"),)
        self._rows: CaseRows | None = None
        self._answer: Answer | None = None
        self._counts: dict[str, int] = {}
        self._around: _Around | None = None
        self._desk_words = self._recounting = ""
        self._warm = False

    def heading(self) -> str:
        """Name the screen."""
        return CASELOAD["title"]

    def body(self) -> Iterable[Widget]:
        """Yield tabs with the filter beside them, the table, and the preview."""
        yield Horizontal(
            Tabs(*(Tab(CASELOAD[f"tab_{view}"].format(count=""), id=view) for view in VIEWS), id="views"),
            Static(markup=False, id="filter-says"),
            Input(placeholder=CASELOAD["filter"], id="filter", compact=True),
            id="above",
        )
        yield Static(markup=False, id="desk-line")
        yield Horizontal(
            ContentSwitcher(
                GroupedTable(columns_of(TODAY), id="cases"),
                EmptyState("", "", id="empty"),
                Static(CASELOAD["opening"], markup=False, id="opening"),
                initial="cases",
                id="list",
            ),
            Vertical(Static(markup=False, id="preview-text"), id="preview"),
            id="middle",
        )

    def on_mount(self) -> None:
        """Ask for the first rows."""
        super().on_mount()
        self.query("#desk-line").set(display=False)
        for table in self.query(CaseTable):  # none, should the program be leaving already
            table.show_sort(self._sort)
        self.start(self._opened, group="opened")

    async def _opened(self) -> None:
        """Log that the caseload was looked at, once."""
        if not await self.desk.log_read("list.read"):
            self.rekotui.say(CASELOAD["not_logged"], severity="warning")

    # Asking

    @property
    def table(self) -> CaseTable:
        """The table of cases."""
        return self.query_one("#cases", CaseTable)

    @property
    def _sort(self) -> tuple[SortKey, ...]:
        return self._today_sort if self._view == TODAY else self._other_sort

    def _query(self) -> CaseQuery:
        keys = tuple(("-" if key.descending else "") + _sort_key(key.column) for key in self._sort)
        return CaseQuery(on=self.rekotui.on, view=self._view, sort=keys)

    def on_screen_resume(self) -> None:
        """Ask for all of it again: another connection may count the file's states another way."""
        self._around = None
        super().on_screen_resume()

    async def refresh_facts(self) -> None:
        """Ask anew: another tab, filter, order or day, or somebody has written."""
        base, text = self._query(), self.query_one("#filter", Input).value

        def look(reader: Reader) -> tuple[Answer, _Around]:
            moment = (reader.data_version(), base.on)
            if self._around is not None and self._around.moment == moment:
                return ask(reader, base, text), self._around
            sizes = {view: reader.count(base._replace(view=view, sort=("urgency",))) for view in VIEWS}
            return ask(reader, base, text), _Around(moment, sizes, of_desk(reader, base.on))

        answer, around = await self.desk.read(look)
        if not self.is_attached:
            return
        self._around, (_moment, sizes, desk_signals) = around, around
        self._show_sizes(sizes)
        self._show_desk(desk_signals)
        if not self._chosen:
            self._chosen = True
            if not sizes[TODAY]:
                self.action_view("active")
                return
        self._answer = answer
        self.forget_consents()
        self._rows = rows_of(self.desk, answer.query, self.rekotui.hidden)
        self.table.show_columns(columns_of(self._view))
        # A hidden table asks for nothing: bring it forward, and let `_loaded` say if it is empty.
        self.query_one("#list", ContentSwitcher).current = "cases"
        self.table.reload(self._rows)

    def _show_desk(self, signals: Signals) -> None:
        """Say what the desk itself needs in one quiet line; it takes no room when there is nothing."""
        self._desk_words = desk_words(signals)
        self._show_desk_line()

    def _show_desk_line(self) -> None:
        line, words = self.query_one("#desk-line", Static), self._recounting or self._desk_words
        if str(line.content) != words:
            line.update(words)
            line.display = bool(words)

    def _show_sizes(self, sizes: dict[str, int]) -> None:
        """Write the counts in the tabs; a label that is set lays the whole screen out anew, so only if it differs."""
        for view in VIEWS:
            if self._counts.get(view) != sizes[view]:
                self.query_one(f"#{view}", Tab).label = CASELOAD[f"tab_{view}"].format(count=sizes[view])
        self._counts = sizes

    def _ask_again(self) -> None:
        self.start(self.refresh_facts, group="refresh")

    def identities_changed(self) -> None:
        """Draw the rows anew."""
        super().identities_changed()
        self._show_preview()
        if self.desk.is_open and self._rows is not None:
            self._ask_again()

    @on(CaseTable.Loaded)
    def _loaded(self, event: CaseTable.Loaded) -> None:
        empty = event.count == 0
        if empty:
            self._say_why_empty()
        had_focus = self.focused is self.table or self.focused is None
        self.query_one("#list", ContentSwitcher).current = "empty" if empty else "cases"
        if had_focus and not empty:
            self.table.focus()
        self._say_how_many(self._rows.cases if self._rows else event.count)
        self._show_preview()
        if not self._warm:
            self._warm = True
            self.start(self._warm_up, group="warm")

    async def _warm_up(self) -> None:
        """Make ready for writing, and bring signals up to date if rules or numbers have changed since."""
        loop = asyncio.get_running_loop()

        def progress(done: int, count: int) -> None:
            words = TODAY_WORDS["recounting"].format(done=done, count=count) if done < count else ""
            loop.call_soon_threadsafe(self._tell_recounting, words)

        await self.desk.warm_up(self.rekotui.on, progress)

    def _tell_recounting(self, words: str) -> None:
        self._recounting = words
        if self.is_attached and self.query("#desk-line"):
            self._show_desk_line()

    @on(CaseTable.LoadFailed)
    def _failed(self, event: CaseTable.LoadFailed) -> None:
        if isinstance(event.error, RekotuiError):
            self.rekotui.report(event.error)
        elif not isinstance(event.error, DeskLockedError):
            raise event.error

    def _say_why_empty(self) -> None:
        kind = "empty_filter" if self.query_one("#filter", Input).value.strip() else _ADVICE[self._view]
        if kind == "empty_view" and not self._counts.get("all"):
            kind = "empty"
        self.query_one(EmptyState).say(CASELOAD[f"{kind}_title"], CASELOAD[f"{kind}_advice"])

    def _say_how_many(self, count: int) -> None:
        words = []
        if self.query_one("#filter", Input).value.strip() and self._answer is not None:
            if self._answer.guessed:
                words.append(CASELOAD["guessed"])
            else:
                words.append(CASELOAD["of"].format(shown=count, count=self._counts.get(self._view, 0)))
        says, text = self.query_one("#filter-says", Static), ", ".join(words)
        says.update(text, layout=len(text) != len(str(says.content)))

    # Preview, and what is done about the case under the cursor

    def signal_case(self) -> int | None:
        """Return the case under the cursor."""
        shown = self._rows.shown(self.table.cursor_key) if self._rows and self.table.row_count else None
        return shown.line.case_id if shown else None

    def _answered_last(self) -> int | None:
        """Return whose answer is taken back: the last one she gave, for that case may have left the tab."""
        answered = self.rekotui.answered_cases
        return answered.pop() if answered else self.signal_case()

    def show_signal_case(self, case_id: int) -> None:
        """Let the cursor go to a case that an answer was taken back for."""
        if self._rows is not None:
            self.table.reload(self._rows, str(case_id))

    @on(CaseTable.RowHighlighted)
    def _highlighted(self) -> None:
        self._show_preview()

    def on_resize(self) -> None:
        """Fit the preview to its new shape."""
        self.call_after_refresh(self._show_preview)

    def _show_preview(self) -> None:
        shown = self._rows.shown(self.table.cursor_key) if self._rows and self.table.row_count else None
        self.query_one("#preview").display = shown is not None
        if shown is not None:
            wide = self.has_class("-wide")
            gap = self.desk.settings.chain_gap_days
            consents = self.consents_of(shown.line.case_id)
            lines = preview_lines(*shown, self.rekotui.on, gap, self.rekotui.hidden, wide=wide, consents=consents)
            # It fills its pane whatever it says: nothing around it need be laid out anew at each step in the list.
            self.query_one("#preview-text", Static).update(to_content(lines), layout=False)

    def consents_came(self) -> None:
        """Say it in the preview."""
        self._show_preview()

    # Tabs, filter, order

    @on(Tabs.TabActivated, "#views")
    def _turned(self, event: Tabs.TabActivated) -> None:
        view = event.tab.id or "active"
        if view != self._view:
            self._view = view
            self._chosen = True
            self.table.show_sort(self._sort)
            self._ask_again()

    def action_view(self, view: str) -> None:
        """Show a tab."""
        self.query_one("#views", Tabs).active = view

    def action_turn(self, steps: int) -> None:
        """Show the tab beside."""
        at = (VIEWS.index(self._view) + steps) % len(VIEWS)
        self.action_view(VIEWS[at])

    @on(Input.Changed, "#filter")
    def _typed(self) -> None:
        self._ask_again()

    @on(Input.Submitted, "#filter")
    def _typed_enough(self) -> None:
        self.table.focus()

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Input).focus()

    def action_clear_filter(self) -> None:
        """Empty the filter and go to the rows."""
        self.query_one("#filter", Input).value = ""
        self.table.focus()

    def on_key(self, event: events.Key) -> None:
        """Let the down arrow leave the filter for the rows."""
        if event.key == "down" and self.focused is self.query_one("#filter", Input):
            self.table.focus()

    @on(CaseTable.HeaderSelected)
    def _title_clicked(self, event: CaseTable.HeaderSelected) -> None:
        if _sort_key(event.column_key) not in SORTS:
            return
        old = next((key for key in self._sort if key.column == event.column_key), None)
        new = SortKey(event.column_key, descending=old is not None and not old.descending)
        others = tuple(key for key in self._sort if key.column != event.column_key)
        if event.add and old is not None:
            self._order(tuple(new if key is old else key for key in self._sort))
        else:
            self._order((*others, new) if event.add else (new,))

    def _order(self, keys: tuple[SortKey, ...]) -> None:
        if self._view == TODAY:
            self._today_sort = keys or (SortKey("urgency"),)
        else:
            self._other_sort = keys or (SortKey("name"),)
        self.table.show_sort(self._sort)
        self._ask_again()

    def action_sort(self) -> None:
        """Choose the order in a small dialog."""
        from screens.sort import SortScreen

        columns = ["urgency"] if self._view == TODAY else []
        columns += [column.key for column in COLUMNS_SHOWN if column.key in SORTS and column.key in COLUMNS]
        self.rekotui.push_screen(SortScreen(columns, self._sort, self._order))

    # Going on

    def action_open_case(self) -> None:
        """Open the case under the cursor."""
        self.table.action_select()

    @on(CaseTable.RowSelected)
    def _selected(self, event: CaseTable.RowSelected) -> None:
        self.rekotui.show_case(int(event.key))

    def work_case(self) -> CaseLine | None:
        """Return the case on the row."""
        return self._rows.line(self.table.cursor_key) if self._rows and self.table.row_count else None

    def action_export_list(self) -> None:
        """Open the form that writes the list to a file; what is shown now is offered first."""
        from screens.export_list import ExportScreen, Part

        base = self._query()
        views = (self._view, *(view for view in VIEWS if view != self._view))
        sizes = {view: self._counts.get(view, 0) for view in views}
        parts = [
            Part(view, CASELOAD[f"tab_{view}"].format(count=sizes[view]), base._replace(view=view)) for view in views
        ]
        if self._answer is not None and self.query_one("#filter", Input).value.strip():
            words = EXPORT["filtered"].format(count=self._rows.cases if self._rows else 0)
            parts.insert(0, Part("filtered", words, self._answer.query))
        self.rekotui.push_screen(ExportScreen(parts))


def _sort_key(column: str) -> str:
    return SORT_OF_COLUMN.get(column, column)
