"""A small reader of a look-up's own arguments: Typer's import costs more than the whole look-up."""

from collections.abc import Mapping, Sequence

from rekotui.base.errors import WrongUseError


class Arguments:
    """Positional words, and options with a value (each may come several times)."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.values: dict[str, list[str]] = {}

    def one(self, name: str, default: str) -> str:
        """Return an option's last value, or the default."""
        return self.values.get(name, [default])[-1]


def read(
    command: str, arguments: Sequence[str], options: Mapping[str, str], flags: Mapping[str, str] | None = None
) -> Arguments:
    """Read `arguments` given the option names and what each stands for; raise WrongUseError for an unknown one.

    A flag takes no value: it stands in `values` where it was given.
    """
    found = Arguments()
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            found.words.extend(waiting)
            break
        name, equals, given = word.partition("=")
        if name in options:
            if not equals and not waiting:
                raise WrongUseError("option_value", option=name)
            found.values.setdefault(options[name], []).append(given if equals else waiting.pop(0))
        elif flags and word in flags:
            found.values.setdefault(flags[word], []).append("")
        elif word.startswith("-") and word != "-":
            raise WrongUseError("unknown_option", option=name, command=command)
        else:
            found.words.append(word)
    return found
