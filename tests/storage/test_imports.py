"""Lists stored: rows, cases taken up, facts followed; the list is not the caseload."""

from datetime import date

import pytest

from rekotui.base.errors import RefusedError
from storage import lists, vault
from storage.cases import CaseRepository
from storage.database import Database
from storage.imports import ImportRepository, NewList, Stored
from storage.query import CaseQuery
from storage.reading import CaseLine, Reader
from storage.vault import Key
from tests.storage.helpers import ON, bare, number, open_case

MONDAY, NEXT = date(2026, 11, 16), date(2026, 11, 23)


def record(index: int, **facts: object) -> dict[str, object]:
    values: dict[str, object] = {
        "personnummer": number(index).text,
        "name": f"Utkast{index} Listad",
        "status": "-",
        "diagnosis_code": "F432",
        "diagnosis_text": "Anpassningsstörning",
        "diagnosis_state": "ok",
        "co_diagnoses": [],
        "occupations": ["Nuvarande arbete"],
        "first_day": "2026-10-01",
        "last_day": "2026-12-01",
        "length_days": 62,
        "certificates": 1,
        "degrees": [100],
        "degree_today": 100,
        "physician": "Läkare Prov",
    }
    return {**values, **facts}


def store(key: Key, day: date, *records: dict[str, object], take: tuple[int, ...] = (), unit: str = "Nord") -> Stored:
    rows = [(row, each, {"Namn": str(each["name"])}) for row, each in enumerate(records, 1)]
    database = Database(key.folder, key.dek, demo=key.demo)
    try:
        with database.write() as work:
            new = NewList(unit, day, "copied", "yes", f"digest {day}", rows)
            return ImportRepository(work).store(new, {number(index).text for index in take}, day)
    finally:
        database.close()


def caseload(key: Key) -> tuple[CaseLine, ...]:
    with Reader(key.folder, key.dek) as reader:
        return reader.cases(CaseQuery(ON, sort=("case",)))


def test_a_list_is_not_the_caseload(key: Key) -> None:
    done = store(key, MONDAY, record(1), record(2))
    assert (done.taken, done.changed) == ([], [])
    assert caseload(key) == ()
    with Reader(key.folder, key.dek) as reader:
        stored = lists.newest(reader, "Nord")
        assert stored is not None
        assert lists.records(reader, stored) == [record(1), record(2)]
        known = lists.earlier_rows(reader, "Nord", [number(1).text, number(2).text, number(3).text], NEXT)
        assert known == {number(1).text: record(1), number(2).text: record(2)}


def test_who_is_taken_up_becomes_a_case_with_the_lists_facts(key: Key) -> None:
    assert store(key, MONDAY, record(1), record(2, status="Aktiv"), take=(2,)).taken == ["2026-001"]
    [line] = caseload(key)
    assert (line.name, line.status, line.unit, line.physician) == ("Utkast2 Listad", "Aktiv", "Nord", "Läkare Prov")
    assert (line.first_day, line.last_day, line.length_days) == (date(2026, 10, 1), date(2026, 12, 1), 62)
    assert [(found.start, found.degree) for found in line.periods] == [(date(2026, 10, 1), 100)]


def test_the_next_list_moves_what_it_says_anew(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    done = store(key, NEXT, record(1, last_day="2027-01-15", degrees=[50], degree_today=50, physician="Ny Läkare"))
    assert done.changed == ["2026-001"]
    [line] = caseload(key)
    assert (line.last_day, line.degrees, line.physician) == (date(2027, 1, 15), (50,), "Ny Läkare")
    assert [found.degree for found in line.periods] == [100, 50]


def test_what_was_corrected_by_hand_stands_until_the_list_says_something_new(key: Key, database: Database) -> None:
    store(key, MONDAY, record(1), take=(1,))
    with database.write() as work:
        CaseRepository(work).change_facts(CaseRepository(work).get(1), {"physician": "Rättad Läkare"})
    store(key, NEXT, record(1))
    assert caseload(key)[0].physician == "Rättad Läkare"
    store(key, date(2026, 11, 30), record(1, physician="Tredje Läkare"))
    assert caseload(key)[0].physician == "Tredje Läkare"


def test_a_hidden_column_changes_nothing_that_is_known(key: Key) -> None:
    store(key, MONDAY, record(1), take=(1,))
    hidden = record(1, diagnosis_code=None, diagnosis_text=None, diagnosis_state="not_shared", physician=None)
    store(key, NEXT, {**hidden, "degrees": [], "degree_today": None, "length_days": None, "certificates": None})
    [line] = caseload(key)
    assert (line.diagnosis_code, line.physician, line.length_days, line.certificates) == ("F432", "Läkare Prov", 62, 1)
    assert line.degrees == (100,)


def test_the_same_day_again_replaces(key: Key) -> None:
    store(key, MONDAY, record(1, last_day="2027-06-30"), take=(1,))
    store(key, MONDAY, record(1))
    assert caseload(key)[0].last_day == date(2026, 12, 1)
    connection = bare(key)
    assert connection.execute("select count(*) from list_import where replaced_by is null").fetchone() == (1,)
    connection.close()


def test_two_units_keep_their_own_lists(key: Key) -> None:
    store(key, MONDAY, record(1))
    store(key, MONDAY, record(2), unit="Syd")
    with Reader(key.folder, key.dek) as reader:
        assert set(lists.units(reader)) == {"Nord", "Syd"}
        assert lists.latest_complete_before(reader, "Nord", MONDAY) is None
        before = lists.latest_complete_before(reader, "Nord", NEXT)
        assert before is not None
        assert lists.case_numbers(reader, [number(1).text]) == {}


def test_somebody_already_a_case_is_not_taken_up_again(key: Key, database: Database) -> None:
    with database.write() as work:
        open_case(work, 1, "Utkast1 Listad")
    done = store(key, MONDAY, record(1), take=(1,))
    assert (done.taken, done.changed) == ([], ["2026-001"])
    assert caseload(key)[0].first_day == date(2026, 10, 1)


def test_a_real_number_in_a_demo_stores_nothing(tmp_path: object) -> None:
    demo = vault.create_demo(f"{tmp_path}/demo")
    with pytest.raises(RefusedError):
        store(demo, MONDAY, record(1), record(2, personnummer="19121212-1212"))
    connection = bare(demo)
    assert connection.execute("select count(*) from list_row").fetchone() == (0,)
    assert connection.execute("select count(*) from list_import").fetchone() == (0,)
    connection.close()


def test_a_list_is_all_or_nothing(key: Key) -> None:
    with pytest.raises(ValueError, match="iso"):
        store(key, MONDAY, record(1), record(2, first_day="no day"), take=(1, 2))
    assert caseload(key) == ()
    connection = bare(key)
    assert connection.execute("select count(*) from history").fetchone() == (1,)
    connection.close()
