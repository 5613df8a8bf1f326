"""Changing a number that the unit may set: checked, stored and logged in one transaction."""

from rekotui.casework.own_numbers import check_number, own_numbers
from storage.database import Work
from storage.history import Event
from storage.settings import write_setting
from storage.signals import rules_in_force


def change_setting(work: Work, name: str, value: int) -> None:
    """Set a number; raises WrongUseError for a name that cannot be set and for a number outside its bounds.

    Signals are made anew afterwards, by `signal_refresh.refresh`: another number is another basis.
    """
    rules = rules_in_force(work.connection, work.settings)
    check_number(rules, name, value)
    before = next(one.value for one in own_numbers(rules, work.settings) if one.name == name)
    write_setting(work.connection, name, value)
    work.record(Event("setting.changed", "setting", payload={"name": name, "before": before, "after": value}))
