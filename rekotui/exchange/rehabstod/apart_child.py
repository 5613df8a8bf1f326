"""The other side of `apart`: opens one file within bounds and writes plain cells to standard output."""

import json
import sys
from collections.abc import Callable, Mapping

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod import pdf_pages
from rekotui.exchange.rehabstod.apart import MOST_MEGABYTES, MOST_SECONDS

OPENERS: Mapping[str, Callable[[bytes], object]] = {"pdf": pdf_pages.pages}
"""By kind of file; each imports its library when it is called, and returns plain JSON values."""


def main(kind: str) -> int:
    """Open what comes on standard input; the answer is JSON. A failure of memory or time ends the process."""
    _limit()
    data = sys.stdin.buffer.read()
    try:
        answer = {"opened": OPENERS[kind](data)}
    except UnreadableError as error:
        answer = {"error": error.key, "values": error.values}
    except MemoryError:
        return 1
    except Exception:  # whatever a library makes of a broken file; its words may quote the file, and stay here
        answer = {"error": "list_file_damaged"}
    json.dump(answer, sys.stdout)
    return 0


def _limit() -> None:
    """Let the system end us where we go beyond the bounds. Windows has no such bounds: there only time is held."""
    try:
        import resource
    except ImportError:
        return
    most = MOST_MEGABYTES * 2**20
    for name in ("RLIMIT_DATA", "RLIMIT_RSS"):
        if hasattr(resource, name):
            resource.setrlimit(getattr(resource, name), (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
