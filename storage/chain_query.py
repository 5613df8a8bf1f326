"""Sorting and filtering by chain day: the one count that no column holds, worked out over all candidates."""

from typing import TYPE_CHECKING

from rekotui.base.errors import WrongUseError
from rekotui.casework.card import counts
from storage.query import CaseQuery

if TYPE_CHECKING:
    from storage.reading import CaseLine, Reader

_SIGNS = {"=": int.__eq__, "<": int.__lt__, ">": int.__gt__}


def cases_by_chain(reader: "Reader", query: CaseQuery) -> "tuple[CaseLine, ...]":
    """Return the cases of a query whose filter or order speaks of the chain day."""
    lines = _matching(reader, query)
    for key in reversed([key for key in query.sort if key.removeprefix("-") == "chain_day"]):
        lines.sort(key=lambda pair: pair[1] or 0, reverse=key.startswith("-"))
    end = query.offset + query.limit if query.limit else None
    return tuple(line for line, _day in lines[query.offset : end])


def count_by_chain(reader: "Reader", query: CaseQuery) -> int:
    """Return how many cases such a query has."""
    return len(_matching(reader, query))


def _matching(reader: "Reader", query: CaseQuery) -> "list[tuple[CaseLine, int | None]]":
    plain = query._replace(
        filters=tuple(f for f in query.filters if f.field != "chain_day"),
        sort=tuple(key for key in query.sort if key.removeprefix("-") != "chain_day") or ("name",),
        limit=0,
        offset=0,
    )
    gap = reader.settings.chain_gap_days
    lines = [(line, counts(line, query.on, gap).chain_day) for line in reader.cases(plain)]
    for filter_ in query.filters:
        if filter_.field == "chain_day":
            try:
                wanted, test = int(filter_.value), _SIGNS[filter_.sign]
            except ValueError:
                raise WrongUseError("not_a_number", text=filter_.value[:20]) from None
            lines = [(line, day) for line, day in lines if day is not None and test(day, wanted)]
    return lines
