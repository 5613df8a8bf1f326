"""`rekotui backup`, `restore`, `verify` and `doctor`: keeping the vault whole."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from rekotui.base import exit_codes
from rekotui.base.errors import DamagedError, LockedError, RekotuiError, WrongUseError
from rekotui.cli import asking
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import ASK_PASSPHRASE, VAULT
from rekotui.cli.output import note, print_json, safe
from rekotui.cli.unlocking import ask_secret, key
from storage import vault
from storage.upgrade import open_reader

if TYPE_CHECKING:
    from storage.verifying import Verified


def backup(options: GlobalOptions, folder: str) -> int:
    """Save a checked copy of the vault; raise CannotWriteError where it cannot be written."""
    from storage.backup import back_up, default_folder

    opened = key(options)
    place = os.path.abspath(os.path.expanduser(folder)) if folder else default_folder(options.folder)
    saved = back_up(opened, place)
    note(VAULT["backed_up"].format(folder=saved.path), options)
    return exit_codes.DONE


def restore(options: GlobalOptions, folder: str) -> int:
    """Put a backup in the vault's place, which is moved aside. Asks first where somebody can answer.

    Raises UnreadableError or DamagedError for a backup that is not whole, BusyError where the vault is in use.
    """
    from storage import restore as restoring

    backup_path = os.path.abspath(os.path.expanduser(folder))
    question = VAULT["ask_restore"].format(folder=options.folder)
    if vault.exists(options.folder) and options.may_ask and not asking.yes(question, default=False):
        note(VAULT["kept_as_is"], options)
        return exit_codes.DONE
    dek, of_today = _backup_key(options, backup_path)
    done = restoring.restore(options.folder, backup_path, dek, keep_header=of_today)
    note(VAULT["restored"].format(aside=done.aside) if done.aside else VAULT["restored_new"], options)
    if done.newer:
        note(VAULT["newer_backup"].format(name=done.newer), options)
    return exit_codes.DONE


def verify(options: GlobalOptions, anchors: Sequence[str] = (), folder: str = "") -> int:
    """Check the whole history chain, what it speaks of, and how far it had come at each anchor.

    `anchors` are numbers that were written down, `folder` holds backups (else the vault's own). Raises DamagedError
    that names the first wrong row, WrongUseError for a number that is none.
    """
    from storage.backup import backups_in, default_folder
    from storage.verifying import SHOWN, printed, verified

    known = [anchor for anchor in map(printed, anchors) if anchor is not None]
    if len(known) < len(anchors):
        raise WrongUseError("bad_value", option="--anchor")
    opened_key = key(options)
    backups = backups_in(os.path.abspath(os.path.expanduser(folder)) if folder else default_folder(options.folder))
    with open_reader(opened_key) as opened:
        found = verified(opened_key, opened, backups, known)
    if found.faults:
        _broken(options, found)
    if options.json:
        print_json({"rows": found.rows, "anchor": found.anchor, "anchors": found.anchors, "faults": []})
    else:
        print(VAULT["verified"].format(rows=found.rows, anchor=found.anchor[:SHOWN]))
        print(VAULT["compared" if found.anchors else "not_compared"].format(count=found.anchors))
    return exit_codes.DONE


def _broken(options: GlobalOptions, found: "Verified") -> NoReturn:
    """Say every row that does not hold, the first ones in words; the very first is the error."""
    from storage.verifying import fault_words

    if options.json:
        faults = [{"row": f.row, "why": f.why, "subject": f.subject, "anchor": f.name or None} for f in found.faults]
        print_json({"rows": None, "anchor": None, "anchors": found.anchors, "faults": faults})
    for fault in found.faults[1:20]:
        note(f"  {fault.row}: {fault_words(fault)}", options)
    first = found.faults[0]
    raise DamagedError("chain_broken" if first.row else "chain_left_out", row=first.row, why=fault_words(first))


def doctor(options: GlobalOptions) -> int:
    """Examine the vault and say what should be done; exit 4 where something is damaged."""
    from storage.doctor import examine

    if not vault.exists(options.folder):
        raise LockedError("no_vault", folder=options.folder)
    try:
        opened: vault.Key | None = key(options)
    except RekotuiError as error:
        # No key: what can be examined without one still is. Why there is none is said beside the findings.
        note(str(error), options)
        opened = None
    findings = examine(opened if opened is not None else options.folder)
    if options.json:
        print_json([{"level": f.level, "key": f.key, "text": f.sentence} for f in findings])
    else:
        marks = {"ok": "✓", "warning": "!", "fault": "✗"}
        for finding in findings:
            print(f"{marks[finding.level]} {safe(finding.sentence)}")
        sys.stdout.flush()
    return exit_codes.DAMAGED if any(f.level == "fault" for f in findings) else exit_codes.DONE


def _backup_key(options: GlobalOptions, backup_path: str) -> tuple[bytes, bool]:
    """Return the backup's key, and whether it came from the open vault (whose passphrase then stays)."""
    from storage import restore as restoring

    try:
        today = vault.key_without_asking(options.folder)
    except RekotuiError:
        today = None  # no vault here yet, or a broken one: that is why there are backups
    found = restoring.key_without_asking(backup_path, today.dek if today else None)
    if found is not None:
        return found.dek, today is not None and found.dek == today.dek
    file = os.environ.get(vault.PASSPHRASE_FILE)
    if file:
        from storage.keys import passphrase_from_file

        return restoring.key_by_passphrase(backup_path, passphrase_from_file(file)).dek, False
    if not options.may_ask:
        raise LockedError("passphrase_needed")
    return restoring.key_by_passphrase(backup_path, ask_secret(ASK_PASSPHRASE)).dek, False
