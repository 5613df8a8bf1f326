"""`rekotui unlock` and `rekotui lock`: how long look-ups may open the vault without asking."""

import re
from datetime import datetime

from rekotui.base import exit_codes
from rekotui.base.errors import LockedError, WrongUseError
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import ASK_PASSPHRASE, VAULT
from rekotui.cli.output import note
from rekotui.cli.unlocking import ask_secret
from storage import agent_client, recovery_key, vault
from storage.agent_client import FOREVER
from storage.agent_process import spawn
from storage.upgrade import open_reader

_TIME = re.compile(r"(\d{1,3})([hm])")
_LONGEST = 12 * 3600


def unlock(options: GlobalOptions, time_text: str, *, recovery: bool) -> int:
    """Start a key agent that ends by itself; raise WrongUseError for a time that is no time or too long."""
    seconds = _seconds(time_text)
    vault.check_there(options.folder)
    if vault.is_demo(options.folder):
        note(VAULT["demo_open"], options)
        return exit_codes.DONE
    key = _key(options, recovery=recovery)
    open_reader(key).close()
    deadline = spawn(options.folder, key.dek, seconds)
    if deadline == FOREVER:
        note(VAULT["app_is_open"], options)
    else:
        note(VAULT["unlocked"].format(until=datetime.fromtimestamp(deadline).strftime("%H:%M")), options)
    return exit_codes.DONE


def lock(options: GlobalOptions) -> int:
    """End the key agent, whether it is the open app or `unlock`."""
    vault.check_there(options.folder)
    was_open = agent_client.ask_lock(options.folder)
    note(VAULT["locked" if was_open else "was_locked"], options)
    return exit_codes.DONE


def _key(options: GlobalOptions, *, recovery: bool) -> vault.Key:
    if recovery:
        if not options.may_ask:
            raise LockedError("passphrase_at_terminal")
        return vault.key_by_recovery(options.folder, recovery_key.parse(ask_secret(VAULT["ask_recovery"])))
    found = vault.key_without_asking(options.folder)
    if found is not None:
        return found
    if not options.may_ask:
        raise LockedError("passphrase_needed")
    return vault.key_by_passphrase(options.folder, ask_secret(ASK_PASSPHRASE))


def _seconds(text: str) -> int:
    match = _TIME.fullmatch(text.strip())
    seconds = int(match[1]) * (3600 if match[2] == "h" else 60) if match else 0
    if not 0 < seconds <= _LONGEST:
        raise WrongUseError("bad_time")
    return seconds
