"""Names of diagnoses: learned with a list, given to cases that lack one, all in one transaction."""

from datetime import date

import pytest

from rekotui.base.errors import RefusedError
from rekotui.casework.diagnosis_names import FILE, LIST, Name
from storage import vault
from storage.cases import CaseRepository
from storage.database import Database
from storage.diagnosis_names import WHY, DiagnosisNames
from storage.diagnosis_reading import learning, nameless_cases, titles
from storage.history import Event
from storage.imports import ImportRepository, NewList
from storage.models import DiagnosisName
from storage.reading import CaseLine, Reader
from storage.vault import Key
from tests.storage.helpers import ON, bare, open_case
from tests.storage.test_imports import MONDAY, NEXT, caseload, record, store

NAMES = {"F438A": Name("Utmattningssyndrom", LIST, MONDAY), "M545": Name("Lumbago", FILE, MONDAY)}


def stored(key: Key) -> dict[str, tuple[str, str, str]]:
    connection = bare(key)
    try:
        rows = connection.execute("select code, title, source, seen_on from diagnosis_name order by code").fetchall()
    finally:
        connection.close()
    return {row[0]: row[1:] for row in rows}


def reasons(key: Key, case_id: int) -> list[object]:
    with Reader(key.folder, key.dek) as reader:
        history = reader.case_history(case_id)
    return [line.payload["why"] for line in history if isinstance(line.payload, dict) and line.action == "case.facts"]


def diagnoses(lines: tuple[CaseLine, ...]) -> list[tuple[str | None, str | None]]:
    return [(line.diagnosis_code, line.diagnosis_text) for line in lines]


# Learning


def test_what_is_learned_can_be_asked_for(key: Key, database: Database) -> None:
    with database.write() as work:
        found = DiagnosisNames(work).learn(NAMES)
        assert (found.new, found.changed) == (("F438A", "M545"), ())
        assert work.session.get_one(DiagnosisName, "M545").seen_on == MONDAY
    with Reader(key.folder, key.dek) as reader:
        assert titles(reader.rows, ["F438A", "M545", "Z999"]) == {"F438A": "Utmattningssyndrom", "M545": "Lumbago"}
        assert titles(reader.rows, []) == {}
        assert learning(reader.rows, NAMES).names == {}


def test_learning_again_writes_only_what_is_new(key: Key, database: Database) -> None:
    with database.write() as work:
        DiagnosisNames(work).learn(NAMES)
    with database.write() as work:
        found = DiagnosisNames(work).learn(
            {
                "F438A": Name("Utmattningssyndrom", LIST, NEXT),
                "M545": Name("Ryggont", LIST, NEXT),
                "R52-": Name("Värk", LIST, NEXT),
            }
        )
    assert (found.new, found.changed, list(found.names)) == (("R52-",), (), ["F438A", "R52-"])
    with database.write() as work:
        assert DiagnosisNames(work).learn({"R52-": Name("Smärta och värk", FILE, NEXT)}).changed == ("R52-",)
    assert stored(key) == {
        "F438A": ("Utmattningssyndrom", "list", "2026-11-23"),
        "M545": ("Lumbago", "file", "2026-11-16"),
        "R52-": ("Smärta och värk", "file", "2026-11-23"),
    }


def test_a_list_teaches_its_whole_names(key: Key) -> None:
    store(
        key,
        MONDAY,
        record(1),
        record(2, diagnosis_code="M545", diagnosis_text=None),
        record(3, diagnosis_code="I214", diagnosis_text="Aku…"),
        record(4, diagnosis_code=None, diagnosis_text=None, diagnosis_state="cut"),
        record(5, diagnosis_code="R52-", diagnosis_text="Värk", personnummer=None),
    )
    assert stored(key) == {
        "F432": ("Anpassningsstörning", "list", "2026-11-16"),
        "R52-": ("Värk", "list", "2026-11-16"),
    }


def test_an_older_list_teaches_only_what_nobody_knows(key: Key) -> None:
    store(key, NEXT, record(1))
    store(key, MONDAY, record(1, diagnosis_text="Gammalt"), record(2, diagnosis_code="M545", diagnosis_text="Lumbago"))
    assert stored(key) == {
        "F432": ("Anpassningsstörning", "list", "2026-11-23"),
        "M545": ("Lumbago", "list", "2026-11-16"),
    }


def test_a_list_that_cannot_be_stored_teaches_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    key = vault.create_demo(str(tmp_path_factory.mktemp("demo") / "vault"))
    with pytest.raises(RefusedError):
        store(key, MONDAY, record(1), record(2, personnummer="19830411-1234"))
    assert stored(key) == {}


def test_what_fails_later_in_the_transaction_takes_the_names_with_it(key: Key, database: Database) -> None:
    def store_and_fail() -> None:
        rows = [(1, record(1), {"Namn": "Utkast"})]
        with database.write() as work:
            ImportRepository(work).store(NewList("Nord", MONDAY, "copied", "yes", "d", rows), set(), MONDAY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store_and_fail()
    assert stored(key) == {}


# Filling


def test_who_is_taken_up_without_a_name_gets_the_one_that_is_known(key: Key) -> None:
    store(key, MONDAY, record(1))
    done = store(key, NEXT, record(2, diagnosis_text=None), take=(2,))
    assert (done.taken, done.named) == (["2026-001"], [])
    assert diagnoses(caseload(key)) == [("F432", "Anpassningsstörning")]


def test_a_name_in_another_row_of_the_same_list_will_do(key: Key) -> None:
    store(key, MONDAY, record(1, diagnosis_text=None), record(2), take=(1,))
    assert diagnoses(caseload(key)) == [("F432", "Anpassningsstörning")]


def test_a_new_code_without_a_name_is_followed_with_the_known_one(key: Key) -> None:
    store(key, MONDAY, record(1), record(2, diagnosis_code="M545", diagnosis_text="Lumbago"), take=(1,))
    done = store(key, NEXT, record(1, diagnosis_code="M545", diagnosis_text=None))
    assert done.changed == ["2026-001"]
    assert diagnoses(caseload(key)) == [("M545", "Lumbago")]
    assert reasons(key, 1) == ["list"]


def test_a_new_code_that_nobody_knows_loses_the_old_ones_name(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    store(key, NEXT, record(1, diagnosis_code="Z99X9", diagnosis_text=None))
    assert diagnoses(caseload(key)) == [("Z99X9", None)]


def test_every_case_that_lacked_the_name_gets_it_with_its_reason(key: Key, database: Database) -> None:
    nameless = {"diagnosis_code": "F432"}
    with database.write() as work:
        open_case(work, 1, values=nameless)
        open_case(work, 2, status="Avslutad", values=nameless)
        open_case(work, 3, values={**nameless, "diagnosis_text": "Hennes egna ord"})
        open_case(work, 4, values={"diagnosis_code": "M545"})
        cases = CaseRepository(work)
        cases.void(open_case(work, 5, values=nameless), ON, "Fel person")
    done = store(key, MONDAY, record(9))
    assert done.named == ["2026-001", "2026-002"]
    assert diagnoses(caseload(key)) == [
        ("F432", "Anpassningsstörning"),
        ("F432", "Anpassningsstörning"),
        ("F432", "Hennes egna ord"),
        ("M545", None),
    ]
    assert [reasons(key, case_id) for case_id in (1, 2, 3, 4, 5)] == [[WHY], [WHY], [], [], []]
    with Reader(key.folder, key.dek) as reader:
        assert nameless_cases(reader.rows, ["F432", "M545"]) == [4]
        assert reader.verify() == []
    assert store(key, NEXT, record(9)).named == []


def test_what_she_wrote_herself_is_not_written_over(key: Key, database: Database) -> None:
    store(key, MONDAY, record(1, diagnosis_text=None), take=(1,))
    with database.write() as work:
        cases = CaseRepository(work)
        cases.change_facts(cases.get(1), {"diagnosis_text": "Hennes egna ord"})
    store(key, NEXT, record(1, diagnosis_text=None), record(2))
    assert diagnoses(caseload(key)) == [("F432", "Hennes egna ord")]


def test_an_undone_import_leaves_what_it_taught(key: Key, database: Database) -> None:
    done = store(key, MONDAY, record(1))
    with database.write() as work:
        work.connection.execute("update list_import set undone_at = '2026-11-16T09:00:00Z' where id = ?", (1,))
        work.record(Event("list.undone", "list_import", done.import_id))
    store(key, NEXT, record(2, diagnosis_text=None), take=(2,))
    assert diagnoses(caseload(key)) == [("F432", "Anpassningsstörning")]


# A main diagnosis that the print has cut away


def test_cases_whose_code_nobody_knows_are_named(key: Key) -> None:
    cut = {"diagnosis_code": None, "diagnosis_text": None, "diagnosis_state": "cut"}
    store(key, MONDAY, record(1), take=(1,))
    done = store(key, NEXT, record(1, **cut), record(2, **cut), record(3, **cut), record(4), take=(2, 4))
    assert done.cut == ["2026-002"]
    assert diagnoses(caseload(key))[:2] == [("F432", "Anpassningsstörning"), (None, None)]
    assert store(key, date(2026, 11, 30), record(2, **cut)).cut == ["2026-002"]
    assert store(key, date(2026, 12, 7), record(2)).cut == []
    assert diagnoses(caseload(key))[1] == ("F432", "Anpassningsstörning")


# By hand


def test_facts_typed_without_a_name_are_completed(key: Key, database: Database) -> None:
    with database.write() as work:
        DiagnosisNames(work).learn(NAMES)
        cases = CaseRepository(work)
        case = open_case(work, 1, values={"diagnosis_code": "F438A"})
        assert case.diagnosis_text == "Utmattningssyndrom"
        assert cases.completed({"employer": "Provskolan"}, case) == {"employer": "Provskolan"}
        assert cases.completed({"diagnosis_code": "M545"}, case)["diagnosis_text"] == "Lumbago"
        assert cases.completed({"diagnosis_code": "Z999"}, case)["diagnosis_text"] is None
        assert cases.completed({"diagnosis_text": ""}, case)["diagnosis_text"] == "Utmattningssyndrom"
        assert cases.completed({"diagnosis_code": "M545", "diagnosis_text": "Egna ord"}, case)["diagnosis_text"] == (
            "Egna ord"
        )
        # Storing facts as they are (undoing an import) completes nothing.
        cases.change_facts(case, {"diagnosis_text": None})
        assert case.diagnosis_text is None


def test_forty_thousand_names_are_one_statement(key: Key, database: Database) -> None:
    many = {f"{letter}{at:05}": Name(f"Påhittad sjukdom {at}", FILE, ON) for letter in "ABCD" for at in range(10_000)}
    with database.write() as work:
        statements: list[str] = []
        work.connection.set_trace_callback(statements.append)
        assert len(DiagnosisNames(work).learn(many).new) == 40_000
        work.connection.set_trace_callback(None)
    assert [statement.split()[0] for statement in statements] == ["select", "insert"]
    assert len(stored(key)) == 40_000
    with Reader(key.folder, key.dek) as reader:
        assert learning(reader.rows, many).names == {}
