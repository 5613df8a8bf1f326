"""Preview and storing: what a list would mean, and then exactly that."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rekotui.exchange import importing
from rekotui.exchange.case_details import as_json as case_json
from rekotui.exchange.case_details import details
from rekotui.exchange.importing import Preview, digest, preview, store, to_take
from rekotui.exchange.rehabstod.reader import read, read_text
from rekotui.exchange.rehabstod.records import ListRecord, ReadList
from storage.database import Database
from storage.query import CaseQuery
from storage.reading import Reader
from tests.casework import weeks
from tests.cli.test_find_and_show import SHOW_KEYS
from tests.exchange.rehabstod.copies import SAMPLES, copied, other, row

ON = date(2026, 6, 15)
WEEK_24, WEEK_25 = date(2026, 6, 8), ON


def sample(week: int) -> ReadList:
    name = f"vecka-{week}-urklipp.txt"
    return read((SAMPLES / name).read_bytes(), name, ON)


def shown(reader: Reader | None, found: ReadList, day: date, unit: str = "", partial: bool | None = None) -> Preview:
    return preview(found, reader, list_date=day, unit=unit, on=ON, partial=partial)


def test_without_a_vault_there_are_no_groups() -> None:
    found = shown(None, sample(24), WEEK_24)
    assert (found.groups, found.maybe_partial, found.already_imported) == (None, False, False)
    assert importing.as_json(found)["groups"] is None
    assert len(found.people) == 31


def test_storing_does_what_the_preview_said(database: Database, reader: Reader) -> None:
    first = shown(reader, sample(24), WEEK_24)
    assert first.groups is not None
    assert (len(first.groups["new"]), first.groups["gone"], first.earlier) == (31, (), None)
    done = store(database, first, importing.TAKE_ALL, ON)
    assert (len(done.taken), done.changed) == (31, [])
    second = shown(reader, sample(25), WEEK_25)
    assert second.groups is not None
    assert (len(second.groups["new"]), len(second.groups["gone"]), second.earlier) == (5, 3, WEEK_24)
    assert set(second.cases) > {found.personnummer for found in second.groups["gone"]}
    assert shown(reader, sample(24), WEEK_24).already_imported
    assert not shown(reader, sample(25), WEEK_24).already_imported


def test_a_list_can_be_taken_up_person_by_person(database: Database, reader: Reader) -> None:
    found = shown(reader, sample(24), WEEK_24)
    chosen = [record.personnummer for record in found.people[:3] if record.personnummer]
    store(database, found, chosen, ON)
    assert {line.personnummer for line in reader.cases(CaseQuery(on=ON))} == set(chosen)


def test_her_own_answer_about_filters_counts_more_than_the_guess(database: Database, reader: Reader) -> None:
    store(database, shown(reader, sample(24), WEEK_24), "none", ON)
    whole = sample(25)
    part = replace(whole, records=whole.records[:12])
    guessed, told = shown(reader, part, WEEK_25), shown(reader, part, WEEK_25, partial=False)
    assert guessed.groups is not None
    assert told.groups is not None
    assert (guessed.partial, guessed.maybe_partial, guessed.groups["gone"]) == (True, True, ())
    assert "maybe_partial" in [warning.code for warning in guessed.warnings]
    assert (told.partial, told.maybe_partial) == (False, False)
    assert len(told.groups["gone"]) > 8


@pytest.mark.parametrize("earlier", [True, False], ids=["with week 17", "without week 17"])
def test_the_print_of_week_25_gives_the_expected_groups(database: Database, reader: Reader, earlier: bool) -> None:
    """The records that the reader must give for the print, held against stored lists; hidden and cut is no change."""
    if earlier:
        store(database, shown(reader, sample(17), date(2026, 4, 20)), "none", ON)
    store(database, shown(reader, sample(24), WEEK_24), "none", ON)
    found = shown(reader, replace(sample(25), records=tuple(map(as_record, weeks.records(weeks.W25_PRINT)))), WEEK_25)
    assert found.groups is not None
    expected = weeks.expected(weeks.W24, weeks.W25_PRINT, with_earlier=earlier)
    for group, people in found.groups.items():
        assert [person.personnummer for person in people] == list(expected[group]), group
        if group != "relapsed":
            said = [{name: list(pair) for name, pair in person.changes.items()} for person in people]
            assert said == list(expected[group].values()), group


def as_record(values: dict[str, Any]) -> ListRecord:
    days = {name: date.fromisoformat(values[name]) for name in ("first_day", "last_day")}
    lists = {name: tuple(values[name]) for name in ("co_diagnoses", "occupations", "degrees")}
    return ListRecord(**{**values, **days, **lists})


@pytest.mark.parametrize(("take", "count"), [("none", 0), ("all", 2), ("status", 1)])
def test_who_is_taken_up(take: str, count: int) -> None:
    found = read_text(copied(row(1), other(2)), ON)
    assert len(to_take(found, take)) == count


def test_whoever_has_no_number_is_never_taken_up() -> None:
    found = read_text(copied(row(1, Personnummer=""), other(2)), ON)
    assert to_take(found, "all") == {"19710902-2397"}


def test_digest_knows_the_very_same_list_only() -> None:
    found = read_text(copied(row(1), other(2)), ON)
    assert digest(found) == digest(read_text(copied(row(1), other(2)), ON))
    assert digest(found) != digest(read_text(copied(row(1), other(2, Namn="Annan")), ON))


@pytest.mark.parametrize("order", [(24, 25), (25, 24)])
def test_the_order_of_reading_lists_does_not_matter_to_the_cases(
    database: Database, reader: Reader, order: tuple[int, int]
) -> None:
    days = {24: WEEK_24, 25: WEEK_25}
    for week in order:
        store(database, shown(reader, sample(week), days[week]), "all", ON)
    stated = {record.personnummer: record for record in (*sample(24).records, *sample(25).records)}
    for line in reader.cases(CaseQuery(on=ON, view="active")):
        record = stated[line.personnummer]
        assert (line.physician, line.last_day) == (record.physician, record.last_day)
        assert line.degrees == record.degrees


def test_details_hold_everything_that_is_shown(database: Database, reader: Reader) -> None:
    store(database, shown(reader, sample(24), WEEK_24), "all", ON)
    for line in reader.cases(CaseQuery(on=ON)):
        assert list(case_json(details(reader, line, ON))) == SHOW_KEYS
