"""What is shown when the program itself fails: one short sentence and where in the code, never any value.

Textual's own crash screen prints every local variable, which here would be patients in a terminal's scrollback.
"""

import os
import traceback

from rich.text import Text
from textual.app import App
from textual.worker import WorkerFailed

from rekotui.base.exit_codes import OUR_ERROR
from screens.messages import CRASH


def crash_place(error: BaseException) -> str:
    """Return the kind of an error and the innermost line of our own code it came through, without its message."""
    while isinstance(error, WorkerFailed):
        error = error.error
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename] or list(frames)
    if not ours:
        return type(error).__name__
    return f"{type(error).__name__}, {os.path.basename(ours[-1].filename)}:{ours[-1].lineno}"


class QuietCrash(App[int]):
    """An app whose unexpected end says nothing about anybody, with exit code 70."""

    def rescue(self) -> None:
        """Save what can be saved before the end; may fail."""

    def _handle_exception(self, error: Exception) -> None:
        """End the app (Textual calls this for everything unhandled; the only hook there is in 8.2)."""
        self._return_code = OUR_ERROR
        if self._exception is not None:
            return
        self._exception = error
        self._exception_event.set()
        try:
            self.rescue()
        except Exception:  # the first error is the one to tell of
            self.bell()
        self.panic(Text(CRASH.format(place=crash_place(error))))
