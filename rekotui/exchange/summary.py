"""The caseload summary, face worklist (arbetslista): one line a case, for the coordinator herself.

The numbers are worked out once and written in every format the same. Without identities no name, number, phone or
employer leaves the program; a protected identity never does (design 4 and 7).
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework.names import filed_name
from rekotui.casework.status import active_statuses
from rekotui.exchange.case_record import ShownCase, degrees, diagnosis, record, shown
from rekotui.exchange.messages import COLUMNS, SUMMARY
from storage.query import CaseQuery
from storage.reading import Reader

FORMATS = ("md", "csv", "json")
FACES = ("worklist",)


class Summary(NamedTuple):
    """A caseload on a day: open cases first, then closed ones, each newest sick leave first."""

    on: date
    unit: str
    identities: bool
    active: tuple[ShownCase, ...]
    closed: tuple[ShownCase, ...]

    @property
    def cases(self) -> tuple[ShownCase, ...]:
        """All cases, in the order they are written."""
        return (*self.active, *self.closed)


class Column(NamedTuple):
    """One column of the worklist: its key, the cell of a case, whether numbers go to the right."""

    key: str
    cell: Callable[[ShownCase], str]
    right: bool = False

    @property
    def title(self) -> str:
        """The column's Swedish heading."""
        return COLUMNS[self.key]


def summary(reader: Reader, query: CaseQuery, *, identities: bool) -> Summary:
    """Read the caseload of a query as a summary."""
    cases = [shown(line, query.on, reader.settings) for line in reader.cases(query)]
    words = active_statuses()
    units = {case.line.unit for case in cases if case.line.unit}
    return Summary(
        on=query.on,
        unit=units.pop() if len(units) == 1 else "",
        identities=identities,
        active=tuple(case for case in cases if case.line.status in words),
        closed=tuple(case for case in cases if case.line.status not in words),
    )


def columns(identities: bool) -> tuple[Column, ...]:
    """Return the worklist's columns; who it is stands there only when it was asked for."""
    who = (Column("name", _name), Column("personnummer", lambda case: case.personnummer or "")) if identities else ()
    where = (Column("employer", lambda case: case.employer or ""),) if identities else ()
    return (
        Column("case", lambda case: case.line.number),
        *who,
        Column("age", lambda case: _number(case.counts.age), right=True),
        Column("sex", lambda case: case.line.sex or ""),
        Column("status", lambda case: case.line.status),
        Column("diagnosis", lambda case: diagnosis(case.line)),
        Column("first_day", lambda case: _day(case.line.first_day)),
        Column("last_day", lambda case: _day(case.line.last_day)),
        Column("length_days", lambda case: _number(case.line.length_days), right=True),
        Column("day_today", lambda case: _number(case.counts.day_today), right=True),
        Column("chain_day", lambda case: _number(case.counts.chain_day), right=True),
        Column("degrees", lambda case: " → ".join(f"{degree} %" for degree in case.line.degrees)),
        Column("degree_today", _degree_today, right=True),
        Column("physician", lambda case: case.line.physician),
        Column("occupation", lambda case: case.occupation or ""),
        *where,
    )


def as_json(found: Summary) -> dict[str, object]:
    """Return the summary as plain values: the same records as `list --json`, without identities unless asked for."""
    return {
        "face": "worklist",
        "on": found.on.isoformat(),
        "unit": found.unit or None,
        "identities": found.identities,
        "counts": {"active": len(found.active), "closed": len(found.closed), "all": len(found.cases)},
        "cases": [_record(case, found.identities) for case in found.cases],
    }


def title(found: Summary) -> str:
    """Return the heading: what it is, which unit, which day."""
    return SUMMARY["title"].format(unit=f" {found.unit}," if found.unit else "", on=found.on.isoformat())


def counts_line(found: Summary) -> str:
    """Return the sentence that says how many cases there are."""
    return SUMMARY["counts"].format(active=len(found.active), closed=len(found.closed))


def rows(cases: Sequence[ShownCase], identities: bool) -> list[list[str]]:
    """Return the cells of the cases, row by row."""
    shown_columns = columns(identities)
    return [[column.cell(case) for column in shown_columns] for case in cases]


def _record(case: ShownCase, identities: bool) -> dict[str, object]:
    whole = record(case)
    return whole if identities else {**whole, "name": None, "personnummer": None, "employer": None}


def _name(case: ShownCase) -> str:
    return SUMMARY["protected"] if case.name is None else filed_name(case.name)


def _degree_today(case: ShownCase) -> str:
    return degrees(case) if case.counts.degree_today is not None else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
