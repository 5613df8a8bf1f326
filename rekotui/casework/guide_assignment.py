"""What the filled-in guide kvalitetssakringsuppdrag says of the assignment, by the fields of its form. Pure."""

from collections.abc import Iterable

from rekotui.casework.fold import fold
from rekotui.casework.interview import Sheet, known_answers

GUIDE = "kvalitetssakringsuppdrag"
_FIELDS = {
    "qa_manager": "given_by",
    "qa_assignee": "assignee",
    "qa_aims": "purposes",
    "qa_population": "population",
    "qa_valid_from": "starts_on",
    "qa_valid_until": "ends_on",
}
_SIGNED = ("qa_signed_manager_date", "qa_signed_assignee_date")


def assignment_of(sheet: Sheet, units: Iterable[str]) -> dict[str, str]:
    """Return the assignment's fields that have been answered; several choices with commas between.

    It is signed when both have signed (SCHEMA, grants). The unit is one of those whose lists are known, as they are
    written there; where it is none of them, it is left for her to choose.
    """
    known = known_answers(sheet)
    found: dict[str, str] = {}
    for question, name in _FIELDS.items():
        value = known.get(question)
        if value is not None:
            found[name] = ",".join(value) if isinstance(value, tuple) else str(value)
    signed = [str(known[question]) for question in _SIGNED if question in known]
    if len(signed) == len(_SIGNED):
        found["signed_on"] = max(signed)
    wanted = fold(str(known.get("qa_unit", "")))
    found["unit"] = next((unit for unit in units if unit and fold(unit) == wanted), "")
    return found
