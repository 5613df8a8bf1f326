"""`rekotui export follow-ups`: what is watched, private, logged, never over another file."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.running import ON, CommandLine, at_terminal, history, process
from tests.cli.test_export_calendar import CASE, MARKS, PROTECTED_CASE, promise


@pytest.mark.parametrize(("name", "starts"), [("x.md", "# "), ("x", "# "), ("x.html", "<!doctype html>")])
def test_the_format_follows_the_file(demo: str, cli: CommandLine, tmp_path: Path, name: str, starts: str) -> None:
    promise(demo, CASE, ON - timedelta(days=2))
    before = len(history(demo))
    answer = cli("export", "follow-ups", "-o", str(tmp_path / name), "--with-identities")
    (found,) = history(demo)[before:]
    count = found[2]["hits"]
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("1 bevakning " if count == 1 else f"{count} bevakningar skrevs till {name}.")
    format_ = "html" if name.endswith("html") else "md"
    assert found[0] == "export"
    assert found[2] == {"face": "follow_ups", "format": format_, "hits": count, "identities": True}
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    text = (tmp_path / name).read_text("utf-8")
    assert text.startswith(starts)
    assert text == cli("export", "follow-ups", "--format", format_, "--with-identities").out
    assert cli("export", "follow-ups", "-o", str(tmp_path / name)).code == 2


@pytest.mark.parametrize("by", ["party", "physician"])
@pytest.mark.parametrize("format_", ["md", "html"])
def test_nobody_is_named_without_asking(demo: str, cli: CommandLine, by: str, format_: str) -> None:
    for number in (CASE, PROTECTED_CASE):
        promise(demo, number, ON)
    text = cli("export", "follow-ups", "--by", by, "--format", format_).out
    for case in cli("list", "--json", "--limit", "0").json:
        for told in (case["name"], case["personnummer"], case["employer"]):
            assert not told or told not in text
    assert not any(mark in text for mark in MARKS)
    assert (CASE in text) == (PROTECTED_CASE in text) == (by == "party")


def test_wrong_choices_and_an_empty_desk(empty: str, cli: CommandLine, tmp_path: Path) -> None:
    for wrong in (("--by", "age"), ("--format", "pdf"), ("--json",), ("-o", str(tmp_path / "x.csv"))):
        answer = cli("export", "follow-ups", *wrong)
        assert (answer.code, answer.out) == (2, "")
        assert " kan vara: " in answer.err
    code, screen = at_terminal(["export", "follow-ups"])
    assert (code, "Inget bevakas." in screen) == (0, True)
    assert process("export", "follow-ups", "--by", "physician").out.startswith("# Ta upp med läkaren, 2026-11-22\n")
