"""Examining a vault: its folder, its files, its content, its backups. Findings carry no patient data.

What needs no key is always examined, the content only with one. Sentences lie in `storage.messages.FINDINGS`.
"""

import os
import shutil
from contextlib import closing
from datetime import datetime

import sqlcipher3.dbapi2 as driver

from rekotui.base.clock import now
from rekotui.base.errors import RekotuiError
from storage import agent_client, header
from storage.backup import backups_in, default_folder
from storage.connection import DATABASE, connect_to_read, database_path, log_bytes
from storage.content_check import content_findings, last_logged_backup
from storage.errors import mapped
from storage.findings import FAULT, OK, WARNING, Finding
from storage.guide_findings import guide_findings
from storage.private_files import is_private
from storage.vault import DEMO_KEY, Key, exists, is_demo

MEGABYTE = 1 << 20
# Why a file does not open (the error's key) → what to say of it.
_WHY_CLOSED = {
    "vault_incomplete": "file_missing",
    "vault_plaintext": "file_plaintext",
    "busy": "file_busy",
    "read_only": "file_refused",
    "disk_full": "file_refused",
}
_LARGE_LOG = 32 * MEGABYTE
_LITTLE_ROOM = 200 * MEGABYTE
_OLD_BACKUP_DAYS = 7
# Part of a folder's name → the service that synchronises what lies in it.
_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "mobile documents": "iCloud",
    "icloud": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
}


def examine(target: Key | str, backups: str | None = None) -> tuple[Finding, ...]:
    """Examine a vault by its key, or by its folder alone (then the content is left out, and that is said).

    `backups` is the folder to look for backups in, by default the one inside the vault's. Changes nothing.
    """
    folder, key = (target.folder, target) if isinstance(target, Key) else (target, None)
    if not exists(folder):
        return (Finding(FAULT, "no_vault", {"folder": folder}),)
    kept = backups_in(backups or default_folder(folder))
    times = [manifest.created_at for _path, manifest in kept]
    content = [Finding(WARNING, "locked")]
    if key:
        opened, finding = _opened(key)
        content = [finding]
        if opened is not None:
            with mapped(folder), closing(opened):
                content += content_findings(opened, key.dek, kept)
                times.append(last_logged_backup(opened))
    return (
        *_modes(folder),
        _header(folder),
        _log_size(folder),
        _synced(folder),
        _disk(folder),
        _agent(folder),
        *content,
        _last_backup(max(times, default="")),
        *guide_findings(),
    )


def _opened(key: Key) -> tuple[driver.Connection | None, Finding]:
    try:
        return connect_to_read(database_path(key.folder), key.dek), Finding(OK, "file_opens")
    except RekotuiError as error:
        return None, Finding(FAULT, _WHY_CLOSED.get(error.key, "file_damaged"))


def _modes(folder: str) -> list[Finding]:
    found = [
        Finding(FAULT, "vault_incomplete", {"missing": name})
        for name in (header.HEADER, DATABASE)
        if not os.path.exists(os.path.join(folder, name)) and not (name == header.HEADER and is_demo(folder))
    ]
    private = is_private(folder)
    found.append(Finding(OK, "folder_private") if private else Finding(WARNING, "folder_open", {"folder": folder}))
    mine = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", header.HEADER, DEMO_KEY)
    there = [name for name in mine if os.path.exists(os.path.join(folder, name))]
    open_ = [name for name in there if not is_private(os.path.join(folder, name))]
    found.append(Finding(WARNING, "files_open", {"files": ", ".join(open_)}) if open_ else Finding(OK, "files_private"))
    return found


def _header(folder: str) -> Finding:
    if is_demo(folder):
        return Finding(OK, "demo")
    try:
        header.read_header(folder)
    except RekotuiError as error:
        newer = error.key == "newer_schema"
        return Finding(FAULT, "header_newer" if newer else "header_damaged")
    return Finding(OK, "header_ok")


def _log_size(folder: str) -> Finding:
    size = log_bytes(database_path(folder))
    large = size > _LARGE_LOG
    return Finding(WARNING if large else OK, "wal_large" if large else "wal_ok", {"megabytes": size // MEGABYTE})


def _synced(folder: str) -> Finding:
    parts = os.path.realpath(folder).casefold().replace("\\", "/").split("/")
    for part in parts:
        for sign, service in _SYNCED.items():
            if sign in part:
                return Finding(WARNING, "synced", {"service": service})
    return Finding(OK, "not_synced")


def _disk(folder: str) -> Finding:
    free = shutil.disk_usage(folder).free
    low = free < _LITTLE_ROOM
    return Finding(WARNING if low else OK, "disk_low" if low else "disk_ok", {"megabytes": free // MEGABYTE})


def _agent(folder: str) -> Finding:
    deadline = agent_client.ask_deadline(folder)
    if deadline is None:
        return Finding(OK, "agent_none")
    if deadline == agent_client.FOREVER:
        return Finding(OK, "agent_open")
    until = datetime.fromtimestamp(deadline).astimezone()
    return Finding(OK, "agent_until", {"until": until.strftime("%Y-%m-%d %H:%M")})


def _last_backup(at: str) -> Finding:
    if not at:
        return Finding(WARNING, "backup_none")
    taken = datetime.fromisoformat(at)
    values: dict[str, object] = {"day": taken.astimezone().date().isoformat()}
    days = (now() - taken).days
    if days > _OLD_BACKUP_DAYS:
        return Finding(WARNING, "backup_old", {**values, "days": days})
    return Finding(OK, "backup_recent", values)
