"""The Typer application: every command's name, options and help. What a command does is imported when it is called."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from rekotui.base import exit_codes
from rekotui.base.errors import WrongUseError
from rekotui.cli import disclosure_commands, meeting_commands, paper_commands, plan_commands
from rekotui.cli.declaring import command, done, option
from rekotui.cli.global_options import CURRENT
from rekotui.cli.help_text import SwedishGroup
from rekotui.cli.messages import GROUPS, OPTIONS

_SETTINGS: dict[str, Any] = {
    "cls": SwedishGroup,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "no_args_is_help": False,
}
app = typer.Typer(**_SETTINGS, add_completion=False, help=GROUPS["rekotui"], name="rekotui")
import_app = typer.Typer(**_SETTINGS, help=GROUPS["import"])
export_app = typer.Typer(**_SETTINGS, help=GROUPS["export"])


@app.callback(invoke_without_command=True)
def _globals(
    context: typer.Context,
    vault: Annotated[str | None, option("vault", "--vault", metavar="DIR")] = None,
    on: Annotated[str | None, option("on", "--on", metavar="DATUM")] = None,
    limit: Annotated[int | None, option("limit", "--limit", metavar="N")] = None,
    json: Annotated[bool, option("json", "--json")] = False,
    plain: Annotated[bool, option("plain", "--plain")] = False,
    no_color: Annotated[bool, option("no_color", "--no-color")] = False,
    quiet: Annotated[bool, option("quiet", "--quiet")] = False,
    yes: Annotated[bool, option("yes", "--yes")] = False,
    version: Annotated[bool, option("version", "--version")] = False,
) -> None:
    # Declared for --help and completion; `global_options.take` has read them before Typer sees the arguments.
    del context, vault, on, limit, json, plain, no_color, quiet, yes, version


app.add_typer(import_app, name="import", cls=SwedishGroup)
app.add_typer(export_app, name="export", cls=SwedishGroup)


@command(app, "list")
def _list(
    view: Annotated[str, option("view", "--view", metavar="VY")] = "all",
    sort: Annotated[str, option("sort", "--sort", metavar="NYCKEL[,NYCKEL]")] = "",
    filter_: Annotated[list[str] | None, option("filter", "--filter", metavar="FÄLT=VÄRDE")] = None,
) -> None:
    from rekotui.cli import listing

    done(listing.run(CURRENT, view, sort, filter_ or []))


@command(app, "today")
def _today(days: Annotated[str, option("days", "--days", metavar="N")] = "0") -> None:
    from rekotui.cli import today

    done(today.run(CURRENT, days))


@command(app, "find")
def _find(text: Annotated[list[str], typer.Argument(help=OPTIONS["text"], metavar="TEXT")]) -> None:
    from rekotui.cli import finding

    done(finding.run(CURRENT, text))


@command(app, "show")
def _show(case: Annotated[list[str], typer.Argument(help=OPTIONS["case"], metavar="ÄRENDE")]) -> None:
    from rekotui.cli import showing

    done(showing.run(CURRENT, case))


@command(app, "journal")
def _journal(
    case: Annotated[list[str] | None, typer.Argument(help=OPTIONS["case"], metavar="ÄRENDE")] = None,
    since: Annotated[str, option("since", "--since", metavar="DATUM")] = "",
    unjournaled: Annotated[bool, option("unjournaled", "--unjournaled")] = False,
) -> None:
    from rekotui.cli import journal_listing

    done(journal_listing.run(CURRENT, case or [], since, only_missing=unjournaled))


@command(app, "review")
def _review(
    unit: Annotated[str, option("review_unit", "--unit", metavar="ENHET")] = "",
    reason: Annotated[str, option("review_reason", "--reason", metavar="TEXT")] = "",
) -> None:
    from rekotui.cli import reviewing

    done(reviewing.run(CURRENT, unit, reason))


@command(app, "log")
def _log(
    case: Annotated[list[str], typer.Argument(help=OPTIONS["case"], metavar="ÄRENDE")],
    party: Annotated[str, option("party", "--party", metavar="PART")] = "",
    channel: Annotated[str, option("channel", "--channel", metavar="SÄTT")] = "",
    part: Annotated[str, option("part", "--part", metavar="DEL")] = "",
    outcome: Annotated[str, option("outcome", "--outcome", metavar="UTFALL")] = "held",
    on_date: Annotated[str, option("on_date", "--on-date", metavar="DATUM")] = "",
    time: Annotated[str, option("time", "--time", metavar="TT:MM")] = "",
    minutes: Annotated[int | None, option("minutes", "--minutes", metavar="N")] = None,
    kva: Annotated[list[str] | None, option("kva", "--kva", metavar="KOD")] = None,
    next_: Annotated[str, option("next", "--next", metavar="DATUM")] = "",
    ground: Annotated[str, option("ground", "--ground", metavar="GRUND")] = "",
    with_patient: Annotated[bool, option("with_patient", "--with-patient")] = False,
    about: Annotated[str, option("about", "--about", metavar="VAD")] = "",
) -> None:
    from rekotui.cli.contact_log import Given, run

    codes = tuple(kva) if kva else None
    present = True if with_patient else None
    given = Given(party, channel, part, outcome, on_date, time, minutes, next_, ground, present, about, codes)
    done(run(CURRENT, case, given))


@command(app, "consents")
def _consents(case: Annotated[list[str], typer.Argument(help=OPTIONS["case"], metavar="ÄRENDE")]) -> None:
    from rekotui.cli import consents

    done(consents.run(CURRENT, case))


@command(app, "interview")
def _interview(
    case: Annotated[list[str] | None, typer.Argument(help=OPTIONS["case"], metavar="ÄRENDE")] = None,
    guide: Annotated[str, option("guide", "--guide", metavar="GUIDE")] = "kartlaggning",
    by: Annotated[str, option("by", "--by", metavar="section|sokord")] = "section",
    sensitive: Annotated[bool, option("sensitive", "--sensitive")] = False,
    protected: Annotated[bool, option("show_protected", "--protected")] = False,
    compare: Annotated[bool, option("compare", "--compare")] = False,
) -> None:
    from rekotui.cli import interview_compare, interview_text

    if compare:
        done(interview_compare.run(CURRENT, case or [], sensitive=sensitive))
    done(interview_text.run(CURRENT, case or [], interview_text.Given(guide, by, sensitive, protected)))


@command(app, "roles")
def _roles() -> None:
    from rekotui.cli import roles_page

    done(roles_page.run(CURRENT))


@command(app, "rules")
def _rules(rule: Annotated[str, typer.Argument(help=OPTIONS["rule"], metavar="REGEL")] = "") -> None:
    from rekotui.cli import rules_listing

    done(rules_listing.run(CURRENT, rule))


@command(app, "kva")
def _kva(
    code: Annotated[str, typer.Argument(help=OPTIONS["code"], metavar="KOD")] = "",
    outside: Annotated[str | None, option("outside", "--outside", metavar="KOD")] = None,
) -> None:
    from rekotui.cli import kva_listing

    done(kva_listing.run(CURRENT, code, outside))


@command(import_app, "rehabstod", "import rehabstod")
def _import_rehabstod(
    file: Annotated[str, typer.Argument(help=OPTIONS["list_file"], metavar="FIL")],
    list_date: Annotated[str, option("list_date", "--list-date", metavar="DATUM")] = "",
    unit: Annotated[str, option("unit", "--unit", metavar="ENHET")] = "",
    take: Annotated[str, option("take", "--take", metavar="status|all|none")] = "none",
    dry_run: Annotated[bool, option("dry_run", "--dry-run")] = False,
) -> None:
    from rekotui.cli import list_import

    done(list_import.run(CURRENT, file, list_date=list_date, unit=unit, take=take, dry_run=dry_run))


@command(import_app, "undo", "import undo")
def _import_undo(
    unit: Annotated[str, option("undo_unit", "--unit", metavar="ENHET")] = "",
) -> None:
    from rekotui.cli import import_undo

    done(import_undo.run(CURRENT, unit))


@command(import_app, "icd", "import icd")
def _import_icd(
    file: Annotated[str, typer.Argument(help=OPTIONS["code_file"], metavar="FIL")],
    dry_run: Annotated[bool, option("dry_run", "--dry-run")] = False,
) -> None:
    from rekotui.cli import code_import

    done(code_import.run(CURRENT, file, dry_run=dry_run))


@command(export_app, "summary", "export summary")
def _export_summary(
    face: Annotated[str, option("face", "--face", metavar="worklist")] = "worklist",
    format_: Annotated[str, option("format", "--format", metavar="md|csv|json|xlsx|html")] = "",
    view: Annotated[str, option("view", "--view", metavar="VY")] = "all",
    output: Annotated[str, option("output", "-o", "--output", metavar="FIL")] = "",
    with_identities: Annotated[bool, option("with_identities", "--with-identities")] = False,
    force: Annotated[bool, option("force", "--force")] = False,
) -> None:
    from rekotui.cli import summary_export

    choice = summary_export.Choice(face, format_, view, output, with_identities, force)
    done(summary_export.run(CURRENT, choice))


@command(export_app, "calendar", "export calendar")
def _export_calendar(
    days: Annotated[str, option("calendar_days", "--days", metavar="N")] = "90",
    output: Annotated[str, option("output", "-o", "--output", metavar="FIL")] = "",
    with_identities: Annotated[bool, option("names_and_words", "--with-identities")] = False,
    force: Annotated[bool, option("force", "--force")] = False,
) -> None:
    from rekotui.cli import calendar_export

    done(calendar_export.run(CURRENT, calendar_export.Choice(days, output, with_identities, force)))


@command(export_app, "follow-ups", "export follow-ups")
def _export_follow_ups(
    by: Annotated[str, option("watched_by", "--by", metavar="party|physician")] = "party",
    format_: Annotated[str, option("page_format", "--format", metavar="md|html")] = "",
    output: Annotated[str, option("output", "-o", "--output", metavar="FIL")] = "",
    with_identities: Annotated[bool, option("names_and_words", "--with-identities")] = False,
    force: Annotated[bool, option("force", "--force")] = False,
) -> None:
    from rekotui.cli import follow_up_export

    done(follow_up_export.run(CURRENT, follow_up_export.Choice(by, format_, output, with_identities, force)))


@command(export_app, "access-log", "export access-log")
def _export_access_log(
    case: Annotated[list[str], typer.Argument(help=OPTIONS["case"], metavar="ÄRENDE")],
    since: Annotated[str, option("log_since", "--since", metavar="DATUM")] = "",
    until: Annotated[str, option("log_until", "--until", metavar="DATUM")] = "",
    format_: Annotated[str, option("log_format", "--format", metavar="md|csv|html|json")] = "",
    output: Annotated[str, option("output", "-o", "--output", metavar="FIL")] = "",
    with_identities: Annotated[bool, option("log_identities", "--with-identities")] = False,
    force: Annotated[bool, option("force", "--force")] = False,
) -> None:
    from rekotui.cli.access_log_export import Choice, run

    done(run(CURRENT, case, Choice(since, until, format_, output, with_identities, force)))


paper_commands.register(app, export_app)
plan_commands.register(app, export_app)
meeting_commands.register(app, export_app)


disclosure_commands.add_to(export_app)


@command(app, "demo")
def _demo(
    cases: Annotated[int, option("cases", "--cases", metavar="N")] = 118,
    seed: Annotated[int, option("seed", "--seed", metavar="N")] = 1,
    dir_: Annotated[str, option("dir", "--dir", metavar="DIR")] = "",
    no_open: Annotated[bool, option("no_open", "--no-open")] = False,
) -> None:
    from rekotui.cli import demo

    done(demo.run(CURRENT, cases=cases, seed=seed, folder=dir_, no_open=no_open))


@command(app, "init")
def _init(
    recovery_file: Annotated[str, option("recovery_file", "--recovery-file", metavar="FIL")] = "",
) -> None:
    from rekotui.cli import vault_making

    done(vault_making.init(CURRENT, recovery_file))


@command(app, "unlock")
def _unlock(
    time: Annotated[str, option("for", "--for", metavar="TID")] = "4h",
    recovery: Annotated[bool, option("recovery", "--recovery")] = False,
) -> None:
    from rekotui.cli import vault_locking

    done(vault_locking.unlock(CURRENT, time, recovery=recovery))


@command(app, "lock")
def _lock() -> None:
    from rekotui.cli import vault_locking

    done(vault_locking.lock(CURRENT))


@command(app, "passphrase")
def _passphrase(
    recovery: Annotated[bool, option("recovery", "--recovery")] = False,
    new_recovery: Annotated[bool, option("new_recovery", "--new-recovery")] = False,
    recovery_file: Annotated[str, option("recovery_file", "--recovery-file", metavar="FIL")] = "",
) -> None:
    from rekotui.cli import vault_making

    done(vault_making.passphrase(CURRENT, recovery=recovery, new_recovery=new_recovery, recovery_file=recovery_file))


@command(app, "backup")
def _backup(
    folder: Annotated[str, typer.Argument(help=OPTIONS["backup_folder"], metavar="DIR")] = "",
) -> None:
    from rekotui.cli import vault_keeping

    done(vault_keeping.backup(CURRENT, folder))


@command(app, "restore")
def _restore(folder: Annotated[str, typer.Argument(help=OPTIONS["restore_folder"], metavar="DIR")]) -> None:
    from rekotui.cli import vault_keeping

    done(vault_keeping.restore(CURRENT, folder))


@command(app, "verify")
def _verify(
    anchor: Annotated[list[str] | None, option("anchor", "--anchor", metavar="ANKARE")] = None,
    backups: Annotated[str, option("anchor_folder", "--backups", metavar="DIR")] = "",
) -> None:
    from rekotui.cli import vault_keeping

    done(vault_keeping.verify(CURRENT, anchor or [], backups))


@command(app, "doctor")
def _doctor() -> None:
    from rekotui.cli import vault_keeping

    done(vault_keeping.doctor(CURRENT))


def run(arguments: Sequence[str]) -> int:
    """Run the arguments through Typer; usage errors become our own, in Swedish."""
    try:
        result = app(list(arguments), standalone_mode=False, prog_name="rekotui")
    except typer.TyperException as error:
        raise _in_swedish(error, arguments) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    if result == exit_codes.INTERRUPTED:
        # Typer has taken the interruption for an answer; the sentence about it is said in one place.
        raise KeyboardInterrupt
    return result if isinstance(result, int) else exit_codes.DONE


def _in_swedish(error: typer.TyperException, arguments: Sequence[str]) -> WrongUseError:
    context = getattr(error, "ctx", None)
    command = context.command_path.removeprefix("rekotui").strip() if context else ""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        key = "unknown_option" if command else "unknown_global_option"
        return WrongUseError(key, option=getattr(error, "option_name", ""), command=command)
    if kind == "MissingParameter":
        param = getattr(error, "param", None)
        name = (getattr(param, "metavar", None) or getattr(param, "name", None) or "?").upper()
        return WrongUseError("missing_argument", argument=name, command=command)
    if kind == "BadOptionUsage":
        return WrongUseError("option_value", option=getattr(error, "option_name", ""))
    if kind == "BadParameter":
        param = getattr(error, "param", None)
        return WrongUseError("bad_value", option=(getattr(param, "opts", None) or ["?"])[0])
    if isinstance(context and context.command, SwedishGroup):
        words = [word for word in arguments if not word.startswith("-") and word != command]
        if not words:
            return WrongUseError("missing_argument", argument="KOMMANDO", command=command)
        return WrongUseError("unknown_command", command=f"{command} {words[0][:20]}".strip())
    return WrongUseError("too_many_arguments", command=command)
