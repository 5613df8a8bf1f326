"""Which of a case's facts a sick-leave list may set, and when.

The list changes a fact when the list itself says something new: what the coordinator has corrected by hand stands
until then. A hidden column or a cut code is unknown and changes nothing that is known (design 4).
"""

from collections.abc import Mapping
from datetime import date

from rekotui.base.errors import WrongUseError
from rekotui.casework.facts import fitting
from rekotui.casework.personnummer import PersonalNumber, parse

Record = Mapping[str, object]

_FIELDS = ("name", "physician", "occupations", "diagnosis_code", "diagnosis_text", "co_diagnoses")
_UNREADABLE = ("cut", "not_shared")


def facts_of(record: Record) -> dict[str, object]:
    """Return the facts that one row states: {field of the case: value}; what it does not say is left out."""
    facts: dict[str, object] = {}
    for field in _FIELDS:
        value = record.get(field)
        if field in ("diagnosis_code", "diagnosis_text", "co_diagnoses") and _unreadable(record, field):
            continue
        # No other diagnoses is something a list can say; no name or no doctor only means that it did not say.
        stated_empty = field == "co_diagnoses" and value is not None and bool(record.get("diagnosis_code"))
        if value not in (None, "", [], ()) or stated_empty:
            facts[field] = list(value) if isinstance(value, list | tuple) else _cut(value)
    return facts


def changed_facts(current: Mapping[str, object], record: Record, before: Record | None) -> dict[str, object]:
    """Return the facts to change: those that the list states anew, and those that are still empty."""
    stated = facts_of(record)
    earlier = facts_of(before) if before is not None else {}
    changes = {
        field: value
        for field, value in stated.items()
        if current.get(field) != value and (earlier.get(field) != value or not current.get(field))
    }
    if "diagnosis_code" in changes and "diagnosis_text" not in stated:
        # Another code without its name: the old name must not stand beside it.
        changes["diagnosis_text"] = None
    return changes


def _cut(value: object) -> object:
    """Return a text no longer than a case may hold: one overlong name must not hold up a whole list."""
    return fitting(value) if isinstance(value, str) else value


def _unreadable(record: Record, field: str) -> bool:
    if field == "co_diagnoses":
        return record.get("diagnosis_state") == "not_shared"
    return record.get("diagnosis_state") in _UNREADABLE


def identity_from_list(number: str, on: date) -> PersonalNumber:
    """Return the number as Rehabstöd states it: it is taken at its word even where the check digit does not hold."""
    try:
        return parse(number, on, allow_reserve=True)
    except WrongUseError:
        digits = number.replace("-", "")
        day = int(digits[6:8]) if digits[6:8].isdigit() else 0
        try:
            birth_date = date(int(digits[:4]), int(digits[4:6]), day - 60 if day > 60 else day)
        except ValueError:
            birth_date = None
        sex = ("Man" if int(digits[10]) % 2 else "Kvinna") if digits[10:11].isdigit() else None
        return PersonalNumber(
            text=number,
            kind="samordningsnummer" if day > 60 else "personnummer",
            birth_date=birth_date,
            sex=sex,
            is_test=digits[8:11] in ("238", "239"),
        )
