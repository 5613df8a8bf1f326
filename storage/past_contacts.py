"""A case's contacts that stand, as the rules about consent look at them. Bare driver."""

from datetime import date

from rekotui.casework.consent_state import Moment
from rekotui.casework.consent_withdrawal import PastContact
from storage.consent_ledger import Ask
from storage.meeting_reading import accompanying, meetings_by_case


def past_contacts(ask: Ask, case_id: int) -> tuple[PastContact, ...]:
    """Return the contacts that are neither struck out nor replaced, oldest first.

    Everybody at a meeting counts, also those besides the one whom its contact names: they come last, with its number.
    """
    rows = ask(
        "select id, party, party_name, happened_on, clock, outcome, with_patient, ground, consent_id,"
        " channel from contact c"
        " where case_id = ? and voided_on is null and not exists (select 1 from contact r where r.replaces_id = c.id)"
        " order by happened_on, clock, id",
        (case_id,),
    )
    named = tuple(
        PastContact(
            contact_id=id_,
            party=party,
            name=name,
            moment=Moment(date.fromisoformat(on), clock),
            outcome=outcome,
            with_patient=None if with_patient is None else bool(with_patient),
            ground=ground,
            consent_id=consent_id,
            channel=channel,
        )
        for id_, party, name, on, clock, outcome, with_patient, ground, consent_id, channel in rows
    )
    meetings = meetings_by_case(ask, [case_id]).get(case_id, ())
    return (*named, *(each for line in meetings for each in accompanying(line)))
