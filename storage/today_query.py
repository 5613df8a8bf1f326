"""The first cases of Idag without putting all of them in order: at many cases only a page of them is shown."""

import sys
from bisect import bisect_left
from typing import TYPE_CHECKING

from storage.query import IN_FORCE_BY_CASE, TODAY, CaseQuery

if TYPE_CHECKING:
    from storage.reading import Reader

_BY_NAME, _AS_ENTERED = ("urgency", "name"), ("urgency",)
_AT_ONCE = 400


_Urgent = tuple[int, str, int]
"""Of a case: severity turned round, nearest day, its id; so that the most urgent is the least."""


def is_plain(query: CaseQuery) -> bool:
    """Tell whether a question is Idag as it opens: nothing filtered, the most urgent first."""
    return query.view == TODAY and query.sort in (_BY_NAME, _AS_ENTERED) and not query.filters and query.ids is None


def page(reader: "Reader", query: CaseQuery) -> tuple[list[int], int]:
    """Return the ids of the page, and how many cases Idag has in all.

    The most urgent come first, then the nearest day, then by name if asked; no other names than may decide are read.
    """
    urgent = sorted(_urgent(reader, query))
    end = min(query.offset + query.limit, len(urgent)) if query.limit else len(urgent)
    if query.offset >= end:
        return [], len(urgent)
    if query.sort == _AS_ENTERED:
        return [case_id for _severity, _due, case_id in urgent[query.offset : end]], len(urgent)
    # Those that are as urgent as the first and the last of the page may stand before or after them by their names.
    before = bisect_left(urgent, urgent[query.offset][:2])
    among = urgent[before : bisect_left(urgent, (*urgent[end - 1][:2], sys.maxsize))]
    names = _names(reader, [case_id for _severity, _due, case_id in among])
    among = [each for each in among if each[2] in names]
    among.sort(key=lambda each: (*each[:2], names[each[2]] is not None, names[each[2]] or "", each[2]))
    return [case_id for _severity, _due, case_id in among[query.offset - before : end - before]], len(urgent)


def count(reader: "Reader", query: CaseQuery) -> int:
    """Return how many cases Idag has in all."""
    return len(_urgent(reader, query))


def _urgent(reader: "Reader", query: CaseQuery) -> list[_Urgent]:
    day = query.on.isoformat()
    return [(-severity, due, case_id) for case_id, severity, due in reader.rows(IN_FORCE_BY_CASE, (day, day, day))]


def _names(reader: "Reader", ids: list[int]) -> dict[int, str | None]:
    names: dict[int, str | None] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        names |= dict(reader.rows(f"select case_id, name_key from case_overview where case_id in ({marks})", part))
    return names
