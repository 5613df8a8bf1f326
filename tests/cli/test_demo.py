"""`rekotui demo`: a throwaway vault, always the same people, gone afterwards."""

import os
from pathlib import Path

import pytest

from tests.cli.running import ON, CommandLine, process

DAY = ("--on", ON.isoformat())


@pytest.fixture(autouse=True)
def _own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.mark.parametrize("no_open", [True, False])
def test_without_a_terminal_it_prints_the_caseload_and_leaves_nothing(tmp_path: Path, no_open: bool) -> None:
    answer = process("demo", "--cases", "25", *DAY, *(["--no-open"] if no_open else []))
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 26
    assert answer.out.startswith("Ärende")
    assert "DEMO" in answer.err
    assert list((tmp_path / "temp").iterdir()) == []


def test_same_cases_seed_and_day_are_the_same_people(cli: CommandLine) -> None:
    first, same, seed, day = (
        cli("demo", "--cases", "12", "--seed", number, "--on", on, "--json").out
        for number, on in (("7", "2026-11-22"), ("7", "2026-11-22"), ("8", "2026-11-22"), ("7", "2026-11-23"))
    )
    assert first == same
    assert len({first, seed, day}) == 3


def test_a_folder_is_kept_and_is_the_vault(tmp_path: Path, cli: CommandLine) -> None:
    folder = tmp_path / "demo"
    made = cli("demo", "--cases", "5", "--dir", str(folder), "--no-open", "--json", *DAY)
    assert len(made.json) == 5
    assert sorted(path.name for path in folder.iterdir()) == ["demo.key", "rekotui.db"]
    assert cli("list", "--json", "--vault", str(folder), *DAY).json == made.json
    assert [path.name for path in (tmp_path / "temp").iterdir()] == []


def test_the_demo_has_a_days_work(tmp_path: Path, cli: CommandLine) -> None:
    folder = str(tmp_path / "demo")
    assert cli("demo", "--cases", "30", "--dir", folder, "--no-open", "--quiet", *DAY).code == 0
    told = cli("today", "--vault", folder, *DAY)
    assert "Räknar om" not in told.err
    assert "Bevakning förfallen" in told.out
    waiting = cli("list", "--view", "waiting", "--json", "--vault", folder, *DAY).json
    assert {"arbetsgivaren", "läkaren", "Försäkringskassan"} <= {case["waiting_for"] for case in waiting}
    written = cli("export", "follow-ups", "--by", "physician", "--vault", folder, *DAY).out
    assert "försenad" in written


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path, cli: CommandLine) -> None:
    (tmp_path / "mine").write_text("mine")
    answer = cli("demo", "--dir", str(tmp_path), "--no-open")
    assert (answer.code, answer.out) == (2, "")
    assert {path.name for path in tmp_path.iterdir()} == {"mine", "temp"}


@pytest.mark.parametrize("cases", ["-1", "20001"])
def test_a_size_that_is_none_makes_nothing(tmp_path: Path, cli: CommandLine, cases: str) -> None:
    assert cli("demo", "--cases", cases, "--dir", str(tmp_path / "demo")).code == 2
    assert not (tmp_path / "demo").exists()


def test_no_cases_is_an_empty_demo(cli: CommandLine) -> None:
    assert cli("demo", "--cases", "0", "--json").json == []


def test_a_demo_has_no_passphrase(empty: str, cli: CommandLine) -> None:
    assert cli("passphrase").code == 5
    assert cli("unlock").code == 0
    os.environ["REKOTUI_PASSPHRASE_FILE"] = "no-such-file"
    assert cli("list").code == 0
