"""An interview as text for the patient's record, one piece for each sökord: answered questions in file order. Pure.

Sensitive answers are in it only where they were asked for, and what is protected only where that was asked for, in
pieces of its own under the record's protected heading (SCHEMA, Sensitive answers and sokord).
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rekotui.casework.guide import OPEN, Vocabulary
from rekotui.casework.interview import Sheet
from rekotui.casework.interview_record_messages import HEAD, LINE, NOTE, ROWED
from rekotui.casework.interview_summary import Line, Part, summary
from rekotui.casework.journal import Section


class RecordPart(NamedTuple):
    """A sökord with its text. `left_out`: answers under it that are sensitive and were not asked for."""

    key: str
    label: str
    text: str
    protected: bool
    left_out: int


def record_parts(
    sheet: Sheet, vocabulary: Vocabulary, *, sensitive: bool = False, protected: bool = False
) -> tuple[RecordPart, ...]:
    """Return the text by sökord, protected headings last; one under which all is left out has no text."""
    made = summary(sheet, vocabulary)
    parts = [_part(part, sensitive, apart=False) for part in made.parts]
    if protected:
        parts += [_part(part, sensitive=True, apart=True) for part in made.protected]
    return tuple(parts)


def record_sections(sheet: Sheet, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return what the record gets without anything being asked for: no sensitive answer, nothing protected."""
    return tuple(Section(part.label, part.text) for part in record_parts(sheet, vocabulary) if part.text)


def has_protected(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Tell whether there is anything under a protected heading."""
    return bool(summary(sheet, vocabulary).protected)


def whole_text(title: str, on: date, parts: Iterable[tuple[str, str]]) -> str:
    """Return (heading, text) pairs as one text under the guide's title and the day."""
    pieces = [HEAD.format(title=title, day=on.isoformat())]
    pieces += [written(label, text) for label, text in parts if text.strip()]
    return "\n\n".join(pieces)


def written(label: str, text: str) -> str:
    """Return one piece as it is pasted: the heading on a line of its own."""
    return f"{label}:\n{text.strip()}"


def _part(part: Part, sensitive: bool, *, apart: bool) -> RecordPart:
    told = [line for line in part.lines if sensitive or line.protection == OPEN]
    text = "\n".join(_line(line) for line in told)
    return RecordPart(part.key, part.label, text, apart, len(part.lines) - len(told))


def _line(line: Line) -> str:
    asked = ROWED.format(row=line.row, question=line.question) if line.row else line.question
    told = LINE.format(question=" ".join(asked.split()), answer=line.answer.replace("\n", "\n  ")).rstrip()
    return f"{told}\n  {NOTE.format(note=line.note)}" if line.note else told
