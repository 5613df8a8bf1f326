"""`rekotui interview`: the latest filled-in guide of a case or of the desk, by its sections or the record's sökord."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.casework.guide import DESK_KINDS, Guides
from rekotui.casework.guides import in_force
from rekotui.casework.interview import CORE
from rekotui.casework.interview_summary import Line, Part
from rekotui.casework.names import filed_name
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import INTERVIEW, PROTECTED
from rekotui.cli.output import note, print_json, safe
from rekotui.cli.reading_log import logged
from rekotui.cli.unlocking import reader
from rekotui.exchange.interview_record import BY_SECTION, BY_SOKORD, InterviewText, as_json, interview_text
from storage.history import Event

_INDENT = "    "


class Given(NamedTuple):
    """The options of the command, as typed."""

    guide: str
    by: str
    sensitive: bool
    protected: bool


def run(options: GlobalOptions, words: Sequence[str], given: Given) -> int:
    """Print the latest filled-in guide of a kind. One read is logged for that case, with what was asked for.

    Raises WrongUseError for an unknown guide or order and for an ambiguous case, NothingFoundError where there is none.
    """
    guides = guides_for(given, options)
    of_desk = guides[given.guide].kind in DESK_KINDS
    if of_desk and words:
        raise WrongUseError("guide_of_desk", title=guides[given.guide].title)
    text = "" if of_desk else search_text(list(words), "interview")
    with reader(options) as opened:
        line = None if of_desk else choose(opened, text, options)
        found = interview_text(
            opened, line, guides, given.guide, given.by, sensitive=given.sensitive, protected=given.protected
        )
        if found is None:
            raise NothingFoundError("no_interview", title=guides[given.guide].title)
        payload = {"command": "interview", "sensitive": given.sensitive, "protected": given.protected}
        event = Event("list.read", "interview", found.line.interview_id, payload={"command": "interview"})
        if line is not None:
            event = Event("case.read", "case", line.case_id, line.case_id, payload)
        with logged(opened, event, options):
            if options.json:
                print_json(as_json(found))
            else:
                print("\n".join(_lines(found)))
    if found.masked:
        note(INTERVIEW["masked"], options)
    if found.left_out:
        note(INTERVIEW["left_out"], options)
    return exit_codes.DONE


def guides_for(given: Given, options: GlobalOptions) -> Guides:
    """Return the guides in force, and say what of a unit's own words did not hold.

    Raises WrongUseError for an unknown guide or order.
    """
    guides = in_force()
    if given.by not in (BY_SECTION, BY_SOKORD):
        raise WrongUseError("interview_by", by=given.by)
    if given.guide not in guides.guides:
        raise WrongUseError("no_such_guide", known=", ".join(guides.guides))
    for what in guides.refused:
        note(what, options)
    return guides


def _lines(found: InterviewText) -> Iterator[str]:
    line = found.line
    case, title, day = found.case, safe(found.title), line.started_on.isoformat()
    yield INTERVIEW["head"].format(case=case.number if case else "", title=title, day=day).strip()
    if case is not None:
        yield PROTECTED if case.protected else safe(filed_name(case.name))
    state = INTERVIEW["closed"].format(day=line.closed_on.isoformat()) if line.closed_on else INTERVIEW["open"]
    parts = [state, INTERVIEW["progress"].format(done=found.progress.done, asked=found.progress.asked)]
    yield ", ".join([*parts, INTERVIEW["core"]] if line.form == CORE else parts)
    if found.stored.other_words:
        yield INTERVIEW["other_words"]
    if not found.parts and not found.protected:
        yield ""
        yield INTERVIEW["empty"]
    for part in found.parts:
        yield from _part(part)
    if found.protected:
        yield ""
        yield INTERVIEW["protected"]
        for part in found.protected:
            yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    yield ""
    yield safe(part.label).upper()
    for one in part.lines:
        yield from _line(one)


def _line(one: Line) -> Iterator[str]:
    asked = " ".join(safe(one.question).split())
    yield f"  {one.row}: {asked}" if one.row else f"  {asked}"
    for text in safe(one.answer).split("\n") if one.answer else ():
        yield f"{_INDENT}{text}"
    if one.note:
        for text in INTERVIEW["note"].format(text=safe(one.note)).split("\n"):
            yield f"{_INDENT}{text}"
