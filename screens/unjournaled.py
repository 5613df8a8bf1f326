"""What took place and is not in the patient's record yet, over all cases, the oldest first: the one to begin with."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from rekotui.exchange.journal_record import subject_words
from screens import commands
from screens.frame import Frame
from screens.journal_messages import JOURNAL
from screens.privacy import masked, shown_name
from screens.unjournaled_messages import KINDS, UNJOURNALED
from screens.widgets.case_table import CaseTable
from screens.widgets.columns import Column, TableRow
from screens.widgets.empty_state import EmptyState
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Tone
from storage.journal_reading import Entry, unjournaled
from storage.reading import CaseLine, Reader

COLUMNS = (
    Column("on", UNJOURNALED["on"], 10, priority=90),
    Column("name", UNJOURNALED["name"], 16, flex=True, priority=90, most=34),
    Column("kind", UNJOURNALED["kind"], 14, priority=70),
    Column("what", UNJOURNALED["what"], 16, flex=True, priority=80),
    Column("days", UNJOURNALED["days"], 5, align="right", priority=60),
)
Waiting = tuple[Entry, CaseLine]


def read_waiting(reader: Reader) -> tuple[Waiting, ...]:
    """Read what waits, each with its case."""
    entries = unjournaled(reader)
    lines = {line.case_id: line for line in reader.cases_by_id(sorted({entry.case_id for entry in entries}))}
    return tuple((entry, lines[entry.case_id]) for entry in entries if entry.case_id in lines)


class UnjournaledScreen(Frame[None]):
    """All that waits; one key shows the text, where it is copied and marked."""

    PLACE = commands.UNJOURNALED
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "unjournaled.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.UNJOURNALED)
    AUTO_FOCUS = "#waiting"

    def __init__(self) -> None:
        super().__init__()
        self._waiting: tuple[Waiting, ...] = ()
        self._logged = False

    def heading(self) -> str:
        """Name the screen."""
        return UNJOURNALED["title"]

    def body(self) -> Iterable[Widget]:
        """Yield how many wait, the list, and what to say where there is none."""
        yield Static(markup=False, id="how-many")
        nothing = EmptyState(UNJOURNALED["none_title"], UNJOURNALED["none_advice"], id="nothing")
        yield Vertical(CaseTable(COLUMNS, id="waiting"), nothing, id="all")

    async def refresh_facts(self) -> None:
        """Read what waits; log that it was looked at, once."""
        found = await self.desk.read(read_waiting)
        if not self._logged:
            self._logged = True
            if not await self.desk.log_read("list.read"):
                self.rekotui.say(UNJOURNALED["not_logged"], severity="warning")
        if self.is_attached:
            self._waiting = found
            self._draw()

    def identities_changed(self) -> None:
        """Draw again."""
        super().identities_changed()
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        table, some = self.query_one("#waiting", CaseTable), bool(self._waiting)
        table.display, self.query_one("#nothing").display = some, not some
        words = UNJOURNALED["count"].format(count=len(self._waiting)) if some else ""
        self.query_one("#how-many", Static).update(words)
        table.reload(WaitingRows(self._waiting, self.rekotui.on, self.rekotui.hidden))

    # Doing

    @property
    def current(self) -> Waiting | None:
        """What stands under the cursor."""
        key = self.query_one("#waiting", CaseTable).cursor_key
        return next((each for each in self._waiting if _key(each[0]) == key), None)

    @on(CaseTable.LoadFailed)
    def _failed(self, event: CaseTable.LoadFailed) -> None:
        raise event.error  # the rows are there already: an empty list would be a silent lie

    @on(CaseTable.RowSelected, "#waiting")
    def _selected(self) -> None:
        self.action_open_text()

    def action_open_text(self) -> None:
        """Show the text for the record of what stands under the cursor."""
        if (found := self.current) is None:
            return
        entry, line = found
        if masked(line, self.rekotui.hidden):
            said = JOURNAL["hidden"] if self.rekotui.hidden else UNJOURNALED["protected"]
            self.rekotui.say(said, severity="warning")
            return

        async def go() -> None:
            from screens.journal_text import JournalTextScreen

            # The text shows one patient: that is a look-up of its own.
            await self.desk.log_read("case.read", entry.case_id)
            chosen = (entry.subject, entry.subject_id)
            self.rekotui.push_screen(JournalTextScreen(entry.case_id, entry.number, chosen))

        self.start(go, group="text")

    def action_open_case(self) -> None:
        """Open the case of what stands under the cursor."""
        if (found := self.current) is not None:
            self.rekotui.show_case(found[0].case_id)


class WaitingRows:
    """The rows of the list for a table."""

    def __init__(self, waiting: Sequence[Waiting], today: date, hidden: bool) -> None:
        self._waiting, self._today, self._hidden = waiting, today, hidden

    def count(self) -> int:
        """Return the number of rows."""
        return len(self._waiting)

    def page(self, offset: int, limit: int) -> Sequence[TableRow]:
        """Return at most `limit` rows from row `offset`."""
        return [self._row(*each) for each in self._waiting[offset : offset + limit]]

    def index_of(self, key: str) -> int | None:
        """Return where an entry now stands."""
        return next((at for at, (entry, _line) in enumerate(self._waiting) if _key(entry) == key), None)

    def _row(self, entry: Entry, line: CaseLine) -> TableRow:
        kind = KINDS["struck" if entry.struck else entry.subject]
        cells = (
            entry.on.isoformat(),
            shown_name(line, self._hidden),
            from_pieces([(kind, Tone.WARNING if entry.struck else Tone.MUTED)]),
            subject_words(entry),
            str(max((self._today - entry.on).days, 0)),
        )
        return TableRow(_key(entry), cells)


def _key(entry: Entry) -> str:
    return f"{entry.subject}:{entry.subject_id}"
