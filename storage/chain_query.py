"""Sorting and filtering by chain day: the one count that no column holds, worked out over all candidates."""

from functools import partial
from typing import TYPE_CHECKING, Any

from rekotui.base.errors import WrongUseError
from rekotui.casework.card import counts
from rekotui.casework.fold import swedish_key
from rekotui.casework.names import filed_name
from storage.query import TURNED, CaseQuery

if TYPE_CHECKING:
    from storage.reading import CaseLine, Reader

_ATTRIBUTES = {
    "case": "number",
    "diagnosis": "diagnosis_code",
    "age": "birth_date",
    "day_today": "first_day",
    "next_date": "next_on",
    "last_contact": "last_contact_on",
    "urgency": "next_on",
}
_SIGNS = {"=": int.__eq__, "<": int.__lt__, ">": int.__gt__}


def cases_by_chain(reader: "Reader", query: CaseQuery) -> "tuple[CaseLine, ...]":
    """Return the cases of a query whose filter or order speaks of the chain day."""
    lines = _matching(reader, query)
    # Stable sorts from the last key to the first; SQL cannot order by a count that it does not know.
    for key in reversed(query.sort if _orders_by_chain(query) else ()):
        name = key.removeprefix("-")
        descending = key.startswith("-") != (name in TURNED)
        lines.sort(key=partial(_sorted_by, name), reverse=descending)
    end = query.offset + query.limit if query.limit else None
    return tuple(line for line, _day in lines[query.offset : end])


def count_by_chain(reader: "Reader", query: CaseQuery) -> int:
    """Return how many cases such a query has."""
    return len(_matching(reader, query))


def without_chain(reader: "Reader", query: CaseQuery) -> CaseQuery:
    """Return the same question to the cases that its conditions on the chain day leave, without those conditions."""
    ids = tuple(line.case_id for line, _day in _matching(reader, query))
    return query._replace(
        filters=tuple(f for f in query.filters if f.field != "chain_day"),
        sort=tuple(key for key in query.sort if key.removeprefix("-") != "chain_day"),
        ids=ids,
    )


def _orders_by_chain(query: CaseQuery) -> bool:
    return any(key.removeprefix("-") == "chain_day" for key in query.sort)


def _matching(reader: "Reader", query: CaseQuery) -> "list[tuple[CaseLine, int | None]]":
    plain = query._replace(
        filters=tuple(f for f in query.filters if f.field != "chain_day"),
        sort=("case",) if _orders_by_chain(query) else query.sort,
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


def _sorted_by(name: str, pair: "tuple[CaseLine, int | None]") -> "tuple[bool, Any]":
    """Return what a case is sorted by; what is missing comes first, as in SQL."""
    line, chain_day = pair
    if name == "chain_day":
        value: Any = chain_day
    elif name == "name":
        value = "" if line.protected else swedish_key(filed_name(line.name))
    else:
        value = getattr(line, _ATTRIBUTES.get(name, name))
    return value is not None, value
