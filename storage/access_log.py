"""Who has looked at a case, changed it or let something of it out: the rows of the history that speak of it.

For the patient's right to know of access (patientdatalagen 8 kap. 5 §, HSLF-FS 2016:40 4 kap. 10 §). A list that was
read in says who stood in it, so its reading is known too; a look-up of many says only how many.
"""

import json
from typing import NamedTuple

from storage.reading import CaseLine, Reader

_LISTED = ("list.imported", "list.undone", "review.read")
_MANY = ("list.read", "export")


class AccessLine(NamedTuple):
    """One row of the log about a case: when (UTC text), who sat there, what, and by which command."""

    row: int
    at: str
    actor: str
    action: str
    command: str


def access_lines(reader: Reader, case: CaseLine, since: str, until: str) -> tuple[AccessLine, ...]:
    """Return what was done with a case from one moment to before another (UTC text), oldest first."""
    marks = ", ".join("?" * len(_LISTED))
    rows = reader.rows(
        "select h.id, h.at, h.actor, h.action, p.body from history h left join history_payload p on p.id = h.id"
        " where h.id in (select id from history where case_id = ? union select id from history"
        f" where entity = 'list_import' and action in ({marks})"
        " and entity_id in (select import_id from list_row where personnummer = ?))"
        " and h.at >= ? and h.at < ? order by h.id",
        (case.case_id, *_LISTED, case.personnummer, since, until),
    )
    return tuple(AccessLine(row[0], row[1], row[2], row[3], _command(row[4])) for row in rows)


def lookups_of_many(reader: Reader, since: str, until: str) -> int:
    """Return how many look-ups and files of many cases there were in a time; which cases they showed is not known."""
    marks = ", ".join("?" * len(_MANY))
    sql = f"select count(*) from history where case_id is null and action in ({marks}) and at >= ? and at < ?"
    return int(reader.rows(sql, (*_MANY, since, until))[0][0])


def _command(body: str | None) -> str:
    payload = json.loads(body) if body else None
    return str(payload.get("command") or "") if isinstance(payload, dict) else ""
