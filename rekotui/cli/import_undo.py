"""`rekotui import undo`: take back the latest list that was read in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rekotui.base import exit_codes
from rekotui.base.errors import NothingFoundError
from rekotui.cli import asking
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import UNDO
from rekotui.cli.output import note, print_json, safe
from rekotui.cli.unlocking import key
from storage.undo_preview import ToUndo, import_to_undo
from storage.upgrade import open_reader
from storage.vault import Key

if TYPE_CHECKING:
    from storage.import_undo import Undone

_NUMBERS = 8


def run(options: GlobalOptions, unit: str) -> int:
    """Undo the latest list, of the unit if one is given: asked first at a terminal, else at once (nothing is deleted).

    Raises NothingFoundError (exit 1) where no list stands, RefusedError for a list of an older program.
    """
    opened = key(options)
    with open_reader(opened) as reader:
        planned = import_to_undo(reader, unit or None)
    if planned is None:
        raise NothingFoundError("nothing_to_undo")
    if options.may_ask:
        _print_plan(planned)
        if not asking.yes(UNDO["ask"], default=False):
            note(UNDO["not_undone"], options)
            return exit_codes.DONE
    done = _undo(opened, unit or None, planned, options)
    if options.json:
        print_json(
            {
                "unit": done.unit or None,
                "list_date": done.list_date.isoformat(),
                "voided": list(done.voided),
                "kept": list(done.kept),
                "restored": list(done.restored),
            }
        )
    else:
        _print_done(done, planned)
    return exit_codes.DONE


def _undo(opened: Key, unit: str | None, planned: ToUndo, options: GlobalOptions) -> "Undone":
    from storage.database import Database
    from storage.import_undo import ImportUndo

    database = Database(opened.folder, opened.dek, demo=opened.demo)
    try:
        with database.write() as work:
            return ImportUndo(work).undo(options.day, unit, planned.import_id)
    finally:
        database.close()


def _print_done(done: "Undone", planned: ToUndo) -> None:
    _say(UNDO["done"].format(list=_list(planned)))
    _say_cases((("voided", done.voided), ("restored", done.restored), ("kept", done.kept)))
    if done.brought_back:
        _say(UNDO["brings_back"])


def _print_plan(planned: ToUndo) -> None:
    _say(UNDO["head"].format(list=_list(planned), rows=planned.rows))
    _say_cases((("will_void", planned.opened), ("will_restore", planned.changed), ("will_keep", planned.kept)))
    if planned.decisions:
        _say(UNDO["will_withdraw"].format(count=planned.decisions))
    if planned.brings_back:
        _say(UNDO["brings_back"])


def _say_cases(groups: Sequence[tuple[str, Sequence[str]]]) -> None:
    for words, cases in groups:
        if cases:
            # Those that stay are all named: somebody has to go through them.
            _say(UNDO[words].format(cases=_numbers(cases, len(cases) if words == "kept" else _NUMBERS)))


def _list(planned: ToUndo) -> str:
    words = UNDO["list_of"] if planned.unit else UNDO["list"]
    return words.format(day=planned.list_date.isoformat(), unit=planned.unit)


def _numbers(cases: Sequence[str], most: int) -> str:
    """Return how many, and the first of their numbers."""
    more = ", …" if len(cases) > most else ""
    return UNDO["numbers"].format(count=len(cases), numbers=", ".join(cases[:most]) + more)


def _say(text: str) -> None:
    print(safe(text))
