"""The file that a command was given, or standard input for `-`."""

import os
import sys

from rekotui.base.errors import UnreadableError


def content(file: str, most: int) -> bytes:
    """Return the file's bytes, one more than `most` at most, so that a reader can tell that it is too large.

    Raises UnreadableError (exit 6) where there is no such file or it cannot be read.
    """
    try:
        if file == "-":
            return sys.stdin.buffer.read(most + 1)
        with open(file, "rb") as handle:
            return handle.read(most + 1)
    except OSError:
        raise UnreadableError("file_missing", name=os.path.basename(file)) from None
