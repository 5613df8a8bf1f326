"""The commands that let something out to somebody else: their names, options and help."""

from typing import Annotated, Any

import typer

from rekotui.cli.global_options import CURRENT
from rekotui.cli.help_text import SwedishCommand
from rekotui.exchange.fk_notice_messages import COMMAND


def _option(name: str, *flags: str, metavar: str | None = None) -> Any:
    return typer.Option(*flags, help=COMMAND[name], metavar=metavar, show_default=False)


def add_to(group: typer.Typer) -> None:
    """Register the commands under `rekotui export`."""

    @group.command("fk-notice", cls=SwedishCommand, help=COMMAND["help"])
    def _fk_notice(
        case: Annotated[list[str], typer.Argument(help=COMMAND["case"], metavar="ÄRENDE")],
        output: Annotated[str, _option("output", "-o", "--output", metavar="FIL")] = "",
        force: Annotated[bool, _option("force", "--force")] = False,
        ground: Annotated[str, _option("ground", "--ground", metavar="GRUND")] = "",
        reason: Annotated[str, _option("reason", "--reason", metavar="-")] = "",
    ) -> None:
        from rekotui.cli.fk_notice import Choice, run

        raise typer.Exit(run(CURRENT, case, Choice(output, force, ground, reason)))
