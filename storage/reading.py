"""Reading for lists and look-ups: the bare driver over the views, into small frozen dataclasses.

Nothing here may import SQLModel, SQLAlchemy, pydantic, Rich or Textual: importing SQLModel costs forty times what
starting Python costs (a test on `sys.modules` holds it). Views hold no date function; the day is a bound parameter.
"""

import json
from collections.abc import Sequence
from datetime import date
from types import TracebackType
from typing import NamedTuple

from rekotui.base.settings import Settings
from rekotui.casework.fold import fold
from rekotui.casework.sick_leave import DegreePeriod
from storage import history, migrate, today_query
from storage.connection import connect_to_read, database_path
from storage.errors import mapped
from storage.keys import audit_key
from storage.query import CaseQuery, compile_query
from storage.settings import read_settings

_COLUMNS = (
    "case_id, number, patient_id, name, personnummer, birth_date, sex, protected, phone, interpreter, status,"
    " status_since, opened_on, unit, referred_by, referred_on, referred_why, consent_asked, consent_asked_on, employer,"
    " occupation, occupations, physician, diagnosis_code, diagnosis_text, co_diagnoses, sick_leave_id, first_day,"
    " last_day, length_days, certificates, degrees, next_on, next_step, waiting_for, waiting_until, last_contact_on,"
    " case_version, patient_version"
)

_AT_ONCE = 500
"""Rows asked for by number in one statement; SQLite bounds the number of parameters."""


class CaseLine(NamedTuple):
    """One case as stored, with every known period of the patient's sick leaves (newest information last)."""

    case_id: int
    number: str
    patient_id: int
    name: str
    personnummer: str
    birth_date: date | None
    sex: str | None
    protected: bool
    phone: str
    interpreter: str
    status: str
    status_since: date
    opened_on: date
    unit: str
    referred_by: str
    referred_on: date | None
    referred_why: str
    consent_asked: str
    consent_asked_on: date | None
    employer: str
    occupation: str
    occupations: tuple[str, ...]
    physician: str
    diagnosis_code: str | None
    diagnosis_text: str | None
    co_diagnoses: tuple[str, ...]
    sick_leave_id: int | None
    first_day: date | None
    last_day: date | None
    length_days: int | None
    certificates: int | None
    degrees: tuple[int, ...]
    next_on: date | None
    next_step: str
    waiting_for: str
    waiting_until: date | None
    last_contact_on: date | None
    case_version: int
    patient_version: int
    periods: tuple[DegreePeriod, ...] = ()


class StatusLine(NamedTuple):
    """One change of status: from which day, to which word, why."""

    status: str
    changed_on: date
    reason: str
    recorded_at: str


class NoteLine(NamedTuple):
    """One note that stands (neither voided nor replaced)."""

    note_id: int
    noted_on: date
    body: str
    recorded_at: str


class HistoryLine(NamedTuple):
    """One row of the chain with its payload, for the history of a case."""

    at: str
    actor: str
    action: str
    payload: object


class SickLeaveLine(NamedTuple):
    """One sjukfall as stored, with its own periods."""

    sick_leave_id: int
    unit: str
    first_day: date
    last_day: date
    length_days: int | None
    certificates: int | None
    degrees: tuple[int, ...]
    source: str
    seen_on: date | None
    version: int
    periods: tuple[DegreePeriod, ...]


class OlderSchemaError(Exception):
    """The file was written by an older program; `storage.upgrade` brings it up."""


class Reader:
    """The reader's side of an unlocked vault: one connection, query-only but for the line that logs the read."""

    def __init__(self, folder: str, dek: bytes) -> None:
        path = database_path(folder)
        self.folder = folder
        self._audit_key = audit_key(dek)
        # On a read-only disk look-ups still answer, and say that they could not log.
        self.connection = connect_to_read(path, dek)
        with mapped(folder):
            self.connection.execute("pragma query_only = on")
            self.connection.create_function("fold", 1, fold, deterministic=True)
            if not migrate.check_version(self.connection):
                self.connection.close()
                raise OlderSchemaError
            self.settings: Settings = read_settings(self.connection)

    @classmethod
    def open_current(cls, folder: str, dek: bytes) -> "Reader | None":
        """Open the vault, or return None where its schema is older than this program and must be brought up first."""
        try:
            return cls(folder, dek)
        except OlderSchemaError:
            return None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def data_version(self) -> int:
        """Return a number that changes when another connection has written (microseconds; poll it)."""
        return int(self._rows("pragma data_version")[0][0])

    def cases(self, query: CaseQuery) -> tuple[CaseLine, ...]:
        """Return the cases of a query, in its order, within its limit and offset."""
        if today_query.is_plain(query):
            return self.cases_by_id(today_query.page(self, query)[0])
        compiled = compile_query(query, self.settings)
        if compiled.needs_chain:
            from storage.chain_query import cases_by_chain

            return cases_by_chain(self, query)
        # First which ones, then all about them: sorting whole rows costs several times as much.
        rows = self._rows(f"{compiled.ids} limit ? offset ?", (*compiled.parameters, query.limit or -1, query.offset))
        return self.cases_by_id([row[0] for row in rows])

    def count(self, query: CaseQuery) -> int:
        """Return how many cases a query has in all, whatever its limit."""
        if today_query.is_plain(query):
            return today_query.count(self, query)
        compiled = compile_query(query, self.settings)
        if compiled.needs_chain:
            from storage.chain_query import count_by_chain

            return count_by_chain(self, query)
        return int(self._rows(compiled.number, compiled.parameters)[0][0])

    def urgencies(self, query: CaseQuery) -> tuple[tuple[int, int], ...]:
        """Return (severity, number of cases) of a query in view today, the most urgent first."""
        if compile_query(query, self.settings).needs_chain:
            from storage.chain_query import without_chain

            query = without_chain(self, query)
        compiled = compile_query(query, self.settings)
        return tuple((row[0], row[1]) for row in self._rows(compiled.groups, compiled.parameters))

    def cases_by_id(self, ids: Sequence[int]) -> tuple[CaseLine, ...]:
        """Return the given cases in the given order; ids that do not exist are left out."""
        rows: list[tuple] = []  # type: ignore[type-arg]
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows += self._rows(f"select {_COLUMNS} from case_overview where case_id in ({marks})", part)
        by_id = {line.case_id: line for line in self._lines(rows)}
        return tuple(by_id[case_id] for case_id in ids if case_id in by_id)

    def sick_leaves(self, patient_id: int) -> tuple[SickLeaveLine, ...]:
        """Return a patient's sjukfall, newest first."""
        rows = self._rows(
            "select id, unit, first_day, last_day, length_days, certificates, degrees, source, seen_on, version"
            " from sick_leave where patient_id = ? and voided_on is null order by first_day desc, id desc",
            (patient_id,),
        )
        periods: dict[int, list[DegreePeriod]] = {}
        for leave_id, start, end, degree in self._rows(
            "select p.sick_leave_id, p.first_day, p.last_day, p.degree from sick_leave_period p"
            " join sick_leave s on s.id = p.sick_leave_id where s.patient_id = ? and s.voided_on is null"
            " order by p.first_day, p.id",
            (patient_id,),
        ):
            periods.setdefault(leave_id, []).append(DegreePeriod(_need(start), _need(end), degree))
        return tuple(
            SickLeaveLine(
                r[0], r[1], _need(r[2]), _need(r[3]), r[4], r[5], tuple(json.loads(r[6])), r[7], _day(r[8]), r[9],
                tuple(periods.get(r[0], ())),
            )
            for r in rows
        )  # fmt: skip

    def status_changes(self, case_id: int) -> tuple[StatusLine, ...]:
        """Return a case's changes of status, newest first."""
        rows = self._rows(
            "select status, changed_on, reason, recorded_at from status_change where case_id = ? order by id desc",
            (case_id,),
        )
        return tuple(StatusLine(r[0], _need(r[1]), r[2], r[3]) for r in rows)

    def notes(self, case_id: int, limit: int = 200) -> tuple[NoteLine, ...]:
        """Return a case's standing notes, newest first."""
        rows = self._rows(
            "select id, noted_on, body, recorded_at from note n where case_id = ? and voided_reason is null"
            " and not exists (select 1 from note r where r.case_id = n.case_id and r.replaces_id = n.id)"
            " order by noted_on desc, id desc limit ?",
            (case_id, limit),
        )
        return tuple(NoteLine(r[0], _need(r[1]), r[2], r[3]) for r in rows)

    def case_history(self, case_id: int, limit: int = 200) -> tuple[HistoryLine, ...]:
        """Return what has happened to a case, newest first, reads included."""
        rows = self._rows(
            "select h.at, h.actor, h.action, p.body from history h left join history_payload p on p.id = h.id"
            " where h.case_id = ? order by h.id desc limit ?",
            (case_id, limit),
        )
        return tuple(HistoryLine(r[0], r[1], r[2], json.loads(r[3]) if r[3] else None) for r in rows)

    def draft(self, place: str) -> str:
        """Return what was being typed at a place, or the empty text."""
        rows = self._rows("select body from draft where place = ?", (place,))
        return str(rows[0][0]) if rows else ""

    def verify(self) -> list[history.Fault]:
        """Check the whole history chain; return what does not hold."""
        with mapped(self.folder):
            return history.verify(self.connection, self._audit_key)

    def log(self, event: history.Event, row: tuple[str, Sequence[object]] | None = None) -> bool:
        """Log one read in a short transaction of its own; return whether it could be written.

        `row` is a statement with its parameters that inserts what the event speaks of, in the same transaction.
        """
        try:
            with mapped(self.folder):
                self.connection.execute("pragma query_only = off")
                self.connection.execute("begin immediate")
                if row is not None:
                    event = event._replace(entity_id=self.connection.execute(*row).lastrowid)
                history.append(self.connection, self._audit_key, event)
                self.connection.execute("commit")
        except Exception:  # the answer is already out; the caller says that it was not logged
            if self.connection.in_transaction:
                self.connection.execute("rollback")
            return False
        finally:
            self.connection.execute("pragma query_only = on")
        return True

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        """Run one query of a sibling module of storage."""
        return self._rows(sql, parameters)

    def _rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with mapped(self.folder):
            return self.connection.execute(sql, tuple(parameters)).fetchall()  # type: ignore[no-any-return]

    def _lines(self, rows: Sequence[tuple]) -> tuple[CaseLine, ...]:  # type: ignore[type-arg]
        periods = self._periods(sorted({row[2] for row in rows}))
        return tuple(_line(row, periods.get(row[2], ())) for row in rows)

    def _periods(self, patients: Sequence[int]) -> dict[int, tuple[DegreePeriod, ...]]:
        found: dict[int, list[DegreePeriod]] = {}
        for start in range(0, len(patients), _AT_ONCE):
            part = patients[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            for patient, first, last, degree in self._rows(
                "select s.patient_id, p.first_day, p.last_day, p.degree from sick_leave s"
                f" join sick_leave_period p on p.sick_leave_id = s.id where s.patient_id in ({marks})"
                " and s.voided_on is null order by s.first_day, s.id, p.first_day, p.id",
                part,
            ):
                found.setdefault(patient, []).append(DegreePeriod(_need(first), _need(last), degree))
        return {patient: tuple(periods) for patient, periods in found.items()}


def _line(row: tuple, periods: tuple[DegreePeriod, ...]) -> CaseLine:  # type: ignore[type-arg]
    (case_id, number, patient_id, name, personnummer, birth_date, sex, protected, phone, interpreter, status,
     status_since, opened_on, unit, referred_by, referred_on, referred_why, consent_asked, consent_asked_on,
     employer, occupation, occupations, physician, code, text, co_diagnoses, leave_id, first_day, last_day, length,
     certificates, degrees, next_on, next_step, waiting_for, waiting_until, last_contact_on, case_version,
     patient_version) = row  # fmt: skip
    return CaseLine(
        case_id, number, patient_id, name, personnummer, _day(birth_date), sex, bool(protected), phone, interpreter,
        status, _need(status_since), _need(opened_on), unit, referred_by, _day(referred_on), referred_why,
        consent_asked, _day(consent_asked_on), employer, occupation, tuple(json.loads(occupations)), physician, code,
        text, tuple(json.loads(co_diagnoses)), leave_id, _day(first_day), _day(last_day), length, certificates,
        tuple(json.loads(degrees or "[]")), _day(next_on), next_step, waiting_for, _day(waiting_until),
        _day(last_contact_on), case_version, patient_version, periods,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _need(text: str) -> date:
    return date.fromisoformat(text)
