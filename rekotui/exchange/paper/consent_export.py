"""A consent form ready to be let out: the paper, the line for the access log, and the keys of --json."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rekotui.casework.guide import Guides
from rekotui.exchange.paper.consent_form import GUIDE, consent_paper
from rekotui.exchange.paper.consent_sheet import Wanted, blank_sheet, consent_sheet
from rekotui.exchange.paper.sender import sender_of
from rekotui.exchange.paper.typesetting import Paper
from storage.history import Event
from storage.reading import CaseLine, Reader
from storage.verifying import newest_anchor


class Ready(NamedTuple):
    """A paper with what is logged about it, and what --json says of it."""

    paper: Paper
    event: Event
    record: Mapping[str, object]


def consent_form(reader: Reader, case: CaseLine | None, on: date, wanted: Wanted, guides: Guides) -> Ready:
    """Return the form of a case, or one about nobody. `wanted` has passed `checked`.

    Raises NothingFoundError for the number of a consent that the case does not have.
    """
    sheet, consent_id = (blank_sheet(wanted), None) if case is None else consent_sheet(reader, case, on, wanted)
    sender = sender_of(reader.settings, case.unit if case else "")
    number, anchor = (case.number, newest_anchor(reader)) if case else ("", "")
    paper = consent_paper(sheet, guides[GUIDE], sender, on, number, anchor)
    named = bool(sheet.name or sheet.number)
    payload = {"face": "consent_form", "format": "pdf", "kind": sheet.kind, "identities": named}
    case_id = case.case_id if case else None
    record = {
        "case": number or None,
        "kind": sheet.kind,
        "party": sheet.party or None,
        "consent": consent_id,
        "state": sheet.state or None,
        "identities": named,
    }
    return Ready(paper, Event("export", "case" if case else "desk", case_id, case_id, payload), record)
