"""Open a file that may be hostile in a process of its own, within bounds of time and memory (design 6).

A workbook or a PDF is opened by a library that was not written for hostile files: a kilobyte can unfold into
gigabytes, or keep it busy for hours. The bytes go in and plain cells come out through pipes; nothing touches the disk.
"""

import json
import os
import subprocess
import sys

from rekotui.base.errors import UnreadableError

MOST_SECONDS = 12
"""For opening alone; the 15 seconds of design 6 are for all of reading."""
MOST_MEGABYTES = 220
"""Of the child's own data; with the interpreter and the caller it stays under the 300 MB of design 6."""

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
_ANSWERED = 0


def opened(kind: str, data: bytes, seconds: int = MOST_SECONDS, megabytes: int = MOST_MEGABYTES) -> object:
    """Return what the opener of `kind` (a key of `apart_child.OPENERS`) makes of the bytes: plain JSON values.

    Raises UnreadableError: with the opener's own key, for a file that is damaged, and for one that takes more than
    `seconds` or `megabytes` to open.
    """
    paths = [_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(
            # -P: a module in the folder she stands in must not stand in for ours.
            [sys.executable, "-P", "-m", "rekotui.exchange.rehabstod.apart_child", kind, str(seconds), str(megabytes)],
            input=data,
            stdout=subprocess.PIPE,
            # What a library complains of may quote the file, and a hostile one can make it complain without end.
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError("list_too_heavy") from None
    if done.returncode != _ANSWERED:
        raise UnreadableError("list_too_heavy")
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise UnreadableError("list_file_damaged") from None
    if "error" in answer:
        raise UnreadableError(answer["error"], **answer.get("values", {}))
    return answer["opened"]
