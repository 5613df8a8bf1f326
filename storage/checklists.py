"""Introductions: begun with a first day, ticked point by point, each with its day. Runs in the caller's transaction."""

from datetime import date

from rekotui.base.errors import BusyError, NothingFoundError, WrongUseError
from rekotui.casework import facts
from rekotui.casework.interview import Place
from storage.database import Work
from storage.guide_models import Checklist, ChecklistPoint
from storage.history import Event
from storage.interviews import InterviewRepository


class ChecklistRepository:
    """Writes checklists within one unit of work; the points' answers are those of the guide."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session
        self._guides = InterviewRepository(work)

    def start(self, guide: str, who: str, starts_on: date, on: date) -> int:
        """Begin an introduction; return its number. `who` is "" for her own. Raises WrongUseError for no checklist."""
        begun = self._guides.start(None, guide, on)
        made = Checklist(interview_id=begun.id or 0, who=facts.clean_line("name", who), starts_on=starts_on)
        self._changed(made)
        return made.interview_id

    def change(self, interview_id: int, who: str, starts_on: date, version: int) -> None:
        """Set whose it is and the first day; all due days follow. Raises BusyError if it was changed meanwhile."""
        found = self._get(interview_id)
        if found.version != version:
            raise BusyError("changed_elsewhere")
        found.who, found.starts_on = facts.clean_line("name", who), starts_on
        self._changed(found)

    def tick(self, interview_id: int, question: str, done_on: date, on: date) -> None:
        """Note a point as done on a day; raise WrongUseError for a day that has not come."""
        if done_on > on:
            raise WrongUseError("sheet_in_future")
        self._get(interview_id)
        self._guides.answer(self._guides.get(interview_id), Place(question), "yes")
        self._day(interview_id, question, done_on)

    def untick(self, interview_id: int, question: str) -> None:
        """Take a tick, or that it is not needed, back."""
        self._get(interview_id)
        self._guides.clear(self._guides.get(interview_id), Place(question))
        self._day(interview_id, question, None)

    def drop(self, interview_id: int, question: str) -> None:
        """Note that a point is not needed: she knows it already."""
        self._get(interview_id)
        self._guides.decline(self._guides.get(interview_id), Place(question))
        self._day(interview_id, question, None)

    def close(self, interview_id: int, on: date) -> None:
        """End the introduction; raises IncompleteError while a required point is open."""
        self._guides.close(self._guides.get(interview_id), on)

    def _get(self, interview_id: int) -> Checklist:
        found = self._session.get(Checklist, interview_id)
        if found is None:
            raise NothingFoundError("no_such_interview")
        return found

    def _day(self, interview_id: int, question: str, done_on: date | None) -> None:
        point = self._session.get(ChecklistPoint, (interview_id, question))
        if point is None and done_on is None:
            return
        point = point or ChecklistPoint(interview_id=interview_id, question=question)
        if point.done_on == done_on and point.version > 1:
            return
        point.done_on = done_on
        self._session.add(point)
        self._session.flush()
        payload: dict[str, object] = {"question": question, "done": done_on.isoformat() if done_on else None}
        self._work.record(Event("checklist.point", "interview", interview_id, payload=payload))

    def _changed(self, checklist: Checklist) -> None:
        self._session.add(checklist)
        self._session.flush()
        payload: dict[str, object] = {"starts": checklist.starts_on.isoformat()}
        self._work.record(Event("checklist.days", "interview", checklist.interview_id, payload=payload))
