"""Being alone with a database file, whoever it belongs to and whatever state it is in.

Asks for the very bytes that SQLite locks (https://www.sqlite.org/lockingv3.html, pending, reserved and shared
byte): every connection that has read a file in WAL mode holds a shared lock on them for as long as it is
open. No key is needed, so a damaged file or one with another key can be asked about as well.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rekotui.base.errors import BusyError

_FIRST_LOCK_BYTE = 0x40000000
_LOCK_BYTES = 512
_TRIES = 10
_PAUSE = 0.1  # seconds: a look-up holds the file for less


@contextmanager
def alone_with(path: str) -> Iterator[None]:
    """Keep other processes off a database file inside the block; a file that does not exist needs no keeping.

    Raises BusyError where another process has it open. The caller closes its own connections first: a process
    is not kept off by its own locks. (Windows moves no open file: there the move itself is refused instead.)
    """
    if os.name == "nt" or not os.path.exists(path):
        yield
        return
    descriptor = os.open(path, os.O_RDWR)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    import fcntl

    for tried in range(_TRIES):
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_BYTES, _FIRST_LOCK_BYTE)
        except OSError:
            if tried == _TRIES - 1:
                raise BusyError("busy") from None
            time.sleep(_PAUSE)
        else:
            return
