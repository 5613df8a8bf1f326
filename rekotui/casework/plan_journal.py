"""The record's text of a sealed plan: under the guides' sökord Rehabiliteringsplan, goals in the patient's own words.

What became of its items stands with the contact at which it was said, under Åtgärdsresultat (`results_text`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework.plan import ACTION, NO, TRIAL_WORK, Item, Plan, short_role, tree, words
from rekotui.casework.plan_evaluation import Evaluated
from rekotui.casework.plan_messages import RECORD


class PlanNote(NamedTuple):
    """A sealed plan as it is told in the record; `replaces` is the number of the version before, 0 for none.

    `voided_on` with its reason tells that the version was entered by mistake.
    """

    on: date
    number: int
    plan: Plan
    replaces: int = 0
    voided_on: date | None = None
    void_reason: str = ""


class Outcome(NamedTuple):
    """What was said of an item at a contact, with what the item is called ("" = the plan as a whole)."""

    what: str
    said: Evaluated


def plan_sections(note: PlanNote) -> Iterator[tuple[str, str]]:
    """Give the text by search word (keys of journal_messages.HEADINGS)."""
    head = RECORD["head"].format(number=note.number, day=note.on)
    if note.voided_on is not None:
        yield "correction", RECORD["voided"].format(number=note.number, day=note.voided_on, why=note.void_reason)
    if note.replaces:
        head = f"{head} {RECORD['replaces'].format(number=note.replaces)}"
    plan = note.plan
    yield "plan", "\n".join((head, *(line for item, depth in tree(plan) for line in _item(item, depth))))
    yield "assessment", plan.assessment
    if plan.steps:
        steps = ", ".join(RECORD["step"].format(degree=step.degree, day=step.on) for step in plan.steps)
        yield "sick_leave", RECORD["steps"].format(steps=steps)
    yield "participation", _participation(plan)
    yield "planned", "\n".join(_ahead(plan))


def results_text(outcomes: Sequence[Outcome]) -> str:
    """Return what was said of a plan's items at one contact, a line each; the whole plan only if something was said."""
    told = (_outcome(one) for one in outcomes if one.said.item or one.said.text or one.said.result)
    return "\n".join(told)


def _item(item: Item, depth: int) -> Iterator[str]:
    facts = ", ".join(_facts(item))
    yield f"{'  ' * depth}{words('kinds')[item.kind]}: {item.text}{f' ({facts})' if facts else ''}"
    if item.said:
        yield f"{'  ' * (depth + 1)}{RECORD['said'].format(said=item.said)}"


def _facts(item: Item) -> Iterable[str]:
    if item.responsible:
        who = short_role(item.responsible)
        yield RECORD["responsible"].format(who=f"{who}, {item.who}" if item.who else who)
    if item.work == TRIAL_WORK and item.starts_on and item.ends_on:
        yield RECORD["from_to"].format(first=item.starts_on, last=item.ends_on)
        if item.told_on:
            yield RECORD["told"].format(day=item.told_on)
    if item.answer:
        yield f"{words('answers')[item.answer].lower()} {item.answered_on or ''}".strip()
    if item.ended or (item.kind == ACTION and item.state != "planned"):
        yield " ".join(str(part) for part in (words("states")[item.state].lower(), item.ended_on) if part)
    if item.follow_up_on and not item.ended:
        yield RECORD["follow_up"].format(day=item.follow_up_on)


def _participation(plan: Plan) -> str:
    told = RECORD["participation"]
    if plan.participation == NO:
        told = RECORD["no_participation"].format(why=plan.participation_why)
    return f"{told} {RECORD['agreed_with'].format(who=plan.agreed_with)}" if plan.agreed_with else told


def _ahead(plan: Plan) -> Iterator[str]:
    if plan.evaluate_on:
        yield RECORD["evaluate"].format(day=plan.evaluate_on)
    if plan.meeting:
        yield RECORD["meeting"].format(meeting=plan.meeting)


def _outcome(one: Outcome) -> str:
    said = one.said
    result = words("results").get(said.result, "")
    state = words("states").get(said.state, "").lower()
    parts = [part for part in (result, said.text, f"({state})" if state else "", said.why) if part]
    told = RECORD["result"].format(what=one.what or RECORD["whole"], result=". ".join(parts[:2]))
    told = " ".join([told, *parts[2:]]) if len(parts) > 2 else told
    following = [RECORD["next"].format(step=said.next_step)] if said.next_step else []
    following += [RECORD["next_on"].format(day=said.next_on)] if said.next_on else []
    return ". ".join([told.rstrip(". "), *following])
