"""The commands about external cooperation, declared for Typer. What a command does is imported when it is called."""

from typing import Annotated

import typer

from rekotui.cli.declaring import command, done, option
from rekotui.cli.global_options import CURRENT
from rekotui.cli.messages import OPTIONS

_Case = Annotated[list[str], typer.Argument(help=OPTIONS["case"], metavar="ÄRENDE")]


def register(app: typer.Typer, export_app: typer.Typer) -> None:
    """Add the commands to the application and to its group for files out."""
    command(app, "meeting")(_meeting)
    command(export_app, "minutes", "export minutes")(_minutes)


def _meeting(case: _Case) -> None:
    from rekotui.cli import meeting_listing

    done(meeting_listing.run(CURRENT, case))


def _minutes(
    case: _Case,
    meeting: Annotated[int | None, option("meeting_number", "--meeting", metavar="N")] = None,
    with_identities: Annotated[bool, option("with_identities", "--with-identities")] = False,
    format_: Annotated[str, option("minutes_format", "--format", metavar="text|pdf")] = "",
    output: Annotated[str, option("output", "-o", "--output", metavar="FIL")] = "",
    force: Annotated[bool, option("force", "--force")] = False,
) -> None:
    from rekotui.cli import minutes_export as export

    done(export.run(CURRENT, case, export.Choice(meeting, with_identities, format_, output, force)))
