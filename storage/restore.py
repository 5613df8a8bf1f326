"""Putting a backup in the vault's place. What lay there before is moved aside, never deleted.

A database is never copied over the old one: an old write-ahead log left beside it would replay itself into
the restored file unseen. The old files are moved away together, with nobody else in them, and only then does
the new file get its name.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rekotui.base.clock import now
from rekotui.base.errors import RekotuiError
from storage import agent_client, header, history, migrate
from storage.backup import backups_in, check_backup
from storage.connection import DATABASE, connect, database_path
from storage.copying import check_room, copy_private, sync_path
from storage.errors import mapped
from storage.exclusive import alone_with
from storage.keys import audit_key
from storage.manifest import DATABASE_COPY, Manifest, damaged, read_manifest
from storage.private_files import ensure_private_folder, writing_in
from storage.vault import DEMO_KEY, Key, demo_key, is_demo
from storage.verifying import RESTORED

ASIDE = "before-restore-"
_STAGE = ".restore-"
_VAULT_FILES = (
    DATABASE,
    f"{DATABASE}-wal",
    f"{DATABASE}-shm",
    f"{DATABASE}-journal",
    header.HEADER,
    DEMO_KEY,
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the key of the vault as it is now, where the old files lie ("" if there were none).

    `newer` is the folder name of a newer backup of the same vault that lies beside the restored one, "" if
    none does.
    """

    key: Key
    aside: str
    manifest: Manifest
    newer: str


def key_without_asking(backup_path: str, dek: bytes | None = None) -> Key | None:
    """Return a backup's key if nobody need be asked: a demo's, or `dek` (the open vault's) where it fits."""
    manifest = read_manifest(backup_path)
    if is_demo(backup_path):
        return Key(backup_path, demo_key(backup_path), demo=True)
    if dek is not None and manifest.is_sealed_by(audit_key(dek)):
        return Key(backup_path, dek)
    return None


def key_by_passphrase(backup_path: str, passphrase: str) -> Key:
    """Open a backup's header with the passphrase of its day; raise LockedError if it is wrong."""
    read_manifest(backup_path)
    return Key(backup_path, header.open_with_passphrase(header.read_header(backup_path), passphrase))


def key_by_recovery(backup_path: str, recovery: bytes) -> Key:
    """Open a backup's header with the recovery key; raise LockedError if it belongs to another vault."""
    read_manifest(backup_path)
    return Key(backup_path, header.open_with_recovery(header.read_header(backup_path), recovery))


def restore(folder: str, backup_path: str, dek: bytes, *, keep_header: bool = False) -> Restored:
    """Put a checked backup in the place of the vault in `folder`, which may be empty or missing.

    With `keep_header` the passphrase of today stays, where the vault and the backup are the same vault: for a
    key that came from the open vault and not from the backup's own, perhaps forgotten, passphrase. One row is
    added to the restored history: that it was restored. Raises UnreadableError and DamagedError (the backup),
    BusyError (another process has the vault open), CannotWriteError; the vault is then as it was.
    """
    folder, backup_path = os.path.abspath(folder), os.path.abspath(backup_path)
    manifest = check_backup(backup_path, dek)
    opener = header.HEADER if header.HEADER in manifest.files else DEMO_KEY
    ensure_private_folder(folder)
    header_from = folder if keep_header and _is_same_vault(folder, manifest) else backup_path
    with writing_in(folder), alone_with(database_path(folder)), _stage_in(folder) as stage:
        check_room(folder, sum(file.size for file in manifest.files.values()))
        copied = copy_private(os.path.join(backup_path, DATABASE_COPY), os.path.join(stage, DATABASE))
        if copied != manifest.files[DATABASE_COPY]:
            raise damaged("file_changed")
        copy_private(os.path.join(header_from, opener), os.path.join(stage, opener))
        aside = _exchange(folder, stage, (opener, DATABASE))
    _check_and_log(folder, dek, manifest)
    if agent_client.ask_key(folder) not in (None, dek):
        agent_client.ask_lock(folder)
    key = Key(folder, dek, demo=opener == DEMO_KEY)
    return Restored(key, aside, manifest, _newer_beside(backup_path, manifest, dek))


def _is_same_vault(folder: str, manifest: Manifest) -> bool:
    try:
        return header.read_header(folder).vault_id == manifest.vault_id
    except RekotuiError:
        return False


@contextmanager
def _stage_in(folder: str) -> Iterator[str]:
    """Make a private folder for the new files inside the vault's own, and clear it afterwards."""
    for left in os.listdir(folder):
        if left.startswith(_STAGE):  # of a restore that was killed: copies, nothing else
            shutil.rmtree(os.path.join(folder, left), ignore_errors=True)
    stage = os.path.join(folder, _STAGE + os.urandom(6).hex())
    os.mkdir(stage, 0o700)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _exchange(folder: str, stage: str, names: tuple[str, ...]) -> str:
    """Move the vault's old files aside and the staged ones in; return where the old lie. All or nothing.

    The database goes aside before its log: were we cut off in between, the vault would be visibly incomplete
    instead of silently lacking what only the log held. It comes in last, when nothing of the old vault is
    left beside it.
    """
    old = [name for name in _VAULT_FILES if os.path.lexists(os.path.join(folder, name))]
    aside = _aside_folder(folder) if old else ""
    moves = [(folder, aside, name) for name in old] + [(stage, folder, name) for name in names]
    done: list[tuple[str, str, str]] = []
    try:
        for source, target, name in moves:
            os.rename(os.path.join(source, name), os.path.join(target, name))
            done.append((source, target, name))
        for place in (aside, folder):
            if place:
                sync_path(place)
    except OSError:
        for source, target, name in reversed(done):
            os.rename(os.path.join(target, name), os.path.join(source, name))
        raise
    return aside


def _aside_folder(folder: str) -> str:
    name = os.path.join(folder, ASIDE + now().astimezone().strftime("%Y%m%d-%H%M%S"))
    path, number = name, 1
    while os.path.lexists(path):
        number += 1
        path = f"{name}-{number}"
    os.mkdir(path, 0o700)
    return path


def _check_and_log(folder: str, dek: bytes, manifest: Manifest) -> None:
    """Hold the file in its place against the anchor, then write into its history that it was restored."""
    audit = audit_key(dek)
    with mapped(folder):
        connection = connect(database_path(folder), dek)
        try:
            if history.head_of_chain(connection) != (manifest.history_rows, manifest.history_hash):
                raise damaged("anchor")
            if manifest.schema != migrate.LATEST:  # an older schema is brought up at the next opening
                return
            payload = {"history_rows": manifest.history_rows, "created_at": manifest.created_at}
            connection.execute("begin immediate")
            history.append(connection, audit, history.Event(RESTORED, "vault", payload=payload))
            connection.execute("commit")
        finally:
            connection.close()


def _newer_beside(backup_path: str, manifest: Manifest, dek: bytes) -> str:
    """Return the newest of the vault's backups beside this one whose history had come further, or ""."""
    audit = audit_key(dek)
    newer = [
        os.path.basename(path)
        for path, other in backups_in(os.path.dirname(backup_path))
        if other.history_rows > manifest.history_rows and other.is_sealed_by(audit)
    ]
    return newer[-1] if newer else ""
