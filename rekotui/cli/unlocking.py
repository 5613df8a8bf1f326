"""Getting into the vault from the command line: without asking where that is possible, else by a prompt."""

import sys

from rekotui.base.errors import LockedError
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import ASK_PASSPHRASE
from storage.reading import Reader
from storage.vault import Key, key_by_passphrase, key_without_asking


def key(options: GlobalOptions) -> Key:
    """Return the key: demo key, agent, passphrase file, prompt; raise LockedError where none of them serves."""
    found = key_without_asking(options.folder)
    if found is not None:
        return found
    if not options.may_ask:
        raise LockedError("locked")
    return key_by_passphrase(options.folder, ask_secret(ASK_PASSPHRASE))


def reader(options: GlobalOptions) -> Reader:
    """Open the vault for reading."""
    return reader_of(key(options))


def reader_of(found: Key) -> Reader:
    """Open a vault whose key is at hand, bringing an older file's schema up first."""
    opened = Reader.open_current(found.folder, found.dek)
    if opened is None:
        from storage.vault import upgrade

        upgrade(found)
        opened = Reader(found.folder, found.dek)
    return opened


def ask_secret(prompt: str) -> str:
    """Ask for a secret at the terminal, without showing it; the question goes to standard error."""
    import getpass

    return getpass.getpass(prompt, stream=sys.stderr)
