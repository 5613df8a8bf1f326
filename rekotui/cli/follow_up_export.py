"""`rekotui export follow-ups`: what is watched, on paper for a meeting."""

import os
import sys
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.errors import WrongUseError
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import FOLLOW_UPS, NOT_LOGGED
from rekotui.cli.output import note, safe
from rekotui.cli.unlocking import reader
from rekotui.exchange.files import write_export
from rekotui.exchange.follow_up_list import ORDERS, WRITERS, export_event, follow_up_list
from rekotui.exchange.summary_files import format_of
from storage.work_reading import open_follow_ups


class Choice(NamedTuple):
    """What was asked for; an empty format follows the file's name, else Markdown."""

    by: str
    format: str
    output: str
    identities: bool
    force: bool


def run(options: GlobalOptions, choice: Choice) -> int:
    """Write the list. Every export is logged: format, number of follow-ups, whether it holds identities.

    Raises WrongUseError for an unknown order or format or an existing file, CannotWriteError where the disk refuses.
    """
    if choice.by not in ORDERS:
        raise WrongUseError("bad_choice", option="--by", known=", ".join(ORDERS))
    format_ = choice.format or ("json" if options.json else format_of(choice.output) or "md")
    if format_ not in WRITERS:
        raise WrongUseError("bad_choice", option="--format", known=", ".join(WRITERS))
    with reader(options) as opened:
        found = follow_up_list(open_follow_ups(opened), choice.by, options.day, identities=choice.identities)
        content = WRITERS[format_](found)
        if choice.output:
            write_export(choice.output, content, force=choice.force)
        else:
            sys.stdout.write(safe(content) if sys.stdout.isatty() else content)
            sys.stdout.flush()
        if not opened.log(export_event(found, format_)):
            note(NOT_LOGGED, options)
    if choice.output:
        words = FOLLOW_UPS["written_one" if found.number == 1 else "written"]
        note(words.format(count=found.number, name=os.path.basename(choice.output)), options)
    return exit_codes.DONE
