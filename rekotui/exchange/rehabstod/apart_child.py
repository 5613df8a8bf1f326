"""The other side of `apart`: opens one file within bounds and writes plain cells to standard output."""

import json
import sys
from collections.abc import Callable, Mapping

from rekotui.base.errors import UnreadableError


def _codes(data: bytes) -> object:
    from rekotui.exchange.codes.workbook import open_codes

    return open_codes(data)


def _workbook(data: bytes) -> object:
    from rekotui.exchange.rehabstod.workbook_opener import open_workbook

    return open_workbook(data)


def _pdf(data: bytes) -> object:
    from rekotui.exchange.rehabstod.pdf_pages import pages

    return pages(data)


OPENERS: Mapping[str, Callable[[bytes], object]] = {"codes": _codes, "workbook": _workbook, "pdf": _pdf}
"""By kind of file; each imports its library when it is called, and returns plain JSON values."""


def main(kind: str, seconds: int, megabytes: int) -> int:
    """Open what comes on standard input; the answer is JSON. A failure of memory or time ends the process."""
    _limit(seconds, megabytes)
    data = sys.stdin.buffer.read()
    try:
        answer = {"opened": OPENERS[kind](data)}
    except UnreadableError as error:
        answer = {"error": error.key, "values": error.values}
    except MemoryError:
        return 1
    except Exception:  # whatever a library makes of a broken file; its words may quote the file, and stay here
        answer = {"error": "list_file_damaged"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _limit(seconds: int, megabytes: int) -> None:
    """Let the system end us where we go beyond the bounds, without leaving the file's contents in a core dump.

    Linux holds memory by RLIMIT_DATA (all private memory since 4.7). macOS takes the number and does not hold it,
    and Windows has none of this: there `apart` holds only time.
    """
    try:
        import resource
    except ImportError:
        return
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_DATA: megabytes * 2**20,
        resource.RLIMIT_CPU: seconds,
    }
    for bound, most in bounds.items():
        _soft, hard = resource.getrlimit(bound)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(bound, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
