"""A guide being filled in: what is asked, how far it has come, what is missing to close it. Pure.

| form | asks |
|---|---|
| full | every question whose section's and own `when` are true |
| core | of those, the ones marked `core`, and the ones without which the guide cannot be closed |

The form only narrows what is asked: an answer that was given counts in both. Whatever `when` (or a local change) hides
keeps its answer but counts as unanswered, everywhere: one pass in file order decides it, since names are of earlier
questions only. A required question is satisfied by an answer or a recorded decline (SCHEMA, Question).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rekotui.casework.guide import PROTECTED, Guide, Question, Section
from rekotui.casework.guide_expression import Value, holds
from rekotui.casework.guide_messages import LACKING

ANSWERED, DECLINED, SKIPPED, UNSEEN = "answered", "declined", "skipped", "unseen"
STATES = (ANSWERED, DECLINED, SKIPPED, UNSEEN)
FULL, CORE = "full", "core"
FORMS = (FULL, CORE)

UNTOUCHED, BEGUN, DONE = "untouched", "begun", "done"
"""How far a section has come: nothing seen; something left to look at or required; nothing left."""


class Place(NamedTuple):
    """Where an answer belongs: a question, and the row of a repeated section (0 elsewhere)."""

    question: str
    row: int = 0


class Answer(NamedTuple):
    """What was said: a state, a value where it is `answered` (or was), and a note of the coordinator's."""

    state: str = UNSEEN
    value: Value | None = None
    note: str = ""

    @property
    def counts(self) -> bool:
        """Whether there is a value that expressions may look at, as long as the question is not hidden."""
        return self.state == ANSWERED and self.value is not None


NO_ANSWER = Answer()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A guide with the answers so far. `rows` holds the row numbers of each repeated section, in order."""

    guide: Guide
    answers: Mapping[Place, Answer] = field(default_factory=dict)
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    form: str = FULL

    def answer(self, place: Place) -> Answer:
        """Return the answer at a place, also a hidden one; NO_ANSWER where there is none."""
        return self.answers.get(place, NO_ANSWER)

    def having(self, place: Place, answer: Answer) -> "Sheet":
        """Return the sheet with another answer at a place."""
        return replace(self, answers={**self.answers, place: answer})


class Asked(NamedTuple):
    """A question that is not hidden, with its answer. `required`: the guide cannot be closed without it."""

    section: Section
    question: Question
    row: int
    answer: Answer
    required: bool

    @property
    def place(self) -> Place:
        """Where its answer belongs."""
        return Place(self.question.id, self.row)

    @property
    def satisfied(self) -> bool:
        """Whether it is answered or declined."""
        return self.answer.counts or self.answer.state == DECLINED


class Progress(NamedTuple):
    """How far a section, or the whole, has come: numbers of questions asked."""

    asked: int = 0
    answered: int = 0
    declined: int = 0
    skipped: int = 0
    required: int = 0
    required_left: int = 0

    @property
    def done(self) -> int:
        """Questions that are answered or declined: the first number of "23 av 52"."""
        return self.answered + self.declined

    @property
    def mark(self) -> str:
        """UNTOUCHED, BEGUN or DONE."""
        seen = self.done + self.skipped
        if self.asked and not seen:
            return UNTOUCHED
        return BEGUN if self.required_left or seen < self.asked else DONE


class SectionProgress(NamedTuple):
    """A section that is shown, and how far it has come. Not `listed`: in no overview that the patient can see."""

    section: Section
    progress: Progress

    @property
    def listed(self) -> bool:
        """Whether it may be named in an overview (SCHEMA, Sensitive answers 3)."""
        return not self.section.sensitive


class Lacking(NamedTuple):
    """Something without which the guide cannot be closed; `question` is None where rows are missing."""

    section: Section
    question: Question | None
    row: int
    sentence: str


def visible(sheet: Sheet) -> tuple[Asked, ...]:
    """Return every question that nothing hides, in file order, row by row; the form makes no difference."""
    known: dict[str, Value] = {}
    found: list[Asked] = []
    for section in sheet.guide.sections:
        if not holds(section.when, known):
            continue
        for row in rows_of(sheet, section):
            # Inside a repeated section a name means the same row; from outside its rows cannot be named.
            seen = dict(known) if section.repeat else known
            found += _in_row(sheet, section, row, seen)
    return tuple(found)


def asked(sheet: Sheet) -> tuple[Asked, ...]:
    """Return the questions that the sheet's form asks, in file order."""
    if sheet.form == FULL or not sheet.guide.has_core:
        return visible(sheet)
    return tuple(one for one in visible(sheet) if one.question.core or one.required)


def rows_of(sheet: Sheet, section: Section) -> tuple[int, ...]:
    """Return the rows of a section: (0,) for one that is filled in once."""
    return sheet.rows.get(section.id, ()) if section.repeat else (0,)


def counting(sheet: Sheet) -> dict[Place, Value]:
    """Return the answers that count: answered, and hidden by nothing."""
    return {one.place: one.answer.value for one in visible(sheet) if one.answer.counts and one.answer.value is not None}


def known_answers(sheet: Sheet) -> dict[str, Value]:
    """Return the answers that count outside repeated sections, by question: what `grants` are held against."""
    return {place.question: value for place, value in counting(sheet).items() if not place.row}


def granted(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Return (requirement, form or "") for everything that completing the sheet creates (SCHEMA, grants)."""
    known = known_answers(sheet)
    return tuple((grant.requirement, grant.form) for grant in sheet.guide.grants if holds(grant.when, known))


def section_progress(sheet: Sheet) -> tuple[SectionProgress, ...]:
    """Return the sections to show, in order: those with something to ask, and those with only something to say."""
    found: list[SectionProgress] = []
    of_section: dict[str, list[Asked]] = {}
    for one in asked(sheet):
        of_section.setdefault(one.section.id, []).append(one)
    known = known_answers(sheet)
    for section in sheet.guide.sections:
        here = of_section.get(section.id, [])
        open_ = not section.questions or section.repeat is not None
        if here or (open_ and holds(section.when, known)):
            found.append(SectionProgress(section, _progress(here)))
    return tuple(found)


def progress(sheet: Sheet) -> Progress:
    """Return how far the whole has come."""
    return _progress(asked(sheet))


def lacking(sheet: Sheet) -> tuple[Lacking, ...]:
    """Return what is missing to close the sheet, in file order; nothing of what is hidden."""
    seen = visible(sheet)
    known = known_answers(sheet)
    found: list[Lacking] = []
    for section in sheet.guide.sections:
        rows = rows_of(sheet, section)
        if section.repeat and len(rows) < section.repeat.least and holds(section.when, known):
            words = {"label": section.repeat.label, "least": section.repeat.least, "there": len(rows)}
            found.append(Lacking(section, None, 0, LACKING["rows"].format(**words)))
        found += [
            Lacking(section, one.question, one.row, _sentence(one))
            for one in seen
            if one.section.id == section.id and one.required and not one.satisfied
        ]
    return tuple(found)


def _in_row(sheet: Sheet, section: Section, row: int, known: dict[str, Value]) -> Iterator[Asked]:
    """Yield the questions of one row that are shown, adding their answers to what is known."""
    shown: list[tuple[Question, Answer]] = []
    for question in section.questions:
        if question.hidden or not holds(question.when, known):
            continue
        answer = sheet.answer(Place(question.id, row))
        if answer.counts and answer.value is not None:
            known[question.id] = answer.value
        shown.append((question, answer))
    binding = not section.optional or any(answer.counts for _question, answer in shown)
    for question, answer in shown:
        yield Asked(section, question, row, answer, question.required and binding)


def _progress(questions: list[Asked] | tuple[Asked, ...]) -> Progress:
    return Progress(
        asked=len(questions),
        answered=sum(one.answer.counts for one in questions),
        declined=sum(one.answer.state == DECLINED for one in questions),
        skipped=sum(one.answer.state == SKIPPED for one in questions),
        required=sum(one.required for one in questions),
        required_left=sum(one.required and not one.satisfied for one in questions),
    )


def _sentence(one: Asked) -> str:
    if one.question.protection == PROTECTED:
        return LACKING["private"]
    return LACKING["question"].format(section=one.section.title, question=one.question.text)
