"""Letting a paper out on the command line: to a file or a pipe, logged, with what there is to know about it said."""

import os
import sys
from typing import NamedTuple

from rekotui.base.errors import WrongUseError
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import NOT_LOGGED
from rekotui.cli.output import note, print_json
from rekotui.cli.paper_messages import PAPER
from rekotui.exchange.files import write_export
from rekotui.exchange.paper.ready import Ready
from rekotui.exchange.paper.typesetting import typeset
from storage.reading import Reader


class Target(NamedTuple):
    """Where a paper goes: a file, else standard output."""

    output: str
    force: bool


def check_target(target: Target, options: GlobalOptions) -> None:
    """Refuse what cannot be done before anything is read: a PDF at a terminal, a file that is there."""
    if not target.output and (options.json or sys.stdout.isatty()):
        raise WrongUseError("paper_needs_file")
    if target.output and not target.force and os.path.exists(target.output):
        raise WrongUseError("file_exists")


def let_out(opened: Reader, ready: Ready, target: Target, options: GlobalOptions) -> None:
    """Set the paper, write it, log that it was let out; with --json answer with its keys and what was made.

    Raises WrongUseError where the file exists, CannotWriteError where the disk refuses.
    """
    paper = ready.paper
    made = typeset(paper)
    if target.output:
        write_export(target.output, made.data, force=target.force)
    try:
        if not target.output:
            sys.stdout.buffer.write(made.data)
            sys.stdout.buffer.flush()
    finally:
        if not opened.log(ready.event):
            note(NOT_LOGGED, options)
    name = os.path.basename(target.output)
    if options.json:
        made_of = {"anchor": paper.anchor or None, "pages": made.pages, "unknown_signs": len(made.unknown)}
        print_json({**ready.record, **made_of, "file": name})
    elif target.output:
        pages = PAPER["one_page"] if made.pages == 1 else PAPER["pages"].format(count=made.pages)
        note(PAPER["written"].format(title=paper.title, pages=pages, name=name), options)
    if made.unknown:
        note(PAPER["unknown"].format(count=len(made.unknown)), options)
    if not (paper.sender.name and paper.sender.phone):
        note(PAPER["no_phone"], options)
