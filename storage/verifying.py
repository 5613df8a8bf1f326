"""Checking the whole history: the chain by itself, what it speaks of, and how far it had come at each anchor.

A chain cannot tell that its newest rows were cut off, nor that somebody with the key has written it anew. An anchor
outside the file can: the manifest of each backup, and the number that `rekotui verify` prints for her to write down.
"""

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

import sqlcipher3.dbapi2 as driver

from storage import history
from storage.errors import mapped
from storage.history import Fault
from storage.keys import audit_key
from storage.manifest import Manifest
from storage.messages import HISTORY_FAULTS, HISTORY_FAULTS_OF, PRINTED_ANCHOR
from storage.reading import Reader
from storage.vault import Key

BACKED_UP, RESTORED = "vault.backed_up", "vault.restored"
"""The history's words for a backup that was taken and for one that was put in place."""
CUT, REWRITTEN = "cut", "rewritten"
SHOWN = 12
"""How many signs of the newest hash stand in a number to write down."""
_NUMBER = re.compile(r"([1-9][0-9]{0,14})-([0-9a-f]{12,64})")

Backups = Sequence[tuple[str, Manifest]]


class Anchor(NamedTuple):
    """How long the history once was, how the hash of its newest row began (hex), and who says so."""

    rows: int
    hash: str
    name: str


class Verified(NamedTuple):
    """What a check of the whole history found: `anchor` is the newest hash, `anchors` how many were held against it."""

    rows: int
    anchor: str
    anchors: int
    faults: tuple[Fault, ...]


def printed(number: str) -> Anchor | None:
    """Return the anchor of a number that was written down, or None where it is none."""
    found = _NUMBER.fullmatch(number.strip().lower())
    return Anchor(int(found[1]), found[2], PRINTED_ANCHOR) if found else None


def newest_anchor(reader: Reader) -> str:
    """Return the number to print on a paper: how long the history is now and how its newest hash begins."""
    with mapped(reader.folder):
        rows, newest = history.head_of_chain(reader.connection)
    return f"{rows}-{newest[:SHOWN]}" if rows else ""


def verified(key: Key, reader: Reader, backups: Backups, known: Sequence[Anchor] = ()) -> Verified:
    """Check the chain, the rows it speaks of, the vault's own backups and the anchors she has given."""
    connection, audit = reader.connection, audit_key(key.dek)
    with mapped(key.folder):
        anchors = (*own_anchors(connection, audit, backups), *known)
        faults = (*history.verify(connection, audit), *anchor_faults(connection, anchors))
        rows, newest = history.head_of_chain(connection)
    return Verified(rows, newest, len(anchors), faults)


def own_anchors(connection: driver.Connection, audit: bytes, backups: Backups) -> tuple[Anchor, ...]:
    """Return the anchors of the backups that are sealed by this vault's key and were not left behind on purpose."""
    return tuple(
        Anchor(manifest.history_rows, manifest.history_hash, os.path.basename(path))
        for path, manifest in backups
        if manifest.is_sealed_by(audit) and manifest.history_rows and not _was_left(connection, manifest)
    )


def anchor_faults(connection: driver.Connection, anchors: Sequence[Anchor]) -> list[Fault]:
    """Return the first row that is gone and the first that is another, each with the anchor that knows."""
    found: dict[str, Fault] = {}
    for anchor in sorted(anchors):
        row = connection.execute("select hash from history where id = ?", (anchor.rows,)).fetchone()
        if row is None:
            last = history.head_of_chain(connection)[0]
            # The newest anchor says the most about what is gone.
            found[CUT] = Fault(min(last + 1, anchor.rows), CUT, anchor.rows, anchor.name)
        elif not row[0].hex().startswith(anchor.hash):
            found.setdefault(REWRITTEN, Fault(anchor.rows, REWRITTEN, None, anchor.name))
    return list(found.values())


def fault_words(fault: Fault) -> str:
    """Return why a row does not hold, in words, with the number of what it speaks of."""
    of = HISTORY_FAULTS_OF.format(subject=fault.subject) if fault.subject and fault.why in history.IMMUTABLE else ""
    return HISTORY_FAULTS[fault.why].format(name=fault.name, subject=fault.subject) + of


def _was_left(connection: driver.Connection, manifest: Manifest) -> bool:
    """Say whether a later restore of an older backup went back behind this anchor, on purpose and logged."""
    found = connection.execute(
        "select 1 from history where action = ? and id <= ? and at > ? limit 1",
        (RESTORED, manifest.history_rows, manifest.created_at),
    )
    return found.fetchone() is not None
