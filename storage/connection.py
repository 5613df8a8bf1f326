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
    """Refuse a missing, empty or plaintext file before the library touches it (each with its own message)."""
    try:
        size = os.path.getsize(path)
        with open(path, "rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        raise LockedError("vault_incomplete", folder=os.path.dirname(path), missing=DATABASE) from None
    except OSError:
        raise DamagedError("vault_damaged") from None
    if size < PAGE:
        raise DamagedError("vault_damaged")
    if head.startswith(b"SQLite format 3"):
        raise DamagedError("vault_plaintext")


def connect(path: str, key: bytes, *, mode: str = "rw", wal: bool = True) -> driver.Connection:
    """Open the file with the raw data key.

    `mode` is "rw", "ro", "rwc" (create, used by init alone) or "immutable": read-only, without a lock and without
    looking for a write-ahead log, for backups that nobody writes (a read-only disk has no room for the log's index).
    Raises DamagedError where the file does not answer to the key.
    """
    if mode != "rwc":
        check_file(path)
    with mapped(path):
        uri = f"file:{quoted(path)}?mode={'ro&immutable=1' if mode == 'immutable' else mode}"
        connection = driver.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            prepare(connection, key)
            if mode in _READING:
                connection.execute("pragma query_only = on")
            connection.execute("select count(*) from sqlite_master").fetchone()
            if wal and mode not in _READING:
                connection.execute("pragma journal_mode = wal").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection


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
