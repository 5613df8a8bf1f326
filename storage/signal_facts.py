"""From stored rows to the plain values that the rules need. Bare driver, many cases at once."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlcipher3.dbapi2 as driver

from rekotui.casework.case_facts import (
    AssignmentFact,
    CaseFacts,
    ContactFact,
    DeskFacts,
    FollowUpFact,
    JournalFact,
    Leave,
    MeetingFact,
    PlanFacts,
    TrialWork,
    UnitFact,
    seen_of,
)
from rekotui.casework.consent import Ledger
from rekotui.casework.consent_facts import consent_facts, is_covered
from rekotui.casework.consent_gate import act_of, is_deviation
from rekotui.casework.consent_state import Moment
from rekotui.casework.consent_withdrawal import PastContact
from rekotui.casework.contact import BOOKED, HELD, part_of
from rekotui.casework.interview_record_messages import TITLES
from rekotui.casework.meeting import DONE
from rekotui.casework.plan import Step
from rekotui.casework.sick_leave import DegreePeriod
from storage.checklist_reading import introductions
from storage.consent_ledger import OF_THE_CASE, ledgers
from storage.journal_marks import (
    CODES,
    CONSENT_EVENT,
    CONTACT,
    EVENT_ASKED,
    EVENT_STANDS,
    INTERVIEW,
    INTERVIEW_ASKED,
    INTERVIEW_MARKED,
    MARKED,
    PLAN_STANDS,
    PLAN_VERSION,
    STATUS_ASKED,
    STATUS_CHANGE,
)
from storage.linked import read_links
from storage.meeting_reading import MeetingLine, accompanying, meetings_by_case
from storage.plan_lines import StateLine, states_of
from storage.sighted import sightings_of

_AT_ONCE = 400
_OWN = (
    "group_said, agreed_shifts, earlier_first_day, earlier_first_day_said_on, expected_days, expected_said_on, applied,"
    " applied_said_on, fk_decision_from, fk_decision_to, fk_refusal_on, fk_answer_by, fk_final_on,"
    " sjukpenning_last_day, aktivitetsersattning, aktivitetsersattning_to, preventive_from, preventive_said_on,"
    " preventive_applied_on, transport_need, transport_said_on, fk_need_on, fk_informed_on, fk_answered_on,"
    " employer_plan, employer_plan_said_on, return_ruled_out, return_ruled_out_said_on, work_injury,"
    " work_injury_said_on"
)
_NAMES = tuple(name.strip() for name in _OWN.split(","))
_YES_NO = ("agreed_shifts", "aktivitetsersattning", "transport_need", "return_ruled_out")
_WORDS = ("group_said", "applied", "employer_plan", "work_injury")
_NUMBERS = ("expected_days",)

Rows = dict[int, list[tuple[Any, ...]]]


def case_facts(connection: driver.Connection, ids: Sequence[int]) -> dict[int, CaseFacts]:
    """Return the facts of the given cases; voided ones and those that do not exist are left out."""
    found: dict[int, CaseFacts] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        found.update(_some(connection, part))
    return found


def _some(connection: driver.Connection, ids: Sequence[int]) -> dict[int, CaseFacts]:
    marks = ", ".join("?" * len(ids))

    def by_case(sql: str) -> Rows:
        rows: Rows = {}
        for row in connection.execute(sql.format(marks=marks), tuple(ids)):
            rows.setdefault(row[0], []).append(row[1:])
        return rows

    own = by_case(f"select case_id, {_OWN} from case_fact where case_id in ({{marks}})")
    trials = by_case(
        "select case_id, starts_on, ends_on, told_fk_on from trial_work where case_id in ({marks})"
        " and voided_on is null order by starts_on, id"
    )
    questions = by_case(
        "select case_id, asked_on, answered_on from certificate_question where case_id in ({marks})"
        " and voided_on is null order by answered_on is not null, asked_on, id"
    )
    notes = by_case(
        "select distinct case_id, noted_on from note where case_id in ({marks}) and voided_reason is null order by 2"
    )
    contacts = by_case(
        "select case_id, id, happened_on, clock, outcome, party, part, party_name, with_patient, gate, ground,"
        f" consent_id, {MARKED.format(subject=CONTACT, row='c.id')}, {CODES.format(row='c.id')}, channel"
        " from contact c"
        " where case_id in ({marks}) and voided_on is null"
        " and not exists (select 1 from contact r where r.replaces_id = c.id)"
        " order by happened_on, id"
    )
    follow_ups = by_case(
        "select case_id, id, due_on, substr(recorded_at, 1, 10), party, reason from follow_up"
        " where case_id in ({marks}) and state = 'open' order by due_on, id"
    )
    waiting = by_case(_to_journal())
    cases = connection.execute(
        "select case_id, opened_on, status, status_since, unit, birth_date, sex, occupations, referred_by, referred_on,"
        f" consent_asked, consent_asked_on, patient_id, personnummer from case_overview where case_id in ({marks})",
        tuple(ids),
    ).fetchall()
    interviews = by_case(
        "select case_id, max(closed_on) from interview where case_id in ({marks}) and guide = 'kartlaggning'"
        " and voided_on is null and closed_on is not null group by case_id"
    )
    plans = states_of(lambda sql, values: connection.execute(sql, tuple(values)).fetchall(), ids)
    leaves = _leaves(connection, [(row[12], row[13]) for row in cases])

    def ask(sql: str, values: Sequence[object]) -> Sequence[tuple[Any, ...]]:
        return connection.execute(sql, tuple(values)).fetchall()  # type: ignore[no-any-return]

    consents, meetings = ledgers(ask, ids), meetings_by_case(ask, ids)
    return {
        row[0]: CaseFacts(
            opened_on=_need(row[1]),
            status=row[2],
            status_since=_need(row[3]),
            unit=row[4],
            birth_date=_day(row[5]),
            sex=row[6],
            occupations=tuple(json.loads(row[7])),
            referred_by=row[8],
            referred_on=_day(row[9]),
            consent_asked=row[10],
            consent_asked_on=_day(row[11]),
            leaves=leaves.get(row[12], ()),
            trial_work=tuple(TrialWork(_need(t[0]), _need(t[1]), _day(t[2])) for t in trials.get(row[0], ())),
            note_days=tuple(_need(n[0]) for n in notes.get(row[0], ())),
            contacts=(
                *(_contact(c, consents.get(row[0], ())) for c in contacts.get(row[0], ())),
                *_beside(meetings.get(row[0], ()), consents.get(row[0], ())),
            ),
            meetings=_meetings(meetings.get(row[0], ())),
            to_journal=tuple(JournalFact(w[0], _need(w[1])) for w in waiting.get(row[0], ())),
            consents=consent_facts(each for each in consents.get(row[0], ()) if each.consent_id != OF_THE_CASE),
            follow_ups=tuple(
                FollowUpFact(f[0], _need(f[1]), _day(f[2]), f[3], f[4]) for f in follow_ups.get(row[0], ())
            ),
            interview_done_on=_day(interviews[row[0]][0][0]) if row[0] in interviews else None,
            plan=_plan(plans.get(row[0])),
            **_question(questions.get(row[0], ())),
            **_own_facts(own.get(row[0], ())),
        )
        for row in cases
    }


_TOLD = ", ".join(repr(guide) for guide in TITLES)
"""The guides whose answers are entered in the record, as a list for the query."""


def _to_journal() -> str:
    """Return the query for what is asked for in the record and not entered, contacts that stand apart."""
    return (
        "with wanted (id) as (select id from caseload where id in ({marks}))"
        f" select c.case_id, '{STATUS_CHANGE}', c.changed_on from wanted w join status_change c on c.case_id = w.id"
        f" where {STATUS_ASKED} and {MARKED.format(subject=STATUS_CHANGE, row='c.id')} is null"
        f" union all select c.case_id, '{CONSENT_EVENT}', e.happened_on from wanted w join consent c"
        f" on c.case_id = w.id join consent_event e on e.consent_id = c.id where {EVENT_STANDS} and {EVENT_ASKED}"
        f" and {MARKED.format(subject=CONSENT_EVENT, row='e.id')} is null"
        " union all select c.case_id, 'contact_strike', c.voided_on from wanted w join contact c on c.case_id = w.id"
        f" where c.void_entered_on is not null and {MARKED.format(subject=CONTACT, row='c.id')} is null"
        f" union all select i.case_id, '{INTERVIEW}', i.closed_on from wanted w join interview i on i.case_id = w.id"
        f" where i.closed_on is not null and i.voided_on is null and i.guide in ({_TOLD})"
        f" and {INTERVIEW_ASKED}"
        f" and {INTERVIEW_MARKED} is null"
        f" union all select p.case_id, '{PLAN_VERSION}', p.sealed_on from wanted w join plan_version p"
        f" on p.case_id = w.id where {PLAN_STANDS} and {MARKED.format(subject=PLAN_VERSION, row='p.id')} is null"
        " order by 3, 2"
    )


def _own_facts(rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    if not rows:
        return {}
    values: dict[str, Any] = {}
    for name, value in zip(_NAMES, rows[0], strict=True):
        if name in _YES_NO:
            values[name] = {"yes": True, "no": False}.get(value)
        elif name in _WORDS:
            values[name] = value or None
        else:
            values[name] = value if name in _NUMBERS else _day(value)
    return values


def _question(rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    """Return the oldest unanswered question, else the one answered last: the rule speaks of one."""
    if not rows:
        return {}
    asked, answered = rows[0] if rows[0][1] is None else rows[-1]
    return {"fk_question_on": _day(asked), "fk_question_answered_on": _day(answered)}


def _plan(state: StateLine | None) -> PlanFacts:
    if state is None:
        return PlanFacts()
    return PlanFacts(
        sealed_on=state.sealed_on,
        reviewed_on=state.reviewed_on,
        follow_up_on=state.follow_up_on,
        draft_on=state.draft_on,
        incomplete=state.incomplete,
        number=state.number,
        handed_number=state.handed_number,
        handed_on=state.handed_on,
        steps=tuple(Step(on, degree) for on, degree in state.steps),
    )


def _contact(row: tuple[Any, ...], ledger: Ledger) -> ContactFact:
    (
        number,
        day,
        clock,
        outcome,
        party,
        part,
        name,
        with_patient,
        gate,
        ground,
        consent_id,
        journaled,
        codes,
        channel,
    ) = row
    held = None if outcome == BOOKED else outcome == HELD
    told = None if with_patient is None else bool(with_patient)
    contact = PastContact(number, party, name, Moment(_need(day), clock), outcome, told, ground, consent_id, channel)
    # What was written before there was a consent log is not judged by it, nor asked for in the record.
    logged = gate != ""
    return ContactFact(
        on=_need(day),
        held=held,
        party=party,
        part=part,
        codes=tuple((codes or "").split()) if logged else None,
        journaled=journaled is not None if logged and held else None,
        covered=is_covered(contact, ledger) if logged and act_of(outcome) else None,
        apart=gate == "ground" and not is_deviation(ground),
    )


def _beside(meetings: Sequence[MeetingLine], ledger: Ledger) -> Iterator[ContactFact]:
    """Give those at a meeting besides the one whom its contact names: codes and record are asked for there."""
    for line in meetings:
        for each in accompanying(line):
            yield ContactFact(
                on=each.moment.on,
                held=True if line.state == DONE else None,
                party=each.party,
                part=part_of(each.party),
                covered=is_covered(each, ledger),
                apart=bool(each.ground) and not is_deviation(each.ground),
            )


def _meetings(lines: Sequence[MeetingLine]) -> tuple[MeetingFact, ...]:
    """Return the meetings that are to come, to be given a day, or were held; one that never was asks for nothing."""
    return tuple(
        MeetingFact(line.kind, line.wanted_on, line.on, line.written_up)
        for line in lines
        if line.open or line.state == DONE
    )


def _leaves(connection: driver.Connection, patients: Sequence[tuple[int, str]]) -> dict[int, tuple[Leave, ...]]:
    # A person can have several cases, and have been taken up under a number that was replaced.
    numbers = dict(patients)
    marks = ", ".join("?" * len(numbers))
    links = read_links(connection)
    seen = sightings_of(connection, {links.get(number, number) for number in numbers.values()})
    sightings = {patient: seen.get(links.get(number, number), []) for patient, number in numbers.items()}
    periods: dict[int, list[DegreePeriod]] = {}
    leaves: dict[int, list[tuple[Any, ...]]] = {}
    ids = tuple(numbers)
    for leave_id, first, last, degree in connection.execute(
        "select p.sick_leave_id, p.first_day, p.last_day, p.degree from sick_leave_period p join sick_leave s"
        f" on s.id = p.sick_leave_id where s.patient_id in ({marks}) and s.voided_on is null"
        " order by p.first_day, p.id",
        ids,
    ):
        periods.setdefault(leave_id, []).append(DegreePeriod(_need(first), _need(last), degree))
    for row in connection.execute(
        "select patient_id, id, unit, first_day, last_day, source, certificates from sick_leave"
        f" where patient_id in ({marks}) and voided_on is null order by first_day, id",
        ids,
    ):
        leaves.setdefault(row[0], []).append(row[1:])
    return {
        patient: tuple(
            Leave(
                first_day=_need(first),
                last_day=_need(last),
                periods=tuple(periods.get(leave_id, ())),
                seen=seen_of(sightings.get(patient, ()), unit, _need(first), _need(last)) if source == "list" else (),
                source=source,
                certificates=certificates,
            )
            for leave_id, unit, first, last, source, certificates in rows
        )
        for patient, rows in leaves.items()
    }


def desk_facts(connection: driver.Connection) -> DeskFacts:
    """Return what the rules need to know of the desk: lists, reviews, assignments, the first case."""
    reviews = dict(
        connection.execute(
            "select unit, max(done_on) from review_done where undone_at is null group by unit"
        ).fetchall()
    )
    units = connection.execute(
        "select unit, min(list_date), max(list_date) from list_import where undone_at is null and replaced_by is null"
        " group by unit order by unit"
    ).fetchall()
    assignments = connection.execute("select unit, starts_on, ends_on, ended_on from assignment order by id").fetchall()
    days = dict(connection.execute("select name, value from desk_fact").fetchall())
    first = connection.execute("select min(opened_on) from caseload where voided_on is null").fetchone()
    # Cases may be entered with their true, earlier days: nobody owes a summary of the months before the program came.
    began = connection.execute("select substr(at, 1, 10) from history where id = 1").fetchone()
    return DeskFacts(
        units=tuple(UnitFact(u, _need(a), _need(b), _day(reviews.get(u))) for u, a, b in units),
        assignments=tuple(AssignmentFact(u, _need(a), _need(b), _day(e)) for u, a, b, e in assignments),
        first_case_on=max(_need(first[0]), _need(began[0])) if first[0] and began else _day(first[0]),
        last_backup_on=_day(days.get("last_backup_on")),
        last_summary_on=_day(days.get("last_summary_on")),
        introductions=introductions(lambda sql, values: connection.execute(sql, tuple(values)).fetchall()),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _need(text: str) -> date:
    return date.fromisoformat(text)
