"""The commands that print papers, declared for Typer. What a command does is imported when it is called."""

from typing import Annotated

import typer

from rekotui.cli.declaring import command, done, option
from rekotui.cli.global_options import CURRENT
from rekotui.cli.messages import OPTIONS

_Case = Annotated[list[str], typer.Argument(help=OPTIONS["case"], metavar="ÄRENDE")]
_MaybeCase = Annotated[list[str] | None, typer.Argument(help=OPTIONS["case"], metavar="ÄRENDE")]
_Output = Annotated[str, option("pdf_output", "-o", "--output", metavar="FIL")]
_Force = Annotated[bool, option("force", "--force")]


def register(app: typer.Typer, export_app: typer.Typer) -> None:
    """Add the commands to the application and to its group for files out."""
    command(export_app, "consent-form", "export consent-form")(_consent_form)
    command(export_app, "preparation", "export preparation")(_preparation)
    command(export_app, "interview", "export interview")(_interview)
    command(app, "sender")(_sender)


def _consent_form(
    case: _MaybeCase = None,
    kind: Annotated[str, option("consent_kind", "--kind", metavar="K1|K2|K3|K4|K5")] = "K1",
    party: Annotated[str, option("consent_party", "--party", metavar="PART")] = "",
    consent: Annotated[int | None, option("consent_number", "--consent", metavar="N")] = None,
    empty: Annotated[bool, option("consent_empty", "--empty")] = False,
    output: _Output = "",
    force: _Force = False,
) -> None:
    from rekotui.cli import consent_form_export as export

    done(export.run(CURRENT, case or [], export.Choice(kind, party, consent, empty, output, force)))


def _preparation(case: _MaybeCase = None, output: _Output = "", force: _Force = False) -> None:
    from rekotui.cli.paper_writing import Target
    from rekotui.cli.preparation_export import run

    done(run(CURRENT, case or [], Target(output, force)))


def _interview(
    case: _Case,
    guide: Annotated[str, option("paper_guide", "--guide", metavar="GUIDE")] = "kartlaggning",
    by: Annotated[str, option("by", "--by", metavar="section|sokord")] = "section",
    sensitive: Annotated[bool, option("paper_sensitive", "--sensitive")] = False,
    protected: Annotated[bool, option("paper_protected", "--protected")] = False,
    output: _Output = "",
    force: _Force = False,
) -> None:
    from rekotui.cli.interview_export import run
    from rekotui.cli.interview_text import Given
    from rekotui.cli.paper_writing import Target

    done(run(CURRENT, case, Given(guide, by, sensitive, protected), Target(output, force)))


def _sender(
    unit: Annotated[str | None, option("sender_unit", "--unit", metavar="ENHET")] = None,
    name: Annotated[str | None, option("sender_name", "--name", metavar="NAMN")] = None,
    phone: Annotated[str | None, option("sender_phone", "--phone", metavar="NUMMER")] = None,
) -> None:
    from rekotui.cli import paper_sender

    done(paper_sender.run(CURRENT, {"sender_unit": unit, "sender_name": name, "sender_phone": phone}))
