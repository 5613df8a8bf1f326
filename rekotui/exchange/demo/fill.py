"""Filling a demo vault with the invented caseload, through the same repositories as everything else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rekotui.casework.days import next_workday
from rekotui.casework.personnummer import parse
from rekotui.casework.sick_leave import DegreePeriod
from rekotui.exchange.demo.case import DemoCase, DemoDaily
from rekotui.exchange.demo.caseload import caseload
from rekotui.exchange.demo.fill_daily import write_daily
from rekotui.exchange.demo.fill_plan import write_plan
from rekotui.exchange.demo.fill_talks import write_talks
from rekotui.exchange.demo.plan import draw_work
from rekotui.exchange.demo.talks import draw_talks
from storage.cases import CaseRepository, NewCase
from storage.database import Database, Work
from storage.journal_marks import STATUS_CHANGE
from storage.journaled import mark_journaled
from storage.sick_leaves import SickLeaveRepository
from storage.signal_answers import SignalAnswerRepository, pressing
from storage.signal_refresh import refresh

_BATCH = 100
_NOTHING = DemoDaily("", None)


def fill(
    database: Database,
    cases: int,
    seed: int,
    today: date,
    progress: Callable[[int], None] | None = None,
    *,
    daily: bool = True,
) -> int:
    """Write the caseload of (cases, seed, today) with its signals; return how many cases.

    A hundred go in one transaction. The signals are made once, when everything is there. Without `daily` people and
    courses alone are written: nothing has been done about them yet.
    """
    invented = caseload(cases, seed, today)
    if not daily:
        invented = tuple(replace(case, daily=_NOTHING) for case in invented)
    written: dict[int, DemoCase] = {}
    for start in range(0, len(invented), _BATCH):
        with database.write() as work:
            written |= _write(work, invented[start : start + _BATCH], today, seed, start)
            work.touched.clear()
            work.desk_touched = False
        if progress:
            progress(min(start + _BATCH, len(invented)))
    refresh(database)
    with database.write() as work:
        if daily:
            _let_rest(work, written, today)
        work.touched.clear()
        work.desk_touched = False
    return len(invented)


def _write(work: Work, invented: Sequence[DemoCase], today: date, seed: int, first: int) -> dict[int, DemoCase]:
    cases = CaseRepository(work)
    leaves = SickLeaveRepository(work, cases)
    written = {}
    for place, demo in enumerate(invented, first):
        taken_up, *later = demo.status_changes
        case = cases.open(
            NewCase(
                number=parse(demo.personnummer, demo.opened_on),
                name=demo.name,
                opened_on=demo.opened_on,
                status=taken_up.word,
                reason=taken_up.reason,
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
        planned = draw_work(place, demo, today)
        write_daily(work, case, demo.daily, today, [meeting.on for meeting in planned.meetings])
        write_talks(work, case, draw_talks(seed, place, demo, today), today, waits=planned.plan.plan is None)
        write_plan(work, case, planned, today)
        _enter_in_record(work, case.id, today)
        written[case.id or 0] = demo
    return written


def _let_rest(work: Work, written: Mapping[int, DemoCase], today: date) -> None:
    """Postpone what the rules ask for today in the cases where she has seen to it already."""
    answers = SignalAnswerRepository(work)
    for case_id, rule, key in pressing(work, today):
        if case_id is None:
            continue
        daily = written[case_id].daily
        # A promise is not forgotten by letting it rest.
        if daily.rests_until is not None and rule != "follow_up":
            answers.postpone(case_id, rule, key, today, daily.rests_until, daily.rests_why)


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
        "consent_asked": demo.daily.consent,
        "consent_asked_on": demo.daily.consent_on,
    }
