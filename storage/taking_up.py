"""Taking up a person from a list's row: her case, its facts, and the sjukfall that the lists have shown of her.

An import with `--take` and the review do the same here, inside the caller's transaction.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import sqlcipher3.dbapi2 as driver

from rekotui.casework import status
from rekotui.casework.list_facts import facts_of, identity_from_list
from rekotui.casework.sightings import Sighting, sick_leaves
from storage.cases import CaseRepository, NewCase
from storage.database import Work
from storage.models import Case
from storage.sick_leaves import SickLeaveRepository

Record = Mapping[str, object]

_AT_ONCE = 500
"""Numbers asked for in one statement; SQLite bounds the number of parameters."""
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


def sightings_of(connection: driver.Connection, numbers: Collection[str]) -> dict[str, list[Sighting]]:
    """Return what every standing list has shown of these people, also under a number that was joined with theirs.

    One bare query for five hundred numbers, because lists add up.
    """
    after = dict(connection.execute("select before_number, after_number from number_link").fetchall())
    wanted = sorted({*numbers, *(before for before, now in after.items() if now in numbers)})
    found: dict[str, list[Sighting]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        for number, unit, day, first, last, record in connection.execute(
            "select r.personnummer, i.unit, i.list_date, r.first_day, r.last_day, r.record from list_row r"
            " join list_import i on i.id = r.import_id where i.undone_at is null and i.replaced_by is null"
            f" and r.personnummer in ({', '.join('?' * len(part))}) order by i.list_date, i.id",
            part,
        ):
            person = number if number in numbers else after[number]
            found.setdefault(person, []).append(_sighting(unit, day, first, last, json.loads(record)))
    return found


def _sighting(unit: str, day: str, first: str | None, last: str | None, record: Record) -> Sighting:
    degrees = record.get("degrees")
    return Sighting(
        unit=unit,
        list_date=date.fromisoformat(day),
        first_day=_day(first),
        last_day=_day(last),
        length_days=_whole(record.get("length_days")),
        certificates=_whole(record.get("certificates")),
        degrees=tuple(d for d in degrees if isinstance(d, int)) if isinstance(degrees, list) else (),
        degree_today=_whole(record.get("degree_today")),
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
