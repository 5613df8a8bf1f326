"""`rekotui show`: one case, as text or JSON."""

from collections.abc import Sequence
from datetime import date

from rekotui.base import exit_codes
from rekotui.cli.arguments import read
from rekotui.cli.case_choice import choose
from rekotui.cli.case_text import lines_of
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.output import print_json
from rekotui.cli.reading_log import logged
from rekotui.cli.unlocking import reader
from rekotui.exchange.case_details import CaseDetails, as_json, details
from storage.history import Event


def command(arguments: Sequence[str], options: GlobalOptions) -> int:
    """Read the command's own arguments and print the case."""
    given = read("show", arguments, {})
    return run(options, given.words)


def run(options: GlobalOptions, words: Sequence[str]) -> int:
    """Print one case: facts, sick leave, milestones, status changes, notes. One read is logged for that case.

    Raises NothingFoundError, or WrongUseError where several cases match.
    """
    text = search_text(words, "show")
    with reader(options) as opened:
        line = choose(opened, text, options)
        found = details(opened, line, options.day)
        with logged(opened, Event("case.read", "case", line.case_id, line.case_id, {"command": "show"}), options):
            if options.json:
                print_json(as_json(found))
            else:
                _print_text(found, options.day, options)
    return exit_codes.DONE


def _print_text(found: CaseDetails, on: date, options: GlobalOptions) -> None:
    text = "\n".join(lines_of(found, on))
    if not options.table:
        print(text)
        return
    from rich.console import Console
    from rich.text import Text

    Console(no_color=not options.colour, highlight=False, soft_wrap=True).print(Text(text))
