"""What a review of the list needs beside the lists: when the last one was done, other units, earlier sjukfall."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from rekotui.casework.sick_leave import Span, last_shown
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
    shown: dict[tuple[str, str], list[Span]] = {}
    found: dict[str, list[Span]] = {}
    rows: list[tuple] = []  # type: ignore[type-arg]
    for marks, part in in_parts(spellings(links, numbers)):
        rows += reader.rows(
            "select i.list_date, i.id, r.id, r.personnummer, i.unit, r.first_day, r.last_day from list_row r"
            f" join list_import i on i.id = r.import_id where r.personnummer in ({marks}) and i.list_date <= ?"
            " and i.undone_at is null and i.replaced_by is null and r.first_day is not null and r.last_day is not null",
            (*part, until.isoformat()),
        )
        for number, first, last in reader.rows(
            "select p.personnummer, s.first_day, s.last_day from patient p join sick_leave s on s.patient_id = p.id"
            f" where p.personnummer in ({marks}) and s.voided_on is null and s.source = 'hand'",
            part,
        ):
            found.setdefault(links.get(number, number), []).append(_span(first, last))
    for *_order, number, unit, first, last in sorted(rows):
        shown.setdefault((links.get(number, number), unit), []).append(_span(first, last))
    for (number, _unit), spans in shown.items():
        found.setdefault(number, []).extend(last_shown(spans, reader.settings.gap_days))
    return found


def _span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))
