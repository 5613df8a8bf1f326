"""What the vault knows already of the questions of a guide: read, and proposed (casework.guide_proposals)."""

from collections.abc import Mapping

from rekotui.casework.guide import Guides
from rekotui.casework.guide_proposals import Proposal, before_the_talk
from rekotui.casework.interview import Place
from rekotui.casework.sheets import PREPARATION, states
from storage.interview_reading import StoredSheet, latest, stored_sheet
from storage.reading import CaseLine, Reader
from storage.sheet_reading import sheet_notes

INTERVIEW = "kartlaggning"


def proposals(reader: Reader, case: CaseLine | None, stored: StoredSheet, guides: Guides) -> Mapping[Place, Proposal]:
    """Return what is proposed for the questions of a guide that is being filled in."""
    if case is None or not stored.line.is_open or stored.line.guide != INTERVIEW:
        return {}
    line = latest(reader, case.case_id, PREPARATION)
    preparation = stored_sheet(reader, line.interview_id, guides) if line else None
    papers = states(sheet_notes(reader, case.case_id))
    return before_the_talk(preparation.sheet if preparation else None, papers, stored.sheet)
