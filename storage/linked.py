"""Personnummer that the coordinator has joined: what was listed under the old number counts as the new one's."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlcipher3.dbapi2 as driver

Links = Mapping[str, str]


def read_links(connection: driver.Connection) -> dict[str, str]:
    """Return {old number: the number that holds now}; a number that was replaced twice leads to the last one."""
    direct = dict(connection.execute("select before_number, after_number from number_link"))
    return {old: _last(direct, old) for old in direct}


def spellings(links: Links, numbers: Iterable[str]) -> list[str]:
    """Return the numbers, and those that have been joined to them, in order."""
    wanted = set(numbers)
    return sorted(wanted | {old for old, new in links.items() if new in wanted})


def as_linked(links: Links, record: dict[str, Any]) -> dict[str, Any]:
    """Return a list record under the number that holds now."""
    number = record.get("personnummer")
    return {**record, "personnummer": links[str(number)]} if number in links else record


def _last(direct: Links, number: str) -> str:
    seen: set[str] = set()
    while number in direct and number not in seen:
        seen.add(number)
        number = direct[number]
    return number
