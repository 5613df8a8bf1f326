"""The caseload summary, face worklist (arbetslista): one line a case, for the coordinator herself.

The numbers are worked out once and written in every format the same. Without identities no name, number, phone or
employer leaves the program, nor what she has written of the next step: it may name somebody. A protected identity never
does (design 4 and 7).
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from rekotui.casework.names import filed_name
from rekotui.casework.status import active_statuses
from rekotui.exchange.case_record import ShownCase, all_shown, diagnosis, record
from rekotui.exchange.messages import COLUMNS, SUMMARY
from rekotui.exchange.plan_record import in_short
from storage.query import CaseQuery
from storage.reading import Reader

FORMATS = ("md", "csv", "json", "xlsx", "html")
FACES = ("worklist",)
SELECTION = "selection"
"""The part of a summary that is no whole view: what a filter or a limit left."""
_VIEWS = ("active", "closed", "all")

Value = str | int | date | None
"""What a cell holds before it is written; None is an empty cell."""


class Kind(Enum):
    """What the cells of a column are: every format writes each kind in its own way."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    PERCENT = "percent"


class Summary(NamedTuple):
    """A caseload on a day: open cases first, then closed ones, each in the order that was asked for."""

    on: date
    unit: str
    identities: bool
    active: tuple[ShownCase, ...]
    closed: tuple[ShownCase, ...]
    part: str = "all"
    """Which cases were asked for: a view (`active`, `closed`, `all`) or SELECTION."""
    left_out: int = 0
    """How many cases the query's limit left out."""

    @property
    def cases(self) -> tuple[ShownCase, ...]:
        """All cases, in the order they are written."""
        return (*self.active, *self.closed)


class Column(NamedTuple):
    """One column of the worklist: its key, the value of a case, and what kind of values they are."""

    key: str
    value: Callable[[ShownCase], Value]
    kind: Kind = Kind.TEXT

    @property
    def title(self) -> str:
        """The column's Swedish heading."""
        return COLUMNS[self.key]

    @property
    def right(self) -> bool:
        """Whether its values are numbers that stand to the right."""
        return self.kind in (Kind.NUMBER, Kind.PERCENT)

    def cell(self, case: ShownCase) -> str:
        """Return the value of a case as text: days in ISO form, per cent with its sign."""
        value = self.value(case)
        if value is None:
            return ""
        if isinstance(value, date):
            return value.isoformat()
        return f"{value} %" if self.kind is Kind.PERCENT else str(value)


def summary(reader: Reader, query: CaseQuery, *, identities: bool) -> Summary:
    """Read the caseload of a query as a summary."""
    cases = all_shown(reader, reader.cases(query), query.on)
    words = active_statuses()
    units = {case.line.unit for case in cases if case.line.unit}
    left_out = reader.count(query) - len(cases) if query.limit else 0
    whole = not (left_out or query.filters or query.ids is not None)
    return Summary(
        on=query.on,
        unit=units.pop() if len(units) == 1 else "",
        identities=identities,
        active=tuple(case for case in cases if case.line.status in words),
        closed=tuple(case for case in cases if case.line.status not in words),
        part=query.view if whole and query.view in _VIEWS else SELECTION,
        left_out=left_out,
    )


def columns(identities: bool) -> tuple[Column, ...]:
    """Return the worklist's columns; who it is stands there only when it was asked for."""
    who = (Column("name", _name), Column("personnummer", lambda case: case.personnummer)) if identities else ()
    where = (Column("employer", lambda case: case.employer),) if identities else ()
    return (
        Column("case", lambda case: case.line.number),
        *who,
        Column("age", lambda case: case.counts.age, Kind.NUMBER),
        Column("sex", lambda case: case.line.sex),
        Column("status", lambda case: case.line.status),
        Column("diagnosis", lambda case: diagnosis(case.line)),
        Column("first_day", lambda case: case.line.first_day, Kind.DAY),
        Column("last_day", lambda case: case.line.last_day, Kind.DAY),
        Column("length_days", lambda case: case.line.length_days, Kind.NUMBER),
        Column("day_today", lambda case: case.counts.day_today, Kind.NUMBER),
        Column("chain_day", lambda case: case.counts.chain_day, Kind.NUMBER),
        Column("degrees", lambda case: " → ".join(f"{degree} %" for degree in case.line.degrees)),
        Column("degree_today", lambda case: case.counts.degree_today, Kind.PERCENT),
        Column("physician", lambda case: case.line.physician),
        Column("occupation", lambda case: case.occupation),
        *where,
        Column("next_step", lambda case: case.next_step if identities else case.step_without_names),
        Column("next_date", lambda case: case.next_date, Kind.DAY),
        Column("waiting_for", lambda case: case.waiting_for),
        Column("last_contact", lambda case: case.line.last_contact_on, Kind.DAY),
        Column("plan", lambda case: in_short(case.plan)),
        Column("signals", lambda case: case.signals_in_short),
    )


def as_json(found: Summary) -> dict[str, object]:
    """Return the summary as plain values: the same records as `list --json`, without identities unless asked for."""
    return {
        "face": "worklist",
        "on": found.on.isoformat(),
        "unit": found.unit or None,
        "identities": found.identities,
        "counts": {
            "active": len(found.active),
            "closed": len(found.closed),
            "all": len(found.cases),
            "current_plan": current_plans(found),
        },
        "cases": [_record(case, found.identities) for case in found.cases],
    }


def title(found: Summary) -> str:
    """Return the heading: what it is, which unit, which day."""
    return SUMMARY["title"].format(unit=f" {found.unit}," if found.unit else "", on=found.on.isoformat())


def tables(found: Summary) -> tuple[tuple[str, tuple[ShownCase, ...]], ...]:
    """Return the tables of a page, those that have rows: each with its heading."""
    parts = (("active", found.active), ("closed", found.closed))
    return tuple((f"{SUMMARY[key]} ({len(cases)})", cases) for key, cases in parts if cases)


def counts_line(found: Summary) -> str:
    """Return the sentence that says how many cases there are, and of which part of the caseload."""
    told = SUMMARY[f"counts_{found.part}"].format(active=len(found.active), closed=len(found.closed))
    if not found.active:
        return told
    count = current_plans(found)
    share = round(100 * count / len(found.active))
    return f"{told} {SUMMARY['current_plan'].format(count=count, active=len(found.active), share=share)}"


def current_plans(found: Summary) -> int:
    """Count the open cases whose plan is current (domain rules E.2 3)."""
    return sum(bool(case.plan_current) for case in found.active)


def identity_lines(found: Summary) -> tuple[str, str]:
    """Return what is to be known about who can be recognised: a few words, then what follows from them."""
    kind = "identities" if found.identities else "no_identities"
    return SUMMARY[kind], SUMMARY[f"{kind}_advice"]


def rows(cases: Sequence[ShownCase], identities: bool) -> list[list[str]]:
    """Return the cells of the cases, row by row."""
    shown_columns = columns(identities)
    return [[column.cell(case) for column in shown_columns] for case in cases]


def _record(case: ShownCase, identities: bool) -> dict[str, object]:
    whole = record(case)
    if identities:
        return whole
    return {**whole, "name": None, "personnummer": None, "employer": None, "next_step": case.step_without_names}


def _name(case: ShownCase) -> str:
    return SUMMARY["protected"] if case.name is None else filed_name(case.name)
