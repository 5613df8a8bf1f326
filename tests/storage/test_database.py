"""Units of work: whole or not at all, one writer at a time, no edit written over another."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from rekotui.base import exit_codes
from rekotui.base.errors import BusyError, CannotWriteError
from storage import checks, history
from storage.cases import CaseRepository
from storage.connection import connect, database_path
from storage.database import Database
from storage.history import Event
from storage.keys import audit_key
from storage.reading import Reader
from storage.vault import Key
from tests.storage.helpers import ON, bare, history_rows, in_child, open_case

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
WRITES = 25


@forking
def test_two_writing_processes_never_meet_a_lock(key: Key) -> None:
    """Each unit reads before it writes: begun as a deferred transaction this fails at once."""
    database = Database(key.folder, key.dek)
    with database.write() as work:
        case_id = open_case(work, 1).id
    database.close()
    assert case_id is not None

    def write(_pipe: int) -> None:
        mine = Database(key.folder, key.dek)
        for turn in range(WRITES):
            with mine.write() as work:
                cases = CaseRepository(work)
                cases.add_note(cases.get(case_id), ON, f"Rad {turn}")
        mine.close()

    children = [in_child(write) for _ in range(2)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child, _pipe in children]
    for _child, pipe in children:
        os.close(pipe)
    assert codes == [0, 0]
    connection = bare(key)
    assert connection.execute("select count(*) from note").fetchone() == (2 * WRITES,)
    assert history.verify(connection, audit_key(key.dek)) == []
    connection.close()


def test_a_writer_that_holds_the_file_too_long_is_named(key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.1)
    other = bare(key)
    other.execute("begin immediate")
    database = Database(key.folder, key.dek)
    with pytest.raises(BusyError) as caught, database.write():
        raise AssertionError("the block must not be entered")
    assert caught.value.key == "busy"
    assert caught.value.exit_code == exit_codes.BUSY
    other.execute("rollback")
    with database.write() as work:
        open_case(work, 1)
    database.close()
    other.close()


def test_a_stale_screen_is_told_and_nothing_is_written_over(key: Key, database: Database) -> None:
    with database.write() as work:
        case = open_case(work, 1)
        case_id, seen = case.id, case.version
    assert case_id is not None
    with database.write() as work:
        CaseRepository(work).change_facts(CaseRepository(work).get(case_id, seen), {"employer": "Prov AB"})
    with pytest.raises(BusyError) as caught, database.write() as work:
        CaseRepository(work).change_facts(CaseRepository(work).get(case_id, seen), {"employer": "Annat AB"})
    assert caught.value.key == "changed_elsewhere"
    with Reader(key.folder, key.dek) as reader:
        assert reader.rows("select employer from case_overview") == [("Prov AB",)]


def test_a_row_changed_under_an_open_unit_is_not_written_over(database: Database) -> None:
    """The version column itself holds, also where a caller forgot to say which version it had seen."""
    with database.write() as work:
        case = open_case(work, 1)
        case_id = case.id

    def edit() -> None:
        with database.write() as work:
            case = CaseRepository(work).get(case_id or 0)
            work.connection.execute("update caseload set version = version + 1 where id = ?", (case_id,))
            CaseRepository(work).change_facts(case, {"employer": "Prov AB"})

    with pytest.raises(BusyError) as caught:
        edit()
    assert caught.value.key == "changed_elsewhere"


def test_an_interrupted_unit_leaves_neither_rows_nor_history(key: Key, database: Database) -> None:
    before = history_rows(key)

    class Interruption(Exception):
        pass

    def interrupted() -> None:
        with database.write() as work:
            open_case(work, 1)
            raise Interruption

    with pytest.raises(Interruption):
        interrupted()
    assert history_rows(key) == before
    with Reader(key.folder, key.dek) as reader:
        assert reader.rows("select count(*) from patient") == [(0,)]
        assert reader.rows("select count(*) from search_term") == [(0,)]


def test_rows_and_history_come_together(key: Key, database: Database) -> None:
    with database.write() as work:
        open_case(work, 1)
        work.record(Event("case.read", "case", 1, 1))
    assert [action for _id, action, _entity in history_rows(key)] == [
        *("vault.created", "case.opened", "case.status", "case.read")
    ]


def test_a_mistake_of_the_program_is_not_dressed_up_as_a_full_disk(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as work:
        work.session.connection().exec_driver_sql("insert into setting values (null, null)")
    with database.write() as work:
        open_case(work, 1)


FILL = """
import resource, sys
from rekotui.base.errors import RekotuiError
from storage.cases import CaseRepository
from storage.database import Database
from tests.storage.helpers import ON, open_case
database = Database(sys.argv[1], bytes.fromhex(sys.argv[2]))
with database.write() as work:
    case_id = open_case(work, 1).id
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
done = 0
try:
    while done < 2000:
        with database.write() as work:
            cases = CaseRepository(work)
            cases.add_note(cases.get(case_id), ON, "x" * 3000)
        done += 1
except RekotuiError as error:
    print(type(error).__name__, error.key, done)
"""


@forking
def test_a_full_disk_is_named_and_loses_nothing(key: Key) -> None:
    done = run_alone(FILL, key)
    kind, name, notes = done.stdout.split()
    assert (kind, name) == ("CannotWriteError", "disk_full")
    assert done.stderr == ""
    connection = bare(key)
    assert connection.execute("select count(*) from note").fetchone() == (int(notes),)
    assert checks.damages(connection, audit_key(key.dek)) == ()
    connection.close()


@pytest.fixture
def read_only(template: Key) -> Iterator[Key]:
    """A vault that its user may read but not write; as root the test steps down to a user without rights."""
    folder = Path(tempfile.mkdtemp(prefix="rekotui-read-only-"))
    shutil.copy(database_path(template.folder), folder)
    nobody = 65534 if os.geteuid() == 0 else os.geteuid()
    for path in (folder / "rekotui.db", folder):
        os.chown(path, nobody, -1)
    (folder / "rekotui.db").chmod(0o400)
    folder.chmod(0o500)
    yield Key(str(folder), template.dek)
    folder.chmod(0o700)
    shutil.rmtree(folder)


@forking
def test_a_read_only_disk_refuses_writing_and_still_answers(read_only: Key) -> None:
    def look(pipe: int) -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        try:
            with Database(read_only.folder, read_only.dek).write() as work:
                open_case(work, 1)
        except CannotWriteError as error:
            os.write(pipe, f"{error.key} ".encode())
        with Reader(read_only.folder, read_only.dek) as reader:
            rows = reader.rows("select count(*) from history")[0][0]
            os.write(pipe, f"{rows} {reader.log(Event('case.read', 'case', 1, 1))}".encode())

    child, pipe = in_child(look)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert os.read(pipe, 100).split() == [b"read_only", b"1", b"False"]
    os.close(pipe)


def test_closing_folds_the_log_into_the_file(key: Key) -> None:
    database = Database(key.folder, key.dek)
    with database.write() as work:
        open_case(work, 1)
    assert os.path.getsize(database_path(key.folder) + "-wal") > 0
    database.close()
    assert not os.path.exists(database_path(key.folder) + "-wal")
    connect(database_path(key.folder), key.dek, mode="immutable").close()


def test_the_log_and_its_index_are_as_private_as_the_file(key: Key) -> None:
    umask = os.umask(0o022)
    try:
        database = Database(key.folder, key.dek)
        with database.write() as work:
            open_case(work, 1)
        modes = {name: os.stat(os.path.join(key.folder, name)).st_mode & 0o777 for name in os.listdir(key.folder)}
        database.close()
    finally:
        os.umask(umask)
    assert modes["rekotui.db-wal"] == modes["rekotui.db-shm"] == modes["rekotui.db"] == 0o600


def run_alone(script: str, key: Key) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", script, key.folder, key.dek.hex()]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=root, timeout=60)
