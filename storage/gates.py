"""The gates that a contact has to pass, asked inside the writer's transaction. Consent is the first of them."""

from rekotui.casework.consent_gate import Ask, ConsentRefusedError, act_of, may
from rekotui.casework.consent_state import Moment
from rekotui.casework.contact import Gate, Passed, PlannedContact
from storage.consent_ledger import OF_THE_CASE, ledger_of
from storage.database import Work


def gates_of(work: Work) -> tuple[Gate, ...]:
    """Return the gates of a vault: every way of recording a contact passes them."""
    return (ConsentGate(work),)


class ConsentGate:
    """Asks the consent log of the case, as it stands in this transaction (rules.md G.4)."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def check(self, contact: PlannedContact) -> Passed:
        """Return on what the contact rests; raise ConsentRefusedError (exit 5) where nothing allows it."""
        ask = Ask(
            act=act_of(contact.outcome),
            party=contact.party,
            moment=Moment(contact.happened_on, contact.clock),
            kind=contact.kind,
            name=contact.party_name,
            with_patient=contact.with_patient,
            ground=contact.ground,
            reason=contact.ground_reason,
            channel=contact.channel,
        )
        answer = may(ask, ledger_of(self._work.ask, contact.case_id))
        if not answer.allowed:
            raise ConsentRefusedError(answer)
        consent_id = None if answer.consent_id == OF_THE_CASE else answer.consent_id
        return Passed(answer.verdict, consent_id)
