"""What makes a calendar recognisable from one export to the next: the vault's own mark, and how far it has come."""

from datetime import datetime
from typing import NamedTuple

from rekotui.base.clock import now
from storage.reading import Reader


class Edition(NamedTuple):
    """Which vault it is (a text that says nothing of anybody), how many changes it has seen, and when the last was."""

    vault: str
    changes: int
    changed_at: datetime


def edition(reader: Reader) -> Edition:
    """Return the edition that the vault holds now. Reading and exporting are no changes.

    The vault is told by the first link of its history, which is random, never changes and follows a backup.
    """
    first = reader.rows("select hex(hash) from history where id = 1")
    changes, at = reader.rows(
        "select count(*), max(at) from history where action != 'export' and action not like '%.read'"
    )[0]
    return Edition(first[0][0] if first else "", changes, datetime.fromisoformat(at) if at else now())
