"""What stands in the patient's record: marks beside rows that are never changed. Runs in the caller's transaction."""

from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import NothingFoundError
from storage import models  # noqa: F401  a mark points at a case: its table is to be known
from storage.consent_models import JournalMark
from storage.database import Work
from storage.history import Event, digest_of
from storage.journal_marks import CONSENT_EVENT, CONTACT, INTERVIEW, PLAN_VERSION, STATUS_CHANGE

_CASE_OF = {
    CONTACT: "select case_id from contact where id = ?",
    CONSENT_EVENT: "select c.case_id from consent_event e join consent c on c.id = e.consent_id where e.id = ?",
    INTERVIEW: "select case_id from interview where id = ? and case_id is not null",
    PLAN_VERSION: "select case_id from plan_version where id = ?",
    STATUS_CHANGE: "select case_id from status_change where id = ?",
}


def mark_journaled(work: Work, subject: str, subject_id: int, on: date | None) -> int:
    """Mark a row as entered in the record on a day; None takes the mark back. Returns the mark's number.

    Raises NothingFoundError where there is no such row, KeyError for an unknown subject (a mistake of the program).
    """
    found = work.ask(_CASE_OF[subject], (subject_id,))
    if not found:
        raise NothingFoundError("nothing_to_journal")
    mark = JournalMark(
        case_id=found[0][0],
        subject=subject,
        subject_id=subject_id,
        journaled_on=on,
        recorded_at=timestamp(now()),
    )
    work.session.add(mark)
    work.session.flush()
    payload = {"subject": subject, "number": subject_id, "on": on.isoformat() if on else None}
    digest = digest_of(work.connection, "journaled", mark.id or 0)
    work.record(Event("journal.marked", "journaled", mark.id, mark.case_id, payload, digest))
    return mark.id or 0
