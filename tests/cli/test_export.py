"""`rekotui export summary`: the same caseload in every format, private, never over another file."""

import csv
import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rekotui.exchange.summary import FORMATS
from tests.cli.running import ROOT, CommandLine, at_terminal, history, process
from tests.cli.test_list import KEYS
from tests.exchange.reading_back import csv_table, html_rows, markdown_rows, xlsx_rows

TEXT_FORMATS = [name for name in FORMATS if name != "xlsx"]


def test_without_asking_nobody_is_named(demo: str, cli: CommandLine) -> None:
    people = cli("list", "--json", "--limit", "0").json
    for format_ in TEXT_FORMATS:
        text = cli("export", "summary", "--format", format_).out
        for case in people:
            if case["name"]:
                surname = case["name"].split()[-1]
                assert f"{surname}, " not in text
                assert case["name"] not in text
                assert case["personnummer"] not in text


def test_json_has_the_documented_keys(demo: str, cli: CommandLine) -> None:
    found = cli("export", "summary", "--json").json
    assert list(found) == ["face", "on", "unit", "identities", "counts", "cases"]
    assert found["counts"] == {"active": 31, "closed": 29, "all": 60, "current_plan": 0}
    assert all(list(case) == KEYS for case in found["cases"])
    assert {case["name"] for case in found["cases"]} == {None}
    named = cli("export", "summary", "--json", "--with-identities").json
    assert named["identities"] is True
    listed = {case["case"]: case for case in cli("list", "--json", "--limit", "0").json}
    assert {case["case"]: case for case in named["cases"]} == listed


def test_views_and_limit(demo: str, cli: CommandLine) -> None:
    assert cli("export", "summary", "--json", "--view", "closed").json["counts"]["active"] == 0
    few = cli("export", "summary", "--json", "--limit", "4")
    assert few.json["counts"]["all"] == 4
    assert few.err == "… och 56 till. Visa alla med --limit 0.\n"
    assert cli("export", "summary", "--json", "--limit", "60").err == ""
    assert "Ett urval ur ärendelistan. Pågående: " in cli("export", "summary", "--limit", "4").out
    assert "Pågående: 31. Avslutade ärenden är inte med." in cli("export", "summary", "--view", "active").out
    assert "Pågående: 31. Avslutade: 29." in cli("export", "summary").out
    assert cli("export", "summary", "--view", "nope").code == 2


@pytest.mark.parametrize("name", ["x.md", "x.csv", "x.json", "x.html", "x.txt", "x"])
def test_the_format_follows_the_file(demo: str, cli: CommandLine, tmp_path: Path, name: str) -> None:
    answer = cli("export", "summary", "-o", str(tmp_path / name))
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"60 ärenden skrevs till {name}.\n"
    text = (tmp_path / name).read_bytes().decode()
    kind = name.partition(".")[2]
    starts = {"csv": "\ufeff", "json": "{", "html": "<!doctype html>"}.get(kind, "# Arbetslista, ")
    assert text.startswith(starts)
    assert text == cli("export", "summary", "--format", kind if kind in TEXT_FORMATS else "md").out


def test_a_workbook_is_the_same_in_a_file_and_in_a_pipe(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    assert cli("export", "summary", "--format", "xlsx", "-o", str(tmp_path / "x")).err == "60 ärenden skrevs till x.\n"
    assert cli("export", "summary", "-o", str(tmp_path / "x.xlsx")).code == 0
    command = [sys.executable, "-m", "rekotui", "export", "summary", "--format", "xlsx"]
    piped = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=30)
    assert piped.stderr == b""
    assert piped.stdout == (tmp_path / "x.xlsx").read_bytes() == (tmp_path / "x").read_bytes()


def test_a_workbook_is_never_thrown_at_a_terminal(demo: str) -> None:
    before = len(history(demo))
    code, screen = at_terminal(["export", "summary", "--format", "xlsx"])
    assert code == 2
    assert "Formatet xlsx kan inte visas i terminalen" in screen
    assert "-o arbetslista.xlsx" in screen
    assert len(history(demo)) == before


@pytest.mark.parametrize("view", ["all", "active", "closed"])
@pytest.mark.parametrize("named", [True, False])
def test_the_same_cells_in_every_format(demo: str, cli: CommandLine, tmp_path: Path, view: str, named: bool) -> None:
    asked = ("export", "summary", "--view", view, *(["--with-identities"] if named else []))
    expected = csv_table(cli(*asked, "--format", "csv").out)[1:]
    assert [row[0] for row in expected] == [case["case"] for case in cli(*asked, "--json").json["cases"]]
    assert markdown_rows(cli(*asked, "--format", "md").out) == expected
    assert html_rows(cli(*asked, "--format", "html").out) == expected
    assert cli(*asked, "-o", str(tmp_path / "x.xlsx")).code == 0
    assert xlsx_rows((tmp_path / "x.xlsx").read_bytes()) == expected


def test_one_case_is_one_case(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    answer = cli("export", "summary", "--limit", "1", "-o", str(tmp_path / "x.html"), "--quiet")
    assert (answer.code, answer.err) == (0, "")
    said = cli("export", "summary", "--limit", "1", "-o", str(tmp_path / "y.html")).err
    assert said.startswith("1 ärende skrevs till y.html.\n")


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_logged_and_leaves_nothing_in_the_temporary_folder(
    demo: str, tmp_path: Path, format_: str
) -> None:
    (tmp_path / "temp").mkdir()
    before, file = len(history(demo)), str(tmp_path / f"x.{format_}")
    answer = process("export", "summary", "--with-identities", "-o", file, env={"TMPDIR": str(tmp_path / "temp")})
    assert answer.code == 0, answer.err
    assert os.listdir(tmp_path / "temp") == []
    assert stat.S_IMODE((tmp_path / f"x.{format_}").stat().st_mode) == 0o600
    ((action, _case, payload),) = history(demo)[before:]
    assert (action, payload) == (
        "export", {"face": "worklist", "format": format_, "hits": 60, "identities": True},
    )  # fmt: skip


def test_a_file_is_private_and_leaves_nothing_beside_it(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    cli("export", "summary", "-o", str(folder / "x.csv"))
    assert stat.S_IMODE((folder / "x.csv").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["x.csv"]


def test_no_file_is_written_over_unasked(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text("mine")
    answer = cli("export", "summary", "-o", str(file))
    assert (answer.code, file.read_text()) == (2, "mine")
    assert cli("export", "summary", "-o", str(file), "--force").code == 0
    assert file.read_text().startswith("# Arbetslista")


def test_csv_is_for_a_swedish_spreadsheet(demo: str, cli: CommandLine) -> None:
    text = cli("export", "summary", "--format", "csv", "--with-identities").out
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert table[0][:3] == ["Ärende", "Namn", "Personnummer"]
    assert {len(row) for row in table} == {len(table[0])}
    assert len(table) == 61


def test_an_empty_caseload_is_a_page_that_says_so(empty: str, cli: CommandLine) -> None:
    assert "Inga ärenden." in cli("export", "summary").out
    assert json.loads(cli("export", "summary", "--json").out)["cases"] == []
