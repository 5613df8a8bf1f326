"""What a review of the list needs beside the lists: when the last one was done, other units, earlier sjukfall."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from rekotui.casework.sick_leave import Span
from rekotui.casework.sightings import Sighting, sick_leaves
from storage import lists
from storage.in_parts import in_parts
from storage.linked import read_links, spellings
from storage.lists import StoredList
from storage.reading import Reader


class DoneReview(NamedTuple):
    """The list that was gone through, and the day when that was done."""

    stored: StoredList
    done_on: date


def last_review(reader: Reader, unit: str) -> DoneReview | None:
    """Return the unit's last review that was gone through to its end and stands."""
    rows = reader.rows(
        "select import_id, done_on from review_done where unit = ? and undone_at is null"
        " order by done_on desc, id desc limit 1",
        (unit,),
    )
    stored = lists.by_id(reader, rows[0][0]) if rows else None
    return DoneReview(stored, date.fromisoformat(rows[0][1])) if stored else None


def also_listed(reader: Reader, unit: str, numbers: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the other units in whose newest list each of the people stands; who stands in none is left out."""
    links = read_links(reader.connection)
    found: dict[str, list[str]] = {}
    for other in sorted(set(lists.units(reader)) - {unit}):
        newest = lists.newest(reader, other)
        if newest is None:
            continue
        rows = reader.rows(
            "select distinct personnummer from list_row where import_id = ? and personnummer is not null",
            (newest.import_id,),
        )
        for number in {links.get(row[0], row[0]) for row in rows} & set(numbers):
            found.setdefault(number, []).append(other)
    return {number: tuple(others) for number, others in found.items()}


def known_spans(reader: Reader, numbers: Collection[str], until: date) -> dict[str, list[Span]]:
    """Return the sjukfall known of each person: as lists of any unit to `until` have shown them, and as entered."""
    links = read_links(reader.connection)
    seen: dict[str, list[Sighting]] = {}
    found: dict[str, list[Span]] = {}
    for marks, part in in_parts(spellings(links, numbers)):
        for number, unit, day, first, last in reader.rows(
            "select r.personnummer, i.unit, i.list_date, r.first_day, r.last_day from list_row r"
            f" join list_import i on i.id = r.import_id where r.personnummer in ({marks}) and i.list_date <= ?"
            " and i.undone_at is null and i.replaced_by is null and r.first_day is not null and r.last_day is not null",
            (*part, until.isoformat()),
        ):
            sighting = Sighting(unit, date.fromisoformat(day), date.fromisoformat(first), date.fromisoformat(last))
            seen.setdefault(links.get(number, number), []).append(sighting)
        for number, first, last in reader.rows(
            "select p.personnummer, s.first_day, s.last_day from patient p join sick_leave s on s.patient_id = p.id"
            f" where p.personnummer in ({marks}) and s.voided_on is null and s.source = 'hand'",
            part,
        ):
            span = Span(date.fromisoformat(first), date.fromisoformat(last))
            found.setdefault(links.get(number, number), []).append(span)
    for number, sightings in seen.items():
        leaves = sick_leaves(sightings, reader.settings.gap_days)
        found.setdefault(number, []).extend(Span(leave.first_day, leave.last_day) for leave in leaves)
    return found
