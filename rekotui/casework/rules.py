"""The rules as values: what content/rules.toml says, with a unit's own numbers in place (domain rules, table H).

A rule holds its numbers, the texts of its stages, its law and how sure we are of it. What it does with them stands in
the `signals_…` modules. Numbers that the law fixes have no bounds; the others may be set by the unit.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from typing import TypeGuard

from rekotui.base.errors import WrongUseError
from rekotui.base.settings import DEFAULTS, Settings
from rekotui.casework.signal import SEVERITIES

STATUSES = ("computed", "waits_consent", "waits_plan", "waits_interview", "elsewhere")
"""Where a rule is held: computed from a case's facts, waiting for facts that a later part brings, or elsewhere."""

AGES = ("earliest", "target", "guarantee")
"""Earliest income-based pension, riktålder, guarantee pension."""

ENGINE = 1
"""Raised when the code makes other signals out of the same rules: every stored signal is then made anew."""

_AGE_BOUNDS = (55, 80)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a rule. `least` and `most` are there where the unit may set it; `setting` is its name elsewhere."""

    name: str
    value: int
    unit: str
    label: str
    mark: str
    least: int | None = None
    most: int | None = None
    setting: str | None = None

    @property
    def adjustable(self) -> bool:
        """Whether a unit may set it."""
        return self.least is not None and self.most is not None


@dataclass(frozen=True, slots=True)
class Stage:
    """What is shown at one stage of a rule; title, text and todo hold placeholders in braces."""

    id: str
    severity: int
    title: str
    text: str
    todo: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of table H, or a rule of our own (`row` None). `place` is its order in the file."""

    id: str
    row: int | None
    place: int
    title: str
    trigger: str
    todo: str
    law: str
    source: str
    mark: str
    status: str
    where: str
    groups: tuple[str, ...]
    numbers: Mapping[str, Number]
    dates: Mapping[str, date]
    stages: Mapping[str, Stage]

    def n(self, name: str) -> int:
        """Return a number of the rule; raise KeyError if it has none of that name."""
        return self.numbers[name].value


@dataclass(frozen=True, slots=True)
class Group:
    """What a patient does, Rehabstöd's word for it ("" = none), and which chain days it has."""

    id: str
    label: str
    word: str
    steps: tuple[int, ...]
    chain: str
    law: str
    mark: str


@dataclass(frozen=True, slots=True)
class Ages:
    """Pension ages in whole years of those born from a year on (until the next row's)."""

    born_from: int
    earliest: int
    target: int
    guarantee: int
    mark: str
    source: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules by id, in the order of the file, with the numbers in force."""

    general: Mapping[str, Number]
    groups: Mapping[str, Group]
    ages: tuple[Ages, ...]
    rules: Mapping[str, Rule]

    def __getitem__(self, rule: str) -> Rule:
        """Return a rule by its id."""
        return self.rules[rule]

    def n(self, name: str) -> int:
        """Return a number that no single rule owns."""
        return self.general[name].value

    def ages_of(self, born: date) -> Ages:
        """Return the pension ages of somebody born that day."""
        fitting = [row for row in self.ages if row.born_from <= born.year]
        return fitting[-1] if fitting else self.ages[0]


@dataclass(frozen=True, slots=True)
class Adjustable:
    """A number that a unit may set: its name among the settings, its rule (None: several), and its value in force."""

    name: str
    rule: str | None
    label: str
    unit: str
    mark: str
    value: int
    least: int
    most: int


@cache
def shipped_rules() -> Rules:
    """Return the rules as they ship, read once."""
    from rekotui.casework.rules_reading import rules_from
    from rekotui.content.load import load_toml

    return rules_from(load_toml("rules.toml"))


def effective_rules(settings: Settings = DEFAULTS, overrides: Mapping[str, object] | None = None) -> Rules:
    """Return the rules with a unit's own numbers in place.

    `overrides` are {name: number} by the names of `adjustable`. A name that no rule has, or a number outside its
    bounds (of another version of the program), is left out. Settings that are also used elsewhere come from `settings`.
    """
    shipped = shipped_rules()
    own = dict(overrides or {})

    def number(owner: str, given: Number) -> Number:
        value = getattr(settings, given.setting) if given.setting else own.get(f"{owner}.{given.name}")
        may = given.adjustable or given.setting is not None
        return replace(given, value=value) if may and _whole(value) and _fits(value, given.least, given.most) else given

    return Rules(
        general={name: number("general", given) for name, given in shipped.general.items()},
        groups=shipped.groups,
        ages=tuple(_own_ages(row, own) for row in shipped.ages),
        rules={
            rule.id: replace(rule, numbers={name: number(rule.id, given) for name, given in rule.numbers.items()})
            for rule in shipped.rules.values()
        },
    )


def adjustable(rules: Rules) -> tuple[Adjustable, ...]:
    """Return every number that a unit may set, with its value in force; settings of other parts by their own name."""
    found = [_adjustable("general", number) for number in rules.general.values()]
    found += [_adjustable(rule.id, number) for rule in rules.rules.values() for number in rule.numbers.values()]
    return (*(one for one in found if one is not None), *_adjustable_ages(rules))


def check_override(rules: Rules, name: str, value: int) -> int:
    """Return the number if a unit may set it so; raise WrongUseError with what the bounds are."""
    known = {one.name: one for one in adjustable(rules)}
    if name not in known:
        raise WrongUseError("fixed_number" if name in _fixed(rules) else "unknown_setting", name=name)
    one = known[name]
    if not _whole(value) or not _fits(value, one.least, one.most):
        raise WrongUseError("number_bounds", label=one.label, least=one.least, most=one.most)
    return value


def fingerprint(rules: Rules) -> str:
    """Return a text that changes with any number, text, law or age of the rules in force, and with the engine."""
    told = json.dumps([ENGINE, asdict(rules)], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _own_ages(row: Ages, own: Mapping[str, object]) -> Ages:
    if row.mark != "D":
        return row

    def age(name: str) -> int:
        value = own.get(f"ages_{row.born_from}.{name}")
        return value if _whole(value) and _fits(value, *_AGE_BOUNDS) else int(getattr(row, name))

    return replace(row, earliest=age("earliest"), target=age("target"), guarantee=age("guarantee"))


def _adjustable(owner: str, number: Number) -> Adjustable | None:
    if number.least is None or number.most is None:
        return None
    name = number.setting or f"{owner}.{number.name}"
    rule = None if owner == "general" else owner
    return Adjustable(name, rule, number.label, number.unit, number.mark, number.value, number.least, number.most)


def _adjustable_ages(rules: Rules) -> Iterator[Adjustable]:
    from rekotui.casework.messages import AGE_SETTING

    for row in rules.ages:
        for age in AGES if row.mark == "D" else ():
            label = AGE_SETTING[age].format(year=row.born_from)
            name = f"ages_{row.born_from}.{age}"
            yield Adjustable(name, "pension_age", label, "år", row.mark, getattr(row, age), *_AGE_BOUNDS)


def _fixed(rules: Rules) -> set[str]:
    """Return the names of the numbers that the law or a source fixes."""
    owned = {f"{rule.id}.{number.name}" for rule in rules.rules.values() for number in rule.numbers.values()}
    ages = {f"ages_{row.born_from}.{age}" for row in rules.ages for age in AGES}
    return owned | ages | {f"general.{name}" for name in rules.general}


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _fits(value: int, least: int | None, most: int | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def severity(word: str) -> int:
    """Return the number of a severity by its word; raise ValueError for no severity."""
    for value, name in SEVERITIES.items():
        if name == word:
            return value
    raise ValueError(f"no severity: {word}")
