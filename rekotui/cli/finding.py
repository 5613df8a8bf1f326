"""`rekotui find`: cases by the start of any word, or by number."""

import sys
from collections.abc import Sequence

from rekotui.base import exit_codes
from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.cli.arguments import read
from rekotui.cli.case_table import print_cases
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import GUESSED, MORE
from rekotui.cli.output import note
from rekotui.cli.reading_log import logged
from rekotui.cli.unlocking import reader
from storage.history import Event
from storage.search import find

DEFAULT_LIMIT = 20


def command(arguments: Sequence[str], options: GlobalOptions) -> int:
    """Read the command's own arguments and print what is found."""
    return run(options, read("find", arguments, {}).words)


def run(options: GlobalOptions, words: Sequence[str]) -> int:
    """Print the cases that answer to the words; a lone "-" reads them from standard input.

    Raises NothingFoundError, and WrongUseError where there is nothing to look for.
    """
    text = search_text(words, "find")
    limit = DEFAULT_LIMIT if options.limit is None else options.limit
    with reader(options) as opened:
        found = find(opened, text, limit)
        if found.guessed:
            note(GUESSED, options)
        # What was searched for is a name, and stays out of the log: the number of hits is what the law asks about.
        with logged(opened, Event("list.read", "caseload", payload={"command": "find", "hits": found.total}), options):
            print_cases(found.cases, options.day, opened, options)
            if found.total > len(found.cases):
                note(MORE.format(count=found.total - len(found.cases)), options)
        if not found.total:
            raise NothingFoundError("nothing_matches")
    return exit_codes.DONE


def search_text(words: Sequence[str], command: str) -> str:
    """Return the text to look for; "-" stands for standard input, so that it need not lie in the shell's history."""
    text = sys.stdin.readline() if list(words) == ["-"] else " ".join(words)
    if not text.strip():
        raise WrongUseError("missing_argument", argument="TEXT" if command == "find" else "ÄRENDE", command=command)
    return text.strip()
