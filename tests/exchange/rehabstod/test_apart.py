"""The process apart: it answers, it holds its bounds, and nothing of a file is left behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.apart import opened

from . import hostile
from .copies import SAMPLES

SAMPLE = (SAMPLES / "v2-2017.xlsx").read_bytes()
HEAVY = hostile.workbook(hostile.many("<row>" + '<c s="1"/>' * 1_000 + "</row>", 3_000, 100))
"""Three million empty cells: some seconds of work."""


def refused(kind: str, data: bytes, **bounds: int) -> str:
    with pytest.raises(UnreadableError) as error:
        opened(kind, data, **bounds)
    return error.value.key


def test_it_answers_with_plain_values() -> None:
    answer = opened("workbook", SAMPLE)
    assert isinstance(answer, dict)
    assert answer["created"] == "2017-11-20"
    (sheet,) = answer["sheets"]
    assert sheet["rows"][0] == [3, [[2, "text", "Valda filter", True, False]]]


def test_an_openers_own_refusal_comes_through_with_its_values() -> None:
    with pytest.raises(UnreadableError, match="xlsb") as error:
        opened("workbook", hostile.workbook([]).replace(b"xl/workbook.xml", b"xl/workbook.bin"))
    assert error.value.values == {"kind": ".xlsb"}


def test_what_a_library_makes_of_a_broken_file_stays_behind() -> None:
    assert refused("workbook", b"PK\x03\x04 19830411-2389") == "list_file_damaged"
    assert refused("no such opener", SAMPLE) == "list_file_damaged"


def test_too_much_time_ends_it() -> None:
    before = time.monotonic()
    assert refused("workbook", HEAVY, seconds=1) == "list_too_heavy"
    assert time.monotonic() - before < 10


@pytest.mark.skipif(sys.platform != "linux", reason="memory is held on Linux")
def test_too_much_memory_ends_it() -> None:
    deep = hostile.workbook([*hostile.many("<a>", 300_000), *hostile.many("</a>", 300_000)])
    assert opened("workbook", deep)
    assert refused("workbook", deep, megabytes=40) == "list_too_heavy"


def test_modules_beside_her_files_do_not_stand_in_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("openpyxl", "rekotui", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(3)", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert opened("workbook", SAMPLE)


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    assert opened("workbook", SAMPLE)
    assert refused("workbook", SAMPLE[:5_000]) == "list_file_damaged"
    assert refused("workbook", HEAVY, seconds=1) == "list_too_heavy"
    assert os.listdir(tmp_path) == []


def test_the_library_is_never_loaded_into_the_program_itself() -> None:
    script = (
        "import sys; from datetime import date; from rekotui.exchange.rehabstod.reader import read\n"
        "found = read(open(sys.argv[1], 'rb').read(), 'x', date(2017, 11, 20))\n"
        "print(len(found.records), 'openpyxl' in sys.modules)"
    )
    sample = str(SAMPLES / "v2-2017.xlsx")
    done = subprocess.run([sys.executable, "-c", script, sample], capture_output=True, check=True, text=True)
    assert done.stdout == "28 False\n"
