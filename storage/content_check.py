"""Examining what is inside an opened vault: schema, pages, structure, references, history and its anchors."""

import os
from collections.abc import Sequence

import sqlcipher3.dbapi2 as driver

from storage import checks, history, migrate
from storage.findings import FAULT, OK, WARNING, Finding
from storage.keys import audit_key
from storage.manifest import Manifest
from storage.messages import HISTORY_FAULTS

BACKED_UP, RESTORED = "vault.backed_up", "vault.restored"
"""The history's words for a backup that was taken and for one that was put in place."""

Anchors = Sequence[tuple[str, Manifest]]


def content_findings(connection: driver.Connection, dek: bytes, anchors: Anchors) -> list[Finding]:
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
    values = {"faults": len(faults), "row": first.row, "why": HISTORY_FAULTS[first.why]}
    return Finding(FAULT, "history_damaged", values)


def _anchors(connection: driver.Connection, audit: bytes, anchors: Anchors) -> Finding:
    """Hold the history against the backups: the only way to see that its newest rows were cut off."""
    ours = [
        (os.path.basename(path), manifest)
        for path, manifest in anchors
        if manifest.is_sealed_by(audit) and not _was_left(connection, manifest)
    ]
    for name, manifest in ours:
        row = connection.execute("select hash from history where id = ?", (manifest.history_rows,)).fetchone()
        if manifest.history_rows and (row is None or row[0].hex() != manifest.history_hash):
            return Finding(FAULT, "anchors_cut", {"name": name})
    return Finding(OK, "anchors_ok", {"count": len(ours)}) if ours else Finding(OK, "anchors_none")


def _was_left(connection: driver.Connection, manifest: Manifest) -> bool:
    """Say whether a later restore of an older backup went back behind this anchor, on purpose and logged."""
    found = connection.execute(
        "select 1 from history where action = ? and id <= ? and at > ? limit 1",
        (RESTORED, manifest.history_rows, manifest.created_at),
    )
    return found.fetchone() is not None
