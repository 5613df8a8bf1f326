"""What every standing list has shown of people: one bare query, because lists add up."""

import json
from collections.abc import Collection, Mapping
from datetime import date

import sqlcipher3.dbapi2 as driver

from rekotui.casework.sightings import Sighting
from storage.in_parts import in_parts
from storage.linked import read_links, spellings


def sightings_of(connection: driver.Connection, numbers: Collection[str]) -> dict[str, list[Sighting]]:
    """Return each person's sightings in the order of the lists; those under a joined number are hers too."""
    links = read_links(connection)
    rows = []
    for marks, part in in_parts(spellings(links, numbers)):
        rows += connection.execute(
            "select i.list_date, i.id, r.id, r.personnummer, i.unit, r.first_day, r.last_day, r.record from list_row r"
            " join list_import i on i.id = r.import_id where i.undone_at is null and i.replaced_by is null"
            f" and r.personnummer in ({marks})",
            part,
        ).fetchall()
    found: dict[str, list[Sighting]] = {}
    for day, _import, _row, number, unit, first, last, record in sorted(rows):
        found.setdefault(links.get(number, number), []).append(_sighting(unit, day, first, last, json.loads(record)))
    return found


def _sighting(unit: str, day: str, first: str | None, last: str | None, record: Mapping[str, object]) -> Sighting:
    degrees = record.get("degrees")
    return Sighting(
        unit=unit,
        list_date=date.fromisoformat(day),
        first_day=date.fromisoformat(first) if first else None,
        last_day=date.fromisoformat(last) if last else None,
        length_days=_whole(record.get("length_days")),
        certificates=_whole(record.get("certificates")),
        degrees=tuple(d for d in degrees if isinstance(d, int)) if isinstance(degrees, list) else (),
        degree_today=_whole(record.get("degree_today")),
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
