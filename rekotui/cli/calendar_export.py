"""`rekotui export calendar`: what is watched, for the calendar on the desk or the phone."""

import os
import sys
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.cli.days_ahead import days_ahead, last_day
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import CALENDAR, NOT_LOGGED
from rekotui.cli.output import note, safe
from rekotui.cli.signals_kept import bring_up_to_date
from rekotui.cli.unlocking import key
from rekotui.exchange.calendar_file import calendar_file
from rekotui.exchange.files import write_export
from storage.upgrade import open_reader


class Choice(NamedTuple):
    """What was asked for; no output is standard output."""

    days: str
    output: str
    identities: bool
    force: bool


def run(options: GlobalOptions, choice: Choice) -> int:
    """Write the calendar. Every export is logged: how many entries, whether it holds identities.

    Raises WrongUseError for a number of days that is none or an existing file, CannotWriteError where the disk refuses.
    """
    last = last_day(options.day, days_ahead(choice.days))
    found = key(options)
    with open_reader(found) as opened:
        bring_up_to_date(opened, found, options)
        made = calendar_file(opened, options.day, last, identities=choice.identities)
        if choice.output:
            write_export(choice.output, made.content, force=choice.force)
        else:
            _print(made.content)
        if not opened.log(made.event):
            note(NOT_LOGGED, options)
    if choice.output:
        words = CALENDAR["written_one" if made.entries == 1 else "written"]
        note(words.format(count=made.entries, name=os.path.basename(choice.output)), options)
    return exit_codes.DONE


def _print(content: bytes) -> None:
    if sys.stdout.isatty():
        sys.stdout.write(safe(content.decode().replace("\r\n", "\n")))
        sys.stdout.flush()
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
