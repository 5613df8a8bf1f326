"""Consents in code words: kinds, what may be told, how they were given, and the series of events that each one is.

A consent is never changed: something happens to it (given, limited, renewed, withdrawn, declined, told, voided), and
what applies at a moment is read from the series (`casework.consent_state`). That it has expired follows from its days.
The words lie in content/consents.json; the kinds are those of rules.md G.1, the fields those of G.2.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from rekotui.base.errors import WrongUseError
from rekotui.casework.days import plus, plus_months
from rekotui.content.load import load_json

COORDINATION, FK_INFORMATION, PARTY, SHARED_RECORDS, SIP = "K1", "K2", "K3", "K4", "K5"
"""Lag (2019:1297) 3 § and 4 §; secrecy, one consent a party (OSL 25:1, PSL 6:12); lag (2022:913); HSL 16:4."""

GIVEN, LIMITED, RENEWED, WITHDRAWN, DECLINED = "given", "limited", "renewed", "withdrawn", "declined"
TOLD, VOIDED = "told", "voided"
"""`told`: those concerned know of a withdrawal. `voided`: an event that was entered by mistake, and never happened."""
GRANTS, STOPS = (GIVEN, RENEWED), (WITHDRAWN, DECLINED)

GIVE, RECEIVE, BOTH = "give", "receive", "both"
ONLY_PRESENT = "present"
CONTACT, DIAGNOSIS = "contact", "diagnosis"
WRITTEN = "written"


class ConsentEvent(NamedTuple):
    """What happened to a consent, on a day and perhaps at a clock time (HH:MM, "" = not noted).

    `valid_from`–`valid_to` (None = until further notice) and what may be told belong to given, renewed and limited;
    `voids_id` names the event that a `voided` one takes back.
    """

    event_id: int
    event: str
    on: date
    clock: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    scope: tuple[str, ...] = ()
    scope_text: str = ""
    not_told: str = ""
    voids_id: int | None = None


class Consent(NamedTuple):
    """One consent: its kind, to whom it is, and its events in the order they were entered.

    `replaces_id` names a consent that this one stands for (another contact person, another purpose). `channels` are
    those that she has said yes to (content/contacts.json); none = any.
    """

    consent_id: int
    kind: str
    party: str = ""
    organisation: str = ""
    person: str = ""
    role: str = ""
    direction: str = BOTH
    presence: str = "free"
    replaces_id: int | None = None
    events: tuple[ConsentEvent, ...] = ()
    channels: tuple[str, ...] = ()


Ledger = tuple[Consent, ...]
"""All consents of one case, in the order they were entered."""


def standing_events(consent: Consent) -> tuple[ConsentEvent, ...]:
    """Return the events that happened, in the order they did; those entered by mistake are left out.

    Without a clock time an event counts from the start of its day; the storage asks for the time where that would put
    it before another of the same day.
    """
    voided = {event.voids_id for event in consent.events if event.event == VOIDED}
    kept = (event for event in consent.events if event.event != VOIDED and event.event_id not in voided)
    return tuple(sorted(kept, key=lambda event: (event.on, event.clock, event.event_id)))


def suggested_until(kind: str, start: date, months: int, reading_days: int) -> date | None:
    """Return the last day that is suggested (rules.md G.2; K4: Rehabstöd's seven days); None = until further notice."""
    if may_be_open_ended(kind):
        return None
    return plus(start, reading_days - 1) if kind == SHARED_RECORDS else plus(plus_months(start, months), -1)


def kinds() -> Mapping[str, str]:
    """Return the kinds: code → Swedish words."""
    return {code: each["label"] for code, each in _table()["kinds"].items()}


def long_kind(kind: str) -> str:
    """Return what a consent of a kind is to, as the heading of a paper."""
    return str(_table()["kinds"][kind]["long"])


def needs_party(kind: str) -> bool:
    """Return whether a consent of this kind is to one party outside (K3: one for each)."""
    return bool(_table()["kinds"][kind]["party"] == "any")


def party_of_kind(kind: str) -> str:
    """Return the party that a kind of its own nature is to ("" = none): Försäkringskassan for K2."""
    party = str(_table()["kinds"][kind]["party"])
    return "" if party == "any" else party


def may_be_open_ended(kind: str) -> bool:
    """Return whether it may hold until further notice: only K1 does, all others end on a day."""
    return bool(_table()["kinds"][kind]["open_end"])


def scopes() -> Mapping[str, str]:
    """Return what may be told, as a tick list: code → Swedish words."""
    return {code: each["label"] for code, each in _table()["scope"].items()}


def short_scope(code: str) -> str:
    """Return a tick of the list in few words."""
    return str(_table()["scope"][code]["short"])


def suggested_scope() -> tuple[str, ...]:
    """Return what is ticked from the start: all but the diagnosis (rules.md G.2)."""
    return tuple(code for code, each in _table()["scope"].items() if each["default"])


def told_under(kind: str, scope: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a consent lets be told: its ticks; for K2 without any that there is a need, and who it is about.

    What is read out for K2 says that nothing else may be told (consent_guide.json); more takes a yes with ticks.
    """
    return scope or ((CONTACT,) if kind == FK_INFORMATION else ())


def words(kind: str) -> Mapping[str, str]:
    """Return directions, presence, ways, events or states: code → Swedish words."""
    found: Mapping[str, str] = _table()[kind]
    return found


def check_word(kind: str, code: str, option: str) -> str:
    """Return the code of a list of words; raise WrongUseError("bad_choice") for another."""
    known: Mapping[str, object] = _table()[kind]
    if code not in known:
        raise WrongUseError("bad_choice", option=option, known=", ".join(known))
    return code


def check_scope(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return ticks in the order of the list, each once; raise WrongUseError for an unknown one."""
    for code in codes:
        check_word("scope", code, "scope")
    return tuple(code for code in _table()["scope"] if code in codes)


@cache
def _table() -> dict[str, Any]:
    table = load_json("consents.json")
    if not isinstance(table, dict):
        raise TypeError("consents.json is a table of code words")
    return table
