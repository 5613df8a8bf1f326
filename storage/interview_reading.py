"""Reading filled-in guides with the bare driver: which there are, their answers as a sheet, what is being typed."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from rekotui.casework.guide import Guide, Guides
from rekotui.casework.interview import Answer, Place, Sheet
from rekotui.casework.interview_values import from_stored
from storage.journal_marks import INTERVIEW_MARKED
from storage.reading import Reader

Ask = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]
"""How rows are asked for: `Reader.rows` or `Work.ask`."""

VALUE, NOTE = "value", "note"
"""What a draft in an interview is of: an answer, or the note beside it."""


class InterviewLine(NamedTuple):
    """One filled-in guide; `answered` counts answers, hidden ones too. Open until closed or voided."""

    interview_id: int
    case_id: int | None
    guide: str
    guide_version: str
    fingerprint: str
    form: str
    started_on: date
    closed_on: date | None
    voided_on: date | None
    void_reason: str
    version: int
    answered: int
    journaled_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.closed_on is None and self.voided_on is None


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A filled-in guide as the rules read it; `versions` and `changed_at` tell of each answer.

    `other_words`: it was begun with other words than the guide has now (a new version, or a local change).
    """

    line: InterviewLine
    sheet: Sheet
    versions: Mapping[Place, int]
    changed_at: Mapping[Place, str]
    other_words: bool

    @property
    def saved_at(self) -> str:
        """When the last answer was left, "" where there is none."""
        return max(self.changed_at.values(), default="")


_LINE = (
    "select i.id, i.case_id, i.guide, i.guide_version, i.fingerprint, i.form, i.started_on, i.closed_on, i.voided_on,"
    " i.void_reason, i.version, (select count(*) from interview_answer a where a.interview_id = i.id"
    f" and a.state = 'answered'), {INTERVIEW_MARKED} from interview i"
)


def interviews_of(reader: Reader, case_id: int, guide: str = "") -> tuple[InterviewLine, ...]:
    """Return a case's filled-in guides (of one kind), the newest first, voided ones included and marked."""
    only = " and i.guide = ?" if guide else ""
    rows = reader.rows(
        f"{_LINE} where i.case_id = ?{only} order by i.started_on desc, i.id desc",
        (case_id, guide) if guide else (case_id,),
    )
    return tuple(_line(row) for row in rows)


def desk_interviews(reader: Reader, guide: str = "") -> tuple[InterviewLine, ...]:
    """Return the desk's own filled-in guides (checklists, assignments), the newest first."""
    only = " and i.guide = ?" if guide else ""
    rows = reader.rows(
        f"{_LINE} where i.case_id is null{only} order by i.started_on desc, i.id desc", (guide,) if guide else ()
    )
    return tuple(_line(row) for row in rows)


def latest(reader: Reader, case_id: int, guide: str = "kartlaggning") -> InterviewLine | None:
    """Return a case's newest filled-in guide of a kind that is not voided, open or closed; None if there is none."""
    return next((line for line in interviews_of(reader, case_id, guide) if line.voided_on is None), None)


def newest(reader: Reader, case_id: int | None, guide: str) -> InterviewLine | None:
    """Return the newest filled-in guide of a kind, of a case or (None) of the desk, that is not voided."""
    if case_id is not None:
        return latest(reader, case_id, guide)
    return next((line for line in desk_interviews(reader, guide) if line.voided_on is None), None)


def open_one(reader: Reader, case_id: int, guide: str = "kartlaggning") -> InterviewLine | None:
    """Return the one to go on with: the newest that is open."""
    return next((line for line in interviews_of(reader, case_id, guide) if line.is_open), None)


def stored_sheet(reader: Reader, interview_id: int, guides: Guides) -> StoredSheet | None:
    """Return a filled-in guide with its answers; None where there is none, or the program no longer has the guide."""
    rows = reader.rows(f"{_LINE} where i.id = ?", (interview_id,))
    if not rows or (line := _line(rows[0])).guide not in guides.guides:
        return None
    return sheet_by(reader.rows, line, guides[line.guide])


def sheet_by(ask: Ask, line: InterviewLine, guide: Guide) -> StoredSheet:
    """Return the answers of a filled-in guide, by a reader or within a unit of work."""
    answers: dict[Place, Answer] = {}
    versions: dict[Place, int] = {}
    changed_at: dict[Place, str] = {}
    for question, row, state, value, note, at, version in ask(
        "select question, row, state, value, note, changed_at, version from interview_answer where interview_id = ?",
        (line.interview_id,),
    ):
        place = Place(question, row)
        answers[place] = Answer(state, from_stored(json.loads(value)) if value else None, note)
        versions[place], changed_at[place] = version, at
    rows: dict[str, tuple[int, ...]] = {}
    for section, row in ask(
        "select section, row from interview_row where interview_id = ? and removed = 0 order by section, row",
        (line.interview_id,),
    ):
        rows[section] = (*rows.get(section, ()), row)
    sheet = Sheet(guide, answers, rows, line.form)
    return StoredSheet(line, sheet, versions, changed_at, line.fingerprint != guide.fingerprint)


def line_by(ask: Ask, interview_id: int) -> InterviewLine | None:
    """Return one filled-in guide, by a reader or within a unit of work."""
    rows = ask(f"{_LINE} where i.id = ?", (interview_id,))
    return _line(rows[0]) if rows else None


def draft_place(interview_id: int, place: Place, part: str = VALUE) -> str:
    """Return the place of what is being typed: a draft is let go when its answer is left."""
    return f"{drafts(interview_id)}{place.question}:{place.row}:{part}"


def drafts_of(reader: Reader, interview_id: int) -> dict[tuple[Place, str], str]:
    """Return what was being typed in an interview, by place and VALUE or NOTE: the screen puts it back."""
    start = drafts(interview_id)
    found = {}
    for name, body in reader.rows("select place, body from draft where place glob ?", (f"{start}*",)):
        question, row, part = name[len(start) :].split(":")
        found[Place(question, int(row)), part] = body
    return found


def drafts(interview_id: int) -> str:
    """Return how the places of an interview's drafts begin."""
    return f"interview:{interview_id}:"


def _line(row: tuple[Any, ...]) -> InterviewLine:
    id_, case_id, guide, version, fingerprint, form, started, closed, voided, reason, row_version, answered, marked = (
        row
    )
    return InterviewLine(
        interview_id=id_,
        case_id=case_id,
        guide=guide,
        guide_version=version,
        fingerprint=fingerprint,
        form=form,
        started_on=date.fromisoformat(started),
        closed_on=_day(closed),
        voided_on=_day(voided),
        void_reason=reason,
        version=row_version,
        answered=answered,
        journaled_on=_day(marked),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
