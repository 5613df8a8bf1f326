"""What is said to the patient when a consent is given, limited, withdrawn or declined: the wording of the guide."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from rekotui.content.load import load_json


def to_say(kind: str, party: str = "") -> tuple[str, ...]:
    """Return the sentences to read out before a consent of that kind, to that party, is given."""
    return tuple(_guide(kind, party)["say"])


def purpose(kind: str, party: str = "") -> str:
    """Return the purpose in the guide's words, to start from."""
    return str(_guide(kind, party)["purpose"])


def about(what: str) -> str:
    """Return what to know before a `withdrawal`, `decline` or `limit`, or of somebody `protected`."""
    return str(_table()[what])


def _guide(kind: str, party: str) -> Mapping[str, Any]:
    guides: Mapping[str, Mapping[str, Any]] = _table()["guides"]
    return guides.get(party, guides[kind]) if kind == "K3" else guides[kind]


@cache
def _table() -> dict[str, Any]:
    table = load_json("consent_guide.json")
    if not isinstance(table, dict):
        raise TypeError("consent_guide.json is a table")
    return table
