"""Common first steps to begin from (content/plan_templates.toml), and suggestions from an interview, as items.

Both are proposals: what is taken over is worded together with the patient.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from rekotui.casework.days import plus
from rekotui.casework.plan import ACTION, SUBGOAL, SUGGESTION, Plan, words
from rekotui.casework.plan_moves import Edited, add
from rekotui.content.load import load_toml


class Template(NamedTuple):
    """A common first step: what, by whom, which part of the law, and after how many days it is followed up."""

    id: str
    kind: str
    text: str
    responsible: str
    part: str
    days: int
    icf: tuple[str, ...] = ()
    work: str = ""


class Group(NamedTuple):
    """Templates that belong together."""

    id: str
    title: str
    templates: tuple[Template, ...]


class Proposed(NamedTuple):
    """A suggestion for the plan, from an interview: `kind` and `area` are the guides' words, `number` is its own."""

    kind: str
    text: str
    responsible: str = ""
    area: str = ""
    said: str = ""
    source: str = ""
    number: int = 0


@cache
def groups() -> tuple[Group, ...]:
    """Return the templates by group, in the file's order."""
    return groups_from(load_toml("plan_templates.toml"))


def groups_from(table: Mapping[str, Any]) -> tuple[Group, ...]:
    """Return the groups that the file's content makes; raise ValueError that names the template and what is wrong."""
    found = []
    seen: set[str] = set()
    for told in table["group"]:
        made = tuple(_template(each) for each in told["template"])
        for each in made:
            if each.id in seen:
                raise ValueError(f"plan_templates.toml, {each.id}: stands twice")
            seen.add(each.id)
        found.append(Group(told["id"], told["title"], made))
    return tuple(found)


def take_template(plan: Plan, template: Template, on: date, at: int = 0) -> Edited:
    """Add a template's step where somebody who stands at `at` expects it, to be followed up in its number of days."""
    return add(
        plan,
        template.kind,
        at,
        text=template.text,
        responsible=template.responsible,
        part=template.part,
        icf=template.icf,
        work=template.work,
        starts_on=on if not template.work else None,
        follow_up_on=plus(on, template.days),
    )


def take_suggestion(plan: Plan, proposed: Proposed, at: int = 0, text: str | None = None) -> Edited:
    """Add a suggestion, as it is or as she has rewritten it (`text`); it keeps where it came from."""
    part = area_part(proposed.area)
    return add(
        plan,
        words("guide_kinds").get(proposed.kind, ACTION),
        at,
        text=proposed.text if text is None else text,
        said=proposed.said,
        responsible=proposed.responsible if proposed.responsible in words("roles") else "",
        part=part,
        origin=SUGGESTION,
        source=proposed.source,
        suggestion=proposed.number,
    )


def in_reading_order(proposed: Proposed) -> tuple[int, bool]:
    """Return what sorts suggestions as a plan is written: goals before subgoals before actions, her own words first."""
    kinds = tuple(words("guide_kinds"))
    place = kinds.index(proposed.kind) if proposed.kind in kinds else len(kinds)
    return place, proposed.text != proposed.said


def area_part(area: str) -> str:
    """Return the part of the law that an area of the guides' vocabulary belongs to, "" for an unknown one."""
    from rekotui.casework.guides import shipped

    found = shipped().vocabulary.plan_areas.get(area)
    return found.law if found else ""


def _template(told: Mapping[str, Any]) -> Template:
    name = str(told.get("id", "?"))
    made = Template(
        name, told["kind"], told["text"], told["responsible"], told["part"], told["days"], tuple(told.get("icf", ())),
        told.get("work", ""),
    )  # fmt: skip
    known = {"responsible": "roles", "part": "parts", "work": "works"}
    for field, kind in known.items():
        if (code := getattr(made, field)) and code not in words(kind):
            raise ValueError(f"plan_templates.toml, {name}: no such {field}")
    if made.kind not in (ACTION, SUBGOAL) or not made.text or not 0 < made.days <= 90:
        raise ValueError(f"plan_templates.toml, {name}: kind, text or days")
    if set(made.icf) - set(words("icf")):
        raise ValueError(f"plan_templates.toml, {name}: no such icf")
    return made
