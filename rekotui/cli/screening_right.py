"""The right to go through people who have not consented, at the prompt (rules.md A.5 and H 4).

Without a valid kvalitetssäkringsuppdrag a list is read only as a logged exception: with the reason that is given or
asked for; without anybody to ask, with a standard one.
"""

from rekotui.base.errors import RefusedError
from rekotui.casework import assignment
from rekotui.cli import asking
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import REVIEW
from rekotui.cli.output import note, safe
from rekotui.exchange.review_people import Screening
from storage.assignment_reading import log_exception
from storage.reading import Reader


def check_right(opened: Reader, shown: Screening, reason: str, options: GlobalOptions) -> None:
    """Let a list be shown, or raise RefusedError: there is no reason, or the exception could not be logged.

    Warns on standard error where no assignment holds, or where the one that does ends soon.
    """
    of_unit = REVIEW["of_unit"].format(unit=safe(shown.reviewed.unit)) if shown.reviewed.unit else ""
    if not shown.allowed:
        words = reason.strip()
        if not words and options.may_ask:
            words = asking.line(REVIEW["ask_reason"].format(unit=of_unit))
            if not words:
                raise RefusedError("exception_reason_needed")
        if not log_exception(opened, shown.reviewed.unit, options.day, words or REVIEW["standard_reason"]):
            raise RefusedError("exception_not_logged")
        note(REVIEW["read_without"].format(unit=of_unit), options)
    elif shown.assignment is not None:
        held = assignment.state(shown.assignment, options.day, opened.settings.assignment_warn_days)
        if held.code == assignment.ENDING:
            note(REVIEW["ending"].format(unit=of_unit, day=assignment.last_day(shown.assignment)), options)
    elif shown.without_case:
        note(REVIEW["excepted"].format(unit=of_unit), options)
