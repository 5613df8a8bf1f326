"""Changing what the unit may set: checked, stored and logged in one transaction."""

from rekotui.casework.kva import check_codes
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


def change_outside_codes(work: Work, text: str) -> tuple[str, ...]:
    """Set the unit's own second KVÅ code for contacts outside the care unit, "" for none; return what holds now.

    Raises WrongUseError for what is no KVÅ code.
    """
    codes = check_codes(text)
    written = " ".join(codes)
    write_setting(work.connection, "kva_outside", written)
    payload = {"name": "kva_outside", "before": work.settings.kva_outside, "after": written}
    work.record(Event("setting.changed", "setting", payload=payload))
    return codes
