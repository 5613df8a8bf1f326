"""The plan on paper, for the patient's hand: her own words, who does what when, next meeting, whom to call.

Pure: the plan comes in as it stands, with what was said of it since it was sealed. One or two pages for a usual plan.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rekotui.casework.days import written
from rekotui.casework.plan import (
    ACTION,
    EMPLOYER_PLAN,
    NO,
    PLANNED,
    SUBGOAL,
    TRIAL_WORK,
    Item,
    Plan,
    short_role,
    words,
)
from rekotui.exchange.paper import blocks as b
from rekotui.exchange.paper.messages import SIGNED
from rekotui.exchange.paper.plan_messages import PLAN, TITLE
from rekotui.exchange.paper.typesetting import Paper, Sender

_SIZE = 11.5
_WIDTHS = (3.2, 1.7, 1.9)
_UNNAMED = {"patient": "Jag"}
"""The paper is the patient's own."""


class PlanSheet(NamedTuple):
    """What the paper says; `name` and `number` "" = lines to write on. `newest` is the version that holds now."""

    plan: Plan
    number: int
    sealed_on: date
    name: str = ""
    personnummer: str = ""
    newest: int = 0
    newest_on: date | None = None
    voided_on: date | None = None
    follow_up_on: date | None = None


def plan_paper(sheet: PlanSheet, sender: Sender, on: date, case: str, anchor: str) -> Paper:
    """Return the plan as a paper; a reprint of an older version says so first of all."""
    return Paper(TITLE, sender, on, tuple(_blocks(sheet, sender)), case, anchor, _SIZE)


def _blocks(sheet: PlanSheet, sender: Sender) -> Iterator[b.Block]:
    plan = sheet.plan
    if sheet.voided_on is not None:
        yield b.note(PLAN["voided"].format(day=sheet.voided_on))
    elif sheet.newest > sheet.number:
        yield b.note(PLAN["older"].format(number=sheet.newest, day=sheet.newest_on))
    yield b.facts([(PLAN["name"], sheet.name), (PLAN["number"], sheet.personnummer)], label=7, columns=2)
    yield b.text(PLAN["version"].format(number=sheet.number, day=sheet.sealed_on), quiet=True)
    if plan.assessment:
        yield b.heading(PLAN["assessment"])
        yield b.text(plan.assessment)
    for goal in plan.under(0):
        yield from _goal(plan, goal)
    if plan.steps:
        yield b.together(*_sick_leave(plan))
    yield b.together(*_contract(sheet, sender))
    if plan.participation == NO:
        yield b.text(PLAN["no_participation"].format(why=plan.participation_why), quiet=True)
    yield b.together(b.heading(PLAN["sign"]), b.signatures([PLAN["patient"], PLAN["office"]], SIGNED))


def _goal(plan: Plan, goal: Item) -> Iterator[b.Block]:
    yield b.heading(PLAN["goal"].format(text=goal.text))
    if goal.quote:
        yield b.note(PLAN["said"].format(said=goal.quote))
    under = plan.under(goal.key)
    direct = [item for item in under if item.kind == ACTION]
    subgoals = [item for item in under if item.kind == SUBGOAL]
    if direct:
        if subgoals:
            yield b.heading(PLAN["direct"], 2)
        yield _actions(direct)
    for subgoal in subgoals:
        yield b.heading(PLAN["subgoal"].format(text=subgoal.text), 2)
        if subgoal.quote:
            yield b.text(PLAN["said"].format(said=subgoal.quote))
        if actions := plan.under(subgoal.key):
            yield _actions(actions)
        elif subgoal.follow_up_on or subgoal.responsible:
            yield b.text(". ".join(part for part in (_who(subgoal), _when(subgoal)) if part), quiet=True)
    if not under:
        yield b.text(PLAN["nothing_yet"], quiet=True)


def _actions(actions: list[Item] | tuple[Item, ...]) -> b.Block:
    heads = (PLAN["what"], PLAN["who"], PLAN["when"])
    return b.table(heads, [(_what(item), _who(item), _when(item)) for item in actions], _WIDTHS)


def _what(item: Item) -> str:
    lines = [item.text]
    if item.state != PLANNED:
        state = " ".join(str(part) for part in (words("states")[item.state].lower(), item.ended_on) if part)
        lines.append(PLAN["state"].format(state=f"{state}, {item.why}" if item.why else state))
    if item.work == TRIAL_WORK and item.starts_on:
        lines.append(PLAN["told"].format(day=item.told_on) if item.told_on else PLAN["not_told"])
    if item.work == EMPLOYER_PLAN and item.answer:
        told = PLAN["answer"].format(answer=words("answers")[item.answer].lower(), day=item.answered_on or "")
        lines.append(told)
    return "\n".join(lines)


def _who(item: Item) -> str:
    role = _UNNAMED.get(item.responsible) or short_role(item.responsible)
    role = role[:1].upper() + role[1:]
    return f"{role}\n{item.who}" if item.who else role


def _when(item: Item) -> str:
    lines = []
    if item.starts_on and not item.ended:
        lines.append(PLAN["from"].format(day=item.starts_on))
    if item.ends_on and not item.ended:
        lines.append(PLAN["until"].format(day=item.ends_on))
    if item.follow_up_on and not item.ended:
        lines.append(PLAN["follow_up"].format(day=item.follow_up_on))
    return "\n".join(lines)


def _sick_leave(plan: Plan) -> Iterator[b.Block]:
    yield b.heading(PLAN["sick_leave"])
    rows = [(PLAN["step"].format(day=step.on), _degree(step.degree)) for step in plan.steps]
    yield b.facts(rows, label=10)
    yield b.text(PLAN["steps_note"], quiet=True)


def _degree(degree: int) -> str:
    return PLAN["degree"].format(degree=degree) if degree else PLAN["back"]


def _contract(sheet: PlanSheet, sender: Sender) -> Iterator[b.Block]:
    plan = sheet.plan
    yield b.heading(PLAN["contract"])
    rows = []
    if sheet.follow_up_on and sheet.follow_up_on != plan.evaluate_on:
        rows.append((PLAN["follow"], written(sheet.follow_up_on)))
    if plan.evaluate_on:
        rows.append((PLAN["evaluate"], written(plan.evaluate_on)))
    rows.append((PLAN["place"], plan.meeting))
    if plan.agreed_with:
        rows.append((PLAN["agreed_with"], plan.agreed_with))
    name = PLAN["coordinator"].format(name=sender.name) if sender.name else PLAN["coordinator_alone"]
    rows.append((PLAN["contact"], name))
    rows.append((PLAN["phone"], sender.phone))
    yield b.facts(rows, label=12.5)
    yield b.text(PLAN["contract_note"])
