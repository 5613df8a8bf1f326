"""`rekotui export access-log`: who has looked at a case, changed it or let something of it out (loggutdrag)."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.clock import parse_day
from rekotui.base.errors import WrongUseError
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import ACCESS_LOG_WRITTEN, NOT_LOGGED
from rekotui.cli.output import note, print_json, safe
from rekotui.cli.unlocking import reader
from rekotui.exchange.access_log import FORMATS, TEXTS, AccessLog, access_log, as_json, event
from rekotui.exchange.files import write_export
from rekotui.exchange.summary_files import format_of


class Choice(NamedTuple):
    """What was asked for; an empty format follows the file's name, else Markdown (JSON with --json)."""

    since: str = ""
    until: str = ""
    format: str = ""
    output: str = ""
    identities: bool = False
    force: bool = False


def run(options: GlobalOptions, words: Sequence[str], choice: Choice) -> int:
    """Write the extract of one case and log that it was written.

    Raises NothingFoundError or WrongUseError (case, days, format, an existing file), CannotWriteError for the disk.
    """
    since, until = (parse_day(day) if day else None for day in (choice.since, choice.until))
    if since and since > (until or max(since, options.day)):
        raise WrongUseError("days_reversed")
    format_ = _format(choice, options)
    text = search_text(words, "export access-log")
    with reader(options) as opened:
        case = choose(opened, text, options)
        found = access_log(opened, case, options.day, since, until, identities=choice.identities)
        try:
            _write(found, format_, choice)
        except BrokenPipeError:
            opened.log(event(found, format_))
            raise
        if not opened.log(event(found, format_)):
            note(NOT_LOGGED, options)
    if choice.output:
        count, name = len(found.rows), os.path.basename(choice.output)
        note(ACCESS_LOG_WRITTEN.format(count=count, name=name), options)
    return exit_codes.DONE


def _write(found: AccessLog, format_: str, choice: Choice) -> None:
    if format_ == "json" and not choice.output:
        print_json(as_json(found))
        return
    content = json_text(found) if format_ == "json" else TEXTS[format_](found)
    if choice.output:
        write_export(choice.output, content, force=choice.force)
    else:
        sys.stdout.write(safe(content) if sys.stdout.isatty() else content)
        sys.stdout.flush()


def json_text(found: AccessLog) -> str:
    """Return the extract as the text of a JSON file."""
    import json

    return json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n"


def _format(choice: Choice, options: GlobalOptions) -> str:
    format_ = choice.format or ("json" if options.json else format_of(choice.output) or "md")
    if format_ not in FORMATS:
        raise WrongUseError("bad_choice", option="--format", known=", ".join(FORMATS))
    return format_
