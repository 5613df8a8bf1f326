"""Writing the daily work of an invented case, through the same repositories as everything else."""

from collections.abc import Sequence
from datetime import date, datetime, time

from rekotui.base.clock import timestamp
from rekotui.casework.contact import HELD
from rekotui.exchange.demo.case import DemoDaily
from rekotui.exchange.demo.daily_messages import QUESTION
from rekotui.exchange.demo.fill_consents import write_consents
from storage.case_facts import CaseFactRepository
from storage.contacts import ContactRepository, NewContact
from storage.database import Work
from storage.follow_ups import FollowUpRepository, NewFollowUp
from storage.journal_marks import CONTACT
from storage.journaled import mark_journaled
from storage.models import Case

_MORNING = time(8)


def write_daily(work: Work, case: Case, daily: DemoDaily, today: date, met: Sequence[date] = ()) -> None:
    """Write a case's facts, contacts and promises as they stand today; `met` are days of meetings with employers."""
    facts = CaseFactRepository(work)
    if daily.facts:
        facts.change(case, dict(daily.facts))
    if daily.trial_work is not None:
        facts.add_trial_work(case, daily.trial_work.start, daily.trial_work.end, daily.trial_work.told_on)
    if daily.question_on is not None:
        facts.ask(case, daily.question_on, QUESTION)
    write_consents(work, case, daily, today, met)
    contacts = ContactRepository(work)
    for contact in daily.contacts:
        new = NewContact(
            happened_on=contact.on,
            channel=contact.channel,
            outcome=contact.outcome,
            party=contact.party,
            clock=contact.clock,
            body=contact.text,
            minutes=contact.minutes,
            with_patient=contact.with_patient,
        )
        recorded = contacts.record(case, new, today)
        if contact.outcome == HELD and contact.on < today:
            mark_journaled(work, CONTACT, recorded.id or 0, contact.on)
    promises = FollowUpRepository(work)
    for promise in daily.follow_ups:
        made = promises.add(
            case, NewFollowUp(promise.due_on, promise.reason, promise.party, promise.party_name, promise.text)
        )
        # Signals count from the day it was made, which is the demo's and not the clock's.
        made.recorded_at = timestamp(datetime.combine(promise.made_on, _MORNING))
