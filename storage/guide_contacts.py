"""Which contact tells of which filled-in guide. Written in the caller's transaction, read with the bare driver."""

from storage.database import Work
from storage.guide_models import GuideContact
from storage.history import Event
from storage.reading import Reader

_TOLD = (
    "select 1 from guide_contact g join contact c on c.id = g.contact_id"
    " where g.interview_id = ? and c.voided_on is null limit 1"
)


def tells_of(work: Work, contact_id: int, interview_id: int, case_id: int) -> None:
    """Say that a contact which has just been recorded tells of a filled-in guide."""
    work.session.add(GuideContact(contact_id=contact_id, interview_id=interview_id))
    work.record(Event("interview.told", "interview", interview_id, case_id, {"contact": contact_id}))


def is_told(reader: Reader, interview_id: int) -> bool:
    """Return whether a contact that stands tells of a filled-in guide already."""
    return bool(reader.rows(_TOLD, (interview_id,)))
