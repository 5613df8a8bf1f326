"""All signals made anew: after an upgrade, another rule or another number, and once in a vault that never had any."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from storage.database import Work
from storage.signal_basis import current_basis, is_current
from storage.signals import recompute, recompute_desk

_BATCH = 250


class Writer(Protocol):
    """What opens a unit of work: a `Database`, or something that asks before each one."""

    def write(self) -> AbstractContextManager[Work]:
        """Open a unit of work."""


def refresh(
    database: Writer,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Bring all signals up to date if they are not; return how many cases were computed.

    A few hundred cases go in one transaction, so that nobody waits long for the vault; the fingerprint is written last.
    `progress` is told how many of how many are done.
    """
    with database.write() as work:
        if is_current(work.connection):
            return 0
        ids = [row[0] for row in work.connection.execute("select id from caseload where voided_on is null order by id")]
    for start in range(0, len(ids), _BATCH):
        with database.write() as work:
            recompute(work, ids[start : start + _BATCH])
        if progress:
            progress(min(start + _BATCH, len(ids)), len(ids))
    with database.write() as work:
        recompute_desk(work)
        work.connection.execute(
            "insert into signal_basis (id, fingerprint) values (1, ?)"
            " on conflict (id) do update set fingerprint = excluded.fingerprint",
            (current_basis(work.connection),),
        )
    return len(ids)
