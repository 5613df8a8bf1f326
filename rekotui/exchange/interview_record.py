"""A filled-in guide as text tells it, masked once so that no look-up can forget it (SCHEMA, Sensitive answers).

What belongs under a protected sökord or in a sensitive section is there only where it was asked for, and then apart;
other sensitive answers are masked unless asked for. Of a protected identity everything written in free text is masked:
it may say who it is about (design 4).
"""

from typing import NamedTuple

from rekotui.casework.guide import OPEN, SENSITIVE, TEXT, Guides
from rekotui.casework.guide_messages import MASKED
from rekotui.casework.interview import Place, Progress, progress
from rekotui.casework.interview_summary import Line, Part, by_section, summary
from rekotui.casework.interview_values import as_stored
from storage.interview_reading import InterviewLine, StoredSheet, newest, stored_sheet
from storage.reading import CaseLine, Reader

BY_SECTION, BY_SOKORD = "section", "sokord"


class InterviewText(NamedTuple):
    """A filled-in guide to be read. `protected` is None where it was not asked for.

    `left_out`: something protected is there and was not asked for; `masked`: some answers are masked.
    """

    case: CaseLine | None
    line: InterviewLine
    title: str
    stored: StoredSheet
    progress: Progress
    parts: tuple[Part, ...]
    protected: tuple[Part, ...] | None
    masked_places: frozenset[Place]
    left_out: bool

    @property
    def masked(self) -> bool:
        """Whether some answers are masked."""
        return bool(self.masked_places)


def interview_text(
    reader: Reader, case: CaseLine | None, guides: Guides, guide: str, by: str, *, sensitive: bool, protected: bool
) -> InterviewText | None:
    """Return the latest guide of a kind, of a case or (None) the desk; None where there is none.

    `by` is BY_SECTION or BY_SOKORD.
    """
    line = newest(reader, case.case_id if case else None, guide)
    stored = stored_sheet(reader, line.interview_id, guides) if line else None
    return sheet_text(case, stored, guides, by, sensitive=sensitive, protected=protected) if stored else None


def sheet_text(
    case: CaseLine | None, stored: StoredSheet, guides: Guides, by: str, *, sensitive: bool, protected: bool
) -> InterviewText:
    """Return a filled-in guide of a case, or (None) of the desk, as text tells it. `by` is BY_SECTION or BY_SOKORD."""
    hidden_identity = case is not None and case.protected
    told = summary(stored.sheet, guides.vocabulary) if by == BY_SOKORD else by_section(stored.sheet)
    hidden: set[Place] = set()
    kinds = {question.id: question.type for _section, question in stored.sheet.guide.questions()}

    def masked(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(part._replace(lines=tuple(_masked(one) for one in part.lines)) for part in parts)

    def _masked(one: Line) -> Line:
        written = hidden_identity and kinds[one.place.question] == TEXT
        cover = (one.protection == SENSITIVE and not sensitive) or written
        if cover or (hidden_identity and one.note):
            hidden.add(one.place)
        covered_note = MASKED if one.note and (cover or hidden_identity) else one.note
        return one._replace(answer=MASKED if cover and one.answer else one.answer, note=covered_note)

    apart = masked(told.protected) if protected else None
    return InterviewText(
        case=case,
        line=stored.line,
        title=stored.sheet.guide.title,
        stored=stored,
        progress=progress(stored.sheet),
        parts=masked(told.parts),
        protected=apart,
        masked_places=frozenset(hidden),
        left_out=bool(told.protected) and not protected,
    )


def as_json(found: InterviewText) -> dict[str, object]:
    """Return the keys of `interview --json`."""
    line, done = found.line, found.progress
    return {
        "case": found.case.number if found.case else None,
        "interview": line.interview_id,
        "guide": line.guide,
        "guide_version": line.guide_version,
        "other_words": found.stored.other_words,
        "form": line.form,
        "started": line.started_on.isoformat(),
        "closed": line.closed_on.isoformat() if line.closed_on else None,
        "journaled": line.journaled_on.isoformat() if line.journaled_on else None,
        "asked": done.asked,
        "done": done.done,
        "required_left": done.required_left,
        "parts": [_part(found, part) for part in found.parts],
        "protected": None if found.protected is None else [_part(found, part) for part in found.protected],
    }


def _part(found: InterviewText, part: Part) -> dict[str, object]:
    return {"key": part.key, "label": part.label, "answers": [_answer(found, one) for one in part.lines]}


def _answer(found: InterviewText, one: Line) -> dict[str, object]:
    answer = found.stored.sheet.answer(one.place)
    covered = one.answer == MASKED
    return {
        "question": one.place.question,
        "row": one.place.row or None,
        "text": one.question,
        "state": answer.state,
        "value": None if covered else as_stored(answer.value) if answer.counts else None,
        "answer": None if covered else one.answer or None,
        "note": None if one.note == MASKED else one.note or None,
        "sensitive": one.protection != OPEN,
        "masked": one.place in found.masked_places,
    }
