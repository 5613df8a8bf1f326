"""Reading what was decided about the people of a unit's list (bare driver: the command line needs no SQLModel)."""

import json
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from rekotui.casework.screening import Decision, KnownCase
from rekotui.casework.status import active_statuses
from storage.in_parts import in_parts
from storage.reading import Reader


class PersonCase(NamedTuple):
    """The case that a person in a list has: her open one, else the newest that is closed."""

    case_id: int
    number: str
    status: str
    status_since: date
    protected: bool

    @property
    def known(self) -> KnownCase:
        """What the rule needs of it."""
        return KnownCase(self.status in active_statuses(), self.status_since)


class DoneReview(NamedTuple):
    """A review that was marked as done: the day, and the list's import."""

    done_on: date
    import_id: int


def standing_decisions(reader: Reader, unit: str, numbers: Collection[str]) -> dict[str, tuple[Decision, ...]]:
    """Return personnummer → her decisions that stand in a unit, oldest first.

    A decision stands until it is withdrawn, or the import under it is undone.
    """
    found: dict[str, list[Decision]] = {}
    for marks, part in in_parts(numbers):
        rows = reader.rows(
            "select d.personnummer, d.id, d.decision, d.seen, d.decided_on, d.wait_until, d.reason"
            " from review_decision d join list_import i on i.id = d.import_id"
            f" where d.personnummer in ({marks}) and d.unit = ?"
            " and d.withdrawn_at is null and i.undone_at is null order by d.id",
            (*part, unit),
        )
        for number, id_, decision, seen, decided_on, wait_until, reason in rows:
            until = date.fromisoformat(wait_until) if wait_until else None
            made = Decision(decision, json.loads(seen), date.fromisoformat(decided_on), until, reason, id_)
            found.setdefault(number, []).append(made)
    return {number: tuple(made) for number, made in found.items()}


def person_cases(reader: Reader, numbers: Collection[str]) -> dict[str, PersonCase]:
    """Return personnummer → her open case, else her newest closed one, for those that have one."""
    found: dict[str, PersonCase] = {}
    for marks, part in in_parts(numbers):
        rows = reader.rows(
            "select personnummer, case_id, number, status, status_since, protected from case_overview"
            f" where personnummer in ({marks}) order by case_id",
            part,
        )
        for number, case_id, case_number, status, since, protected in rows:
            case = PersonCase(case_id, case_number, status, date.fromisoformat(since), bool(protected))
            if case.known.active or number not in found or not found[number].known.active:
                found[number] = case
    return found


def last_done(reader: Reader, unit: str, but: int = 0) -> DoneReview | None:
    """Return the unit's latest review that was marked as done and stands; `but` is an import to leave out."""
    rows = reader.rows(
        "select done_on, import_id from review_done where unit = ? and undone_at is null and import_id != ?"
        " order by done_on desc, id desc limit 1",
        (unit, but),
    )
    return DoneReview(date.fromisoformat(rows[0][0]), rows[0][1]) if rows else None


def done_of(reader: Reader, import_id: int) -> date | None:
    """Return the day when the review of this very list was marked as done, if it was."""
    rows = reader.rows("select max(done_on) from review_done where import_id = ? and undone_at is null", (import_id,))
    return date.fromisoformat(rows[0][0]) if rows[0][0] else None
