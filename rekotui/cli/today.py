"""`rekotui today`: what needs attention and why, the most urgent first."""

from collections.abc import Sequence

from rekotui.base import exit_codes
from rekotui.base.errors import WrongUseError
from rekotui.cli.arguments import read
from rekotui.cli.days_ahead import days_ahead, last_day
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import MORE, TODAY
from rekotui.cli.output import note, print_json
from rekotui.cli.reading_log import logged
from rekotui.cli.signals_kept import bring_up_to_date
from rekotui.cli.today_text import print_today
from rekotui.cli.unlocking import key
from rekotui.exchange.case_record import ShownCase, all_shown, record
from storage.history import Event
from storage.query import TODAY as VIEW
from storage.query import CaseQuery
from storage.reading import Reader
from storage.signal_reading import SignalLine, coming, of_desk
from storage.today_query import page
from storage.upgrade import open_reader

DEFAULT_LIMIT = 50


def command(arguments: Sequence[str], options: GlobalOptions) -> int:
    """Read the command's own arguments and print the day."""
    given = read("today", arguments, {"--days": "days"})
    if given.words:
        raise WrongUseError("too_many_arguments", command="today")
    return run(options, given.one("days", "0"))


def run(options: GlobalOptions, days: str = "0") -> int:
    """Print the cases with signals in force on the day, and with `days` what comes into force until then.

    Raises WrongUseError for a number of days that is none.
    """
    on, ahead = options.day, days_ahead(days)
    limit = DEFAULT_LIMIT if options.limit is None else options.limit
    found = key(options)
    with open_reader(found) as opened:
        bring_up_to_date(opened, found, options)
        query = CaseQuery(on=on, view=VIEW, sort=("urgency", "name"), limit=limit)
        ids, total = page(opened, query)
        lines = opened.cases_by_id(ids)
        cases = all_shown(opened, lines, on)
        later = coming(opened, on, last_day(on, ahead)) if ahead else ()
        with logged(opened, Event("list.read", "caseload", payload={"command": "today", "hits": total}), options):
            _print(opened, cases, later, limit, options)
            if total > len(lines):
                note(MORE.format(count=total - len(lines)), options)
            elif not lines:
                note(TODAY["nothing"], options)
    return exit_codes.DONE


def _print(
    opened: Reader, cases: Sequence[ShownCase], later: Sequence[SignalLine], limit: int, options: GlobalOptions
) -> None:
    on = options.day
    desk = of_desk(opened, on)
    of_cases = [signal for signal in later if signal.case_id is not None]
    known = {case.line.case_id: case for case in cases}
    new = list(dict.fromkeys(s.case_id for s in of_cases if s.case_id is not None and s.case_id not in known))
    # A case beyond the limit has signals of today too: it is told as it is, with what comes.
    others = all_shown(opened, opened.cases_by_id(new[:limit] if limit else new), on)
    if not options.json:
        print_today(cases, desk, later, {**known, **{case.line.case_id: case for case in others}}, options)
    else:
        for signal in desk:
            note(TODAY["desk_note"].format(title=signal.title, text=signal.text), options)
        print_json([record(_with_coming(case, of_cases)) for case in (*cases, *others)])
    if len(new) > len(others):
        note(TODAY["more_coming"].format(count=len(new) - len(others)), options)


def _with_coming(case: ShownCase, later: Sequence[SignalLine]) -> ShownCase:
    """Return a case with what comes after what is in force; its next step stays what it is today."""
    return case._replace(coming=tuple(signal for signal in later if signal.case_id == case.line.case_id))
