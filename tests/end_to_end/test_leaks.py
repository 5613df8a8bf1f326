"""Nothing about a person lies anywhere on the disk in the open, but in the files that were asked for."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, process

SAMPLE = SAMPLES / "vecka-25-urklipp.txt"


def secrets() -> list[bytes]:
    """Names, numbers and diagnosis texts of everybody in the list, as they would lie in a file."""
    expected = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
    words: set[str] = set()
    for record in expected["vecka-25-urklipp.txt"]["records"]:
        number = record["personnummer"]
        words |= {record["namn"], number, number.replace("-", ""), number[2:], record["lakare"]}
        words |= {record["diagnostext"]} if record["diagnostext"] else set()
    texts = [word for word in words if word and len(word) > 6]
    return [text.encode(code) for text in texts for code in ("utf-8", "utf-16-le")]


def leaks(*folders: Path, but: set[Path]) -> list[tuple[str, bytes]]:
    sought = secrets()
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_socket() and path not in but:
                content = path.read_bytes()
                found += [(path.name, secret) for secret in sought if secret in content]
    return found


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """An environment in which everything that can be written lies under one folder."""
    names = {
        "HOME": "home",
        "TMPDIR": "temp",
        "XDG_RUNTIME_DIR": "run",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
    }
    for name in names.values():
        (tmp_path / name).mkdir(mode=0o700)
    (tmp_path / "passphrase").write_text("fyra ord att minnas")
    (tmp_path / "passphrase").chmod(0o600)
    return {
        **{key: str(tmp_path / name) for key, name in names.items()},
        "REKOTUI_PASSPHRASE_FILE": str(tmp_path / "passphrase"),
        "REKOTUI_TODAY": "2026-06-15",
    }


def test_a_whole_session_leaves_nothing_in_the_open(tmp_path: Path, places: dict[str, str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    commands = [
        "init --recovery-file RECOVERY",
        "unlock --for 5m",
        f"import rehabstod {SAMPLE} --list-date 2026-06-15 --take all --dry-run",
        f"import rehabstod {SAMPLE} --list-date 2026-06-15 --take all",
        "list --limit 0",
        "find övning",
        "show 2026-001 --json",
        "export summary -o SUMMARY.csv --with-identities",
        "export summary -o SUMMARY.xlsx --with-identities",
        "export summary -o SUMMARY.html --with-identities",
        "backup",
        "verify",
        "doctor",
        "lock",
    ]
    for command in commands:
        words = command.replace("RECOVERY", str(out / "key.txt")).replace("SUMMARY", str(out / "summary")).split()
        answer = process(*words, env=places)
        assert answer.code == 0, answer.err
    asked_for = {out / f"summary.{kind}" for kind in ("csv", "xlsx", "html")}
    assert leaks(tmp_path, but=set()) != [], "the asked-for file must hold what is looked for"
    assert leaks(tmp_path, but=asked_for) == []
    assert list((tmp_path / "temp").iterdir()) == []
    assert list((tmp_path / "home").rglob("*")) == []


def test_what_goes_wrong_leaves_nothing_either(tmp_path: Path, places: dict[str, str]) -> None:
    cut = tmp_path.parent / f"{tmp_path.name}-cut.txt"
    cut.write_bytes(SAMPLE.read_bytes()[:-400] + b"\0\1")
    assert process("init", env=places).code == 0
    said = ""
    for words in (
        ("import", "rehabstod", str(cut), "--take", "all"),
        ("export", "summary", "-o", str(tmp_path / "x" / "y")),
    ):
        answer = process(*words, env=places)
        said += answer.err
    assert [secret for secret in secrets() if secret in said.encode()] == []
    assert leaks(tmp_path, but=set()) == []
    os.unlink(cut)


def test_a_demo_is_gone_afterwards(tmp_path: Path, places: dict[str, str]) -> None:
    assert process("demo", "--cases", "8", env=places).code == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / "passphrase"]
