"""A unit's latest list against what was known at the last review: what there is to go through (design 9, Genomgång).

Reading only, by the bare driver: nothing here imports SQLModel.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rekotui.casework.review import Found, Row
from rekotui.casework.sick_leave import earlier_sick_leaves
from rekotui.exchange.importing import compared, people_of
from rekotui.exchange.review_record import groups_as_json
from storage import lists, review_reading

if TYPE_CHECKING:
    from storage.lists import StoredList
    from storage.reading import Reader

_PART = "no"


class Reviewed(NamedTuple):
    """What a unit's latest list says against its baseline.

    `since` is the day of the list it is held against (None: it is the first), `last_review` the day when a review was
    last gone through. `records` are the list's rows in file order. By personnummer: `rows` the newest row known of
    everybody in the list or the groups, `names`, `cases` their newest cases, `also_listed` the other units in whose
    newest list they stand, `earlier` how many sjukfall had ended before the one listed (0 left out). `protected` are
    the numbers that must not be shown. `on` is the day it was asked for.
    """

    import_id: int
    unit: str
    list_date: date
    format: str
    complete: str
    records: list[dict[str, object]]
    groups: dict[str, tuple[Found, ...]]
    rows: dict[str, Row]
    names: dict[str, str]
    cases: dict[str, str]
    protected: frozenset[str]
    since: date | None
    last_review: date | None
    also_listed: dict[str, tuple[str, ...]]
    earlier: dict[str, int]
    on: date

    @property
    def people(self) -> int:
        """How many different people the groups tell of."""
        return len({found.personnummer for found in (each for people in self.groups.values() for each in people)})


class _Baseline(NamedTuple):
    """The rows that were known before, of which list, and the day before which any list's rows count as known."""

    rows: Sequence[Row] | None
    stored: "StoredList | None"
    known_before: date


def review_of(reader: "Reader", unit: str | None, on: date) -> Reviewed | None:
    """Return what a unit's latest list changed; None where the unit has no list. `unit` None is the newest list's."""
    if unit is None:
        unit = next(iter(lists.units(reader)), None)
    latest = lists.newest(reader, unit) if unit is not None else None
    if unit is None or latest is None:
        return None
    done = review_reading.last_review(reader, unit)
    before = _baseline(reader, latest, done)
    records = lists.records(reader, latest)
    listed = people_of(records)
    rows = people_of(before.rows or ()) | listed
    return Reviewed(
        import_id=latest.import_id,
        unit=unit,
        list_date=latest.list_date,
        format=latest.format,
        complete=latest.complete,
        records=records,
        groups=compared(
            reader,
            before.rows,
            records,
            unit=unit,
            list_date=latest.list_date,
            stored=before.stored,
            whole=latest.complete != _PART,
            known_before=before.known_before,
        ),
        rows=rows,
        names={number: str(row.get("name") or "") for number, row in rows.items()},
        cases=lists.case_numbers(reader, list(rows)),
        protected=lists.protected_numbers(reader),
        since=before.stored.list_date if before.stored else None,
        last_review=done.done_on if done else None,
        also_listed=review_reading.also_listed(reader, unit, rows),
        earlier=_earlier(reader, listed, latest.list_date),
        on=on,
    )


def as_json(reviewed: Reviewed) -> dict[str, object]:
    """Return the review with the keys of `review --json` (docs/cli.md)."""
    return {
        "unit": reviewed.unit or None,
        "list_date": reviewed.list_date.isoformat(),
        "since": reviewed.since.isoformat() if reviewed.since else None,
        "last_review": reviewed.last_review.isoformat() if reviewed.last_review else None,
        "groups": groups_as_json(reviewed.groups, reviewed),
    }


def _baseline(reader: "Reader", latest: "StoredList", done: review_reading.DoneReview | None) -> _Baseline:
    """Return what was known at the last review, if its list is older; else the latest complete list before this one."""
    if done is None or done.stored.list_date >= latest.list_date:
        stored = lists.latest_complete_before(reader, latest.unit, latest.list_date)
        return _Baseline(lists.records(reader, stored) if stored else None, stored, latest.list_date)
    seen = done.stored
    rows: dict[str, Row] = people_of(lists.records(reader, seen))
    if seen.complete == _PART:
        # A part leaves people out: who was in the complete list before it was known too.
        whole = lists.latest_complete_before(reader, seen.unit, seen.list_date)
        rows = people_of(lists.records(reader, whole) if whole else ()) | rows
    return _Baseline(list(rows.values()), seen, date.fromordinal(seen.list_date.toordinal() + 1))


def _earlier(reader: "Reader", listed: dict[str, Row], until: date) -> dict[str, int]:
    spans = review_reading.known_spans(reader, listed, until)
    found = {}
    for number, row in listed.items():
        first = row.get("first_day")
        if isinstance(first, str):
            found[number] = earlier_sick_leaves(
                spans.get(number, ()), date.fromisoformat(first), reader.settings.gap_days
            )
    return {number: count for number, count in found.items() if count}
