"""Examining what is inside an opened vault: schema, pages, structure, references, history and its anchors."""

import sqlcipher3.dbapi2 as driver

from storage import checks, history, migrate
from storage.findings import FAULT, OK, WARNING, Finding
from storage.keys import audit_key
from storage.verifying import BACKED_UP, Backups, anchor_faults, fault_words, own_anchors


def content_findings(connection: driver.Connection, dek: bytes, anchors: Backups) -> list[Finding]:
    """Examine the content, reading every page; `anchors` are backups as (path, manifest)."""
    schema = _schema(connection)
    found = [schema]
    if schema.level == FAULT:
        return found
    for name, holds in (
        (checks.CIPHER, checks.cipher_holds),
        (checks.STRUCTURE, checks.structure_holds),
        (checks.REFERENCES, checks.references_hold),
    ):
        found.append(Finding(OK, f"{name}_ok") if holds(connection) else Finding(FAULT, f"{name}_damaged"))
    try:
        audit = audit_key(dek)
        return [*found, _history(connection, audit), _anchors(connection, audit, anchors)]
    except driver.DatabaseError:  # the pages that hold the history are damaged: said above, page by page
        return found


def last_logged_backup(connection: driver.Connection) -> str:
    """Return when the last backup was taken, wherever it was put (UTC text); "" if nothing can tell."""
    try:
        row = connection.execute("select max(at) from history where action = ?", (BACKED_UP,)).fetchone()
    except driver.DatabaseError:
        return ""
    return str(row[0] or "")


def _schema(connection: driver.Connection) -> Finding:
    found = migrate.version(connection)
    if found > migrate.LATEST:
        return Finding(FAULT, "schema_newer", {"version": found, "known": migrate.LATEST})
    if found < migrate.LATEST:
        return Finding(WARNING, "schema_older", {"version": found})
    return Finding(OK, "schema_ok", {"version": found})


def _history(connection: driver.Connection, audit: bytes) -> Finding:
    faults = history.verify(connection, audit)
    if not faults:
        return Finding(OK, "history_ok", {"rows": history.head_of_chain(connection)[0]})
    first = min(faults, key=lambda fault: fault.row)
    values = {"faults": len(faults), "row": first.row, "why": fault_words(first)}
    return Finding(FAULT, "history_damaged", values)


def _anchors(connection: driver.Connection, audit: bytes, backups: Backups) -> Finding:
    """Hold the history against the backups: the only way to see that its newest rows were cut off."""
    ours = own_anchors(connection, audit, backups)
    for fault in anchor_faults(connection, ours):
        return Finding(FAULT, "anchors_cut", {"name": fault.name})
    return Finding(OK, "anchors_ok", {"count": len(ours)}) if ours else Finding(OK, "anchors_none")
