"""Advice before sealing, templates and suggestions: proposals that never stand in the way."""

import copy
from datetime import date

import pytest

from rekotui.casework import plan_moves as moves
from rekotui.casework.case_facts import CaseFacts, TrialWork
from rekotui.casework.plan import ACTION, EMPTY, GOAL, SUBGOAL, Plan, Step, cleaned
from rekotui.casework.plan_advice import advice
from rekotui.casework.plan_checks import lacking
from rekotui.casework.plan_templates import (
    Proposed,
    area_part,
    groups,
    groups_from,
    in_reading_order,
    take_suggestion,
    take_template,
)
from rekotui.content.load import load_toml
from tests.casework.plans import DAY, ON, sample
from tests.casework.signal_cases import RULES, case, day, leave

FULL = leave("2026-09-01", "2027-01-31", degree=100)
START = date(2026, 12, 7)


def codes(plan: Plan, facts: CaseFacts | None = None, on: date = ON) -> list[str]:
    return [one.code for one in advice(plan, facts or case(FULL), RULES, on)]


def bare(**values: object) -> Plan:
    return sample()._replace(steps=(), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (bare(), []),
        (moves.add(EMPTY, GOAL, text="Åter").plan, ["no_action"]),
        (bare(evaluate_on=day("2027-01-31")), []),
        (bare(evaluate_on=day("2027-02-01")), ["evaluate_after_leave"]),
        (moves.edit(bare(), 3, follow_up_on=ON), []),
        (moves.edit(bare(), 3, follow_up_on=ON - DAY), ["follow_up_past"]),
        (moves.edit(bare(), 3, follow_up_on=ON - DAY, state="done"), []),
        (moves.edit(bare(), 3, follow_up_on=ON + 29 * DAY), ["follow_up_after"]),
        (bare()._replace(steps=(Step(ON, 100),)), []),
        (bare()._replace(steps=(Step(ON, 50),)), ["step_other_degree"]),
        (bare()._replace(steps=(Step(day("2027-02-01"), 50),)), ["step_after_leave"]),
        (bare()._replace(steps=(Step(day("2027-02-01"), 0),)), []),
        (bare()._replace(steps=(Step(ON, 50), Step(START, 100))), ["step_other_degree", "step_up"]),
    ],
)
def test_what_is_worth_a_thought(plan: Plan, expected: list[str]) -> None:
    assert codes(plan) == expected


@pytest.mark.parametrize(
    ("values", "facts", "expected"),
    [
        ({"told_on": START - DAY}, {}, []),
        ({}, {}, ["trial_not_told"]),
        ({"told_on": START}, {}, ["trial_told_late"]),
        ({"ends_on": START + 14 * DAY, "told_on": ON}, {}, ["trial_too_long"]),
        ({"told_on": ON}, {"trial_work": (TrialWork(day("2026-06-01"), day("2026-06-05")),)}, []),
        ({"told_on": ON}, {"trial_work": tuple(TrialWork(day(d), day(d)) for d in ("2026-06-01", "2026-09-01"))},
         ["trial_too_many"]),
        ({"told_on": ON}, {"occupations": ("Arbetssökande",)}, ["trial_not_employed"]),
        ({"starts_on": day("2026-02-20"), "ends_on": day("2026-02-28"), "told_on": day("2026-02-01")}, {},
         ["trial_too_early"]),
    ],
)  # fmt: skip
def test_trial_work_as_an_action(values: dict, facts: dict, expected: list[str]) -> None:
    usual = {"work": "trial_work", "starts_on": START, "ends_on": START + 13 * DAY}
    plan = moves.edit(bare(), 3, **{**usual, **values})
    assert codes(plan, case(FULL, **facts)) == expected
    assert lacking(plan, ON) == ()


def test_trial_work_needs_full_sick_leave() -> None:
    plan = moves.edit(bare(), 3, work="trial_work", starts_on=START, ends_on=START, told_on=ON)
    assert codes(plan, case(leave("2026-09-01", "2027-01-31", degree=50))) == ["trial_not_full"]


@pytest.mark.parametrize(
    ("first", "follow_up", "answer", "expected"),
    [
        ("2026-11-09", "2026-12-08", "", []),  # day 30
        ("2026-11-09", "2026-12-09", "", ["employer_late"]),
        ("2026-11-09", "2026-12-09", "asked", []),
        ("2026-09-01", "2026-12-08", "", ["employer_at_once"]),
    ],
)
def test_the_employers_plan_as_an_action(first: str, follow_up: str, answer: str, expected: list[str]) -> None:
    plan = moves.edit(bare(), 6, work="employer_plan", answer=answer, answered_on=ON, follow_up_on=day(follow_up))
    assert codes(plan, case(leave(first, "2027-02-28", degree=100))) == expected


def test_templates_are_whole_and_fit_a_plan() -> None:
    every = [one for group in groups() for one in group.templates]
    assert len(every) > 20
    plan = moves.add(EMPTY, GOAL, text="Åter").plan
    for one in every:
        made = take_template(plan, one, ON, 1)
        item = made.plan.item(made.key)
        assert (item.kind, item.text, item.responsible, item.follow_up_on) == (
            one.kind, one.text, one.responsible, ON + one.days * DAY,
        )  # fmt: skip
        assert cleaned(made.plan) == made.plan
        assert len(one.text) <= 80


@pytest.mark.parametrize(
    "change", [{"kind": "goal"}, {"responsible": "chef"}, {"days": 0}, {"icf": ["b999"]}, {"text": ""}, {"id": "walk"}]
)
def test_a_wrong_template_is_refused(change: dict) -> None:
    table = copy.deepcopy(dict(load_toml("plan_templates.toml")))
    table["group"][0]["template"][0].update(change)
    with pytest.raises(ValueError, match=r"plan_templates\.toml"):
        groups_from(table)


def test_a_suggestion_keeps_where_it_came_from() -> None:
    proposed = Proposed("delmal", "Ett mindre steg", "patient", "arbetsanpassning", "Lagom", "Kartläggning 12 okt", 7)
    made = take_suggestion(sample(), proposed, 5)
    item = made.plan.item(made.key)
    assert (item.kind, item.parent, item.part, item.origin) == (SUBGOAL, 1, "extern_samverkan", "suggestion")
    assert (item.said, item.source, item.suggestion) == ("Lagom", "Kartläggning 12 okt", 7)
    rewritten = take_suggestion(EMPTY, proposed._replace(kind="atgard", responsible="chef"), text="Ring")
    assert [(one.kind, one.text, one.responsible) for one in rewritten.plan.items] == [
        (GOAL, "", ""), (ACTION, "Ring", ""),
    ]  # fmt: skip
    assert area_part("okänt") == ""


def test_suggestions_come_as_a_plan_is_written() -> None:
    hers = Proposed("mal", "Arbeta heltid.", said="Arbeta heltid.")
    asked = [Proposed("atgard", "a"), Proposed("mal", "b"), Proposed("okänt", "c"), Proposed("delmal", "d"), hers]
    assert [each.text for each in sorted(asked, key=in_reading_order)] == ["Arbeta heltid.", "b", "d", "a", "c"]
