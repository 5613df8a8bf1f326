"""`rekotui init` and `rekotui passphrase`: a vault is made, its passphrase is changed."""

import os
import sys

from rekotui.base import exit_codes
from rekotui.base.errors import CannotWriteError, LockedError, RefusedError, WrongUseError
from rekotui.cli import asking
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import VAULT
from rekotui.cli.output import note
from rekotui.cli.unlocking import ask_secret
from rekotui.exchange.files import write_export
from storage import header, recovery_key, vault
from storage.keys import passphrase_from_file


def init(options: GlobalOptions, recovery_file: str) -> int:
    """Make a vault. At a terminal it asks; else it needs REKOTUI_PASSPHRASE_FILE.

    Raises WrongUseError where there already is a vault or the recovery file exists, LockedError without a passphrase.
    """
    if vault.exists(options.folder):
        raise WrongUseError("vault_exists", folder=options.folder)
    if recovery_file and os.path.exists(recovery_file):
        raise WrongUseError("file_exists")
    _check_writable(recovery_file)
    phrase = _new_passphrase(options)
    shows = options.may_ask and not os.environ.get(vault.PASSPHRASE_FILE)
    recovery = recovery_key.generate() if recovery_file or shows else None
    vault.create(options.folder, phrase, recovery)
    note(VAULT["created"].format(folder=options.folder), options)
    _hand_over(recovery, recovery_file, options)
    note(VAULT["next"], options)
    return exit_codes.DONE


def passphrase(options: GlobalOptions, *, recovery: bool, new_recovery: bool, recovery_file: str) -> int:
    """Change the passphrase, opened by the old one or by the recovery key."""
    vault.check_there(options.folder)
    if vault.is_demo(options.folder):
        raise RefusedError("demo_no_passphrase")
    if not options.may_ask:
        raise LockedError("passphrase_at_terminal")
    key = _key(options, recovery=recovery)
    phrase = _ask_twice()
    fresh = recovery_key.generate() if new_recovery or recovery_file else None
    vault.change_passphrase(key, phrase, fresh)
    note(VAULT["changed"], options)
    _hand_over(fresh, recovery_file, options, first=False)
    return exit_codes.DONE


def _key(options: GlobalOptions, *, recovery: bool) -> vault.Key:
    if recovery:
        return vault.key_by_recovery(options.folder, recovery_key.parse(ask_secret(VAULT["ask_recovery"])))
    return vault.key_by_passphrase(options.folder, ask_secret(VAULT["ask_old"]))


def _check_writable(file: str) -> None:
    # Before the vault is made: a vault whose recovery key went nowhere would have to be made again.
    folder = os.path.dirname(os.path.abspath(file))
    if file and not (os.path.isdir(folder) and os.access(folder, os.W_OK)):
        raise CannotWriteError("read_only", place=folder)


def _new_passphrase(options: GlobalOptions) -> str:
    file = os.environ.get(vault.PASSPHRASE_FILE)
    if file:
        phrase = passphrase_from_file(file)
        header.check_passphrase(phrase)
        return phrase
    if not options.may_ask:
        raise LockedError("passphrase_needed")
    note(VAULT["about_passphrase"], options)
    return _ask_twice()


def _ask_twice() -> str:
    phrase = ask_secret(VAULT["ask_new"])
    header.check_passphrase(phrase)
    if ask_secret(VAULT["ask_again"]) != phrase:
        raise WrongUseError("passphrases_differ")
    return phrase


def _hand_over(recovery: bytes | None, file: str, options: GlobalOptions, *, first: bool = True) -> None:
    """Give the recovery key to the coordinator: to a file that she named, or on paper by way of the terminal."""
    if recovery is None:
        if first:
            note(VAULT["no_recovery"], options)
        return
    words = recovery_key.to_words(recovery)
    if file:
        write_export(file, f"{VAULT['recovery_title']}\n\n{words}\n\n{VAULT['recovery_advice']}\n", force=False)
        note(VAULT["recovery_written"].format(name=os.path.basename(file)), options)
        return
    print(f"\n{VAULT['recovery_title']}\n\n    {words}\n\n{VAULT['recovery_advice']}\n", file=sys.stderr)
    _check_copied(words)


def _check_copied(words: str) -> None:
    groups = words.split("-")
    index = int.from_bytes(os.urandom(2), "big") % len(groups)
    while recovery_key.plain(asking.line(VAULT["ask_group"].format(group=index + 1))) != recovery_key.plain(
        groups[index]
    ):
        print(VAULT["group_differs"], file=sys.stderr)
