"""Cases as rows of the caseload's table: its columns, its source, and what a row says."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rekotui.casework.card import Counts, counts
from screens.case_words import status_words
from screens.desk import Desk
from screens.messages import COLUMNS, PREVIEW
from screens.privacy import shown_name
from screens.widgets.chain_bar import chain_bar, chain_ruler
from screens.widgets.columns import Cell, Column, TableRow
from screens.widgets.toned_text import toned
from screens.widgets.tones import Tone
from storage.query import CaseQuery
from storage.reading import CaseLine

CHAIN_WIDTH = 16
_LINES_KEPT = 1000
_FIRST = 100

COLUMNS_SHOWN = (
    Column("name", COLUMNS["name"], 20, flex=True, priority=100, most=36),
    Column("chain_day", COLUMNS["chain_day"], 4, align="right", priority=95),
    Column("chain", chain_ruler(CHAIN_WIDTH), CHAIN_WIDTH, priority=80),
    Column("degree", COLUMNS["degree"], 5, align="right", priority=90),
    Column("status", COLUMNS["status"], 15, priority=85, flex=True, most=18),
    Column("diagnosis", COLUMNS["diagnosis"], 7, priority=70),
    Column("last_day", COLUMNS["last_day"], 10, priority=60),
    Column("case", COLUMNS["case"], 9, priority=55),
    Column("physician", COLUMNS["physician"], 16, flex=True, priority=50, most=26),
    Column("age", COLUMNS["age"], 5, align="right", priority=45),
)
SORT_OF_COLUMN = {"chain": "chain_day"}
"""Columns that sort by another key than their own; `degree` has no sort key in storage."""


@dataclass
class CaseRows:
    """The rows of one query; asked in threads, and remembers the lines it has shown."""

    desk: Desk
    query: CaseQuery
    hidden: bool = False

    def __post_init__(self) -> None:
        self._lines: OrderedDict[str, CaseLine] = OrderedDict()
        self._first: Sequence[CaseLine] | None = None

    def count(self) -> int:
        """Return the number of rows; a table asks for it first, each time it loads."""
        self._first = None
        return self.desk.read_now(lambda reader: reader.count(self.query))

    def page(self, offset: int, limit: int) -> Sequence[TableRow]:
        """Return at most `limit` rows from row `offset`."""
        lines = self._first_lines()[offset : offset + limit] if offset + limit <= _FIRST else self._ask(offset, limit)
        for line in lines:
            self._lines[str(line.case_id)] = line
        while len(self._lines) > _LINES_KEPT:
            self._lines.popitem(last=False)
        gap = self.desk.settings.chain_gap_days
        return [case_row(line, self.query.on, gap, self.hidden) for line in lines]

    def index_of(self, key: str) -> int | None:
        """Return where a case now stands; only looked for among the first rows."""
        return next((at for at, line in enumerate(self._first_lines()) if str(line.case_id) == key), None)

    def _first_lines(self) -> Sequence[CaseLine]:
        """Return the first rows, asked for once: they are what is shown and what the cursor is looked for in."""
        if self._first is None:
            self._first = self._ask(0, _FIRST)
        return self._first

    def _ask(self, offset: int, limit: int) -> Sequence[CaseLine]:
        asked = self.query._replace(offset=offset, limit=limit)
        return self.desk.read_now(lambda reader: reader.cases(asked))

    def line(self, key: str | None) -> CaseLine | None:
        """Return a case that has been shown."""
        return self._lines.get(key) if key is not None else None


def case_row(line: CaseLine, on: date, gap_days: int, hidden: bool) -> TableRow:
    """Return a case as a row; identities hidden where they must be."""
    known = counts(line, on, gap_days)
    return TableRow(
        key=str(line.case_id),
        cells=(
            shown_name(line, hidden),
            _number(known.chain_day),
            chain_bar(known.chain_day, CHAIN_WIDTH),
            degree_text(known),
            status_text(line.status),
            line.diagnosis_code or _none(),
            line.last_day.isoformat() if line.last_day else _none(),
            line.number,
            line.physician,
            "" if hidden or line.protected else _number(known.age),
        ),
    )


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
