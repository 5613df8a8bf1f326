"""Everything there is to show of one case, read once and masked once."""

from datetime import date
from typing import NamedTuple

from rekotui.casework.chain import Milestone, milestones
from rekotui.casework.consent_matrix import MatrixRow
from rekotui.casework.consent_state import HOLDS
from rekotui.casework.sick_leave import Span
from rekotui.exchange.case_record import ShownCase, all_shown, record
from rekotui.exchange.consent_record import row_record, rows_of
from rekotui.exchange.plan_record import state_record
from storage.reading import CaseLine, NoteLine, Reader, SickLeaveLine, StatusLine
from storage.work_reading import ContactLine, FollowUpLine, contacts_of, follow_ups_of

_OPEN = "open"


class CaseDetails(NamedTuple):
    """One case with its sick leaves, milestones of its chain, status changes, notes and contacts (newest first).

    `follow_ups` are the open ones, the nearest first; `consents` those in force.
    """

    case: ShownCase
    sick_leaves: tuple[SickLeaveLine, ...]
    milestones: tuple[Milestone, ...]
    status_changes: tuple[StatusLine, ...]
    notes: tuple[NoteLine, ...]
    contacts: tuple[ContactLine, ...]
    follow_ups: tuple[FollowUpLine, ...]
    consents: tuple[MatrixRow, ...] = ()


def details(reader: Reader, line: CaseLine, on: date) -> CaseDetails:
    """Read what belongs to a case."""
    spans = [Span(period.start, period.end) for period in line.periods]
    contacts = tuple(each for each in contacts_of(reader, line.case_id) if each.stands)
    follow_ups = tuple(each for each in follow_ups_of(reader, line.case_id) if each.state == _OPEN)
    if line.protected:
        # Whom she spoke with at the employer tells as much as the employer's name.
        contacts = tuple(each._replace(party_name="") for each in contacts)
        follow_ups = tuple(each._replace(party_name="") for each in follow_ups)
    return CaseDetails(
        case=all_shown(reader, [line], on)[0],
        sick_leaves=reader.sick_leaves(line.patient_id),
        milestones=milestones(spans, on, gap_days=reader.settings.chain_gap_days),
        status_changes=reader.status_changes(line.case_id),
        notes=reader.notes(line.case_id),
        contacts=contacts,
        follow_ups=follow_ups,
        consents=tuple(row for row in rows_of(reader, line, on) if row.state in HOLDS),
    )


def as_json(found: CaseDetails) -> dict[str, object]:
    """Return the case with the keys of `show --json`: those of `list --json` and more."""
    line = found.case.line
    return {
        **record(found.case),
        "opened_on": line.opened_on.isoformat(),
        "status_since": line.status_since.isoformat(),
        "phone": found.case.phone,
        "interpreter": line.interpreter or None,
        "referred_by": line.referred_by or None,
        "referred_on": line.referred_on.isoformat() if line.referred_on else None,
        "referred_why": line.referred_why or None,
        "sick_leaves": [_sick_leave(leave) for leave in found.sick_leaves],
        "milestones": [
            {"day": mark.day, "date": mark.on.isoformat(), "forecast": mark.forecast} for mark in found.milestones
        ],
        "status_changes": [
            {"status": change.status, "date": change.changed_on.isoformat(), "reason": change.reason or None}
            for change in found.status_changes
        ],
        "notes": [{"date": note.noted_on.isoformat(), "text": note.body} for note in found.notes],
        "consents": [row_record(row) for row in found.consents],
        "plan": state_record(found.case.plan, found.case.plan_current),
        "contacts": [_contact(contact) for contact in found.contacts],
        "follow_ups": [_follow_up(follow_up) for follow_up in found.follow_ups],
    }


def _contact(contact: ContactLine) -> dict[str, object]:
    return {
        "date": contact.happened_on.isoformat(),
        "time": contact.clock or None,
        "channel": contact.channel,
        "outcome": contact.outcome,
        "part": contact.part,
        "party": contact.party,
        "party_name": contact.party_name or None,
        "minutes": contact.minutes,
        "with_patient": contact.with_patient,
        "gate": contact.gate or None,
        "consent": contact.consent_id,
        "ground": contact.ground or None,
        "ground_reason": contact.ground_reason or None,
        "journaled": contact.journaled_on.isoformat() if contact.journaled_on else None,
        "kva": list(contact.codes),
        "text": contact.body or None,
        "next_step": contact.next_step or None,
    }


def _follow_up(follow_up: FollowUpLine) -> dict[str, object]:
    return {
        "date": follow_up.due_on.isoformat(),
        "reason": follow_up.reason,
        "party": follow_up.party or None,
        "party_name": follow_up.party_name or None,
        "text": follow_up.body or None,
    }


def _sick_leave(leave: SickLeaveLine) -> dict[str, object]:
    return {
        "unit": leave.unit or None,
        "first_day": leave.first_day.isoformat(),
        "last_day": leave.last_day.isoformat(),
        "length_days": leave.length_days,
        "certificates": leave.certificates,
        "degrees": list(leave.degrees),
        "source": leave.source,
        "seen_on": leave.seen_on.isoformat() if leave.seen_on else None,
        "periods": [
            {"first_day": p.start.isoformat(), "last_day": p.end.isoformat(), "degree": p.degree} for p in leave.periods
        ],
    }
