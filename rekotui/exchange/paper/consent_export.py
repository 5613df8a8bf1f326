"""A consent form ready to be let out: as the log has it, to fill in, or about nobody."""

from datetime import date

from rekotui.casework.guide import Guides
from rekotui.exchange.paper.consent_form import GUIDE, consent_paper
from rekotui.exchange.paper.consent_sheet import Wanted, blank_sheet, consent_sheet
from rekotui.exchange.paper.ready import Ready, export_event
from rekotui.exchange.paper.typesetting import Sender
from storage.reading import CaseLine, Reader
from storage.verifying import newest_anchor


def consent_form(
    reader: Reader, case: CaseLine | None, on: date, wanted: Wanted, guides: Guides, sender: Sender
) -> Ready:
    """Return the form of a case, or one about nobody. `wanted` has passed `checked`.

    Raises NothingFoundError for the number of a consent that the case does not have.
    """
    sheet, consent_id = (blank_sheet(wanted), None) if case is None else consent_sheet(reader, case, on, wanted)
    number, anchor = (case.number, newest_anchor(reader)) if case else ("", "")
    paper = consent_paper(sheet, guides[GUIDE], sender, on, number, anchor)
    named = bool(sheet.name or sheet.number)
    record = {
        "case": number or None,
        "kind": sheet.kind,
        "party": sheet.party or None,
        "consent": consent_id,
        "state": sheet.state or None,
        "identities": named,
    }
    return Ready(paper, export_event(case, "consent_form", identities=named, kind=sheet.kind), record)
