"""`rekotui rules`: what the rules are, each with its law, its source and how sure it is. Needs no vault."""

import difflib
import sys

from rekotui.base import exit_codes
from rekotui.base.errors import NothingFoundError
from rekotui.casework.fold import fold
from rekotui.casework.messages import NO_LAW
from rekotui.casework.rules import Number, Rule, Rules, Stage, adjustable, effective_rules
from rekotui.casework.signal import SEVERITIES
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import MORE, RULE_COLUMNS
from rekotui.cli.output import note, print_json, print_rows
from rekotui.cli.table_fit import Column
from rekotui.exchange.rule_messages import RULE_STATUS, RULES
from rekotui.exchange.rule_text import AGE_RULE, CHAIN_RULE, days_of, lines_of


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
            for group in (rules.groups.values() if rule.id == CHAIN_RULE else ())
        ],
        "ages": [
            {
                "born_from": row.born_from,
                "earliest": row.earliest,
                "target": row.target,
                "guarantee": row.guarantee,
                "mark": row.mark,
            }
            for row in (rules.ages if rule.id == AGE_RULE else ())
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
        days_of(rule),
        rule.source if rule.law == NO_LAW else rule.law,
        rule.mark,
        RULE_STATUS[rule.status],
    )


def _print_one(rules: Rules, rule: Rule, options: GlobalOptions) -> None:
    if options.json:
        print_json(as_json(rules, rule))
        return
    for line in lines_of(rules, rule):
        print(line)
    sys.stdout.flush()
