"""The consent log of a case as the command line tells it: who may be told what, and the log, masked once.

Whom a consent is to tells as much as the employer's name: for a protected identity organisation, person, role and phone
are left out here, so that no look-up can forget it (design 4).
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework.consent_matrix import MatrixRow
from rekotui.casework.consent_state import ASK_TIME
from storage.consent_reading import ConsentEventLine, consent_log, consent_matrix
from storage.reading import CaseLine, Reader


class CaseConsents(NamedTuple):
    """Who may be told what on a day, and the log, the newest first."""

    line: CaseLine
    on: date
    rows: tuple[MatrixRow, ...]
    log: tuple[ConsentEventLine, ...]


def consents_of(reader: Reader, line: CaseLine, on: date) -> CaseConsents:
    """Read the consents of a case for a day."""
    return CaseConsents(line, on, rows_of(reader, line, on), _masked_log(consent_log(reader, line.case_id), line))


def rows_of(reader: Reader, line: CaseLine, on: date) -> tuple[MatrixRow, ...]:
    """Return who may be told what on a day."""
    rows = consent_matrix(reader, line.case_id, on)
    return tuple(row._replace(organisation="", person="", role="") for row in rows) if line.protected else rows


def as_json(found: CaseConsents) -> dict[str, object]:
    """Return the keys of `consents --json`."""
    return {
        "case": found.line.number,
        "date": found.on.isoformat(),
        "parties": [row_record(row) for row in found.rows],
        "log": [_event(line) for line in found.log],
    }


def row_record(row: MatrixRow) -> dict[str, object]:
    """Return one answer with its keys; `may` null = it depends on the clock time."""
    return {
        "kind": row.kind,
        "party": row.party or None,
        "organisation": row.organisation or None,
        "person": row.person or None,
        "role": row.role or None,
        "state": row.state,
        "may": None if row.answer.verdict == ASK_TIME else row.may,
        "why": row.answer.why or None,
        "since": _iso(row.since),
        "until": _iso(row.until),
        "told": list(row.told),
        "told_text": (row.scope_text or None) if row.told else None,
        "not_told": row.not_told or None,
        "direction": row.direction or None,
        "presence": row.presence or None,
        "limited": row.limited,
        "consent": row.consent_id or None,
    }


def _event(line: ConsentEventLine) -> dict[str, object]:
    return {
        "event": line.event,
        "date": line.on.isoformat(),
        "time": line.clock or None,
        "consent": line.consent_id,
        "number": line.event_id,
        "kind": line.kind,
        "party": line.party or None,
        "organisation": line.organisation or None,
        "person": line.person or None,
        "role": line.role or None,
        "from": _iso(line.valid_from),
        "until": _iso(line.valid_to),
        "told": list(line.scope),
        "told_text": line.scope_text or None,
        "not_told": line.not_told or None,
        "purpose": line.purpose or None,
        "direction": line.direction,
        "presence": line.presence,
        "way": line.way or None,
        "kept_where": line.kept_where or None,
        "informed": line.informed,
        "copy_given": line.copy_given,
        "taken_by": line.taken_by or None,
        "note": line.note or None,
        "voided": line.voided,
        "voids": line.voids_id,
        "journaled": _iso(line.journaled_on),
    }


def _masked_log(log: Sequence[ConsentEventLine], line: CaseLine) -> tuple[ConsentEventLine, ...]:
    if not line.protected:
        return tuple(log)
    return tuple(each._replace(organisation="", person="", role="", phone="", proxy="") for each in log)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
