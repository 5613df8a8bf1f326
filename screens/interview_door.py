"""The way into a guide: go on where it was left, begin one, or look at the one that is closed.

The same for the interview of a case, the other guides about a case, and those of the desk (`case_id` None).
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from rekotui.casework.consent_state import Moment
from rekotui.casework.guide import Guide
from rekotui.casework.guide_requirements import consent_of, unmet
from rekotui.casework.guides import in_force
from rekotui.casework.interview import CORE, FULL
from screens.acts_on_consents import clock_now
from screens.choose import ChooseScreen, ConfirmScreen
from screens.frame import Frame
from screens.guide_messages import guide_name
from screens.interview_messages import DOOR
from storage.consent_ledger import ledger_of
from storage.interview_reading import InterviewLine, newest
from storage.reading import Reader

if TYPE_CHECKING:
    from datetime import date

    from storage.database import Work

GUIDE = "kartlaggning"
_TIMELESS = ("interview", "preparation")
"""Kinds that one goes on with however long ago they were begun; of the others each occasion is one of its own."""


class _Door(NamedTuple):
    """Where a guide is opened from, which, about whom; `opened` is told which set of answers is shown."""

    screen: Frame[Any]
    guide: Guide
    case_id: int | None
    opened: Callable[[int], None]


async def open_interview(screen: Frame[Any], case_id: int) -> None:
    """Open the interview of a case from a screen; ask where there is something to choose."""
    await open_guide(screen, GUIDE, case_id)


async def open_guide(
    screen: Frame[Any], guide: str, case_id: int | None, opened: Callable[[int], None] = lambda _id: None
) -> None:
    """Open a guide from a screen; ask where there is something to choose. `opened` is told the number of its answers.

    A guide whose consents do not hold is not begun; one that has been begun can still be gone on with, and it is said.
    """
    on = screen.rekotui.on
    guides = in_force()
    door = _Door(screen, guides[guide], case_id, opened)
    line, missing = await screen.desk.read(lambda reader: _found(reader, door, on))
    said = "; ".join(guides.vocabulary.requirements[name] for name in missing)
    if line is None and missing:
        _ask_consent(door, missing, said)
    elif line is None:
        _ask_form(door)
    elif line.is_open and _is_the_one(line, door.guide, on):
        if missing:
            screen.rekotui.say(DOOR["lapsed"].format(what=said), severity="warning")
        _show(door, line.interview_id)
    elif line.is_open:
        choices = [("go_on", DOOR["go_on"]), ("new", DOOR["new"])]
        _ask(door, line, DOOR["open"].format(name=guide_name(door.guide), day=line.started_on), choices)
    else:
        choices = [("summary", DOOR["summary"]), ("reopen", DOOR["reopen"]), ("new", DOOR["new"])]
        _ask(door, line, DOOR["closed"].format(name=guide_name(door.guide), day=line.closed_on), choices)


def _found(reader: Reader, door: _Door, on: "date") -> tuple[InterviewLine | None, tuple[str, ...]]:
    """Return the newest that has been begun, and what it requires that does not hold now."""
    ledger = ledger_of(reader.rows, door.case_id) if door.case_id is not None else ()
    missing = unmet(door.guide, ledger, Moment(on, clock_now(on)))
    return newest(reader, door.case_id, door.guide.id), missing


def _ask_consent(door: _Door, missing: tuple[str, ...], said: str) -> None:
    """Say what must hold before the guide can be begun, and lead to the form of the first consent that is missing."""
    wanted = consent_of(missing[0])

    async def give() -> None:
        from screens.consent_form import GiveForm

        lines = await door.screen.desk.read(lambda reader: reader.cases_by_id([door.case_id or 0]))
        if lines and wanted is not None:
            door.screen.rekotui.push_screen(GiveForm(lines[0].case_id, lines[0].number, *wanted))

    def answered(is_sure: bool | None) -> None:
        if is_sure:
            door.screen.start(give, group="interview")

    ask = ConfirmScreen(DOOR["missing"].format(name=guide_name(door.guide)), DOOR["give"], said)
    door.screen.rekotui.push_screen(ask, answered)


def _is_the_one(line: InterviewLine, guide: Guide, on: "date") -> bool:
    return guide.kind in _TIMELESS or line.case_id is None or line.started_on == on


def _ask(door: _Door, line: InterviewLine, question: str, choices: list[tuple[str, str]]) -> None:
    door.screen.rekotui.push_screen(ChooseScreen(question, choices), partial(_chosen, door, line.interview_id))


def _ask_form(door: _Door) -> None:
    if not door.guide.has_core or door.case_id is None:
        _begin(door, FULL)
        return
    every = [question for _section, question in door.guide.questions()]
    least, most = door.guide.minutes
    full = DOOR["full" if most else "full_untimed"].format(least=least, most=most, count=len(every))
    forms = [(FULL, full), (CORE, DOOR["core"].format(count=sum(question.core for question in every)))]
    door.screen.rekotui.push_screen(ChooseScreen(DOOR["form"], forms), partial(_begin, door))


def _chosen(door: _Door, interview_id: int, which: str | None) -> None:
    from screens.interview_summary import InterviewSummaryScreen, reopened

    async def reopen() -> None:
        await door.screen.desk.write(partial(reopened, interview_id=interview_id))
        _show(door, interview_id)

    if which == "summary":
        door.opened(interview_id)
        door.screen.rekotui.push_screen(InterviewSummaryScreen(interview_id))
    elif which == "reopen":
        door.screen.start(reopen, group="interview")
    elif which == "go_on":
        _show(door, interview_id)
    elif which == "new":
        _ask_form(door)


def _begin(door: _Door, form: str | None) -> None:
    on = door.screen.rekotui.on

    async def begin() -> None:
        made = await door.screen.desk.write(
            partial(_started, guide=door.guide.id, case_id=door.case_id, on=on, form=form or FULL)
        )
        _show(door, made)

    if form:
        door.screen.start(begin, group="interview")


def _started(work: "Work", guide: str, case_id: int | None, on: "date", form: str) -> int:
    from storage.cases import CaseRepository
    from storage.interviews import InterviewRepository

    case = CaseRepository(work).get(case_id) if case_id is not None else None
    return InterviewRepository(work).start(case, guide, on, form, clock_now(on)).id or 0


def _show(door: _Door, interview_id: int) -> None:
    from screens.interview import InterviewScreen

    door.opened(interview_id)
    door.screen.rekotui.push_screen(InterviewScreen(interview_id))
