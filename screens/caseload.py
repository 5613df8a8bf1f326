"""The caseload: one line a case, in tabs, filtered as one types, sorted by several keys, with a preview."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, Static, Tab, Tabs

from rekotui.base.errors import RekotuiError
from screens import commands
from screens.case_rows import COLUMNS_SHOWN, SORT_OF_COLUMN, CaseRows
from screens.case_words import preview_lines
from screens.caseload_query import Answer, ask
from screens.caseload_work import CaseloadWork
from screens.desk import DeskLockedError
from screens.messages import CASELOAD, COLUMNS, EXPORT
from screens.widgets.case_table import CaseTable
from screens.widgets.empty_state import EmptyState
from screens.widgets.row_painter import SortKey
from screens.widgets.toned_text import to_content
from storage import lists
from storage.query import SORTS, VIEWS, CaseQuery
from storage.reading import CaseLine, Reader

if TYPE_CHECKING:
    from storage.import_undo import Undone

_ADVICE = {"all": "empty", "active": "empty_view", "closed": "empty_view"}


class Caseload(CaseTable, inherit_bindings=False):
    """The table without its own ⏎, so that the footer shows what ⏎ does here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in CaseTable.BINDINGS if not (isinstance(binding, Binding) and binding.key == "enter")
    ]


class CaseloadScreen(CaseloadWork):
    """Home. Reads a window of rows in threads; never holds the caseload."""

    PLACE = commands.CASELOAD
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "caseload.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.CASELOAD)
    AUTO_FOCUS = "#cases"

    def __init__(self) -> None:
        super().__init__()
        self._view = "active"
        self._sort: tuple[SortKey, ...] = (SortKey("name"),)
        self._rows: CaseRows | None = None
        self._answer: Answer | None = None
        self._counts: dict[str, int] = {}
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
        yield Horizontal(
            ContentSwitcher(
                Caseload(COLUMNS_SHOWN, id="cases"),
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

    def _query(self) -> CaseQuery:
        keys = tuple(("-" if key.descending else "") + _sort_key(key.column) for key in self._sort)
        return CaseQuery(on=self.rekotui.on, view=self._view, sort=keys)

    async def refresh_facts(self) -> None:
        """Ask anew: another tab, filter, order or day, or somebody has written."""
        base, text = self._query(), self.query_one("#filter", Input).value

        def look(reader: Reader) -> tuple[Answer, dict[str, int]]:
            sizes = {view: reader.count(base._replace(view=view)) for view in VIEWS}
            return ask(reader, base, text), sizes

        answer, sizes = await self.desk.read(look)
        if not self.is_attached:
            return
        self._show_sizes(sizes)
        self._answer = answer
        self._rows = CaseRows(self.desk, answer.query, self.rekotui.hidden)
        # A hidden table asks for nothing: bring it forward, and let `_loaded` say if it is empty.
        self.query_one("#list", ContentSwitcher).current = "cases"
        self.table.reload(self._rows)

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
        self._say_how_many(event.count)
        self._show_preview()
        if not self._warm:
            self._warm = True
            self.start(partial(self.desk.warm_up, self.rekotui.on), group="warm")

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

    # Preview

    @on(CaseTable.RowHighlighted)
    def _highlighted(self) -> None:
        self._show_preview()

    def on_resize(self) -> None:
        """Fit the preview to its new shape."""
        self.call_after_refresh(self._show_preview)

    def _show_preview(self) -> None:
        line = self._rows.line(self.table.cursor_key) if self._rows and self.table.row_count else None
        self.query_one("#preview").display = line is not None
        if line is not None:
            wide = self.has_class("-wide")
            gap = self.desk.settings.chain_gap_days
            lines = preview_lines(line, self.rekotui.on, gap, self.rekotui.hidden, wide=wide)
            # It fills its pane whatever it says: nothing around it need be laid out anew at each step in the list.
            self.query_one("#preview-text", Static).update(to_content(lines), layout=False)

    # Tabs, filter, order

    @on(Tabs.TabActivated, "#views")
    def _turned(self, event: Tabs.TabActivated) -> None:
        view = event.tab.id or "active"
        if view != self._view:
            self._view = view
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
        self._sort = keys or (SortKey("name"),)
        self.table.show_sort(self._sort)
        self._ask_again()

    def action_sort(self) -> None:
        """Choose the order in a small dialog."""
        from screens.sort import SortScreen

        columns = [column.key for column in COLUMNS_SHOWN if column.key in SORTS and column.key in COLUMNS]
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
            words = EXPORT["filtered"].format(count=self.table.row_count)
            parts.insert(0, Part("filtered", words, self._answer.query))
        self.rekotui.push_screen(ExportScreen(parts))

    def action_undo_import(self) -> None:
        """Take back the list that was read in last."""
        from screens.undo_import import offer_undo, told

        def tell(done: "Undone") -> None:
            self.rekotui.say(" ".join(told(done)), severity="warning" if done.kept else "information")

        self.start(partial(offer_undo, self, tell), group="undo")


def _sort_key(column: str) -> str:
    return SORT_OF_COLUMN.get(column, column)
