"""The way in. Look-ups go a short way past Typer; every error becomes a Swedish sentence and an exit code."""

import gc
import os
import sys
from collections.abc import Sequence

from rekotui.base import exit_codes
from rekotui.base.errors import RekotuiError
from rekotui.cli import global_options
from rekotui.cli.messages import INTERRUPTED, OUR_ERROR

LOOKUPS = {
    "list": "listing",
    "find": "finding",
    "show": "showing",
    "today": "today",
    "review": "reviewing",
    "consents": "consents",
    "journal": "journal_listing",
    "plan": "plan_listing",
    "meeting": "meeting_listing",
}
"""Commands that must answer at once, and the module of each. Typer knows them too, for help and completion."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. Nothing but a Swedish sentence ever reaches the terminal on failure."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _use_utf8()
    try:
        return _run(arguments)
    except RekotuiError as error:
        from rekotui.cli.output import safe

        print(safe(str(error)), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(INTERRUPTED, file=sys.stderr)
        return exit_codes.INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe has had enough (`rekotui list | head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_codes.DONE
    except Exception as error:
        _report(error)
        return exit_codes.OUR_ERROR


def _run(arguments: list[str]) -> int:
    if any(name.startswith("_") and name.endswith("_COMPLETE") for name in os.environ):
        from rekotui.cli.app import run

        return run(arguments)
    options, rest = global_options.take(arguments)
    if options.version:
        from rekotui.base.version import VERSION

        print(f"rekotui {VERSION}")
        return exit_codes.DONE
    if rest and rest[0] in LOOKUPS and "--help" not in rest:
        # A look-up lives for a tenth of a second: collecting garbage while it imports is a tenth of that.
        gc.disable()
        return _look_up(rest[0], rest[1:], options)
    if not rest:
        from rekotui.cli.opening import open_app

        return open_app(options)
    from rekotui.cli.app import run

    return run(rest)


def _look_up(command: str, arguments: list[str], options: global_options.GlobalOptions) -> int:
    if command == "list":
        from rekotui.cli import listing

        return listing.command(arguments, options)
    if command == "find":
        from rekotui.cli import finding

        return finding.command(arguments, options)
    if command == "today":
        from rekotui.cli import today

        return today.command(arguments, options)
    if command == "consents":
        from rekotui.cli import consents

        return consents.command(arguments, options)
    if command == "journal":
        from rekotui.cli import journal_listing

        return journal_listing.command(arguments, options)
    if command == "plan":
        from rekotui.cli import plan_listing

        return plan_listing.command(arguments, options)
    if command == "meeting":
        from rekotui.cli import meeting_listing

        return meeting_listing.command(arguments, options)
    if command == "review":
        from rekotui.cli import reviewing

        return reviewing.command(arguments, options)
    from rekotui.cli import showing

    return showing.command(arguments, options)


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8", errors="replace")


def _report(error: Exception) -> None:
    """Say where it broke, never with which values: a traceback's values are patients."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno}" if frame else "?"
    print(OUR_ERROR.format(kind=type(error).__name__, place=place), file=sys.stderr)
