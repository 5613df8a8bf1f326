"""Cases: taken up, corrected, given a status, voided, each with the history that belongs to it."""

import json
from datetime import date

import pytest

from rekotui.base.errors import BusyError, NothingFoundError, RefusedError, WrongUseError
from rekotui.casework.facts import SHORT
from rekotui.casework.personnummer import parse
from storage import history, vault
from storage.cases import CaseRepository, NewCase
from storage.database import Database
from storage.keys import audit_key
from storage.query import CaseQuery
from storage.reading import Reader
from storage.vault import Key
from tests.storage.helpers import ON, bare, number, open_case

LATER = date(2026, 12, 1)


def payload(key: Key, action: str) -> dict[str, object]:
    connection = bare(key)
    row = connection.execute(
        "select p.body from history h join history_payload p on p.id = h.id where action = ? order by h.id desc",
        (action,),
    ).fetchone()
    connection.close()
    return dict(json.loads(row[0]))


def actions(key: Key) -> list[str]:
    connection = bare(key)
    found = [row[0] for row in connection.execute("select action from history order by id")]
    faults = history.verify(connection, audit_key(key.dek))
    connection.close()
    assert faults == []
    return found[1:]


def test_a_case_taken_up(key: Key, database: Database) -> None:
    values = {"employer": "  Prov   AB ", "occupations": ("Lärare", "Student"), "phone": "000", "protected": False}
    with database.write() as work:
        open_case(work, 2, "Åsa Utkast", status="Kontaktad", values=values)
    with Reader(key.folder, key.dek) as reader:
        [line] = reader.cases(CaseQuery(ON))
        assert (line.number, line.name, line.personnummer) == ("2026-001", "Åsa Utkast", number(2).text)
        assert (line.sex, line.birth_date) == ("Kvinna", number(2).birth_date)
        assert (line.employer, line.occupations, line.phone) == ("Prov AB", ("Lärare", "Student"), "000")
        assert (line.status, line.status_since, line.opened_on) == ("Kontaktad", ON, ON)
        assert [change.status for change in reader.status_changes(line.case_id)] == ["Kontaktad"]
    assert actions(key) == ["case.opened", "case.status"]


def test_numbers_run_within_a_year_past_nine_hundred_and_ninety_nine(key: Key, database: Database) -> None:
    with database.write() as work:
        assert [open_case(work, index).number for index in (1, 2)] == ["2026-001", "2026-002"]
        assert open_case(work, 3, opened_on=date(2025, 12, 31)).number == "2025-001"
        work.connection.execute("update caseload set number = '2026-999' where number = '2026-002'")
        assert [open_case(work, index).number for index in (4, 5)] == ["2026-1000", "2026-1001"]


@pytest.mark.parametrize("name", ["", "   ", "\u200b\n"])
def test_a_case_needs_a_name(key: Key, database: Database, name: str) -> None:
    with pytest.raises(WrongUseError) as caught, database.write() as work:
        open_case(work, 1, name)
    assert caught.value.key == "name_needed"
    assert actions(key) == []


def test_one_open_case_a_person(key: Key, database: Database) -> None:
    with database.write() as work:
        case = open_case(work, 1)
    with pytest.raises(WrongUseError) as caught, database.write() as work:
        open_case(work, 1, "Samma Person")
    assert caught.value.key == "number_taken"
    assert caught.value.values == {"case": "2026-001"}
    with database.write() as work:
        cases = CaseRepository(work)
        cases.change_status(cases.get(case.id or 0), "Avslutad", LATER, "Åter i arbete")
        again = open_case(work, 1, "Samma Person")
    with pytest.raises(WrongUseError), database.write() as work:
        CaseRepository(work).change_status(CaseRepository(work).get(1), "Aktiv", LATER, "Öppnas igen")
    with Reader(key.folder, key.dek) as reader:
        lines = reader.cases(CaseQuery(ON, sort=("case",)))
    assert [(line.number, line.status) for line in lines] == [("2026-001", "Avslutad"), (again.number, "-")]
    assert {line.name for line in lines} == {"Samma Person"}


def test_a_demo_takes_no_real_number(tmp_path: object) -> None:
    demo = vault.create_demo(f"{tmp_path}/demo")
    database = Database(demo.folder, demo.dek, demo=True)
    real_looking = parse("19121212-1212", ON)  # the number that printed examples have used for a century
    with pytest.raises(RefusedError) as caught, database.write() as work:
        CaseRepository(work).open(NewCase(real_looking, "Utkast Prov", ON))
    assert caught.value.key == "demo_real_number"
    with database.write() as work:
        open_case(work, 1)
    database.close()


def test_facts_changed_leave_before_and_after(key: Key, database: Database) -> None:
    with database.write() as work:
        case = open_case(work, 1, "Utkast Provsson", values={"employer": "Prov AB"})
    with database.write() as work:
        cases = CaseRepository(work)
        same = cases.change_facts(cases.get(case.id or 0), {"employer": "Prov AB ", "name": "Utkast Provsson"})
        changed = cases.change_facts(cases.get(case.id or 0), {"employer": "Annat AB", "name": "Utkast Öberg"})
    assert same == {}
    assert changed == {"employer": ["Prov AB", "Annat AB"], "name": ["Utkast Provsson", "Utkast Öberg"]}
    assert actions(key) == ["case.opened", "case.status", "case.facts"]
    assert payload(key, "case.facts") == {"changed": changed, "why": ""}
    with Reader(key.folder, key.dek) as reader:
        [line] = reader.cases(CaseQuery(ON))
        assert (line.name, line.employer, line.case_version) == ("Utkast Öberg", "Annat AB", case.version + 1)


def test_facts_are_checked(database: Database) -> None:
    with database.write() as work:
        open_case(work, 1)
    for values, error in (({"name": " "}, WrongUseError), ({"employer": "x" * (SHORT + 1)}, WrongUseError)):
        with pytest.raises(error), database.write() as work:
            CaseRepository(work).change_facts(CaseRepository(work).get(1), values)
    with pytest.raises(KeyError), database.write() as work:
        CaseRepository(work).change_facts(CaseRepository(work).get(1), {"status": "Aktiv"})


def test_a_status_has_a_known_word_and_a_reason(key: Key, database: Database) -> None:
    with database.write() as work:
        open_case(work, 1)
    for word, reason, said in (("Okänd", "Varför", "unknown_status"), ("Aktiv", "  ", "reason_needed")):
        with pytest.raises(WrongUseError) as caught, database.write() as work:
            CaseRepository(work).change_status(CaseRepository(work).get(1), word, LATER, reason)
        assert caught.value.key == said
    with database.write() as work:
        CaseRepository(work).change_status(CaseRepository(work).get(1), "Aktiv", LATER, "Samtal")
    with Reader(key.folder, key.dek) as reader:
        [line] = reader.cases(CaseQuery(ON))
        newest, first = reader.status_changes(1)
    assert (line.status, line.status_since) == ("Aktiv", LATER)
    assert (newest.status, newest.changed_on, newest.reason, first.status) == ("Aktiv", LATER, "Samtal", "-")


def test_a_voided_case_is_kept_and_left_out(key: Key, database: Database) -> None:
    with database.write() as work:
        open_case(work, 1, "Fel Person")
    with pytest.raises(WrongUseError), database.write() as work:
        CaseRepository(work).void(CaseRepository(work).get(1), ON, "")
    with database.write() as work:
        CaseRepository(work).void(CaseRepository(work).get(1), ON, "Fel person")
        assert open_case(work, 1).number == "2026-002"
    connection = bare(key)
    assert connection.execute("select voided_on, void_reason from caseload where id = 1").fetchone() == (
        *("2026-11-22", "Fel person"),
    )
    connection.close()
    with Reader(key.folder, key.dek) as reader:
        assert [line.case_id for line in reader.cases(CaseQuery(ON))] == [2]
        assert reader.cases_by_id((1,)) == ()
    assert payload(key, "case.voided") == {"reason": "Fel person"}


def test_a_corrected_note_stands_in_the_old_ones_place(key: Key, database: Database) -> None:
    with database.write() as work:
        cases = CaseRepository(work)
        case = open_case(work, 1)
        first = cases.add_note(case, ON, "Första\r\nraden  ")
        cases.add_note(case, ON, "Rättad", replaces_id=first.id)
        cases.add_note(case, date(2026, 1, 1), "Äldre")
        with pytest.raises(WrongUseError):
            cases.add_note(case, ON, " \n ")
    assert first.body == "Första\nraden"
    with Reader(key.folder, key.dek) as reader:
        assert [note.body for note in reader.notes(1)] == ["Rättad", "Äldre"]
    connection = bare(key)
    assert connection.execute("select count(*) from note").fetchone() == (3,)
    connection.close()


def test_what_is_not_there_and_what_has_moved_on(database: Database) -> None:
    with database.write() as work:
        open_case(work, 1)
        with pytest.raises(NothingFoundError):
            CaseRepository(work).get(99)
        with pytest.raises(BusyError):
            CaseRepository(work).get(1, 77)
        with pytest.raises(BusyError):
            CaseRepository(work).patient_of(CaseRepository(work).get(1), 77)
