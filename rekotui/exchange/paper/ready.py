"""A paper ready to be let out, with what is logged about it and what --json says of it."""

from collections.abc import Mapping
from typing import NamedTuple

from rekotui.exchange.paper.typesetting import Paper
from storage.history import Event
from storage.reading import CaseLine


class Ready(NamedTuple):
    """A paper, the line for the access log, and its keys for --json."""

    paper: Paper
    event: Event
    record: Mapping[str, object]


def export_event(case: CaseLine | None, face: str, *, identities: bool, **more: object) -> Event:
    """Return the line for the access log: which kind of paper about which case, and whether it names the patient."""
    payload = {"face": face, "format": "pdf", "identities": identities, **more}
    case_id = case.case_id if case else None
    return Event("export", "case" if case else "desk", case_id, case_id, payload)
