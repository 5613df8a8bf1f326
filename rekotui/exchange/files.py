"""Files that the coordinator asks for, and files that she has read in.

What is written is private, whole or not at all, never over another without --force. A list that was read in can be
taken off the computer when it has done its work: a file of her own only, never a pipe, a device or a link.
"""

import os
import stat

from rekotui.base.errors import CannotWriteError, WrongUseError


def write_export(path: str, content: str | bytes, *, force: bool) -> None:
    """Write text (as UTF-8) or bytes to a new file that only its owner can read (0600).

    Raises WrongUseError where the file exists and `force` is not given, CannotWriteError where the disk refuses.
    """
    if os.path.exists(path) and not force:
        raise WrongUseError("file_exists")
    data = content.encode() if isinstance(content, str) else content
    folder = os.path.dirname(os.path.abspath(path))
    temporary = os.path.join(folder, f".rekotui-{os.getpid()}.part")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        key = "disk_full" if error.errno in (28, 122) else "read_only"
        raise CannotWriteError(key, place=folder) from None


def can_be_removed(path: str) -> bool:
    """Return whether a path names a plain file, which may be offered for removal: no link, pipe, device or folder."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def remove(path: str) -> None:
    """Remove a plain file from the computer, past any wastebasket.

    Raises CannotWriteError where it is no plain file (any longer), or the computer refuses.
    """
    name = os.path.basename(path)
    if not can_be_removed(path):
        raise CannotWriteError("file_not_removed", name=name)
    try:
        os.remove(path)
    except OSError:
        raise CannotWriteError("file_not_removed", name=name) from None
