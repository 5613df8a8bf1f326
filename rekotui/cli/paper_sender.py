"""`rekotui sender`: whom papers are from."""

from collections.abc import Mapping

from rekotui.base import exit_codes
from rekotui.base.settings import Settings
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.output import print_json, safe
from rekotui.cli.paper_messages import SENDER
from rekotui.cli.unlocking import key
from storage.upgrade import open_reader
from storage.vault import Key


def run(options: GlobalOptions, given: Mapping[str, str | None]) -> int:
    """Set what is given (None = as it is, "" = none), then say what holds.

    Raises WrongUseError for what does not fit on a letterhead.
    """
    found = key(options)
    wanted = {name: text for name, text in given.items() if text is not None}
    if wanted:
        _set(found, wanted)
    with open_reader(found) as opened:
        settings = opened.settings
    if options.json:
        told = {"unit": settings.sender_unit, "name": settings.sender_name, "phone": settings.sender_phone}
        print_json({name: text or None for name, text in told.items()})
    else:
        print("\n".join(_lines(settings)))
    return exit_codes.DONE


def _set(found: Key, wanted: Mapping[str, str]) -> None:
    from storage.database import Database
    from storage.setting_changes import change_sender
    from storage.upgrade import upgrade

    upgrade(found)
    database = Database(found.folder, found.dek, demo=found.demo)
    try:
        with database.write() as work:
            change_sender(work, wanted)
    finally:
        database.close()


def _lines(settings: Settings) -> list[str]:
    return [
        SENDER["unit"].format(text=safe(settings.sender_unit) or SENDER["none"]),
        SENDER["name"].format(text=safe(settings.sender_name) or SENDER["missing"]),
        SENDER["phone"].format(text=safe(settings.sender_phone) or SENDER["missing"]),
    ]
