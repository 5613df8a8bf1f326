"""Reading what earlier sick-leave lists have said (bare driver, so that a preview needs no SQLModel)."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from storage.reading import Reader

_STANDING = "undone_at is null and replaced_by is null"


class StoredList(NamedTuple):
    """One stored list: its unit, day and rows (records with the English keys of docs/cli.md)."""

    import_id: int
    unit: str
    list_date: date
    complete: str
    digest: str


def units(reader: Reader) -> tuple[str, ...]:
    """Return the units that lists have been read for, newest list first."""
    rows = reader.rows(f"select unit from list_import where {_STANDING} group by unit order by max(list_date) desc")
    return tuple(row[0] for row in rows)


def latest_complete_before(reader: Reader, unit: str, day: date) -> StoredList | None:
    """Return the unit's newest complete list with an earlier date (design 6)."""
    return _one(reader, f"unit = ? and list_date < ? and complete != 'no' and {_STANDING}", (unit, day.isoformat()))


def newest(reader: Reader, unit: str) -> StoredList | None:
    """Return the unit's newest list."""
    return _one(reader, f"unit = ? and {_STANDING}", (unit,))


def of_day(reader: Reader, unit: str, day: date) -> StoredList | None:
    """Return the unit's list of that very day: reading it again replaces it."""
    return _one(reader, f"unit = ? and list_date = ? and {_STANDING}", (unit, day.isoformat()))


def records(reader: Reader, stored: StoredList) -> list[dict[str, object]]:
    """Return a list's rows in file order."""
    rows = reader.rows("select record from list_row where import_id = ? order by row, id", (stored.import_id,))
    return [json.loads(row[0]) for row in rows]


def newest_row(reader: Reader, personnummer: str) -> tuple[dict[str, object], dict[str, object]] | None:
    """Return what the newest list said of a person, as a record and in Rehabstöd's own words; None if none did."""
    rows = reader.rows(
        "select r.record, r.raw from list_row r join list_import i on i.id = r.import_id where r.personnummer = ?"
        f" and i.{_STANDING.replace('and ', 'and i.')} order by i.list_date desc, i.id desc limit 1",
        (personnummer,),
    )
    return (json.loads(rows[0][0]), json.loads(rows[0][1])) if rows else None


def known_numbers(reader: Reader, before: date) -> frozenset[str]:
    """Return every personnummer that a list of any unit with an earlier date has had."""
    rows = reader.rows(
        "select distinct r.personnummer from list_row r join list_import i on i.id = r.import_id"
        f" where r.personnummer is not null and i.list_date < ? and i.{_STANDING.replace('and ', 'and i.')}",
        (before.isoformat(),),
    )
    return frozenset(row[0] for row in rows)


def case_numbers(reader: Reader, personnummer: Sequence[str]) -> dict[str, str]:
    """Return personnummer → number of the newest case, for those that have one."""
    found: dict[str, str] = {}
    wanted = list(personnummer)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ", ".join("?" * len(part))
        rows = reader.rows(
            f"select personnummer, number from case_overview where personnummer in ({marks}) order by case_id",
            part,
        )
        found.update({row[0]: row[1] for row in rows})
    return found


def _one(reader: Reader, where: str, parameters: Sequence[object]) -> StoredList | None:
    rows = reader.rows(
        f"select id, unit, list_date, complete, digest from list_import where {where}"
        " order by list_date desc, id desc limit 1",
        parameters,
    )
    return StoredList(rows[0][0], rows[0][1], date.fromisoformat(rows[0][2]), *rows[0][3:]) if rows else None
