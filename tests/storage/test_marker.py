"""One person's name, number and diagnosis, looked for everywhere they must not be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.backup import back_up
from storage.cases import CaseRepository
from storage.connection import database_path
from storage.database import Database
from storage.drafts import DraftRepository
from storage.history import Event
from storage.reading import Reader
from storage.restore import restore
from storage.search import find
from storage.vault import Key
from tests.storage.helpers import ON, number, open_case

NAME = "Märkligmarkör Gömställesson"
NUMBER = number(7).text
DIAGNOSIS = "Hemligdiagnosmarkör"
NOTE = "Anteckningsmarkör om samtalet"
MARKERS = [
    NAME.split()[0],
    "Gömställesson",
    NUMBER,
    NUMBER.replace("-", ""),
    NUMBER[9:],
    DIAGNOSIS,
    "Anteckningsmarkör",
]
FACTS = {"diagnosis_text": DIAGNOSIS, "diagnosis_code": "F432", "employer": "Arbetsmarkör AB"}


def spellings(marker: str) -> list[bytes]:
    return [marker.encode(), marker.encode("utf-16-le"), marker.encode("latin-1"), marker.casefold().encode()]


def leaks(*folders: Path) -> list[tuple[str, str]]:
    """Return (file, marker) for every place a marker stands in, file names among them."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            for marker in MARKERS:
                if len(marker) > 4 and (any(s in data for s in spellings(marker)) or marker in path.name):
                    found.append((path.name, marker))
    return found


def test_no_file_of_the_vault_or_the_temporary_folder_holds_a_marker(
    key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    database = Database(key.folder, key.dek)
    with database.write() as work:
        case = open_case(work, 7, NAME, values=FACTS)
        CaseRepository(work).add_note(case, ON, NOTE)
        DraftRepository(work).keep("case:1:note", NOTE)
    with Reader(key.folder, key.dek) as reader:
        assert find(reader, "anteckningsmarkör").total == 1
        assert reader.log(Event("case.read", "case", 1, 1, {"name": NAME}))
        assert leaks(Path(key.folder), temporary) == []
    backup = back_up(key, str(tmp_path / "backups"))
    database.close()
    restore(key.folder, backup.path, key.dek)
    everything = [Path(key.folder), temporary, tmp_path / "backups"]
    assert leaks(*everything) == []
    assert os.path.exists(database_path(key.folder))


def test_the_search_for_markers_would_find_them(tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes(b"\x00" + NUMBER.encode("utf-16-le"))
    assert ("leak", NUMBER) in leaks(tmp_path)


FAILING = """
import logging, sys, traceback
logging.basicConfig(level=logging.DEBUG)
from storage.cases import CaseRepository
from storage.database import Database
from storage.models import Patient
from tests.storage.test_marker import DIAGNOSIS, FACTS, HOW, NAME, NOTE, NUMBER
from tests.storage.helpers import ON, number, open_case
database = Database(sys.argv[1], bytes.fromhex(sys.argv[2]))
secret = number(7)
with database.write() as work:
    open_case(work, 7, NAME, values=FACTS)
for how, statements in HOW.items():
    print("now:", how, file=sys.stderr)
    try:
        with database.write() as work:
            exec(statements)
    except Exception:
        traceback.print_exc()
"""
HOW = {
    "unique": "work.session.add(Patient(personnummer=secret.text, number_kind='personnummer', name=NAME,"
    " name_key='x')); work.session.flush()",
    "check": "work.session.add(Patient(personnummer=secret.text + NAME, number_kind=DIAGNOSIS, name=NAME,"
    " name_key='x')); work.session.flush()",
    "number taken": "open_case(work, 7, NAME)",
    "too long": "CaseRepository(work).change_facts(CaseRepository(work).get(1), {'employer': NAME * 20})",
    "status": "CaseRepository(work).change_status(CaseRepository(work).get(1), 'Okänd', ON, NOTE)",
    "append-only": "work.connection.execute('update note set body = ?', (NOTE,));"
    " work.connection.execute('delete from patient where name = ?', (NAME,))",
}


def test_a_failing_statement_says_nothing_about_a_person(key: Key) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", FAILING, key.folder, key.dek.hex()],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
        cwd=root,
    )
    assert done.returncode == 0
    said = done.stderr.split("now: ")[1:]
    assert [each.split("\n")[0] for each in said] == list(HOW)
    assert [each for each in said if "Error" not in each or "Traceback" not in each] == []
    assert [marker for marker in MARKERS if marker in done.stderr + done.stdout] == []
