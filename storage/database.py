"""Writing: one unit of work is one transaction, with its rows and its history together or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from rekotui.base.errors import BusyError
from rekotui.base.settings import Settings
from storage import history, migrate
from storage.connection import BUSY_SECONDS, check_file, database_path, prepare, quoted
from storage.errors import translated
from storage.keys import audit_key
from storage.settings import read_settings


@dataclass(slots=True)
class Work:
    """One open transaction: a session, the history it appends to, and the settings that hold in it."""

    session: Session
    settings: Settings
    connection: driver.Connection
    """The driver connection under the session: bare reads in the same transaction cost a twentieth of the session's."""
    _audit_key: bytes
    demo: bool = False
    touched: set[int] = field(default_factory=set)
    """Cases whose signals are made anew before the commit: every one that an event speaks of, and those named here."""
    desk_touched: bool = False

    def record(self, event_: history.Event) -> int:
        """Flush what is pending and append one event to the chain; return the history row's id."""
        self.session.flush()
        if event_.case_id is None:
            self.desk_touched = True
        else:
            self.touched.add(event_.case_id)
        return history.append(self.connection, self._audit_key, event_)

    def ask(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of one bare query in the same transaction; what is pending is flushed first."""
        self.session.flush()
        return self.connection.execute(sql, tuple(parameters)).fetchall()  # type: ignore[no-any-return]


class Database:
    """The writer's side of an unlocked vault. Cheap to keep open; threads may share it."""

    def __init__(self, folder: str, dek: bytes, *, demo: bool = False) -> None:
        self.folder = folder
        self.demo = demo
        self._path = database_path(folder)
        self._audit_key = audit_key(dek)
        self._engine = _engine(self._path, dek)

    @contextmanager
    def write(self) -> Iterator[Work]:
        """Open a unit of work: BEGIN IMMEDIATE now, commit at the end, roll back on any error.

        Raises BusyError (another writer, or the row changed elsewhere), CannotWriteError, DamagedError.
        """
        with self._mapped(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            driver_connection = session.connection().connection.driver_connection
            migrate.check_version(driver_connection)
            settings = read_settings(driver_connection)
            work = Work(session, settings, driver_connection, self._audit_key, self.demo)
            yield work
            _follow_signals(work)

    def close(self) -> None:
        """Close all connections; the write-ahead log is folded into the file by the last one."""
        self._engine.dispose()

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except StaleDataError:
            raise BusyError("changed_elsewhere") from None
        except DBAPIError as error:
            ours = translated(error.orig or error, self.folder)
            if ours is None:
                raise
            raise ours from None


def _follow_signals(work: Work) -> None:
    """Make the signals of what has changed anew, in the same transaction."""
    if work.touched or work.desk_touched:
        from storage.signals import recompute, recompute_desk

        if work.touched:
            recompute(work, work.touched)
        if work.desk_touched:
            recompute_desk(work)


def _engine(path: str, dek: bytes) -> Engine:
    check_file(path)
    # `module=` and not `creator=` alone: with the latter, SQLAlchemy maps the exceptions of the wrong driver.
    engine = create_engine(
        # Built, not written out: reading an address would undo the quoting of a folder's odd characters.
        URL.create("sqlite", database=f"file:{quoted(path)}", query={"mode": "rw", "uri": "true"}),
        module=driver,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect", insert=True)
    def _open(connection: DBAPIConnection, _record: object) -> None:
        prepare(connection, dek)
        connection.execute("pragma journal_mode = wal").fetchone()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails at once when another process writes.
        connection.exec_driver_sql("begin immediate")

    return engine
