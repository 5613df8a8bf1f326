"""The options that every command takes, before or after its name (design 10)."""

import os
import sys
from collections.abc import Sequence
from datetime import date

from rekotui.base import clock, paths
from rekotui.base.errors import WrongUseError

_VALUES = {"--vault": "vault", "--on": "on", "--limit": "limit"}
_FLAGS = {
    "--json": "json",
    "--plain": "plain",
    "--no-color": "no_color",
    "--quiet": "quiet",
    "--yes": "yes",
    "--version": "version",
}
NAMES = (*_VALUES, *_FLAGS)


class GlobalOptions:
    """What was said for every command. `limit` None means the command's own default, 0 means all."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget what was said: nothing of one run may hold in the next."""
        self.vault: str | None = None
        self.on: str | None = None
        self.limit: int | None = None
        self.json = False
        self.plain = False
        self.no_color = False
        self.quiet = False
        self.yes = False
        self.version = False

    @property
    def folder(self) -> str:
        """The vault's folder."""
        return paths.vault_folder(self.vault)

    @property
    def day(self) -> date:
        """The program's today."""
        return clock.today(self.on)

    @property
    def may_ask(self) -> bool:
        """Whether a question may be asked: both ends are terminals and nobody said --json or --yes."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self.json and not self.yes

    @property
    def table(self) -> bool:
        """Whether to draw a Rich table: a terminal, and neither --plain nor --json."""
        return sys.stdout.isatty() and not self.plain and not self.json

    @property
    def colour(self) -> bool:
        """Whether colour is wanted (https://no-color.org: any value of NO_COLOR turns it off)."""
        return not self.no_color and not os.environ.get("NO_COLOR")


CURRENT = GlobalOptions()
"""The options of this run; filled anew by `take`."""

_MOST_DIGITS = 9
"""Of --limit: more would not fit the database's numbers."""


def take(argv: Sequence[str]) -> tuple[GlobalOptions, list[str]]:
    """Take the global options out of the arguments, wherever they stand; return them and the rest.

    Everything after `--` is left alone. Raises WrongUseError for a missing or wrong value.
    """
    options = CURRENT
    options.clear()
    rest: list[str] = []
    arguments = list(argv)
    while arguments:
        word = arguments.pop(0)
        if word == "--":
            return options, [*rest, word, *arguments]
        name, equals, given = word.partition("=")
        if name in _VALUES:
            if not equals and not arguments:
                raise WrongUseError("option_value", option=name)
            value = given if equals else arguments.pop(0)
            setattr(options, _VALUES[name], _checked(name, value))
        elif word in _FLAGS and not (word == "--version" and _has_versions(rest)):
            setattr(options, _FLAGS[word], True)
        else:
            rest.append(word)
    return options, rest


def _has_versions(rest: Sequence[str]) -> bool:
    """Return whether the command has versions of its own: `--version N` is then one of them."""
    return list(rest[:1]) == ["plan"] or list(rest[:2]) == ["export", "plan"]


def _checked(name: str, value: str) -> str | int:
    if name == "--limit":
        if not value.isdecimal() or len(value) > _MOST_DIGITS:
            raise WrongUseError("bad_limit")
        return int(value)
    if name == "--on":
        return clock.parse_day(value).isoformat()
    return value
