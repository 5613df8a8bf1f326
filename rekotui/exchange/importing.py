"""From a file's text to the stored list: read, preview, store. The screen and the command line share these steps.

A preview needs no SQLModel and no writing; storing is one transaction (design 6).
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rekotui.casework import status
from rekotui.casework.review import Found, Row, compare, missing_share
from rekotui.exchange.rehabstod.records import ListRecord, Notice, ReadList, notice
from rekotui.exchange.review_record import groups_as_json
from storage import lists

if TYPE_CHECKING:
    from storage.database import Database
    from storage.imports import Stored
    from storage.lists import StoredList
    from storage.reading import Reader

TAKE_NONE, TAKE_STATUS, TAKE_ALL = "none", "status", "all"
TAKES = (TAKE_NONE, TAKE_STATUS, TAKE_ALL)


class Preview(NamedTuple):
    """What storing a list would mean.

    `partial` is what holds for this list (None: nothing tells), `maybe_partial` that so many are missing that one
    should ask. `groups` is None without a vault. By personnummer, for the people in the groups: `rows` the newest row
    known, `names`, `cases`; `protected` are the numbers that must not be shown.
    """

    read: ReadList
    unit: str
    list_date: date
    partial: bool | None
    maybe_partial: bool
    groups: dict[str, tuple[Found, ...]] | None
    rows: dict[str, Row]
    names: dict[str, str]
    cases: dict[str, str]
    protected: frozenset[str]
    earlier: date | None
    already_imported: bool

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """The reader's warnings, and those that need earlier lists."""
        extra = (notice("maybe_partial"),) if self.maybe_partial else ()
        return (*self.read.warnings, *extra)

    @property
    def people(self) -> tuple[ListRecord, ...]:
        """The rows that have a personnummer: only they can be taken up."""
        return tuple(record for record in self.read.records if record.personnummer)


def preview(
    read: ReadList,
    reader: "Reader | None",
    *,
    list_date: date,
    unit: str,
    on: date,
    partial: bool | None = None,
) -> Preview:
    """Compare a list that was read with what earlier lists have said.

    `partial` is the coordinator's own answer; None leaves it to the file. Without a vault there are no groups.
    """
    holds = read.partial if partial is None else partial
    if reader is None:
        return Preview(read, unit, list_date, holds, False, None, {}, {}, {}, frozenset(), None, False)
    after = lists.linked(reader, [record.as_json() for record in read.records])
    stored = lists.latest_complete_before(reader, unit, list_date)
    before = lists.records(reader, stored) if stored else None
    far = holds is None and missing_share(before, after) > reader.settings.partial_share
    newest = lists.newest(reader, unit)
    whole = holds is not True and not far and not (newest and newest.list_date > list_date)
    same_day = lists.of_day(reader, unit, list_date)
    rows = people_of(before or ()) | people_of(after)
    return Preview(
        read=read,
        unit=unit,
        list_date=list_date,
        partial=True if far else holds,
        maybe_partial=far,
        groups=compared(reader, before, after, unit=unit, list_date=list_date, stored=stored, whole=whole),
        rows=rows,
        names={number: str(row.get("name") or "") for number, row in rows.items()},
        cases=lists.case_numbers(reader, list(rows)),
        protected=lists.protected_numbers(reader),
        earlier=stored.list_date if stored else None,
        already_imported=bool(same_day and same_day.digest == digest(read)),
    )


def compared(
    reader: "Reader",
    before: Sequence[Row] | None,
    after: Sequence[Row],
    *,
    unit: str,
    list_date: date,
    stored: "StoredList | None",
    whole: bool,
    known_before: date | None = None,
) -> dict[str, tuple[Found, ...]]:
    """Return the groups of a list against the rows known before, of the list `stored`.

    Lists of any unit with a date before `known_before` (the list's own day, if not given) tell who is known.
    """
    return compare(
        before,
        after,
        lists.earlier_rows(reader, unit, people_of(after), known_before or list_date),
        list_date=list_date,
        previous_date=stored.list_date if stored else None,
        whole=whole,
        gap_days=reader.settings.gap_days,
        far_end_years=reader.settings.far_end_years,
    )


def people_of(rows: Iterable[Row]) -> dict[str, Row]:
    """Return the rows that have a personnummer, by it."""
    return {str(row["personnummer"]): row for row in rows if row.get("personnummer")}


def to_take(read: ReadList, take: str) -> frozenset[str]:
    """Return the personnummer to take up: none, those whose word asks for it, or all (design 10)."""
    if take == TAKE_NONE:
        return frozenset()
    words = status.taken_statuses()
    return frozenset(
        record.personnummer
        for record in read.records
        if record.personnummer and (take == TAKE_ALL or record.status in words)
    )


def store(database: "Database", shown: Preview, take: str | Collection[str], on: date) -> "Stored":
    """Store the previewed list and take up people, in one transaction; `take` is one of TAKES or personnummer.

    Raises RefusedError (a real person in a demo) and whatever writing can raise; then nothing is stored.
    """
    from storage.imports import ImportRepository, NewList

    read = shown.read
    complete = {True: "no", False: "yes", None: "unknown"}[shown.partial]
    new = NewList(
        unit=shown.unit,
        list_date=shown.list_date,
        format=read.format,
        complete=complete,
        digest=digest(read),
        rows=[(record.row, record.as_json(), record.raw) for record in read.records],
    )
    chosen = to_take(read, take) if isinstance(take, str) else frozenset(take)
    with database.write() as work:
        return ImportRepository(work).store(new, chosen, on)


def digest(read: ReadList) -> str:
    """Return a digest of a list's records, by which the very same list is recognised."""
    text = json.dumps([record.as_json() for record in read.records], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def as_json(shown: Preview) -> dict[str, object]:
    """Return the preview with the keys of `import --json` (design 10)."""
    return {
        **shown.read.as_json(),
        "unit": shown.unit or None,
        "list_date": shown.list_date.isoformat(),
        "partial": shown.partial,
        "groups": None if shown.groups is None else groups_as_json(shown.groups, shown),
        "warnings": [warning.as_json() for warning in shown.warnings],
    }
