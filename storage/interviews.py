"""Filling in guides: begun, answered question by question, closed, reopened, voided. Runs in the caller's transaction.

One history event for each answer when it is left, and none where nothing changed. `seen` is the version that the screen
showed (0: no answer yet); raises BusyError where it is another by now, so that two windows never write over each other.
"""

import json
from collections.abc import Callable
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import BusyError, NothingFoundError, RefusedError, WrongUseError
from rekotui.casework import facts
from rekotui.casework.consent_state import Moment
from rekotui.casework.guide import DESK_KINDS, Guide, Guides, Question, Section
from rekotui.casework.guide_requirements import unmet
from rekotui.casework.guides import in_force
from rekotui.casework.interview import (
    ANSWERED,
    DECLINED,
    FORMS,
    FULL,
    NO_ANSWER,
    SKIPPED,
    UNSEEN,
    Answer,
    Lacking,
    Place,
    Sheet,
    granted,
    lacking,
)
from rekotui.casework.interview_values import as_stored, check_value, from_stored
from storage.consent_ledger import ledger_of
from storage.database import Work
from storage.drafts import DraftRepository
from storage.history import Event
from storage.interview_models import Interview, InterviewAnswer, InterviewRow
from storage.interview_reading import NOTE, VALUE, StoredSheet, draft_place, drafts, line_by, sheet_by
from storage.models import Case

Become = Callable[[Answer], Answer]
"""What an answer becomes, by what it was."""


class IncompleteError(RefusedError):
    """The guide cannot be closed yet; `lacking` says what is missing, in file order."""

    def __init__(self, missing: tuple[Lacking, ...]) -> None:
        super().__init__("interview_incomplete", count=len(missing), first=missing[0].sentence)
        self.lacking = missing


class InterviewRepository:
    """Writes filled-in guides within one unit of work. `guides` are those in force, the unit's own words among them."""

    def __init__(self, work: Work, guides: Guides | None = None) -> None:
        self._work = work
        self._session = work.session
        self._guides = guides or in_force()
        self._drafts = DraftRepository(work)

    def start(self, case: Case | None, guide: str, on: date, form: str = FULL, clock: str = "") -> Interview:
        """Begin a guide on a day, with the least number of rows in its repeated sections.

        Raises WrongUseError (no such guide, a guide about a patient without a case), RefusedError for a consent
        or an assignment that it requires and that does not hold then (`clock` HH:MM where it matters).
        """
        if guide not in self._guides.guides:
            raise WrongUseError("no_such_guide", known=", ".join(self._guides.guides))
        told = self._guides[guide]
        if case is None and told.kind not in DESK_KINDS:
            raise WrongUseError("guide_needs_case")
        self._check_requirements(case, told, Moment(on, clock))
        interview = Interview(
            case_id=case.id if case else None,
            guide=told.id,
            guide_version=told.version,
            fingerprint=told.fingerprint,
            form=_form(form),
            started_on=on,
            recorded_at=timestamp(now()),
        )
        self._session.add(interview)
        self._session.flush()
        for section in told.sections:
            for row in range(1, section.repeat.least + 1) if section.repeat else ():
                self._session.add(InterviewRow(interview_id=interview.id or 0, section=section.id, row=row))
        payload: dict[str, object] = {
            "guide": told.id,
            "version": told.version,
            "form": interview.form,
            "on": on.isoformat(),
        }
        self._record(interview, "interview.started", payload)
        return interview

    def get(self, interview_id: int, version: int | None = None) -> Interview:
        """Return a filled-in guide to change; raise NothingFoundError, or BusyError if it is not that version."""
        interview = self._session.get(Interview, interview_id)
        if interview is None or interview.guide not in self._guides.guides:
            raise NothingFoundError("no_such_interview")
        if version is not None and interview.version != version:
            raise BusyError("changed_elsewhere")
        return interview

    def sheet(self, interview: Interview) -> Sheet:
        """Return the guide with the answers as they stand in this transaction."""
        return self.stored(interview).sheet

    def stored(self, interview: Interview) -> StoredSheet:
        """Return the same with when each answer was left."""
        line = line_by(self._work.ask, interview.id or 0)
        assert line is not None
        return sheet_by(self._work.ask, line, self._guides[interview.guide])

    def answer(self, interview: Interview, place: Place, value: object, seen: int | None = None) -> int:
        """Leave an answer; return its version. Raises WrongUseError for what the question does not take."""
        _section, question = self._open(interview, place)
        return self._leave(interview, place, lambda old: Answer(ANSWERED, check_value(question, value), old.note), seen)

    def decline(self, interview: Interview, place: Place, seen: int | None = None) -> int:
        """Note that the patient does not want to answer; an earlier answer no longer counts, and is let go."""
        self._open(interview, place)
        return self._leave(interview, place, lambda old: Answer(DECLINED, None, old.note), seen)

    def skip(self, interview: Interview, place: Place, seen: int | None = None) -> int:
        """Pass a question over for now; what was answered is let go."""
        self._open(interview, place)
        return self._leave(interview, place, lambda old: Answer(SKIPPED, None, old.note), seen)

    def clear(self, interview: Interview, place: Place, seen: int | None = None) -> int:
        """Take an answer back, as if the question had not been looked at."""
        self._open(interview, place)
        return self._leave(interview, place, lambda old: Answer(UNSEEN, None, old.note), seen)

    def note(self, interview: Interview, place: Place, text: str, seen: int | None = None) -> int:
        """Leave a note beside an answer, or take it back ("")."""
        self._open(interview, place)
        note = facts.clean_text("note", text)
        return self._leave(interview, place, lambda old: old._replace(note=note), seen, part=NOTE)

    def set_form(self, interview: Interview, form: str) -> None:
        """Go on with the full or the core form; answers stay."""
        self._changeable(interview)
        before, interview.form = interview.form, _form(form)
        if before != form:
            self._record(interview, "interview.form", {"form": [before, form]})

    def add_row(self, interview: Interview, section: str) -> int:
        """Add a row to a repeated section; return its number. Raises WrongUseError where there is no room for more."""
        self._changeable(interview)
        repeat = self._section(interview, section).repeat
        if repeat is None:
            raise WrongUseError("not_in_guide")
        ((there, last),) = self._work.ask(
            "select count(*) filter (where removed = 0), coalesce(max(row), 0) from interview_row"
            " where interview_id = ? and section = ?",
            (interview.id, section),
        )
        if there >= repeat.most:
            raise WrongUseError("rows_full", most=repeat.most, label=repeat.label)
        self._session.add(InterviewRow(interview_id=interview.id or 0, section=section, row=last + 1))
        self._record(interview, "interview.row_added", {"section": section, "row": last + 1})
        return int(last) + 1

    def remove_row(self, interview: Interview, section: str, row: int) -> None:
        """Take a row away: its answers are kept and count for nothing. Its number is not used again."""
        self._changeable(interview)
        found = self._session.get(InterviewRow, (interview.id, section, row))
        if found is None or found.removed:
            raise WrongUseError("not_in_guide")
        found.removed = True
        self._session.add(found)
        for question in self._section(interview, section).questions:
            for part in (VALUE, NOTE):
                self._let_go(interview, Place(question.id, row), part)
        self._record(interview, "interview.row_removed", {"section": section, "row": row})

    def close(self, interview: Interview, on: date) -> tuple[tuple[str, str], ...]:
        """Close a guide; return what it grants, as (requirement, form). Raises IncompleteError with what is missing.

        What was being typed and never became an answer is let go.
        """
        self._changeable(interview)
        sheet = self.sheet(interview)
        missing = lacking(sheet)
        if missing:
            raise IncompleteError(missing)
        interview.closed_on = on
        self._let_drafts_go(interview)
        self._record(interview, "interview.closed", {"on": on.isoformat()})
        return granted(sheet)

    def reopen(self, interview: Interview) -> None:
        """Open a closed guide again; raise WrongUseError for one that is not closed, or voided."""
        if interview.voided_on is not None:
            raise WrongUseError("interview_voided")
        if interview.closed_on is None:
            raise WrongUseError("interview_open")
        interview.closed_on = None
        self._record(interview, "interview.reopened", {})

    def void(self, interview: Interview, on: date, reason: str) -> None:
        """Mark as wrongly recorded: kept with its reason, counted nowhere; what was being typed is let go."""
        if interview.voided_on is not None:
            raise WrongUseError("interview_voided")
        reason = facts.clean_text("reason", reason)
        if not reason:
            raise WrongUseError("reason_needed")
        interview.voided_on, interview.void_reason = on, reason
        self._let_drafts_go(interview)
        self._let_beside_go(interview)
        self._record(interview, "interview.voided", {"on": on.isoformat(), "reason": reason})

    def _check_requirements(self, case: Case | None, guide: Guide, moment: Moment) -> None:
        ledger = ledger_of(self._work.ask, case.id or 0) if case else ()
        missing = unmet(guide, ledger, moment)
        if missing:
            what = "; ".join(self._guides.vocabulary.requirements[name] for name in missing)
            raise RefusedError("guide_requires", what=what)

    def _leave(self, interview: Interview, place: Place, become: Become, seen: int | None, part: str = VALUE) -> int:
        """Store what an answer becomes, record it, and let the draft of that part go; return the answer's version."""
        row = self._session.get(InterviewAnswer, (interview.id, *place))
        if seen is not None and seen != (row.version if row else 0):
            raise BusyError("changed_elsewhere")
        before = _answer(row)
        after = become(before)
        self._let_go(interview, place, part)
        if after == before:
            return row.version if row else 0
        row = row or InterviewAnswer(
            interview_id=interview.id or 0, question=place.question, row=place.row, state=after.state, changed_at=""
        )
        row.state, row.note, row.changed_at = after.state, after.note, timestamp(now())
        row.value = None if after.value is None else json.dumps(as_stored(after.value), ensure_ascii=False)
        self._session.add(row)
        self._session.flush()
        payload: dict[str, object] = {
            "question": place.question,
            "row": place.row,
            "state": after.state,
            "value": as_stored(after.value),
            "note": after.note,
        }
        self._record(interview, "interview.answered", payload)
        return row.version

    def _let_drafts_go(self, interview: Interview) -> None:
        start = drafts(interview.id or 0)
        for (place,) in self._work.ask("select place from draft where place glob ?", (f"{start}*",)):
            self._drafts.let_go(place)

    def _let_beside_go(self, interview: Interview) -> None:
        """Let go what the screens keep beside the answers: where she was, what she has ticked, her own record text."""
        for (place,) in self._work.ask(
            "select place from draft where place glob ? or place glob ?",
            (f"interview-*:{interview.id}", f"interview-*:{interview.id}:*"),
        ):
            self._drafts.let_go(place)

    def _let_go(self, interview: Interview, place: Place, part: str) -> None:
        self._drafts.let_go(draft_place(interview.id or 0, place, part))

    def _open(self, interview: Interview, place: Place) -> tuple[Section, Question]:
        """Return a question that may be answered; raise WrongUseError for a closed guide, or a place it does not have.

        A question that is hidden just now may be answered all the same: what hides it may be taken back.
        """
        self._changeable(interview)
        try:
            section, question = self._guides[interview.guide].home(place.question)
        except KeyError:
            raise WrongUseError("not_in_guide") from None
        if section.repeat is None:
            found: object = place.row == 0
        else:
            kept = self._session.get(InterviewRow, (interview.id, section.id, place.row))
            found = kept is not None and not kept.removed
        if not found or question.hidden:
            raise WrongUseError("not_in_guide")
        return section, question

    def _section(self, interview: Interview, name: str) -> Section:
        try:
            return self._guides[interview.guide].section(name)
        except KeyError:
            raise WrongUseError("not_in_guide") from None

    def _changeable(self, interview: Interview) -> None:
        if interview.voided_on is not None:
            raise WrongUseError("interview_voided")
        if interview.closed_on is not None:
            raise WrongUseError("interview_closed")

    def _record(self, interview: Interview, action: str, payload: dict[str, object]) -> None:
        self._session.add(interview)
        self._session.flush()
        self._work.record(Event(action, "interview", interview.id, interview.case_id, payload))


def _form(form: str) -> str:
    """Return the form if there is one; anything else is a mistake of the program."""
    if form not in FORMS:
        raise ValueError(form)
    return form


def _answer(row: InterviewAnswer | None) -> Answer:
    if row is None:
        return NO_ANSWER
    value = from_stored(json.loads(row.value)) if row.value else None
    return Answer(row.state, value, row.note)
