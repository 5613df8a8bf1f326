"""Vaults for the storage tests: made once a session, copied for each test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import vault
from storage.database import Database
from storage.reading import Reader
from storage.vault import Key
from tests.storage.helpers import PASSPHRASE, RECOVERY


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Key:
    """A new, empty vault; nobody changes it."""
    return vault.create(str(tmp_path_factory.mktemp("template") / "vault"), PASSPHRASE, RECOVERY)


def copied(template: Key, folder: str) -> Key:
    shutil.copytree(template.folder, folder)
    os.chmod(folder, 0o700)
    return Key(folder, template.dek, template.demo)


@pytest.fixture
def key(template: Key, tmp_path: Path) -> Key:
    """A vault of this test's own."""
    return copied(template, str(tmp_path / "vault"))


@pytest.fixture
def database(key: Key) -> Iterator[Database]:
    opened = Database(key.folder, key.dek)
    yield opened
    opened.close()


@pytest.fixture
def reader(key: Key) -> Iterator[Reader]:
    with Reader(key.folder, key.dek) as opened:
        yield opened
