"""The one gate between screens and storage: an open vault's reader and writer, asked from threads only.

Reading goes through the bare driver, so that the caseload is painted before SQLModel is imported; the writer is
made at the first write, or by `warm_up` behind the first paint. Nothing here knows a widget.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from rekotui.base.clock import today
from rekotui.base.errors import RekotuiError
from rekotui.base.settings import DEFAULTS, Settings
from storage.history import Event
from storage.reading import Reader
from storage.retention import is_due, remove_old_rows
from storage.settings import read_settings
from storage.upgrade import open_reader
from storage.vault import Key

if TYPE_CHECKING:
    from storage.database import Database, Work

T = TypeVar("T")


class DeskLockedError(Exception):
    """The vault was locked while somebody waited for an answer; the answer is no longer wanted."""


class Desk:
    """An open vault, or a locked one. Methods ending in `_now` block: call them in threads."""

    def __init__(self, folder: str, key: Key | None = None) -> None:
        self.folder = folder
        self.key = key
        self.settings: Settings = DEFAULTS
        self._reader: Reader | None = None
        self._database: Database | None = None
        # One reader at a time: logging a read opens a transaction on the same connection.
        self._reading = threading.RLock()
        self.writing = threading.RLock()
        self._seen_version = 0

    @property
    def is_open(self) -> bool:
        """Whether cases can be read."""
        return self._reader is not None

    @property
    def demo(self) -> bool:
        """Whether the vault is a throwaway one."""
        return self.key is not None and self.key.demo

    def open_now(self, key: Key) -> None:
        """Open the vault with its key, bringing its schema up to date; raises what opening can raise."""
        reader = open_reader(key)
        with self._reading:
            self.key, self._reader, self.settings = key, reader, reader.settings
            self._seen_version = reader.data_version()

    def close_now(self) -> None:
        """Close all connections and let the key go; what is being read or written is finished first."""
        with self.writing, self._reading:
            if self._database is not None:
                self._database.close()
            if self._reader is not None:
                self._reader.close()
            self._database = self._reader = self.key = None

    def read_now(self, question: Callable[[Reader], T]) -> T:
        """Ask the reader; raises DeskLockedError if the vault is locked, and what reading can raise."""
        with self._reading:
            if self._reader is None:
                raise DeskLockedError
            return question(self._reader)

    def write_now(self, change: Callable[["Work"], T]) -> T:
        """Carry out one change as one transaction; raises DeskLockedError, and what writing can raise."""
        with self.writing, self.database_now().write() as work:
            return change(work)

    def database_now(self) -> "Database":
        """Return the writer's side, for services that open their own transaction (an import)."""
        from storage.database import Database

        with self.writing:
            if self.key is None:
                raise DeskLockedError
            if self._database is None:
                self._database = Database(self.key.folder, self.key.dek, demo=self.key.demo)
            return self._database

    def keep_draft_now(self, place: str, body: str, case_id: int | None = None) -> None:
        """Keep what is being typed at a place; an empty text lets it go."""

        def keep(work: "Work") -> None:
            from storage.drafts import DraftRepository

            DraftRepository(work).keep(place, body, case_id)

        self.write_now(keep)

    async def read(self, question: Callable[[Reader], T]) -> T:
        """Ask the reader in a thread."""
        return await asyncio.to_thread(self.read_now, question)

    async def write(self, change: Callable[["Work"], T]) -> T:
        """Write in a thread."""
        return await asyncio.to_thread(self.write_now, change)

    async def keep_draft(self, place: str, body: str, case_id: int | None = None) -> None:
        """Keep a draft, in a thread."""
        await asyncio.to_thread(self.keep_draft_now, place, body, case_id)

    async def log_read(self, action: str, case_id: int | None = None) -> bool:
        """Log that somebody looked (patientdatalagen 4 kap. 3 §); return whether it could be written."""
        event = Event(action, "case", case_id, case_id, {"command": "app"})
        return await self.read(lambda reader: reader.log(event))

    async def has_changed(self) -> bool:
        """Tell whether anybody, in this process or another, has written since the last question."""
        version = await self.read(lambda reader: reader.data_version())
        changed, self._seen_version = version != self._seen_version, version
        return changed

    async def warm_up(self, on: date, progress: Callable[[int, int], None] | None = None) -> None:
        """Import what writing needs, bring signals up to date, and let list rows go that were kept long enough.

        A day ahead of the clock (to look what is coming) lets none go. What cannot be done now is for the next start.
        `progress` is told from a thread how many signals' cases of how many are done.
        """
        with contextlib.suppress(DeskLockedError, RekotuiError):
            await asyncio.to_thread(self.database_now)
            await asyncio.to_thread(self.refresh_signals_now, progress)
            day = min(on, today())
            if await self.read(lambda reader: is_due(reader, day)):
                await self.write(lambda work: remove_old_rows(work, day))

    async def settings_changed(self) -> None:
        """Let a number that was changed hold at once, and make the signals anew by it."""

        def reread(reader: Reader) -> None:
            self.settings = reader.settings = read_settings(reader.connection)

        await self.read(reread)
        await asyncio.to_thread(self.refresh_signals_now)

    def refresh_signals_now(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make all signals anew if rules or numbers have changed; return how many cases. Stops when it is locked."""
        from storage.signal_refresh import refresh

        return refresh(_Turns(self), progress)


class _Turns:
    """The writer, a transaction at a time: a long task lets her save in between, and ends with the lock."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @contextlib.contextmanager
    def write(self) -> Iterator["Work"]:
        """Open one unit of work; raises DeskLockedError once the vault is locked."""
        with self._desk.writing, self._desk.database_now().write() as work:
            yield work
