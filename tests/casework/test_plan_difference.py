"""The difference between two plans is exact: against a simple model that walks from one to the other."""

from hypothesis import given, settings

from rekotui.casework import plan_moves as moves
from rekotui.casework.plan import ACTION, GOAL, Plan, Step
from rekotui.casework.plan_difference import ADDED, EDITED, MOVED, REMOVED, STATE, Change, difference, sentences
from tests.casework.plans import DAY, ON, after, any_plan, histories, sample


def walked(before: Plan, changes: tuple[Change, ...], last_key: int) -> Plan:
    """The model: take out what is gone or moves, change what is edited, set in what is new or moves, in order."""
    by_key = {item.key: item for item in before.items}
    gone = {one.item.key for one in changes if one.what in (REMOVED, MOVED) and one.item}
    order = [item.key for item in before.items if item.key not in gone]
    parents = {item.key: item.parent for item in before.items}
    for one in changes:
        if one.item is None:
            continue
        key = one.item.key
        if one.what == EDITED:
            assert getattr(by_key[key], one.field) == one.before != one.after
            by_key[key] = by_key[key]._replace(**{one.field: one.after})
        elif one.what == STATE:
            new = one.after
            by_key[key] = by_key[key]._replace(state=new.state, ended_on=new.ended_on, why=new.why)
        elif one.what in (ADDED, MOVED):
            by_key.setdefault(key, one.item)
            parent, beside = one.place
            parents[key] = parent
            siblings = [k for k in order if parents[k] == parent]
            order.insert(order.index(beside) + 1 if beside else (order.index(siblings[0]) if siblings else 0), key)
    items = tuple(item for parent in (0,) for item in _under(parent, order, parents, by_key))
    steps = dict(before.steps)
    whole = {}
    for one in changes:
        if one.what == "whole":
            assert getattr(before, one.field) == one.before
            whole[one.field] = one.after
        elif one.on:
            assert steps.get(one.on) == one.before
            steps = {**steps, one.on: one.after}
    left = tuple(sorted(Step(on, degree) for on, degree in steps.items() if degree is not None))
    return before._replace(items=items, steps=left, last_key=last_key, **whole)


def _under(parent: int, order: list, parents: dict, by_key: dict):
    for key in order:
        if parents[key] == parent:
            yield by_key[key]._replace(parent=parent)
            yield from _under(key, order, parents, by_key)


@settings(max_examples=300, deadline=None)
@given(any_plan, histories)
def test_the_difference_leads_from_one_to_the_other(before: Plan, history: list) -> None:
    later = after(before, history)
    changes = difference(before, later)
    assert walked(before, changes, later.last_key) == later
    assert (changes == ()) == (before._replace(last_key=0) == later._replace(last_key=0))
    assert len(set(sentences(before, later))) >= bool(changes)
    kept = {item.key for item in before.items} & {item.key for item in later.items}
    moved = [one.item.key for one in changes if one.what == MOVED and one.item]
    assert len(set(moved)) == len(moved)
    assert set(moved) <= kept


@given(any_plan)
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    assert difference(plan, plan) == ()
    assert sentences(plan, plan) == ("Versionerna är lika.",)


def test_one_move_is_one_change() -> None:
    plan = sample()
    for key in (2, 4, 6):
        for move in (moves.up, moves.down, moves.outdent):
            later = move(plan, key)
            if later is not plan:
                assert sum(one.what == MOVED for one in difference(plan, later)) == 1
    many = plan
    for number in range(8):
        many = moves.add(many, GOAL, text=str(number)).plan
    first = moves.move(many, 14, (0, 0))
    assert [(one.what, one.item.key) for one in difference(many, first) if one.item] == [(MOVED, 14)]
    last = moves.move(many, 1, (0, 14))
    assert [(one.what, one.item.key) for one in difference(many, last) if one.item] == [(MOVED, 1)]


def test_the_difference_in_words() -> None:
    plan = sample()
    later = moves.edit(plan, 3, state="done", ended_on=ON)
    later = moves.edit(later, 4, responsible="arbetsgivare", follow_up_on=ON + 30 * DAY)
    later = moves.add(moves.remove(later, 6), ACTION, 5, text="Fast kontakt varje fredag").plan
    later = moves.down(later, 2)._replace(participation="no", participation_why="Sjuk")
    later = moves.set_step(moves.set_step(later, ON, 25), ON + DAY, 0)
    later = moves.set_step(later, plan.steps[0].on, None)
    assert sentences(plan, later) == (
        "Borttaget: Åtgärd ”Möte om schema”",
        "Flyttat: Delmål ”Börja med uppgifterna i första högen”, nu först under "
        "”Tillbaka i mitt arbete på halvtid till 1 mars”",
        "Nytt: Åtgärd ”Fast kontakt varje fredag”",
        "Läge: Åtgärd ”Sömnskola i grupp”. planerad → klar 2026-11-23",
        "Ändrat: Åtgärd ”Dagbok över vila”. Ansvarig: patienten → arbetsgivaren",
        "Ändrat: Åtgärd ”Dagbok över vila”. Följs upp: 2026-11-27 → 2026-12-23",
        "Grad borttagen: 50 procent från 2026-10-26",
        "Ny grad: 25 procent från 2026-11-23",
        "Ny grad: 0 procent från 2026-11-24",
        "Delaktighet: Patienten har varit med och gjort planen → Patienten har inte varit med",
        "Varför patienten inte varit med: inget → ”Sjuk”",
    )
    closed = moves.next_version(moves.edit(plan, 3, state="stopped", why="För långt att åka", ended_on=ON))
    assert sentences(plan._replace(participation="", evaluate_on=None, meeting=""), closed) == (
        "Borttaget: Åtgärd ”Sömnskola i grupp”",
    )
    was = moves.edit(plan, 3, state="done", ended_on=ON)
    gone = moves.remove(was, 3)
    assert sentences(was, gone) == ("Avslutat, följer inte med: Åtgärd ”Sömnskola i grupp” (klar 2026-11-23)",)
