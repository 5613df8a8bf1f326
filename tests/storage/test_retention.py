"""How long list rows are kept: to the day, by unit, never of anybody who is a case or still listed."""

import re
from datetime import date, timedelta

import pytest

from rekotui.base.settings import DEFAULTS
from storage import checks
from storage.database import Database
from storage.import_undo import ImportUndo
from storage.imports import ImportRepository, NewList
from storage.keys import audit_key
from storage.models import NumberLink, ReviewDecision
from storage.reading import Reader
from storage.retention import Removed, is_due, last_day_kept, remove_old_rows
from storage.settings import write_setting
from storage.vault import Key
from tests.storage.helpers import ON, bare, number, open_case
from tests.storage.test_imports import record
from tests.storage.test_query_plans import plan, said

SEEN = date(2026, 1, 5)
WITHOUT = date(2026, 1, 12)
DUE = WITHOUT + timedelta(days=180)
NOTHING = Removed(0, 0, 0)


def read_in(
    database: Database,
    day: date,
    *people: int,
    unit: str = "Nord",
    complete: str = "yes",
    take: tuple[int, ...] = (),
    nameless: int = 0,
) -> None:
    records = [record(index) for index in people] + [record(9, personnummer=None)] * nameless
    rows = [(at, each, {}) for at, each in enumerate(records, 1)]
    with database.write() as work:
        new = NewList(unit, day, "copied_table", complete, f"{day}", rows)
        ImportRepository(work).store(new, {number(index).text for index in take}, day)


def sweep(database: Database, on: date) -> Removed:
    with database.write() as work:
        return remove_old_rows(work, on)


def left(key: Key) -> list[tuple[str, str, str | None]]:
    """(unit, list day, personnummer) of every row that is left."""
    connection = bare(key)
    rows = connection.execute(
        "select i.unit, i.list_date, r.personnummer from list_row r join list_import i on i.id = r.import_id "
        " order by r.id"
    ).fetchall()
    connection.close()
    return rows


def of(key: Key, index: int) -> list[tuple[str, str]]:
    return [(unit, day) for unit, day, who in left(key) if who == number(index).text]


@pytest.mark.parametrize(
    ("day", "gone"), [(DUE - timedelta(days=1), False), (DUE, True), (DUE + timedelta(days=1), True)]
)
def test_to_the_day(key: Key, database: Database, reader: Reader, day: date, gone: bool) -> None:
    read_in(database, SEEN, 1, 2)
    read_in(database, WITHOUT, 2)
    assert is_due(reader, day) is gone
    assert sweep(database, day) == (Removed(1, 1, 0) if gone else NOTHING)
    assert of(key, 1) == ([] if gone else [("Nord", "2026-01-05")])
    assert of(key, 2) == [("Nord", "2026-01-05"), ("Nord", "2026-01-12")], "she is in the newest list"


def test_it_counts_from_the_first_list_without_her_after_the_last_with_her(key: Key, database: Database) -> None:
    read_in(database, SEEN, 1, 2)
    read_in(database, WITHOUT, 2)
    read_in(database, date(2026, 2, 2), 1, 2)
    read_in(database, date(2026, 3, 2), 2)
    read_in(database, date(2026, 6, 1), 2)
    due = date(2026, 3, 2) + timedelta(days=180)
    assert sweep(database, due - timedelta(days=1)) == NOTHING
    assert sweep(database, due) == Removed(2, 1, 0), "all her rows go together"
    assert of(key, 1) == []


def test_a_filtered_list_makes_nobody_gone(key: Key, database: Database) -> None:
    read_in(database, SEEN, 1, 2)
    read_in(database, WITHOUT, 2, complete="no")
    assert sweep(database, DUE + timedelta(days=1000)) == NOTHING
    read_in(database, date(2026, 2, 2), 2, complete="unknown")
    assert sweep(database, date(2026, 2, 2) + timedelta(days=180)) == Removed(1, 1, 0)


def test_who_is_a_case_stays(key: Key, database: Database) -> None:
    read_in(database, SEEN, 1, 2, 3, take=(1,))
    with database.write() as work:
        open_case(work, 3, "Utkast3 Listad")
    read_in(database, WITHOUT, 2)
    assert sweep(database, DUE) == NOTHING
    assert len(left(key)) == 4


def test_two_units_count_for_themselves(key: Key, database: Database) -> None:
    read_in(database, SEEN, 1, 2)
    read_in(database, SEEN, 1, 3, unit="Syd")
    read_in(database, WITHOUT, 2)
    assert sweep(database, DUE + timedelta(days=100)) == NOTHING, "the other unit's newest list has her"
    read_in(database, date(2026, 5, 4), 3, unit="Syd")
    assert sweep(database, DUE) == Removed(1, 1, 0)
    assert of(key, 1) == [("Syd", "2026-01-05")]
    assert sweep(database, date(2026, 5, 4) + timedelta(days=179)) == NOTHING
    assert sweep(database, date(2026, 5, 4) + timedelta(days=180)) == Removed(1, 1, 0)
    assert of(key, 1) == []


def test_an_undone_list_neither_shows_her_nor_makes_her_gone(key: Key, database: Database) -> None:
    read_in(database, SEEN, 1, 2)
    read_in(database, WITHOUT, 2)
    with database.write() as work:
        ImportUndo(work).undo(WITHOUT)
    assert sweep(database, DUE) == NOTHING
    read_in(database, date(2026, 2, 2), 2)
    read_in(database, date(2026, 8, 3), 1, 2)
    with database.write() as work:
        ImportUndo(work).undo(date(2026, 8, 3))
    assert sweep(database, date(2026, 2, 2) + timedelta(days=180)) == Removed(1, 1, 0)
    assert of(key, 1) == [("Nord", "2026-08-03")]
    assert sweep(database, date(2026, 8, 3) + timedelta(days=180)).people == 1
    assert of(key, 1) == []


def test_a_replaced_list_goes_with_age(key: Key, database: Database) -> None:
    read_in(database, SEEN, 1, 2)
    read_in(database, SEEN, 2)
    assert sweep(database, SEEN + timedelta(days=179)) == NOTHING
    assert sweep(database, SEEN + timedelta(days=180)) == Removed(1, 1, 0)
    assert of(key, 2) == [("Nord", "2026-01-05")] * 2


def test_rows_without_a_number_go_with_the_age_of_their_list(key: Key, database: Database) -> None:
    read_in(database, SEEN, 1, nameless=3)
    assert sweep(database, SEEN + timedelta(days=179)) == NOTHING
    assert sweep(database, SEEN + timedelta(days=180)) == Removed(3, 0, 0)
    assert left(key) == [("Nord", "2026-01-05", number(1).text)]


@pytest.mark.parametrize(("setting", "days"), [(0, 120), (-5, 120), (119, 120), (120, 120), (121, 121), (365, 365)])
def test_never_sooner_than_120_days(key: Key, database: Database, setting: int, days: int) -> None:
    read_in(database, SEEN, 1, 2)
    read_in(database, WITHOUT, 2)
    with database.write() as work:
        write_setting(work.connection, "retention_days", setting)
    assert sweep(database, WITHOUT + timedelta(days=days - 1)) == NOTHING
    assert sweep(database, WITHOUT + timedelta(days=days)) == Removed(1, 1, 0)


def test_days_that_no_calendar_holds() -> None:
    assert last_day_kept(DEFAULTS, date.min) == date.min
    assert last_day_kept(DEFAULTS._replace(retention_days=10**9), ON) == date.min


def test_what_was_decided_about_her_goes_too(key: Key, database: Database) -> None:
    read_in(database, SEEN, 1, 2)
    read_in(database, WITHOUT, 2)
    with database.write() as work:
        for index, unit in ((1, "Nord"), (2, "Nord"), (1, "Syd")):
            work.session.add(
                ReviewDecision(
                    unit=unit, personnummer=number(index).text, import_id=1, decision="leave", reason="Frisk snart",
                    seen=record(index), decided_on=SEEN, recorded_at="2026-01-05T08:00:00.000000Z",
                )
            )  # fmt: skip
    assert sweep(database, DUE) == Removed(1, 1, 1)
    connection = bare(key)
    decided = connection.execute("select unit, personnummer from review_decision order by id").fetchall()
    connection.close()
    assert decided == [("Nord", number(2).text), ("Syd", number(1).text)]


def joined(database: Database, before: int, after: int) -> None:
    with database.write() as work:
        work.session.add(
            NumberLink(
                before_number=number(before).text, after_number=number(after).text, confirmed_on=SEEN,
                recorded_at="2026-01-05T08:00:00.000000Z",
            )
        )  # fmt: skip


def test_a_joined_number_is_one_person(key: Key, database: Database) -> None:
    read_in(database, SEEN, 1, 2)
    read_in(database, WITHOUT, 3, 2)
    joined(database, 1, 3)
    assert sweep(database, DUE + timedelta(days=100)) == NOTHING, "under her new number she is in the newest list"
    read_in(database, date(2026, 3, 2), 2)
    assert sweep(database, DUE) == NOTHING, "she was last seen under her new number"
    assert sweep(database, date(2026, 3, 2) + timedelta(days=180)) == Removed(2, 2, 0)
    connection = bare(key)
    assert connection.execute("select count(*) from number_link").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize("case_of", [1, 3])
def test_a_joined_number_is_one_case(key: Key, database: Database, case_of: int) -> None:
    read_in(database, SEEN, 1, 2)
    read_in(database, WITHOUT, 3, 2)
    joined(database, 1, 3)
    with database.write() as work:
        open_case(work, case_of, "Utkast Listad")
    read_in(database, date(2026, 3, 2), 2)
    assert sweep(database, date(2027, 3, 2)) == NOTHING
    connection = bare(key)
    assert connection.execute("select count(*) from number_link").fetchone() == (1,)
    connection.close()


def test_counts_stay_and_history_has_numbers_only(key: Key, database: Database) -> None:
    read_in(database, SEEN, 1, 2, 3, nameless=1)
    read_in(database, WITHOUT, 2)
    assert sweep(database, DUE) == Removed(3, 2, 0)
    connection = bare(key)
    assert connection.execute("select rows_read from list_import order by id").fetchall() == [(4,), (1,)]
    events = connection.execute(
        "select h.action, h.case_id, p.body from history h join history_payload p on p.id = h.id order by h.id desc"
    ).fetchall()
    assert events[0] == ("list.rows_removed", None, '{"decisions":0,"people":2,"rows":3}')
    assert checks.damages(connection, audit_key(key.dek)) == ()
    connection.close()
    assert sweep(database, DUE) == NOTHING
    connection = bare(key)
    assert connection.execute("select count(*) from history").fetchone() == (len(events),), "once is enough"
    connection.close()


def test_the_question_goes_by_indexes(database: Database, reader: Reader) -> None:
    (asked,) = said(reader, lambda: is_due(reader, ON))
    steps = plan(reader, asked)
    rows = [step for step in steps if re.match(r"(SCAN|SEARCH) (list_row|r|n|x)\b", step)]
    assert len(rows) == 6
    for step in rows:
        assert re.match(r"SEARCH \w+ USING COVERING INDEX list_row_by_person\b", step), "no row itself is read"
    assert [step for step in steps if re.match(r"SCAN (patient|p)\b", step)] == []
