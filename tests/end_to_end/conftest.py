"""What the tests of the whole need: the command line, and a vault made by `init`, as the coordinator makes hers."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.agent_client import ask_lock
from tests.cli.running import PASSPHRASE, CommandLine


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for a vault that `init` has made; filled by the first test that needs one."""
    return tmp_path_factory.mktemp("made") / "vault"


@pytest.fixture
def vault(made_once: Path, tmp_path: Path, cli: CommandLine) -> Iterator[str]:
    """A vault of this test's own, unlocked by a passphrase file."""
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", "utf-8")
    file.chmod(0o600)
    os.environ.update(REKOTUI_PASSPHRASE_FILE=str(file), REKOTUI_VAULT=str(made_once))
    if not made_once.exists():
        assert cli("init").code == 0
    folder = str(tmp_path / "vault")
    shutil.copytree(made_once, folder)
    os.chmod(folder, 0o700)
    os.environ["REKOTUI_VAULT"] = folder
    # The key is lent by an agent, as after `rekotui unlock`: a passphrase costs a third of a second each time.
    assert cli("unlock", "--for", "10m").code == 0
    yield folder
    ask_lock(folder)
