"""`rekotui meeting`: the external cooperation of a case, what it demands, who came, what was promised."""

from collections.abc import Iterator, Sequence

from rekotui.base import exit_codes
from rekotui.casework.meeting import kind_of, states
from rekotui.casework.meeting_note import people_lines, promise_lines
from rekotui.cli.arguments import read
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.meeting_messages import MEETING
from rekotui.cli.output import note, print_json, safe
from rekotui.cli.reading_log import logged
from rekotui.cli.unlocking import reader
from rekotui.exchange.meeting_record import CaseMeetings, as_json, case_meetings
from storage.history import Event
from storage.meeting_reading import MeetingLine


def command(arguments: Sequence[str], options: GlobalOptions) -> int:
    """Read the command's own arguments and print the meetings."""
    return run(options, read("meeting", arguments, {}).words)


def run(options: GlobalOptions, words: Sequence[str]) -> int:
    """Print the meetings of a case, those to come first. One read is logged for that case.

    Raises NothingFoundError, or WrongUseError where several cases match.
    """
    text = search_text(words, "meeting")
    with reader(options) as opened:
        line = choose(opened, text, options)
        found = case_meetings(opened, line, options.day)
        with logged(opened, Event("case.read", "case", line.case_id, line.case_id, {"command": "meeting"}), options):
            if options.json:
                print_json(as_json(found))
            else:
                print("\n".join(_lines(found)))
            if not found.lines:
                note(MEETING["nothing"], options)
    return exit_codes.DONE


def _lines(found: CaseMeetings) -> Iterator[str]:
    yield MEETING["head"].format(case=found.case.number)
    for line in found.lines:
        yield ""
        when = f"{line.on} {line.clock}".strip() if line.on else MEETING["no_day"]
        told = {"number": line.meeting_id, "state": states()[line.state], "kind": kind_of(line.kind).label}
        yield MEETING["state"].format(when=when, **told)
        yield from (f"      {part}" for text in _told(line, found) for part in safe(text).split("\n"))


def _told(line: MeetingLine, found: CaseMeetings) -> Iterator[str]:
    if line.purpose:
        yield line.purpose
    if line.reason:
        yield MEETING["reason"].format(text=line.reason)
    yield from people_lines(line.state, line.participants)
    labels = {heading.id: heading.label for heading in kind_of(line.kind).headings}
    yield from (f"{labels[name]}: {text}" for name, text in line.notes.items())
    yield from promise_lines(line.agreements)
    for each in found.demands.get(line.meeting_id, ()):
        if not each.met or line.open:
            key = "unsure" if each.met is None else "have" if each.met else "lacks"
            yield MEETING[key].format(what=each.words)
