"""Who does what for somebody on sick leave: plain words to show or hand to the patient (content/roles.json)."""

from functools import cache
from typing import Any, NamedTuple

from rekotui.content.load import load_json


class Role(NamedTuple):
    """One party, and what it does, in sentences."""

    id: str
    title: str
    does: tuple[str, ...]


class Roles(NamedTuple):
    """The page: its title, what comes first of all, and the parties."""

    title: str
    lead: tuple[str, ...]
    roles: tuple[Role, ...]


@cache
def roles() -> Roles:
    """Return the page, read once."""
    table: Any = load_json("roles.json")
    found = tuple(Role(each["id"], each["title"], tuple(each["does"])) for each in table["roles"])
    return Roles(table["title"], tuple(table["lead"]), found)
