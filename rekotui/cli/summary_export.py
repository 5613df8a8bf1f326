"""`rekotui export summary`: the caseload as a file or on standard output."""

import os
import sys
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.errors import RekotuiError, WrongUseError
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import EXPORTED, EXPORTED_ONE, MORE, NOT_LOGGED
from rekotui.cli.output import note, safe
from rekotui.cli.unlocking import key
from rekotui.exchange.files import write_export
from rekotui.exchange.summary import FACES, FORMATS, summary
from rekotui.exchange.summary_files import BINARY, WRITERS, export_event, format_of
from storage.query import CaseQuery, check_view
from storage.upgrade import open_reader
from storage.vault import Key


class Choice(NamedTuple):
    """What was asked for; an empty format follows the file's name, else Markdown (JSON with --json)."""

    face: str
    format: str
    view: str
    output: str
    identities: bool
    force: bool


def run(options: GlobalOptions, choice: Choice) -> int:
    """Write the summary. Every export is logged: format, number of cases, whether it holds identities.

    Raises WrongUseError for an unknown face or format, an existing file, or a workbook that would go to a terminal;
    CannotWriteError where the disk refuses.
    """
    if choice.face not in FACES:
        raise WrongUseError("bad_choice", option="--face", known=", ".join(FACES))
    format_ = _format(choice, options)
    query = CaseQuery(on=options.day, view=check_view(choice.view), limit=options.limit or 0)
    found_key = key(options)
    with open_reader(found_key) as opened:
        found = summary(opened, query, identities=choice.identities)
        content = WRITERS[format_](found)
        if choice.output:
            write_export(choice.output, content, force=choice.force)
        else:
            _print(content)
        is_logged = opened.log(export_event(found, format_))
    if not (is_logged and _remembered(found_key, options)):
        note(NOT_LOGGED, options)
    if choice.output:
        words = EXPORTED_ONE if len(found.cases) == 1 else EXPORTED
        note(words.format(count=len(found.cases), name=os.path.basename(choice.output)), options)
    if found.left_out:
        note(MORE.format(count=found.left_out), options)
    return exit_codes.DONE


def _remembered(found: Key, options: GlobalOptions) -> bool:
    """Settle the desk's reminder of the month's summary; return whether it could be written."""
    from storage.database import Database
    from storage.desk_facts import remember_summary

    database = Database(found.folder, found.dek, demo=found.demo)
    try:
        remember_summary(database, options.day)
    except RekotuiError:  # the file is out: what failed is only the note of it
        return False
    finally:
        database.close()
    return True


def _format(choice: Choice, options: GlobalOptions) -> str:
    format_ = choice.format or ("json" if options.json else format_of(choice.output) or "md")
    if format_ not in FORMATS:
        raise WrongUseError("bad_choice", option="--format", known=", ".join(FORMATS))
    if format_ in BINARY and not choice.output and sys.stdout.isatty():
        raise WrongUseError("not_for_terminal", format=format_)
    return format_


def _print(content: str | bytes) -> None:
    if isinstance(content, str):
        sys.stdout.write(safe(content) if sys.stdout.isatty() else content)
        sys.stdout.flush()
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
