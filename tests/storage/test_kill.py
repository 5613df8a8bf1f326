"""A writer killed at any moment: every commit it had reported is there, whole, with its history."""

import os
import signal
import time

import pytest

from storage import checks
from storage.cases import CaseRepository
from storage.database import Database
from storage.keys import audit_key
from storage.vault import Key
from tests.storage.helpers import ON, bare, in_child, open_case

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
KILLS = 25
MANY = 200


@pytest.fixture
def with_case(key: Key) -> tuple[Key, int]:
    database = Database(key.folder, key.dek)
    with database.write() as work:
        case = open_case(work, 1)
    database.close()
    return key, case.id or 0


def kill_writers(key: Key, case_id: int, kills: int) -> set[int]:
    """Start and kill writers; return the ids of all notes whose commit one of them reported."""

    def write(pipe: int) -> None:
        database = Database(key.folder, key.dek)
        while True:
            with database.write() as work:
                cases = CaseRepository(work)
                case = cases.get(case_id)
                note = cases.add_note(case, ON, "Utkast till anteckning")
                cases.change_facts(case, {"employer": f"Prov {note.id} AB"})
            os.write(pipe, f"{note.id}\n".encode())

    acknowledged: set[int] = set()
    for turn in range(kills):
        child, pipe = in_child(write)
        text = os.read(pipe, 16)
        time.sleep((turn % 10) * 0.004)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(pipe, 65536):
            text += more
        os.close(pipe)
        acknowledged.update(int(line) for line in text.split(b"\n")[:-1])
    return acknowledged


def check(key: Key, acknowledged: set[int]) -> None:
    connection = bare(key)
    notes = {row[0] for row in connection.execute("select id from note")}
    logged = {row[0] for row in connection.execute("select entity_id from history where action = 'note.added'")}
    employer = connection.execute("select employer from caseload").fetchone()[0]
    indexed = connection.execute("select count(*) from note_index where note_index match 'utkast'").fetchone()[0]
    assert checks.damages(connection, audit_key(key.dek)) == ()
    connection.close()
    assert acknowledged <= notes, "a commit that was reported is gone"
    assert notes == logged, "rows and history came apart"
    assert employer == f"Prov {max(notes)} AB", "half a unit of work is there"
    assert indexed == len(notes)


def test_no_reported_commit_is_lost(with_case: tuple[Key, int]) -> None:
    key, case_id = with_case
    acknowledged = kill_writers(key, case_id, KILLS)
    assert len(acknowledged) >= KILLS
    check(key, acknowledged)


@pytest.mark.torture
def test_no_reported_commit_is_lost_in_a_long_run(with_case: tuple[Key, int]) -> None:
    key, case_id = with_case
    acknowledged: set[int] = set()
    for _round in range(MANY // KILLS):
        acknowledged |= kill_writers(key, case_id, KILLS)
        check(key, acknowledged)
