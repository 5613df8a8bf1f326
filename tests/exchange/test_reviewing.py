"""What there is to go through in a unit's latest list: against which list, of which people, known from where."""

from datetime import date

from rekotui.exchange import importing
from rekotui.exchange.rehabstod.reader import read_text
from rekotui.exchange.reviewing import Reviewed, as_json, review_of
from storage.database import Database
from storage.reading import Reader
from tests.exchange.rehabstod.copies import Row, copied, other, row

W1, W2, W3, W4 = (date(2026, 6, day) for day in (1, 8, 15, 22))
NORD, SYD = "Nord", "Syd"
TESTA, PROV, TREDJE = "19830411-2389", "19710902-2397", "19550308-2397"


def third(number: int = 3, **changes: str) -> Row:
    return other(number, Personnummer=TREDJE, Namn="Utkast Övergård", **changes)


def store(
    database: Database, reader: Reader, day: date, *rows: Row, unit: str = NORD, partial: bool | None = False
) -> int:
    shown = importing.preview(read_text(copied(*rows), day), reader, list_date=day, unit=unit, on=day, partial=partial)
    return importing.store(database, shown, importing.TAKE_NONE, day).import_id


def mark_done(database: Database, unit: str, import_id: int, day: date, *, undone: bool = False) -> None:
    with database.write() as work:
        work.connection.execute(
            "insert into review_done (unit, import_id, done_on, recorded_at, undone_at) values (?, ?, ?, 'nu', ?)",
            (unit, import_id, day.isoformat(), "nu" if undone else None),
        )


def review(reader: Reader, unit: str | None = NORD) -> Reviewed:
    found = review_of(reader, unit, W4)
    assert found is not None
    return found


def groups(reviewed: Reviewed) -> dict[str, list[str]]:
    return {group: [found.personnummer for found in people] for group, people in reviewed.groups.items() if people}


def test_without_a_list_there_is_nothing_to_review(database: Database, reader: Reader) -> None:
    assert review_of(reader, None, W4) is None
    store(database, reader, W1, row(1))
    assert review_of(reader, SYD, W4) is None


def test_the_first_list_is_all_new(database: Database, reader: Reader) -> None:
    import_id = store(database, reader, W1, row(1), other(2))
    found = review(reader)
    assert groups(found) == {"new": [TESTA, PROV]}
    assert (found.import_id, found.unit, found.list_date, found.format) == (import_id, NORD, W1, "copied_table")
    assert (found.since, found.last_review, found.people, found.on) == (None, None, 2, W4)
    assert [record["personnummer"] for record in found.records] == [TESTA, PROV]
    assert found.names == {TESTA: "Testa Övningsson", PROV: "Prov Påhittad"}


def test_without_a_review_the_latest_complete_list_is_the_baseline(database: Database, reader: Reader) -> None:
    store(database, reader, W1, row(1), other(2))
    store(database, reader, W2, row(1), other(2), partial=True)
    store(database, reader, W3, row(1, Slutdatum="2026-09-01"))
    found = review(reader)
    assert (found.since, groups(found)) == (W1, {"gone": [PROV], "extended": [TESTA]})
    assert found.rows[PROV]["last_day"] == "2026-06-27"
    assert review(reader, None) == found


def test_everything_since_the_last_done_review_is_told(database: Database, reader: Reader) -> None:
    first = store(database, reader, W1, row(1))
    mark_done(database, NORD, first, W2)
    store(database, reader, W2, row(1, Slutdatum="2026-08-20"), other(2))
    store(database, reader, W3, row(1, Slutdatum="2026-08-20"), other(2), third())
    found = review(reader)
    # Who came in week 2 is still new: nobody has gone through that list.
    assert groups(found) == {"new": [PROV, TREDJE], "extended": [TESTA]}
    assert (found.since, found.last_review) == (W1, W2)


def test_a_done_review_of_the_latest_list_itself_leaves_the_list_before_as_baseline(
    database: Database, reader: Reader
) -> None:
    store(database, reader, W1, row(1))
    latest = store(database, reader, W2, row(1), other(2))
    mark_done(database, NORD, latest, W2)
    found = review(reader)
    assert (found.since, found.last_review, groups(found)) == (W1, W2, {"new": [PROV], "unchanged": [TESTA]})


def test_a_review_that_was_undone_is_no_baseline(database: Database, reader: Reader) -> None:
    first = store(database, reader, W1, row(1))
    second = store(database, reader, W2, row(1), other(2))
    mark_done(database, NORD, first, W1)
    mark_done(database, NORD, second, W2, undone=True)
    store(database, reader, W3, row(1), other(2), third())
    assert (review(reader).since, review(reader).last_review) == (W1, W1)


def test_what_she_saw_is_the_baseline_also_when_that_list_was_read_again(database: Database, reader: Reader) -> None:
    seen = store(database, reader, W1, row(1, Slutdatum="2026-07-01"))
    mark_done(database, NORD, seen, W1)
    store(database, reader, W1, row(1))
    store(database, reader, W2, row(1))
    assert groups(review(reader)) == {"extended": [TESTA]}


def test_a_review_of_a_part_knows_the_complete_list_before_it_too(database: Database, reader: Reader) -> None:
    store(database, reader, W1, row(1), other(2), third())
    part = store(database, reader, W2, row(1, Slutdatum="2026-08-20"), partial=True)
    mark_done(database, NORD, part, W2)
    store(database, reader, W3, row(1, Slutdatum="2026-08-20"), other(2))
    found = review(reader)
    assert (found.since, groups(found)) == (W2, {"gone": [TREDJE], "unchanged": [TESTA, PROV]})


def test_a_latest_list_that_is_a_part_makes_nobody_gone(database: Database, reader: Reader) -> None:
    store(database, reader, W1, row(1), other(2))
    store(database, reader, W2, row(1), partial=True)
    assert groups(review(reader)) == {"unchanged": [TESTA]}


def test_two_units_side_by_side(database: Database, reader: Reader) -> None:
    """The same person in both; new in one but known in the other; gone in one only."""
    store(database, reader, W1, row(1), other(2))
    store(database, reader, W1, row(1), third(2), unit=SYD)
    store(database, reader, W2, row(1), third(2))
    store(database, reader, W2, row(1, Slutdatum="2026-09-01"), unit=SYD)
    nord, syd = review(reader, NORD), review(reader, SYD)
    assert groups(nord) == {"gone": [PROV], "unchanged": [TESTA, TREDJE]}
    assert groups(syd) == {"gone": [TREDJE], "extended": [TESTA]}
    assert nord.also_listed == {TESTA: (SYD,)}
    assert syd.also_listed == {TESTA: (NORD,), TREDJE: (NORD,)}


def test_earlier_sjukfall_are_counted_over_lists_and_units(database: Database, reader: Reader) -> None:
    store(database, reader, W1, row(1, Startdatum="2025-01-01", Slutdatum="2025-02-01"), unit=SYD)
    store(database, reader, W1, row(1, Startdatum="2026-01-01", Slutdatum="2026-02-01"), other(2))
    store(database, reader, W2, row(1, Startdatum="2026-06-01", Slutdatum="2026-09-01"), other(2))
    found = review(reader)
    assert found.earlier == {TESTA: 2}
    assert groups(found) == {"relapsed": [TESTA], "unchanged": [PROV]}


def test_cases_and_protected_identities(database: Database, reader: Reader) -> None:
    shown = importing.preview(read_text(copied(row(1), other(2)), W1), reader, list_date=W1, unit=NORD, on=W1)
    importing.store(database, shown, importing.TAKE_ALL, W1)
    with database.write() as work:
        work.connection.execute("update patient set protected = 1 where personnummer = ?", (PROV,))
    found = review(reader)
    assert found.cases == {TESTA: "2026-001", PROV: "2026-002"}
    assert found.protected == {PROV}
    people = as_json(found)["groups"]["new"]  # type: ignore[index]
    assert [(person["personnummer"], person["name"], person["case"]) for person in people] == [
        (TESTA, "Testa Övningsson", "2026-001"),
        (None, None, "2026-002"),
    ]
