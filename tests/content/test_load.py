"""The reader of packaged data."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rekotui.content.load import load_json

FOLDER = Path(__file__).parents[2] / "rekotui" / "content"


@pytest.mark.parametrize("name", ["statuses.json", "diagnosis_groups.json"])
def test_gives_what_the_file_says(name):
    assert load_json(name) == json.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_is_read_once():
    assert load_json("statuses.json") is load_json("statuses.json")


def test_missing_file_is_our_own_fault_and_says_so():
    with pytest.raises(FileNotFoundError):
        load_json("missing.json")


def test_rules_and_data_stay_light(tmp_path):
    """Look-ups import these: nothing slow may come along, and the working directory must not matter."""
    program = (
        "import sys\n"
        "from rekotui.casework import chain, diagnosis, fold, personnummer, sick_leave, signal, status\n"
        "assert status.all_statuses() and diagnosis.all_groups()\n"
        "slow = 'sqlmodel sqlalchemy pydantic rich textual cryptography keyring platformdirs typer pathlib"
        " tempfile tomllib importlib.resources'\n"
        "print([name for name in slow.split() if name in sys.modules])\n"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(FOLDER.parents[1])!r})\n{program}",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
