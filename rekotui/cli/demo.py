"""`rekotui demo`: a throwaway vault with invented people."""

import os
import shutil
import tempfile

from rekotui.base import exit_codes
from rekotui.base.errors import WrongUseError
from rekotui.cli import opening
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import DEMO
from rekotui.cli.output import note
from storage import vault


def run(options: GlobalOptions, *, cases: int, seed: int, folder: str, no_open: bool) -> int:
    """Make the demo and open it; without a terminal, or with `no_open`, print its caseload as text.

    Without a folder everything is taken away at the end. Raises WrongUseError for a folder that is not empty.
    """
    _check_size(cases)
    kept = bool(folder)
    place = os.path.abspath(os.path.expanduser(folder)) if kept else tempfile.mkdtemp(prefix="rekotui-demo-")
    try:
        note(DEMO["making"].format(cases=cases), options)
        _make(place, cases, seed, options)
        options.vault = place
        if kept:
            note(DEMO["kept"].format(folder=place), options)
        if no_open or not opening.at_terminal():
            return _print(options)
        return opening.open_app(options)
    finally:
        if not kept:
            shutil.rmtree(place, ignore_errors=True)


def _check_size(cases: int) -> None:
    # Before anything is made: half a demo in her folder would stand in the way of the next.
    from rekotui.exchange.demo.caseload import MOST_CASES

    if not 0 <= cases <= MOST_CASES:
        raise WrongUseError("demo_size", most=MOST_CASES)


def _make(place: str, cases: int, seed: int, options: GlobalOptions) -> None:
    from rekotui.exchange.demo.fill import fill
    from storage.database import Database

    key = vault.create_demo(place)
    database = Database(key.folder, key.dek, demo=True)
    try:
        fill(database, cases, seed, options.day)
    finally:
        database.close()


def _print(options: GlobalOptions) -> int:
    from rekotui.cli import listing

    note(DEMO["banner"], options)
    listing.run(options, "all", "", [])
    return exit_codes.DONE
