"""Decisions of a review: made, withdrawn, forgotten; taking up is one transaction with all that belongs to it."""

import json
from datetime import date

import pytest

from rekotui.base.errors import NothingFoundError, RefusedError, WrongUseError
from rekotui.casework.screening import Decision, why_asked
from storage import history
from storage.cases import CaseRepository
from storage.database import Database
from storage.decisions import (
    done_of,
    last_done,
    person_cases,
    standing_decisions,
)
from storage.keys import audit_key
from storage.number_links import NumberLinkRepository
from storage.query import CaseQuery
from storage.reading import Reader
from storage.reviews import ReviewRepository, TakeUp
from storage.vault import Key
from storage.work_reading import follow_ups_of
from tests.storage.helpers import ON, bare, number, open_case
from tests.storage.test_imports import MONDAY, NEXT, record, store

ONE, TWO = number(1).text, number(2).text


def decide(database: Database, import_id: int, who: str, what: str = "leave", **values: object) -> int:
    said = {"reason": "Kort sjukskrivning", **values}
    with database.write() as work:
        return ReviewRepository(work).decide(import_id, who, what, ON, **said)  # type: ignore[arg-type]


def take_up(database: Database, import_id: int, who: str = ONE, said: TakeUp | None = None) -> int:
    with database.write() as work:
        return ReviewRepository(work).take_up(import_id, who, said or TakeUp(), ON).id or 0


def standing(key: Key, *numbers: str, unit: str = "Nord") -> dict[str, list[str]]:
    with Reader(key.folder, key.dek) as reader:
        found = standing_decisions(reader, unit, numbers or (ONE, TWO))
        return {who: [each.decision for each in made] for who, made in found.items()}


def newest(key: Key, who: str = ONE, unit: str = "Nord") -> Decision:
    with Reader(key.folder, key.dek) as reader:
        return standing_decisions(reader, unit, [who])[who][-1]


def logged(key: Key) -> list[tuple[str, object]]:
    connection = bare(key)
    rows = connection.execute(
        "select h.action, p.body from history h join history_payload p on p.id = h.id order by h.id"
    ).fetchall()
    faults = history.verify(connection, audit_key(key.dek))
    connection.close()
    assert faults == []
    return [(action, json.loads(body)) for action, body in rows]


def test_a_decision_remembers_the_row_and_belongs_to_person_and_unit(key: Key, database: Database) -> None:
    nord = store(key, MONDAY, record(1), record(2)).import_id
    store(key, MONDAY, record(1), unit="Syd")
    decide(database, nord, ONE, "wait", wait_until=date(2026, 12, 1), reason="")
    assert standing(key) == {ONE: ["wait"]}
    assert standing(key, unit="Syd") == {}
    made = newest(key)
    assert (made.wait_until, made.decided_on) == (date(2026, 12, 1), ON)
    assert made.seen == {
        "first_day": "2026-10-01",
        "last_day": "2026-12-01",
        "degrees": [100],
        "diagnosis_code": "F432",
        "diagnosis_state": "ok",
    }


def test_withdrawing_restores_what_stood_before(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1)).import_id
    decide(database, first, ONE, "leave")
    second = decide(database, first, ONE, "wait", wait_until=date(2026, 12, 1))
    assert standing(key) == {ONE: ["leave", "wait"]}
    with database.write() as work:
        ReviewRepository(work).withdraw(second, ON)
    assert standing(key) == {ONE: ["leave"]}
    with pytest.raises(NothingFoundError), database.write() as work:
        ReviewRepository(work).withdraw(second, ON)


def test_what_is_needed_is_asked_for_and_nothing_is_stored_by_halves(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1)).import_id
    with pytest.raises(WrongUseError, match="varför"):
        decide(database, first, ONE, reason=" ")
    for day in (None, ON):
        with pytest.raises(WrongUseError, match="efter i dag"):
            decide(database, first, ONE, "wait", wait_until=day)
    with pytest.raises(NothingFoundError):
        decide(database, first, TWO)
    with pytest.raises(WrongUseError):
        decide(database, first, ONE, reason="x" * 201)
    assert standing(key) == {}
    assert [action for action, _ in logged(key) if action.startswith("review.")] == []


def test_history_says_what_was_decided_and_never_about_whom(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1, name="Hemlig Personsson")).import_id
    made = decide(database, first, ONE, reason="Personsson har egen kontakt")
    with database.write() as work:
        ReviewRepository(work).withdraw(made, ON)
        ReviewRepository(work).mark_done(first, ON, 1)
    said = [(action, body) for action, body in logged(key) if action.startswith("review.")]
    assert said == [
        ("review.decided", {"unit": "Nord", "list_date": "2026-11-16", "decision": "leave", "wait_until": None}),
        ("review.withdrawn", {"unit": "Nord", "decision": "leave"}),
        ("review.done", {"unit": "Nord", "list_date": "2026-11-16", "left": 1}),
    ]
    assert "Personsson" not in json.dumps(said)
    assert ONE not in json.dumps(said)


def test_taking_up_opens_the_case_with_facts_sick_leave_status_and_first_contact(key: Key, database: Database) -> None:
    store(key, MONDAY, record(1, degrees=[50], degree_today=50))
    second = store(key, NEXT, record(1, status="Kontaktad", diagnosis_code=None, diagnosis_state="cut")).import_id
    said = TakeUp(
        status="Aktiv",
        reason="Läkaren frågar",
        values={
            "diagnosis_code": "F438A",
            "referred_by": "Läkare Prov",
            "referred_on": date(2026, 11, 20),
            "consent_asked": "later",
            "consent_asked_on": ON,
        },
        first_contact=date(2026, 11, 25),
    )
    case_id = take_up(database, second, said=said)
    with Reader(key.folder, key.dek) as reader:
        [line] = reader.cases(CaseQuery(ON))
        assert (line.case_id, line.status, line.unit, line.diagnosis_code) == (case_id, "Aktiv", "Nord", "F438A")
        assert (line.referred_by, line.consent_asked, line.consent_asked_on) == ("Läkare Prov", "later", ON)
        assert (line.first_day, line.last_day, line.degrees) == (date(2026, 10, 1), date(2026, 12, 1), (100,))
        assert [period.degree for period in line.periods] == [50, 100]
        (promised,) = follow_ups_of(reader, case_id)
        assert (promised.reason, promised.origin, promised.due_on) == ("first_contact", "review", date(2026, 11, 25))
        assert reader.cases_by_id([case_id])[0].next_on == date(2026, 11, 25)
        assert reader.status_changes(case_id)[0].reason == "Läkaren frågar"
        case = person_cases(reader, [ONE])[ONE]
        assert (case.number, case.known.active, case.protected) == ("2026-001", True, False)
    assert standing(key) == {ONE: ["taken"]}


def test_without_words_of_hers_the_lists_status_holds(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1, status="Kontaktad"), record(2, status="Eget ord")).import_id
    take_up(database, first, ONE)
    take_up(database, first, TWO)
    with Reader(key.folder, key.dek) as reader:
        assert [line.status for line in reader.cases(CaseQuery(ON, sort=("case",)))] == ["Kontaktad", "-"]


def test_a_take_up_that_fails_leaves_no_case_and_no_decision(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1)).import_id
    with database.write() as work:
        open_case(work, 1)
    with pytest.raises(WrongUseError):
        take_up(database, first)
    with pytest.raises(WrongUseError, match="svaren om samtycke"):
        take_up(database, store(key, NEXT, record(2)).import_id, TWO, TakeUp(values={"consent_asked": "kanske"}))
    assert standing(key) == {}
    with Reader(key.folder, key.dek) as reader:
        assert reader.count(CaseQuery(ON)) == 1


def test_who_has_an_open_case_can_neither_wait_nor_be_left(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1)).import_id
    take_up(database, first)
    with pytest.raises(WrongUseError, match="2026-001"):
        decide(database, first, ONE)


def test_a_take_up_is_withdrawn_while_nobody_has_worked_in_the_case(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1)).import_id
    take_up(database, first, said=TakeUp(first_contact=date(2026, 11, 25)))
    store(key, NEXT, record(1, last_day="2027-01-15"))  # what a later list says is nobody's work
    with database.write() as work:
        ReviewRepository(work).withdraw(newest(key).decision_id, ON)
    with Reader(key.folder, key.dek) as reader:
        assert reader.count(CaseQuery(ON)) == 0
        assert person_cases(reader, [ONE]) == {}
    assert standing(key) == {}


def test_a_case_that_has_been_worked_in_is_not_taken_back(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1)).import_id
    case_id = take_up(database, first)
    with database.write() as work:
        CaseRepository(work).add_note(CaseRepository(work).get(case_id), ON, "Ringde.")
    with pytest.raises(RefusedError, match="2026-001"), database.write() as work:
        ReviewRepository(work).withdraw(newest(key).decision_id, ON)
    assert standing(key) == {ONE: ["taken"]}


def test_an_undone_list_takes_its_decisions_with_it_a_replaced_one_does_not(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1)).import_id
    second = store(key, NEXT, record(1)).import_id
    decide(database, first, ONE)
    decide(database, second, ONE, "wait", wait_until=date(2026, 12, 1))
    store(key, NEXT, record(1, physician="Ny Läkare"))
    assert standing(key) == {ONE: ["leave", "wait"]}
    with database.write() as work:
        work.connection.execute("update list_import set undone_at = 'nu' where id = ?", (second,))
    assert standing(key) == {ONE: ["leave"]}


def test_what_was_decided_and_shown_under_a_joined_number_is_hers(key: Key, database: Database) -> None:
    old = f"{ONE[:6]}{int(ONE[6:8]) + 60}{ONE[8:]}"
    first = store(key, MONDAY, record(1, personnummer=old, degrees=[50], degree_today=50)).import_id
    store(key, NEXT, record(1))
    decide(database, first, old)
    with database.write() as work:
        NumberLinkRepository(work).confirm(old, ONE, NEXT)
    assert standing(key) == {ONE: ["leave"]}
    take_up(database, first)
    with Reader(key.folder, key.dek) as reader:
        [line] = reader.cases(CaseQuery(ON))
        assert [period.degree for period in line.periods] == [50, 100]


def test_the_open_case_goes_before_a_newer_closed_one(key: Key, database: Database) -> None:
    with database.write() as work:
        cases = CaseRepository(work)
        old = open_case(work, 1, status="Aktiv")
        cases.change_status(old, "Avslutad", ON, "Klar")
        new = open_case(work, 1, status="Aktiv")
        cases.change_status(new, "Avböjt", ON, "Ville inte")
        cases.change_status(old, "Aktiv", ON, "Åter")
        cases.change_facts(old, {"protected": True})
    with Reader(key.folder, key.dek) as reader:
        assert person_cases(reader, [ONE])[ONE].number == "2026-001"
        assert person_cases(reader, [ONE])[ONE].protected


def test_a_done_review_is_remembered_by_unit(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1)).import_id
    with Reader(key.folder, key.dek) as reader:
        assert (last_done(reader, "Nord"), done_of(reader, first)) == (None, None)
    with database.write() as work:
        ReviewRepository(work).mark_done(first, MONDAY, 0)
    with Reader(key.folder, key.dek) as reader:
        done = last_done(reader, "Nord")
        assert done is not None
        assert (done.done_on, done.import_id) == (MONDAY, first)
        assert done_of(reader, first) == MONDAY
        assert last_done(reader, "Syd") is None


def test_decided_once_the_next_list_asks_only_about_news(key: Key, database: Database) -> None:
    first = store(key, MONDAY, record(1)).import_id
    decide(database, first, ONE)
    decision = newest(key)
    with Reader(key.folder, key.dek) as reader:
        settings = reader.settings
    assert why_asked(record(1), decision, None, NEXT, settings) == ()
    assert why_asked(record(1, last_day="2027-01-15"), decision, None, NEXT, settings) == ("extended",)
