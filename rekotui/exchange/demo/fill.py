"""Filling a demo vault with the invented caseload, through the same repositories as everything else."""

from collections.abc import Callable, Sequence
from datetime import date

from rekotui.casework.days import next_workday
from rekotui.casework.personnummer import parse
from rekotui.casework.sick_leave import DegreePeriod
from rekotui.exchange.demo.case import DemoCase
from rekotui.exchange.demo.caseload import caseload
from storage.cases import CaseRepository, NewCase
from storage.database import Database, Work
from storage.journal_marks import STATUS_CHANGE
from storage.journaled import mark_journaled
from storage.sick_leaves import SickLeaveRepository

_BATCH = 250


def fill(database: Database, cases: int, seed: int, today: date, progress: Callable[[int], None] | None = None) -> int:
    """Write the caseload of (cases, seed, today); return how many cases. A few hundred go in one transaction."""
    invented = caseload(cases, seed, today)
    for start in range(0, len(invented), _BATCH):
        with database.write() as work:
            _write(work, invented[start : start + _BATCH], today)
        if progress:
            progress(min(start + _BATCH, len(invented)))
    return len(invented)


def _write(work: Work, invented: Sequence[DemoCase], today: date) -> None:
    cases = CaseRepository(work)
    leaves = SickLeaveRepository(work, cases)
    for demo in invented:
        first, *later = demo.status_changes
        case = cases.open(
            NewCase(
                number=parse(demo.personnummer, demo.opened_on),
                name=demo.name,
                opened_on=demo.opened_on,
                status=first.word,
                reason=first.reason,
                values=_values(demo),
                case_number=demo.number,
            )
        )
        for leave in demo.sick_leaves:
            periods = [DegreePeriod(p.start, p.end, p.degree) for p in leave.periods]
            leaves.enter(case.patient_id, periods, unit=demo.unit, certificates=leave.certificates)
        for note in demo.notes:
            cases.add_note(case, note.on, note.text)
        for change in later:
            cases.change_status(case, change.word, change.on, change.reason)
        _enter_in_record(work, case.id, today)


def _enter_in_record(work: Work, case_id: int | None, today: date) -> None:
    """Mark changes of status as entered on the workday after, but for those that are too new for it."""
    changes = work.ask("select id, changed_on from status_change where case_id = ? order by id", (case_id,))
    for number, changed_on in changes[1:]:
        entered = next_workday(date.fromisoformat(changed_on))
        if entered < today:
            mark_journaled(work, STATUS_CHANGE, number, entered)


def _values(demo: DemoCase) -> dict[str, object]:
    return {
        "phone": demo.phone,
        "interpreter": demo.interpreter_language or "",
        "protected": demo.protected_identity,
        "unit": demo.unit,
        "referred_by": demo.referred_by,
        "referred_on": demo.referred_on,
        "referred_why": demo.referred_why,
        "employer": demo.employer or "",
        "occupation": demo.occupation or "",
        "occupations": list(demo.occupations),
        "physician": demo.physician,
        "diagnosis_code": demo.diagnosis_code,
        "diagnosis_text": demo.diagnosis_text,
        "co_diagnoses": list(demo.co_diagnoses),
    }
