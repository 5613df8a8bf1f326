"""Restoring: exactly the backup, nobody else in the vault, nothing of the old vault lost."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from rekotui.base.errors import BusyError, DamagedError, LockedError, UnreadableError
from storage import checks, history, vault
from storage.backup import Backup, back_up
from storage.connection import connect, database_path
from storage.database import Database
from storage.doctor import examine
from storage.keys import audit_key
from storage.manifest import DATABASE_COPY, MANIFEST
from storage.reading import Reader
from storage.restore import key_by_passphrase, key_by_recovery, key_without_asking, restore
from storage.vault import Key
from tests.storage.helpers import PASSPHRASE, RECOVERY, bare, history_rows, in_child, open_case

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def add_cases(key: Key, *indexes: int) -> None:
    database = Database(key.folder, key.dek)
    with database.write() as work:
        for index in indexes:
            open_case(work, index, f"Utkast{index} Provsson")
    database.close()


def cases(folder: str, dek: bytes) -> int:
    with Reader(folder, dek) as reader:
        return int(reader.rows("select count(*) from case_overview")[0][0])


@pytest.fixture
def backup(key: Key, tmp_path: Path) -> Backup:
    add_cases(key, 1, 2, 3)
    return back_up(key, str(tmp_path / "backups"))


def tables(path: str, dek: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a file, but for what came after the anchor: the one row that says it was restored."""
    connection = connect(path, dek, mode="immutable")
    names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    found = {name: connection.execute(f"select * from {name}").fetchall() for name in names}
    connection.close()
    return found


def test_the_restored_vault_is_the_backup_and_one_row_more(key: Key, backup: Backup) -> None:
    add_cases(key, 4, 5)
    done = restore(key.folder, backup.path, key.dek)
    assert done.key == key
    assert done.manifest == backup.manifest
    before = tables(os.path.join(backup.path, DATABASE_COPY), key.dek)
    after = tables(database_path(key.folder), key.dek)
    rows = backup.manifest.history_rows
    for name in ("history", "history_payload"):
        assert after.pop(name)[:-1] == before.pop(name)
    assert after == before
    assert history_rows(key)[-1] == (rows + 1, "vault.restored", "vault")


def test_a_stale_log_does_not_undo_the_restore(key: Key, backup: Backup) -> None:
    """The trap: SQLite replays an old log left beside a restored file, and every integrity check says ok."""
    writing = Database(key.folder, key.dek)
    with writing.write() as work:
        for index in range(10, 30):
            open_case(work, index)
    stale = {name: Path(key.folder, name).read_bytes() for name in ("rekotui.db-wal", "rekotui.db-shm")}
    assert len(stale["rekotui.db-wal"]) > 50_000
    writing.close()
    for name, data in stale.items():  # as after a crash: the log is there, nobody holds the file
        Path(key.folder, name).write_bytes(data)
    done = restore(key.folder, backup.path, key.dek)
    assert cases(key.folder, key.dek) == 3
    assert Path(done.aside, "rekotui.db-wal").read_bytes() == stale["rekotui.db-wal"]
    connection = bare(key)
    assert checks.damages(connection, audit_key(key.dek)) == ()
    connection.close()


def test_what_was_there_lies_aside_and_opens(key: Key, backup: Backup) -> None:
    add_cases(key, 4, 5)
    done = restore(key.folder, backup.path, key.dek)
    assert os.path.dirname(done.aside) == key.folder
    assert os.path.basename(done.aside).startswith("before-restore-")
    assert stat.S_IMODE(os.stat(done.aside).st_mode) == 0o700
    assert cases(done.aside, key.dek) == 5
    assert vault.key_by_passphrase(done.aside, PASSPHRASE).dek == key.dek
    assert cases(key.folder, key.dek) == 3


def test_a_second_restore_keeps_the_first_ones_leavings(key: Key, backup: Backup) -> None:
    first = restore(key.folder, backup.path, key.dek)
    second = restore(key.folder, backup.path, key.dek)
    assert first.aside != second.aside
    assert os.path.exists(first.aside)
    assert os.path.exists(second.aside)


@pytest.mark.parametrize("folder_is_there", [True, False])
def test_a_new_machine(key: Key, backup: Backup, tmp_path: Path, folder_is_there: bool) -> None:
    folder = tmp_path / "new" / "vault"
    if folder_is_there:
        folder.mkdir(parents=True)
    shutil.rmtree(key.folder)
    dek = key_by_passphrase(backup.path, PASSPHRASE).dek
    done = restore(str(folder), backup.path, dek)
    assert done.aside == ""
    assert sorted(os.listdir(folder)) == ["rekotui.db", "vault.json"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    opened = vault.key_by_passphrase(str(folder), PASSPHRASE)
    assert cases(opened.folder, opened.dek) == 3


@pytest.mark.parametrize("lost", ["rekotui.db", "vault.json"])
def test_half_a_vault_is_made_whole(key: Key, backup: Backup, lost: str) -> None:
    os.unlink(os.path.join(key.folder, lost))
    restore(key.folder, backup.path, key.dek)
    assert cases(key.folder, vault.key_by_passphrase(key.folder, PASSPHRASE).dek) == 3


def test_a_damaged_vault_is_replaced(key: Key, backup: Backup) -> None:
    Path(database_path(key.folder)).write_bytes(os.urandom(40_000))
    restore(key.folder, backup.path, key.dek)
    assert cases(key.folder, key.dek) == 3


@forking
@pytest.mark.parametrize("how", ["reading", "writing"])
def test_nobody_else_may_be_in_the_vault(key: Key, backup: Backup, how: str) -> None:
    release, hold = os.pipe()

    def be_there(pipe: int) -> None:
        os.close(hold)
        with Reader(key.folder, key.dek) as reader:
            reader.rows("select count(*) from caseload")
            if how == "writing":
                writing = bare(key)
                writing.execute("begin immediate")
            os.write(pipe, b".")
            os.read(release, 1)

    child, pipe = in_child(be_there)
    assert os.read(pipe, 1) == b"."
    before = sorted(os.listdir(key.folder))
    with pytest.raises(BusyError):
        restore(key.folder, backup.path, key.dek)
    assert [name for name in sorted(os.listdir(key.folder)) if name not in before] == []
    os.close(hold)
    os.waitpid(child, 0)
    os.close(pipe)
    os.close(release)
    restore(key.folder, backup.path, key.dek)
    assert cases(key.folder, key.dek) == 3


@pytest.mark.parametrize("damage", ["flip", "cut", "manifest", "file"])
def test_a_backup_that_does_not_hold_touches_nothing(key: Key, backup: Backup, damage: str) -> None:
    copy = Path(backup.path, DATABASE_COPY)
    if damage == "flip":
        data = bytearray(copy.read_bytes())
        data[5000] ^= 4
        copy.write_bytes(data)
    elif damage == "cut":
        os.truncate(copy, 8192)
    else:
        os.unlink(Path(backup.path, MANIFEST) if damage == "manifest" else copy)
    before = {path.name: path.read_bytes() for path in Path(key.folder).iterdir()}
    with pytest.raises(UnreadableError if damage == "manifest" else DamagedError):
        restore(key.folder, backup.path, key.dek)
    assert {path.name: path.read_bytes() for path in Path(key.folder).iterdir()} == before


def test_a_folder_that_is_not_there_is_no_backup(key: Key, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        restore(key.folder, str(tmp_path / "nowhere"), key.dek)


def test_a_backup_opens_with_each_of_its_secrets(key: Key, backup: Backup, tmp_path: Path) -> None:
    assert key_by_passphrase(backup.path, PASSPHRASE).dek == key.dek
    assert key_by_recovery(backup.path, RECOVERY).dek == key.dek
    assert key_without_asking(backup.path) is None
    assert key_without_asking(backup.path, bytes(32)) is None
    found = key_without_asking(backup.path, key.dek)
    assert found is not None
    assert found.dek == key.dek
    with pytest.raises(LockedError):
        key_by_passphrase(backup.path, "något helt annat")


def test_the_passphrase_comes_back_with_the_backup_unless_todays_is_kept(key: Key, backup: Backup) -> None:
    newer = "en helt ny lösenfras"
    vault.change_passphrase(key, newer)
    restore(key.folder, backup.path, key.dek, keep_header=True)
    assert vault.key_by_passphrase(key.folder, newer).dek == key.dek
    restore(key.folder, backup.path, key.dek)
    assert vault.key_by_passphrase(key.folder, PASSPHRASE).dek == key.dek
    with pytest.raises(LockedError):
        vault.key_by_passphrase(key.folder, newer)


def test_another_vaults_header_is_never_kept(key: Key, backup: Backup, tmp_path: Path) -> None:
    other = vault.create(str(tmp_path / "other"), "den andra frasen", None)
    done = restore(other.folder, backup.path, key.dek, keep_header=True)
    assert vault.key_by_passphrase(other.folder, PASSPHRASE).dek == key.dek
    assert cases(done.aside, other.dek) == 0


def test_a_demo_in_the_place_of_a_vault_and_back(key: Key, backup: Backup, tmp_path: Path) -> None:
    demo = vault.create_demo(str(tmp_path / "demo"))
    copy = back_up(demo, str(tmp_path / "demos"))
    found = key_without_asking(copy.path)
    assert found is not None
    assert restore(key.folder, copy.path, found.dek).key == Key(key.folder, demo.dek, demo=True)
    assert vault.is_demo(key.folder)
    restore(key.folder, backup.path, key.dek)
    assert not vault.is_demo(key.folder)
    assert cases(key.folder, key.dek) == 3


def test_a_newer_backup_beside_it_is_told(key: Key, backup: Backup, tmp_path: Path) -> None:
    add_cases(key, 6)
    newer = back_up(key, str(tmp_path / "backups"))
    assert restore(key.folder, backup.path, key.dek).newer == os.path.basename(newer.path)
    assert restore(key.folder, newer.path, key.dek).newer == ""


def test_going_back_on_purpose_is_no_cut_history(key: Key, backup: Backup, tmp_path: Path) -> None:
    add_cases(key, 6)
    back_up(key, str(tmp_path / "backups"))
    restore(key.folder, backup.path, key.dek)
    add_cases(key, 7, 8)
    found = {finding.key for finding in examine(key, str(tmp_path / "backups"))}
    assert "anchors_ok" in found
    connection = bare(key)
    assert history.verify(connection, audit_key(key.dek)) == []
    connection.close()


def test_what_a_killed_restore_left_is_cleared(key: Key, backup: Backup) -> None:
    left = Path(key.folder, ".restore-0011")
    left.mkdir()
    Path(left, "rekotui.db").write_bytes(b"x")
    restore(key.folder, backup.path, key.dek)
    assert not [name for name in os.listdir(key.folder) if name.startswith(".restore-")]
