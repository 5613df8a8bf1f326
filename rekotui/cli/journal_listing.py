"""`rekotui journal`: the text for the patient's record, and what has not been entered there yet."""

from collections.abc import Iterator, Sequence
from datetime import date

from rekotui.base import exit_codes
from rekotui.base.clock import parse_day
from rekotui.base.errors import WrongUseError
from rekotui.casework.journal import text_of
from rekotui.cli.arguments import read
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import JOURNAL, JOURNAL_COLUMNS, JOURNAL_KINDS, MORE
from rekotui.cli.output import note, print_json, print_rows, safe
from rekotui.cli.reading_log import logged
from rekotui.cli.table_fit import Column
from rekotui.cli.unlocking import reader
from rekotui.exchange.journal_record import as_json, shown_note, subject_words
from storage.history import Event
from storage.journal_reading import Entry, entries_of, unjournaled

DEFAULT_LIMIT = 50


def command(arguments: Sequence[str], options: GlobalOptions) -> int:
    """Read the command's own arguments and print the text."""
    given = read("journal", arguments, {"--since": "since"}, {"--unjournaled": "unjournaled"})
    return run(options, given.words, given.one("since", ""), only_missing="unjournaled" in given.values)


def run(options: GlobalOptions, words: Sequence[str], since: str = "", *, only_missing: bool = False) -> int:
    """Print a case's text for the record, or without a case what is not entered over all cases, by number alone.

    Raises NothingFoundError where there is no such case, WrongUseError where several match, for a wrong day, and for
    neither a case nor `only_missing`.
    """
    from_day = parse_day(since) if since else None
    if not words and not only_missing:
        raise WrongUseError("missing_argument", argument="ÄRENDE", command="journal")
    if words:
        return _one_case(options, search_text(list(words), "journal"), from_day, only_missing)
    return _all_cases(options, from_day)


def _one_case(options: GlobalOptions, text: str, since: date | None, only_missing: bool) -> int:
    with reader(options) as opened:
        line = choose(opened, text, options)
        found = _since(entries_of(opened, line.case_id), since, only_missing)
        limit = options.limit or 0
        shown = found[:limit] if limit else found
        with logged(opened, Event("case.read", "case", line.case_id, line.case_id, {"command": "journal"}), options):
            if options.json:
                print_json([as_json(entry, with_text=True) for entry in shown])
            else:
                print("\n".join(_lines(line.number, shown)))
            _say_more(len(found) - len(shown), len(found), options)
    return exit_codes.DONE


def _all_cases(options: GlobalOptions, since: date | None) -> int:
    limit = DEFAULT_LIMIT if options.limit is None else options.limit
    with reader(options) as opened:
        found = _since(unjournaled(opened), since, only_missing=True)
        shown = found[:limit] if limit else found
        event = Event("list.read", "caseload", payload={"command": "journal", "hits": len(found)})
        with logged(opened, event, options):
            if options.json:
                print_json([as_json(entry, with_text=False) for entry in shown])
            elif shown:
                print_rows(_columns(), [_row(entry, options.day) for entry in shown], options)
            _say_more(len(found) - len(shown), len(found), options)
    return exit_codes.DONE


def _since(entries: Sequence[Entry], since: date | None, only_missing: bool) -> list[Entry]:
    return [entry for entry in entries if (since is None or entry.on >= since) and (entry.missing or not only_missing)]


def _say_more(left: int, found: int, options: GlobalOptions) -> None:
    if left:
        note(MORE.format(count=left), options)
    elif not found:
        note(JOURNAL["nothing"], options)


def _lines(number: str, entries: Sequence[Entry]) -> Iterator[str]:
    """Give each text with a line above that says whether it stands in the record; nobody's name is added."""
    yield JOURNAL["head"].format(case=number)
    for entry in entries:
        yield ""
        if entry.journaled_on:
            state = JOURNAL["journaled"].format(day=entry.journaled_on)
        else:
            state = JOURNAL["missing" if entry.due else "not_asked"]
        yield f"── {entry.on.isoformat()}  {_kind(entry)}, {state}"
        yield from safe(text_of(shown_note(entry))).split("\n")


def _kind(entry: Entry) -> str:
    return JOURNAL_KINDS["struck" if entry.struck else entry.subject]


def _columns() -> tuple[Column, ...]:
    case, day, kind, what, days = JOURNAL_COLUMNS
    return Column(case), Column(day), Column(kind, least=7), Column(what, least=12), Column(days, right=True)


def _row(entry: Entry, on: date) -> tuple[str, ...]:
    days = str(max((on - entry.on).days, 0))
    return entry.number, entry.on.isoformat(), _kind(entry), subject_words(entry), days
