"""`rekotui review`: what the last list changed, unit by unit, and who needs a decision."""

from collections.abc import Sequence

from rekotui.base import exit_codes
from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.casework.fold import fold
from rekotui.cli.arguments import read
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import REVIEW
from rekotui.cli.output import print_json, safe
from rekotui.cli.reading_log import logged
from rekotui.cli.review_text import group_lines
from rekotui.cli.screening_right import check_right
from rekotui.cli.unlocking import reader
from rekotui.exchange.review_people import Person, Screening, screening_of
from rekotui.exchange.screening_record import as_json
from rekotui.exchange.screening_words import marks_in_short, state
from storage import lists
from storage.history import Event
from storage.reading import Reader


def command(arguments: Sequence[str], options: GlobalOptions) -> int:
    """Read the command's own arguments and print the review."""
    given = read("review", arguments, {"--unit": "unit", "--reason": "reason"})
    if given.words:
        raise WrongUseError("too_many_arguments", command="review")
    return run(options, given.one("unit", ""), given.one("reason", ""))


def run(options: GlobalOptions, unit: str, reason: str = "") -> int:
    """Print what the latest list of a unit changed, or of every unit, and who needs a decision.

    `reason` is why a list is read where no assignment gives the right to. Raises NothingFoundError where there is no
    list, RefusedError where reading it without an assignment has no reason or cannot be logged.
    """
    with reader(options) as opened:
        found = [screening_of(opened, each, options.day) for each in _units(opened, unit)]
        reviews = [each for each in found if each is not None]
        for each in reviews:
            check_right(opened, each, reason, options)
        hits = sum(each.reviewed.people for each in reviews)
        with logged(opened, Event("list.read", "list_import", payload={"command": "review", "hits": hits}), options):
            if options.json:
                print_json([as_json(each) for each in reviews])
            else:
                limit = opened.settings.early_days
                print("\n\n".join("\n".join(_lines(each, limit, options)) for each in reviews))
    return exit_codes.DONE


def _units(opened: Reader, given: str) -> Sequence[str]:
    known = lists.units(opened)
    if not known:
        raise NothingFoundError("no_list")
    if not given:
        return known
    chosen = [unit for unit in known if fold(unit) == fold(given)]
    if not chosen:
        raise NothingFoundError("no_list_of_unit", known=", ".join(unit or "–" for unit in known))
    return chosen


def _lines(shown: Screening, limit: int, options: GlobalOptions) -> list[str]:
    reviewed = shown.reviewed
    head = REVIEW["head" if reviewed.unit else "head_no_unit"].format(
        unit=safe(reviewed.unit), rows=len(reviewed.records), day=reviewed.list_date.isoformat()
    )
    since = REVIEW["since"].format(day=reviewed.since.isoformat()) if reviewed.since else REVIEW["first"]
    done = REVIEW["done"].format(day=reviewed.last_review.isoformat()) if reviewed.last_review else ""
    left = REVIEW["left" if shown.left else "none_left"].format(left=shown.left, total=shown.total)
    states = {person.number: _state(person, limit) for person in shown.people}
    asked = [person.number for person in shown.people if person.asked]
    groups = group_lines(reviewed.groups, reviewed, options, states=states, asked=asked)
    return [head, " ".join(part for part in (since, done) if part), left, *groups]


def _state(person: Person, limit: int) -> str:
    """Return what is decided and what marks her out, in a few words."""
    return " · ".join(part for part in (state(person), marks_in_short(person, limit)) if part)
