"""Changing what the unit may set: checked, stored and logged in one transaction."""

from collections.abc import Mapping

from rekotui.base.errors import WrongUseError
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


SENDER_FIELDS = ("sender_unit", "sender_name", "sender_phone")
"""What stands on papers about whom they are from; no rule reads it."""
_LONGEST = 120


def change_sender(work: Work, given: Mapping[str, str]) -> bool:
    """Set what is given of SENDER_FIELDS ("" = none); return whether anything was changed.

    Raises WrongUseError for what does not fit on a line of a letterhead.
    """
    changed = []
    for name in SENDER_FIELDS:
        text = " ".join(given.get(name, getattr(work.settings, name)).split())
        if len(text) > _LONGEST:
            raise WrongUseError("too_long_for_paper", most=_LONGEST)
        if text != getattr(work.settings, name):
            write_setting(work.connection, name, text)
            changed.append(name)
    if changed:
        # Which, not what: her own name and number are nothing that the log needs.
        work.record(Event("setting.changed", "setting", payload={"name": "sender", "fields": changed}))
    return bool(changed)
