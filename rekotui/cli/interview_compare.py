"""`rekotui interview CASE --compare`: the rulers over time, and what has changed since the talk before."""

from collections.abc import Iterator, Sequence

from rekotui.base import exit_codes
from rekotui.base.errors import NothingFoundError
from rekotui.casework.guides import in_force
from rekotui.casework.names import filed_name
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import PROTECTED
from rekotui.cli.output import note, print_json, safe
from rekotui.cli.reading_log import logged
from rekotui.cli.unlocking import reader
from rekotui.exchange.comparison_messages import COMPARE, TRENDS
from rekotui.exchange.interview_comparison import Comparison, as_json, change_lines, comparison, short_name
from storage.history import Event


def run(options: GlobalOptions, words: Sequence[str], *, sensitive: bool) -> int:
    """Print a case's interviews beside each other; nothing protected is ever part of it. One read is logged.

    Raises WrongUseError for an ambiguous case, NothingFoundError where there is none, or no interview.
    """
    guides = in_force()
    text = search_text(list(words), "interview")
    with reader(options) as opened:
        line = choose(opened, text, options)
        found = comparison(opened, line, guides, sensitive=sensitive)
        if not found.talks:
            raise NothingFoundError("no_interview", title=guides["kartlaggning"].title)
        payload = {"command": "interview", "compare": True, "sensitive": sensitive}
        with logged(opened, Event("case.read", "case", line.case_id, line.case_id, payload), options):
            if options.json:
                print_json(as_json(found))
            else:
                print("\n".join(_lines(found)))
    if found.masked:
        note(COMPARE["masked"], options)
    return exit_codes.DONE


def _lines(found: Comparison) -> Iterator[str]:
    yield COMPARE["head"].format(case=found.case.number)
    yield PROTECTED if found.case.protected else safe(filed_name(found.case.name))
    days = ", ".join(talk.on.isoformat() for talk in found.talks)
    yield COMPARE["talks"].format(count=len(found.talks), days=days)
    yield ""
    yield COMPARE["rulers"].upper()
    if not found.series:
        yield f"  {COMPARE['no_rulers']}"
    wide = max((len(short_name(each)) for each in found.series), default=0)
    for each in found.series:
        values = " → ".join(str(point.value) for point in each.points)
        yield f"  {safe(short_name(each)):<{wide}}  {values}  {TRENDS[each.trend]}".rstrip()
    yield ""
    if found.before is None or found.now is None:
        yield COMPARE["one"]
        return
    yield COMPARE["changed"].format(before=found.before.on, now=found.now.on).upper()
    if not found.changes:
        yield f"  {COMPARE['nothing']}"
    for change in found.changes:
        yield f"  {safe(' '.join(change.question.split()))}"
        for key, text in change_lines(change):
            yield f"    {COMPARE[key].format(text=' '.join(safe(text).split()))}"
