"""Making rules of what content/rules.toml says. Whatever is wrong in the file is found here, and named.

Every rule says what starts it, its law, its source and how sure we are; a number that rests on our own judgement (mark
D) always has bounds, so that a unit may set it.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from string import Formatter
from typing import Any

from rekotui.casework.rules import STATUSES, Ages, Group, Number, Rule, Rules, Stage, severity

_MARK = re.compile(r"[ABCD](/[ABCD])*")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_TOLD = ("title", "trigger", "todo", "law", "source")

LONGEST_TITLE = 60
"""Characters of a title, as the file writes it and when it is filled in: it stands on one line of a list."""

Table = Mapping[str, Any]


def rules_from(table: Table) -> Rules:
    """Return the rules that the file's content makes; raise ValueError that says which rule is wrong, and how."""
    groups = {group["id"]: _group(group) for group in table["group"]}
    rules: dict[str, Rule] = {}
    for place, told in enumerate(table["rule"]):
        rule = _rule(told, place)
        if rule.id in rules:
            raise _wrong(rule.id, "stands twice")
        if unknown := set(rule.groups) - set(groups):
            raise _wrong(rule.id, f"no such group: {sorted(unknown)}")
        rules[rule.id] = rule
    rows = [rule.row for rule in rules.values() if rule.row is not None]
    if doubled := {row for row in rows if rows.count(row) > 1}:
        raise _wrong("rule", f"rows that stand twice: {sorted(doubled)}")
    ages = tuple(_ages(row) for row in table["ages"])
    if [row.born_from for row in ages] != sorted({row.born_from for row in ages}):
        raise _wrong("ages", "not in the order of birth years")
    return Rules(general=_numbers("general", table["general"]), groups=groups, ages=ages, rules=rules)


def placeholders(text: str) -> set[str]:
    """Return the names that stand in braces in a text; raise ValueError for braces that are no placeholder."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _rule(told: Table, place: int) -> Rule:
    name = str(told.get("id", ""))
    if not _ID.fullmatch(name):
        raise _wrong(f"rule {place + 1}", "no id")
    for field in _TOLD:
        if not str(told.get(field, "")).strip():
            raise _wrong(name, f"no {field}")
    _check_mark(name, told.get("mark"))
    status, where = told.get("status"), told.get("where", "")
    if status not in STATUSES:
        raise _wrong(name, f"no such status: {status}")
    stages = {stage.id: stage for stage in _stages(name, told)}
    if status == "computed" and not stages:
        raise _wrong(name, "computed, but shows nothing")
    if status != "computed" and not where:
        raise _wrong(name, "does not say where it is held")
    if len(told["title"]) > LONGEST_TITLE:
        raise _wrong(name, "title too long")
    return Rule(
        id=name,
        row=told.get("row"),
        place=place,
        title=told["title"],
        trigger=told["trigger"],
        todo=told["todo"],
        law=told["law"],
        source=told["source"],
        mark=told["mark"],
        status=status,
        where=where,
        groups=tuple(told.get("groups", ())),
        numbers=_numbers(name, told),
        dates={key: _day(name, value) for key, value in told.get("dates", {}).items()},
        stages=stages,
    )


def _stages(rule: str, told: Table) -> Iterator[Stage]:
    title = text = ""
    for stage in told.get("stage", ()):
        title, text = stage.get("title", title), stage.get("text", text)
        if not title or not text:
            raise _wrong(rule, f"stage {stage['id']} says nothing")
        for written in (title, text):
            placeholders(written)
        if len(re.sub(r"\{\w+\}", "", title)) > LONGEST_TITLE:
            raise _wrong(rule, f"stage {stage['id']}: title too long")
        yield Stage(stage["id"], severity(stage["severity"]), title, text, stage.get("todo", told["todo"]))


def _numbers(owner: str, told: Table) -> dict[str, Number]:
    numbers = {name: Number(name=name, **given) for name, given in told.get("numbers", {}).items()}
    for number in numbers.values():
        _check_mark(f"{owner}.{number.name}", number.mark)
        if number.mark == "D" and not number.adjustable:
            raise _wrong(f"{owner}.{number.name}", "rests on our own judgement, but has no bounds")
        if number.least is not None and number.most is not None and not number.least <= number.value <= number.most:
            raise _wrong(f"{owner}.{number.name}", "outside its own bounds")
    return numbers


def _group(told: Table) -> Group:
    _check_mark(told["id"], told.get("mark"))
    return Group(**{**told, "steps": tuple(told["steps"])})


def _ages(told: Table) -> Ages:
    _check_mark(f"ages {told['born_from']}", told.get("mark"))
    return Ages(**told)


def _check_mark(owner: str, mark: object) -> None:
    if not isinstance(mark, str) or not _MARK.fullmatch(mark):
        raise _wrong(owner, "no mark")


def _day(rule: str, value: object) -> date:
    if not isinstance(value, date):
        raise _wrong(rule, "no day")
    return value


def _wrong(owner: str, why: str) -> ValueError:
    return ValueError(f"rules.toml: {owner}: {why}")
