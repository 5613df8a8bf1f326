"""`rekotui export plan`: a sealed version of the plan, for paper, as text, or for the record."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import NOT_LOGGED
from rekotui.cli.output import note, print_json, safe
from rekotui.cli.plan_listing import number_of
from rekotui.cli.plan_messages import PLAN
from rekotui.cli.unlocking import reader
from rekotui.exchange.files import write_export
from rekotui.exchange.plan_export import FORMATS, as_journal, as_markdown, export_event, format_of, on_paper
from rekotui.exchange.plan_text import PlanText, plan_text
from storage.reading import Reader


class Choice(NamedTuple):
    """What was asked for; no output is standard output, no format what the file's name says."""

    version: str
    format: str
    output: str
    force: bool


def run(options: GlobalOptions, words: Sequence[str], choice: Choice) -> int:
    """Write a plan and log it. Handing it out is noted where that happens, in the program.

    Raises NothingFoundError where no version is sealed, WrongUseError (format, version, case, file), CannotWriteError.
    """
    format_ = choice.format or format_of(choice.output) or "md"
    if format_ not in FORMATS:
        raise WrongUseError("bad_choice", option="--format", known=", ".join(FORMATS))
    number = number_of(choice.version) if choice.version else None
    if format_ == "pdf":
        _check_paper(choice, options)
    text = search_text(list(words), "export plan")
    with reader(options) as opened:
        found = plan_text(opened, choose(opened, text, options), number)
        if found.version is None:
            raise NothingFoundError("no_plan")
        if format_ == "pdf":
            _paper(opened, found, choice, options)
        else:
            _text(opened, found, format_, choice, options)
        newest = found.series.current
        if newest and newest.number != found.number:
            note(PLAN["older"].format(number=found.number, newest=newest.number), options)
    return exit_codes.DONE


def _check_paper(choice: Choice, options: GlobalOptions) -> None:
    from rekotui.cli.paper_writing import Target, check_target

    check_target(Target(choice.output, choice.force), options)


def _paper(opened: Reader, found: PlanText, choice: Choice, options: GlobalOptions) -> None:
    from rekotui.cli.paper_writing import Target, let_out
    from rekotui.exchange.paper.sender import sender_of

    ready = on_paper(opened, found, options.day, sender_of(opened.settings, found.case.unit))
    let_out(opened, ready, Target(choice.output, choice.force), options)
    if found.case.protected:
        note(PLAN["protected"], options)


def _text(opened: Reader, found: PlanText, format_: str, choice: Choice, options: GlobalOptions) -> None:
    content = as_journal(found) if format_ == "journal" else as_markdown(found)
    name = os.path.basename(choice.output)
    if choice.output:
        write_export(choice.output, content, force=choice.force)
    try:
        if options.json:
            print_json({"case": found.case.number, "version": found.number, "file": name or None, "text": content})
        elif not choice.output:
            sys.stdout.write(safe(content))
            sys.stdout.flush()
    finally:
        if not opened.log(export_event(found, format_)):
            note(NOT_LOGGED, options)
    if choice.output:
        note(PLAN["written"].format(number=found.number, name=name), options)
