"""Signals that rules, settings or the program have outrun are made anew before a day is told."""

from rekotui.base.errors import RekotuiError
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import TODAY
from rekotui.cli.output import note
from storage.reading import Reader
from storage.signal_basis import is_current
from storage.vault import Key


def bring_up_to_date(opened: Reader, found: Key, options: GlobalOptions) -> None:
    """Have all signals made anew where rules or settings have changed since; where that cannot be written, say so."""
    if is_current(opened.connection):
        return
    from storage.database import Database
    from storage.signal_refresh import refresh

    note(TODAY["recounting"], options)
    database = Database(found.folder, found.dek, demo=found.demo)
    try:
        refresh(database)
    except RekotuiError:
        note(TODAY["not_recounted"], options)
    finally:
        database.close()
