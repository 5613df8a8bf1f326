"""An import undone: the first state is back, what somebody has done since stands, and history has grown."""

from datetime import date

import pytest

from rekotui.base.errors import BusyError, NothingFoundError, RefusedError
from rekotui.base.settings import DEFAULTS
from rekotui.casework.sick_leave import DegreePeriod
from storage import checks, lists
from storage.cases import CaseRepository
from storage.database import Database
from storage.drafts import DraftRepository
from storage.history import Event
from storage.import_undo import ImportUndo, Undone
from storage.keys import audit_key
from storage.models import ReviewDecision, ReviewDone
from storage.query import CaseQuery
from storage.reading import CaseLine, Reader
from storage.settings import write_setting
from storage.sick_leaves import SickLeaveRepository
from storage.undo_preview import ToUndo, import_to_undo
from storage.vault import Key
from tests.exchange.answers import answers
from tests.storage.helpers import ON, bare, enter_leave, number, open_case, period
from tests.storage.test_imports import MONDAY, NEXT, caseload, record, store

LATER = date(2026, 11, 30)
WORDS = ("listad", "namn", "läkare")


def state(key: Key) -> str:
    with Reader(key.folder, key.dek) as reader:
        return answers(reader, ON, WORDS)


def undo(key: Key, unit: str | None = None, expected: int | None = None) -> Undone:
    database = Database(key.folder, key.dek, demo=key.demo)
    try:
        with database.write() as work:
            return ImportUndo(work).undo(ON, unit, expected)
    finally:
        database.close()


def planned(key: Key, unit: str | None = None) -> ToUndo | None:
    with Reader(key.folder, key.dek) as reader:
        return import_to_undo(reader, unit)


def case(key: Key, case_number: str) -> CaseLine:
    return next(line for line in caseload(key) if line.number == case_number)


def actions(key: Key, after: int = 0) -> list[str]:
    connection = bare(key)
    rows = connection.execute("select action from history where id > ? order by id", (after,)).fetchall()
    connection.close()
    return [row[0] for row in rows]


def whole(key: Key) -> bool:
    connection = bare(key)
    try:
        return checks.damages(connection, audit_key(key.dek)) == ()
    finally:
        connection.close()


CHANGED = {
    "name": "Utkast1 Nynamn",
    "last_day": "2027-01-15",
    "length_days": 107,
    "degrees": [50],
    "degree_today": 50,
    "physician": "Ny Läkare",
    "diagnosis_code": "F438A",
    "diagnosis_text": "Utmattningssyndrom",
    "co_diagnoses": ["M545"],
}


def test_nothing_to_undo(key: Key) -> None:
    assert planned(key) is None
    with pytest.raises(NothingFoundError) as caught:
        undo(key)
    assert caught.value.key == "nothing_to_undo"
    store(key, MONDAY, record(1))
    assert planned(key, "Syd") is None
    with pytest.raises(NothingFoundError):
        undo(key, "Syd")


def test_the_first_state_is_back(key: Key) -> None:
    store(key, MONDAY, record(1), record(2), take=(1,))
    before = state(key)
    store(key, NEXT, record(1, **CHANGED), record(3), take=(3,))
    assert state(key) != before
    assert planned(key) == ToUndo(2, "Nord", NEXT, 2, ("2026-002",), (), ("2026-001",), False, 0)
    done = undo(key)
    assert (done.unit, done.list_date) == ("Nord", NEXT)
    assert (done.voided, done.kept, done.restored) == (("2026-002",), (), ("2026-001",))
    assert state(key) == before
    assert whole(key)


def test_undoing_the_only_list_leaves_an_empty_caseload(key: Key) -> None:
    before = state(key)
    store(key, MONDAY, record(1), record(2), take=(1, 2))
    assert undo(key).voided == ("2026-001", "2026-002")
    assert state(key) == before
    assert caseload(key) == ()
    connection = bare(key)
    assert connection.execute("select count(*) from list_row").fetchone() == (2,), "rows are marked, not deleted"
    reasons = connection.execute("select distinct void_reason from caseload").fetchall()
    assert reasons == [("Inläsningen av listan från 2026-11-16 (Nord) ångrades innan någon hade arbetat med ärendet.",)]
    assert connection.execute("select count(*) from sick_leave where voided_on is null").fetchone() == (0,)
    connection.close()


def test_history_tells_of_it_without_any_person(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    store(key, NEXT, record(1, **CHANGED), record(2), take=(2,))
    at = len(actions(key))
    undo(key)
    assert actions(key, at) == [
        "sick_leave.restored",
        "case.facts",
        "sick_leave.voided",
        "case.voided",
        "list.undone",
    ]
    connection = bare(key)
    [payload] = connection.execute(
        "select p.body from history h join history_payload p on p.id = h.id where h.action = 'list.undone'"
    ).fetchone()
    assert payload == '{"kept":0,"list_date":"2026-11-23","restored":1,"unit":"Nord","voided":1}'
    connection.close()


def test_undo_twice_goes_back_twice(key: Key) -> None:
    nothing = state(key)
    store(key, MONDAY, record(1), take=(1,))
    first = state(key)
    store(key, NEXT, record(1, **CHANGED), record(2), take=(2,))
    undo(key)
    assert state(key) == first
    assert undo(key).voided == ("2026-001",), "what the undone list did to the case is nobody's work"
    assert state(key) == nothing
    with pytest.raises(NothingFoundError):
        undo(key)


def test_importing_again_gives_the_same_as_the_first_time(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    arguments = (record(1, **CHANGED), record(2), record(3))
    store(key, NEXT, *arguments, take=(2, 3))
    after = state(key)
    undo(key)
    store(key, NEXT, *arguments, take=(2, 3))
    # A voided case keeps its number: the new ones go on from there.
    again = state(key)
    for new, old in (("2026-004", "2026-002"), ("2026-005", "2026-003")):
        again = again.replace(new, old)
    assert again == after


def test_a_replaced_list_of_the_same_day_stands_again(key: Key) -> None:
    store(key, MONDAY, record(1), record(2), take=(1,))
    store(key, NEXT, record(1, physician="Andra Läkare"), record(2))
    before = state(key)
    store(key, NEXT, record(1, **CHANGED), record(3), take=(3,))
    plan = planned(key)
    assert plan is not None
    assert plan.brings_back
    assert undo(key).brought_back
    assert state(key) == before
    assert not undo(key).brought_back
    assert case(key, "2026-001").physician == "Läkare Prov"


def test_two_units(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    store(key, MONDAY, record(1, last_day="2026-12-15"), record(2), take=(2,), unit="Syd")
    before = state(key)
    store(key, NEXT, record(1, **CHANGED))
    north = state(key)
    store(key, NEXT, record(1, last_day="2027-03-01"), record(2, physician="Syd Läkare"), unit="Syd")
    assert undo(key).unit == "Syd", "the latest of all, when no unit is given"
    assert state(key) == north
    store(key, NEXT, record(1, last_day="2027-03-01"), record(2, physician="Syd Läkare"), unit="Syd")
    assert undo(key, "Nord").unit == "Nord"
    assert case(key, "2026-002").physician == "Syd Läkare"
    assert case(key, "2026-001").physician == "Läkare Prov"
    assert undo(key, "Syd").list_date == NEXT
    assert state(key) == before


def test_what_another_unit_says_too_stands(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    store(key, MONDAY, record(1), unit="Syd")
    before = state(key)
    store(key, NEXT, record(1, physician="Ny Läkare"))
    store(key, NEXT, record(1, physician="Ny Läkare"), unit="Syd")
    undo(key, "Nord")
    assert case(key, "2026-001").physician == "Ny Läkare"
    undo(key, "Syd")
    assert state(key) == before, "the list that said it last answers for it"


def test_a_fact_that_another_unit_changed_further_goes_all_the_way_back(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    store(key, MONDAY, record(1), unit="Syd")
    before = state(key)
    store(key, NEXT, record(1, physician="Ny Läkare"))
    store(key, NEXT, record(1, physician="Syd Läkare"), unit="Syd")
    undo(key, "Nord")
    assert case(key, "2026-001").physician == "Syd Läkare"
    undo(key, "Syd")
    assert state(key) == before


def touch_nothing(key: Key) -> None:
    with Reader(key.folder, key.dek) as reader:
        reader.log(Event("case.read", "case", 1, 1, {"command": "show"}))


def add_note(key: Key) -> None:
    with _work(key) as work:
        cases = CaseRepository(work)
        cases.add_note(cases.get(1), ON, "Ringde")


def correct(key: Key) -> None:
    with _work(key) as work:
        cases = CaseRepository(work)
        cases.change_facts(cases.get(1), {"employer": "Prov AB"})


def change_status(key: Key) -> None:
    with _work(key) as work:
        cases = CaseRepository(work)
        cases.change_status(cases.get(1), "Kontaktad", ON, "Ringde")


def enter(key: Key) -> None:
    with _work(key) as work:
        enter_leave(work, CaseRepository(work).get(1), period(date(2026, 1, 1), 10))


def begin_a_draft(key: Key) -> None:
    with _work(key) as work:
        DraftRepository(work).keep("case:1:note", "Ring", 1)


def decide(key: Key) -> None:
    with _work(key) as work:
        work.session.add(decision(1, "wait", case_id=1))


def do_what_no_program_knows_yet(key: Key) -> None:
    with _work(key) as work:
        work.record(Event("plan.begun", "plan", 1, 1))


class _work:
    """A unit of work of its own."""

    def __init__(self, key: Key) -> None:
        self._database = Database(key.folder, key.dek)

    def __enter__(self):
        self._unit = self._database.write()
        return self._unit.__enter__()

    def __exit__(self, *what):
        try:
            return self._unit.__exit__(*what)
        finally:
            self._database.close()


def decision(index: int, word: str, **values: object) -> ReviewDecision:
    return ReviewDecision(
        unit="Nord", personnummer=number(index).text, import_id=1, decision=word, decided_on=ON,
        recorded_at="2026-11-22T08:00:00.000000Z", **values,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("work", "kept"),
    [
        (touch_nothing, False),
        (add_note, True),
        (correct, True),
        (change_status, True),
        (enter, True),
        (begin_a_draft, True),
        (decide, True),
        (do_what_no_program_knows_yet, True),
    ],
)
def test_a_case_that_somebody_has_worked_in_stays_and_is_named(key: Key, work, kept: bool) -> None:
    store(key, MONDAY, record(1), record(2), take=(1, 2))
    work(key)
    before = caseload(key)
    plan = planned(key)
    assert plan is not None
    assert plan.kept == (("2026-001",) if kept else ())
    done = undo(key)
    assert done.kept == (("2026-001",) if kept else ())
    assert done.voided == (("2026-002",) if kept else ("2026-001", "2026-002"))
    assert caseload(key) == (before[:1] if kept else ()), "with its sick leave and all its facts"


def test_a_kept_case_is_as_it_was_after_a_later_import_and_its_undo(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    add_note(key)
    undo(key)
    before = state(key)
    store(key, NEXT, record(1, **CHANGED))
    assert undo(key).restored == ("2026-001",)
    assert state(key) == before


def test_a_later_correction_by_hand_stands(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    store(key, NEXT, record(1, **CHANGED))
    with _work(key) as work:
        cases = CaseRepository(work)
        cases.change_facts(cases.get(1), {"physician": "Rätt Läkare"})
    assert undo(key).restored == ("2026-001",)
    line = case(key, "2026-001")
    assert (line.name, line.physician, line.diagnosis_code) == ("Utkast1 Listad", "Rätt Läkare", "F432")
    assert line.last_day == date(2026, 12, 1)


def test_a_sick_leave_that_was_corrected_since_stands(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    store(key, NEXT, record(1, last_day="2027-01-15"))
    with _work(key) as work:
        corrected = [DegreePeriod(date(2026, 10, 1), date(2026, 12, 24), 75)]
        SickLeaveRepository(work, CaseRepository(work)).change(1, corrected)
    assert undo(key).restored == ()
    line = case(key, "2026-001")
    assert (line.last_day, line.degrees) == (date(2026, 12, 24), (75,))


def test_a_sick_leave_that_was_corrected_before_comes_back_corrected(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    with _work(key) as work:
        corrected = [DegreePeriod(date(2026, 10, 1), date(2026, 12, 24), 75)]
        SickLeaveRepository(work, CaseRepository(work)).change(1, corrected)
    before = state(key)
    store(key, NEXT, record(1, last_day="2027-01-15"))
    undo(key)
    assert state(key) == before


def test_another_gap_rule_since_does_not_change_what_comes_back(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    store(key, NEXT, record(1, first_day="2026-12-05", last_day="2027-01-15"))
    before = state(key)
    store(key, LATER, record(1, first_day="2026-12-05", last_day="2027-02-15"))
    with _work(key) as work:
        write_setting(work.connection, "gap_days", 0)
    undo(key)
    with _work(key) as work:
        write_setting(work.connection, "gap_days", DEFAULTS.gap_days)
    assert state(key) == before


def test_somebody_taken_up_by_hand_has_no_sick_leave_again(key: Key, database: Database) -> None:
    store(key, MONDAY, record(1))
    with database.write() as work:
        open_case(work, 1, "Utkast1 Listad")
    before = state(key)
    assert case(key, "2026-001").first_day is None
    store(key, NEXT, record(1))
    assert case(key, "2026-001").first_day == date(2026, 10, 1)
    undo(key)
    assert state(key) == before
    line = case(key, "2026-001")
    assert (line.sick_leave_id, line.first_day, line.last_day) == (None, None, None)


def test_a_closed_case_and_a_relapse(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    change_status(key)
    with _work(key) as work:
        cases = CaseRepository(work)
        cases.change_status(cases.get(1), "Avslutad", ON, "Klart")
    before = state(key)
    relapse = record(1, first_day="2027-03-01", last_day="2027-04-01", name="Utkast1 Nynamn")
    store(key, LATER, relapse)
    undo(key)
    assert state(key) == before
    store(key, LATER, relapse, take=(1,))
    assert case(key, "2026-002").name == "Utkast1 Nynamn"
    assert undo(key).voided == ("2026-002",)
    assert state(key) == before, "her name too, which the new case had changed"


def test_an_import_that_was_older_than_the_newest_list(key: Key) -> None:
    store(key, NEXT, record(1), take=(1,))
    before = state(key)
    store(key, MONDAY, record(1, first_day="2026-09-01", last_day="2026-09-20"), record(2), take=(2,))
    undo(key)
    assert state(key) == before


def test_a_case_that_was_voided_by_hand_since(key: Key) -> None:
    store(key, MONDAY, record(1), record(2), take=(1, 2))
    store(key, NEXT, record(1, **CHANGED), record(2), record(3), take=(3,))
    with _work(key) as work:
        cases = CaseRepository(work)
        cases.void(cases.get(1), ON, "Fel person")
        cases.void(cases.get(3), ON, "Fel person")
    done = undo(key)
    assert (done.voided, done.kept, done.restored) == ((), (), ())
    assert [line.number for line in caseload(key)] == ["2026-002"]
    connection = bare(key)
    reasons = connection.execute("select void_reason from caseload where voided_on is not null").fetchall()
    connection.close()
    assert reasons == [("Fel person",), ("Fel person",)]


def test_decisions_and_the_review_of_an_undone_list_fall_away(key: Key) -> None:
    store(key, MONDAY, record(1), record(2))
    with _work(key) as work:
        work.session.add(decision(1, "leave", reason="Frisk snart"))
        work.session.add(ReviewDone(unit="Nord", import_id=1, done_on=MONDAY, recorded_at="2026-11-16T08"))
    before = state(key)
    store(key, NEXT, record(1), record(2), record(3))
    with _work(key) as work:
        taken = open_case(work, 3, "Utkast3 Listad")
        for index, word, case_id in ((1, "wait", None), (3, "taken", taken.id)):
            chosen = decision(index, word, case_id=case_id)
            chosen.import_id = 2
            work.session.add(chosen)
        work.session.add(ReviewDone(unit="Nord", import_id=2, done_on=NEXT, recorded_at="2026-11-23T08"))
    plan = planned(key)
    assert plan is not None
    assert (plan.decisions, plan.kept) == (2, ("2026-001",))
    assert undo(key).kept == ("2026-001",), "she took it up herself"
    with _work(key) as work:
        CaseRepository(work).void(CaseRepository(work).get(1), ON, "Ångrat")
    assert state(key) == before


def test_another_list_than_the_one_that_was_shown_is_not_undone(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    before = state(key)
    with pytest.raises(BusyError) as caught:
        undo(key, expected=2)
    assert caught.value.key == "undo_other_list"
    assert state(key) == before
    assert undo(key, expected=1).voided == ("2026-001",)


def test_a_list_of_an_older_program_cannot_be_undone(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    connection = bare(key)
    connection.execute("update schema_step set applied_at = '2999-01-01T00:00:00.000000Z' where number = 2")
    connection.close()
    before = state(key)
    with pytest.raises(RefusedError) as caught:
        undo(key)
    assert caught.value.key == "undo_too_old"
    with pytest.raises(RefusedError):
        planned(key)
    assert state(key) == before


def test_an_undone_list_is_in_no_view(key: Key) -> None:
    store(key, MONDAY, record(1))
    store(key, NEXT, record(2))
    undo(key)
    with Reader(key.folder, key.dek) as reader:
        newest = lists.newest(reader, "Nord")
        assert newest is not None
        assert newest.list_date == MONDAY
        known = lists.earlier_rows(reader, "Nord", [number(each).text for each in range(1, 9)], LATER)
        assert set(known) == {number(1).text}
        assert lists.of_day(reader, "Nord", NEXT) is None
        assert reader.cases(CaseQuery(ON)) == ()
