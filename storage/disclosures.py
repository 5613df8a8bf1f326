"""Letting something out to somebody else: the gate asked and the answer logged in one transaction, before any file.

Every text for another than the coordinator and the patient goes through here:

    with database.write() as work:
        allowed = disclose(work, case_id, Wanted("arbetsgivare", ("contact", "plan")), moment, face="plan")
    write_export(path, text_of(allowed.told), force=force)

The text is made of what `told` names and nothing else, and written or shown only after the transaction has ended: a
log that says too much is honest, one that says too little is not. `moment` is `Moment(on, clock_on(on))`.
"""

from rekotui.casework.consent_gate import ConsentRefusedError
from rekotui.casework.consent_state import Moment
from rekotui.casework.disclosure import Permitted, Wanted, permitted
from storage.cases import CaseRepository
from storage.consent_ledger import OF_THE_CASE, ledger_of
from storage.database import Work
from storage.history import Event

ACTION = "export.disclosed"


def disclose(work: Work, case_id: int, wanted: Wanted, moment: Moment, face: str, format_: str = "md") -> Permitted:
    """Return what may be told, and log that it is let out; `face` names the text (fk_notice, plan …).

    Raises ConsentRefusedError (exit 5) where nothing may be, or the ground is none; then nothing is logged.
    """
    case = CaseRepository(work).get(case_id)
    allowed = permitted(wanted, ledger_of(work.ask, case_id), moment)
    answer = allowed.answer
    if not answer.allowed:
        raise ConsentRefusedError(answer)
    payload = {
        "face": face,
        "format": format_,
        "on": moment.on.isoformat(),
        "party": wanted.party,
        "kind": wanted.kind,
        "gate": answer.verdict,
        "consent": None if answer.consent_id == OF_THE_CASE else answer.consent_id,
        "ground": answer.ground,
        "reason": wanted.reason.strip() if answer.ground else "",
        "told": list(allowed.told),
        "left_out": list(allowed.left_out),
    }
    work.record(Event(ACTION, "case", case.id, case.id, payload))
    return allowed
