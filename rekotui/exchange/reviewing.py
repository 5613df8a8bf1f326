"""INTERIM, until the branch `compare` is merged: its module of the same name takes this one's place.

A unit's latest standing list against its baseline, by the groups of design 10 that the screen needs to run.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework.review import same
from rekotui.casework.screening import day_of, is_far
from rekotui.casework.sick_leave import belongs
from storage import lists
from storage.reading import Reader

Row = Mapping[str, object]


class Found(NamedTuple):
    """A person in a group: what changed, and the number she had before where that is a guess."""

    personnummer: str
    changes: Mapping[str, tuple[object, object]]
    before_number: str | None = None


class Reviewed(NamedTuple):
    """What the review of a unit's newest list says."""

    import_id: int
    unit: str
    list_date: date
    baseline: date | None
    rows: Sequence[Row]
    before: Sequence[Row]
    groups: dict[str, tuple[Found, ...]]
    earlier: dict[str, tuple[tuple[date, date], ...]]
    other_units: dict[str, tuple[str, ...]]


def review_of(reader: Reader, unit: str, on: date) -> Reviewed | None:
    """Return the review of the unit's newest list; None when no list of the unit has been read."""
    newest = lists.newest(reader, unit)
    if newest is None:
        return None
    base = lists.latest_complete_before(reader, unit, newest.list_date)
    rows, before = lists.records(reader, newest), lists.records(reader, base) if base else []
    earlier = _earlier(reader, newest.list_date)
    groups = _groups(reader, rows, before, earlier, newest.list_date)
    return Reviewed(
        newest.import_id, unit, newest.list_date, base.list_date if base else None, rows, before, groups, earlier, {}
    )


def _groups(
    reader: Reader,
    rows: Sequence[Row],
    before: Sequence[Row],
    earlier: Mapping[str, Sequence[tuple[date, date]]],
    day: date,
) -> dict[str, tuple[Found, ...]]:
    settings = reader.settings
    then = {str(row["personnummer"]): row for row in before if row.get("personnummer")}
    now = {str(row["personnummer"]): row for row in rows if row.get("personnummer")}
    found: dict[str, list[Found]] = {}
    for number, row in now.items():
        old = then.get(number)
        changes = (
            {f: (old.get(f), row.get(f)) for f in row if f not in ("row", "age") and old.get(f) != row.get(f)}
            if old
            else {}
        )
        one = Found(number, changes)
        first, last = day_of(row, "first_day"), day_of(row, "last_day")
        if old is None:
            ends = [end for _start, end in earlier.get(number, ())]
            if not ends:
                found.setdefault("new", []).append(one)
            elif first and not belongs(first, max(ends), settings.gap_days):
                found.setdefault("relapsed", []).append(one)
            continue
        if same(old, row):
            found.setdefault("unchanged", []).append(one)
            continue
        old_last = day_of(old, "last_day")
        if last and old_last and last != old_last:
            kind = (
                "implausible_end"
                if is_far(last, day, settings.far_end_years)
                else "extended"
                if last > old_last
                else "shortened"
            )
            found.setdefault(kind, []).append(one)
        for field, kind in (
            ("degrees", "degree_changed"),
            ("diagnosis_code", "diagnosis_changed"),
            ("physician", "physician_changed"),
        ):
            if field in changes:
                found.setdefault(kind, []).append(one)
        if "first_day" in changes:
            found.setdefault("start_earlier", []).append(one)
    found["gone"] = [Found(number, {}) for number in then if number not in now]
    return {group: tuple(people) for group, people in found.items()}


def _earlier(reader: Reader, day: date) -> dict[str, tuple[tuple[date, date], ...]]:
    found: dict[str, list[tuple[date, date]]] = {}
    for number, first, last in reader.rows(
        "select r.personnummer, r.first_day, r.last_day from list_row r join list_import i on i.id = r.import_id"
        " where i.list_date < ? and i.undone_at is null and i.replaced_by is null and r.first_day is not null"
        " and r.last_day is not null order by i.list_date",
        (day.isoformat(),),
    ):
        spans = found.setdefault(number, [])
        span = (date.fromisoformat(first), date.fromisoformat(last))
        if spans and belongs(span[0], spans[-1][1], reader.settings.gap_days):
            spans[-1] = span
        else:
            spans.append(span)
    return {number: tuple(spans) for number, spans in found.items()}
