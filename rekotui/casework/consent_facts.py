"""What the rules of signals need to know of the consent log: one fact a consent, and whether a contact is covered."""

from collections.abc import Iterable

from rekotui.casework.case_facts import ConsentFact
from rekotui.casework.consent import DECLINED, STOPS, TOLD, WITHDRAWN, Consent, Ledger, standing_events
from rekotui.casework.consent_gate import is_deviation, may
from rekotui.casework.consent_state import ASK_TIME, span, taken_over
from rekotui.casework.consent_withdrawal import PastContact, asked_again
from rekotui.casework.contact import HELD, OUTSIDE, PATIENT, part_of


def consent_facts(consents: Iterable[Consent]) -> tuple[ConsentFact, ...]:
    """Return a fact for every consent that no later one has taken the place of (rows 25, 35, 36, 49 of table H)."""
    ledger = tuple(consents)
    return tuple(_fact(each) for each in ledger if standing_events(each) and not taken_over(each, ledger))


def is_covered(contact: PastContact, ledger: Ledger) -> bool | None:
    """Return whether a contact with somebody outside had a consent that held then, or a ground apart from it (row 34).

    None for contacts that need no consent of their own. Asked anew of the log as it is now: a withdrawal that is
    entered late uncovers what came after it. What was held on the very day of a stop and has no clock time was written
    before the stop was, since the gate asks for the time afterwards: None, for nothing says that it came later.
    """
    if contact.party == PATIENT or part_of(contact.party) != OUTSIDE:
        return None
    if contact.ground and not is_deviation(contact.ground):
        return True
    answer = may(asked_again(contact, ledger), ledger)
    if answer.verdict == ASK_TIME and contact.outcome == HELD:
        return None
    return answer.allowed


def _fact(consent: Consent) -> ConsentFact:
    first, last = span(consent)
    events = standing_events(consent)
    stop = next((event for event in reversed(events) if event.event not in (TOLD,)), None)
    stopped = stop if stop and stop.event in STOPS else None
    told = [event.on for event in events if stopped and event.event == TOLD and event.on >= stopped.on]
    return ConsentFact(
        kind=consent.kind,
        party=consent.party,
        valid_from=first,
        valid_to=last,
        withdrawn_on=stopped.on if stopped and stopped.event == WITHDRAWN else None,
        told_on=min(told, default=None),
        declined_on=stopped.on if stopped and stopped.event == DECLINED else None,
    )
