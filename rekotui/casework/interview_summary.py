"""What was said, by the record's sökord: in file order, what is protected apart, working checks left out.

The record text lists the questions that were answered. A question with only a note is listed as well, since the note
was written to be kept. Nothing that is hidden appears (SCHEMA, Sensitive answers and sokord).
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from rekotui.casework.guide import OPEN, PROTECTED, Vocabulary
from rekotui.casework.guide_messages import BLANK_LINE, DECLINED_WORDS, ROW
from rekotui.casework.interview import DECLINED, Asked, Place, Sheet, rows_of, visible
from rekotui.casework.interview_values import in_words

_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


class Line(NamedTuple):
    """One question with its answer in words ("" where there is only a note). `protection` is the question's."""

    place: Place
    question: str
    answer: str
    note: str
    protection: str
    row: str = ""


class Part(NamedTuple):
    """A heading with its lines: `key` is a sökord of the record, or a section (`by_section`)."""

    key: str
    label: str
    lines: tuple[Line, ...]


class Summary(NamedTuple):
    """The whole: `parts` for the record, `protected` for its protected headings, only on explicit request."""

    parts: tuple[Part, ...]
    protected: tuple[Part, ...]


def summary(sheet: Sheet, vocabulary: Vocabulary) -> Summary:
    """Return what was said by sökord, headings in the vocabulary's order and lines in the file's."""
    found: dict[tuple[bool, str], list[Line]] = {}
    for one in visible(sheet):
        apart = one.question.protection == PROTECTED
        heading = _heading(one, vocabulary)
        if heading is not None and (one.answer.counts or one.answer.note):
            found.setdefault((apart, heading), []).append(_line(sheet, one))

    def parts(apart: bool) -> tuple[Part, ...]:
        return tuple(
            Part(key, heading.label, tuple(found[apart, key]))
            for key, heading in vocabulary.sokord.items()
            if (apart, key) in found
        )

    return Summary(parts(False), parts(True))


def by_section(sheet: Sheet) -> Summary:
    """Return what was said section by section, working checks and declines included; what is protected apart."""
    found: dict[tuple[bool, str], list[Line]] = {}
    for one in visible(sheet):
        if one.answer.counts or one.answer.note or one.answer.state == DECLINED:
            found.setdefault((one.question.protection == PROTECTED, one.section.id), []).append(_line(sheet, one))

    def parts(apart: bool) -> tuple[Part, ...]:
        sections = (section for section in sheet.guide.sections if (apart, section.id) in found)
        return tuple(Part(section.id, section.title, tuple(found[apart, section.id])) for section in sections)

    return Summary(parts(False), parts(True))


def printable(made: Summary) -> tuple[Part, ...]:
    """Return what may stand on paper, in a letter or in an export: no sensitive answer, nothing protected."""
    kept = (part._replace(lines=tuple(line for line in part.lines if line.protection == OPEN)) for part in made.parts)
    return tuple(part for part in kept if part.lines)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its {{placeholders}} filled in; what is not known is a line to write on."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], "").strip() or BLANK_LINE, text)


def _heading(one: Asked, vocabulary: Vocabulary) -> str | None:
    """Return the key of the heading that an answer is summarised under; None where it is not."""
    own = vocabulary.sokord.get(one.question.sokord)
    if own is None or not own.recorded:
        return None
    if one.question.protection == PROTECTED and not own.protected:
        # A sensitive section may hold a question of another heading: it still goes only under a protected one.
        return next((key for key, heading in vocabulary.sokord.items() if heading.protected), None)
    return own.id


def _line(sheet: Sheet, one: Asked) -> Line:
    answer = in_words(one.question, one.answer.value) if one.answer.counts and one.answer.value is not None else ""
    if one.answer.state == DECLINED:
        answer = DECLINED_WORDS
    row = ""
    if one.section.repeat:
        number = rows_of(sheet, one.section).index(one.row) + 1
        row = ROW.format(label=one.section.repeat.label, number=number)
    return Line(one.place, one.question.text, answer, one.answer.note, one.question.protection, row)
