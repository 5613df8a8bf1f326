"""Backups: whole and checked under their name, and nothing about a person outside the encryption."""

import json
import os
import signal
import stat
import time
from pathlib import Path

import pytest

from rekotui.base.errors import CannotWriteError, DamagedError, RekotuiError, UnreadableError
from storage import checks, copying, history, vault
from storage.backup import Backup, back_up, backups_in, check_backup
from storage.connection import connect, database_path
from storage.database import Database
from storage.header import read_header
from storage.keys import audit_key
from storage.manifest import DATABASE_COPY, MANIFEST, read_manifest
from storage.migrate import LATEST
from storage.vault import Key
from tests.storage.helpers import bare, history_rows, in_child, number, open_case

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def filled(key: Key) -> Key:
    database = Database(key.folder, key.dek)
    with database.write() as work:
        for index in range(5):
            open_case(work, index, f"Utkast{index} Provsson")
    database.close()
    return key


@pytest.fixture
def backup(filled: Key, tmp_path: Path) -> Backup:
    return back_up(filled, str(tmp_path / "backups"))


def test_a_backup_holds_a_database_what_opens_it_and_a_manifest(filled: Key, backup: Backup) -> None:
    assert sorted(os.listdir(backup.path)) == [DATABASE_COPY, MANIFEST, "vault.json"]
    assert read_header(backup.path) == read_header(filled.folder)
    connection = connect(os.path.join(backup.path, DATABASE_COPY), filled.dek, mode="immutable")
    assert connection.execute("select count(*) from caseload").fetchone() == (5,)
    assert checks.damages(connection, audit_key(filled.dek)) == ()
    connection.close()


def test_the_manifest_is_the_anchor(filled: Key, backup: Backup) -> None:
    connection = connect(os.path.join(backup.path, DATABASE_COPY), filled.dek, mode="immutable")
    assert history.head_of_chain(connection) == (backup.manifest.history_rows, backup.manifest.history_hash)
    connection.close()
    written = json.loads(Path(backup.path, MANIFEST).read_text())
    assert written["history"]["rows"] == 11
    assert written["schema"] == LATEST
    for name in (DATABASE_COPY, "vault.json"):
        assert written["files"][name]["size"] == os.path.getsize(os.path.join(backup.path, name))
    assert read_manifest(backup.path) == backup.manifest == check_backup(backup.path, filled.dek)


def test_a_backup_is_private_whatever_the_umask(filled: Key, tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        path = back_up(filled, str(tmp_path / "backups")).path
    finally:
        os.umask(umask)
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o700
    assert {stat.S_IMODE(os.stat(os.path.join(path, name)).st_mode) for name in os.listdir(path)} == {0o600}


def test_a_folder_that_was_there_keeps_its_mode(filled: Key, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir(mode=0o755)
    back_up(filled, str(folder))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_the_backup_is_logged_after_it_was_taken(filled: Key, backup: Backup) -> None:
    rows = history_rows(filled)
    assert rows[-1][1] == "vault.backed_up"
    assert rows[-1][0] == backup.manifest.history_rows + 1


def test_two_backups_of_one_second_do_not_meet(filled: Key, tmp_path: Path) -> None:
    paths = [back_up(filled, str(tmp_path / "backups")).path for _ in range(3)]
    assert len(set(paths)) == 3
    assert [path for path, _manifest in backups_in(str(tmp_path / "backups"))] == paths


def test_a_backup_holds_what_is_still_in_the_log(filled: Key, tmp_path: Path) -> None:
    database = Database(filled.folder, filled.dek)
    with database.write() as work:
        open_case(work, 9)
    assert os.path.getsize(database_path(filled.folder) + "-wal") > 0
    backup = back_up(filled, str(tmp_path / "backups"))
    database.close()
    connection = connect(os.path.join(backup.path, DATABASE_COPY), filled.dek, mode="immutable")
    assert connection.execute("select count(*) from caseload").fetchone() == (6,)
    connection.close()


def test_nothing_about_a_person_stands_outside_the_encryption(backup: Backup) -> None:
    for folder, _folders, files in os.walk(backup.path):
        for name in files:
            data = Path(folder, name).read_bytes()
            assert b"Provsson" not in data
            assert number(1).text[2:8].encode() not in data or name == DATABASE_COPY
            assert b"SQLite format" not in data
    assert "Provsson" not in backup.path


def test_a_demo_takes_its_key_along(tmp_path: Path) -> None:
    demo = vault.create_demo(str(tmp_path / "demo"))
    backup = back_up(demo, str(tmp_path / "backups"))
    assert sorted(os.listdir(backup.path)) == [DATABASE_COPY, "demo.key", MANIFEST]
    assert check_backup(backup.path, demo.dek).vault_id == ""


def test_a_damaged_vault_gives_no_backup(filled: Key, tmp_path: Path) -> None:
    path = database_path(filled.folder)
    with open(path, "r+b") as file:
        file.seek(4096 * 5 + 77)
        file.write(b"\x00" * 64)
    with pytest.raises(RekotuiError):
        back_up(filled, str(tmp_path / "backups"))
    assert os.listdir(tmp_path / "backups") == []


def test_a_broken_history_gives_no_backup_and_says_so(filled: Key, tmp_path: Path) -> None:
    connection = bare(filled)
    connection.execute("drop trigger history_no_update")
    connection.execute("update history set actor = 'annan' where id = 3")
    connection.close()
    with pytest.raises(DamagedError) as caught:
        back_up(filled, str(tmp_path / "backups"))
    assert caught.value.key == "backup_unreadable"
    assert "loggen" in str(caught.value)
    assert os.listdir(tmp_path / "backups") == []


def test_a_disk_without_room_is_said_before_anything_is_written(
    filled: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_MARGIN", 1 << 62)  # no disk is that large
    with pytest.raises(CannotWriteError) as caught:
        back_up(filled, str(tmp_path / "backups"))
    assert caught.value.key == "disk_full"
    assert os.listdir(tmp_path / "backups") == []


@forking
def test_a_disk_that_fills_meanwhile_leaves_nothing(filled: Key, tmp_path: Path) -> None:
    folder = tmp_path / "backups"

    def fill(pipe: int) -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        try:
            back_up(filled, str(folder))
        except CannotWriteError as error:
            os.write(pipe, error.key.encode())

    child, pipe = in_child(fill)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert os.read(pipe, 100) == b"disk_full"
    os.close(pipe)
    assert os.listdir(folder) == []


@forking
def test_killed_backups_leave_nothing_half_under_a_name(filled: Key, tmp_path: Path) -> None:
    folder = tmp_path / "backups"

    def back_up_for_ever(pipe: int) -> None:
        while True:
            os.write(pipe, b".")
            back_up(filled, str(folder))

    for turn in range(6):
        child, pipe = in_child(back_up_for_ever)
        assert os.read(pipe, 1) == b"."
        time.sleep(0.02 + 0.017 * turn)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(pipe)
    named = [name for name in os.listdir(folder) if not name.startswith(".")]
    for name in named:
        check_backup(str(folder / name), filled.dek)
    left = [folder / name for name in os.listdir(folder) if name.startswith(".")]
    for path in left:
        os.utime(path, (1, 1))
    back_up(filled, str(folder))
    assert not any(path.exists() for path in left)
    connection = bare(filled)
    assert checks.damages(connection, audit_key(filled.dek)) == ()
    connection.close()


def test_a_half_made_backup_of_another_program_is_left_alone(filled: Key, tmp_path: Path) -> None:
    at_work = tmp_path / "backups" / ".rekotui-abc.tmp"
    at_work.mkdir(parents=True)
    back_up(filled, str(tmp_path / "backups"))
    assert at_work.exists()


@pytest.mark.parametrize("name", [DATABASE_COPY, "vault.json"])
def test_a_changed_file_is_found(filled: Key, backup: Backup, name: str) -> None:
    path = Path(backup.path, name)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedError) as caught:
        check_backup(backup.path, filled.dek)
    assert "ändrats" in str(caught.value)


@pytest.mark.parametrize("name", [DATABASE_COPY, "vault.json"])
def test_a_missing_file_is_found(filled: Key, backup: Backup, name: str) -> None:
    os.unlink(os.path.join(backup.path, name))
    with pytest.raises(DamagedError) as caught:
        check_backup(backup.path, filled.dek)
    assert "saknas" in str(caught.value)


def test_without_a_manifest_it_is_no_backup(filled: Key, backup: Backup) -> None:
    os.unlink(os.path.join(backup.path, MANIFEST))
    with pytest.raises(UnreadableError):
        check_backup(backup.path, filled.dek)
    assert backups_in(os.path.dirname(backup.path)) == ()


@pytest.mark.parametrize("field", ["created_at", "schema", "vault", "history", "files", "seal"])
def test_a_manifest_that_was_rewritten_is_found(filled: Key, backup: Backup, field: str) -> None:
    path = Path(backup.path, MANIFEST)
    record = json.loads(path.read_text())
    other = {
        "created_at": "2020-01-01T00:00:00.000000Z",
        "schema": 0,
        "vault": "ab",
        "history": {"rows": 3, "hash": record["history"]["hash"]},
        "files": {**record["files"], "../x": {"size": 1, "sha256": ""}},
        "seal": "00" * 32,
    }
    path.write_text(json.dumps({**record, field: other[field]}))
    with pytest.raises(DamagedError):
        check_backup(backup.path, filled.dek)


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"version": 2}', "[" * 100_000, '"x"', "\ufeff{}"])
def test_a_manifest_that_is_no_manifest_is_found(filled: Key, backup: Backup, text: str) -> None:
    Path(backup.path, MANIFEST).write_text(text)
    with pytest.raises(DamagedError):
        check_backup(backup.path, filled.dek)


def test_another_key_is_named_as_such(backup: Backup) -> None:
    with pytest.raises(DamagedError) as caught:
        check_backup(backup.path, bytes(32))
    assert "nyckeln" in str(caught.value)


def test_checking_changes_nothing(filled: Key, backup: Backup) -> None:
    before = {name: Path(backup.path, name).read_bytes() for name in os.listdir(backup.path)}
    check_backup(backup.path, filled.dek)
    assert {name: Path(backup.path, name).read_bytes() for name in os.listdir(backup.path)} == before
