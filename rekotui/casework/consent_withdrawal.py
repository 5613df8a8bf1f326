"""What a withdrawal asks for: who must be told, which bookings fall, what the case's status may become (rules.md G.4).

A withdrawal works forward: what was told before stays told, and the record keeps what it holds. The coordinator decides
about the status; nothing is changed silently.
"""

from collections.abc import Iterable
from typing import NamedTuple

from rekotui.casework.consent import COORDINATION, FK_INFORMATION, SHARED_RECORDS, SIP, Consent, Ledger
from rekotui.casework.consent_gate import BY_CONSENT, Ask, act_of, may
from rekotui.casework.consent_state import Moment, standing
from rekotui.casework.contact import BOOKED, OUTSIDE, PATIENT, counts_as_contact, part_of

DECLINED_STATUS, CLOSED_STATUS = "Avböjt", "Avslutad"
OWN_KINDS = (FK_INFORMATION, SHARED_RECORDS, SIP)
"""Kinds that a contact must be said to be of: else its party decides which consent it needs."""
_BEGUN = ("Aktiv", "Uppföljning", "Medicinsk rehab")


class PastContact(NamedTuple):
    """A contact that stands: what a withdrawal looks at."""

    contact_id: int
    party: str
    name: str
    moment: Moment
    outcome: str
    with_patient: bool | None = None
    ground: str = ""
    consent_id: int | None = None
    channel: str = ""


class ToTell(NamedTuple):
    """Somebody who must know that it no longer applies; `consent_id` None = known by a contact alone."""

    party: str
    organisation: str
    person: str
    consent_id: int | None
    contacted: bool


class Withdrawal(NamedTuple):
    """What follows of a withdrawal: whom to tell, which bookings no longer have a consent, which statuses to offer."""

    tell: tuple[ToTell, ...]
    bookings: tuple[int, ...]
    statuses: tuple[str, ...]


def follows(
    withdrawn: Consent, ledger: Ledger, moment: Moment, contacts: Iterable[PastContact], status: str
) -> Withdrawal:
    """Return what a withdrawal (or a limiting) asks for; `ledger` holds it already, `moment` is when it was received.

    For coordination (K1) every outside party with a consent or a contact is told; else the party of the consent.
    """
    known = tuple(contacts)
    fallen = (each.contact_id for each in known if each.outcome == BOOKED and _falls(each, moment, ledger))
    bookings = tuple(dict.fromkeys(fallen))  # a meeting falls once, whoever of those at it may no longer be told
    statuses: tuple[str, ...] = ()
    if withdrawn.kind == COORDINATION:
        statuses = statuses_after(status)
    return Withdrawal(_to_tell(withdrawn, ledger, moment, known), bookings, statuses)


def statuses_after(status: str) -> tuple[str, ...]:
    """Return the statuses to offer once coordination is no longer wanted, the likeliest first (rules.md G.4)."""
    return (CLOSED_STATUS, DECLINED_STATUS) if status in _BEGUN else (DECLINED_STATUS, CLOSED_STATUS)


def _to_tell(
    withdrawn: Consent, ledger: Ledger, moment: Moment, contacts: tuple[PastContact, ...]
) -> tuple[ToTell, ...]:
    whole = withdrawn.kind == COORDINATION
    met = {each.party for each in contacts if _met(each, moment) and (whole or each.party == withdrawn.party)}
    told = []
    for each in ledger:
        concerned = each.consent_id == withdrawn.consent_id or (whole and standing(each, moment, ledger).holds)
        if concerned and each.party and each.party != PATIENT:
            told.append(ToTell(each.party, each.organisation, each.person, each.consent_id, each.party in met))
    named = {each.party for each in told}
    return (*told, *(ToTell(party, "", "", None, True) for party in sorted(met - named)))


def _met(contact: PastContact, moment: Moment) -> bool:
    return (
        counts_as_contact(contact.outcome)
        and contact.party != PATIENT
        and part_of(contact.party) == OUTSIDE
        and contact.moment.on <= moment.on
    )


def _falls(contact: PastContact, moment: Moment, ledger: Ledger) -> bool:
    """Return whether a booking from then on lacks what it rests on."""
    if contact.moment.on < moment.on or contact.party == PATIENT or contact.ground:
        return False
    return may(asked_again(contact, ledger), ledger).verdict != BY_CONSENT


def asked_again(contact: PastContact, ledger: Ledger) -> Ask:
    """Return the question that a stored contact is to the gate: of the kind of the consent that it was made under."""
    under = next((each.kind for each in ledger if each.consent_id == contact.consent_id), "")
    kind = under if under in OWN_KINDS else ""
    act, channel = act_of(contact.outcome), contact.channel
    return Ask(act, contact.party, contact.moment, kind, contact.name, contact.with_patient, channel=channel)
