"""A text written in the coordinator's own editor: the file lies in the vault's folder, private, and is removed."""

import os
import shlex
import subprocess
import tempfile

from rekotui.base.errors import CannotWriteError, WrongUseError

_PREFIX = ".text-"


def editor() -> str:
    """Return the editor that $VISUAL or $EDITOR names, "" for none."""
    return (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "").strip()


def edited(program: str, folder: str) -> str:
    """Return what she wrote. The text exists in a folder of its own inside the vault's only while the editor is open.

    Raises WrongUseError where the editor cannot be started or says that it failed, CannotWriteError for the folder.
    """
    try:
        # A folder of its own (0700), so that the editor's own copies beside the file go with it.
        with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=folder) as place:
            path = os.path.join(place, "text.txt")
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            _open(program, path)
            with open(path, encoding="utf-8", errors="replace") as file:
                return file.read()
    except OSError:
        raise CannotWriteError("read_only", place=folder) from None


def _open(program: str, path: str) -> None:
    try:
        done = subprocess.run([*shlex.split(program), path], check=False)
    except (OSError, ValueError):
        raise WrongUseError("no_editor") from None
    if done.returncode:
        raise WrongUseError("no_editor")
