"""`rekotui export summary`: the same caseload in three formats, private, never over another file."""

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from tests.cli.running import CommandLine
from tests.cli.test_list import KEYS


def test_without_asking_nobody_is_named(demo: str, cli: CommandLine) -> None:
    people = cli("list", "--json", "--limit", "0").json
    for format_ in ("md", "csv", "json"):
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
    assert found["counts"] == {"active": 31, "closed": 29, "all": 60}
    assert all(list(case) == KEYS for case in found["cases"])
    assert {case["name"] for case in found["cases"]} == {None}
    named = cli("export", "summary", "--json", "--with-identities").json
    assert named["identities"] is True
    listed = {case["case"]: case for case in cli("list", "--json", "--limit", "0").json}
    assert {case["case"]: case for case in named["cases"]} == listed


def test_views_and_limit(demo: str, cli: CommandLine) -> None:
    assert cli("export", "summary", "--json", "--view", "closed").json["counts"]["active"] == 0
    assert cli("export", "summary", "--json", "--limit", "4").json["counts"]["all"] == 4
    assert cli("export", "summary", "--view", "nope").code == 2


@pytest.mark.parametrize("name", ["x.md", "x.csv", "x.json", "x.txt", "x"])
def test_the_format_follows_the_file(demo: str, cli: CommandLine, tmp_path: Path, name: str) -> None:
    answer = cli("export", "summary", "-o", str(tmp_path / name))
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"60 ärenden skrevs till {name}.\n"
    text = (tmp_path / name).read_bytes().decode()
    kind = name.partition(".")[2]
    starts = {"csv": "\ufeff", "json": "{"}.get(kind, "# Arbetslista, ")
    assert text.startswith(starts)
    assert text == cli("export", "summary", "--format", kind if kind in ("csv", "json") else "md").out


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
