"""Help and usage errors in Swedish: Typer and the Click inside it speak English only."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from rekotui.cli.messages import HELP

_LABEL = 26


class SwedishCommand(TyperCommand):
    """A command whose help page is written in Swedish."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, what the command does, its arguments and options."""
        _usage(ctx, formatter, [_name(param) for param in _arguments(self)])
        formatter.write(f"\n{self.help or ''}\n")
        _section(formatter, HELP["arguments"], [(_name(param), _help(param)) for param in _arguments(self)])
        options = [(_option(param), _help(param)) for param in self.params if param.param_type_name == "option"]
        _section(formatter, HELP["options"], [*options, ("--help", HELP["help"])])
        formatter.write(f"\n{HELP['global_hint']}\n")


class SwedishGroup(TyperGroup):
    """A group whose help page is written in Swedish; commands stand in the order they were added."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, what the group is for, its commands and options."""
        _usage(ctx, formatter, [HELP["command"]])
        formatter.write(f"\n{self.help or ''}\n")
        commands = [(name, self.commands[name].help or "") for name in self.list_commands(ctx)]
        _section(formatter, HELP["commands"], [(name, text.split("\n")[0]) for name, text in commands])
        options = [(_option(param), _help(param)) for param in self.params]
        if ctx.parent is None:
            _section(formatter, HELP["global_options"], options)
        formatter.write(f"\n{HELP['more_help']}\n")

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands in the order they were added, not by name."""
        return list(self.commands)


def _arguments(command: TyperCommand) -> list[Any]:
    return [param for param in command.params if param.param_type_name == "argument"]


def _name(param: Any) -> str:
    name = (param.metavar or param.name or "").upper()
    return f"{name}…" if param.nargs == -1 else name


def _option(param: Any) -> str:
    names = ", ".join(param.opts)
    return names if param.is_flag else f"{names} {(param.metavar or 'VÄRDE')}"


def _help(param: Any) -> str:
    return str(param.help or "")


def _usage(ctx: Any, formatter: Any, words: list[str]) -> None:
    formatter.write(f"{HELP['usage']} {' '.join([ctx.command_path, HELP['options_word'], *words])}\n")


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    formatter.write(f"\n{title}\n")
    for name, text in rows:
        gap = "\n" + " " * (_LABEL + 2) if len(name) > _LABEL - 2 else " " * (_LABEL - len(name))
        formatter.write(f"  {name}{gap}{_wrapped(text)}\n")


def _wrapped(text: str) -> str:
    lines: list[str] = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > 78 - _LABEL:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return ("\n" + " " * (_LABEL + 2)).join(lines)
