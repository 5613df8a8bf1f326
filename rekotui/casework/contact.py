"""Contacts and promises in code words: the three parts of the law, channels, outcomes, parties and reasons.

The words lie in content/contacts.json; the parties are the roles of the guides' vocabulary. Personal support, internal
coordination and external cooperation are the three parts of koordineringsinsatser (lag 2019:1297, 3 §).
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple, Protocol

from rekotui.base.errors import WrongUseError
from rekotui.content.load import load_json

HELD, BOOKED, MESSAGE_LEFT = "held", "booked", "message_left"
OUTSIDE = "extern_samverkan"
PATIENT = "patient"
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


class PlannedContact(NamedTuple):
    """What a gate is asked about: whom, when (day and HH:MM or ""), which outcome, with the patient or not."""

    case_id: int
    party: str
    party_name: str
    happened_on: date
    clock: str
    outcome: str
    with_patient: bool | None
    ground: str
    ground_reason: str = ""
    kind: str = ""
    """K2 for the 4 § information, K5 for a SIP: what has a consent of its own kind; "" = the party decides."""
    channel: str = ""


class Passed(NamedTuple):
    """On what a contact rests: `free` (nothing is needed), `consent` (the number of one that is logged) or `ground`."""

    gate: str
    consent_id: int | None = None


class Gate(Protocol):
    """A rule that may say no to a contact before it is stored; it raises RefusedError with its reason."""

    def check(self, contact: PlannedContact) -> Passed:
        """Return on what it rests; raise RefusedError if the contact may not be recorded or planned like this."""


def parts() -> Mapping[str, str]:
    """Return the parts of the law: code → Swedish words."""
    return _words("parts")


def channels() -> Mapping[str, str]:
    """Return the channels: code → Swedish words."""
    return _words("channels")


def outcomes() -> Mapping[str, str]:
    """Return what may have become of a contact: code → Swedish words."""
    return _words("outcomes")


def parties() -> Mapping[str, str]:
    """Return the parties: code → Swedish words."""
    return {code: party["label"] for code, party in _table()["parties"].items()}


def reasons() -> Mapping[str, str]:
    """Return why something is watched: code → Swedish words."""
    return _words("reasons")


def short_party(code: str) -> str:
    """Return a party in running text ("arbetsgivaren"), "" for nobody."""
    party = _table()["parties"].get(code)
    return str(party["short"]) if party else code


def part_of(party: str) -> str:
    """Return the part of the law that a contact with this party is by default."""
    return str(_table()["parties"][party]["part"])


def check_code(kind: str, code: str, option: str) -> str:
    """Return the code of a kind (parts, channels, outcomes, parties, reasons), also for an alias or its Swedish words.

    Raises WrongUseError("bad_choice") naming the option and what it can be.
    """
    words = {"parties": parties, "reasons": reasons}.get(kind, lambda: _words(kind))()
    wanted = code.strip().casefold()
    if wanted in words:
        return wanted
    alias = _table()["aliases"].get(wanted) if kind == "parties" else None
    found = alias or next((each for each, word in words.items() if word.casefold() == wanted), None)
    if found is None:
        raise WrongUseError("bad_choice", option=option, known=", ".join(words))
    return str(found)


def check_clock(text: str) -> str:
    """Return a time of day as HH:MM, "" for none; raise WrongUseError for anything else."""
    if not text.strip():
        return ""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise WrongUseError("bad_clock")
    return f"{int(match[1]):02d}:{match[2]}"


def counts_as_contact(outcome: str) -> bool:
    """Return whether somebody was really met or spoken to: only then does the interval start anew (design 5)."""
    return outcome == HELD


@cache
def _table() -> dict[str, Any]:
    table = load_json("contacts.json")
    if not isinstance(table, dict):
        raise TypeError("contacts.json is a table of code words")
    return table


def _words(kind: str) -> Mapping[str, str]:
    words: Mapping[str, str] = _table()[kind]
    return words
