"""Groups of a comparison as lines of text: a title with a count, and the people under it. For import and review."""

import shutil
import textwrap
from collections.abc import Collection, Iterator, Mapping

from rekotui.casework.names import filed_name
from rekotui.casework.review import Found
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import PROTECTED
from rekotui.cli.messages import REVIEW as DECIDING
from rekotui.cli.output import safe, width
from rekotui.exchange.messages import REVIEW
from rekotui.exchange.review_record import Compared, Groups, case_of, is_protected
from rekotui.exchange.review_words import title, told

_QUIET = "unchanged"
"""Their number is enough: nothing about them asks for anything."""
_WIDEST_NAME = 28


def group_lines(
    groups: Groups,
    known: Compared,
    options: GlobalOptions,
    *,
    names: bool = True,
    most: int | None = None,
    states: Mapping[str, str] | None = None,
    asked: Collection[str] = (),
) -> Iterator[str]:
    """Give the groups that have anybody, with at most `most` people each; without `names` only their numbers.

    `states` tells by personnummer what is decided about each, `asked` who needs a decision: of those in the group that
    is only counted, their number is told.
    """
    people = [found for group, all_ in groups.items() if group != _QUIET for found in all_[:most]]
    wide = min(max((width(_name(found, known)) for found in people), default=0), _WIDEST_NAME)
    case_wide = max((len(case_of(found, known) or "") for found in people), default=0)
    for group, found_ in groups.items():
        if not found_:
            continue
        words = title(group, len(found_))
        left = sum(found.personnummer in asked for found in found_) if group == _QUIET else 0
        yield DECIDING["undecided"].format(title=words, left=left) if left else words
        if group == _QUIET or not names:
            continue
        for found in found_[:most]:
            name, case = _name(found, known), case_of(found, known) or ""
            start = f"  {name}{' ' * (wide - width(name))}" + (f"  {case:<{case_wide}}" if case_wide else "")
            row = known.rows.get(found.personnummer)
            change = told(group, found, row, known.list_date, hide=is_protected(found, known))
            words = " · ".join(part for part in (change, (states or {}).get(found.personnummer, "")) if part)
            yield from _lines(f"{start}  ", safe(words), options)
        if most is not None and len(found_) > most:
            yield "  " + REVIEW["more"].format(count=len(found_) - most)


def _lines(start: str, words: str, options: GlobalOptions) -> list[str]:
    """Return one line; at a terminal long changes go on under themselves, so that the names keep their column."""
    if not options.table:
        return [(start + words).rstrip()]
    columns = max(shutil.get_terminal_size().columns - 1, len(start) + 20)
    return textwrap.wrap(words, columns, initial_indent=start, subsequent_indent=" " * len(start)) or [start.rstrip()]


def _name(found: Found, known: Compared) -> str:
    return PROTECTED if is_protected(found, known) else safe(filed_name(known.names.get(found.personnummer, "")))
