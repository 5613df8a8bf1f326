"""`rekotui plan`: one version of the patient's plan, the draft, or what differs between two versions."""

from collections.abc import Sequence
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.errors import WrongUseError
from rekotui.casework.names import filed_name
from rekotui.casework.plan_messages import NO_CHANGES
from rekotui.cli.arguments import read
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import PROTECTED
from rekotui.cli.output import note, print_json, safe
from rekotui.cli.plan_messages import PLAN
from rekotui.cli.reading_log import logged
from rekotui.cli.unlocking import reader
from rekotui.exchange.plan_text import as_json, change_json, changes, lines_of, plan_text
from storage.history import Event
from storage.reading import CaseLine, Reader

_MOST_DIGITS = 4


class Given(NamedTuple):
    """The options of the command, as typed; `diff` are two numbers with a space between."""

    version: str = ""
    draft: bool = False
    diff: str = ""


def command(arguments: Sequence[str], options: GlobalOptions) -> int:
    """Read the command's own arguments and print the plan."""
    found = read("plan", paired(arguments), {"--version": "version", "--diff": "diff"}, {"--draft": "draft"})
    return run(options, found.words, Given(found.one("version", ""), "draft" in found.values, found.one("diff", "")))


def paired(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with both numbers of `--diff N M` as one value."""
    found: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            return [*found, word, *waiting]
        if word == "--diff":
            pair = [waiting.pop(0) for _ in range(2) if waiting]
            if len(pair) < 2:
                raise WrongUseError("option_value", option="--diff")
            word = f"--diff={' '.join(pair)}"
        found.append(word)
    return found


def run(options: GlobalOptions, words: Sequence[str], given: Given) -> int:
    """Print a plan. One read is logged for that case.

    Raises NothingFoundError where there is no plan, WrongUseError for no such version and for an ambiguous case.
    """
    text = search_text(list(words), "plan")
    first, second = _pair(given.diff)
    number = number_of(given.version) if given.version else None
    with reader(options) as opened:
        line = choose(opened, text, options)
        event = Event("case.read", "case", line.case_id, line.case_id, {"command": "plan"})
        with logged(opened, event, options):
            if given.diff:
                _print_difference(opened, line, first, second, options)
            else:
                _print_plan(opened, line, number, given.draft, options)
    return exit_codes.DONE


def _print_plan(opened: Reader, line: CaseLine, number: int | None, draft: bool, options: GlobalOptions) -> None:
    found = plan_text(opened, line, number, draft=draft)
    if options.json:
        print_json(as_json(found, options.day))
        return
    print(PLAN["head"].format(case=line.number))
    print(PROTECTED if line.protected else safe(filed_name(line.name)))
    print("\n".join(safe(told) for told in lines_of(found, options.day)))
    if found.version and found.series.draft:
        note(PLAN["draft_there"].format(number=found.series.draft.number), options)


def _print_difference(opened: Reader, line: CaseLine, first: int, second: int, options: GlobalOptions) -> None:
    found = changes(opened, line, first, second)
    if options.json:
        told = [change_json(change, sentence) for change, sentence in found]
        print_json({"case": line.number, "from": first, "to": second, "changes": told})
        return
    print(PLAN["difference"].format(case=line.number, first=first, second=second))
    print("\n".join(safe(sentence) for _change, sentence in found) or NO_CHANGES)


def _pair(text: str) -> tuple[int, int]:
    if not text:
        return 0, 0
    numbers = text.split()
    if len(numbers) != 2:
        raise WrongUseError("option_value", option="--diff")
    return number_of(numbers[0]), number_of(numbers[1])


def number_of(text: str) -> int:
    """Return the number of a version, as typed; raise WrongUseError for anything else."""
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise WrongUseError("not_a_number", text=text[:20])
    return int(text)
