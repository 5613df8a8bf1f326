"""People of a comparison as JSON: the items of `groups` in `import --json` and `review --json` (design 10).

A protected identity is masked here, so that no caller can forget it (design 4).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from rekotui.casework.review import Found, Row

Groups = Mapping[str, Sequence[Found]]


class Compared(Protocol):
    """A list that has been compared, and what is known of the people in its groups, by personnummer."""

    @property
    def list_date(self) -> date:
        """The day of the list."""

    @property
    def rows(self) -> Mapping[str, Row]:
        """The newest row known of each."""

    @property
    def names(self) -> Mapping[str, str]:
        """Their names, as the lists write them."""

    @property
    def cases(self) -> Mapping[str, str]:
        """The numbers of their newest cases."""

    @property
    def protected(self) -> Collection[str]:
        """The personnummer that must not be shown."""


def groups_as_json(groups: Groups, known: Compared) -> dict[str, list[dict[str, object]]]:
    """Return the groups with the documented keys, people in order."""
    return {group: [_person(found, known) for found in people] for group, people in groups.items()}


def is_protected(found: Found, known: Compared) -> bool:
    """Return whether she, or whoever she may be under another number, has a protected identity."""
    return found.personnummer in known.protected or found.before_number in known.protected


def case_of(found: Found, known: Compared) -> str | None:
    """Return the number of her newest case, under either number."""
    return known.cases.get(found.personnummer) or known.cases.get(found.before_number or "")


def _person(found: Found, known: Compared) -> dict[str, object]:
    hide = is_protected(found, known)
    number = None if hide else found.personnummer
    masked = {name: [None, None] if hide and name == "name" else list(pair) for name, pair in found.changes.items()}
    person: dict[str, object] = {
        "personnummer": number,
        "name": None if hide else known.names.get(found.personnummer) or None,
        "case": case_of(found, known),
        "changes": masked,
    }
    if found.before_number is not None:
        person |= {"before": None if hide else found.before_number, "after": number}
    return person
