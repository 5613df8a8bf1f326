"""Working on a plan: every move takes a plan and gives another. Pure; undo and redo are a history of values.

A move that cannot be made (up at the top, indenting what nothing stands above) gives the same plan back.
"""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from rekotui.casework.plan import ACTION, GOAL, SUBGOAL, Item, Plan, Step, may_hold

MOST_UNDO = 200

Place = tuple[int, int]
"""Where something stands: the key of what it stands under (0 = top), and of what it stands next after (0 = first)."""


class Edited(NamedTuple):
    """A plan after something was added, and the key of what was."""

    plan: Plan
    key: int


class Desk(NamedTuple):
    """A plan with what can be undone and redone."""

    plan: Plan
    before: tuple[Plan, ...] = ()
    after: tuple[Plan, ...] = ()

    def do(self, plan: Plan) -> "Desk":
        """Return the desk with another plan on it; the same plan changes nothing."""
        return self if plan == self.plan else Desk(plan, (*self.before, self.plan)[-MOST_UNDO:])

    def undo(self) -> "Desk":
        """Take the last move back."""
        if not self.before:
            return self
        return Desk(self.before[-1], self.before[:-1], (*self.after, self.plan))

    def redo(self) -> "Desk":
        """Make the move again that was taken back last."""
        if not self.after:
            return self
        return Desk(self.after[-1], (*self.before, self.plan), self.after[:-1])


def add(plan: Plan, kind: str, at: int = 0, **values: Any) -> Edited:
    """Add an item of a kind where somebody who stands at `at` (0 = nowhere) expects it.

    A goal comes after the goal at hand; a subgoal or action last under what may hold it there, or next after one of its
    own kind. Without a goal to stand under, an empty one is made; the next goal takes its place. `values` are fields of
    Item.
    """
    empty = next((one.key for one in plan.under(0) if not one.text), 0) if kind == GOAL and values.get("text") else 0
    if empty:
        return Edited(edit(plan, empty, **values), empty)
    parent, after = _room(plan, kind, at)
    if parent is None:
        made = add(plan, GOAL)
        plan, parent, after = made.plan, made.key, 0
    key = plan.last_key + 1
    item = Item(key, kind, parent, **values)
    return Edited(_placed(plan._replace(last_key=key), (item,), (parent, after)), key)


def edit(plan: Plan, key: int, **values: Any) -> Plan:
    """Change fields of an item; not its key, kind or place. Raises KeyError where there is none."""
    changed = plan.item(key)._replace(**values)
    return plan._replace(items=tuple(changed if one.key == key else one for one in plan.items))


def remove(plan: Plan, key: int) -> Plan:
    """Take an item away with all that stands under it: in a draft only, a sealed version keeps its own."""
    gone = {one.key for one in branch(plan, key)}
    return plan._replace(items=tuple(one for one in plan.items if one.key not in gone))


def up(plan: Plan, key: int) -> Plan:
    """Move an item with all under it up among those beside it; at the edge, last under the holder before."""
    return _shifted(plan, key, -1)


def down(plan: Plan, key: int) -> Plan:
    """Move an item with all under it down among those beside it; at the edge, first under the holder after."""
    return _shifted(plan, key, 1)


def indent(plan: Plan, key: int) -> Plan:
    """Put an item under the one beside and above it: a goal becomes its subgoal, a subgoal its action."""
    item = plan.item(key)
    before = [one for one in _beside(plan, item) if one.kind in _HOLDERS[item.kind]]
    if not before:
        return plan
    above = before[-1]
    kind = {GOAL: SUBGOAL, SUBGOAL: ACTION, ACTION: ACTION}[item.kind]
    return _become(plan, item, kind, (above.key, _last(plan, above.key)))


def outdent(plan: Plan, key: int) -> Plan:
    """Take an item out one level, next after what it stood under: an action of a goal becomes a subgoal of it."""
    item = plan.item(key)
    if not item.parent:
        return plan
    above = plan.item(item.parent)
    if item.kind == ACTION and above.kind == GOAL:
        return _become(plan, item, SUBGOAL, (above.key, _before(plan, item)))
    kind = GOAL if item.kind == SUBGOAL else item.kind
    return _become(plan, item, kind, (above.parent, above.key))


def move(plan: Plan, key: int, place: Place) -> Plan:
    """Put an item with all under it at a place; the same plan where it may not stand there, or under itself."""
    parent, after = place
    mine = branch(plan, key)
    inside = {one.key for one in mine}
    above = plan.item(parent).kind if parent else ""
    if {parent, after} & inside or mine[0].kind not in may_hold(above):
        return plan
    rest = plan._replace(items=tuple(one for one in plan.items if one.key not in inside))
    return _placed(rest, (mine[0]._replace(parent=parent), *mine[1:]), place)


def set_step(plan: Plan, on: date, degree: int | None) -> Plan:
    """Plan a degree from a day on; None takes the step of that day away."""
    others = [step for step in plan.steps if step.on != on]
    return plan._replace(steps=tuple(sorted([*others, Step(on, degree)] if degree is not None else others)))


def branch(plan: Plan, key: int) -> tuple[Item, ...]:
    """Return an item with all that stands under it, in order."""
    found: list[Item] = []
    inside: set[int] = set()
    for one in plan.items:
        if one.key == key or one.parent in inside:
            inside.add(one.key)
            found.append(one)
    if not found:
        raise KeyError(key)
    return tuple(found)


def next_version(sealed: Plan, carry: Collection[int] = ()) -> Plan:
    """Return the draft of the next version: all that goes on, and of what has ended what is to be carried.

    What has ended and is not carried is closed: it stays in the versions before. What stands above something that goes
    on stays too. Participation and the day of evaluation are said anew for each version.
    """
    kept: set[int] = set()
    for item in reversed(sealed.items):
        if not item.ended or item.key in carry or item.key in kept:
            kept |= {item.key, item.parent}
    items = tuple(item for item in sealed.items if item.key in kept)
    return sealed._replace(items=items, participation="", participation_why="", evaluate_on=None, meeting="")


_HOLDERS = {GOAL: (GOAL,), SUBGOAL: (SUBGOAL,), ACTION: (SUBGOAL,)}
"""Under which kind something goes when it is indented."""


def _room(plan: Plan, kind: str, at: int) -> tuple[int | None, int]:
    """Return where a new item of a kind goes; parent None: nothing there can hold it."""
    if kind == GOAL:
        while at and plan.item(at).parent:
            at = plan.item(at).parent
        return 0, at or _last(plan, 0)
    if not at:
        goals = plan.under(0)
        return (goals[-1].key, _last(plan, goals[-1].key)) if goals else (None, 0)
    here = plan.item(at)
    if kind in may_hold(here.kind):
        return here.key, _last(plan, here.key)
    while kind not in may_hold(plan.item(here.parent).kind):
        here = plan.item(here.parent)
    return here.parent, here.key


def _shifted(plan: Plan, key: int, way: int) -> Plan:
    item = plan.item(key)
    beside = plan.under(item.parent)
    index = [one.key for one in beside].index(key) + way
    if 0 <= index < len(beside):
        after = beside[index].key if way > 0 else _before(plan, beside[index])
        return move(plan, key, (item.parent, after))
    if not item.parent:
        return plan
    kind = plan.item(item.parent).kind
    holders = [one.key for one in plan.items if one.kind == kind]
    other = holders.index(item.parent) + way
    if not 0 <= other < len(holders):
        return plan
    parent = holders[other]
    return move(plan, key, (parent, 0 if way > 0 else _last(plan, parent)))


def _become(plan: Plan, item: Item, kind: str, place: Place) -> Plan:
    """Make an item another kind at another place, where all that stands under it may still do so."""
    under = plan.under(item.key)
    if any(one.kind not in may_hold(kind) for one in under) or (item.work and kind != ACTION):
        return plan
    changed = plan._replace(items=tuple(one._replace(kind=kind) if one.key == item.key else one for one in plan.items))
    moved = move(changed, item.key, place)
    return plan if moved is changed else moved


def _placed(plan: Plan, items: tuple[Item, ...], place: Place) -> Plan:
    """Return the plan with items set in at a place: after one and all under it, or first under its parent."""
    parent, after = place
    keys = [one.key for one in plan.items]
    index = keys.index(after or parent) + (len(branch(plan, after)) if after else 1) if after or parent else 0
    return plan._replace(items=(*plan.items[:index], *items, *plan.items[index:]))


def _beside(plan: Plan, item: Item) -> tuple[Item, ...]:
    """Return those that stand beside an item and before it."""
    beside = plan.under(item.parent)
    return beside[: [one.key for one in beside].index(item.key)]


def _before(plan: Plan, item: Item) -> int:
    beside = _beside(plan, item)
    return beside[-1].key if beside else 0


def _last(plan: Plan, parent: int) -> int:
    under = plan.under(parent)
    return under[-1].key if under else 0
