"""Look-ups answer while somebody else writes: neither waits for nor breaks the other."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, bare, process

WRITER = """
import os, sys, time
from datetime import date
from storage import vault
from storage.cases import CaseRepository
from storage.database import Database
folder, stop = sys.argv[1:]
database = Database(folder, vault.demo_key(folder), demo=True)
written = 0
while not os.path.exists(stop):
    with database.write() as work:
        cases = CaseRepository(work)
        case = cases.get(1 + written % 8)
        cases.add_note(case, date(2026, 11, 22), f"Anteckning {written}")
    written += 1
    if written == 1:
        print("begun", flush=True)
    time.sleep(0.005)
print(written, flush=True)
"""


def writer(folder: str, stop: Path) -> subprocess.Popen[str]:
    """Start a process that writes notes until the file `stop` is there."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, folder, str(stop)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("demos") / "demo"
    assert process("demo", "--cases", "8", "--dir", str(place), "--no-open", "--on", "2026-11-22").code == 0
    return place


@pytest.fixture
def folder(made_once: Path, tmp_path: Path) -> str:
    """A demo of this test's own."""
    place = tmp_path / "demo"
    shutil.copytree(made_once, place)
    place.chmod(0o700)
    return str(place)


def test_lookups_answer_while_a_writer_writes(folder: str, tmp_path: Path) -> None:
    with writer(folder, tmp_path / "stop") as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline() == "begun\n"
        for _ in range(5):
            answer = process("find", "a", "--vault", folder, "--json", "--on", "2026-11-22")
            assert (answer.code, answer.err) == (0, "")
            assert answer.json
        (tmp_path / "stop").touch()
        assert int(writing.stdout.read()) >= 5
    assert writing.returncode == 0
    checked = process("verify", "--vault", folder, "--json")
    assert (checked.code, checked.json["faults"]) == (0, [])


def test_two_writers_take_turns(folder: str, tmp_path: Path) -> None:
    writers = [writer(folder, tmp_path / "stop") for _ in range(2)]
    for each in writers:
        assert each.stdout is not None
        assert each.stdout.readline() == "begun\n"
    (tmp_path / "stop").touch()
    said = [each.communicate(timeout=60)[0] for each in writers]
    assert [each.returncode for each in writers] == [0, 0]
    notes = bare(folder)
    (standing,) = notes.execute("select count(*) from note where body like 'Anteckning %'").fetchone()
    notes.close()
    assert standing == sum(int(text) for text in said)
    assert process("verify", "--vault", folder).code == 0
