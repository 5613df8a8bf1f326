"""The rows of a long table, a page at a time: what a table asks for, and the few pages it remembers."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from screens.widgets.columns import TableRow

PAGE_ROWS = 100
PAGES_KEPT = 8

Pages = Mapping[int, Sequence[TableRow]]
"""Pages by their number, which counts from 0."""


class RowSource(Protocol):
    """Where rows come from. A table asks from a thread, never two questions at the same time."""

    def count(self) -> int:
        """Return the number of rows."""

    def page(self, offset: int, limit: int) -> Sequence[TableRow]:
        """Return at most `limit` rows from row `offset`, which counts from 0."""

    def index_of(self, key: str) -> int | None:
        """Return the number of the row with that key; None if it is not there, or not worth looking for."""


@dataclass(frozen=True)
class Window:
    """What a table shows: the cursor on `row`, `above` lines before it, `height` lines in all."""

    row: int
    above: int
    height: int

    @property
    def top(self) -> int:
        """The first row that is seen."""
        return self.row - self.above


@dataclass(frozen=True)
class Snapshot:
    """A first look at a source: its count, the `row` that `asked_row` has become, and the pages around it."""

    source: RowSource
    count: int
    asked_row: int
    row: int
    pages: Pages


def look(source: RowSource, key: str | None, window: Window) -> Snapshot:
    """Ask a source afresh: keep the row with `key`, or the same row number when the key has gone."""
    count = source.count()
    found = source.index_of(key) if key is not None and count else None
    row = max(0, min(window.row if found is None else found, count - 1))
    top = max(0, min(row - window.above, count - window.height))
    pages = {number: fetch(source, number) for number in pages_of(top, top + window.height, count)}
    count = true_count(count, pages)
    return Snapshot(source, count, window.row, max(0, min(row, count - 1)), pages)


def fetch(source: RowSource, number: int) -> Sequence[TableRow]:
    """Return one page of the source."""
    return source.page(number * PAGE_ROWS, PAGE_ROWS)


def pages_of(first: int, end: int, count: int) -> list[int]:
    """Return the numbers of the pages that hold rows `first` up to, not including, `end`."""
    first, end = max(0, first), min(end, count)
    return list(range(first // PAGE_ROWS, (end - 1) // PAGE_ROWS + 1)) if first < end else []


def true_count(count: int, pages: Pages) -> int:
    """Return the count, made smaller where a page is shorter than promised: rows may leave meanwhile."""
    for number, rows in pages.items():
        end = number * PAGE_ROWS + len(rows)
        if len(rows) < PAGE_ROWS and end < count:
            count = end
    return count


class PageCache:
    """The pages used last; never more than `PAGES_KEPT`, whatever the length of the table."""

    def __init__(self) -> None:
        self._pages: OrderedDict[int, Sequence[TableRow]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pages)

    def row(self, index: int) -> TableRow | None:
        """Return a row, or None while its page is not here."""
        number, at = divmod(index, PAGE_ROWS)
        page = self._pages.get(number)
        if page is None:
            return None
        self._pages.move_to_end(number)
        return page[at] if at < len(page) else None

    def missing(self, numbers: Sequence[int]) -> list[int]:
        """Return those of the pages that are not here."""
        return [number for number in numbers if number not in self._pages]

    def put(self, number: int, rows: Sequence[TableRow]) -> None:
        """Remember a page, and forget the one that was used longest ago."""
        self._pages[number] = rows
        self._pages.move_to_end(number)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def replace(self, pages: Pages) -> None:
        """Forget everything and remember these pages."""
        self._pages.clear()
        for number, rows in pages.items():
            self.put(number, rows)
