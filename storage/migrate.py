"""The schema's version and its steps forward.

Own runner on `pragma user_version`: a no-op check costs microseconds on the look-up path, each step is one transaction
together with its version, and triggers survive (Alembic's batch mode drops them silently).
"""

import hashlib
import os
from collections.abc import Callable
from typing import NamedTuple

import sqlcipher3.dbapi2 as driver

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import DamagedError

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "migrations")
LATEST = 12
"""The schema this program writes; a constant, so that a look-up need not list files."""


class Step(NamedTuple):
    """One numbered step: its SQL text and the checksum that tells an edited history."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def steps(folder: str = _FOLDER) -> tuple[Step, ...]:
    """Read all steps, in order; they are packaged beside this module."""
    found = []
    for file in sorted(os.listdir(folder)):
        if file.endswith(".sql"):
            with open(os.path.join(folder, file), encoding="utf-8") as handle:
                found.append(Step(int(file[:4]), file[:-4], handle.read()))
    return tuple(found)


def version(connection: driver.Connection) -> int:
    """Return the file's schema version (0 = nothing yet)."""
    return int(connection.execute("pragma user_version").fetchone()[0])


def check_version(connection: driver.Connection, known: int = LATEST) -> bool:
    """Return whether the file is up to date; refuse a file that a newer program wrote."""
    found = version(connection)
    if found > known:
        raise DamagedError("newer_schema", found=found, known=known)
    return found == known


def upgrade(
    connection: driver.Connection,
    before: Callable[[], object] | None = None,
    all_steps: tuple[Step, ...] | None = None,
) -> int:
    """Run the missing steps, each in its own transaction; return how many.

    `before` is called once if there is anything to do and the file holds data: it takes the backup.
    """
    todo = all_steps if all_steps is not None else steps()
    found = version(connection)
    if todo and found > todo[-1].number:
        raise DamagedError("newer_schema", found=found, known=todo[-1].number)
    _check_applied(connection, todo, found)
    missing = [step for step in todo if step.number > found]
    if missing and found and before:
        before()
    for step in missing:
        _run(connection, step)
    if missing:
        _check_whole(connection)
    return len(missing)


def _check_applied(connection: driver.Connection, todo: tuple[Step, ...], found: int) -> None:
    if not found:
        return
    applied = dict(connection.execute("select number, checksum from schema_step").fetchall())
    for step in todo:
        if step.number <= found and applied.get(step.number) != step.checksum:
            raise DamagedError("edited_migration", step=step.number)


def _run(connection: driver.Connection, step: Step) -> None:
    # executescript commits what is open before it starts, so the transaction stands inside the script itself.
    script = (
        "begin immediate;\n"
        "create table if not exists schema_step (number integer primary key, name text not null, "
        "checksum text not null, applied_at text not null) strict;\n"
        f"{step.sql}\n"
        f"insert into schema_step values ({step.number}, '{step.name}', '{step.checksum}', '{timestamp(now())}');\n"
        f"pragma user_version = {step.number};\n"
        "commit;"
    )
    try:
        connection.executescript(script)
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise


def _check_whole(connection: driver.Connection) -> None:
    if connection.execute("pragma foreign_key_check").fetchall():
        raise DamagedError("vault_damaged")
    if connection.execute("pragma integrity_check").fetchone()[0] != "ok":
        raise DamagedError("vault_damaged")
