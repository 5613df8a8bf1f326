"""Copies of encrypted files: streamed, private, digested, durable, and only where there is room for them."""

import hashlib
import os
import shutil
from dataclasses import dataclass

from rekotui.base.errors import CannotWriteError

_CHUNK = 1 << 20
_MARGIN = 2 << 20
"""Bytes that stay free beside a copy: the header, the manifest, and what the file system itself needs."""
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class FileDigest:
    """A file's size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


def digest_of(path: str) -> FileDigest:
    """Read a file through and return its size and SHA-256. Raises OSError."""
    size, sha = 0, hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            sha.update(chunk)
    return FileDigest(size, sha.hexdigest())


def copy_private(source: str, target: str) -> FileDigest:
    """Copy a file to a name that does not exist yet (0600, on the disk at return); return what was written.

    Raises OSError, for a target that is already there too.
    """
    size, sha = 0, hashlib.sha256()
    with open(source, "rb") as file, os.fdopen(os.open(target, _CREATE, 0o600), "wb") as copy:
        while chunk := file.read(_CHUNK):
            copy.write(chunk)
            size += len(chunk)
            sha.update(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    return FileDigest(size, sha.hexdigest())


def sync_path(path: str) -> None:
    """Bring a file, or a folder's names, to the disk (Windows opens no folders)."""
    if os.name == "nt" and os.path.isdir(path):
        return
    descriptor = os.open(path, os.O_RDWR if os.path.isfile(path) else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check_room(folder: str, size: int) -> None:
    """Raise CannotWriteError "disk_full" where `size` bytes would not fit."""
    if shutil.disk_usage(folder).free < size + _MARGIN:
        raise CannotWriteError("disk_full")


def size_on_disk(path: str) -> int:
    """Return a database's bytes together with those of its write-ahead log; 0 where there is none."""
    return sum(os.path.getsize(file) for file in (path, path + "-wal") if os.path.exists(file))
