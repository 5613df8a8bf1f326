"""Suggestions for the plan out of the answers, with where they come from (SCHEMA, plan_hint and Sensitive answers).

A suggestion is a proposal: the coordinator accepts, rewrites or drops it. Those of protected questions are reminders
for her alone and never reach the plan; those of other sensitive questions only once she has confirmed their wording.
"""

from typing import NamedTuple

from rekotui.casework.guide import OPEN, PROTECTED, TEXT
from rekotui.casework.guide_expression import Value, holds
from rekotui.casework.interview import Asked, Place, Sheet, visible


class Origin(NamedTuple):
    """Where a suggestion comes from: guide, its version, the question's place, and which of its hints."""

    guide: str
    version: str
    place: Place
    hint: int


class Suggestion(NamedTuple):
    """One suggestion for the plan. `said` is the patient's own words, where the question is open and a free text.

    `confirm`: its question is sensitive, so that the wording must be confirmed before it enters the plan.
    """

    kind: str
    area: str
    responsible: str
    text: str
    origin: Origin
    section: str
    question: str
    said: str = ""
    confirm: bool = False


class Hints(NamedTuple):
    """Suggestions for the plan, and private reminders: never shown to the patient, printed or kept in a plan."""

    plan: tuple[Suggestion, ...]
    private: tuple[Suggestion, ...]


def hints(sheet: Sheet) -> Hints:
    """Return what the answers suggest, in file order: of answered questions, where the hint's `when` is true."""
    known: dict[str, Value] = {}
    of_row: dict[tuple[str, int], dict[str, Value]] = {}
    plan: list[Suggestion] = []
    private: list[Suggestion] = []
    for one in visible(sheet):
        # In a repeated section a name means the same row; its answers are known to no other.
        here = of_row.setdefault((one.section.id, one.row), dict(known)) if one.section.repeat else known
        if not one.answer.counts or one.answer.value is None:
            continue
        here[one.question.id] = one.answer.value
        made = [_made(sheet, one, place) for place, hint in enumerate(one.question.hints) if holds(hint.when, here)]
        (private if one.question.protection == PROTECTED else plan).extend(made)
    return Hints(tuple(plan), tuple(private))


def _made(sheet: Sheet, one: Asked, number: int) -> Suggestion:
    hint = one.question.hints[number]
    said = one.answer.value if one.question.type == TEXT and one.question.protection == OPEN else ""
    return Suggestion(
        kind=hint.kind,
        area=hint.area,
        responsible=hint.responsible,
        text=hint.text,
        origin=Origin(sheet.guide.id, sheet.guide.version, one.place, number),
        section=one.section.title,
        question=one.question.text,
        said=str(said or ""),
        confirm=one.question.protection != OPEN,
    )
