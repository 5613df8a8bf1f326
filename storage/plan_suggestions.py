"""Suggestions for the plan that interviews have made, until the plan takes them. Runs in the caller's transaction.

| state | means |
|---|---|
| open | waits for the coordinator |
| taken | stands in the plan, in her words |
| dropped | she did not want it |
| gone | the answers no longer make it; comes back if they do |

One row for each hint of an interview, however often that is closed.
"""

from collections.abc import Mapping
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import BusyError, NothingFoundError
from rekotui.casework.guide import OPEN as OPEN_QUESTION
from rekotui.casework.interview import Sheet
from rekotui.casework.interview_hints import Suggestion
from rekotui.casework.interview_values import in_words
from storage.database import Work
from storage.history import Event
from storage.interview_models import Interview, PlanSuggestion

OPEN, TAKEN, DROPPED, GONE = "open", "taken", "dropped", "gone"


class PlanSuggestionRepository:
    """Writes suggestions for the plan within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session

    def keep(self, interview: Interview, made: Mapping[Suggestion, bool], sheet: Sheet, on: date) -> int:
        """Keep suggestions of an interview, open where she wants them and dropped where not; return how many are open.

        One that was gone comes back; one that is there in another state is left as it is.
        """
        opened = dropped = 0
        for suggestion, wanted in made.items():
            row = self._of(interview, suggestion)
            if row is None:
                row = _row(interview, suggestion, sheet, on)
            elif row.state != GONE:
                continue
            row.state, row.decided_on = (OPEN, None) if wanted else (DROPPED, on)
            row.answer = _answer(suggestion, sheet)
            self._session.add(row)
            opened, dropped = opened + wanted, dropped + (not wanted)
        if opened or dropped:
            self._record(interview, {"open": opened, "dropped": dropped})
        return opened

    def gone(self, interview: Interview, origins: tuple[tuple[str, int, int], ...], on: date) -> None:
        """Mark open suggestions that the answers no longer make: nobody has to think about them."""
        ended = 0
        for question, row, hint in origins:
            found = self._at(interview, question, row, hint)
            if found is not None and found.state == OPEN:
                found.state, found.decided_on = GONE, on
                self._session.add(found)
                ended += 1
        if ended:
            self._record(interview, {"gone": ended})

    def decide(self, suggestion_id: int, state: str, on: date, version: int | None = None) -> None:
        """Take a suggestion into the plan (TAKEN), drop it (DROPPED), or let it wait again (OPEN).

        Raises NothingFoundError where there is none, BusyError if it is not the version that was shown.
        """
        found = self._session.get(PlanSuggestion, suggestion_id)
        if found is None:
            raise NothingFoundError("no_such_interview")
        if version is not None and found.version != version:
            raise BusyError("changed_elsewhere")
        if state not in (OPEN, TAKEN, DROPPED):
            raise ValueError(state)
        if found.state == state:
            return
        found.state, found.decided_on = state, None if state == OPEN else on
        self._session.add(found)
        self._session.flush()
        self._work.record(Event("suggestion.decided", "plan_suggestion", found.id, found.case_id, {"state": state}))

    def _of(self, interview: Interview, suggestion: Suggestion) -> PlanSuggestion | None:
        origin = suggestion.origin
        return self._at(interview, *origin.place, origin.hint)

    def _at(self, interview: Interview, question: str, row: int, hint: int) -> PlanSuggestion | None:
        found = self._work.ask(
            "select id from plan_suggestion where interview_id = ? and question = ? and row = ? and hint = ?",
            (interview.id, question, row, hint),
        )
        return self._session.get(PlanSuggestion, found[0][0]) if found else None

    def _record(self, interview: Interview, payload: dict[str, object]) -> None:
        self._session.flush()
        self._work.record(Event("suggestion.kept", "interview", interview.id, interview.case_id, payload))


def _row(interview: Interview, suggestion: Suggestion, sheet: Sheet, on: date) -> PlanSuggestion:
    origin = suggestion.origin
    return PlanSuggestion(
        case_id=interview.case_id or 0,
        interview_id=interview.id or 0,
        guide=origin.guide,
        guide_version=origin.version,
        question=origin.place.question,
        row=origin.place.row,
        hint=origin.hint,
        kind=suggestion.kind,
        area=suggestion.area,
        responsible=suggestion.responsible,
        body=suggestion.text,
        answer="",
        confirm=suggestion.confirm,
        suggested_on=on,
        state=OPEN,
        recorded_at=timestamp(now()),
    )


def _answer(suggestion: Suggestion, sheet: Sheet) -> str:
    """Return the answer in words as the plan may quote it: of an open question only."""
    question = sheet.guide.question(suggestion.origin.place.question)
    value = sheet.answer(suggestion.origin.place).value
    if question.protection != OPEN_QUESTION or value is None:
        return ""
    return in_words(question, value)
