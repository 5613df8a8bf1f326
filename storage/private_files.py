"""Files and folders that only their owner can read; a crash leaves the old or the new, never half."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from rekotui.base.errors import CannotWriteError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR}
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OTHERS = 0o077


@contextmanager
def writing_in(folder: str) -> Iterator[None]:
    """Turn the system's refusals inside the block into ours: CannotWriteError "disk_full" or "read_only"."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise CannotWriteError("disk_full") from None
        if error.errno in _REFUSED:
            raise CannotWriteError("read_only", place=folder) from None
        raise


def is_private(path: str | int) -> bool:
    """Say whether a file, folder or open descriptor is ours and closed to everyone else.

    Windows keeps such things in the profile's own access list: there the answer is always yes.
    Raises OSError where there is nothing to look at.
    """
    info = os.stat(path)
    if os.name == "nt":
        return True
    return info.st_mode & _OTHERS == 0 and info.st_uid == os.geteuid()


def ensure_private_folder(path: str) -> None:
    """Make a folder 0700, with parents; tighten one that is there. Raises CannotWriteError.

    A folder of somebody else, or one shared by design (sticky, such as /tmp), is refused and left as it was.
    """
    path = os.path.abspath(path)
    with writing_in(path):
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.mkdir(path, 0o700)
        except FileExistsError:
            _tighten(path)


def _tighten(path: str) -> None:
    if not os.path.isdir(path):
        raise CannotWriteError("read_only", place=path)
    if is_private(path):
        return
    info = os.stat(path)
    if info.st_uid != os.geteuid() or info.st_mode & stat.S_ISVTX:
        raise CannotWriteError("read_only", place=path)
    os.chmod(path, 0o700)


def create_empty_private(path: str) -> None:
    """Create an empty file 0600, before a library could make it readable to others.

    Raises FileExistsError where something lies there, CannotWriteError where writing is refused.
    """
    folder = os.path.dirname(os.path.abspath(path))
    with writing_in(folder):
        os.close(os.open(path, _CREATE, 0o600))
        _sync_folder(folder)


def write_private(path: str, data: bytes) -> None:
    """Replace a file's content in one step (0600), safe against power loss. Raises CannotWriteError."""
    path = os.path.abspath(path)
    folder, name = os.path.split(path)
    # The temporary name lies in the same folder: a rename is only one step inside one file system.
    passing = os.path.join(folder, f".{name}.{os.urandom(6).hex()}.tmp")
    with writing_in(folder):
        try:
            _write_new(passing, data)
            os.replace(passing, path)
        except BaseException:
            _remove_if_there(passing)
            raise
        _sync_folder(folder)


def _write_new(path: str, data: bytes) -> None:
    with os.fdopen(os.open(path, _CREATE, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove_if_there(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def _sync_folder(folder: str) -> None:
    if os.name == "nt":  # Windows opens no folders, and journals renames by itself.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
