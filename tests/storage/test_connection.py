"""The first statements of every connection, and what each kind of wrong file is called."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from rekotui.base import exit_codes
from rekotui.base.errors import CannotWriteError, DamagedError, LockedError
from storage.connection import PAGE, connect, database_path, first_statements
from storage.database import Database
from storage.reading import Reader
from storage.vault import Key
from tests.storage.helpers import bare, number, open_case

PRAGMAS = {
    "foreign_keys": 1,
    "synchronous": 2,
    "recursive_triggers": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "secure_delete": 1,
}


def read_back(connection: driver.Connection) -> dict[str, int]:
    return {name: connection.execute(f"pragma {name}").fetchone()[0] for name in PRAGMAS}


def test_silence_comes_first_and_the_key_second() -> None:
    statements = first_statements(bytes(range(32)))
    assert statements[0] == "pragma cipher_log_level = none"
    assert statements[1] == f"pragma key = \"x'{bytes(range(32)).hex()}'\""


def test_a_bare_connection_has_every_pragma(key: Key) -> None:
    connection = bare(key)
    assert read_back(connection) == PRAGMAS
    assert connection.execute("pragma journal_mode").fetchone()[0] == "wal"
    connection.close()


def test_a_writing_session_has_every_pragma(database: Database) -> None:
    with database.write() as work:
        assert read_back(work.connection) == PRAGMAS
        assert work.connection.execute("pragma journal_mode").fetchone()[0] == "wal"
        assert work.connection.in_transaction


def test_a_reader_has_every_pragma_and_cannot_write(reader: Reader) -> None:
    assert read_back(reader.connection) == PRAGMAS
    with pytest.raises(driver.OperationalError):
        reader.connection.execute("insert into setting values ('a', '1')")


@pytest.mark.parametrize("damage", ["wrong key", "flipped"])
def test_the_library_says_nothing_on_standard_error(key: Key, damage: str) -> None:
    """The library logs at C level, into the stream that Textual draws on: only a process of its own shows it."""
    if damage == "flipped":
        flip(database_path(key.folder), PAGE * 3 + 100)
    dek = bytes(32) if damage == "wrong key" else key.dek
    script = (
        "import sys\n"
        "from rekotui.base.errors import DamagedError\n"
        "from storage.connection import connect\n"
        "from storage import checks\n"
        "try:\n"
        "    c = connect(sys.argv[1], bytes.fromhex(sys.argv[2]))\n"
        "    print(checks.cipher_holds(c), checks.structure_holds(c))\n"
        "except DamagedError as error:\n"
        "    print(error.key)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, database_path(key.folder), dek.hex()], capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.stdout.split() == (["vault_damaged"] if damage == "wrong key" else ["False", "False"])


def test_a_wrong_key_is_a_damaged_file_because_the_header_has_already_said_yes(key: Key) -> None:
    with pytest.raises(DamagedError) as caught:
        connect(database_path(key.folder), bytes(32))
    assert caught.value.key == "vault_damaged"
    assert caught.value.exit_code == exit_codes.DAMAGED


def test_a_plaintext_file_is_named_and_not_touched(key: Key) -> None:
    path = database_path(key.folder)
    os.unlink(path)
    plain = sqlite3.connect(path)
    plain.execute("create table t (a)")
    plain.commit()
    plain.close()
    before = Path(path).read_bytes()
    with pytest.raises(DamagedError) as caught:
        connect(path, key.dek)
    assert caught.value.key == "vault_plaintext"
    assert Path(path).read_bytes() == before


@pytest.mark.parametrize("size", [0, 1, PAGE - 1])
def test_an_empty_file_is_damaged_and_not_a_new_vault(key: Key, size: int) -> None:
    path = database_path(key.folder)
    os.truncate(path, size)
    with pytest.raises(DamagedError) as caught:
        connect(path, key.dek)
    assert caught.value.key == "vault_damaged"
    assert os.path.getsize(path) == size


@pytest.mark.parametrize("size", [PAGE, PAGE + 1000, PAGE * 3])
def test_a_cut_file_is_damaged(key: Key, size: int) -> None:
    path = database_path(key.folder)
    os.truncate(path, size)
    with pytest.raises(DamagedError) as caught, Reader(key.folder, key.dek) as reader:
        reader.rows("select * from case_overview")
    assert caught.value.key == "vault_damaged"


def test_a_missing_file_is_not_made(key: Key) -> None:
    path = database_path(key.folder)
    os.unlink(path)
    with pytest.raises(LockedError) as caught:
        connect(path, key.dek)
    assert caught.value.key == "vault_incomplete"
    assert not os.path.exists(path)


def test_one_flipped_bit_is_damage_where_it_is_read(key: Key) -> None:
    database = Database(key.folder, key.dek)
    with database.write() as work:
        open_case(work, 1)
    database.close()
    path = database_path(key.folder)
    for page in range(1, os.path.getsize(path) // PAGE):
        flip(path, page * PAGE + 50)
    with pytest.raises(DamagedError) as caught, Reader(key.folder, key.dek) as reader:
        reader.rows("select personnummer from patient where personnummer = ?", (number(1).text,))
    assert caught.value.key == "vault_damaged"


def test_opening_once_more_drops_no_lock(key: Key) -> None:
    """Else another process takes the vault for one that nobody has open: restore would move it away under us."""
    database = Database(key.folder, key.dek)
    with database.write() as work:
        open_case(work, 1)
    connect(database_path(key.folder), key.dek).close()
    Reader(key.folder, key.dek).close()
    script = (
        "import sys\nfrom rekotui.base.errors import BusyError\nfrom storage.exclusive import alone_with\n"
        "try:\n    with alone_with(sys.argv[1]):\n        print('alone')\n"
        "except BusyError as error:\n    print(error.key)\n"
    )
    command = [sys.executable, "-c", script, database_path(key.folder)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "busy\n"
    database.close()
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "alone\n"


def test_an_immutable_opening_writes_nothing(key: Key) -> None:
    before = sorted(os.listdir(key.folder))
    connection = connect(database_path(key.folder), key.dek, mode="immutable")
    assert connection.execute("select count(*) from history").fetchone() == (1,)
    assert sorted(os.listdir(key.folder)) == before
    with pytest.raises(driver.OperationalError):
        connection.execute("insert into setting values ('a', '1')")
    connection.close()


def test_odd_characters_in_the_folder_are_no_address(template: Key, tmp_path: Path) -> None:
    folder = tmp_path / "valv åäö ?x=1#b%20&c"
    folder.mkdir()
    path = folder / "rekotui.db"
    path.write_bytes(Path(database_path(template.folder)).read_bytes())
    connect(str(path), template.dek).close()
    database = Database(str(folder), template.dek)
    with database.write() as work:
        open_case(work, 1)
    database.close()
    with Reader(str(folder), template.dek) as reader:
        assert reader.rows("select count(*) from case_overview") == [(1,)]


def test_a_folder_that_refuses_is_not_damage(key: Key) -> None:
    """A directory in the file's place cannot be opened: it must not be taken for a damaged vault by a writer."""
    path = database_path(key.folder)
    os.unlink(path)
    os.mkdir(path)
    with pytest.raises((DamagedError, CannotWriteError)):
        connect(path, key.dek)


def flip(path: str, offset: int) -> None:
    with open(path, "r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1]))
