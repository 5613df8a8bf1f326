"""What earlier lists are asked: the latest row of each person, her own unit's first, and under which number."""

from datetime import date

from storage import lists
from storage.lists import earlier_rows
from storage.reading import Reader
from storage.review_reading import also_listed, known_spans, last_review
from storage.vault import Key
from tests.storage.helpers import bare, number
from tests.storage.test_imports import record, store

FIRST, SECOND, THIRD = date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)
ONE, TWO = number(1).text, number(2).text


def latest(key: Key, unit: str, before: date, person: str = ONE) -> object:
    with Reader(key.folder, key.dek) as reader:
        row = earlier_rows(reader, unit, [person], before).get(person)
    return row["physician"] if row else None


def test_the_latest_earlier_row_counts_and_no_later_one(key: Key) -> None:
    store(key, SECOND, record(1, physician="Andra"))
    store(key, FIRST, record(1, physician="Första"))
    store(key, THIRD, record(1, physician="Tredje"))
    assert latest(key, "Nord", THIRD) == "Andra"
    assert latest(key, "Nord", SECOND) == "Första"
    assert latest(key, "Nord", FIRST) is None
    assert latest(key, "Nord", THIRD, TWO) is None


def test_the_units_own_row_goes_before_a_newer_one_of_another_unit(key: Key) -> None:
    store(key, FIRST, record(1, physician="Nords"))
    store(key, SECOND, record(1, physician="Syds"), unit="Syd")
    assert latest(key, "Nord", THIRD) == "Nords"
    assert latest(key, "Syd", THIRD) == "Syds"
    assert latest(key, "Öst", THIRD) == "Syds"


def test_what_was_replaced_or_undone_is_not_known(key: Key) -> None:
    store(key, FIRST, record(1), record(2))
    store(key, FIRST, record(1, physician="Rättad"))
    store(key, SECOND, record(1, physician="Ångrad"))
    connection = bare(key)
    connection.execute("update list_import set undone_at = 'nu' where list_date = ?", (SECOND.isoformat(),))
    connection.close()
    assert latest(key, "Nord", THIRD) == "Rättad"
    assert latest(key, "Nord", THIRD, TWO) is None


def test_what_the_latest_row_hides_is_taken_from_the_row_before_it(key: Key) -> None:
    store(key, FIRST, record(1, physician="Första", diagnosis_code="F432"))
    hidden = {"physician": None, "diagnosis_code": None, "diagnosis_state": "cut", "co_diagnoses": []}
    store(key, SECOND, record(1, **hidden, degrees=[50]))
    with Reader(key.folder, key.dek) as reader:
        row = earlier_rows(reader, "Nord", [ONE], THIRD)[ONE]
    assert (row["physician"], row["diagnosis_code"], row["degrees"]) == ("Första", "F432", [50])


def test_rows_under_a_joined_number_are_the_new_numbers(key: Key) -> None:
    old = "19850773-2389"
    store(key, FIRST, record(1, personnummer=old, physician="Första"))
    connection = bare(key)
    connection.execute("insert into number_link values (?, ?, '2026-11-20', 'nu')", (old, ONE))
    connection.close()
    assert latest(key, "Nord", THIRD) == "Första"
    with Reader(key.folder, key.dek) as reader:
        newest = lists.newest(reader, "Nord")
        assert newest is not None
        assert [row["personnummer"] for row in lists.records(reader, newest)] == [ONE]
        assert lists.linked(reader, [{"personnummer": old}, {"personnummer": None}]) == [
            {"personnummer": ONE},
            {"personnummer": None},
        ]


def test_many_people_are_asked_for_in_parts(key: Key) -> None:
    numbers = [f"1950{index:04}-2380" for index in range(1300)]
    store(key, FIRST, *(record(1, personnummer=each) for each in numbers[:1200]))
    with Reader(key.folder, key.dek) as reader:
        assert set(earlier_rows(reader, "Nord", numbers, THIRD)) == set(numbers[:1200])


def test_the_last_review_is_the_latest_that_stands(key: Key) -> None:
    first, second = (store(key, day, record(1)).import_id for day in (FIRST, SECOND))
    with Reader(key.folder, key.dek) as reader:
        assert last_review(reader, "Nord") is None
    connection = bare(key)
    for import_id, day, undone in ((first, "2026-11-10", None), (second, "2026-11-17", "nu")):
        connection.execute(
            "insert into review_done (unit, import_id, done_on, recorded_at, undone_at) values ('Nord', ?, ?, 'nu', ?)",
            (import_id, day, undone),
        )
    connection.close()
    with Reader(key.folder, key.dek) as reader:
        done = last_review(reader, "Nord")
        assert done is not None
        assert (done.stored.import_id, done.stored.list_date, done.done_on) == (first, FIRST, date(2026, 11, 10))
        assert last_review(reader, "Syd") is None


def test_other_units_where_somebody_stands_now(key: Key) -> None:
    store(key, FIRST, record(1), record(2), unit="Syd")
    store(key, SECOND, record(1), unit="Syd")
    store(key, FIRST, record(1), unit="Öst")
    store(key, FIRST, record(1), record(2))
    with Reader(key.folder, key.dek) as reader:
        assert also_listed(reader, "Nord", [ONE, TWO]) == {ONE: ("Syd", "Öst")}
        assert also_listed(reader, "Syd", [TWO]) == {TWO: ("Nord",)}


def test_spans_are_the_newest_known_of_each_sjukfall_in_any_unit(key: Key) -> None:
    store(key, FIRST, record(1, first_day="2026-01-01", last_day="2026-03-01"))
    store(key, SECOND, record(1, first_day="2026-01-01", last_day="2026-02-01"))
    store(key, SECOND, record(1, first_day="2026-10-01", last_day="2026-12-01"), unit="Syd")
    store(key, THIRD, record(1, first_day="2027-01-01", last_day="2027-02-01"), unit="Syd")
    with Reader(key.folder, key.dek) as reader:
        spans = known_spans(reader, [ONE, TWO], SECOND)
    assert [(span.start.isoformat(), span.end.isoformat()) for span in spans[ONE]] == [
        ("2026-01-01", "2026-02-01"),
        ("2026-10-01", "2026-12-01"),
    ]
    assert TWO not in spans
