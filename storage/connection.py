"""Opening the encrypted file: the same first statements on every connection, bare or through SQLAlchemy.

Order matters: the library's log must be silenced before anything can go wrong, because it writes to the terminal that
Textual draws on; the key must come before anything reads the file.
"""

import os

import sqlcipher3.dbapi2 as driver

from rekotui.base.errors import CannotWriteError, DamagedError, LockedError
from storage.errors import mapped

DATABASE = "rekotui.db"
BUSY_SECONDS = 5.0
PAGE = 4096
_READING = ("ro", "immutable")


def database_path(folder: str) -> str:
    """Return the encrypted file's path inside a vault folder."""
    return os.path.join(folder, DATABASE)


def first_statements(key: bytes) -> tuple[str, ...]:
    """Return what every connection says first: silence, key, durability, integrity, no plaintext on disk."""
    return (
        "pragma cipher_log_level = none",
        f"pragma key = \"x'{key.hex()}'\"",
        "pragma foreign_keys = on",
        "pragma synchronous = full",
        "pragma recursive_triggers = on",
        "pragma temp_store = memory",
        "pragma trusted_schema = off",
    )


def prepare(connection: driver.Connection, key: bytes) -> None:
    """Say the first statements on a new driver connection."""
    for statement in first_statements(key):
        connection.execute(statement).fetchall()


def check_file(path: str) -> None:
    """Refuse a missing or empty file before the library takes it for a new database; opens nothing.

    Closing a file drops every lock that the process holds on it (POSIX), those of its other connections too: another
    process would then take the vault for one that nobody has open (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        size = os.path.getsize(path)
    except FileNotFoundError:
        raise LockedError("vault_incomplete", folder=os.path.dirname(path), missing=DATABASE) from None
    except OSError:
        raise DamagedError("vault_damaged") from None
    if size < PAGE:
        raise DamagedError("vault_damaged")


def why_unreadable(path: str) -> DamagedError:
    """Return what is wrong with a file that does not answer to its key: not encrypted at all, or damaged.

    Opens the file, so only to be asked when no connection of this process can have it open and whole.
    """
    try:
        with open(path, "rb") as file:
            plaintext = file.read(16).startswith(b"SQLite format 3")
    except OSError:
        plaintext = False
    return DamagedError("vault_plaintext" if plaintext else "vault_damaged")


def connect(path: str, key: bytes, *, mode: str = "rw", wal: bool = True) -> driver.Connection:
    """Open the file with the raw data key.

    `mode` is "rw", "ro", "rwc" (create, used by init alone) or "immutable": read-only, without a lock and without
    looking for a write-ahead log, for backups that nobody writes (a read-only disk has no room for the log's index).
    Raises DamagedError where the file does not answer to the key.
    """
    if mode != "rwc":
        check_file(path)
    uri = f"file:{quoted(path)}?mode={'ro&immutable=1' if mode == 'immutable' else mode}"
    try:
        with mapped(path):
            connection = driver.connect(
                uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                _begin(connection, key, reading=mode in _READING, wal=wal)
            except BaseException:
                connection.close()
                raise
    except DamagedError:
        raise why_unreadable(path) from None
    return connection


def _begin(connection: driver.Connection, key: bytes, *, reading: bool, wal: bool) -> None:
    prepare(connection, key)
    if reading:
        connection.execute("pragma query_only = on")
    connection.execute("select count(*) from sqlite_master").fetchone()
    if wal and not reading:
        connection.execute("pragma journal_mode = wal").fetchone()


def connect_to_read(path: str, key: bytes) -> driver.Connection:
    """Open the file for a look-up, which may have to log the read; on a read-only disk as far as that goes.

    There a file in WAL mode opens only where its index lies ready, or as it stands where its log is empty.
    Raises CannotWriteError where neither is so.
    """
    try:
        return connect(path, key, wal=False)
    except CannotWriteError:
        try:
            return connect(path, key, mode="ro")
        except CannotWriteError:
            if log_bytes(path):
                raise
            return connect(path, key, mode="immutable")


def log_bytes(path: str) -> int:
    """Return the size of a database's write-ahead log, 0 where there is none."""
    try:
        return os.path.getsize(f"{path}-wal")
    except OSError:
        return 0


def quoted(path: str) -> str:
    """Return a path as it stands in a file: address (only what SQLite would misread is escaped)."""
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23").replace("\\", "/")
