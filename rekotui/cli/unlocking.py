"""Getting into the vault from the command line: without asking where that is possible, else by a prompt."""

import sys

from rekotui.base.errors import LockedError
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import ASK_PASSPHRASE
from storage.reading import Reader
from storage.upgrade import open_reader
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
    return open_reader(key(options))


def ask_secret(prompt: str) -> str:
    """Ask for a secret at the terminal, without showing it; the question goes to standard error."""
    import getpass

    return getpass.getpass(prompt, stream=sys.stderr)
