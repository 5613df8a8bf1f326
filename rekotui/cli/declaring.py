"""How a command is declared: its options and help come from the catalogues, in Swedish."""

from collections.abc import Callable
from typing import Any, TypeVar

import typer

from rekotui.cli import meeting_messages, messages, paper_messages, plan_messages
from rekotui.cli.help_text import SwedishCommand

_Function = TypeVar("_Function", bound=Callable[..., None])
_CATALOGUES = (messages, paper_messages, meeting_messages, plan_messages)
_COMMANDS = {name: text for each in _CATALOGUES for name, text in each.COMMANDS.items()}
_OPTIONS = {name: text for each in _CATALOGUES for name, text in each.OPTIONS.items()}


def option(name: str, *flags: str, metavar: str | None = None) -> Any:
    """Declare an option by its key in the catalogue."""
    return typer.Option(*flags, help=_OPTIONS[name], metavar=metavar, show_default=False)


def command(group: typer.Typer, name: str, key: str | None = None) -> Callable[[_Function], _Function]:
    """Register a command whose help lies in the catalogue."""
    return group.command(name, cls=SwedishCommand, help=_COMMANDS[key or name])


def done(code: int) -> None:
    """End a command with its exit code."""
    raise typer.Exit(code)
