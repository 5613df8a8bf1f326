"""`rekotui export preparation`: the sheet that the patient takes home before the interview."""

from collections.abc import Sequence

from rekotui.base import exit_codes
from rekotui.casework.guides import in_force
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.output import note
from rekotui.cli.paper_writing import Target, check_target, let_out
from rekotui.cli.unlocking import reader
from rekotui.exchange.paper.preparation import preparation_sheet
from rekotui.exchange.paper.sender import sender_of


def run(options: GlobalOptions, words: Sequence[str], target: Target) -> int:
    """Write the sheet and log that it was written; without a case it has no number at its foot.

    Raises NothingFoundError or WrongUseError (case, file), CannotWriteError.
    """
    check_target(target, options)
    guides = in_force()
    for what in guides.refused:
        note(what, options)
    text = search_text(list(words), "export preparation") if words else ""
    with reader(options) as opened:
        case = choose(opened, text, options) if text else None
        ready = preparation_sheet(case, guides, sender_of(opened.settings, case.unit if case else ""), options.day)
        let_out(opened, ready, target, options)
    return exit_codes.DONE
