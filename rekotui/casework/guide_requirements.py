"""What a guide requires before it may be begun, held against the consent log (SCHEMA, requires; rules.md G)."""

from rekotui.casework.consent import COORDINATION, FK_INFORMATION, PARTY, Ledger
from rekotui.casework.consent_state import Moment, current
from rekotui.casework.guide import Guide

ASSIGNMENT = "kvalitetssakringsuppdrag"

_CONSENTS = {
    "samtycke_koordinering": (COORDINATION, ""),
    "samtycke_fk_rehabinformation": (FK_INFORMATION, ""),
    "samtycke_arbetsgivare": (PARTY, "arbetsgivare"),
    "samtycke_forsakringskassan": (PARTY, "forsakringskassan"),
    "samtycke_arbetsformedlingen": (PARTY, "arbetsformedlingen"),
    "samtycke_kommun": (PARTY, "kommun"),
    "samtycke_vardgivare": (PARTY, "vardgivare"),
}
"""Requirement → kind of consent and party (SCHEMA: K1, K2, the others K3)."""


def unmet(guide: Guide, ledger: Ledger, moment: Moment, *, assigned: bool = False) -> tuple[str, ...]:
    """Return the requirements of a guide that do not hold at a moment; `assigned`: an assignment to screen holds.

    A consent withdrawn that very day, with no time asked for, does not hold: nothing is begun on a doubt.
    """
    return tuple(name for name in guide.requires if not _met(name, ledger, moment, assigned))


def consent_of(requirement: str) -> tuple[str, str] | None:
    """Return the kind of consent and the party that a requirement stands for; None for the assignment."""
    return _CONSENTS.get(requirement)


def _met(name: str, ledger: Ledger, moment: Moment, assigned: bool) -> bool:
    if name == ASSIGNMENT:
        return assigned
    kind, party = _CONSENTS[name]
    return any(standing.holds for standing in current(ledger, kind, moment, party))
