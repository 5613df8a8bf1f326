"""`rekotui export summary`: the caseload as a file or on standard output."""

import os
import sys
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.errors import WrongUseError
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import EXPORTED, NOT_LOGGED
from rekotui.cli.output import note
from rekotui.cli.unlocking import reader
from rekotui.exchange.files import write_export
from rekotui.exchange.summary import FACES, FORMATS, summary
from rekotui.exchange.summary_files import WRITERS
from storage.history import Event
from storage.query import CaseQuery, check_view


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

    Raises WrongUseError for an unknown face or format or an existing file, CannotWriteError where the disk refuses.
    """
    if choice.face not in FACES:
        raise WrongUseError("bad_choice", option="--face", known=", ".join(FACES))
    format_ = _format(choice, options)
    query = CaseQuery(on=options.day, view=check_view(choice.view), limit=options.limit or 0)
    with reader(options) as opened:
        found = summary(opened, query, identities=choice.identities)
        text = WRITERS[format_](found)
        if choice.output:
            write_export(choice.output, text, force=choice.force)
        else:
            sys.stdout.write(text)
            sys.stdout.flush()
        payload = {
            "face": choice.face,
            "format": format_,
            "hits": len(found.cases),
            "identities": choice.identities,
        }
        if not opened.log(Event("export", "caseload", payload=payload)):
            note(NOT_LOGGED, options)
    if choice.output:
        note(EXPORTED.format(count=len(found.cases), name=os.path.basename(choice.output)), options)
    return exit_codes.DONE


def _format(choice: Choice, options: GlobalOptions) -> str:
    ending = os.path.splitext(choice.output)[1].removeprefix(".").lower()
    guessed = "json" if options.json else ending if ending in FORMATS else "md"
    format_ = choice.format or guessed
    if format_ not in FORMATS:
        raise WrongUseError("bad_choice", option="--format", known=", ".join(FORMATS))
    return format_
