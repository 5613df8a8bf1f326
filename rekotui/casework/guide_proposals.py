"""What is known already is proposed as an answer, and is one only when it has been confirmed: nothing is written twice.

| guide | proposed out of |
|---|---|
| kartlaggning | the preparation sheet (SCHEMA, maps_to), and whether a paper has come back |
| fk_anmalan | the case (patient, sick leave, physician, employer), the consent log, the interview's occupation |

A proposal stands only at a question that nobody has looked at, and never at a sensitive one.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rekotui.base.errors import WrongUseError
from rekotui.casework.guide import OPEN
from rekotui.casework.guide_expression import Value
from rekotui.casework.interview import UNSEEN, Place, Sheet, known_answers
from rekotui.casework.interview_transfer import prefill
from rekotui.casework.interview_values import check_value
from rekotui.casework.sheets import HEALTH_FORM, PREPARATION, SheetState

FROM_PREPARATION, FROM_CASE = "preparation", "case"
"""Where a proposal comes from: what the patient wrote beforehand, or what the case knows."""

_CAME_BACK = "prep_form_received"
_OCCUPATION = "employment"
"""The questions of kartlaggning."""


class Proposal(NamedTuple):
    """An answer that waits to be confirmed, and where it comes from."""

    value: Value
    origin: str


def before_the_talk(preparation: Sheet | None, papers: Iterable[SheetState], interview: Sheet) -> dict[Place, Proposal]:
    """Return what the interview may start from: the patient's own preparation, and which papers have come back."""
    found = (
        {one.place: Proposal(one.value, FROM_PREPARATION) for one in prefill(preparation, interview)}
        if (preparation is not None)
        else {}
    )
    back = {state.sheet for state in papers if state.received}
    if preparation is not None and found:
        back.add(PREPARATION)
    both = {frozenset((PREPARATION,)): "own_form", frozenset((HEALTH_FORM,)): "health_work_form"}
    if back:
        found[Place(_CAME_BACK)] = Proposal(both.get(frozenset(back), "both"), FROM_CASE)
    return fitting(found, interview)


def about_the_case(known: Mapping[str, str], interview: Sheet | None, notice: Sheet) -> dict[Place, Proposal]:
    """Return what the notice to Försäkringskassan may start from; `known` = facts of the case, by question."""
    found = {Place(question): Proposal(text, FROM_CASE) for question, text in known.items() if text}
    if interview is not None and (occupation := known_answers(interview).get(_OCCUPATION)):
        found[Place("fk_occupation")] = Proposal(occupation, FROM_CASE)
    return fitting(found, notice)


def fitting(found: Mapping[Place, Proposal], sheet: Sheet) -> dict[Place, Proposal]:
    """Return those that their questions take, in the guide's words, and that nobody has looked at."""
    questions = {question.id: question for _section, question in sheet.guide.questions()}
    kept: dict[Place, Proposal] = {}
    for place, proposal in found.items():
        question = questions.get(place.question)
        if question is None or question.protection != OPEN or question.hidden or sheet.answer(place).state != UNSEEN:
            continue
        try:
            kept[place] = proposal._replace(value=check_value(question, proposal.value))
        except WrongUseError:
            continue  # the unit's own guide, or an older one, had other answers
    return kept
