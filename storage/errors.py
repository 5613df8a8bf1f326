"""From the driver's errors to ours: the one place that reads the database library's messages.

Nothing of the original message or its parameters is carried on, because both can hold patient data.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as driver

from rekotui.base.errors import BusyError, CannotWriteError, DamagedError, RekotuiError

_FULL = ("disk is full", "disk I/O error")
_BUSY = ("database is locked", "database table is locked", "database schema is locked")
_READ_ONLY = ("readonly", "read-only", "unable to open database file")


def translated(error: BaseException, place: str = "") -> RekotuiError | None:
    """Return our error for a driver error, or None where it is a mistake of the program itself."""
    text = str(error)
    if any(word in text for word in _BUSY):
        return BusyError("busy")
    if any(word in text for word in _FULL):
        return CannotWriteError("disk_full")
    if any(word in text for word in _READ_ONLY):
        return CannotWriteError("read_only", place=place)
    if "malformed" in text or "not a database" in text:
        return DamagedError("vault_damaged")
    return None


@contextmanager
def mapped(place: str = "") -> Iterator[None]:
    """Turn the driver's errors inside the block into ours."""
    try:
        yield
    except driver.Error as error:
        ours = translated(error, place)
        if ours is None:
            raise
        raise ours from None
