"""The way into the interview of a case: go on where it was left, begin one, or look at the one that is closed."""

from functools import partial
from typing import TYPE_CHECKING, Any

from rekotui.casework.guides import in_force
from rekotui.casework.interview import CORE, FULL
from screens.choose import ChooseScreen
from screens.frame import Frame
from screens.interview_messages import DOOR
from storage.interview_reading import InterviewLine, latest
from storage.reading import Reader

if TYPE_CHECKING:
    from datetime import date

    from storage.database import Work

GUIDE = "kartlaggning"


async def open_interview(screen: Frame[Any], case_id: int) -> None:
    """Open the interview of a case from a screen; ask where there is something to choose."""
    found = await screen.desk.read(lambda reader: _found(reader, case_id))
    line, form_choices = found
    if line is None:
        _ask_form(screen, case_id, form_choices)
    elif line.is_open:
        _go_on(screen, line.interview_id)
    else:
        choices = [("summary", DOOR["summary"]), ("reopen", DOOR["reopen"]), ("new", DOOR["new"])]
        ask = ChooseScreen(DOOR["closed"].format(day=line.closed_on), choices)
        screen.rekotui.push_screen(ask, partial(_chosen, screen, case_id, line.interview_id, form_choices))


def _found(reader: Reader, case_id: int) -> tuple[InterviewLine | None, list[tuple[str, str]]]:
    guide = in_force()[GUIDE]
    every = [question for _section, question in guide.questions()]
    least, most = guide.minutes
    core = sum(question.core for question in every)
    forms = [
        (FULL, DOOR["full"].format(least=least, most=most, count=len(every))),
        (CORE, DOOR["core"].format(count=core)),
    ]
    return latest(reader, case_id, GUIDE), forms


def _ask_form(screen: Frame[Any], case_id: int, forms: list[tuple[str, str]]) -> None:
    screen.rekotui.push_screen(ChooseScreen(DOOR["form"], forms), partial(_begin, screen, case_id))


def _chosen(
    screen: Frame[Any], case_id: int, interview_id: int, forms: list[tuple[str, str]], which: str | None
) -> None:
    from screens.interview_summary import InterviewSummaryScreen, reopened

    async def reopen() -> None:
        await screen.desk.write(partial(reopened, interview_id=interview_id))
        _go_on(screen, interview_id)

    if which == "summary":
        screen.rekotui.push_screen(InterviewSummaryScreen(interview_id))
    elif which == "reopen":
        screen.start(reopen, group="interview")
    elif which == "new":
        _ask_form(screen, case_id, forms)


def _begin(screen: Frame[Any], case_id: int, form: str | None) -> None:
    async def begin() -> None:
        made = await screen.desk.write(partial(_started, case_id=case_id, on=screen.rekotui.on, form=form or FULL))
        _go_on(screen, made)

    if form:
        screen.start(begin, group="interview")


def _started(work: "Work", case_id: int, on: "date", form: str) -> int:
    from storage.cases import CaseRepository
    from storage.interviews import InterviewRepository

    return InterviewRepository(work).start(CaseRepository(work).get(case_id), GUIDE, on, form).id or 0


def _go_on(screen: Frame[Any], interview_id: int) -> None:
    from screens.interview import InterviewScreen

    screen.rekotui.push_screen(InterviewScreen(interview_id))
