"""Cases as rows of the caseload's table: its columns, its source, and what a row says."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from rekotui.casework.card import Counts, counts
from rekotui.casework.messages import URGENCY
from rekotui.casework.signal import SEVERITIES
from screens.case_words import status_words
from screens.desk import Desk
from screens.messages import COLUMNS, PREVIEW
from screens.privacy import masked, shown_name
from screens.signal_words import Signals, next_step, signal_mark, waiting_cell
from screens.today_messages import TODAY
from screens.widgets.chain_bar import chain_bar, chain_ruler
from screens.widgets.columns import Cell, Column, HeadingRow, TableRow
from screens.widgets.toned_text import from_pieces, toned
from screens.widgets.tones import Tone
from storage.query import TODAY as TODAY_VIEW
from storage.query import CaseQuery
from storage.reading import CaseLine, Reader
from storage.signal_reading import active

CHAIN_WIDTH = 16
_LINES_KEPT = 1000
_FIRST = 100
URGENCY_FIRST = ("urgency",)

COLUMNS_SHOWN = (
    Column("name", COLUMNS["name"], 20, flex=True, priority=100, most=36),
    Column("chain_day", COLUMNS["chain_day"], 4, align="right", priority=95),
    Column("chain", chain_ruler(CHAIN_WIDTH), CHAIN_WIDTH, priority=80),
    Column("degree", COLUMNS["degree"], 5, align="right", priority=90),
    Column("next_date", COLUMNS["next_date"], 20, flex=True, priority=65, most=44),
    Column("waiting_for", COLUMNS["waiting_for"], 20, flex=True, priority=44, most=28),
    Column("last_contact", COLUMNS["last_contact"], 10, priority=43),
    Column("status", COLUMNS["status"], 15, priority=85, flex=True, most=18),
    Column("diagnosis", COLUMNS["diagnosis"], 7, priority=70),
    Column("last_day", COLUMNS["last_day"], 10, priority=60),
    Column("case", COLUMNS["case"], 9, priority=55),
    Column("physician", COLUMNS["physician"], 16, flex=True, priority=50, most=26),
    Column("age", COLUMNS["age"], 5, align="right", priority=45),
)
_WIDTHS = {"name": 18, "next_date": 25, "waiting_for": 16}
_PRIORITIES: dict[str, dict[str, int]] = {
    "today": {"next_date": 99, "waiting_for": 79, "last_contact": 78, "status": 65},
    "waiting": {"next_date": 99, "waiting_for": 98, "last_contact": 79, "status": 65},
    "active": {"next_date": 75},
}


def columns_of(view: str) -> tuple[Column, ...]:
    """Return the columns of a tab, always in the same order; where she works, what to do goes before what is known."""
    own = _PRIORITIES.get(view, {})
    narrow = view in ("today", "waiting")
    return tuple(
        replace(
            one,
            width=_WIDTHS.get(one.key, one.width) if narrow else one.width,
            priority=own.get(one.key, one.priority),
        )
        for one in COLUMNS_SHOWN
    )


SORT_OF_COLUMN = {"chain": "chain_day"}
"""Columns that sort by another key than their own; `degree` has no sort key in storage."""


class Shown(NamedTuple):
    """A case as the list has it, with its signals in force, the most urgent first."""

    line: CaseLine
    signals: Signals


@dataclass
class CaseRows:
    """The rows of one query; asked in threads, and remembers the lines it has shown."""

    desk: Desk
    query: CaseQuery
    hidden: bool = False

    def __post_init__(self) -> None:
        self.cases = 0
        self._lines: OrderedDict[str, Shown] = OrderedDict()
        self._first: Sequence[Shown] | None = None

    def count(self) -> int:
        """Return the number of rows; a table asks for it first, each time it loads."""
        self._first = None
        self.cases = self.desk.read_now(lambda reader: reader.count(self.query))
        return self.cases

    def page(self, offset: int, limit: int) -> Sequence[TableRow]:
        """Return at most `limit` rows from row `offset`."""
        found = self._first_lines()[offset : offset + limit] if offset + limit <= _FIRST else self._ask(offset, limit)
        for shown in found:
            self._lines[str(shown.line.case_id)] = shown
        while len(self._lines) > _LINES_KEPT:
            self._lines.popitem(last=False)
        gap = self.desk.settings.chain_gap_days
        marked = self.query.view == TODAY_VIEW
        return [case_row(shown, self.query.on, gap, self.hidden, marked=marked) for shown in found]

    def index_of(self, key: str) -> int | None:
        """Return where a case now stands; only looked for among the first rows."""
        return next((at for at, shown in enumerate(self._first_lines()) if str(shown.line.case_id) == key), None)

    def _first_lines(self) -> Sequence[Shown]:
        """Return the first rows, asked for once: they are what is shown and what the cursor is looked for in."""
        if self._first is None:
            self._first = self._ask(0, _FIRST)
        return self._first

    def _ask(self, offset: int, limit: int) -> Sequence[Shown]:
        asked = self.query._replace(offset=offset, limit=limit)

        def look(reader: Reader) -> list[Shown]:
            lines = reader.cases(asked)
            signals = active(reader, [line.case_id for line in lines], asked.on)
            return [Shown(line, signals.get(line.case_id, ())) for line in lines]

        return self.desk.read_now(look)

    def shown(self, key: str | None) -> Shown | None:
        """Return a case that has been shown."""
        return self._lines.get(key) if key is not None else None

    def line(self, key: str | None) -> CaseLine | None:
        """Return the stored values of a case that has been shown."""
        shown = self.shown(key)
        return shown.line if shown else None


class TodayRows(CaseRows):
    """The rows of Idag, sorted by urgency: a heading above each group, which counts as a row."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._groups: list[tuple[int, int, int]] = []
        """(severity, number of its first case, how many), the most urgent first."""

    def count(self) -> int:
        """Return the number of rows, headings among them."""
        self._first = None
        counted = self.desk.read_now(lambda reader: reader.urgencies(self.query))
        self._groups, self.cases = [], 0
        for severity, cases in counted:
            self._groups.append((severity, self.cases, cases))
            self.cases += cases
        return self.cases + len(self._groups)

    def page(self, offset: int, limit: int) -> Sequence[TableRow]:
        """Return at most `limit` rows from row `offset`: the cases asked for in one piece, headings between them."""
        wanted = self._layout()[offset : offset + limit]
        at = [one for one in wanted if one >= 0]
        cases = iter(super().page(at[0], len(at)) if at else ())
        rows: list[TableRow] = []
        for one in wanted:
            row = _heading(*self._groups[-one - 1]) if one < 0 else next(cases, None)
            if row is None:
                break
            rows.append(row)
        return rows

    def index_of(self, key: str) -> int | None:
        """Return where a case now stands among rows and headings."""
        found = super().index_of(key)
        return None if found is None else found + sum(first <= found for _severity, first, _cases in self._groups)

    def _layout(self) -> list[int]:
        """Return every row: the number of a case, or -1, -2 … for the headings."""
        rows: list[int] = []
        for number, (_severity, first, cases) in enumerate(self._groups, 1):
            rows += [-number, *range(first, first + cases)]
        return rows


def rows_of(desk: Desk, query: CaseQuery, hidden: bool) -> CaseRows:
    """Return the rows of a query: in groups where they are those of Idag in its own order."""
    grouped = query.view == TODAY_VIEW and query.sort[:1] == URGENCY_FIRST
    return TodayRows(desk, query, hidden) if grouped else CaseRows(desk, query, hidden)


def case_row(shown: Shown, on: date, gap_days: int, hidden: bool, *, marked: bool = False) -> TableRow:
    """Return a case as a row; identities hidden where they must be. `marked`: with the sign of its first signal."""
    line, signals = shown
    known = counts(line, on, gap_days)
    return TableRow(
        key=str(line.case_id),
        cells=(
            shown_name(line, hidden),
            _number(known.chain_day),
            chain_bar(known.chain_day, CHAIN_WIDTH),
            degree_text(known),
            next_step(line, signals, on, masked(line, hidden)) or _none(),
            waiting_cell(line, on),
            line.last_contact_on.isoformat() if line.last_contact_on else _none(),
            status_text(line.status),
            line.diagnosis_code or _none(),
            line.last_day.isoformat() if line.last_day else _none(),
            line.number,
            line.physician,
            "" if hidden or line.protected else _number(known.age),
        ),
        mark=signal_mark(signals[0]) if marked and signals else "",
    )


def _heading(severity: int, _first: int, cases: int) -> HeadingRow:
    """Return the line above a group of Idag."""
    text = TODAY["heading"].format(title=URGENCY[SEVERITIES[severity]], count=cases)
    return HeadingRow(key=f"urgency {severity}", cells=(from_pieces([(text, Tone.STRONG)]),))


def degree_text(known: Counts) -> Cell:
    """Return the degree in force today, or a quiet dash."""
    return _none() if known.degree_today is None else PREVIEW["degree"].format(degree=known.degree_today)


def status_text(word: str) -> Cell:
    """Return a status; the one that is not set is quiet."""
    return toned(status_words(word), Tone.MUTED) if word == "-" else word


def _number(value: int | None) -> Cell:
    return _none() if value is None else str(value)


def _none() -> Cell:
    return toned(PREVIEW["none"], Tone.MUTED)
