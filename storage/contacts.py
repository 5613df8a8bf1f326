"""Contacts: recorded, corrected by a new one, voided with a reason. Runs in the caller's transaction.

What may be recorded at all is asked of the gates (`storage.gates`), inside the transaction: a screen's own check is
courtesy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.casework import contact as rules
from rekotui.casework import facts, kva
from rekotui.casework.consent import check_word
from rekotui.casework.consent_withdrawal import OWN_KINDS
from rekotui.casework.contact import Gate, PlannedContact
from storage.cases import CaseRepository
from storage.database import Work
from storage.follow_ups import keep_in_step
from storage.gates import gates_of
from storage.history import Event, digest_of
from storage.journal_marks import CONTACT, MARKED
from storage.journaled import mark_journaled
from storage.models import Case
from storage.work_models import Contact, ContactCode

_MOST_MINUTES = 24 * 60
_PRESENT = "patient_present"


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact to record; codes as in content/contacts.json, `clock` HH:MM or "", `minutes` optional.

    `kva` are its KVÅ codes; None = those that are proposed for such a contact, or those of the one that it corrects.
    `kind` is K2 for the 4 § information to Försäkringskassan and K5 for a SIP, which have a consent of their own kind;
    else the party decides. The consent that covers it is stored, and tells the kind from then on.
    """

    happened_on: date
    channel: str
    outcome: str
    party: str
    part: str = ""
    clock: str = ""
    party_name: str = ""
    body: str = ""
    next_step: str = ""
    minutes: int | None = None
    with_patient: bool | None = None
    ground: str = ""
    ground_reason: str = ""
    kva: tuple[str, ...] | None = None
    kind: str = ""


class ContactRepository:
    """Writes contacts within one unit of work."""

    def __init__(self, work: Work, gates: Sequence[Gate] | None = None) -> None:
        self._work = work
        self._session = work.session
        self._gates = gates_of(work) if gates is None else gates

    def record(self, case: Case, new: NewContact, on: date, replaces_id: int | None = None) -> Contact:
        """Record a contact as of `on`; a correction names the one it stands for.

        Raises WrongUseError (unknown code, a held contact in the future, a wrong time), RefusedError from a gate.
        """
        contact = self._checked(case, new, on)
        before = self._standing(case, replaces_id) if replaces_id is not None else None
        if before is None or not _as_before(before, contact):
            for gate in self._gates:
                contact.gate, contact.consent_id = gate.check(_asked(case, contact, new.kind or self._kind_of(before)))
        codes = self._codes(contact, new.kva, before)
        contact.replaces_id = replaces_id
        self._session.add(contact)
        self._session.flush()
        self._session.add_all(
            ContactCode(contact_id=contact.id or 0, code=code, place=place) for place, code in enumerate(codes)
        )
        self._session.flush()
        payload = {
            "on": contact.happened_on.isoformat(),
            "channel": contact.channel,
            "outcome": contact.outcome,
            "part": contact.part,
            "party": contact.party,
            "replaces": replaces_id,
            "gate": contact.gate,
            "ground": contact.ground,
            "kva": list(codes),
        }
        digest = digest_of(self._work.connection, "contact", contact.id or 0)
        self._work.record(Event("contact.recorded", "contact", contact.id, case.id, payload, digest))
        keep_in_step(self._work, case)
        return contact

    def void(self, contact_id: int, on: date, reason: str) -> None:
        """Mark a contact as wrongly recorded: kept with its reason, struck through wherever it is shown.

        What stands in the patient's record is to be struck there too: it is asked for anew.
        Raises NothingFoundError for a contact that is not there or is struck already, WrongUseError without a reason.
        """
        contact = self._session.get(Contact, contact_id)
        if contact is None or contact.voided_on is not None:
            raise NothingFoundError("no_such_contact")
        reason = facts.clean_text("reason", reason)
        if not reason:
            raise WrongUseError("reason_needed")
        marked, entered = self._marked(contact_id), self._entered(contact_id)
        contact.voided_on, contact.void_reason, contact.void_entered_on = on, reason, entered
        self._session.add(contact)
        self._session.flush()
        if marked:
            mark_journaled(self._work, CONTACT, contact_id, None)
        digest = digest_of(self._work.connection, "contact_strike", contact_id)
        payload = {"reason": reason}
        self._work.record(Event("contact.voided", "contact_strike", contact.id, contact.case_id, payload, digest))
        keep_in_step(self._work, CaseRepository(self._work).get(contact.case_id))

    def _marked(self, contact_id: int) -> date | None:
        """Return the day on which a contact was entered in the record, None if it does not stand there."""
        found = self._work.ask(f"select {MARKED.format(subject=CONTACT, row='?')}", (contact_id,))
        return date.fromisoformat(found[0][0]) if found[0][0] else None

    def _entered(self, contact_id: int) -> date | None:
        """Return when the record got the note that is to be struck: of the contact, or of one that it corrects."""
        at: int | None = contact_id
        while at is not None:
            if (day := self._marked(at)) is not None:
                return day
            at = self._work.ask("select replaces_id from contact where id = ?", (at,))[0][0]
        return None

    def _kind_of(self, before: Contact | None) -> str:
        """Return the kind of consent that the corrected contact was made under, where that is not the party's own."""
        if before is None or before.consent_id is None:
            return ""
        kind = str(self._work.ask("select kind from consent where id = ?", (before.consent_id,))[0][0])
        return kind if kind in OWN_KINDS else ""

    def _standing(self, case: Case, contact_id: int) -> Contact:
        contact = self._session.get(Contact, contact_id)
        if contact is None or contact.case_id != case.id or contact.voided_on is not None:
            raise NothingFoundError("no_such_contact")
        return contact

    def _codes(self, contact: Contact, given: tuple[str, ...] | None, before: Contact | None) -> tuple[str, ...]:
        """Return the codes of a contact; raise WrongUseError for what is no KVÅ code."""
        if given is not None:
            return kva.check_codes(given)
        if before is not None and (own := codes_of(self._work, before.id or 0)):
            return own
        return kva.default_codes(contact.part, contact.party, contact.outcome, self._work.settings.kva_outside)

    def _checked(self, case: Case, new: NewContact, on: date) -> Contact:
        party = rules.check_code("parties", new.party, "--party")
        outcome = rules.check_code("outcomes", new.outcome, "--outcome")
        if outcome != rules.BOOKED and new.happened_on > on:
            raise WrongUseError("contact_in_future")
        if new.minutes is not None and not 0 <= new.minutes <= _MOST_MINUTES:
            raise WrongUseError("bad_minutes")
        return Contact(
            case_id=case.id or 0,
            happened_on=new.happened_on,
            clock=rules.check_clock(new.clock),
            channel=rules.check_code("channels", new.channel, "--channel"),
            outcome=outcome,
            part=rules.check_code("parts", new.part, "--part") if new.part else rules.part_of(party),
            party=party,
            party_name=facts.clean_line("party_name", new.party_name),
            body=facts.clean_text("contact_body", new.body),
            next_step=facts.clean_line("next_step", new.next_step),
            minutes=new.minutes,
            with_patient=True if new.ground == _PRESENT and new.with_patient is None else new.with_patient,
            ground=facts.clean_line("ground", new.ground),
            ground_reason=facts.clean_text("ground_reason", new.ground_reason),
            recorded_at=timestamp(now()),
        )


def codes_of(work: Work, contact_id: int) -> tuple[str, ...]:
    """Return the KVÅ codes of a contact, in the order they were given."""
    rows = work.ask("select code from contact_kva where contact_id = ? order by place", (contact_id,))
    return tuple(row[0] for row in rows)


def _asked(case: Case, contact: Contact, kind: str) -> PlannedContact:
    return PlannedContact(
        case_id=case.id or 0,
        party=contact.party,
        party_name=contact.party_name,
        happened_on=contact.happened_on,
        clock=contact.clock,
        outcome=contact.outcome,
        with_patient=contact.with_patient,
        ground=contact.ground,
        ground_reason=contact.ground_reason,
        kind=check_word("kinds", kind, "kind") if kind else "",
        channel=contact.channel,
    )


def _as_before(before: Contact, contact: Contact) -> bool:
    """Return whether a contact from before the consent log is only put in other words: what happened is no new act."""
    return before.gate == "" and all(
        getattr(before, name) == getattr(contact, name) for name in ("party", "happened_on", "clock", "outcome")
    )
