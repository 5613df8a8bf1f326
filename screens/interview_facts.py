"""An interview between screen and storage: what is read of it, and the steps by which it is left in the vault."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from rekotui.base.errors import WrongUseError
from rekotui.casework.guide import PROTECTED, Guides, Question
from rekotui.casework.guide_expression import Value
from rekotui.casework.guide_proposals import Proposal
from rekotui.casework.guides import in_force
from rekotui.casework.interview import ANSWERED, DECLINED, SKIPPED, UNSEEN, Answer, Asked, Place, Sheet, visible
from rekotui.casework.interview_moves import resume
from rekotui.casework.interview_values import as_stored, check_value
from rekotui.exchange.known_answers import proposals
from screens.interview_messages import INTERVIEW
from screens.privacy import masked, shown_name
from storage.interview_reading import NOTE, VALUE, StoredSheet, draft_place, drafts_of, stored_sheet
from storage.reading import CaseLine, Reader

if TYPE_CHECKING:
    from storage.database import Work

_BETWEEN = ","


@dataclass(frozen=True, slots=True)
class InterviewFacts:
    """Everything the screen shows of an interview, read at one moment; `at` is where she was."""

    case: CaseLine | None
    """None for a guide of the desk: a checklist, an assignment."""
    stored: StoredSheet
    guides: Guides
    drafts: Mapping[tuple[Place, str], str]
    at: Place | None
    known: Mapping[Place, Proposal] = field(default_factory=dict)
    """What is proposed as an answer, and waits to be confirmed."""


class Step(NamedTuple):
    """One thing to store: `kind` is a state of the answer, or NOTE; `typed` is what stood in the field."""

    kind: str
    place: Place
    typed: str = ""


def read_interview(reader: Reader, interview_id: int) -> InterviewFacts | None:
    """Read an interview with its case and drafts; None when either is not there any more."""
    guides = in_force()
    stored = stored_sheet(reader, interview_id, guides)
    if stored is None:
        return None
    case_id = stored.line.case_id
    lines = reader.cases_by_id([case_id]) if case_id is not None else ()
    if case_id is not None and not lines:
        return None
    case = lines[0] if lines else None
    at = _place(reader.draft(place_of_place(interview_id)), stored.sheet)
    known = proposals(reader, case, stored, guides)
    return InterviewFacts(case, stored, guides, drafts_of(reader, interview_id), at or resume(stored.sheet), known)


def who_words(facts: InterviewFacts, title: str, hide: bool) -> str:
    """Return a title with the patient whom it is about: by number while the identity is hidden, nobody for the desk."""
    if facts.case is None:
        return title
    who = facts.case.number if masked(facts.case, hide) else shown_name(facts.case, False)
    return INTERVIEW["heading"].format(title=title, who=who)


def place_of_place(interview_id: int) -> str:
    """Return the place of the draft that says at which question she is."""
    return f"interview-at:{interview_id}"


def written_place(place: Place) -> str:
    """Return a place of the sheet as that draft has it."""
    return f"{place.question}:{place.row}"


def typed_of(answer: Answer) -> str:
    """Return an answer as it stands in a field."""
    if not answer.counts:
        return ""
    value = as_stored(answer.value)
    return _BETWEEN.join(value) if isinstance(value, list) else str(value)


def typed_value(value: Value | None) -> str:
    """Return a value as it stands in a field."""
    return typed_of(Answer(ANSWERED, value))


def given(question: Question, typed: str) -> object:
    """Return what stands in a field as an answer to be checked."""
    return tuple(typed.split(_BETWEEN)) if question.type == "multi" else typed


def answer_after(question: Question, before: Answer, step: Step) -> Answer:
    """Return what an answer becomes by a step; raise WrongUseError for what the question does not take."""
    if step.kind == NOTE:
        return before._replace(note=step.typed.strip())
    if step.kind == ANSWERED:
        return Answer(ANSWERED, check_value(question, given(question, step.typed)), before.note)
    return Answer(step.kind, None, before.note)


def fits(question: Question, typed: str) -> str:
    """Return what is wrong with what stands in a field, "" for nothing."""
    try:
        check_value(question, given(question, typed))
    except WrongUseError as error:
        return str(error)
    return ""


def carry_out(work: "Work", interview_id: int, step: Step, question: Question, seen: int, at: str) -> int:
    """Store a step, and where she is now; return the answer's version. Raises what storing can raise."""
    from storage.drafts import DraftRepository
    from storage.interviews import InterviewRepository

    repository = InterviewRepository(work)
    interview = repository.get(interview_id)
    DraftRepository(work).keep(place_of_place(interview_id), at, interview.case_id)
    if step.kind == NOTE:
        return repository.note(interview, step.place, step.typed.strip(), seen)
    if step.kind == ANSWERED:
        return repository.answer(interview, step.place, given(question, step.typed), seen)
    does = {DECLINED: repository.decline, SKIPPED: repository.skip, UNSEEN: repository.clear}[step.kind]
    return does(interview, step.place, seen)


def draft_of(interview_id: int, step: Step) -> tuple[str, str]:
    """Return (place, text) of a step that could not be stored yet, as a draft."""
    return draft_place(interview_id, step.place, NOTE if step.kind == NOTE else VALUE), step.typed


def local_time(at: str) -> str:
    """Return a moment of the vault as a clock time here, "" for none."""
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone().strftime("%H:%M") if at else ""


def is_gate(question: Question) -> bool:
    """Tell whether a protected question is the one that the others wait behind."""
    return question.protection == PROTECTED and question.when is None


def behind_gate(question: Question) -> bool:
    """Tell whether not even the question's words may be seen before she says that they are alone."""
    return question.protection == PROTECTED and question.when is not None


def asked_at(sheet: Sheet, place: Place | None) -> Asked | None:
    """Return the question at a place, None where it is hidden by now."""
    return next((one for one in visible(sheet) if one.place == place), None)


def _place(text: str, sheet: Sheet) -> Place | None:
    """Return the place that a draft names, None if it is no longer asked or is behind the gate."""
    question, _, row = text.partition(":")
    one = asked_at(sheet, Place(question, int(row) if row.isdecimal() else 0))
    return one.place if one is not None and one.question.protection != PROTECTED else None
