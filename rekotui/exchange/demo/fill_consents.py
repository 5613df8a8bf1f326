"""Writing the consents that an invented case's contacts rest on, through the same log as everything else."""

from collections.abc import Sequence
from datetime import date

from rekotui.casework import consent as rules
from rekotui.casework.contact import part_of
from rekotui.exchange.demo.case import DemoDaily
from storage.consents import ConsentRepository, NewConsent, Said
from storage.database import Work
from storage.journal_marks import CONSENT_EVENT
from storage.journaled import mark_journaled
from storage.models import Case

_MONTHS, _READING_DAYS = 12, 7
_OUTSIDE = "extern_samverkan"


def write_consents(work: Work, case: Case, daily: DemoDaily, today: date, met: Sequence[date] = ()) -> None:
    """Write what the patient has said to coordination and to each party outside, before the contacts themselves.

    `met` are the days of meetings with the employer.
    """
    others = [contact for contact in daily.contacts if contact.party != "patient"]
    days = [day for day in (daily.consent_on, *(contact.on for contact in others)) if day is not None]
    if not days:
        return
    log = ConsentRepository(work)
    first = min(min(days), today)
    if daily.consent == "no" and not others:
        log.decline(case, NewConsent(rules.COORDINATION), Said(first, way="phone", informed=True), today)
    elif daily.consent == "yes" or others:
        said = Said(first, way="phone", valid_from=first, informed=True)
        log.give(case, NewConsent(rules.COORDINATION), said, today)
    outside: dict[str, list[date]] = {}
    for contact in others:
        if part_of(contact.party) == _OUTSIDE:
            outside.setdefault(contact.party, []).append(min(contact.on, today))
    for day in met:
        outside.setdefault("arbetsgivare", []).append(min(day, today))
    for party, on_days in outside.items():
        _to_party(log, case, party, sorted(on_days), today)
    for event_id, on in work.ask(
        "select e.id, e.happened_on from consent_event e join consent c on c.id = e.consent_id where c.case_id = ?",
        (case.id,),
    ):
        if date.fromisoformat(on) < today:
            mark_journaled(work, CONSENT_EVENT, event_id, date.fromisoformat(on))


def _to_party(log: ConsentRepository, case: Case, party: str, days: list[date], today: date) -> None:
    """Give a consent to one party on the day of the first contact, and renew it where a later one lies beyond it."""
    consent_id, until = 0, None
    for day in days:
        if until is not None and day <= until:
            continue
        until = rules.suggested_until(rules.PARTY, day, _MONTHS, _READING_DAYS)
        said = Said(day, way="visit", valid_from=day, valid_to=until, scope=rules.suggested_scope(), informed=True)
        if consent_id:
            log.renew(consent_id, said, today)
            continue
        organisation = case.employer if party == "arbetsgivare" else ""
        given = log.give(case, NewConsent(rules.PARTY, party, organisation), said, today)
        consent_id = given.id or 0
