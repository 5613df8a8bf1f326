"""`rekotui import rehabstod`: a sick-leave list from Rehabstöd, read, previewed and stored."""

import os
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rekotui.base import exit_codes
from rekotui.base.clock import parse_day
from rekotui.base.errors import CannotWriteError, WrongUseError
from rekotui.cli import asking
from rekotui.cli.given_file import content
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import IMPORT
from rekotui.cli.output import note, print_json, safe
from rekotui.cli.review_text import group_lines
from rekotui.cli.unlocking import key
from rekotui.exchange import files, importing
from rekotui.exchange.importing import Preview
from rekotui.exchange.rehabstod.reader import LARGEST_FILE, read
from rekotui.exchange.rehabstod.records import Notice, ReadList, notice
from rekotui.exchange.review_record import Groups
from storage import lists, vault
from storage.reading import Reader
from storage.retention import is_due, remove_old_rows
from storage.upgrade import open_reader

if TYPE_CHECKING:
    from storage.database import Database

_MOST_NAMES = 8
"""People of a group named in a preview; `rekotui review` names all."""
_MOST_NUMBERS = 10
"""Case numbers named in one sentence."""


def run(options: GlobalOptions, file: str, *, list_date: str, unit: str, take: str, dry_run: bool) -> int:
    """Read a list and store it, or with `dry_run` only say what storing it would mean.

    Raises UnreadableError (exit 6) for a file that is no list, WrongUseError for wrong options.
    """
    if take not in importing.TAKES:
        raise WrongUseError("bad_choice", option="--take", known=", ".join(importing.TAKES))
    given_day = parse_day(list_date) if list_date else None
    found = read(content(file, LARGEST_FILE), os.path.basename(file) if file != "-" else "", options.day)
    if dry_run and not vault.exists(options.folder):
        day, assumed = _day(found, given_day, options)
        shown = importing.preview(found, None, list_date=day, unit=unit or found.unit or "", on=options.day)
        _print(shown, assumed, options, stored=False)
        return exit_codes.DONE
    opened_key = key(options)
    with open_reader(opened_key) as reader:
        if not dry_run:
            _tidy(opened_key, reader, options)
        day, assumed = _day(found, given_day, options)
        shown = importing.preview(found, reader, list_date=day, unit=_unit(found, unit, reader), on=options.day)
        shown = _asked_about_filters(shown, reader, options)
    if dry_run:
        _print(shown, assumed, options, stored=False)
        return exit_codes.DONE
    if options.may_ask:
        _print_preview(shown, assumed, options)
        if not asking.yes(IMPORT["ask_store"], default=True):
            note(IMPORT["not_stored"], options)
            return exit_codes.DONE
    _store(shown, take, opened_key, options, assumed)
    _offer_to_remove(file, options)
    return exit_codes.DONE


def _tidy(opened: vault.Key, reader: Reader, options: GlobalOptions) -> None:
    """Let rows go that have been kept long enough, before anything is read: the preview speaks of what is there."""
    if not is_due(reader, options.day):
        return
    database = _database(opened)
    try:
        with database.write() as work:
            remove_old_rows(work, options.day)
    finally:
        database.close()


def _database(opened: vault.Key) -> "Database":
    from storage.database import Database

    return Database(opened.folder, opened.dek, demo=opened.demo)


def _store(shown: Preview, take: str, opened: vault.Key, options: GlobalOptions, assumed: Sequence[Notice]) -> None:
    database = _database(opened)
    try:
        done = importing.store(database, shown, take, options.day)
    finally:
        database.close()
    with open_reader(opened) as reader:
        cases = lists.case_numbers(reader, [r.personnummer for r in shown.people if r.personnummer])
    _print(shown._replace(cases=cases), assumed, options, stored=True)
    note(IMPORT["done"].format(taken=len(done.taken), changed=len(done.changed)), options)
    if done.named:
        note(IMPORT["named"].format(count=len(done.named)), options)
    if done.cut:
        some = [*done.cut[:_MOST_NUMBERS], *(["…"] if len(done.cut) > _MOST_NUMBERS else [])]
        note(IMPORT["cut"].format(count=len(done.cut), cases=", ".join(some)), options)


def _offer_to_remove(file: str, options: GlobalOptions) -> None:
    """Ask whether the file should leave the computer now that its list is stored; never without somebody to answer."""
    if file == "-" or not options.may_ask or not files.can_be_removed(file):
        return
    name = safe(os.path.basename(file))
    if asking.yes(IMPORT["ask_remove"].format(name=name), default=False):
        try:
            files.remove(file)
            note(IMPORT["removed"].format(name=name), options)
        except CannotWriteError as error:
            # The list is stored, and that is what was asked for: the command has not failed.
            note(str(error), options)


def _day(found: ReadList, given: date | None, options: GlobalOptions) -> tuple[date, list[Notice]]:
    """Return the list's day: as given, as the file says, as answered, or today with a warning (design 6)."""
    day = given or found.list_date
    if day is not None:
        return day, []
    if options.may_ask:
        answer = asking.line(IMPORT["ask_list_date"].format(today=options.day.isoformat()))
        return (parse_day(answer) if answer else options.day), []
    return options.day, [notice("list_date_assumed")]


def _unit(found: ReadList, given: str, reader: Reader) -> str:
    if given or found.unit:
        return given or found.unit or ""
    known = lists.units(reader)
    if len(known) > 1:
        raise WrongUseError("which_unit", known=", ".join(unit or "–" for unit in known))
    return known[0] if known else ""


def _asked_about_filters(shown: Preview, reader: Reader, options: GlobalOptions) -> Preview:
    if not shown.maybe_partial or not options.may_ask:
        return shown
    partial = asking.yes(IMPORT["ask_partial"], default=True)
    return importing.preview(
        shown.read, reader, list_date=shown.list_date, unit=shown.unit, on=options.day, partial=partial
    )


def _print(shown: Preview, assumed: Sequence[Notice], options: GlobalOptions, *, stored: bool) -> None:
    if options.json:
        value = importing.as_json(shown)
        value["warnings"] = [
            *(each.as_json() for each in shown.warnings),
            *(each.as_json() for each in assumed),
        ]
        print_json(value)
    elif not (stored and options.may_ask):
        _print_preview(shown, assumed, options)


def _print_preview(shown: Preview, assumed: Sequence[Notice], options: GlobalOptions) -> None:
    read_list = shown.read
    print(IMPORT["head"].format(rows=len(read_list.records), day=shown.list_date.isoformat()))
    if shown.groups is not None:
        _print_groups(shown, shown.groups, options)
    if shown.already_imported:
        note(IMPORT["again"], options)
    for title, notices in (("warnings", [*shown.warnings, *assumed]), ("skipped", read_list.skipped)):
        if notices:
            note(IMPORT[title].format(count=len(notices)), options)
            for each in notices:
                note(f"  {each.text}", options)
    if options.may_ask:
        note(IMPORT["logging"], options)


def _print_groups(shown: Preview, groups: Groups, options: GlobalOptions) -> None:
    """Print how many are in each group; who they are, and what changed, only on a terminal."""
    if shown.earlier is None:
        print(IMPORT["first_one" if len(groups["new"]) == 1 else "first"].format(new=len(groups["new"])))
    else:
        counts = {"new": len(groups["new"]), "gone": len(groups["gone"]), "same": len(groups["unchanged"])}
        print(IMPORT["groups"].format(**counts, since=shown.earlier.isoformat()))
    told = {group: people for group, people in groups.items() if shown.earlier or group != "new"}
    for line in group_lines(told, shown, options, names=options.table, most=_MOST_NAMES):
        print(line)
