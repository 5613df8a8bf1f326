"""Groups of a comparison as lines of text: a title with a count, and the people under it. For import and review."""

import shutil
import textwrap
from collections.abc import Iterator

from rekotui.casework.names import filed_name
from rekotui.casework.review import Found
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import PROTECTED
from rekotui.cli.output import safe, width
from rekotui.exchange.messages import REVIEW
from rekotui.exchange.review_record import Compared, Groups, case_of, is_protected
from rekotui.exchange.review_words import title, told

_QUIET = "unchanged"
"""Their number is enough: nothing about them asks for anything."""
_WIDEST_NAME = 28


def group_lines(
    groups: Groups, known: Compared, options: GlobalOptions, *, names: bool = True, most: int | None = None
) -> Iterator[str]:
    """Give the groups that have anybody, with at most `most` people each; without `names` only their numbers."""
    people = [found for group, all_ in groups.items() if group != _QUIET for found in all_[:most]]
    wide = max((width(_name(found, known)) for found in people), default=0)
    for group, found_ in groups.items():
        if not found_:
            continue
        yield title(group, len(found_))
        if group == _QUIET or not names:
            continue
        for found in found_[:most]:
            yield from _person(group, found, known, min(wide, _WIDEST_NAME), options)
        if most is not None and len(found_) > most:
            yield "  " + REVIEW["more"].format(count=len(found_) - most)


def _person(group: str, found: Found, known: Compared, wide: int, options: GlobalOptions) -> Iterator[str]:
    name = _name(found, known)
    row = known.rows.get(found.personnummer)
    words = safe(told(group, found, row, known.list_date, hide=is_protected(found, known)))
    start = f"  {name}{' ' * (wide - width(name))}  {case_of(found, known) or '':<8}  "
    if not options.table:
        yield (start + words).rstrip()
        return
    # At a terminal long changes go on under themselves, so that the names still stand in a column of their own.
    columns = max(shutil.get_terminal_size().columns - 1, len(start) + 20)
    yield from textwrap.wrap(words, columns, initial_indent=start, subsequent_indent=" " * len(start)) or [start]


def _name(found: Found, known: Compared) -> str:
    return PROTECTED if is_protected(found, known) else safe(filed_name(known.names.get(found.personnummer, "")))
