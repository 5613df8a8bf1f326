"""The numbers that a unit may set: those of the rules, and those of the program itself, each with its bounds."""

from rekotui.base.errors import WrongUseError
from rekotui.base.settings import Settings
from rekotui.casework.messages import SETTINGS
from rekotui.casework.rules import Adjustable, Rules, adjustable, check_override

_OF_THE_PROGRAM = {"idle_minutes": (1, 120), "far_end_years": (1, 10), "retention_days": (120, 3650)}
"""Bounds of what belongs to no rule. List rows are never kept for less than 120 days (design 4)."""


def own_numbers(rules: Rules, settings: Settings) -> tuple[Adjustable, ...]:
    """Return every number that a unit may set, with its value in force: the program's own first."""
    own = [
        Adjustable(name, None, SETTINGS[name][0], SETTINGS[name][1], "D", getattr(settings, name), least, most)
        for name, (least, most) in _OF_THE_PROGRAM.items()
    ]
    found = {one.name: one for one in (*own, *adjustable(rules))}
    return tuple(found.values())


def check_number(rules: Rules, name: str, value: int) -> int:
    """Return the number if a unit may set it so; raise WrongUseError with what the bounds are."""
    if name not in _OF_THE_PROGRAM:
        return check_override(rules, name, value)
    least, most = _OF_THE_PROGRAM[name]
    if not least <= value <= most:
        raise WrongUseError("number_bounds", label=SETTINGS[name][0], least=least, most=most)
    return value
