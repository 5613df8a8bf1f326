"""What differs between two plans: exact for what was added, removed, moved, edited, and for states and degree steps.

Exact means: all that differs is told, nothing else is, and of items that only made room for another one none is told as
moved (the fewest moves that explain the order). `words` tells a change in Swedish.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from rekotui.casework import plan_messages as messages
from rekotui.casework.plan import Item, Plan, short_role, words
from rekotui.casework.plan_moves import Place

ADDED, REMOVED, MOVED, EDITED, STATE, WHOLE = "added", "removed", "moved", "edited", "state", "whole"
STEP_ADDED, STEP_REMOVED, STEP_CHANGED = "step_added", "step_removed", "step_changed"

_OF_STATE = ("state", "ended_on", "why")
_ASIDE = ("key", "parent", *_OF_STATE)
_OF_PLAN = ("assessment", "participation", "participation_why", "evaluate_on", "meeting", "agreed_with")
_CODED = {
    "kind": "kinds",
    "part": "parts",
    "origin": "origins",
    "work": "works",
    "answer": "answers",
    "participation": "participation",
}


class Change(NamedTuple):
    """One thing that differs. `item` is as it is after, or was before where it is gone.

    `field` names what was edited (a field of Item or Plan), with `before` and `after` as they are stored; for a state
    these are the whole items. `place` is where what was added or moved stands now. A step is told by `on` and degrees.
    """

    what: str
    item: Item | None = None
    field: str = ""
    before: Any = None
    after: Any = None
    place: Place = (0, 0)
    on: date | None = None


def difference(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Return what differs, in reading order of the plan after; first what is gone, last what is said of the whole."""
    return (
        *_removed(before, after),
        *_items(before, after),
        *_steps(before, after),
        *(
            Change(WHOLE, field=name, before=getattr(before, name), after=getattr(after, name))
            for name in _OF_PLAN
            if getattr(before, name) != getattr(after, name)
        ),
    )


def sentence(change: Change, after: Plan) -> str:
    """Return a change in words; `after` is the plan that it leads to."""
    if change.what in (STEP_ADDED, STEP_REMOVED, STEP_CHANGED):
        degree = change.before if change.what == STEP_REMOVED else change.after
        return messages.CHANGES[change.what].format(degree=degree, day=change.on, before=change.before)
    item = change.item
    told = _named(item) if item else ""
    if item and change.what == REMOVED:
        what = "closed" if item.ended else REMOVED
        return messages.CHANGES[what].format(item=told, state=_state(item))
    if item and change.what == STATE:
        return messages.CHANGES[STATE].format(item=told, before=_state(change.before), after=_state(change.after))
    field = messages.FIELDS.get(change.field, "")
    values = [_value(change.field, value) for value in (change.before, change.after)]
    place = _where(change.place, after) if change.what == MOVED else ""
    return messages.CHANGES[change.what].format(item=told, place=place, field=field, before=values[0], after=values[1])


def sentences(before: Plan, after: Plan) -> tuple[str, ...]:
    """Return all that differs in words; one sentence that says so where nothing does."""
    return tuple(sentence(change, after) for change in difference(before, after)) or (messages.NO_CHANGES,)


def _removed(before: Plan, after: Plan) -> Iterator[Change]:
    kept = {item.key for item in after.items}
    for item in before.items:
        if item.key not in kept:
            yield Change(REMOVED, item)


def _items(before: Plan, after: Plan) -> Iterator[Change]:
    old = {item.key: item for item in before.items}
    places = _places(after)
    moved = _moved(before, after)
    for item in after.items:
        was = old.get(item.key)
        if was is None:
            yield Change(ADDED, item, place=places[item.key])
            continue
        if item.key in moved:
            yield Change(MOVED, item, place=places[item.key])
        for name in item._fields:
            if name not in _ASIDE and getattr(was, name) != getattr(item, name):
                yield Change(EDITED, item, name, getattr(was, name), getattr(item, name))
        if any(getattr(was, name) != getattr(item, name) for name in _OF_STATE):
            yield Change(STATE, item, before=was, after=item)


def _steps(before: Plan, after: Plan) -> Iterator[Change]:
    old, new = dict(before.steps), dict(after.steps)
    for on in sorted({*old, *new}):
        if old.get(on) != new.get(on):
            what = STEP_ADDED if on not in old else STEP_REMOVED if on not in new else STEP_CHANGED
            yield Change(what, before=old.get(on), after=new.get(on), on=on)


def _places(plan: Plan) -> dict[int, Place]:
    """Return where each item stands: under what, and next after which."""
    last: dict[int, int] = {}
    found: dict[int, Place] = {}
    for item in plan.items:
        found[item.key] = (item.parent, last.get(item.parent, 0))
        last[item.parent] = item.key
    return found


def _moved(before: Plan, after: Plan) -> set[int]:
    """Return the keys of those that stand under something else, and the fewest that explain another order."""
    parents = {item.key: item.parent for item in before.items}
    order = {item.key: index for index, item in enumerate(before.items)}
    moved = {item.key for item in after.items if item.key in parents and parents[item.key] != item.parent}
    beside: dict[int, list[int]] = {}
    for item in after.items:
        if item.key in parents and item.key not in moved:
            beside.setdefault(item.parent, []).append(item.key)
    for keys in beside.values():
        moved |= set(keys) - _longest_rising(keys, order)
    return moved


def _longest_rising(keys: Sequence[int], order: Mapping[int, int]) -> set[int]:
    """Return the most keys that stand in the same order as before."""
    ends: list[int] = []
    last: list[int] = []
    earlier: dict[int, int | None] = {}
    for key in keys:
        at = bisect_left(ends, order[key])
        earlier[key] = last[at - 1] if at else None
        ends[at:] = [order[key], *ends[at + 1 :]]
        last[at:] = [key, *last[at + 1 :]]
    kept: set[int] = set()
    key_: int | None = last[-1] if last else None
    while key_ is not None:
        kept.add(key_)
        key_ = earlier[key_]
    return kept


def _named(item: Item) -> str:
    return messages.ITEM.format(kind=words("kinds")[item.kind], text=item.text or messages.NO_TEXT)


def _where(place: Place, plan: Plan) -> str:
    parent, beside = place
    if beside:
        return messages.AFTER.format(text=plan.item(beside).text or messages.NO_TEXT)
    return messages.FIRST_UNDER.format(text=plan.item(parent).text or messages.NO_TEXT) if parent else messages.FIRST


def _state(item: Item) -> str:
    told = words("states")[item.state].lower()
    told = messages.STATE_ON.format(state=told, day=item.ended_on) if item.ended_on else told
    return messages.STATE_WHY.format(state=told, why=item.why) if item.why else told


def _value(field: str, value: Any) -> str:
    if value in (None, "", (), 0):
        return messages.NOTHING
    if field in _CODED:
        return words(_CODED[field]).get(value, value)
    if field == "responsible":
        return short_role(value)
    if field == "icf":
        return ", ".join(f"{code} {words('icf').get(code, '')}".strip() for code in value)
    return f"”{value}”" if isinstance(value, str) else str(value)
