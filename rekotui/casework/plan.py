"""The patient's plan as plain values: goals → subgoals → actions, the degree steps, and what is noted of it as a whole.

A plan is one value that never changes: a move (`plan_moves`) gives another. What is being worked on is a draft; what is
sealed never changes any more, and the next version begins from it. Code words lie in content/plan.json.

On the look-up path: nothing here may import more than it must.
"""

from collections.abc import Container, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from rekotui.base.errors import WrongUseError
from rekotui.casework import facts
from rekotui.content.load import load_json

GOAL, SUBGOAL, ACTION = "goal", "subgoal", "action"
PLANNED, ONGOING, DONE, STOPPED = "planned", "ongoing", "done", "stopped"
ENDED = (DONE, STOPPED)
OWN, SUGGESTION, DOCTOR = "own", "suggestion", "doctor"
TRIAL_WORK, EMPLOYER_PLAN = "trial_work", "employer_plan"
YES, NO = "yes", "no"
STEP_DEGREES = (0, 25, 50, 75, 100)
"""Degrees that a plan may lead to: 0 = back in full (SFB 27 kap. 45 § has the others)."""

MOST_ITEMS = 400
MOST_STEPS = 20
_MAY_HOLD: Mapping[str, tuple[str, ...]] = {GOAL: (SUBGOAL, ACTION), SUBGOAL: (ACTION,), ACTION: ()}


class Item(NamedTuple):
    """A goal, a subgoal or an action. `key` is its own through all versions; `parent` the key of what it stands under.

    `said` are the patient's own words. `responsible` is a role (`words("roles")`), `who` a name or a note beside it.
    `source` says in words where it came from, `suggestion` the number of the suggestion behind it (0 = none).
    `why` tells why it was stopped. `work` makes an action an arbetsprövning (from `starts_on` to `ends_on`,
    Försäkringskassan told on `told_on`) or the employer's plan (`answer`, said on `answered_on`, `answer_why`).
    """

    key: int
    kind: str
    parent: int = 0
    text: str = ""
    said: str = ""
    responsible: str = ""
    who: str = ""
    starts_on: date | None = None
    follow_up_on: date | None = None
    state: str = PLANNED
    ended_on: date | None = None
    why: str = ""
    part: str = ""
    origin: str = OWN
    source: str = ""
    suggestion: int = 0
    icf: tuple[str, ...] = ()
    work: str = ""
    ends_on: date | None = None
    told_on: date | None = None
    answer: str = ""
    answered_on: date | None = None
    answer_why: str = ""

    @property
    def ended(self) -> bool:
        """Whether it is done or stopped."""
        return self.state in ENDED

    @property
    def quote(self) -> str:
        """The patient's own words beside the text; "" where they are the text itself."""
        return "" if " ".join(self.said.split()) == self.text else self.said


class Step(NamedTuple):
    """A planned degree of sick leave, in per cent, from a day on; 0 = back in full."""

    on: date
    degree: int


class Plan(NamedTuple):
    """A whole plan. `items` stand in reading order: each before what stands under it.

    `participation` is whether the patient took part ("" = not noted), with `participation_why` where she did not;
    `evaluate_on` the day when the plan as a whole is gone through, `meeting` how and where; `agreed_with` those whom it
    was agreed with (it can serve as a patientkontrakt). `last_key` is the greatest key that was ever used.
    """

    items: tuple[Item, ...] = ()
    steps: tuple[Step, ...] = ()
    assessment: str = ""
    participation: str = ""
    participation_why: str = ""
    evaluate_on: date | None = None
    meeting: str = ""
    agreed_with: str = ""
    last_key: int = 0

    def item(self, key: int) -> Item:
        """Return an item; raise KeyError where there is none."""
        for one in self.items:
            if one.key == key:
                return one
        raise KeyError(key)

    def under(self, parent: int) -> tuple[Item, ...]:
        """Return what stands directly under an item (0 = the goals), in order."""
        return tuple(one for one in self.items if one.parent == parent)

    @property
    def actions(self) -> tuple[Item, ...]:
        """All actions, in order."""
        return tuple(one for one in self.items if one.kind == ACTION)


EMPTY = Plan()

_LINES: Mapping[str, str] = {"text": "plan_text", "who": "plan_who", "source": "plan_source"}
_TEXTS: Mapping[str, str] = {"said": "plan_said", "why": "plan_why", "answer_why": "employer_plan_why"}
_CODES: Mapping[str, str] = {
    "kind": "kinds",
    "responsible": "roles",
    "state": "states",
    "part": "parts",
    "origin": "origins",
    "work": "works",
    "answer": "answers",
}
_WHOLE: Mapping[str, str] = {
    "assessment": "plan_assessment",
    "participation_why": "plan_participation_why",
    "meeting": "plan_meeting",
    "agreed_with": "plan_agreed_with",
}
_OPTIONAL = ("responsible", "part", "work", "answer")
_BLANK = Item(0, ACTION)


def words(kind: str) -> Mapping[str, str]:
    """Return a kind of code words of content/plan.json (roles, kinds, states, …, icf) or the parts: code → Swedish."""
    if kind == "parts":
        from rekotui.casework.contact import parts

        return parts()
    found: Mapping[str, Any] = _table()[kind]
    if kind == "roles":
        return {code: str(role["label"]) for code, role in found.items()}
    return found


def short_role(code: str) -> str:
    """Return a role in running text ("arbetsgivaren"), "" for nobody."""
    role = _table()["roles"].get(code)
    return str(role["short"]) if role else code


def may_hold(kind: str) -> tuple[str, ...]:
    """Return the kinds that may stand directly under one ("" = at the top)."""
    return _MAY_HOLD[kind] if kind else (GOAL,)


def depth(plan: Plan, item: Item) -> int:
    """Return how many levels stand above an item: 0 for a goal."""
    level, above = 0, item.parent
    while above:
        level, above = level + 1, plan.item(above).parent
    return level


def tree(plan: Plan) -> Iterator[tuple[Item, int]]:
    """Give every item with its depth, in order, at a cost that grows with the plan alone."""
    depths: dict[int, int] = {}
    for item in plan.items:
        level = depths[item.key] = depths[item.parent] + 1 if item.parent else 0
        yield item, level


def incomplete(plan: Plan) -> int:
    """Count the open actions without anybody responsible or without a day for follow-up (row 31 of table H)."""
    return sum(not (one.responsible and one.follow_up_on) for one in plan.actions if not one.ended)


def cleaned(plan: Plan) -> Plan:
    """Return the plan with its texts cleaned, steps in order of day and ended items with consistent days.

    Raises WrongUseError for a text that is too long, an unknown code, too many items, or two degrees on one day;
    ValueError for a tree that is none (a mistake of the program).
    """
    if len(plan.items) > MOST_ITEMS or len(plan.steps) > MOST_STEPS:
        raise WrongUseError("plan_too_long", most=MOST_ITEMS)
    check_tree(plan)
    texts: dict[str, Any] = {name: facts.clean_text(field, getattr(plan, name)) for name, field in _WHOLE.items()}
    if plan.participation not in ("", YES, NO):
        raise ValueError(plan.participation)
    steps = tuple(sorted(plan.steps))
    if len({step.on for step in steps}) < len(steps) or any(step.degree not in STEP_DEGREES for step in steps):
        raise WrongUseError("plan_steps")
    known = _codes()
    return plan._replace(items=tuple(_clean(item, known) for item in plan.items), steps=steps, **texts)


def check_tree(plan: Plan) -> None:
    """Raise ValueError where keys are not unique, or an item does not stand under what may hold it, in order."""
    open_: list[Item] = []
    seen: set[int] = set()
    for item in plan.items:
        while open_ and open_[-1].key != item.parent:
            open_.pop()
        above = open_[-1].kind if open_ else ""
        if bool(item.parent) != bool(open_) or item.kind not in may_hold(above):
            raise ValueError(f"item {item.key} does not belong under {item.parent}")
        if item.key in seen or not 0 < item.key <= plan.last_key:
            raise ValueError(f"key {item.key}")
        seen.add(item.key)
        open_.append(item)


def as_json(plan: Plan) -> dict[str, object]:
    """Return the plan as plain values; what is as it is from the start is left out."""
    return {
        "items": [{**_told(item, _BLANK), "key": item.key, "kind": item.kind} for item in plan.items],
        "steps": [[step.on.isoformat(), step.degree] for step in plan.steps],
        **{name: value for name, value in _told(plan, EMPTY).items() if name not in ("items", "steps")},
    }


def from_json(stored: Mapping[str, Any]) -> Plan:
    """Return the plan that `as_json` has made plain values of."""
    return Plan(
        **{
            **{name: _read(name, value) for name, value in stored.items()},
            "items": tuple(
                Item(**{name: _read(name, value) for name, value in item.items()}) for item in stored["items"]
            ),
            "steps": tuple(Step(date.fromisoformat(on), degree) for on, degree in stored["steps"]),
        }
    )


def _told(value: Item | Plan, blank: Item | Plan) -> dict[str, object]:
    told: dict[str, object] = {}
    for name, one, usual in zip(value._fields, value, blank, strict=True):
        if one != usual:
            told[name] = one.isoformat() if isinstance(one, date) else list(one) if isinstance(one, tuple) else one
    return told


def _read(name: str, value: Any) -> Any:
    if name.endswith("_on"):
        return date.fromisoformat(value)
    return tuple(value) if name == "icf" else value


def _clean(item: Item, known: Mapping[str, Container[str]]) -> Item:
    changed: dict[str, Any] = {}
    for fields, clean in ((_LINES, facts.clean_line), (_TEXTS, facts.clean_text)):
        for name, field in fields.items():
            if (text := getattr(item, name)) and (cleaned_text := clean(field, text)) != text:
                changed[name] = cleaned_text
    for name, kind in _CODES.items():
        code = getattr(item, name)
        if code not in known[kind] and not (code == "" and name in _OPTIONAL):
            raise WrongUseError("bad_choice", option=name, known=", ".join(words(kind)))
    if unknown := [code for code in item.icf if code not in known["icf"]]:
        raise WrongUseError("plan_icf", code=unknown[0][:8])
    if item.work and item.kind != ACTION:
        raise ValueError(f"item {item.key} is no action")
    if item.why and item.state != STOPPED:
        changed["why"] = ""
    if item.ended_on and not item.ended:
        changed["ended_on"] = None
    if len(set(item.icf)) < len(item.icf):
        changed["icf"] = tuple(dict.fromkeys(item.icf))
    return item._replace(**changed) if changed else item


def _codes() -> dict[str, Container[str]]:
    """Return the codes of every kind that an item has, without making their words."""
    kinds = {*_CODES.values(), "icf"} - {"parts"}
    return {"parts": words("parts"), **{kind: _table()[kind] for kind in kinds}}


def _table() -> Mapping[str, Any]:
    table = load_json("plan.json")
    if not isinstance(table, dict):
        raise TypeError("plan.json is a table of code words")
    return table
