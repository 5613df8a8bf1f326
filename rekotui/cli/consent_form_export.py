"""`rekotui export consent-form`: a consent on paper, as the log has it or to be filled in by hand."""

from collections.abc import Sequence
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.errors import WrongUseError
from rekotui.casework.guides import in_force
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.output import note
from rekotui.cli.paper_messages import PAPER
from rekotui.cli.paper_writing import Target, check_target, let_out
from rekotui.cli.unlocking import reader
from rekotui.exchange.paper.consent_export import consent_form
from rekotui.exchange.paper.consent_sheet import Wanted, checked
from rekotui.exchange.paper.sender import sender_of


class Choice(NamedTuple):
    """What was asked for."""

    kind: str
    party: str
    consent: int | None
    empty: bool
    output: str
    force: bool


def run(options: GlobalOptions, words: Sequence[str], choice: Choice) -> int:
    """Write the form and log that it was written. Without a case only an empty one, about nobody.

    Raises WrongUseError (kind, party, case, file), NothingFoundError, CannotWriteError.
    """
    if not words and not choice.empty:
        raise WrongUseError("missing_argument", argument="ÄRENDE", command="export consent-form")
    wanted = checked(Wanted(choice.kind, choice.party, choice.consent, choice.empty))
    target = Target(choice.output, choice.force)
    check_target(target, options)
    guides = in_force()
    for what in guides.refused:
        note(what, options)
    text = search_text(list(words), "export consent-form") if words else ""
    with reader(options) as opened:
        case = choose(opened, text, options) if text else None
        sender = sender_of(opened.settings, case.unit if case else "")
        let_out(opened, consent_form(opened, case, options.day, wanted, guides, sender), target, options)
    if case is not None and case.protected:
        note(PAPER["protected"], options)
    return exit_codes.DONE
