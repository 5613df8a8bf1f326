"""Writing a file that the coordinator asked for: private, whole or not at all, never over another without --force."""

import os

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
