"""init, unlock, lock, passphrase, backup, restore, verify, doctor: the vault from the outside."""

import json
import os
import re
import stat
from pathlib import Path

import pytest

from storage.manifest import DATABASE_COPY
from tests.cli.running import PASSPHRASE, CommandLine, at_terminal, bare

NEW = "helt andra ord nu"


def _group(screen: str) -> str:
    """Answer "Skriv grupp N" with the N-th group of the key that was shown."""
    number = int(re.findall(r"Skriv grupp (\d+)", screen)[-1])
    key = max(re.findall(r"[0-9A-Z]+(?:-[0-9A-Z]+){3,}", screen), key=len)
    return str(key.split("-")[number - 1])


def _key(screen: str) -> str:
    return str(max(re.findall(r"[0-9A-Z]+(?:-[0-9A-Z]+){3,}", screen), key=len))


def test_init_asks_twice_prints_the_recovery_key_and_asks_for_a_group(tmp_path: Path) -> None:
    folder = str(tmp_path / "vault")
    env = {"REKOTUI_VAULT": folder}
    code, screen = at_terminal(
        ["init"],
        [("Ny lösenfras:", PASSPHRASE), ("En gång till:", PASSPHRASE), ("Skriv grupp", "FEL"), ("Skriv grupp", _group)],
        env,
    )
    assert code == 0, screen
    assert PASSPHRASE not in screen
    assert "Det stämmer inte." in screen
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
    # The vault opens with what was shown on the screen, and a new passphrase takes the old one's place.
    code, changed = at_terminal(
        ["passphrase", "--recovery"],
        [("Återställningsnyckel:", _key(screen).lower()), ("Ny lösenfras:", NEW), ("En gång till:", NEW)],
        env,
    )
    assert (code, "Lösenfrasen är bytt." in changed) == (0, True), changed
    assert at_terminal(["list"], [("Lösenfras:", PASSPHRASE)], env)[0] == 3
    assert at_terminal(["list"], [("Lösenfras:", NEW)], env)[0] == 0


@pytest.mark.parametrize(
    ("steps", "code", "said"),
    [
        ([("Ny lösenfras:", "kort")], 2, "för kort"),
        ([("Ny lösenfras:", PASSPHRASE), ("En gång till:", NEW)], 2, "inte lika"),
    ],
)
def test_init_refuses_a_passphrase_and_makes_nothing(
    tmp_path: Path, steps: list[tuple[str, str]], code: int, said: str
) -> None:
    env = {"REKOTUI_VAULT": str(tmp_path / "vault")}
    ended, screen = at_terminal(["init"], steps, env)
    assert (ended, said in screen) == (code, True), screen
    assert not (tmp_path / "vault").exists()


def test_init_without_a_terminal_needs_the_file(tmp_path: Path, cli: CommandLine, passphrase_file: str) -> None:
    os.environ["REKOTUI_VAULT"] = str(tmp_path / "vault")
    assert cli("init").code == 3
    os.environ["REKOTUI_PASSPHRASE_FILE"] = passphrase_file
    nowhere = cli("init", "--recovery-file", str(tmp_path / "none" / "key.txt"))
    assert nowhere.code == 8
    assert not (tmp_path / "vault").exists()
    recovery = tmp_path / "key.txt"
    made = cli("init", "--recovery-file", str(recovery))
    assert (made.code, made.out) == (0, "")
    assert stat.S_IMODE(recovery.stat().st_mode) == 0o600
    assert _key(recovery.read_text("utf-8")) not in made.err
    assert sorted(os.listdir(tmp_path / "vault")) == ["rekotui.db", "vault.json"]
    assert cli("list").code == 0
    again = cli("init", "--recovery-file", str(tmp_path / "other.txt"))
    assert again.code == 2
    assert "redan ett valv" in again.err
    assert not (tmp_path / "other.txt").exists()


def test_a_recovery_file_that_exists_is_left_alone(tmp_path: Path, cli: CommandLine, passphrase_file: str) -> None:
    os.environ.update(REKOTUI_VAULT=str(tmp_path / "vault"), REKOTUI_PASSPHRASE_FILE=passphrase_file)
    assert cli("init", "--recovery-file", passphrase_file).code == 2
    assert not (tmp_path / "vault").exists()


@pytest.mark.parametrize(
    ("content", "mode", "said"), [(NEW, 0o600, "stämmer inte"), (PASSPHRASE, 0o644, "läsas av andra")]
)
def test_a_wrong_or_open_passphrase_file_is_exit_3(
    locked: str, cli: CommandLine, tmp_path: Path, content: str, mode: int, said: str
) -> None:
    file = tmp_path / "file"
    file.write_text(content, "utf-8")
    file.chmod(mode)
    os.environ["REKOTUI_PASSPHRASE_FILE"] = str(file)
    answer = cli("list")
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err
    assert content not in answer.err


def test_a_wrong_passphrase_at_the_prompt_is_exit_3(locked: str) -> None:
    code, screen = at_terminal(["list"], [("Lösenfras:", "inte den rätta")])
    assert (code, "stämmer inte" in screen) == (3, True)
    assert "rätta" not in screen


def test_unlock_lets_lookups_in_until_lock(locked: str, cli: CommandLine, passphrase_file: str) -> None:
    assert cli("unlock").code == 3
    os.environ["REKOTUI_PASSPHRASE_FILE"] = passphrase_file
    opened = cli("unlock", "--for", "5m")
    assert (opened.code, "upplåst till" in opened.err) == (0, True)
    del os.environ["REKOTUI_PASSPHRASE_FILE"]
    try:
        assert cli("list", "--json").json == []
        assert "upplåst till" in cli("doctor").out
    finally:
        first, second = cli("lock"), cli("lock")
    assert (first.err, second.err) == ("Valvet är låst.\n", "Valvet var redan låst.\n")
    assert cli("list").code == 3


def test_unlock_and_passphrase_at_a_terminal(locked: str, cli: CommandLine) -> None:
    code, screen = at_terminal(["unlock", "--for", "5m"], [("Lösenfras:", PASSPHRASE)])
    try:
        assert code == 0, screen
        assert cli("list").code == 0
    finally:
        cli("lock")
    wrong = at_terminal(["passphrase"], [("Nuvarande lösenfras:", NEW)])
    assert (wrong[0], "stämmer inte" in wrong[1]) == (3, True)
    code, screen = at_terminal(
        ["passphrase", "--new-recovery"],
        [("Nuvarande lösenfras:", PASSPHRASE), ("Ny lösenfras:", NEW), ("En gång till:", NEW), ("Skriv grupp", _group)],
    )
    assert code == 0, screen
    assert NEW not in screen
    code, screen = at_terminal(["unlock", "--recovery", "--for", "1m"], [("Återställningsnyckel:", _key(screen))])
    cli("lock")
    assert code == 0, screen


def test_passphrase_and_recovery_want_a_terminal(locked: str, cli: CommandLine) -> None:
    for command in (("passphrase",), ("unlock", "--recovery")):
        answer = cli(*command)
        assert answer.code == 3
        assert "terminal" in answer.err


def test_backup_and_restore_bring_back_what_was(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    saved = cli("backup", str(tmp_path / "copies"))
    assert saved.code == 0
    (backup,) = (tmp_path / "copies").iterdir()
    assert str(backup) in saved.err
    before = cli("list", "--json", "--limit", "0").json
    connection = bare(demo)
    connection.execute("update caseload set physician = 'Någon annan'")
    connection.close()
    assert cli("list", "--json", "--limit", "0").json != before
    restored = cli("restore", str(backup))
    assert restored.code == 0
    assert "ligger kvar i" in restored.err
    assert cli("list", "--json", "--limit", "0").json == before
    assert cli("verify").code == 0


def test_backup_lies_in_the_vaults_folder_unless_told(demo: str, cli: CommandLine) -> None:
    cli("backup")
    assert len(os.listdir(os.path.join(demo, "backups"))) == 1


def test_a_backup_with_a_passphrase_restores_where_nothing_is(
    locked: str, cli: CommandLine, tmp_path: Path, passphrase_file: str
) -> None:
    os.environ["REKOTUI_PASSPHRASE_FILE"] = passphrase_file
    cli("backup", str(tmp_path / "copies"))
    (backup,) = (tmp_path / "copies").iterdir()
    os.environ["REKOTUI_VAULT"] = str(tmp_path / "elsewhere")
    assert cli("restore", str(backup)).code == 0
    assert cli("list").code == 0
    del os.environ["REKOTUI_PASSPHRASE_FILE"]
    os.environ["REKOTUI_VAULT"] = str(tmp_path / "third")
    assert cli("restore", str(backup)).code == 3


@pytest.mark.parametrize("broken", ["nothing", "empty", "cut"])
def test_what_is_no_backup_is_not_restored(demo: str, cli: CommandLine, tmp_path: Path, broken: str) -> None:
    folder = tmp_path / "x"
    if broken != "nothing":
        folder.mkdir()
    if broken == "cut":
        cli("backup", str(tmp_path / "copies"))
        (folder,) = (tmp_path / "copies").iterdir()
        copy = folder / DATABASE_COPY
        copy.write_bytes(copy.read_bytes()[:-4096])
    before = cli("list", "--json", "--limit", "0").json
    answer = cli("restore", str(folder))
    assert answer.code in (4, 6)
    assert cli("list", "--json", "--limit", "0").json == before


def test_restore_asks_at_a_terminal_and_no_is_the_default(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    cli("backup", str(tmp_path / "copies"))
    (backup,) = (tmp_path / "copies").iterdir()
    code, screen = at_terminal(["restore", str(backup)], [("Ersätt valvet", "")])
    assert (code, "Inget ändrades." in screen) == (0, True)


def test_verify_tells_an_anchor(demo: str, cli: CommandLine) -> None:
    answer = cli("verify", "--json").json
    assert list(answer) == ["rows", "anchor", "anchors", "faults"]
    assert re.fullmatch("[0-9a-f]{64}", answer["anchor"])
    assert f"{answer['rows']}-{answer['anchor'][:12]}" in cli("verify").out


def test_doctor_says_what_it_has_found(demo: str, cli: CommandLine) -> None:
    answer = cli("doctor", "--json")
    assert answer.code == 0
    assert {tuple(finding) for finding in answer.json} == {("level", "key", "text")}
    keys = {finding["key"]: finding["level"] for finding in answer.json}
    assert keys["history_ok"] == keys["demo"] == "ok"
    assert keys["backup_none"] == "warning"
    text = cli("doctor").out
    for finding in answer.json:
        assert finding["text"].split("MB")[0].rstrip("0123456789 ") in text


def test_doctor_of_a_locked_vault_examines_what_it_can(locked: str, cli: CommandLine) -> None:
    answer = cli("doctor", "--json")
    assert answer.code == 0
    assert "locked" in [finding["key"] for finding in answer.json]


@pytest.mark.parametrize("name", ["vault.json", "rekotui.db"])
def test_doctor_of_a_damaged_vault_is_exit_4_and_says_where(
    locked: str, cli: CommandLine, name: str, passphrase_file: str
) -> None:
    os.environ["REKOTUI_PASSPHRASE_FILE"] = passphrase_file
    path = Path(locked, name)
    path.write_bytes(b"x" * max(8192, path.stat().st_size))
    answer = cli("doctor", "--json")
    assert answer.code == 4
    faults = {finding["key"] for finding in json.loads(answer.out) if finding["level"] == "fault"}
    assert faults == {"header_damaged" if name == "vault.json" else "file_damaged"}
