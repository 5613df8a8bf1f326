"""Vaults for the command line: made once a session, copied for each test that writes."""

import os
import shutil
from pathlib import Path

import pytest

from rekotui.exchange.demo.fill import fill
from storage import vault
from storage.database import Database
from tests.cli.running import ON, PASSPHRASE, CommandLine

CASES = 60


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A demo of 60 cases on 2026-11-22, of which nothing has been written down yet; nobody changes it."""
    folder = str(tmp_path_factory.mktemp("template") / "demo")
    key = vault.create_demo(folder)
    database = Database(folder, key.dek, demo=True)
    fill(database, CASES, 1, ON, daily=False)
    database.close()
    return folder


@pytest.fixture(scope="session")
def locked_template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty vault with a passphrase; nobody changes it."""
    folder = str(tmp_path_factory.mktemp("template") / "locked")
    vault.create(folder, PASSPHRASE, None)
    return folder


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A demo without cases; nobody changes it."""
    folder = str(tmp_path_factory.mktemp("template") / "empty")
    vault.create_demo(folder)
    return folder


def _own(template: str, tmp_path: Path) -> str:
    folder = str(tmp_path / "vault")
    shutil.copytree(template, folder)
    os.chmod(folder, 0o700)
    os.environ.update(REKOTUI_VAULT=folder, REKOTUI_TODAY=ON.isoformat())  # taken back by the root conftest
    return folder


@pytest.fixture
def demo(demo_template: str, tmp_path: Path) -> str:
    """A demo of this test's own, which the command line uses by itself."""
    return _own(demo_template, tmp_path)


@pytest.fixture
def empty(empty_template: str, tmp_path: Path) -> str:
    """A demo without cases, of this test's own."""
    return _own(empty_template, tmp_path)


@pytest.fixture
def locked(locked_template: str, tmp_path: Path) -> str:
    """A vault with a passphrase, of this test's own, and locked."""
    return _own(locked_template, tmp_path)


@pytest.fixture
def passphrase_file(tmp_path: Path) -> str:
    """A file with the passphrase; the test names it in REKOTUI_PASSPHRASE_FILE itself."""
    path = tmp_path / "passphrase"
    path.write_text(f"{PASSPHRASE}\n", "utf-8")
    path.chmod(0o600)
    return str(path)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)
