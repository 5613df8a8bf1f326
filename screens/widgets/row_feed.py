"""Asking a source of rows in a thread: one question at a time, the newest wish first."""

import asyncio
from typing import Protocol

from screens.widgets.columns import TableRow
from screens.widgets.pages import PageCache, RowSource, Snapshot, Window, fetch, look, pages_of, true_count


class Viewer(Protocol):
    """The table a feed works for. Everything is called in the event loop."""

    def window(self) -> Window:
        """Return what is seen now."""

    def rows_came(self, snapshot: Snapshot) -> None:
        """Show another source, or the same one asked afresh."""

    def page_came(self, seen: bool) -> None:
        """Show rows that were waited for; not `seen` when they lie above or below what is shown."""

    def rows_failed(self, error: Exception) -> None:
        """Tell that the source could not answer."""


class RowFeed:
    """The rows a table has at hand, and what it is waiting for."""

    def __init__(self, viewer: Viewer) -> None:
        self.count = 0
        self.busy = False
        self._viewer = viewer
        self._cache = PageCache()
        self._source: RowSource | None = None
        self._next_source: RowSource | None = None
        self._next_key: str | None = None

    @property
    def source(self) -> RowSource | None:
        """The source that is shown, or will be."""
        return self._next_source or self._source

    def row(self, index: int) -> TableRow | None:
        """Return a row, or None while it has not come."""
        return self._cache.row(index) if index < self.count else None

    def turn_to(self, source: RowSource, key: str | None) -> None:
        """Wish for another source, or the same one afresh, with the cursor on `key` if that is given."""
        self._next_source, self._next_key = source, key

    def wants(self) -> bool:
        """Tell whether there is anything to ask for."""
        return self._next_source is not None or bool(self._source and self._missing())

    async def serve(self) -> None:
        """Ask until nothing is wanted, or until the source fails and no other is wished for."""
        self.busy = True
        try:
            while self.wants() and (await self._answered() or self._next_source is not None):
                pass
        finally:
            self.busy = False

    async def _answered(self) -> bool:
        try:
            await self._ask()
        except Exception as error:  # a source may fail in any way: the screen has the words, the app goes on
            self._viewer.rows_failed(error)
            return False
        return True

    async def _ask(self) -> None:
        if (source := self._next_source) is not None:
            await self._ask_afresh(source)
        elif (source := self._source) is not None:
            await self._ask_page(source, self._missing()[0])

    async def _ask_afresh(self, source: RowSource) -> None:
        window = self._viewer.window()
        here = self.row(window.row)
        key = self._next_key or (here.key if here else None)
        self._next_source = self._next_key = None
        snapshot = await asyncio.to_thread(look, source, key, window)
        self._source, self.count = source, snapshot.count
        self._cache.replace(snapshot.pages)
        self._viewer.rows_came(snapshot)

    async def _ask_page(self, source: RowSource, number: int) -> None:
        rows = await asyncio.to_thread(fetch, source, number)
        self._cache.put(number, rows)
        self.count = true_count(self.count, {number: rows})
        window = self._viewer.window()
        self._viewer.page_came(number in pages_of(window.top, window.top + window.height, self.count))

    def _missing(self) -> list[int]:
        """Return the pages missing for what is seen; when none is, those for a screenful on either side."""
        window = self._viewer.window()
        top, end = window.top, window.top + window.height
        seen = self._cache.missing(pages_of(top, end, self.count))
        around = pages_of(top - window.height, end + window.height, self.count)
        return seen or self._cache.missing(around)
