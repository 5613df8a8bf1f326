"""The vault as a whole: made, opened, its passphrase changed. One folder, an encrypted file and a small header.

What a look-up does not need (the header's cryptography, private files) is imported where it is used.
"""

import os
from typing import NamedTuple

from rekotui.base.errors import LockedError, WrongUseError
from storage import agent_client, history, migrate
from storage.connection import DATABASE, connect, database_path
from storage.keys import audit_key, passphrase_from_file

DEMO_KEY = "demo.key"
HEADER = "vault.json"
PASSPHRASE_FILE = "REKOTUI_PASSPHRASE_FILE"


class Key(NamedTuple):
    """An unlocked vault: its folder, its data key, and whether it is a demo."""

    folder: str
    dek: bytes
    demo: bool = False

    def __repr__(self) -> str:
        """Return a text without the key: it ends up in logs and test reports."""
        return f"Key({self.folder!r}, demo={self.demo})"


def exists(folder: str) -> bool:
    """Return whether the folder holds a vault, whole or not."""
    return any(os.path.exists(os.path.join(folder, name)) for name in (HEADER, DATABASE))


def is_demo(folder: str) -> bool:
    """Return whether the vault is a throwaway one, whose key lies beside it."""
    return os.path.exists(os.path.join(folder, DEMO_KEY))


def check_there(folder: str) -> None:
    """Raise LockedError where there is no vault, or only half of one."""
    if not exists(folder):
        raise LockedError("no_vault", folder=folder)
    for name in (HEADER, DATABASE):
        if not os.path.exists(os.path.join(folder, name)) and not (name == HEADER and is_demo(folder)):
            raise LockedError("vault_incomplete", folder=folder, missing=name)


def create(folder: str, passphrase: str, recovery: bytes | None) -> Key:
    """Make a new vault; raise WrongUseError where there already is one, or the passphrase is too short."""
    from storage import header
    from storage.private_files import ensure_private_folder

    if exists(folder):
        raise WrongUseError("vault_exists", folder=folder)
    dek = os.urandom(32)
    made = header.new_header(dek, passphrase, recovery)
    ensure_private_folder(folder)
    _create_database(folder, dek)
    header.write_header(folder, made)
    return Key(folder, dek)


def create_demo(folder: str) -> Key:
    """Make a demo vault in an empty or new folder; its key lies beside it in the open."""
    from storage.private_files import ensure_private_folder, write_private

    if os.path.isdir(folder) and os.listdir(folder):
        raise WrongUseError("folder_not_empty", folder=folder)
    dek = os.urandom(32)
    ensure_private_folder(folder)
    _create_database(folder, dek)
    write_private(os.path.join(folder, DEMO_KEY), dek.hex().encode())
    return Key(folder, dek, demo=True)


def _create_database(folder: str, dek: bytes) -> None:
    from storage.private_files import create_empty_private

    path = database_path(folder)
    # Made empty and private first: the write-ahead log and its index inherit the mode.
    create_empty_private(path)
    connection = connect(path, dek, mode="rwc")
    try:
        migrate.upgrade(connection)
        connection.execute("begin immediate")
        history.append(connection, audit_key(dek), history.Event("vault.created", "vault"))
        connection.execute("commit")
    finally:
        connection.close()


def key_without_asking(folder: str) -> Key | None:
    """Return the key if nobody need be asked: demo key, agent, passphrase file; None if a passphrase is needed.

    Raises LockedError for a missing vault or a wrong passphrase file, DamagedError for a broken header.
    """
    check_there(folder)
    if is_demo(folder):
        return Key(folder, demo_key(folder), demo=True)
    dek = agent_client.ask_key(folder)
    if dek is not None:
        return Key(folder, dek)
    file = os.environ.get(PASSPHRASE_FILE)
    return key_by_passphrase(folder, passphrase_from_file(file)) if file else None


def key_by_passphrase(folder: str, passphrase: str) -> Key:
    """Open with the passphrase (about 0.3 s by design); raise LockedError if it is wrong."""
    from storage import header

    check_there(folder)
    return Key(folder, header.open_with_passphrase(header.read_header(folder), passphrase))


def key_by_recovery(folder: str, recovery: bytes) -> Key:
    """Open with the printed recovery key; raise LockedError if it belongs to another vault."""
    from storage import header

    check_there(folder)
    return Key(folder, header.open_with_recovery(header.read_header(folder), recovery))


def change_passphrase(key: Key, new: str, recovery: bytes | None = None) -> None:
    """Wrap the data key under a new passphrase, and under a new recovery key if one is given.

    The encrypted file is not touched. Old copies of the header still open with the old passphrase.
    """
    from storage import header

    changed = header.replace_passphrase(header.read_header(key.folder), key.dek, new)
    if recovery is not None:
        changed = header.add_recovery(changed, key.dek, recovery)
    header.write_header(key.folder, changed)


def demo_key(folder: str) -> bytes:
    """Return the key that lies beside a demo vault; raise LockedError where it is not whole."""
    try:
        with open(os.path.join(folder, DEMO_KEY), encoding="ascii") as file:
            return bytes.fromhex(file.read().strip())
    except (OSError, ValueError):
        raise LockedError("vault_incomplete", folder=folder, missing=DEMO_KEY) from None
