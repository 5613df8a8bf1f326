"""Taking up a person from a list's row: her case, its facts, and the sjukfall that the lists have shown of her.

An import with `--take` and the review do the same here, inside the caller's transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from rekotui.casework import status
from rekotui.casework.list_facts import facts_of, identity_from_list
from rekotui.casework.sightings import Sighting, sick_leaves
from storage.cases import CaseRepository, NewCase
from storage.database import Work
from storage.models import Case
from storage.sick_leaves import SickLeaveRepository

Record = Mapping[str, object]

_NO_NAME = "Namn okänt"
"""What Rehabstöd itself writes for a person without a name."""


def take_up(
    work: Work,
    record: Record,
    number: str,
    on: date,
    unit: str,
    shown: Sequence[Sighting],
    *,
    word: str | None = None,
    reason: str = "",
    values: Mapping[str, object] | None = None,
) -> Case:
    """Open a case for the person in a row, with everything that the lists have shown of her (`shown`).

    `values` are facts that go before the row's own; without `word` the row's status holds, if it is one of the eight.
    Raises WrongUseError where she has an open case, RefusedError for a real number in a demo.
    """
    cases = CaseRepository(work)
    listed = str(record.get("status") or "-")
    facts = {**facts_of(record), "unit": unit, **(values or {})}
    name = str(facts.pop("name", None) or _NO_NAME)
    case = cases.open(
        NewCase(
            number=identity_from_list(number, on),
            name=name,
            opened_on=on,
            status=word or (listed if listed in status.all_statuses() else "-"),
            reason=reason,
            values=facts,
        )
    )
    SickLeaveRepository(work, cases).follow_lists(case.patient_id, sick_leaves(shown, work.settings.gap_days))
    return case
