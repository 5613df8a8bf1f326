"""`rekotui kva`: the codes for the eye and for scripts, without any vault."""

import os
import re
from pathlib import Path

import pytest

from rekotui.casework.kva import codes
from tests.cli.running import CommandLine, at_terminal


@pytest.fixture(autouse=True)
def no_vault(tmp_path: Path) -> None:
    os.environ["REKOTUI_VAULT"] = str(tmp_path / "nothing")  # taken back by the root conftest


def test_all_codes_stand_in_a_table(cli: CommandLine) -> None:
    answer = cli("kva", "--on", "2026-11-22")
    head, *lines = answer.out.splitlines()
    assert (answer.code, len(lines)) == (0, len(codes()))
    assert head.split() == ["Kod", "Vad", "Föreslås", "vid", "Gäller", "Säkerhet", "Läge"]
    for told in ("GC001", "varje kontakt", "från 2018-01-01", " B ", "används"):
        assert told in lines[0]
    (ended,) = (line for line in lines if line.startswith("UV117"))
    assert ended.endswith("gäller inte")


def test_a_day_in_the_past_has_its_own_codes(cli: CommandLine) -> None:
    lines = {line[:5]: line for line in cli("kva", "--on", "2017-06-01").out.splitlines()}
    assert lines["GC001"].endswith("gäller inte")
    assert lines["UV117"].endswith("vid behov")


@pytest.mark.parametrize("wanted", ["GC001", "gc001", " gc001 "])
def test_one_code(cli: CommandLine, wanted: str) -> None:
    answer = cli("kva", wanted)
    assert answer.code == 0
    for told in ("GC001  Koordineringsinsatser", "Föreslås vid", "Inte bekräftat", "B myndighet", "egna namn"):
        assert told in " ".join(answer.out.replace("GC001  ", "GC001 _").split()).replace("GC001 _", "GC001  "), told


def test_every_code_can_be_shown_within_a_hundred_columns(cli: CommandLine) -> None:
    for code in codes():
        answer = cli("kva", code)
        assert answer.code == 0
        assert max(len(line) for line in answer.out.splitlines()) <= 100


def test_json(cli: CommandLine) -> None:
    every = cli("kva", "--json").json
    assert [one["code"] for one in every] == list(codes())
    assert cli("kva", "AW026", "--json").json == next(one for one in every if one["code"] == "AW026")
    assert cli("kva", "--json", "--limit", "2").json == every[:2]


@pytest.mark.parametrize(("wanted", "near"), [("GC002", "GC001"), ("stödsamtal", "DU007"), ("ZZZ", "")])
def test_no_such_code_is_exit_1_with_near_ones(cli: CommandLine, wanted: str, near: str) -> None:
    answer = cli("kva", wanted)
    assert (answer.code, answer.out) == (1, "")
    assert near in answer.err
    assert ("Menade du" in answer.err) is bool(near)


def test_at_a_terminal_it_is_a_table_that_fits() -> None:
    code, screen = at_terminal(["kva", "--no-color"], columns=80)
    assert code == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", screen)
    assert "GC001" in plain
    assert max(len(line.rstrip()) for line in plain.splitlines()) <= 80
