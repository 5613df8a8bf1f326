"""Writing the finished interviews of an invented case, through the same repositories as everything else."""

from collections.abc import Iterable
from datetime import date

from rekotui.casework.days import next_workday
from rekotui.casework.interview import Place
from rekotui.casework.interview_outcome import PLAN
from rekotui.exchange.demo.talks import DemoTalk
from storage.database import Work
from storage.interview_outcome import OutcomeRepository
from storage.interviews import InterviewRepository
from storage.journal_marks import INTERVIEW
from storage.journaled import mark_journaled
from storage.models import Case
from storage.outcome_reading import Chosen, proposal

_GUIDE = "kartlaggning"


def write_talks(work: Work, case: Case, talks: Iterable[DemoTalk], today: date, *, waits: bool = True) -> None:
    """Write interviews, closed and entered in the record; the newest one's suggestions wait, if there is no plan yet.

    What else they would write the case knows by itself: its facts, consents and promises are drawn with it.
    """
    every = tuple(talks)
    for number, talk in enumerate(every, 1):
        interviews = InterviewRepository(work)
        interview = interviews.start(case, _GUIDE, talk.on)
        for question, value in talk.answers:
            interviews.answer(interview, Place(question), value)
        stored = interviews.stored(interview)
        effects = proposal(work.ask, stored.line, stored, talk.on).effects if waits and number == len(every) else ()
        chosen = [Chosen(each.key, each.name, each.before, each.value) for each in effects if each.group == PLAN]
        OutcomeRepository(work).close(interview, chosen, talk.on)
        if next_workday(talk.on) < today:
            mark_journaled(work, INTERVIEW, interview.id or 0, next_workday(talk.on))
