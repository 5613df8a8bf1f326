"""Genomgång: a unit's new sick-leave list against the one before, gone through person by person from the keyboard."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static, Tab, Tabs

from rekotui.base.errors import RekotuiError
from rekotui.exchange.review_people import Screening, screening_of
from screens import commands
from screens.desk import DeskLockedError
from screens.review_deciding import Deciding
from screens.review_messages import REVIEW
from screens.review_rows import COLUMNS_SHOWN, ReviewRows
from screens.review_words import head_lines, preview_lines
from screens.widgets.case_table import CaseTable
from screens.widgets.empty_state import EmptyState
from screens.widgets.grouped_table import GroupedTable
from screens.widgets.toned_text import to_content
from storage import lists
from storage.history import Event
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work


class ReviewScreen(Deciding):
    """The review of one unit at a time. Nobody is shown before there is a right to screen (rules.md A.5, H 4)."""

    PLACE = commands.REVIEW
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "review.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.REVIEW)
    AUTO_FOCUS = "#people"

    def __init__(self, unit: str | None = None) -> None:
        super().__init__()
        self._unit = unit
        self._only_asked = False
        self._drawn_hidden: bool | None = None
        self._logged: set[int] = set()

    def heading(self) -> str:
        """Name the screen by its unit."""
        if self._unit is None:
            return REVIEW["title_no_unit"]
        return REVIEW["title"].format(unit=self._unit or REVIEW["unit_none"])

    def body(self) -> Iterable[Widget]:
        """Yield the units as tabs, what list this is, the people, and the one under the cursor."""
        yield Tabs(id="units")
        yield Static(REVIEW["reading"], markup=False, id="review-head")
        yield Horizontal(
            ContentSwitcher(
                GroupedTable(COLUMNS_SHOWN, id="people"),
                EmptyState("", "", id="empty"),
                initial="people",
                id="list",
            ),
            Vertical(Static(markup=False, id="preview-text"), id="preview"),
            id="middle",
        )

    def on_mount(self) -> None:
        """Start without tabs and without anybody."""
        super().on_mount()
        self.query_one("#units").display = False
        self.query_one("#preview").display = False

    @property
    def _limit(self) -> int:
        """The day before which people should be found."""
        return self.desk.settings.early_days

    # Reading

    async def refresh_facts(self) -> None:
        """Read the review anew: a decision was made, another unit is wanted, or somebody has written."""
        wanted, kept, day = self._unit, self._kept, self.rekotui.on
        compared, self._compared = self._compared, None

        def look(reader: Reader) -> Screening | None:
            if compared is not None:
                return screening_of(reader, compared.unit, day, kept, compared)
            units = lists.units(reader)
            unit = wanted if wanted in units else next(iter(units), None)
            return None if unit is None else screening_of(reader, unit, day, kept)

        shown = await self.desk.read(look)
        if shown is None:
            await self.leave_with(None)
            return
        if not self.is_attached or self._asking_right:
            return
        if not shown.allowed:
            self._hide_people()
            self.ask_right(shown)
            return
        await self._log_read(shown)
        self._take_over(shown)

    def _hide_people(self) -> None:
        """Show nobody: the right that people were shown by has ended, or there has been none yet."""
        self._shown, self._kept = None, {}
        self._rows = ReviewRows((), self.rekotui.on, self._limit, hidden=True, only_asked=False)
        self.table.reload(self._rows)
        self.query_one("#review-head", Static).update(REVIEW["reading"])
        self.query_one("#preview").display = False

    async def _log_read(self, shown: Screening) -> None:
        """Log that the list was gone through, once for each list (patientdatalagen 4 kap. 3 §)."""
        import_id = shown.reviewed.import_id
        if import_id in self._logged:
            return
        self._logged.add(import_id)
        payload = {"command": "app", "unit": shown.reviewed.unit, "rows": shown.total}
        event = Event("review.read", "list_import", import_id, payload=payload)
        if not await self.desk.read(lambda reader: reader.log(event)):
            self.rekotui.say(REVIEW["not_logged"], severity="warning")

    def _take_over(self, shown: Screening) -> None:
        first = self._shown is None or self._shown.reviewed.import_id != shown.reviewed.import_id
        if shown == self._shown:
            return
        new_units = self._shown is None or self._shown.units != shown.units
        if first:
            self._made = []
        self._shown, self._unit = shown, shown.reviewed.unit
        # Who is decided about stays where she stood for as long as this list is shown.
        self._kept = {person.number: person.section for person in shown.people}
        if first or new_units:
            self.show_top()
            self._show_units(shown)
        self._draw(to_first=first)

    def _draw(self, *, to_first: bool = False) -> None:
        shown = self._shown
        if shown is None or not self.is_mounted:
            return
        hidden, day = self.rekotui.hidden, self.rekotui.on
        self._drawn_hidden = hidden
        warn = self.desk.settings.assignment_warn_days
        head = head_lines(shown, day, warn, max(40, self.size.width - 2))
        # Three lines as before: nothing below need be laid out anew.
        self.query_one("#review-head", Static).update(to_content(head), layout=to_first)
        self._rows = ReviewRows(shown.people, day, self._limit, hidden=hidden, only_asked=self._only_asked)
        self._say_if_empty()
        first = next((number for number in self._rows.order if self._rows.people[number].asked), None)
        self.table.reload(self._rows, first if to_first else None)
        self._show_preview()

    def _say_if_empty(self) -> None:
        empty = self._rows is None or not self._rows.order
        if empty:
            kind = "all_done" if self._only_asked else "nobody"
            self.query_one(EmptyState).say(REVIEW[f"{kind}_title"], REVIEW[f"{kind}_advice"])
        self.query_one("#list", ContentSwitcher).current = "empty" if empty else "people"
        if not empty and self.focused is None:
            self.table.focus()

    def identities_changed(self) -> None:
        """Draw everybody anew; not when this screen only comes back on top."""
        super().identities_changed()
        if self.rekotui.hidden != self._drawn_hidden:
            self._draw()

    @on(CaseTable.LoadFailed)
    def _failed(self, event: CaseTable.LoadFailed) -> None:
        if isinstance(event.error, RekotuiError):
            self.rekotui.report(event.error)
        elif not isinstance(event.error, DeskLockedError):
            raise event.error

    # The person under the cursor

    @on(CaseTable.RowHighlighted)
    @on(CaseTable.Loaded)
    def _highlighted(self) -> None:
        self._show_preview()

    def on_resize(self) -> None:
        """Fit head and preview to the new width."""
        self.call_after_refresh(self._draw)

    def _show_preview(self) -> None:
        person = self.person
        self.query_one("#preview").display = person is not None
        if person is not None:
            wide = self.has_class("-wide")
            lines = preview_lines(person, self.rekotui.on, self.rekotui.hidden, self._limit, wide=wide)
            # It fills its pane whatever it says: nothing around it need be laid out anew at each step in the list.
            self.query_one("#preview-text", Static).update(to_content(lines), layout=False)

    # Units

    def _show_units(self, shown: Screening) -> None:
        tabs = self.query_one("#units", Tabs)
        tabs.display = len(shown.units) > 1
        if [str(tab.label) for tab in tabs.query(Tab)] != [unit or REVIEW["unit_none"] for unit in shown.units]:
            tabs.clear()
            for at, unit in enumerate(shown.units):
                tabs.add_tab(Tab(Content(unit or REVIEW["unit_none"]), id=f"unit-{at}"))
        tabs.active = f"unit-{shown.units.index(shown.reviewed.unit)}" if tabs.display else tabs.active

    @on(Tabs.TabActivated, "#units")
    def _turned(self, event: Tabs.TabActivated) -> None:
        units = self._shown.units if self._shown else ()
        at = int((event.tab.id or "unit-0").removeprefix("unit-"))
        if at < len(units) and units[at] != self._unit:
            self.show_unit(units[at])

    def action_turn(self, steps: int) -> None:
        """Show the unit beside."""
        if self._shown and len(units := self._shown.units) > 1:
            self.show_unit(units[(units.index(self._shown.reviewed.unit) + steps) % len(units)])

    def show_unit(self, unit: str) -> None:
        """Show another unit's review, or the newest list of this one."""
        self._unit, self._kept = unit, {}
        self.start(self.refresh_facts, group="refresh")

    # The review as a whole

    def action_done(self) -> None:
        """Mark the review as gone through; some may be undecided."""
        from screens.choose import ConfirmScreen

        if self._shown is None:
            return
        if self._shown.left:
            question = REVIEW["mark_done_ask"].format(left=self._shown.left)
            self.rekotui.push_screen(ConfirmScreen(question, REVIEW["mark_done_yes"]), self._done)
        else:
            self._done(True)

    def _done(self, yes: bool | None) -> None:
        shown, day = self._shown, self.rekotui.on
        if not yes or shown is None:
            return

        def write(work: "Work") -> None:
            from storage.reviews import ReviewRepository

            ReviewRepository(work).mark_done(shown.reviewed.import_id, day, shown.left)

        self._write(write, REVIEW["marked_done"])

    def action_only_asked(self) -> None:
        """Show only those who need a decision, or everybody again."""
        self._only_asked = not self._only_asked
        self._draw()

    def action_open_person(self) -> None:
        """Open the case, or a box with everything that the list says."""
        from screens.review_asking import DetailsScreen

        person = self.person
        if person is None:
            return
        if person.case is not None:
            self.rekotui.show_case(person.case.case_id)
            return
        lines = preview_lines(person, self.rekotui.on, self.rekotui.hidden, self._limit, wide=True)
        self.rekotui.push_screen(DetailsScreen(lines))

    def action_import_list(self) -> None:
        """Read a new list, then go through it."""
        from screens.import_list import ImportScreen

        self.rekotui.push_screen(ImportScreen(), self._imported)

    def _imported(self, unit: str | None) -> None:
        if unit is not None:
            self.show_unit(unit)
