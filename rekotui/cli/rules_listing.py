"""`rekotui rules`: what the rules are, each with its law, its source and how sure it is. Needs no vault."""

import difflib
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from rekotui.base import exit_codes
from rekotui.base.errors import NothingFoundError
from rekotui.casework.fold import fold
from rekotui.casework.messages import NO_LAW
from rekotui.casework.rules import Number, Rule, Rules, Stage, adjustable, effective_rules
from rekotui.casework.signal import SEVERITIES
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import MORE, RULE_COLUMNS, RULE_MARKS, RULE_SEVERITY, RULE_STATUS, RULES
from rekotui.cli.output import note, print_json, print_rows
from rekotui.cli.table_fit import Column

_LABEL = 18
_WIDTH = 100
_CHAIN_RULE, _AGE_RULE = "chain_group", "pension_age"


class _Blank(dict[str, object]):
    """What stands for a placeholder whose value comes with a case."""

    def __missing__(self, key: str) -> str:
        return "…"


def run(options: GlobalOptions, wanted: str) -> int:
    """Print all rules, or everything about one; raise NothingFoundError with near names where there is no such rule."""
    rules = effective_rules()
    if wanted.strip():
        _print_one(rules, find(rules, wanted.strip()), options)
    else:
        _print_all(rules, options)
    return exit_codes.DONE


def find(rules: Rules, wanted: str) -> Rule:
    """Return the rule with a row number of table H, or a name; raise NothingFoundError for no such rule."""
    name = fold(wanted).replace(" ", "_").replace("-", "_")
    for rule in rules.rules.values():
        if name in (rule.id, str(rule.row)):
            return rule
    names = list(rules.rules)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    titled = [rule.id for rule in rules.rules.values() if len(name) > 1 and fold(wanted) in fold(rule.title)]
    found = list(dict.fromkeys([*near, *titled, *(one for one in names if len(name) > 1 and name in one)]))[:5]
    raise NothingFoundError("no_such_rule", near=RULES["near"].format(names=", ".join(found)) if found else "")


def as_json(rules: Rules, rule: Rule) -> dict[str, object]:
    """Return a rule with the keys of `rules --json` (docs/cli.md)."""
    names = {(one.rule, one.label): one.name for one in adjustable(rules)}
    return {
        "rule": rule.id,
        "row": rule.row,
        "title": rule.title,
        "trigger": rule.trigger,
        "groups": list(rule.groups),
        "status": rule.status,
        "where": rule.where or None,
        "todo": rule.todo,
        "law": rule.law,
        "source": rule.source,
        "mark": rule.mark,
        "numbers": [_number(number, names.get((rule.id, number.label))) for number in rule.numbers.values()],
        "stages": [_stage(stage) for stage in rule.stages.values()],
        "chains": [
            {
                "group": group.id,
                "label": group.label,
                "steps": list(group.steps),
                "chain": group.chain,
                "mark": group.mark,
            }
            for group in (rules.groups.values() if rule.id == _CHAIN_RULE else ())
        ],
        "ages": [
            {
                "born_from": row.born_from,
                "earliest": row.earliest,
                "target": row.target,
                "guarantee": row.guarantee,
                "mark": row.mark,
            }
            for row in (rules.ages if rule.id == _AGE_RULE else ())
        ],
    }


def _number(number: Number, setting: str | None) -> dict[str, object]:
    return {
        "name": number.name,
        "label": number.label,
        "value": number.value,
        "unit": number.unit,
        "mark": number.mark,
        "least": number.least,
        "most": number.most,
        "setting": setting,
    }


def _stage(stage: Stage) -> dict[str, object]:
    severity = SEVERITIES[stage.severity]
    return {"stage": stage.id, "severity": severity, "title": stage.title, "text": stage.text, "todo": stage.todo}


def _print_all(rules: Rules, options: GlobalOptions) -> None:
    every = list(rules.rules.values())
    shown = every[: options.limit] if options.limit else every
    if options.json:
        print_json([as_json(rules, rule) for rule in shown])
    else:
        print_rows(_columns(), [_row(rule) for rule in shown], options)
    if len(shown) < len(every):
        note(MORE.format(count=len(every) - len(shown)), options)


def _columns() -> tuple[Column, ...]:
    row, rule, name, days, source, mark, status = RULE_COLUMNS
    return (
        Column(row, right=True),
        Column(rule, least=28),
        Column(name, priority=1),
        Column(days, least=14, priority=4),
        Column(source, least=18, priority=3),
        Column(mark, priority=5),
        Column(status, least=8, priority=2),
    )


def _row(rule: Rule) -> tuple[str, ...]:
    return (
        str(rule.row) if rule.row is not None else RULES["own"],
        rule.title,
        rule.id,
        _days(rule.numbers),
        rule.source if rule.law == NO_LAW else rule.law,
        rule.mark,
        RULE_STATUS[rule.status],
    )


def _days(numbers: Mapping[str, Number]) -> str:
    """Return a rule's numbers by their unit: "dag 75, 81, 90; 14 dagar"."""
    by_unit: dict[str, list[int]] = {}
    for number in numbers.values():
        by_unit.setdefault(number.unit, []).append(number.value)
    told = []
    for unit, values in by_unit.items():
        listed = ", ".join(str(value) for value in sorted(set(values)))
        told.append(f"{unit} {listed}" if unit == "dag" else f"{listed} {unit}")
    return "; ".join(told) or "–"


def _print_one(rules: Rules, rule: Rule, options: GlobalOptions) -> None:
    if options.json:
        print_json(as_json(rules, rule))
        return
    for line in _lines(rules, rule):
        print(line)
    sys.stdout.flush()


def _lines(rules: Rules, rule: Rule) -> Iterator[str]:
    yield rule.title
    yield (RULES["row"] if rule.row is not None else RULES["own_row"]).format(row=rule.row) + f", {rule.id}"
    labels = [rules.groups[group].label.lower() for group in rule.groups]
    marks = "; ".join(f"{mark} {RULE_MARKS[mark]}" for mark in rule.mark.split("/"))
    told = (
        ("trigger", rule.trigger),
        ("groups", ", ".join(labels) or RULES["everybody"]),
        ("status", RULE_STATUS[rule.status]),
        ("where", rule.where),
        ("todo", rule.todo),
        ("law", rule.law),
        ("source", rule.source),
        ("mark", marks),
    )
    yield ""
    for key, text in told:
        yield from _labelled(RULES[key], text) if text else ()
    yield from _part("stages", _stage_lines(rule))
    yield from _part("numbers", _number_lines(rules, rule))
    if rule.id == _CHAIN_RULE:
        yield from _part(
            "chains", [f"{one.label}: {one.chain} {one.law} ({one.mark})" for one in rules.groups.values()]
        )
    if rule.id == _AGE_RULE:
        as_row = RULES["ages_row"]
        yield from _part(
            "ages", [as_row.format(**{name: getattr(row, name) for name in row.__slots__}) for row in rules.ages]
        )


def _stage_lines(rule: Rule) -> list[str]:
    """Return what each stage says, with the rule's own numbers and … for what a case gives; equal ones together."""
    known = _Blank({name: number.value for name, number in rule.numbers.items()}, forecast="")
    told: dict[str, list[str]] = {}
    for stage in rule.stages.values():
        said = f"{stage.title.format_map(known)} – {stage.text.format_map(known)}"
        told.setdefault(said, []).append(RULE_SEVERITY[SEVERITIES[stage.severity]])
    return [f"{' → '.join(severities)}: {said}" for said, severities in told.items()]


def _number_lines(rules: Rules, rule: Rule) -> list[str]:
    names = {one.label: one for one in adjustable(rules) if one.rule == rule.id}
    lines = []
    for number in rule.numbers.values():
        own = names.get(number.label)
        may = RULES["can_be_set"].format(least=own.least, most=own.most, name=own.name) if own else RULES["fixed"]
        lines.append(f"{number.label}: {number.value} {number.unit} ({number.mark}, {may})")
    return lines


def _part(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield RULES[title]
        for line in lines:
            yield from textwrap.wrap(line, _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _labelled(label: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=f"{label:<{_LABEL}}", subsequent_indent=" " * _LABEL)
