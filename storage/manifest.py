"""A backup's manifest: which files it holds, how long they are, and how far the history had come.

Written outside the encrypted file, it is the anchor against which a cut-off history is found. It is sealed
with a key derived from the data key, so that nobody without the key can write another one. It holds nothing
about a person.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from rekotui.base.clock import timestamp
from rekotui.base.errors import DamagedError, UnreadableError
from storage.copying import FileDigest
from storage.history import canonical
from storage.messages import BACKUP_FAULTS
from storage.private_files import write_private

MANIFEST = "manifest.json"
DATABASE_COPY = "backup.db"
"""Not the vault's own file name: a backup must never be opened, and so changed, as if it were a vault."""
_VERSION = 1
_LARGEST_FILE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: `created_at` in UTC; `history_rows` and `history_hash` are the anchor."""

    created_at: str
    program: str
    schema: int
    vault_id: str
    history_rows: int
    history_hash: str
    files: dict[str, FileDigest]
    seal: str = ""

    def sealed(self, audit: bytes) -> "Manifest":
        """Return the manifest with its seal under the history's key."""
        return replace(self, seal=self._expected_seal(audit))

    def is_sealed_by(self, audit: bytes) -> bool:
        """Say whether this is what was sealed, under this vault's key."""
        return hmac.compare_digest(self.seal, self._expected_seal(audit))

    def _expected_seal(self, audit: bytes) -> str:
        content = {name: value for name, value in _record(self).items() if name != "seal"}
        return hmac.new(audit, b"rekotui manifest " + canonical(content), hashlib.sha256).hexdigest()


def unreadable(why: str) -> UnreadableError:
    """Return the error for a folder that is no backup; `why` is a key of BACKUP_FAULTS."""
    return UnreadableError("backup_unreadable", why=BACKUP_FAULTS[why])


def damaged(why: str) -> DamagedError:
    """Return the error for a backup that is not whole; `why` is a key of BACKUP_FAULTS."""
    return DamagedError("backup_unreadable", why=BACKUP_FAULTS[why])


def write_manifest(folder: str, manifest: Manifest) -> None:
    """Write the manifest into a backup's folder (0600, in one step). Raises CannotWriteError."""
    text = json.dumps(_record(manifest), ensure_ascii=False, indent=2)
    write_private(os.path.join(folder, MANIFEST), text.encode() + b"\n")


def read_manifest(folder: str) -> Manifest:
    """Read a backup's manifest; raise UnreadableError where there is none, DamagedError if it is not ours."""
    try:
        with open(os.path.join(folder, MANIFEST), "rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except OSError:
        raise unreadable("no_manifest") from None
    try:
        return _manifest(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged("manifest") from None


def _record(manifest: Manifest) -> dict[str, object]:
    return {
        "version": _VERSION,
        "created_at": manifest.created_at,
        "program": manifest.program,
        "schema": manifest.schema,
        "vault": manifest.vault_id,
        "history": {"rows": manifest.history_rows, "hash": manifest.history_hash},
        "files": {name: {"size": file.size, "sha256": file.sha256} for name, file in sorted(manifest.files.items())},
        "seal": manifest.seal,
    }


def _manifest(record: dict[str, Any]) -> Manifest:
    if record["version"] != _VERSION:
        raise ValueError("another kind of manifest")
    history, files = record["history"], record["files"].items()
    return Manifest(
        created_at=_moment(record["created_at"]),
        program=_text(record["program"]),
        schema=_whole(record["schema"]),
        vault_id=_text(record["vault"]),
        history_rows=_whole(history["rows"]),
        history_hash=_text(history["hash"]),
        files={name: FileDigest(_whole(file["size"]), _text(file["sha256"])) for name, file in files},
        seal=_text(record["seal"]),
    )


def _moment(value: object) -> str:
    """Return a moment as `clock.timestamp` writes it; ValueError for anything else."""
    return timestamp(datetime.strptime(_text(value), "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not a whole number")
    return value
