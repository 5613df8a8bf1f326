"""`rekotui export minutes`: an invitation to a meeting, or the note of what was agreed, as text or PDF."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.clock import clock_on
from rekotui.base.errors import WrongUseError
from rekotui.casework.consent_state import Moment
from rekotui.casework.disclosure import Wanted
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.meeting_messages import MEETING
from rekotui.cli.messages import NOT_LOGGED
from rekotui.cli.output import note, print_json
from rekotui.cli.paper_writing import Target, check_target, let_out
from rekotui.cli.unlocking import key
from rekotui.exchange.files import write_export
from rekotui.exchange.minutes import FACE, Minutes, as_text, meeting_to_tell, minutes_of, wanted_for
from rekotui.exchange.paper.minutes_paper import minutes_paper, record_of
from rekotui.exchange.paper.ready import export_event
from rekotui.exchange.paper.sender import sender_of
from storage.reading import CaseLine, Reader
from storage.upgrade import open_reader
from storage.vault import Key

TEXT, PDF = "text", "pdf"


class Choice(NamedTuple):
    """What was asked for; `format_` "" = by the file's name."""

    meeting: int | None
    identities: bool
    format_: str
    output: str
    force: bool


def run(options: GlobalOptions, words: Sequence[str], choice: Choice) -> int:
    """Write it and log that it was let out.

    Raises WrongUseError (case, format, file), NothingFoundError, ConsentRefusedError, CannotWriteError.
    """
    format_ = choice.format_ or (PDF if choice.output.lower().endswith(".pdf") else TEXT)
    if format_ not in (TEXT, PDF):
        raise WrongUseError("bad_choice", option="--format", known=f"{TEXT}, {PDF}")
    target = Target(choice.output, choice.force)
    if format_ == PDF:
        check_target(target, options)
    elif choice.output and not choice.force and os.path.exists(choice.output):
        raise WrongUseError("file_exists")
    text = search_text(list(words), "export minutes")
    vault = key(options)
    with open_reader(vault) as opened:
        case = choose(opened, text, options)
        line = meeting_to_tell(opened, case, choice.meeting)
        if choice.identities and not case.protected:
            _disclosed(vault, case.case_id, wanted_for(line), options, format_)
        found = minutes_of(line, case, identities=choice.identities)
        if format_ == PDF:
            sender = sender_of(opened.settings, case.unit)
            let_out(opened, minutes_paper(case, found, sender, options.day), target, options)
        else:
            _write_text(opened, case, found, target, options)
    return exit_codes.DONE


def _disclosed(vault: Key, case_id: int, wanted: Sequence[Wanted], options: GlobalOptions, format_: str) -> None:
    """Ask the consent log about everybody who will read it, and log the answers: all of them, or nothing leaves."""
    from storage.database import Database
    from storage.disclosures import disclose

    moment = Moment(options.day, clock_on(options.day))
    database = Database(vault.folder, vault.dek, demo=vault.demo)
    try:
        with database.write() as work:
            for each in wanted:
                disclose(work, case_id, each, moment, FACE, format_)
    finally:
        database.close()


def _write_text(opened: Reader, case: CaseLine, found: Minutes, target: Target, options: GlobalOptions) -> None:
    text, name = as_text(found), os.path.basename(target.output)
    if target.output:
        write_export(target.output, text, force=target.force)
    try:
        if options.json:
            print_json({**record_of(found), "text": text, "file": name or None})
        elif not target.output:
            sys.stdout.write(text)
    finally:
        named, kind = bool(found.patient), found.kind
        event = export_event(case, "minutes", identities=named, meeting=found.meeting_id, kind=kind, format=TEXT)
        if not opened.log(event):
            note(NOT_LOGGED, options)
    if target.output and not options.json:
        note(MEETING["written"].format(title=found.title, name=name), options)
