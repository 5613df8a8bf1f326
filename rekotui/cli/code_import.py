"""`rekotui import icd`: Socialstyrelsen's file of diagnosis codes, so that every code gets its name."""

from rekotui.base import exit_codes
from rekotui.cli.given_file import content
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import CODES
from rekotui.cli.output import note, print_json
from rekotui.cli.unlocking import key
from rekotui.exchange.codes import importing
from rekotui.exchange.codes.importing import Taught
from rekotui.exchange.codes.reader import LARGEST_FILE, CodeFile, read_codes
from storage import vault
from storage.upgrade import open_reader


def run(options: GlobalOptions, file: str, *, dry_run: bool) -> int:
    """Read a file of codes and learn its names, or with `dry_run` only say what that would mean.

    Raises UnreadableError (exit 6) for a file without codes.
    """
    found = read_codes(content(file, LARGEST_FILE))
    if dry_run and not vault.exists(options.folder):
        _print(importing.preview(found, None, options.day), options, stored=False)
        return exit_codes.DONE
    opened = key(options)
    if dry_run:
        with open_reader(opened) as reader:
            _print(importing.preview(found, reader, options.day), options, stored=False)
        return exit_codes.DONE
    _print(_stored(found, opened, options), options, stored=True)
    return exit_codes.DONE


def _stored(found: CodeFile, opened: vault.Key, options: GlobalOptions) -> Taught:
    from storage.database import Database

    database = Database(opened.folder, opened.dek, demo=opened.demo)
    try:
        return importing.store(database, found, options.day)
    finally:
        database.close()


def _print(taught: Taught, options: GlobalOptions, *, stored: bool) -> None:
    if options.json:
        print_json(taught.as_json())
    elif taught.new is None:
        print(CODES["codes"].format(codes=taught.codes))
    else:
        print(CODES["compared"].format(codes=taught.codes, new=taught.new, changed=taught.changed))
    for name, count in (("skipped", taught.skipped), ("doubles", taught.doubles)):
        if count:
            note(CODES[name].format(count=count), options)
    if stored:
        note(CODES["done"].format(cases=taught.cases), options)
    else:
        note(CODES["not_stored"], options)
        if taught.cases is not None:
            note(CODES["cases"].format(cases=taught.cases), options)
