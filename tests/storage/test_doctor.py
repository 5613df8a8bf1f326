"""The doctor: each thing that can be wrong is said, nothing else is, and never anything about a person."""

import os
import shutil
import time
from pathlib import Path

import pytest
import time_machine

from storage import agent_client, doctor, vault
from storage.agent import Agent
from storage.backup import back_up, default_folder
from storage.connection import database_path
from storage.database import Database
from storage.doctor import examine
from storage.findings import FAULT, OK, WARNING, Finding
from storage.messages import FINDINGS
from storage.vault import Key
from tests.storage.helpers import bare, open_case


def by_key(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.key: finding for finding in findings}


def faults(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.key for finding in findings if finding.level == FAULT]


def test_a_healthy_vault_with_a_backup_has_nothing_to_complain_of(key: Key, tmp_path: Path) -> None:
    back_up(key, default_folder(key.folder))
    findings = examine(key)
    assert {finding.level for finding in findings} <= {OK}
    assert {"folder_private", "files_private", "header_ok", "file_opens", "schema_ok"} <= set(by_key(findings))
    assert {"cipher_ok", "structure_ok", "references_ok", "history_ok"} <= set(by_key(findings))
    assert {"anchors_ok", "backup_recent", "not_synced", "agent_none", "wal_ok"} <= set(by_key(findings))


def test_examining_changes_nothing(key: Key) -> None:
    before = {path.name: path.read_bytes() for path in Path(key.folder).iterdir()}
    examine(key)
    assert {path.name: path.read_bytes() for path in Path(key.folder).iterdir()} == before


def test_without_a_key_the_content_is_left_out_and_that_is_said(key: Key) -> None:
    findings = by_key(examine(key.folder))
    assert findings["locked"].level == WARNING
    assert "history_ok" not in findings
    assert "header_ok" in findings


def test_no_vault(tmp_path: Path) -> None:
    assert [finding.key for finding in examine(str(tmp_path))] == ["no_vault"]


def test_open_modes(key: Key) -> None:
    os.chmod(key.folder, 0o755)
    os.chmod(database_path(key.folder), 0o644)
    findings = by_key(examine(key))
    assert findings["folder_open"].level == WARNING
    assert findings["files_open"].values == {"files": "rekotui.db"}


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - Regionen/valv", "OneDrive"),
        ("Dropbox/valv", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/valv", "iCloud"),
        ("Nextcloud/valv", "Nextcloud"),
    ],
)
def test_a_synced_folder(key: Key, tmp_path: Path, folder: str, service: str) -> None:
    target = tmp_path / folder
    shutil.copytree(key.folder, target)
    finding = by_key(examine(str(target)))["synced"]
    assert finding.level == WARNING
    assert finding.values == {"service": service}


@pytest.mark.parametrize(("lost", "said"), [("vault.json", "header_damaged"), ("rekotui.db", "file_missing")])
def test_half_a_vault(key: Key, lost: str, said: str) -> None:
    os.unlink(os.path.join(key.folder, lost))
    assert faults(examine(key))[:1] == ["vault_incomplete"]
    assert said in faults(examine(key))


def test_a_damaged_header(key: Key) -> None:
    Path(key.folder, "vault.json").write_text("{}")
    assert faults(examine(key)) == ["header_damaged"]


def test_a_wrong_key_or_a_damaged_file(key: Key) -> None:
    assert faults(examine(Key(key.folder, bytes(32)))) == ["file_damaged"]


def test_a_damaged_page_is_found_by_the_cipher(key: Key) -> None:
    with open(database_path(key.folder), "r+b") as file:
        file.seek(4096 * 9 + 200)
        file.write(b"\x00" * 50)
    assert "cipher_damaged" in faults(examine(key))


def test_a_row_that_points_at_nothing(key: Key) -> None:
    connection = bare(key)
    connection.execute("pragma foreign_keys = off")
    connection.execute("insert into search_term values ('ord', 99, 'name')")
    connection.close()
    assert faults(examine(key)) == ["references_damaged"]


def test_a_changed_history_is_found_with_its_row(key: Key) -> None:
    connection = bare(key)
    connection.execute("drop trigger history_no_update")
    connection.execute("update history set actor = 'annan' where id = 1")
    connection.close()
    assert by_key(examine(key))["history_damaged"].values["row"] == 1


def test_a_cut_history_is_found_against_the_newest_backup(key: Key, tmp_path: Path) -> None:
    database = Database(key.folder, key.dek)
    with database.write() as work:
        open_case(work, 1)
    database.close()
    backup = back_up(key, default_folder(key.folder))
    connection = bare(key)
    connection.execute("drop trigger history_no_delete")
    connection.execute("drop trigger history_payload_no_delete")
    connection.execute("pragma foreign_keys = off")
    connection.execute("delete from history where id >= ?", (backup.manifest.history_rows,))
    connection.execute("delete from history_payload where id >= ?", (backup.manifest.history_rows,))
    connection.close()
    finding = by_key(examine(key))["anchors_cut"]
    assert finding.level == FAULT
    assert finding.values == {"name": os.path.basename(backup.path)}


def test_another_vaults_backups_are_no_anchor(key: Key, tmp_path: Path) -> None:
    other = vault.create_demo(str(tmp_path / "demo"))
    back_up(other, default_folder(key.folder))
    assert "anchors_none" in by_key(examine(key))


@pytest.mark.parametrize(("version", "said"), [(99, "schema_newer"), (0, "schema_older")])
def test_another_schema(key: Key, version: int, said: str) -> None:
    connection = bare(key)
    connection.execute(f"pragma user_version = {version}")
    connection.close()
    assert said in by_key(examine(key))


def test_an_old_backup_and_none(key: Key, tmp_path: Path) -> None:
    assert by_key(examine(key))["backup_none"].level == WARNING
    back_up(key, str(tmp_path / "a stick"))  # the vault's history remembers it, though the stick is gone
    shutil.rmtree(tmp_path / "a stick")
    assert "backup_recent" in by_key(examine(key))
    with time_machine.travel(time.time() + 9 * 86400 + 60):
        finding = by_key(examine(key))["backup_old"]
    assert finding.values["days"] == 9
    assert "9 dagar" in finding.sentence


def test_a_large_log_and_a_full_disk(key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LARGE_LOG", -1)
    monkeypatch.setattr(doctor, "_LITTLE_ROOM", 1 << 62)
    findings = by_key(examine(key))
    assert findings["wal_large"].level == findings["disk_low"].level == WARNING


@pytest.mark.skipif(not agent_client.can_listen(), reason="needs Unix sockets")
def test_how_long_the_vault_stays_unlocked(key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(Path(key.folder).parent))
    agent = Agent(key.folder, key.dek)
    assert agent.start()
    assert "agent_open" in by_key(examine(key))
    agent.stop()
    assert "agent_none" in by_key(examine(key))


def test_every_sentence_can_be_said(key: Key) -> None:
    values = dict.fromkeys(
        ("folder", "missing", "files", "megabytes", "service", "day", "days", "until", "version", "known", "rows")
    )
    more = dict.fromkeys(("faults", "row", "why", "name", "count", "what", "file", "place"))
    for finding in FINDINGS:
        assert "{" not in Finding(OK, finding, {**values, **more}).sentence
