"""`rekotui list`: the caseload."""

from collections.abc import Sequence

from rekotui.base import exit_codes
from rekotui.base.errors import WrongUseError
from rekotui.cli.arguments import read
from rekotui.cli.case_table import print_cases
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import EMPTY_LIST, MORE
from rekotui.cli.output import note
from rekotui.cli.reading_log import logged
from rekotui.cli.signals_kept import bring_up_to_date
from rekotui.cli.unlocking import key
from storage.history import Event
from storage.query import TODAY, CaseQuery, check_view, parse_filter, parse_sort
from storage.upgrade import open_reader

DEFAULT_LIMIT = 50
OPTIONS = {"--view": "view", "--sort": "sort", "--filter": "filter"}


def command(arguments: Sequence[str], options: GlobalOptions) -> int:
    """Read the command's own arguments and print the list."""
    given = read("list", arguments, OPTIONS)
    if given.words:
        raise WrongUseError("too_many_arguments", command="list")
    return run(options, given.one("view", "all"), given.one("sort", ""), given.values.get("filter", []))


def run(options: GlobalOptions, view: str, sort: str, filters: Sequence[str]) -> int:
    """Print the cases of a view; filters add up. Raises WrongUseError for an unknown view, key or field."""
    query = CaseQuery(
        on=options.day,
        view=check_view(view),
        filters=tuple(parse_filter(text) for text in filters),
        limit=DEFAULT_LIMIT if options.limit is None else options.limit,
    )
    if sort:
        query = query._replace(sort=parse_sort(sort))
    found = key(options)
    with open_reader(found) as opened:
        if query.view == TODAY:
            bring_up_to_date(opened, found, options)
        lines = opened.cases(query)
        total = opened.count(query) if query.limit and len(lines) == query.limit else len(lines)
        with logged(opened, Event("list.read", "caseload", payload={"command": "list", "hits": total}), options):
            print_cases(lines, query.on, opened, options)
            if total > len(lines):
                note(MORE.format(count=total - len(lines)), options)
            elif not lines:
                note(EMPTY_LIST, options)
    return exit_codes.DONE
