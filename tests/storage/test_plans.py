"""Plans in the vault: drafted, sealed, followed up, handed out; what is sealed cannot be changed by any path."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlcipher3.dbapi2 as driver

from rekotui.base.errors import BusyError, NothingFoundError, RefusedError, WrongUseError
from rekotui.casework import plan_moves as moves
from rekotui.casework.consent_gate import ConsentRefusedError
from rekotui.casework.plan import ACTION, EMPTY, Plan
from rekotui.casework.plan_evaluation import WHOLE
from rekotui.casework.plan_templates import take_suggestion
from storage import history
from storage.case_facts import CaseFactRepository
from storage.consents import ConsentRepository, NewConsent, Said
from storage.contacts import NewContact
from storage.database import Database, Work
from storage.journaled import mark_journaled
from storage.keys import audit_key
from storage.models import Case
from storage.plan_evaluations import PlanEvaluations, Result
from storage.plan_lines import states_of
from storage.plan_reading import EVALUATION, HANDED, VERSION, Series, series_of
from storage.plan_suggested import waiting
from storage.plans import HandedOut, PlanIncompleteError, PlanRepository, proposed_contact
from storage.reading import Reader
from storage.vault import Key
from storage.work_reading import contacts_of, trial_work_of
from tests.casework.plans import DAY, ON, sample
from tests.storage.helpers import allow, bare, history_rows, open_case

LATER = ON + 7 * DAY
VISIT = NewContact(LATER, "visit", "held", "patient")


def planned(database: Database, plan: Plan | None = None, *, seal: bool = True) -> int:
    """A case with a plan that is sealed on the day, or drafted."""
    with database.write() as work:
        case = open_case(work, 0, opened_on=ON)
        allow(work, case, on=ON)
        PlanRepository(work).start(case, ON, plan=sample() if plan is None else plan)
        if seal:
            PlanRepository(work).seal(case, ON)
    return case.id or 0


def the(work: Work) -> tuple[PlanRepository, Case]:
    case = work.session.get(Case, 1)
    assert case is not None
    return PlanRepository(work), case


def read(reader: Reader) -> Series:
    return series_of(reader.rows, 1)


def test_a_draft_is_kept_without_history_and_never_written_over(database: Database, reader: Reader, key: Key) -> None:
    planned(database, EMPTY, seal=False)
    before = history_rows(key)
    with database.write() as work:
        plans, case = the(work)
        assert plans.keep(case, sample(), 1) == 2
        assert plans.keep(case, sample(), 2) == 2, "nothing has changed"
        with pytest.raises(BusyError):
            plans.keep(case, EMPTY, 1)
        with pytest.raises(WrongUseError):
            plans.start(case, ON)
    assert history_rows(key) == before
    draft = read(reader).draft
    assert draft is not None
    assert (draft.plan, draft.number, draft.seen, draft.started_on) == (sample(), 1, 2, ON)
    with database.write() as work:
        plans, case = the(work)
        plans.drop(case)
        with pytest.raises(NothingFoundError):
            plans.keep(case, sample())
    assert read(reader) == Series()
    assert [action for _id, action, _entity in history_rows(key)][-1] == "plan.dropped"


def test_sealing_needs_all_that_a_plan_needs(database: Database, reader: Reader) -> None:
    planned(database, sample()._replace(participation="", evaluate_on=None), seal=False)
    with database.write() as work:
        plans, case = the(work)
        with pytest.raises(PlanIncompleteError, match="delaktighet ej noterad · dag för utvärdering") as caught:
            plans.seal(case, ON)
        assert [one.code for one in caught.value.lacking] == ["participation", "evaluate"]
    assert read(reader).current is None


def test_sealing_needs_the_consent_to_coordination(database: Database) -> None:
    with database.write() as work:
        case = open_case(work, 0)
        PlanRepository(work).start(case, ON, plan=sample())
        with pytest.raises(ConsentRefusedError, match="samtycke till koordinering"):
            PlanRepository(work).seal(case, ON)


def test_the_first_sealing_proposes_dv077(database: Database, reader: Reader) -> None:
    planned(database, seal=False)
    with database.write() as work:
        plans, case = the(work)
        plans.seal(case, ON, contact=NewContact(ON, "visit", "held", "patient"))
        plans.start(case, LATER)
        plans.keep(case, sample())
        plans.seal(case, LATER, contact=VISIT)
    assert [line.codes for line in contacts_of(reader, 1)] == [("GC001",), ("GC001", "DV077")]
    assert proposed_contact(ON, 1, LATER).kva == ("GC001", "DV077")
    assert proposed_contact(ON, 1, LATER).next_step == "Planen utvärderas 2026-11-30"
    assert proposed_contact(ON, 2).kva == ("GC001",)


def test_a_version_begins_from_the_one_before_with_what_was_said_of_it(database: Database, reader: Reader) -> None:
    planned(database)
    with database.write() as work:
        plans, case = the(work)
        PlanEvaluations(work).evaluate(
            case,
            1,
            [Result(3, "helped", "Sover bättre", "done"), Result(4, "going_on", next_on=LATER + DAY)],
            VISIT,
            LATER,
        )
        plans.start(case, LATER, carry={3})
    series = read(reader)
    current, draft = series.current, series.draft
    assert current
    assert draft
    assert draft.number == 2
    assert draft.base_id == current.version_id
    assert current.plan == sample(), "what is sealed says what it said"
    assert (draft.plan.item(3).state, draft.plan.item(3).ended_on) == ("done", LATER)
    assert draft.plan.item(4).follow_up_on == LATER + DAY
    assert draft.plan.participation == ""


def test_a_draft_of_the_next_version_hears_what_is_said_meanwhile(database: Database, reader: Reader) -> None:
    planned(database)
    with database.write() as work:
        plans, case = the(work)
        plans.start(case, ON)
        plans.keep(case, moves.remove(read(reader).versions[0].plan, 6))
        results = [Result(3, "helped", state="done"), Result(6, "not_done", next_on=LATER + DAY)]
        PlanEvaluations(work).evaluate(case, 1, results, None, LATER)
        with pytest.raises(BusyError):
            plans.keep(case, EMPTY, 2)
    draft = read(reader).draft
    assert draft
    assert (draft.plan.item(3).state, draft.plan.item(3).ended_on) == ("done", LATER)
    assert [item.key for item in draft.plan.actions] == [3, 4]


def test_an_evaluation_is_one_deed(database: Database, reader: Reader, key: Key) -> None:
    planned(database)
    with database.write() as work:
        _plans, case = the(work)
        rows = PlanEvaluations(work).evaluate(
            case,
            1,
            [
                Result(3, "helped", "Sover sex timmar", "done"),
                Result(4, "partly", next_step="Kortare dagbok", next_on=LATER + 14 * DAY),
                Result(6, "not_done", state="stopped", why="Schemat är redan lagt"),
            ],
            replace(VISIT, body="Gick igenom planen"),
            LATER,
        )
    assert [row.item for row in rows] == [3, 4, 6, WHOLE], "all open actions: the plan has been gone through"
    (contact,) = contacts_of(reader, 1)
    assert contact.codes == ("GC001", "AW026")
    assert {row.contact_id for row in rows} == {contact.contact_id}
    series = read(reader)
    assert series.current
    stands = series.stands(series.current)
    assert [(item.state, item.why) for item in stands.actions] == [
        ("done", ""), ("planned", ""), ("stopped", "Schemat är redan lagt"),
    ]  # fmt: skip
    state = states_of(reader.rows, [1])[1]
    assert (state.reviewed_on, state.follow_up_on, state.actions, state.ended) == (LATER, LATER + 14 * DAY, 3, 2)
    assert [action for _id, action, _e in history_rows(key)][-5:] == ["contact.recorded", *["plan.evaluated"] * 4]
    (line,) = reader.cases_by_id([1])
    assert (line.next_on, line.next_step) == (LATER + 14 * DAY, "Följa upp planen")


@pytest.mark.parametrize(
    ("result", "error"),
    [
        (Result(3), WrongUseError),
        (Result(3, "helped", state="stopped"), WrongUseError),
        (Result(3, "going_on"), WrongUseError),  # it goes on: the next day is missing
        (Result(3, "going_on", next_on=ON), WrongUseError),
        (Result(3, "splendid"), WrongUseError),
        (Result(99, "helped", state="done"), NothingFoundError),
    ],
)
def test_what_is_no_evaluation(database: Database, reader: Reader, result: Result, error: type[Exception]) -> None:
    planned(database)
    with pytest.raises(error), database.write() as work:
        PlanEvaluations(work).evaluate(the(work)[1], 1, [result], VISIT, LATER)
    assert contacts_of(reader, 1) == ()


@pytest.mark.parametrize(("day", "today"), [(ON - DAY, LATER), (LATER + DAY, LATER)])
def test_an_evaluation_lies_between_the_sealing_and_today(database: Database, day: date, today: date) -> None:
    planned(database)
    done = Result(3, "helped", state="done")
    with pytest.raises(WrongUseError), database.write() as work:
        PlanEvaluations(work).evaluate(the(work)[1], 1, [done], replace(VISIT, happened_on=day), today)


def test_only_the_newest_version_is_followed_up(database: Database) -> None:
    planned(database)
    with database.write() as work:
        plans, case = the(work)
        plans.start(case, ON)
        plans.keep(case, sample())
        plans.seal(case, ON)
        with pytest.raises(WrongUseError):
            PlanEvaluations(work).evaluate(case, 1, [Result(3, "helped", state="done")], None, ON)


def test_who_has_which_version_on_paper(database: Database, reader: Reader) -> None:
    planned(database)
    with database.write() as work:
        plans, case = the(work)
        allow(work, case, "arbetsgivare", on=ON)
        plans.hand_out(1, HandedOut(ON), ON)
        plans.hand_out(1, HandedOut(ON, "arbetsgivare", "Kim Prov", "letter"), ON)
        plans.start(case, LATER)
        plans.keep(case, sample())
        plans.seal(case, LATER)
        plans.hand_out(2, HandedOut(LATER, "lakare"), LATER)
        for wrong in (HandedOut(ON), HandedOut(LATER + DAY), HandedOut(LATER, "chefen"), HandedOut(LATER, way="fax")):
            with pytest.raises(WrongUseError):
                plans.hand_out(2, wrong, LATER)
    state = states_of(reader.rows, [1])[1]
    assert (state.number, state.handed_number, state.handed_on) == (2, 1, ON)
    assert [(one.number, one.given_to, one.name) for one in read(reader).handed] == [
        (1, "patient", ""), (1, "arbetsgivare", "Kim Prov"), (2, "lakare", ""),
    ]  # fmt: skip


def test_nobody_else_gets_the_plan_without_a_consent_or_a_ground(database: Database, reader: Reader) -> None:
    planned(database)
    for given in (
        HandedOut(ON, "arbetsgivare"),
        HandedOut(ON, "forsakringskassan", ground="fk_request"),  # a ground needs its reason
        HandedOut(ON, "arbetsgivare", ground="fk_request", ground_reason="De frågade"),
    ):
        with pytest.raises(ConsentRefusedError), database.write() as work:
            PlanRepository(work).hand_out(1, given, ON)
    with database.write() as work:
        _plans, case = the(work)
        said = Said(ON, way="visit", valid_to=LATER, scope=("contact",))
        ConsentRepository(work).give(case, NewConsent("K3", "arbetsgivare"), said, ON)
    with pytest.raises(ConsentRefusedError), database.write() as work:  # about contact, not about the plan
        PlanRepository(work).hand_out(1, HandedOut(ON, "arbetsgivare"), ON)
    with database.write() as work:
        asked = HandedOut(ON, "forsakringskassan", ground="fk_request", ground_reason="Skriftlig begäran")
        PlanRepository(work).hand_out(1, asked, ON)
    assert [one.given_to for one in read(reader).handed] == ["forsakringskassan"]


def test_what_was_entered_by_mistake_is_struck_and_kept(database: Database, reader: Reader) -> None:
    planned(database)
    with database.write() as work:
        plans, case = the(work)
        plans.hand_out(1, HandedOut(ON), ON)
        PlanEvaluations(work).evaluate(case, 1, [Result(3, "helped", state="done")], None, ON)
        for subject in (HANDED, EVALUATION):
            plans.void(subject, 1, ON, "Fel patient")
            with pytest.raises(NothingFoundError):
                plans.void(subject, 1, ON, "Igen")
        with pytest.raises(WrongUseError):
            plans.void(VERSION, 1, ON, " ")
    series = read(reader)
    assert series.current
    assert series.stands(series.current) == sample()
    assert series.newest_handed is None
    with database.write() as work:
        plans, case = the(work)
        plans.void(VERSION, 1, ON, "Fel patient")
        with pytest.raises(NothingFoundError):  # nobody is given what was made by mistake
            plans.hand_out(1, HandedOut(ON), ON)
        plans.start(case, ON)
        made = plans.keep(case, moves.add(read(reader).versions[0].plan, ACTION, 1, text="Ny", responsible="patient",
                                          follow_up_on=LATER).plan)  # fmt: skip
        plans.seal(case, ON, made)
    series = read(reader)
    assert [(one.number, one.void_reason) for one in series.versions] == [(1, "Fel patient"), (2, "")]


def test_the_rules_learn_of_trial_work_and_the_employers_plan(database: Database, reader: Reader) -> None:
    start = ON + 14 * DAY
    plan = moves.edit(sample(), 3, work="trial_work", starts_on=start, ends_on=start + 13 * DAY, told_on=ON)
    plan = moves.edit(plan, 6, work="employer_plan", answer="asked", answered_on=ON)
    planned(database, plan)
    (trial,) = trial_work_of(reader, 1)
    assert (trial.starts_on, trial.ends_on, trial.told_fk_on) == (start, start + 13 * DAY, ON)
    known = "select employer_plan, employer_plan_said_on from case_fact"
    assert reader.rows(known) == [("asked", ON.isoformat())]
    with database.write() as work:
        plans, case = the(work)
        CaseFactRepository(work).change(case, {"employer_plan": "exists", "employer_plan_said_on": LATER})
        plans.start(case, LATER)
        later = moves.edit(plan, 3, ends_on=start + 6 * DAY)
        plans.keep(case, later)
        plans.seal(case, LATER)
    (trial,) = trial_work_of(reader, 1)
    assert trial.ends_on == start + 6 * DAY, "changed, not added"
    assert reader.rows(known) == [("exists", LATER.isoformat())], "what was said later stands"
    with database.write() as work:
        plans, case = the(work)
        plans.start(case, LATER)
        plans.keep(case, moves.remove(later, 3))
        plans.seal(case, LATER)
    assert trial_work_of(reader, 1) == ()


def test_a_plan_is_marked_as_entered_in_the_record(database: Database, reader: Reader) -> None:
    planned(database)
    with database.write() as work:
        mark_journaled(work, VERSION, 1, LATER)
    current = read(reader).current
    assert current
    assert current.journaled_on == LATER


ATTACKS = (
    "update plan_version set body = replace(body, 'Sömnskola', 'Sömnskolan')",
    "update plan_version set sealed_on = '2026-11-22'",
    "delete from plan_version",
    "insert or replace into plan_version select id, case_id, number, base_id, sealed_on, '{}', recorded_at"
    " from plan_version",
    "insert or replace into plan_version select 99, case_id, number, base_id, sealed_on, '{}', recorded_at"
    " from plan_version",
    "update or replace plan_version set id = 99",
    "update plan_handed set given_to = 'arbetsgivare'",
    "delete from plan_handed",
    "update plan_evaluation set result = 'worse'",
    "delete from plan_evaluation",
    "delete from plan_void",
    "update plan_void set reason = 'x'",
)
BEHIND = {
    VERSION: "update plan_version set body = replace(body, 'Sömnskola', 'Sömnskolb')",
    HANDED: "update plan_handed set handed_on = '2026-11-24'",
    EVALUATION: "delete from plan_evaluation",
    "plan_void": "update plan_void set reason = 'Fel patiens'",
}


@pytest.fixture
def full(database: Database) -> Database:
    planned(database)
    with database.write() as work:
        plans, case = the(work)
        plans.hand_out(1, HandedOut(ON), ON)
        PlanEvaluations(work).evaluate(case, 1, [Result(3, "helped", state="done")], None, ON)
        plans.void(EVALUATION, 1, ON, "Fel patient")
        PlanEvaluations(work).evaluate(case, 1, [Result(4, "helped", state="done")], None, ON)
    return database


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_sealed_is_not_changed_through_our_own_connection(full: Database, key: Key, attack: str) -> None:
    with pytest.raises(driver.IntegrityError), full.write() as work:
        work.connection.execute(attack)
    connection = bare(key)
    with pytest.raises(driver.IntegrityError):
        connection.execute(attack)
    assert history.verify(connection, audit_key(key.dek)) == []
    connection.close()


@pytest.mark.parametrize("entity", BEHIND)
def test_verify_finds_a_byte_changed_behind_our_back(full: Database, key: Key, entity: str) -> None:
    connection = bare(key)
    for (name,) in connection.execute(
        "select name from sqlite_master where type = 'trigger' and tbl_name like 'plan%'"
    ).fetchall():
        connection.execute(f"drop trigger {name}")
    connection.execute(BEHIND[entity])
    assert {fault.why for fault in history.verify(connection, audit_key(key.dek))} == {entity}
    connection.close()


def test_a_draft_cannot_reach_what_is_sealed(full: Database, reader: Reader) -> None:
    before = json.dumps(reader.rows("select id, body from plan_version"))
    with full.write() as work:
        plans, case = the(work)
        plans.start(case, LATER)
        plans.keep(case, moves.remove(sample(), 2))
        with pytest.raises(RefusedError):
            plans.seal(case, LATER + timedelta(days=400))
    assert json.dumps(reader.rows("select id, body from plan_version")) == before


def test_a_suggestion_is_taken_while_it_stands_in_a_plan(database: Database, reader: Reader) -> None:
    planned(database, EMPTY, seal=False)
    with database.write() as work:
        work.connection.execute(
            "insert into interview (case_id, guide, guide_version, fingerprint, form, started_on, recorded_at, version)"
            " values (1, 'kartlaggning', '1', '', 'full', ?, '', 1)",
            (ON.isoformat(),),
        )
        for hint, kind in enumerate(("mal", "atgard")):
            work.connection.execute(
                "insert into plan_suggestion (case_id, interview_id, guide, guide_version, question, hint, kind, area,"
                " responsible, body, answer, suggested_on, state, recorded_at, version) values (1, 1, 'kartlaggning',"
                " '1', 'own_goals', ?, ?, 'arbetsanpassning', 'patient', 'Ett steg', 'Vill orka', ?, 'open', '', 1)",
                (hint, kind, ON.isoformat()),
            )

    def states() -> list[str]:
        return [state for (state,) in reader.rows("select state from plan_suggestion order by id")]

    first, second = waiting(reader, 1)
    assert (first.proposed.said, second.proposed.said) == ("Vill orka", "")
    assert first.proposed.source == "Kartläggningen 2026-11-23"
    made = take_suggestion(EMPTY, first.proposed)
    both = take_suggestion(made.plan, second.proposed, made.key, text="Ett mindre steg").plan
    with database.write() as work:
        plans, case = the(work)
        plans.keep(case, both, on=LATER)
    assert states() == ["taken", "taken"]
    assert waiting(reader, 1) == ()
    with database.write() as work:
        plans, case = the(work)
        plans.keep(case, made.plan)  # the second was undone
    assert states() == ["taken", "open"]
    with database.write() as work:
        plans, case = the(work)
        plans.keep(case, made.plan._replace(participation="yes", evaluate_on=LATER))
        plans.seal(case, ON)
        plans.start(case, LATER)
        plans.keep(case, both)
        plans.drop(case)
    assert states() == ["taken", "open"], "what is sealed keeps its own"


def test_row_37_a_plan_that_is_not_in_the_record(database: Database, reader: Reader) -> None:
    planned(database)
    asked = "select text from signal where rule = 'unjournaled' and text like 'Planen%' and stage = 'due'"
    assert reader.rows(asked) == [
        ("Planen som fastställdes mån 2026-11-23 är inte införd i journalen. Det ska ske så snart som möjligt.",)
    ]
    with database.write() as work:
        mark_journaled(work, VERSION, 1, ON)
    assert reader.rows(asked) == []
