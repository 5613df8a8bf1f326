"""An empty demo vault for what goes from lists to storage: its writer, and a reader beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import vault
from storage.database import Database
from storage.reading import Reader


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    key = vault.create_demo(str(tmp_path / "vault"))
    opened = Database(key.folder, key.dek, demo=True)
    yield opened
    opened.close()


@pytest.fixture
def reader(database: Database) -> Iterator[Reader]:
    with Reader(database.folder, vault.demo_key(database.folder)) as opened:
        yield opened
