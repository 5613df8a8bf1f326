"""The status of a case: Rehabstöd's eight words, in Rehabstöd's order, so that both lists agree.

The words and the views they belong to lie in content/statuses.json (rehabstod 1.8; design 2).
"""

from functools import cache
from typing import NamedTuple

from rekotui.base.errors import WrongUseError
from rekotui.content.load import load_json

ACTIVE = "active"
CLOSED = "closed"
ALL = "all"


class _Status(NamedTuple):
    word: str
    views: tuple[str, ...]
    taken: bool


def all_statuses() -> tuple[str, ...]:
    """Return the eight words in order; "-" means that no status has been set."""
    return tuple(status.word for status in _table())


def active_statuses() -> tuple[str, ...]:
    """Return the words of cases that are being worked with."""
    return _of_view(ACTIVE)


def closed_statuses() -> tuple[str, ...]:
    """Return the words of cases that are closed."""
    return _of_view(CLOSED)


def taken_statuses() -> tuple[str, ...]:
    """Return the words whose rows `import --take status` makes cases of (design 10)."""
    return tuple(status.word for status in _table() if status.taken)


def is_active(word: str) -> bool:
    """Return whether a case with this status is being worked with; raises WrongUseError for no status."""
    return check(word) in active_statuses()


def all_views() -> tuple[str, ...]:
    """Return the names of the views of the caseload."""
    named = dict.fromkeys(view for status in _table() for view in status.views)
    return (*named, ALL)


def statuses_of_view(view: str) -> tuple[str, ...] | None:
    """Return the words a view shows, None for no restriction; raises WrongUseError for an unknown view.

    "today" and "waiting" are the active cases, further restricted by what the day and the follow-ups say.
    """
    if view == ALL:
        return None
    shown = _of_view(view)
    if not shown:
        raise WrongUseError("bad_view", known=", ".join(all_views()))
    return shown


def check(word: str) -> str:
    """Return the word if it is one of the eight; raise WrongUseError("unknown_status") if not."""
    known = all_statuses()
    if word not in known:
        raise WrongUseError("unknown_status", word=word[:20], known=", ".join(known))
    return word


def _of_view(view: str) -> tuple[str, ...]:
    return tuple(status.word for status in _table() if view in status.views)


@cache
def _table() -> tuple[_Status, ...]:
    rows = load_json("statuses.json")
    if not isinstance(rows, list):
        raise TypeError("statuses.json is a list of statuses")
    return tuple(_Status(row["word"], tuple(row["views"]), row["taken"]) for row in rows)
