"""A rule in words: when it holds, what it shows, its law, its source and how sure it is."""

import textwrap
from collections.abc import Iterator, Sequence

from rekotui.casework.rules import Rule, Rules, adjustable
from rekotui.casework.signal import SEVERITIES
from rekotui.exchange.rule_messages import RULE_MARKS, RULE_SEVERITY, RULE_STATUS, RULES

CHAIN_RULE, AGE_RULE = "chain_group", "pension_age"
_LABEL = 18


class _Blank(dict[str, object]):
    """What stands for a placeholder whose value comes with a case."""

    def __missing__(self, key: str) -> str:
        return "…"


def days_of(rule: Rule) -> str:
    """Return a rule's numbers by their unit: "dag 75, 81, 90; 14 dagar"."""
    by_unit: dict[str, list[int]] = {}
    for number in rule.numbers.values():
        by_unit.setdefault(number.unit, []).append(number.value)
    told = []
    for unit, values in by_unit.items():
        listed = ", ".join(str(value) for value in sorted(set(values)))
        told.append(f"{unit} {listed}" if unit == "dag" else f"{listed} {unit}")
    return "; ".join(told) or "–"


def lines_of(rules: Rules, rule: Rule, width: int = 100) -> Iterator[str]:
    """Yield everything about a rule, in lines of at most `width` characters."""
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
        yield from _labelled(RULES[key], text, width) if text else ()
    yield from _part("stages", _stage_lines(rule), width)
    yield from _part("numbers", _number_lines(rules, rule), width)
    if rule.id == CHAIN_RULE:
        yield from _part(
            "chains", [f"{one.label}: {one.chain} {one.law} ({one.mark})" for one in rules.groups.values()], width
        )
    if rule.id == AGE_RULE:
        as_row = RULES["ages_row"]
        yield from _part(
            "ages", [as_row.format(**{name: getattr(row, name) for name in row.__slots__}) for row in rules.ages], width
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


def _part(title: str, lines: Sequence[str], width: int) -> Iterator[str]:
    if lines:
        yield ""
        yield RULES[title]
        for line in lines:
            yield from textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="    ")


def _labelled(label: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=f"{label:<{_LABEL}}", subsequent_indent=" " * _LABEL)
