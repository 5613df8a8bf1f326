"""`rekotui export interview`: the latest interview of a case on paper."""

from collections.abc import Sequence

from rekotui.base import exit_codes
from rekotui.base.errors import NothingFoundError
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.interview_text import Given, guides_for
from rekotui.cli.output import note
from rekotui.cli.paper_messages import PAPER
from rekotui.cli.paper_writing import Target, check_target, let_out
from rekotui.cli.unlocking import reader
from rekotui.exchange.interview_record import interview_text
from rekotui.exchange.paper.interview_paper import interview_paper, leaves_out
from rekotui.exchange.paper.sender import sender_of


def run(options: GlobalOptions, words: Sequence[str], given: Given, target: Target) -> int:
    """Write the latest filled-in guide of a kind and log it, with what was asked for.

    Raises WrongUseError (guide, order, case, file), NothingFoundError where there is none, CannotWriteError.
    """
    check_target(target, options)
    guides = guides_for(given, options)
    text = search_text(list(words), "export interview")
    sensitive = given.sensitive
    with reader(options) as opened:
        case = choose(opened, text, options)
        found = interview_text(
            opened, case, guides, given.guide, given.by, sensitive=sensitive, protected=given.protected
        )
        if found is None:
            raise NothingFoundError("no_interview", title=guides[given.guide].title)
        sender = sender_of(opened.settings, case.unit)
        let_out(opened, interview_paper(found, sender, options.day, sensitive=sensitive), target, options)
    if leaves_out(found, sensitive=sensitive):
        note(PAPER["left_out"], options)
    return exit_codes.DONE
