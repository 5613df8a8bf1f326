"""`rekotui review`: what the last list changed, unit by unit."""

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
from rekotui.cli.unlocking import reader
from rekotui.exchange.reviewing import Reviewed, as_json, review_of
from storage import lists
from storage.history import Event
from storage.reading import Reader


def command(arguments: Sequence[str], options: GlobalOptions) -> int:
    """Read the command's own arguments and print the review."""
    given = read("review", arguments, {"--unit": "unit"})
    if given.words:
        raise WrongUseError("too_many_arguments", command="review")
    return run(options, given.one("unit", ""))


def run(options: GlobalOptions, unit: str) -> int:
    """Print what the latest list of a unit changed, or of every unit. Raises NothingFoundError where there is none."""
    with reader(options) as opened:
        found = [review_of(opened, each, options.day) for each in _units(opened, unit)]
        reviews = [each for each in found if each is not None]
        hits = sum(each.people for each in reviews)
        with logged(opened, Event("list.read", "list_import", payload={"command": "review", "hits": hits}), options):
            if options.json:
                print_json([as_json(each) for each in reviews])
            else:
                print("\n\n".join("\n".join(_lines(each, options)) for each in reviews))
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


def _lines(reviewed: Reviewed, options: GlobalOptions) -> list[str]:
    head = REVIEW["head" if reviewed.unit else "head_no_unit"].format(
        unit=safe(reviewed.unit), rows=len(reviewed.records), day=reviewed.list_date.isoformat()
    )
    since = REVIEW["since"].format(day=reviewed.since.isoformat()) if reviewed.since else REVIEW["first"]
    done = REVIEW["done"].format(day=reviewed.last_review.isoformat()) if reviewed.last_review else ""
    return [head, " ".join(part for part in (since, done) if part), *group_lines(reviewed.groups, reviewed, options)]
