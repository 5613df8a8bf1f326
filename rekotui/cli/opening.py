"""`rekotui` alone: the app, if there is a terminal to draw on."""

import os
import sys

from rekotui.base.errors import WrongUseError
from rekotui.cli.global_options import GlobalOptions


def open_app(options: GlobalOptions) -> int:
    """Open the app; raise WrongUseError where there is no terminal (it would draw into nothing and wait for ever)."""
    if not at_terminal():
        raise WrongUseError("no_terminal")
    from screens.app import run_app

    return run_app(options.folder, options.day if _day_is_set(options) else None)


def at_terminal() -> bool:
    """Return whether the app can be drawn: keys come from standard input, and Textual draws on standard error."""
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def _day_is_set(options: GlobalOptions) -> bool:
    return bool(options.on or os.environ.get("REKOTUI_TODAY"))
