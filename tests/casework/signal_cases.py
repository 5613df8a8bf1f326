"""Short ways to say a case, and to ask which stage a rule has reached on a day."""

import re
from datetime import date
from typing import Any

from rekotui.casework.case_facts import CaseFacts, DeskFacts, Leave, Seen
from rekotui.casework.rules import Rules, effective_rules
from rekotui.casework.sick_leave import DegreePeriod
from rekotui.casework.signal import Signal, in_force
from rekotui.casework.signals import desk_signals, signals_of

RULES = effective_rules()
JOB = ("Nuvarande arbete",)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def day(text: str) -> date:
    return date.fromisoformat(text)


def leave(start: str, end: str, *seen: tuple[str, str, str], degree: int | None = None, **more: Any) -> Leave:
    """A sick leave; each `seen` is (day it was seen, first day, last day as it was known then)."""
    periods = (DegreePeriod(day(start), day(end), degree),) if degree else ()
    known = tuple(Seen(day(on), day(first), day(last)) for on, first, last in seen)
    return Leave(day(start), day(end), periods, known, **more)


def case(*leaves: Leave, opened: str | None = "2026-01-12", **facts: Any) -> CaseFacts:
    """An employed person's active case, taken up on the first day of the plain vector unless said."""
    given = {name: _value(value) for name, value in facts.items() if value is not None}
    return CaseFacts(
        **{"opened_on": day(opened) if opened else None, "status": "Aktiv", "occupations": JOB, **given}, leaves=leaves
    )


def _value(value: Any) -> Any:
    return day(value) if isinstance(value, str) and _ISO.fullmatch(value) else value


def of_rule(facts: CaseFacts | DeskFacts, rule: str, rules: Rules = RULES) -> list[Signal]:
    """The signals of one rule, oldest first."""
    every = desk_signals(facts, rules) if isinstance(facts, DeskFacts) else signals_of(facts, rules)
    return [signal for signal in every if signal.rule == rule]


def on(facts: CaseFacts | DeskFacts, rule: str, text: str, rules: Rules = RULES, key: str = "") -> str | None:
    """The one stage that a rule has reached on a day; None where it says nothing."""
    found = [one.stage for one in of_rule(facts, rule, rules) if in_force(one, day(text)) and key in one.key]
    assert len(found) <= 1, found
    return found[0] if found else None


def stages(facts: CaseFacts | DeskFacts, rule: str, rules: Rules = RULES) -> list[tuple[str, str | None, str]]:
    """Every stage of a rule with its first and last day."""
    found = of_rule(facts, rule, rules)
    return [(one.starts_on.isoformat(), one.ends_on.isoformat() if one.ends_on else None, one.stage) for one in found]
