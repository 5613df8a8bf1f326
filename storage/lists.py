"""Reading what earlier sick-leave lists have said (bare driver, so that a preview needs no SQLModel)."""

import json
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework.review import Row, filled, says_all
from storage.in_parts import in_parts
from storage.linked import as_linked, read_links, spellings
from storage.reading import Reader

_STANDING = "undone_at is null and replaced_by is null"


class StoredList(NamedTuple):
    """One stored list: its unit and day, whether it was complete (yes, no, unknown), and the format it was read in."""

    import_id: int
    unit: str
    list_date: date
    complete: str
    digest: str
    format: str


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


def by_id(reader: Reader, import_id: int) -> StoredList | None:
    """Return one list, also where it has been replaced since."""
    return _one(reader, "id = ?", (import_id,))


def records(reader: Reader, stored: StoredList) -> list[dict[str, object]]:
    """Return a list's rows in file order, each person under the number that holds now."""
    links = read_links(reader.connection)
    rows = reader.rows("select record from list_row where import_id = ? order by row, id", (stored.import_id,))
    return [as_linked(links, json.loads(row[0])) for row in rows]


def linked(reader: Reader, rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Return rows that have just been read, each person under the number that holds now."""
    links = read_links(reader.connection)
    return [as_linked(links, row) for row in rows]


def earlier_rows(reader: Reader, unit: str, numbers: Collection[str], before: date) -> dict[str, Row]:
    """Return the latest row known of each person from a list of any unit with a date before `before`.

    The unit's own lists go before others'. What the latest row does not say of a sjukfall is taken from the rows
    before it: a hidden column or a cut code is unknown and does not make the program forget (design 4).
    """
    found = {}
    gap_days = reader.settings.gap_days
    for number, ids in _row_ids(reader, unit, numbers, before).items():
        older = iter(ids)
        row = _record(reader, next(older), number)
        while not says_all(row) and (row_id := next(older, None)):
            row = filled(row, _record(reader, row_id, number), gap_days)
        found[number] = row
    return found


def newest_row(reader: Reader, personnummer: str) -> tuple[dict[str, object], dict[str, object]] | None:
    """Return what the newest list said of a person, as a record and in Rehabstöd's own words; None if none did."""
    rows = reader.rows(
        "select r.record, r.raw from list_row r join list_import i on i.id = r.import_id where r.personnummer = ?"
        f" and i.{_STANDING.replace('and ', 'and i.')} order by i.list_date desc, i.id desc limit 1",
        (personnummer,),
    )
    return (json.loads(rows[0][0]), json.loads(rows[0][1])) if rows else None


def case_numbers(reader: Reader, personnummer: Sequence[str]) -> dict[str, str]:
    """Return personnummer → number of the newest case, for those that have one."""
    found: dict[str, str] = {}
    for marks, part in in_parts(personnummer):
        rows = reader.rows(
            f"select personnummer, number from case_overview where personnummer in ({marks}) order by case_id",
            part,
        )
        found.update({row[0]: row[1] for row in rows})
    return found


def protected_numbers(reader: Reader) -> frozenset[str]:
    """Return the numbers of everybody with protected identity: never named in anything that is shown (design 4)."""
    return frozenset(row[0] for row in reader.rows("select personnummer from patient where protected = 1"))


def _row_ids(reader: Reader, unit: str, numbers: Collection[str], before: date) -> dict[str, list[int]]:
    """Return the ids of each person's rows in the lists of one unit, newest first: this unit's, else the newest's."""
    links = read_links(reader.connection)
    rows = [
        row
        for marks, part in in_parts(spellings(links, numbers))
        for row in reader.rows(
            "select i.unit = ?, i.list_date, i.id, r.id, i.unit, r.personnummer from list_row r"
            f" join list_import i on i.id = r.import_id where r.personnummer in ({marks})"
            " and i.list_date < ? and i.undone_at is null and i.replaced_by is null",
            (unit, *part, before.isoformat()),
        )
    ]
    found: dict[str, list[int]] = {}
    of_unit: dict[str, str] = {}
    for *_order, row_id, its_unit, given in sorted(rows, reverse=True):
        number = links.get(given, given)
        if of_unit.setdefault(number, its_unit) == its_unit:
            found.setdefault(number, []).append(row_id)
    return found


def _record(reader: Reader, row_id: int, number: str) -> Row:
    [(record,)] = reader.rows("select record from list_row where id = ?", (row_id,))
    return {**json.loads(record), "personnummer": number}


def _one(reader: Reader, where: str, parameters: Sequence[object]) -> StoredList | None:
    rows = reader.rows(
        f"select id, unit, list_date, complete, digest, format from list_import where {where}"
        " order by list_date desc, id desc limit 1",
        parameters,
    )
    return StoredList(rows[0][0], rows[0][1], date.fromisoformat(rows[0][2]), *rows[0][3:]) if rows else None
