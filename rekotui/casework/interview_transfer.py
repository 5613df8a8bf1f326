"""From the preparation sheet to the interview: what the patient wrote becomes drafts (SCHEMA, maps_to)."""

from typing import NamedTuple

from rekotui.casework.guide import OPEN
from rekotui.casework.guide_expression import Value
from rekotui.casework.interview import UNSEEN, Place, Sheet, visible


class Prefilled(NamedTuple):
    """A draft answer: where it belongs in the interview, what it is, and the question it was an answer to."""

    place: Place
    value: Value
    source: str


def prefill(preparation: Sheet, interview: Sheet) -> tuple[Prefilled, ...]:
    """Return drafts for the interview's questions that nobody has looked at yet, in the interview's order.

    A draft is a proposal: the answer is left only when the coordinator has gone through it with the patient. Nothing is
    ever proposed for a sensitive question, and options that the interview does not have are not carried over.
    """
    targets = {question.id: question for _section, question in interview.guide.questions()}
    found: dict[str, Prefilled] = {}
    for one in visible(preparation):
        target = targets.get(one.question.maps_to)
        value = one.answer.value
        if target is None or target.protection != OPEN or target.hidden or not one.answer.counts or value is None:
            continue
        if isinstance(value, tuple):
            value = tuple(option for option in value if any(option == each.id for each in target.options))
        if value != () and interview.answer(Place(target.id)).state == UNSEEN:
            found[target.id] = Prefilled(Place(target.id), value, one.question.text)
    return tuple(found[name] for name in targets if name in found)
