"""Kvalitetssäkringsuppdrag: kept as signed, ended early with a reason, and what was read without one."""

from datetime import date

import pytest
import sqlcipher3.dbapi2 as driver

from rekotui.base.errors import BusyError, NothingFoundError, WrongUseError
from rekotui.casework.assignment import valid
from storage.assignment_reading import assignments, exception_of_day
from storage.assignments import AssignmentRepository, NewAssignment
from storage.database import Database
from storage.reading import Reader
from storage.vault import Key
from tests.storage.helpers import ON, bare
from tests.storage.test_reviews import logged

NEW = NewAssignment(
    given_by="Vera Verksamhetschef",
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
    unit="Nord",
    assignee="Rut Koordinator",
    purposes=("early_identification", "equality"),
    population=("all_current",),
    signed_on=date(2026, 1, 2),
    kept_where="Pärm hos chefen",
)


def register(database: Database, new: NewAssignment = NEW) -> int:
    with database.write() as work:
        return AssignmentRepository(work).register(new).id or 0


def test_it_is_kept_as_signed_and_gives_the_right_to_screen(key: Key, database: Database) -> None:
    register(database)
    with Reader(key.folder, key.dek) as reader:
        [line] = assignments(reader)
        assert (line.given_by, line.assignee, line.unit) == ("Vera Verksamhetschef", "Rut Koordinator", "Nord")
        assert (line.purposes, line.population) == (("early_identification", "equality"), ("all_current",))
        assert (line.starts_on, line.ends_on, line.signed_on) == (NEW.starts_on, NEW.ends_on, NEW.signed_on)
        assert line.kept_where == "Pärm hos chefen"
        assert valid([line], "Nord", ON) == line
        assert valid([line], "Syd", ON) is None
    action, body = logged(key)[-1]
    assert (action, body) == (
        "assignment.registered",
        {"unit": "Nord", "from": "2026-01-01", "to": "2026-12-31", "signed": "2026-01-02"},
    )


def test_ended_early_it_needs_a_reason_and_holds_no_longer(key: Key, database: Database) -> None:
    made = register(database)
    with pytest.raises(WrongUseError, match="förtid"), database.write() as work:
        AssignmentRepository(work).end(made, ON, " ")
    with pytest.raises(BusyError), database.write() as work:
        AssignmentRepository(work).end(made, ON, "Ny chef", version=7)
    with database.write() as work:
        AssignmentRepository(work).end(made, ON, "Ny chef", version=1)
    with Reader(key.folder, key.dek) as reader:
        [line] = assignments(reader)
        assert (line.ended_on, line.end_reason) == (ON, "Ny chef")
        assert valid([line], "Nord", ON) is None
    with pytest.raises(NothingFoundError), database.write() as work:
        AssignmentRepository(work).end(made, ON, "En gång till")
    assert logged(key)[-1] == ("assignment.ended", {"on": ON.isoformat()})


@pytest.mark.parametrize(
    "wrong",
    [
        NewAssignment("  ", ON, ON),
        NewAssignment("Vera", ON, date(2026, 1, 1)),
        NewAssignment("V" * 201, ON, ON),
    ],
)
def test_what_cannot_be_an_assignment_is_refused(key: Key, database: Database, wrong: NewAssignment) -> None:
    with pytest.raises(WrongUseError):
        register(database, wrong)
    with Reader(key.folder, key.dek) as reader:
        assert assignments(reader) == ()


def test_reading_without_is_logged_with_its_reason_and_never_changed(key: Key, database: Database) -> None:
    with pytest.raises(WrongUseError), database.write() as work:
        AssignmentRepository(work).read_without("Nord", ON, "")
    with database.write() as work:
        AssignmentRepository(work).read_without("Nord", ON, "Chefen är på semester till måndag.")
    with Reader(key.folder, key.dek) as reader:
        assert exception_of_day(reader, "Nord", ON) == "Chefen är på semester till måndag."
        assert exception_of_day(reader, "Syd", ON) is None
        assert exception_of_day(reader, "Nord", date(2026, 11, 23)) is None
    assert logged(key)[-1] == ("screening.exception", {"unit": "Nord", "on": ON.isoformat()})
    connection = bare(key)
    for sql in ("update screening_exception set reason = 'x'", "delete from screening_exception"):
        with pytest.raises(driver.IntegrityError):
            connection.execute(sql)
    connection.close()
