"""What the vault knows already of the questions of a guide: read, and proposed (casework.guide_proposals)."""

from collections.abc import Mapping
from datetime import date

from rekotui.casework.card import counts
from rekotui.casework.consent import FK_INFORMATION
from rekotui.casework.consent_state import Moment, current
from rekotui.casework.guide import Guides
from rekotui.casework.guide_messages import KNOWN
from rekotui.casework.guide_proposals import Proposal, about_the_case, before_the_talk
from rekotui.casework.interview import Place, Sheet
from rekotui.casework.names import filed_name
from rekotui.casework.sheets import PREPARATION, states
from storage.consent_ledger import ledger_of
from storage.interview_reading import StoredSheet, latest, stored_sheet
from storage.reading import CaseLine, Reader
from storage.sheet_reading import sheet_notes

INTERVIEW, NOTICE = "kartlaggning", "fk_anmalan"


def proposals(reader: Reader, case: CaseLine | None, stored: StoredSheet, guides: Guides) -> Mapping[Place, Proposal]:
    """Return what is proposed for the questions of a guide that is being filled in."""
    if case is None or not stored.line.is_open:
        return {}
    if stored.line.guide == INTERVIEW:
        papers = states(sheet_notes(reader, case.case_id))
        return before_the_talk(_newest(reader, case, PREPARATION, guides), papers, stored.sheet)
    if stored.line.guide == NOTICE:
        known = _of_case(reader, case, stored.line.started_on)
        return about_the_case(known, _newest(reader, case, INTERVIEW, guides), stored.sheet)
    return {}


def _newest(reader: Reader, case: CaseLine, guide: str, guides: Guides) -> Sheet | None:
    line = latest(reader, case.case_id, guide)
    stored = stored_sheet(reader, line.interview_id, guides) if line else None
    return stored.sheet if stored else None


def _of_case(reader: Reader, case: CaseLine, on: date) -> dict[str, str]:
    """Return the facts of a case by the questions of the notice; of a protected identity nothing that names anybody."""
    known = {"fk_physician": case.physician, "fk_leave": _leave(case, on, reader.settings.chain_gap_days)}
    holding = [one for one in current(ledger_of(reader.rows, case.case_id), FK_INFORMATION, Moment(on)) if one.holds]
    if holding and (since := holding[0].since):
        known["fk_consent_date"] = since.isoformat()
    if not case.protected:
        known |= {"fk_patient": f"{filed_name(case.name)}, {case.personnummer}", "fk_employer": case.employer}
    return known


def _leave(case: CaseLine, on: date, gap: int) -> str:
    if case.first_day is None or case.last_day is None:
        return ""
    degree = counts(case, on, gap).degree_today
    words = KNOWN["leave"].format(first=case.first_day, last=case.last_day)
    return words + (KNOWN["degree"].format(degree=degree) if degree else "")
