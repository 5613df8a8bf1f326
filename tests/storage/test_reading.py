"""The reader's side: light, query-only but for its log line, and aware of other writers."""

import subprocess
import sys

from storage.cases import CaseRepository
from storage.database import Database
from storage.history import Event
from storage.query import CaseQuery
from storage.reading import Reader
from storage.settings import write_setting
from storage.vault import Key
from tests.storage.helpers import ON, history_rows, open_case

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "rich", "textual", "cryptography", "keyring", "platformdirs", "typer")


def test_a_look_up_imports_nothing_heavy(key: Key) -> None:
    script = (
        "import sys\nfrom datetime import date\nfrom storage.reading import Reader\n"
        "from storage.query import CaseQuery\nfrom storage.search import find\n"
        "with Reader(sys.argv[1], bytes.fromhex(sys.argv[2])) as reader:\n"
        "    reader.cases(CaseQuery(date(2026, 11, 22)))\n    find(reader, '2026-001')\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    command = [sys.executable, "-c", script, key.folder, key.dek.hex()]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_read_is_logged_in_the_case(key: Key, database: Database) -> None:
    with database.write() as work:
        open_case(work, 1)
    with Reader(key.folder, key.dek) as reader:
        assert reader.log(Event("case.read", "case", 1, 1, {"command": "show"}))
        assert reader.log(Event("list.read", "caseload", payload={"command": "find", "hits": 3}))
        newest = reader.case_history(1)[0]
    assert (newest.action, newest.payload) == ("case.read", {"command": "show"})
    assert [row[1] for row in history_rows(key)][-2:] == ["case.read", "list.read"]


def test_a_log_line_that_cannot_be_written_is_said_and_stops_nothing(key: Key, database: Database) -> None:
    with database.write() as work:
        open_case(work, 1)
    with Reader(key.folder, key.dek) as reader:
        reader.connection.execute("pragma busy_timeout = 50")
        with database.write():
            assert not reader.log(Event("case.read", "case", 1, 1))
        assert reader.count(CaseQuery(ON)) == 1
        assert reader.log(Event("case.read", "case", 1, 1))


def test_another_writer_is_noticed(key: Key, database: Database) -> None:
    with Reader(key.folder, key.dek) as reader:
        before = reader.data_version()
        assert reader.data_version() == before
        with database.write() as work:
            open_case(work, 1)
        assert reader.data_version() != before
        assert reader.count(CaseQuery(ON)) == 1


def test_settings_are_read_with_the_vault(key: Key, database: Database) -> None:
    with database.write() as work:
        write_setting(work.connection, "gap_days", 7)
        work.connection.execute("insert into setting values ('of_a_newer_program', '\"x\"')")
    with Reader(key.folder, key.dek) as reader:
        assert reader.settings.gap_days == 7
        assert reader.settings.chain_gap_days == 90


def test_a_line_is_what_the_writer_stored(key: Key, database: Database) -> None:
    with database.write() as work:
        case = open_case(work, 1, "Utkast Provsson", values={"diagnosis_code": "F432", "co_diagnoses": ("M545",)})
        patient = CaseRepository(work).patient_of(case)
    with Reader(key.folder, key.dek) as reader:
        [line] = reader.cases_by_id((case.id or 0, 99))
    for field in ("number", "status", "opened_on", "employer", "diagnosis_code", "diagnosis_text", "first_day"):
        assert getattr(line, field) == getattr(case, field)
    assert line.co_diagnoses == ("M545",)
    for field in ("name", "personnummer", "birth_date", "sex", "protected", "phone"):
        assert getattr(line, field) == getattr(patient, field)
