"""Taking a backup: a compact encrypted copy, the file that opens it, and a manifest.

A backup is a folder `rekotui-YYYYMMDD-HHMMSS`. Under that name it is always whole: everything is written and
checked under another name first. It opens with the passphrase and the recovery key that were in force when it
was taken.
"""

import os
import shutil
import time
from dataclasses import dataclass

import sqlcipher3.dbapi2 as driver

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import CannotWriteError, DamagedError, UnreadableError
from rekotui.base.version import VERSION
from storage import header, history, migrate
from storage.checks import damages
from storage.connection import connect, database_path
from storage.copying import FileDigest, check_room, copy_private, digest_of, size_on_disk, sync_path
from storage.errors import mapped
from storage.keys import audit_key
from storage.manifest import DATABASE_COPY, Manifest, damaged, read_manifest, write_manifest
from storage.private_files import create_empty_private, writing_in
from storage.vault import DEMO_KEY, Key, check_there
from storage.verifying import BACKED_UP

PREFIX = "rekotui-"
BACKUPS = "backups"
"""The folder inside the vault's folder where backups lie if no other is chosen."""
_PASSING, _PASSING_END = ".rekotui-", ".tmp"
_NAMES = 100
_ABANDONED = 3600.0  # seconds after which a half-made backup cannot be anybody's any more


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was taken and checked: its folder, its bytes, and what its manifest says."""

    path: str
    size: int
    manifest: Manifest


def default_folder(vault_folder: str) -> str:
    """Return where a vault's backups lie if no other place is chosen."""
    return os.path.join(vault_folder, BACKUPS)


def back_up(key: Key, folder: str) -> Backup:
    """Back up an unlocked vault into a new folder inside `folder`, and log it in the vault's history.

    Others may read and write the vault meanwhile. Raises CannotWriteError (no room, read-only), BusyError,
    DamagedError (the copy does not hold, because the vault does not). After an error nothing is left behind.
    """
    check_there(key.folder)
    folder = os.path.abspath(folder)
    with writing_in(folder):
        # Private if it is new; a folder that is there (a stick, a share of one's own) keeps its mode.
        os.makedirs(folder, mode=0o700, exist_ok=True)
        check_room(folder, size_on_disk(database_path(key.folder)))
        _sweep(folder)
        passing = os.path.join(folder, _PASSING + os.urandom(6).hex() + _PASSING_END)
        os.mkdir(passing, 0o700)
    try:
        manifest = _fill(key, passing)
        check_backup(passing, key.dek)
        path = _name(passing, folder)
    except BaseException:
        shutil.rmtree(passing, ignore_errors=True)
        raise
    _log(key, manifest)
    return Backup(path, sum(file.size for file in manifest.files.values()), manifest)


def check_backup(path: str, dek: bytes) -> Manifest:
    """Check a backup through and through without changing it; return its manifest.

    Raises UnreadableError (no backup at all), DamagedError (files changed, damaged, of another key or of a
    newer program).
    """
    manifest, audit = read_manifest(path), audit_key(dek)
    _check_files(path, manifest)
    connection = _opened(path, dek)
    try:
        migrate.check_version(connection)
        if not manifest.is_sealed_by(audit):
            raise damaged("manifest")
        found = damages(connection, audit)
        if found:
            raise damaged(found[0])
        if history.head_of_chain(connection) != (manifest.history_rows, manifest.history_hash):
            raise damaged("anchor")
    finally:
        connection.close()
    return manifest


def backups_in(folder: str) -> tuple[tuple[str, Manifest], ...]:
    """Return the backups in a folder as (path, manifest), oldest first; what is no backup is left out."""
    found = []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if name.startswith(PREFIX):
            try:
                found.append((os.path.join(folder, name), read_manifest(os.path.join(folder, name))))
            except (UnreadableError, DamagedError):
                continue
    return tuple(sorted(found, key=lambda each: each[1].created_at))


def _fill(key: Key, passing: str) -> Manifest:
    """Write database, opening file and manifest into the folder; return the manifest."""
    opener = DEMO_KEY if key.demo else header.HEADER
    copy = os.path.join(passing, DATABASE_COPY)
    # Made private first: the library would make it readable to others.
    create_empty_private(copy)
    connection = connect(database_path(key.folder), key.dek)
    try:
        with mapped(passing):
            connection.execute("vacuum into ?", (copy,))
    finally:
        connection.close()
    with writing_in(passing):
        sync_path(copy)
        opening = copy_private(os.path.join(key.folder, opener), os.path.join(passing, opener))
    manifest = _described(key, copy, {DATABASE_COPY: digest_of(copy), opener: opening})
    write_manifest(passing, manifest)
    return manifest


def _described(key: Key, copy: str, files: dict[str, FileDigest]) -> Manifest:
    """Return a copy's sealed manifest: what it says comes out of the copy, not of the living vault."""
    connection = connect(copy, key.dek, mode="immutable")
    try:
        rows, hash_ = history.head_of_chain(connection)
        schema = migrate.version(connection)
    finally:
        connection.close()
    manifest = Manifest(
        created_at=timestamp(now()),
        program=VERSION,
        schema=schema,
        vault_id="" if key.demo else header.read_header(key.folder).vault_id,
        history_rows=rows,
        history_hash=hash_,
        files=files,
    )
    return manifest.sealed(audit_key(key.dek))


def _check_files(path: str, manifest: Manifest) -> None:
    """Hold the files against the manifest: one database and one file that opens it, just as written."""
    if sorted(manifest.files) not in (
        sorted((DATABASE_COPY, header.HEADER)),
        sorted((DATABASE_COPY, DEMO_KEY)),
    ):
        raise damaged("manifest")
    for name, expected in manifest.files.items():
        try:
            found = digest_of(os.path.join(path, name))
        except OSError:
            raise damaged("file_missing") from None
        if found != expected:
            raise damaged("file_changed")


def _opened(path: str, dek: bytes) -> driver.Connection:
    try:
        return connect(os.path.join(path, DATABASE_COPY), dek, mode="immutable")
    except DamagedError:  # the file is what the manifest says, so it is the key that does not fit
        raise damaged("other_key") from None


def _name(passing: str, folder: str) -> str:
    """Give a finished backup its name, in one step; two of the same second get different ones."""
    name = PREFIX + now().astimezone().strftime("%Y%m%d-%H%M%S")
    with writing_in(folder):
        sync_path(passing)
        for number in range(1, _NAMES):
            path = os.path.join(folder, name if number == 1 else f"{name}-{number}")
            if not os.path.lexists(path):
                os.rename(passing, path)
                sync_path(folder)
                return path
    raise CannotWriteError("read_only", place=folder)


def _sweep(folder: str) -> None:
    """Take away what a backup that was killed has left; a fresh one may be another program's, at work."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.startswith(_PASSING) and name.endswith(_PASSING_END) and _is_abandoned(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_abandoned(path: str) -> bool:
    try:
        return time.time() - os.stat(path).st_mtime > _ABANDONED
    except OSError:  # its owner has just finished
        return False


def _log(key: Key, manifest: Manifest) -> None:
    """Write into the vault's history that a copy was taken: it is a copy of everything about everybody."""
    if manifest.schema != migrate.LATEST:  # the backup before an upgrade: the old schema is not ours to write
        return
    payload = {"history_rows": manifest.history_rows, "created_at": manifest.created_at}
    with mapped(key.folder):
        connection = connect(database_path(key.folder), key.dek)
        try:
            connection.execute("begin immediate")
            history.append(connection, audit_key(key.dek), history.Event(BACKED_UP, "vault", payload=payload))
            connection.execute(
                "insert into desk_fact (name, value) values ('last_backup_on', ?)"
                " on conflict (name) do update set value = excluded.value",
                (manifest.created_at[:10],),
            )
            connection.execute("commit")
        finally:
            connection.close()
    _quiet_the_reminder(key)


def _quiet_the_reminder(key: Key) -> None:
    """Make the desk's signals anew: "no backup" has been answered."""
    from storage.database import Database

    database = Database(key.folder, key.dek, demo=key.demo)
    try:
        with database.write() as work:
            work.desk_touched = True
    finally:
        database.close()
