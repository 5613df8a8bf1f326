"""The vaults that are measured: invented caseloads, built once into `.bench/` and copied for every use.

They are ordinary vaults, not demos: opened by a passphrase or an agent, as hers is. The cached ones are never measured
themselves, because every look-up writes a line of history.
"""

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rekotui.exchange.demo.fill import fill
from storage import migrate, vault
from storage.agent_client import ask_lock
from storage.agent_process import spawn
from storage.connection import connect, database_path
from storage.database import Database
from storage.history import Event, append
from storage.keys import audit_key
from storage.vault import Key

CACHE = Path(__file__).resolve().parent.parent / ".bench"
ON = date(2026, 11, 22)
SEED = 1
PASSPHRASE = "invented people only"
_UNLOCKED_SECONDS = 3600


def cached(cases: int) -> Key:
    """Return the vault of so many cases, built now if schema, seed or day are new."""
    folder = CACHE / f"{cases}-cases-{_recipe()}"
    if not folder.exists():
        for old in CACHE.glob(f"{cases}-cases-*"):
            shutil.rmtree(old)
        _build(folder, cases)
    return vault.key_by_passphrase(str(folder), PASSPHRASE)


@contextlib.contextmanager
def copies(keys: list[Key]) -> Iterator[list[Key]]:
    """Lend a copy of each vault, on the same disk; they are gone afterwards."""
    place = CACHE / f"run-{os.getpid()}"
    try:
        yield [copy(key, str(place / str(number))) for number, key in enumerate(keys)]
    finally:
        shutil.rmtree(place, ignore_errors=True)


def copy(key: Key, folder: str) -> Key:
    """Copy a vault that nobody has open."""
    shutil.copytree(key.folder, folder)
    os.chmod(folder, 0o700)
    return key._replace(folder=folder)


@contextlib.contextmanager
def unlocked(key: Key) -> Iterator[None]:
    """Have the agent of a vault running, as after `rekotui unlock`."""
    spawn(key.folder, key.dek, _UNLOCKED_SECONDS)
    try:
        yield
    finally:
        ask_lock(key.folder)


def plain_copy(key: Key, path: str) -> None:
    """Write the vault's content as a plain SQLite file: what encryption is measured against."""
    connection = connect(database_path(key.folder), key.dek)
    try:
        connection.execute("attach database ? as plain key ''", (path,))
        connection.execute("select sqlcipher_export('plain')").fetchall()
    finally:
        connection.close()


def grow_history(key: Key, rows: int) -> None:
    """Append to a vault's chain until it has so many rows."""
    connection = connect(database_path(key.folder), key.dek)
    try:
        audit = audit_key(key.dek)
        connection.execute("begin immediate")
        found = connection.execute("select max(id) from history").fetchone()[0]
        for number in range(found, rows):
            append(connection, audit, Event("list.read", "caseload", payload={"command": "list", "hits": number}))
        connection.execute("commit")
    finally:
        connection.close()


def _recipe() -> str:
    return f"{migrate.steps()[-1].checksum[:8]}-{SEED}-{ON:%Y%m%d}"


def _build(folder: Path, cases: int) -> None:
    """Fill a new vault beside its place and move it there when it is whole."""
    unfinished = folder.with_name(f"unfinished-{cases}")
    shutil.rmtree(unfinished, ignore_errors=True)
    CACHE.mkdir(exist_ok=True)
    key = vault.create(str(unfinished), PASSPHRASE, None)
    database, started = Database(key.folder, key.dek), time.monotonic()

    def progress(done: int) -> None:
        print(f"\r  {done} of {cases} cases, {time.monotonic() - started:.0f} s ", end="", file=sys.stderr, flush=True)

    print(f"Filling a vault with {cases} invented cases, once (10 000 take 2-4 minutes) ...", file=sys.stderr)
    try:
        fill(database, cases, SEED, ON, progress)
    finally:
        database.close()
        print(file=sys.stderr)
    unfinished.rename(folder)
