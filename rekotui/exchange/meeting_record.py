"""The meetings of a case as they leave the vault: masked once, with the keys of `meeting --json`.

For a protected identity who else was there tells as much as the employer's name: names are left out here (design 4).
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rekotui.casework.meeting import Agreement, kind_of
from rekotui.casework.meeting_demands import Demand, Sketch, demands
from rekotui.casework.meeting_note import unnamed, unnamed_promises
from storage.consent_ledger import ledger_of
from storage.meeting_reading import MeetingLine, Promise, known_of, meetings_of, promises_of
from storage.reading import CaseLine, Reader


class CaseMeetings(NamedTuple):
    """The meetings of a case on a day, those to come first, with what each demands and what became of promises."""

    case: CaseLine
    lines: tuple[MeetingLine, ...]
    demands: Mapping[int, tuple[Demand, ...]]
    promises: Mapping[int, Promise]


def case_meetings(reader: Reader, case: CaseLine, on: date) -> CaseMeetings:
    """Read the meetings of a case for a day."""
    lines, ledger = meetings_of(reader, case.case_id), ledger_of(reader.rows, case.case_id)
    known = known_of(reader, case.case_id)
    found = {line.meeting_id: demands(sketch_of(line), ledger, known, on) for line in lines if line.open or line.on}
    shown = tuple(masked(line) for line in lines) if case.protected else lines
    return CaseMeetings(case, shown, found, promises_of(reader, lines))


def masked(line: MeetingLine) -> MeetingLine:
    """Return a meeting without anybody's name."""
    return line._replace(participants=unnamed(line.participants), agreements=unnamed_promises(line.agreements))


def sketch_of(line: MeetingLine) -> Sketch:
    """Return a stored meeting as the rules about what it demands look at it."""
    return Sketch(
        kind_of(line.kind), line.state, line.on, line.clock, line.purpose, line.participants, line.notes,
        len(line.agreements),
    )  # fmt: skip


def as_json(found: CaseMeetings) -> list[dict[str, object]]:
    """Return each meeting with its keys."""
    return [_record(line, found) for line in found.lines]


def _record(line: MeetingLine, found: CaseMeetings) -> dict[str, object]:
    return {
        "case": found.case.number,
        "meeting": line.meeting_id,
        "kind": line.kind,
        "state": line.state,
        "wanted": _iso(line.wanted_on),
        "date": _iso(line.on),
        "time": line.clock or None,
        "channel": line.channel or None,
        "place": line.place or None,
        "purpose": line.purpose or None,
        "participants": [
            {
                "party": each.party,
                "name": each.name or None,
                "attendance": each.attendance or None,
                "basis": each.gate or None,
                "ground": each.ground or None,
            }
            for each in line.participants
        ],
        "notes": line.notes,
        "agreements": [
            {
                "what": each.what,
                "party": each.party or None,
                "name": each.name or None,
                "due": each.due_on.isoformat(),
                "state": _state(each, found.promises),
            }
            for each in line.agreements
        ],
        "demands": [
            {"what": each.sort, "met": each.met, "stops": each.stops, "text": each.words}
            for each in found.demands.get(line.meeting_id, ())
        ],
        "reason": line.reason or None,
        "journaled": _iso(line.journaled_on),
    }


def _state(agreement: Agreement, promises: Mapping[int, Promise]) -> str | None:
    promise = promises.get(agreement.follow_up_id or 0)
    return promise.state if promise else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
