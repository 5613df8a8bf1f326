"""What can happen to a caseload and its lists, as random steps; and all its signals worked out from nothing."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta

from hypothesis import strategies as st

from rekotui.base.errors import RekotuiError
from rekotui.casework import status
from rekotui.casework.meeting import Participant, kind_of
from rekotui.casework.plan import Step
from rekotui.casework.signal import Signal
from rekotui.casework.signals import desk_signals, signals_of
from storage.assignments import AssignmentRepository, NewAssignment
from storage.case_facts import CaseFactRepository
from storage.cases import CaseRepository
from storage.contacts import ContactRepository, NewContact
from storage.database import Database, Work
from storage.follow_ups import ANSWERED, DONE, OPEN, VOIDED, FollowUpRepository, NewFollowUp
from storage.imports import ImportRepository, NewList
from storage.interviews import InterviewRepository
from storage.journal_marks import CONTACT
from storage.journaled import mark_journaled
from storage.meetings import MeetingRepository, NewMeeting
from storage.number_links import NumberLinkRepository
from storage.plan_evaluations import PlanEvaluations, Result
from storage.plan_reading import EVALUATION, HANDED, VERSION, series_of
from storage.plans import HandedOut, PlanRepository
from storage.reading import Reader
from storage.retention import remove_old_rows
from storage.reviews import ReviewRepository, TakeUp
from storage.setting_changes import change_setting
from storage.settings import read_settings
from storage.signal_answers import SignalAnswerRepository
from storage.signal_facts import case_facts, desk_facts
from storage.signal_refresh import refresh
from storage.signals import rules_in_force
from tests.casework.plans import sample
from tests.storage import test_import_undo_property as other
from tests.storage.helpers import ON, number, open_case
from tests.storage.test_imports import record

BEFORE, AFTER = "19850773-2389", "19850713-2382"
"""A samordningsnummer and the personnummer that replaced it."""
NUMBERS = (number(1).text, number(2).text, BEFORE, AFTER)
UNITS = ("Nord", "Syd")

Row = tuple[object, ...]

index = st.integers(0, 5)
days = st.integers(0, 120).map(lambda n: other.BASE + timedelta(days=n))
some_day = st.one_of(st.none(), days)
dated_facts = st.sampled_from(
    [
        *("earlier_first_day", "earlier_first_day_said_on", "expected_said_on", "applied_said_on", "fk_refusal_on"),
        *("fk_answer_by", "fk_final_on", "sjukpenning_last_day", "preventive_from", "preventive_said_on"),
        *("transport_said_on", "fk_need_on", "fk_informed_on", "fk_answered_on", "employer_plan_said_on"),
    ]
)
coded_facts = st.sampled_from(
    [
        *(("group_said", "job_seeking"), ("group_said", "student"), ("group_said", ""), ("agreed_shifts", "yes")),
        *(("expected_days", 40), ("expected_days", 200), ("applied", "no"), ("applied", "yes")),
        *(("transport_need", "yes"), ("employer_plan", "asked"), ("employer_plan", "exists"), ("employer_plan", "")),
        *(("return_ruled_out", "yes"), ("work_injury", "not_reported"), ("work_injury", "")),
    ]
)
rule_facts = st.tuples(
    st.dictionaries(dated_facts, some_day, max_size=4), st.lists(coded_facts, max_size=3).map(dict)
).map(lambda pair: {**pair[0], **pair[1]})
case_facts_said = st.sampled_from(
    [
        *({"consent_asked": "yes", "consent_asked_on": ON}, {"consent_asked": "later", "consent_asked_on": ON}),
        *({"referred_by": "Läkare Ett", "referred_on": other.BASE}, {"occupations": ["Arbetssökande"]}),
    ]
)
new_numbers = st.sampled_from(
    [("gap_days", 0), ("silent.days", 7), ("early_days", 100), ("backup_due.days", 1), ("chain_90.warn_day", 40)]
)

deeds = st.one_of(
    st.tuples(
        st.just("list"),
        st.sampled_from(UNITS),
        days,
        st.dictionaries(st.sampled_from(NUMBERS), other.rows(), min_size=1),
        st.frozensets(st.sampled_from(NUMBERS)),
    ),
    st.tuples(st.just("same list"), index, st.sampled_from(UNITS), days),
    st.tuples(st.just("undo"), st.sampled_from(UNITS)),
    st.tuples(st.just("status"), index, st.sampled_from(status.all_statuses())),
    st.tuples(st.just("note"), index),
    st.tuples(st.just("enter"), index, days),
    st.tuples(st.just("correct"), index, days),
    st.tuples(st.just("open"), st.sampled_from(other.PEOPLE), days),
    st.tuples(st.just("void"), index),
    st.tuples(st.just("said"), index, case_facts_said),
    st.tuples(st.just("rule facts"), index, rule_facts),
    st.tuples(st.just("trial"), index, days, some_day),
    st.tuples(st.just("other trial"), index, some_day),
    st.tuples(st.just("question"), index, days),
    st.tuples(st.just("answer"), index, some_day),
    st.tuples(
        st.just("contact"),
        index,
        days,
        st.sampled_from(["held", "booked", "no_answer"]),
        st.sampled_from(["patient", "arbetsgivare", "forsakringskassan"]),
        st.sampled_from([None, 0, 1]),
    ),
    st.tuples(
        st.just("meeting"),
        index,
        days,
        st.sampled_from(["avstamningsmote", "sip", "fk_information"]),
        st.sampled_from(["wanted", "planned", "held", "missed", "cancelled", "voided"]),
        st.sampled_from([None, 0, 1]),
    ),
    st.tuples(st.just("strike out"), index),
    st.tuples(st.just("enter in record"), index, some_day),
    st.tuples(st.just("promise"), index, days, st.sampled_from(["", "lakare", "arbetsgivare"])),
    st.tuples(st.just("keep"), index, st.sampled_from([OPEN, ANSWERED, DONE, VOIDED]), days),
    st.tuples(st.just("quiet"), index, some_day),
    st.tuples(st.just("loud"), index),
    st.tuples(st.just("join")),
    st.tuples(st.just("take up"), index, st.sampled_from(NUMBERS), some_day, days),
    st.tuples(st.just("reviewed"), index, days),
    st.tuples(st.just("assignment"), days),
    st.tuples(st.just("sweep")),
    st.tuples(st.just("plan"), index, days, st.sampled_from([None, 25, 50])),
    st.tuples(st.just("evaluate"), index, days, st.sampled_from(["done", "ongoing"])),
    st.tuples(st.just("hand out"), index, days),
    st.tuples(st.just("strike plan"), index, st.sampled_from([VERSION, HANDED, EVALUATION])),
    st.tuples(st.just("interviewed"), index, days),
    st.tuples(st.just("number"), new_numbers),
)


def pick(work: Work, sql: str, place: int) -> Row | None:
    """Return one of the rows, whatever the index; None where there is none."""
    found = work.ask(sql)
    return found[place % len(found)] if found else None


def read_in(work: Work, unit: str, day: date, people: Mapping[str, Mapping[str, object]], take: frozenset[str]) -> None:
    stored = [(at, record(0, **facts, personnummer=who), {}) for at, (who, facts) in enumerate(people.items(), 1)]
    ImportRepository(work).store(NewList(unit, day, "copied_table", "yes", "digest", stored), take, day)


def read_again(work: Work, place: int, unit: str, day: date) -> None:
    """Let another list say the very same of everybody: no fact of any case changes."""
    if row := pick(work, "select id from list_import order by id", place):
        rows = work.ask("select row, record from list_row where import_id = ? order by row", row)
        stored = [(at, json.loads(said), {}) for at, said in rows]
        ImportRepository(work).store(NewList(unit, day, "copied_table", "yes", "digest", stored), (), day)


def open_by_hand(work: Work, person: int, day: date) -> None:
    open_case(work, person, "Utkast Listad", opened_on=day)


def say(work: Work, place: int, values: Mapping[str, object]) -> None:
    if case := other.some_case(work, place):
        CaseRepository(work).change_facts(case, values)


def say_for_rules(work: Work, place: int, values: Mapping[str, object]) -> None:
    if case := other.some_case(work, place):
        CaseFactRepository(work).change(case, values)


def try_work(work: Work, place: int, first: date, told: date | None) -> None:
    if case := other.some_case(work, place):
        CaseFactRepository(work).add_trial_work(case, first, first + timedelta(days=20), told)


def change_trial(work: Work, place: int, first: date | None) -> None:
    if row := pick(work, "select id from trial_work where voided_on is null order by id", place):
        facts = CaseFactRepository(work)
        if first:
            facts.change_trial_work(int(str(row[0])), first, first + timedelta(days=9), first)
        else:
            facts.void_trial_work(int(str(row[0])), ON, "Blev inte av")


def ask(work: Work, place: int, day: date) -> None:
    if case := other.some_case(work, place):
        CaseFactRepository(work).ask(case, day)


def answer(work: Work, place: int, day: date | None) -> None:
    if row := pick(work, "select id from certificate_question order by id", place):
        CaseFactRepository(work).answer(int(str(row[0])), day)


def meet(work: Work, place: int, day: date, outcome: str, party: str, replaced: int | None) -> None:
    """Record a contact, or a corrected one in place of another."""
    if case := other.some_case(work, place):
        standing = f"select id from contact where case_id = {case.id} and voided_on is null order by id"
        row = pick(work, standing, replaced) if replaced is not None else None
        day = min(day, ON) if outcome != "booked" else day
        apart = "" if party == "patient" else "not_identifying"
        kva = () if place == 1 else None
        new = NewContact(day, "phone", outcome, party, ground=apart, ground_reason=apart and "Allmänt", kva=kva)
        ContactRepository(work).record(case, new, ON, int(str(row[0])) if row else None)


def gather(work: Work, place: int, day: date, kind: str, state: str, known: int | None) -> None:
    """Enter a meeting, or say what one has become."""
    if case := other.some_case(work, place):
        row = pick(work, f"select id from meeting where case_id = {case.id} order by id", known or 0)
        meetings = MeetingRepository(work)
        if state == "voided":
            if row:
                meetings.void(case, int(str(row[0])), ON, "Fel person")
            return
        apart = {"ground": "not_identifying", "ground_reason": "Allmänt"}
        people = [
            Participant(each.party, **({} if each.party == "patient" else apart)) for each in kind_of(kind).expected
        ]
        held = {"notes": {"outcome": "Klart", "need": "Stöd"}} if place % 2 else {}
        on = min(day, ON) if state in ("held", "missed") else day
        new = NewMeeting(kind, state, on, participants=tuple(people), reason="Sjuk", **held)
        meetings.save(case, new, ON, int(str(row[0])) if row and known is not None else None)


def strike_out(work: Work, place: int) -> None:
    if row := pick(work, "select id from contact where voided_on is null order by id", place):
        ContactRepository(work).void(int(str(row[0])), ON, "Fel person")


def enter_in_record(work: Work, place: int, day: date | None) -> None:
    """Mark a contact as entered in the record, or take the mark back."""
    if row := pick(work, "select id from contact order by id", place):
        mark_journaled(work, CONTACT, int(str(row[0])), day)


def promise(work: Work, place: int, day: date, party: str) -> None:
    if case := other.some_case(work, place):
        FollowUpRepository(work).add(case, NewFollowUp(day, "answer", party))


def keep(work: Work, place: int, state: str, day: date) -> None:
    """End a promise, move it, or take its ending back."""
    if row := pick(work, "select id from follow_up order by id", place):
        follow_ups = FollowUpRepository(work)
        found = follow_ups.get(int(str(row[0])))
        if found.state != OPEN:
            follow_ups.reopen(found)
        elif state == OPEN:
            follow_ups.move(found, day)
        else:
            follow_ups.close(found, state, ON, "Svar")


def quiet(work: Work, place: int, until: date | None) -> None:
    """Dismiss a signal of a case or of the desk, or postpone it."""
    if row := pick(work, "select case_id, rule, key from signal order by id", place * 7):
        answers = SignalAnswerRepository(work)
        if until:
            answers.postpone(*row, other.BASE - timedelta(days=1), until)  # type: ignore[arg-type]
        else:
            answers.dismiss(*row, ON, "Gäller inte")  # type: ignore[arg-type]


def loud(work: Work, place: int) -> None:
    if row := pick(work, "select id from signal_answer where undone_at is null order by id", place):
        SignalAnswerRepository(work).take_back(int(str(row[0])))


def take_up(work: Work, place: int, who: str, first_contact: date | None, day: date) -> None:
    standing = "select id from list_import where undone_at is null and replaced_by is null order by id"
    if row := pick(work, standing, place):
        ReviewRepository(work).take_up(int(str(row[0])), who, TakeUp(first_contact=first_contact), day)


def reviewed(work: Work, place: int, day: date) -> None:
    if row := pick(work, "select id from list_import order by id", place):
        ReviewRepository(work).mark_done(int(str(row[0])), day, 0)


def assign(work: Work, first: date) -> None:
    AssignmentRepository(work).register(NewAssignment("Chefen", first, first + timedelta(days=90)))


def plan(work: Work, place: int, day: date, degree: int | None) -> None:
    """Draft a plan, or go on with the draft: seal it where nothing is missing."""
    if case := other.some_case(work, place):
        plans = PlanRepository(work)
        draft = series_of(work.ask, case.id or 0).draft
        if draft is None:
            plans.start(case, day, plan=sample())
            return
        steps = (*draft.plan.steps, Step(day, degree)) if degree else ()
        plans.keep(case, draft.plan._replace(steps=steps, participation="yes", evaluate_on=day + timedelta(days=20)))
        if place % 2:
            CaseRepository(work).change_facts(case, {"consent_asked": "yes", "consent_asked_on": day})
            plans.seal(case, day)


def evaluate(work: Work, place: int, day: date, state: str) -> None:
    if case := other.some_case(work, place):
        current = series_of(work.ask, case.id or 0).current
        if current:
            results = [Result(3 + place % 2, "helped", state=state, next_on=day + timedelta(days=9))]
            PlanEvaluations(work).evaluate(case, current.version_id, results, None, day)


def hand_out(work: Work, place: int, day: date) -> None:
    if row := pick(work, "select id from plan_version order by id", place):
        PlanRepository(work).hand_out(int(str(row[0])), HandedOut(day), day)


def strike_plan(work: Work, place: int, subject: str) -> None:
    if row := pick(work, f"select id from {subject} order by id", place):
        PlanRepository(work).void(subject, int(str(row[0])), ON, "Fel patient")


def interviewed(work: Work, place: int, day: date) -> None:
    """Let an interview have been gone through to its end: what stands in it is another test's."""
    if case := other.some_case(work, place):
        talk = InterviewRepository(work).start(case, "kartlaggning", day)
        talk.closed_on = day
        work.session.add(talk)
        work.session.flush()
        work.touched.add(case.id or 0)


DOERS: dict[str, Callable[..., object]] = {
    **{name: other.DOERS[name] for name in ("undo", "status", "note", "enter", "correct", "void")},
    "list": read_in, "same list": read_again, "said": say, "rule facts": say_for_rules, "trial": try_work,
    "open": open_by_hand, "other trial": change_trial, "enter in record": enter_in_record,
    "question": ask, "answer": answer, "contact": meet, "meeting": gather, "strike out": strike_out,
    "promise": promise, "keep": keep, "quiet": quiet, "loud": loud, "take up": take_up, "reviewed": reviewed,
    "assignment": assign, "join": lambda work: NumberLinkRepository(work).confirm(BEFORE, AFTER, ON),
    "sweep": lambda work: remove_old_rows(work, ON + timedelta(days=300)),
    "plan": plan, "evaluate": evaluate, "hand out": hand_out, "strike plan": strike_plan, "interviewed": interviewed,
    "number": lambda work, named: change_setting(work, *named),
}  # fmt: skip


def do(database: Database, deed: Sequence[object]) -> None:
    """Do one thing as a screen does: all of it or, where it is refused, nothing."""
    what, *how = deed
    with suppress(RekotuiError), database.write() as work:
        DOERS[str(what)](work, *how)
    refresh(database)


def stored(reader: Reader) -> list[Row]:
    """Return all signals as they are stored, by case and in their order."""
    rows = reader.rows(
        "select case_id, rule, key, stage, starts_on, ends_on, due_on, severity, title, text, todo, law, source, facts"
        " from signal order by case_id, id"
    )
    return [(*row[:-1], json.loads(row[-1])) for row in rows]


def from_nothing(reader: Reader) -> list[Row]:
    """Return all signals as they follow from what is stored now, each case worked out by itself."""
    connection = reader.connection
    rules = rules_in_force(connection, read_settings(connection))
    found = [_row(None, one) for one in desk_signals(desk_facts(connection), rules)]
    for (case_id,) in reader.rows("select id from caseload order by id"):
        for facts in case_facts(connection, [case_id]).values():
            found += [_row(case_id, one) for one in signals_of(facts, rules)]
    return found


def _row(case_id: int | None, one: Signal) -> Row:
    told = [each.isoformat() if isinstance(each, date) else each for each in one[:-1]]
    return (case_id, *told, json.loads(json.dumps(dict(one.facts), default=str)))
