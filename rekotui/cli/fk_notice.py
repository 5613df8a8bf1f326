"""`rekotui export fk-notice`: the notice to Försäkringskassan, as far as the consent allows, and logged."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.clock import clock_on
from rekotui.base.errors import WrongUseError
from rekotui.casework.consent_state import Moment
from rekotui.casework.disclosure import Permitted
from rekotui.casework.guides import in_force
from rekotui.cli import asking
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.output import note, print_json, safe
from rekotui.cli.unlocking import key
from rekotui.exchange.files import write_export
from rekotui.exchange.fk_notice import FACE, Notice, as_json, as_text, material, notice, wanted
from rekotui.exchange.fk_notice_messages import COMMAND
from storage.upgrade import open_reader
from storage.vault import Key

_STDIN = "-"


class Choice(NamedTuple):
    """The options of the command, as typed."""

    output: str = ""
    force: bool = False
    ground: str = ""
    reason: str = ""


def run(options: GlobalOptions, words: Sequence[str], choice: Choice) -> int:
    """Write the notice of one case after the gate has answered and the answer is logged.

    Raises NothingFoundError or WrongUseError (case, an existing file), ConsentRefusedError (exit 5) where neither a
    consent nor a ground allows it, CannotWriteError for the disk.
    """
    if choice.reason not in ("", _STDIN):
        # What it was about never stands in the shell's history.
        raise WrongUseError("bad_choice", option="--reason", known=_STDIN)
    if choice.output and os.path.exists(choice.output) and not choice.force:
        raise WrongUseError("file_exists")
    text = search_text(list(words), "export fk-notice")
    found = key(options)
    with open_reader(found) as opened:
        line = choose(opened, text, options)
        known = material(opened, line, options.day, in_force())
    permitted = _disclosed(found, line.case_id, options, choice)
    made = notice(known, permitted)
    _write(made, options, choice)
    for told in made.checks:
        note(told, options)
    note(COMMAND["log"].format(case=line.number, day=known.answer_by), options)
    return exit_codes.DONE


def _disclosed(found: Key, case_id: int, options: GlobalOptions, choice: Choice) -> Permitted:
    from storage.database import Database
    from storage.disclosures import disclose

    asked = wanted(choice.ground, _reason(options, choice))
    database = Database(found.folder, found.dek, demo=found.demo)
    try:
        with database.write() as work:
            return disclose(work, case_id, asked, Moment(options.day, clock_on(options.day)), FACE, _format(options))
    finally:
        database.close()


def _reason(options: GlobalOptions, choice: Choice) -> str:
    """Return why it is let out on a ground: standard input, else a question at a terminal."""
    if not choice.ground:
        return ""
    if choice.reason == _STDIN and not (sys.stdin.isatty() and options.may_ask):
        # The case was read from the same place with "-": the rest is the reason.
        return sys.stdin.read().strip()
    return asking.line(COMMAND["ask_reason"]) if options.may_ask else ""


def _format(options: GlobalOptions) -> str:
    return "json" if options.json else "md"


def _write(made: Notice, options: GlobalOptions, choice: Choice) -> None:
    if options.json and not choice.output:
        print_json(as_json(made))
        return
    content = _json_text(made) if options.json else as_text(made)
    if choice.output:
        write_export(choice.output, content, force=choice.force)
        note(COMMAND["written"].format(name=os.path.basename(choice.output)), options)
    else:
        sys.stdout.write(safe(content) if sys.stdout.isatty() else content)
        sys.stdout.flush()


def _json_text(made: Notice) -> str:
    import json

    return json.dumps(as_json(made), ensure_ascii=False, indent=1) + "\n"
