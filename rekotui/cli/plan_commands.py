"""The commands about the plan, declared for Typer. What a command does is imported when it is called."""

from typing import Annotated

import typer

from rekotui.cli.declaring import command, done, option
from rekotui.cli.global_options import CURRENT
from rekotui.cli.messages import OPTIONS

_Case = Annotated[list[str], typer.Argument(help=OPTIONS["case"], metavar="ÄRENDE")]
_Version = Annotated[str, option("plan_version", "--version", metavar="N")]


def register(app: typer.Typer, export_app: typer.Typer) -> None:
    """Add the commands to the application and to its group for files out."""
    command(app, "plan")(_plan)
    command(export_app, "plan", "export plan")(_export_plan)


def _plan(
    case: _Case,
    version: _Version = "",
    draft: Annotated[bool, option("plan_draft", "--draft")] = False,
    diff: Annotated[tuple[str, str] | None, option("plan_diff", "--diff", metavar="N M")] = None,
) -> None:
    from rekotui.cli.plan_listing import Given, run

    done(run(CURRENT, case, Given(version, draft, " ".join(diff or ()))))


def _export_plan(
    case: _Case,
    version: _Version = "",
    format_: Annotated[str, option("plan_format", "--format", metavar="md|journal|pdf")] = "",
    output: Annotated[str, option("output", "-o", "--output", metavar="FIL")] = "",
    force: Annotated[bool, option("force", "--force")] = False,
) -> None:
    from rekotui.cli.plan_export import Choice, run

    done(run(CURRENT, case, Choice(version, format_, output, force)))
