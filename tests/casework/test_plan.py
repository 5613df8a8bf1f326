"""The plan as a value: its tree, its moves, undo, what it lacks, how it goes to JSON and back."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.base.errors import WrongUseError
from rekotui.casework import contact, guides
from rekotui.casework import plan_moves as moves
from rekotui.casework.plan import (
    ACTION,
    EMPTY,
    GOAL,
    SUBGOAL,
    Item,
    Plan,
    Step,
    as_json,
    check_tree,
    cleaned,
    depth,
    from_json,
    incomplete,
    tree,
    words,
)
from rekotui.casework.plan_checks import in_short, lacking
from tests.casework.plans import DAY, ON, after, any_plan, histories, sample


def outline(plan: Plan) -> list[tuple[int, int]]:
    return [(item.key, level) for item, level in tree(plan)]


def test_code_words_are_those_of_the_guides_and_contacts() -> None:
    vocabulary = guides.shipped().vocabulary
    assert words("icf") == vocabulary.icf
    assert words("roles").items() <= vocabulary.roles.items()
    assert set(contact.parties()) <= set(words("roles"))
    used = {
        hint.responsible
        for guide in guides.shipped().guides.values()
        if guide.kind == "interview"
        for _section, question in guide.questions()
        for hint in question.hints
    }
    assert used <= set(words("roles"))


def test_a_plan_is_a_tree_in_reading_order() -> None:
    plan = sample()
    assert outline(plan) == [(1, 0), (2, 1), (3, 2), (4, 2), (5, 1), (6, 2)]
    assert [depth(plan, item) for item in plan.items] == [0, 1, 2, 2, 1, 2]
    assert [item.key for item in plan.under(2)] == [3, 4]
    check_tree(plan)


@pytest.mark.parametrize(
    ("kind", "at", "expected"),
    [
        (ACTION, 3, [(1, 0), (2, 1), (3, 2), (7, 2), (4, 2), (5, 1), (6, 2)]),  # next after one of its kind
        (ACTION, 5, [(1, 0), (2, 1), (3, 2), (4, 2), (5, 1), (6, 2), (7, 2)]),  # last under a subgoal
        (SUBGOAL, 4, [(1, 0), (2, 1), (3, 2), (4, 2), (7, 1), (5, 1), (6, 2)]),  # next after the subgoal at hand
        (GOAL, 3, [(1, 0), (2, 1), (3, 2), (4, 2), (5, 1), (6, 2), (7, 0)]),
        (ACTION, 1, [(1, 0), (2, 1), (3, 2), (4, 2), (5, 1), (6, 2), (7, 1)]),
    ],
)
def test_a_new_item_goes_where_it_is_expected(kind: str, at: int, expected: list) -> None:
    made = moves.add(sample(), kind, at)
    assert made.key == 7
    assert outline(made.plan) == expected


def test_the_first_goal_with_words_takes_the_place_of_an_empty_one() -> None:
    plan = moves.add(EMPTY, ACTION, text="Dagbok över vila").plan
    made = moves.add(plan, GOAL, 2, text="Halvtid till mars", said="Jag vill")
    assert (made.key, [item.text for item in made.plan.items]) == (1, ["Halvtid till mars", "Dagbok över vila"])
    assert len(moves.add(made.plan, GOAL, 1, text="Ett till").plan.under(0)) == 2


def test_an_action_without_a_goal_gets_an_empty_one() -> None:
    made = moves.add(EMPTY, ACTION, text="Ring")
    assert [(item.kind, item.text) for item in made.plan.items] == [(GOAL, ""), (ACTION, "Ring")]


@pytest.mark.parametrize(
    ("move", "key", "expected"),
    [
        (moves.up, 4, [(1, 0), (2, 1), (4, 2), (3, 2), (5, 1), (6, 2)]),
        (moves.up, 5, [(1, 0), (5, 1), (6, 2), (2, 1), (3, 2), (4, 2)]),  # with all under it
        (moves.down, 4, [(1, 0), (2, 1), (3, 2), (5, 1), (4, 2), (6, 2)]),  # over the edge
        (moves.up, 6, [(1, 0), (2, 1), (3, 2), (4, 2), (6, 2), (5, 1)]),
        (moves.outdent, 3, [(1, 0), (2, 1), (4, 2), (3, 1), (5, 1), (6, 2)]),
        (moves.outdent, 5, [(1, 0), (2, 1), (3, 2), (4, 2), (5, 0), (6, 1)]),  # becomes a goal
        (moves.up, 1, None),
        (moves.indent, 3, None),
        (moves.indent, 5, None),  # its action would stand under an action
        (moves.outdent, 1, None),
        (moves.remove, 2, [(1, 0), (5, 1), (6, 2)]),
    ],
)
def test_moves(move, key: int, expected: list | None) -> None:
    plan = sample()
    assert outline(move(plan, key)) == (expected or outline(plan))
    if expected is None:
        assert move(plan, key) is plan


def test_indent_and_outdent_change_what_something_is() -> None:
    plan = moves.remove(sample(), 6)
    inside = moves.indent(plan, 5)
    assert inside.item(5).kind == ACTION
    assert inside.item(5).parent == 2
    out = moves.outdent(moves.outdent(inside, 5), 5)
    assert (out.item(5).kind, out.item(5).parent) == (SUBGOAL, 1)


@settings(max_examples=150, deadline=None)
@given(histories)
def test_no_moves_break_the_tree_and_undo_takes_each_back(history: list) -> None:
    desk = moves.Desk(EMPTY)
    for deed in history:
        desk = desk.do(after(desk.plan, [deed]))
        check_tree(desk.plan)
        assert from_json(json.loads(json.dumps(as_json(desk.plan)))) == desk.plan
    there, plans = desk.plan, []
    while desk.before:
        plans.append(desk.plan)
        desk = desk.undo()
    assert desk.plan == EMPTY
    for plan in reversed(plans):
        desk = desk.redo()
        assert desk.plan == plan
    assert desk.plan == there
    assert desk.redo() is desk


@given(any_plan, st.data())
def test_up_and_down_take_each_other_back_beside_others(plan: Plan, data) -> None:
    if not plan.items:
        return
    key = data.draw(st.sampled_from([item.key for item in plan.items]))
    moved = moves.down(plan, key)
    if moved is not plan:
        assert moves.up(moved, key) == plan


def test_what_a_plan_lacks_in_words() -> None:
    assert lacking(sample(), ON) == ()
    missing = lacking(EMPTY, ON)
    assert [one.code for one in missing] == ["goal", "participation", "evaluate"]
    assert in_short(missing) == ("Saknas för att fastställa: ett mål · delaktighet ej noterad · dag för utvärdering")
    plan = moves.edit(moves.edit(sample(), 3, responsible=""), 4, follow_up_on=None)
    plan = moves.edit(plan, 6, follow_up_on=None)._replace(participation="")
    assert in_short(lacking(plan, ON)) == (
        "Saknas för att fastställa: ansvarig på 1 åtgärd · datum på 2 åtgärder · delaktighet ej noterad"
    )
    assert incomplete(plan) == 3
    assert [one.key for one in lacking(plan, ON)] == [3, 4, 6, 0]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"state": "stopped", "follow_up_on": None}, "why"),
        ({"work": "trial_work"}, "trial_days"),
        ({"work": "trial_work", "starts_on": ON, "ends_on": ON - DAY}, "trial_order"),
        ({"work": "employer_plan", "answer": "exists"}, "answer_day"),
        ({"work": "employer_plan", "answer": "not_needed", "answered_on": ON}, "answer_why"),
        ({"text": ""}, "text"),
        ({"state": "done", "follow_up_on": None, "responsible": ""}, None),
        ({"work": "trial_work", "starts_on": ON, "ends_on": ON}, None),
    ],
)
def test_what_an_action_lacks(values: dict, code: str | None) -> None:
    found = lacking(moves.edit(sample(), 3, **values), ON)
    assert [one.code for one in found] == ([code] if code else [])
    assert all(one.key == 3 for one in found)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"participation": "no"}, "participation_why"),
        ({"participation": "no", "participation_why": "Orkade inte"}, None),
        ({"evaluate_on": ON - DAY}, "evaluate_past"),
        ({"evaluate_on": ON}, None),
    ],
)
def test_what_the_whole_lacks(values: dict, code: str | None) -> None:
    assert [one.code for one in lacking(sample()._replace(**values), ON)] == ([code] if code else [])


def test_cleaning_keeps_what_can_be_kept_and_refuses_the_rest() -> None:
    plan = moves.edit(sample(), 3, text="  Sömn\tskola \n", ended_on=ON, why="x", icf=("b134", "b134"))
    plan = cleaned(plan._replace(steps=(Step(ON, 25), Step(ON - DAY, 50))))
    item = plan.item(3)
    assert (item.text, item.ended_on, item.why, item.icf) == ("Sömn skola", None, "", ("b134",))
    assert plan.steps == (Step(ON - DAY, 50), Step(ON, 25))
    for wrong in (
        moves.edit(sample(), 3, text="x" * 201),
        moves.edit(sample(), 3, responsible="chefen"),
        moves.edit(sample(), 3, icf=("b999",)),
        sample()._replace(steps=(Step(ON, 50), Step(ON, 25))),
        sample()._replace(steps=(Step(ON, 60),)),
        Plan(tuple(Item(key, GOAL) for key in range(1, 402)), last_key=401),
    ):
        with pytest.raises(WrongUseError):
            cleaned(wrong)
    for broken in (
        Plan((Item(1, ACTION),), last_key=1),
        Plan((Item(1, GOAL), Item(1, GOAL)), last_key=1),
        Plan((Item(2, GOAL),), last_key=1),
        Plan((Item(1, GOAL), Item(2, GOAL), Item(3, SUBGOAL, 1)), last_key=3),
    ):
        with pytest.raises(ValueError, match=r"item|key"):
            cleaned(broken)


def test_the_next_version_carries_what_goes_on_and_what_is_chosen() -> None:
    plan = moves.edit(sample(), 3, state="done", ended_on=ON)
    plan = moves.edit(moves.edit(plan, 6, state="done", ended_on=ON), 5, state="done", ended_on=ON)
    assert outline(moves.next_version(plan)) == [(1, 0), (2, 1), (4, 2)]
    assert outline(moves.next_version(plan, {6})) == [(1, 0), (2, 1), (4, 2), (5, 1), (6, 2)]
    ended = moves.edit(plan, 2, state="done", ended_on=ON)
    assert outline(moves.next_version(ended)) == [(1, 0), (2, 1), (4, 2)], "what stands above an open one stays"
    following = moves.next_version(plan)
    assert (following.participation, following.evaluate_on, following.last_key) == ("", None, 6)
    assert moves.add(following, ACTION, 2).key == 7, "a key is never used again"


def test_json_leaves_out_what_is_as_from_the_start() -> None:
    assert as_json(EMPTY) == {"items": [], "steps": []}
    (told,) = as_json(moves.add(EMPTY, GOAL, text="Åter").plan)["items"]  # type: ignore[misc]
    assert told == {"key": 1, "kind": "goal", "text": "Åter"}
    assert from_json(as_json(sample())) == sample()
    assert from_json({"items": [], "steps": [["2026-12-07", 0]]}).steps == (Step(date(2026, 12, 7), 0),)


def test_words_that_are_the_text_itself_are_not_quoted_beside_it() -> None:
    item = Item(1, GOAL, text="Arbeta heltid igen.", said="Arbeta heltid\nigen.")
    assert item.quote == ""
    assert item._replace(text="Heltid").quote == "Arbeta heltid\nigen."
