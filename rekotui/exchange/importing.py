"""From a file's text to the stored list: read, preview, store. The screen and the command line share these steps.

A preview needs no SQLModel and no writing; storing is one transaction (design 6).
"""

import hashlib
import json
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rekotui.casework import status
from rekotui.casework.review import Groups, compare, missing_share
from rekotui.exchange.rehabstod.records import ListRecord, Notice, ReadList, notice
from storage import lists

if TYPE_CHECKING:
    from storage.database import Database
    from storage.imports import Stored
    from storage.reading import Reader

TAKE_NONE, TAKE_STATUS, TAKE_ALL = "none", "status", "all"
TAKES = (TAKE_NONE, TAKE_STATUS, TAKE_ALL)


class Preview(NamedTuple):
    """What storing a list would mean.

    `partial` is what holds for this list (None: nothing tells), `maybe_partial` that so many are missing that one
    should ask. `groups` is None without a vault. `names` and `cases` are by personnummer, for the people in the groups.
    """

    read: ReadList
    unit: str
    list_date: date
    partial: bool | None
    maybe_partial: bool
    groups: Groups | None
    names: dict[str, str]
    cases: dict[str, str]
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
        return Preview(read, unit, list_date, holds, False, None, {}, {}, None, False)
    after = [record.as_json() for record in read.records]
    before = lists.latest_complete_before(reader, unit, list_date)
    earlier = lists.records(reader, before) if before else None
    far = holds is None and missing_share(earlier, after) > reader.settings.partial_share
    newest = lists.newest(reader, unit)
    whole = holds is not True and not far and not (newest and newest.list_date > list_date)
    groups = compare(earlier, after, lists.known_numbers(reader, list_date), whole=whole)
    same_day = lists.of_day(reader, unit, list_date)
    people = {str(row.get("personnummer")): str(row.get("name") or "") for row in [*(earlier or []), *after]}
    return Preview(
        read=read,
        unit=unit,
        list_date=list_date,
        partial=True if far else holds,
        maybe_partial=far,
        groups=groups,
        names=people,
        cases=lists.case_numbers(reader, [number for number in people if number != "None"]),
        earlier=before.list_date if before else None,
        already_imported=bool(same_day and same_day.digest == digest(read)),
    )


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
        "groups": _groups(shown),
        "warnings": [warning.as_json() for warning in shown.warnings],
    }


def _groups(shown: Preview) -> dict[str, list[dict[str, object]]] | None:
    if shown.groups is None:
        return None

    def people(numbers: Collection[str]) -> list[dict[str, object]]:
        return [
            {"personnummer": n, "name": shown.names.get(n) or None, "case": shown.cases.get(n), "changes": {}}
            for n in numbers
        ]

    groups = shown.groups
    return {"new": people(groups.new), "gone": people(groups.gone), "unchanged": people(groups.unchanged)}
