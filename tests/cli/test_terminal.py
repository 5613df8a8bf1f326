"""What reaches a terminal: a table with colour where that is wanted, never a steering sign out of the data."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, SAMPLES, Answer, CommandLine, at_terminal, bare, process

HOSTILE = "[/]\x1b[31m\x9b2J[@click=app.bell]\x07\u202e[red]x"


def test_a_table_is_drawn_on_a_terminal_only(demo: str) -> None:
    code, screen = at_terminal(["list", "--limit", "3"])
    assert code == 0
    assert "─" in screen
    assert "─" not in process("list", "--limit", "3").out
    for option in ("--plain", "--json"):
        assert "─" not in at_terminal(["list", "--limit", "3", option])[1]


@pytest.mark.parametrize("width", [40, 80])
def test_a_narrow_terminal_gets_a_table_too(demo: str, width: int) -> None:
    code, screen = at_terminal(["list", "--limit", "3"], columns=width)
    assert code == 0
    assert "2026-" in screen


@pytest.mark.parametrize(("arguments", "env"), [(["--no-color"], {}), ([], {"NO_COLOR": "1"})])
def test_no_colour_where_none_is_wanted(demo: str, arguments: list[str], env: dict[str, str]) -> None:
    _code, screen = at_terminal(["list", "--limit", "3", *arguments], env=env)
    assert "\x1b[3" not in screen
    assert "\x1b[9" not in screen


def test_show_on_a_terminal_says_what_it_says_in_a_pipe(demo: str) -> None:
    _code, screen = at_terminal(["show", "2026-024"], columns=300)
    assert screen.replace("\r\n", "\n").strip() == process("show", "2026-024").out.strip()


@pytest.fixture
def hostile(demo: str) -> str:
    """A case whose facts carry what no form lets in: the file was written by somebody else."""
    connection = bare(demo)
    connection.execute("update patient set name = ? where personnummer = '19860618-2387'", (HOSTILE,))
    connection.execute(
        "update caseload set employer = ?, physician = ?, diagnosis_text = ?, unit = ?, referred_why = ?"
        " where number = '2026-024'",
        [HOSTILE] * 5,
    )
    connection.execute(
        "insert into note (case_id, noted_on, body, recorded_at)"
        " select id, '2026-11-20', ?, '2026-11-20T08:00:00.000000Z' from caseload where number = '2026-024'",
        (HOSTILE,),
    )
    connection.close()
    return demo


@pytest.mark.parametrize(
    "command",
    [
        ["list", "--limit", "0"],
        ["find", "2026-024"],
        ["show", "2026-024"],
        ["list", "--json"],
        ["show", "2026-024", "--json"],
        ["list", "--plain", "--limit", "0"],
    ],
)
def test_hostile_text_never_steers_the_terminal(hostile: str, command: list[str]) -> None:
    _code, screen = at_terminal([*command, "--no-color"], columns=400)
    for sign in ("\x1b[31m", "\x9b", "\x07", "\u202e"):
        assert sign not in screen
    assert "[/]" in screen
    assert "[@click=app.bell]" in screen


@pytest.mark.parametrize("format_", ["md", "csv", "json", "html"])
def test_a_summary_never_steers_the_terminal(hostile: str, format_: str) -> None:
    _code, screen = at_terminal(["export", "summary", "--with-identities", "--format", format_], columns=400)
    for sign in ("\x1b", "\x9b", "\x07", "\u202e"):
        assert sign not in screen
    assert "click=app.bell" in screen
    if format_ == "csv":  # a pipe gets what is stored
        assert HOSTILE in process("export", "summary", "--with-identities", "--format", format_).out


def test_hostile_words_on_the_command_line_come_back_tame(demo: str, cli: CommandLine) -> None:
    for arguments in (
        ("\x1b[31mx",),
        ("list", "--on", "\x1b[2J"),
        ("list", "--\x9b2J"),
        ("import", "rehabstod", "\x1b]0;"),
    ):
        answer = cli(*arguments)
        assert answer.code in (2, 6)
        assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in answer.err)


def test_a_hostile_file_name_comes_back_tame(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    answer = cli("export", "summary", "-o", str(tmp_path / "x\x1b[31m.md"))
    assert answer.code == 0
    assert "\x1b" not in answer.err


def test_hostile_headings_of_a_list_come_back_tame(empty: str, cli: CommandLine, tmp_path: Path) -> None:
    text = (SAMPLES / "nuvarande-urklipp.txt").read_text("utf-8").replace("Risk", "R\x1b[31m\x9bk", 1)
    file = tmp_path / "list.txt"
    file.write_text(text, "utf-8")
    for how in ((), ("--json",)):
        answer = cli("import", "rehabstod", str(file), "--dry-run", *how)
        assert "\x1b" not in answer.out + answer.err
        assert "\x9b" not in answer.out + answer.err


@pytest.mark.parametrize("command", ["list --limit 0", "list --limit 0 --json", "show 2026-024"])
def test_a_pipe_that_closes_is_no_error(demo: str, command: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; '{sys.executable}' -m rekotui {command} | head -1"],
        capture_output=True,
        cwd=ROOT,
        check=False,
        timeout=30,
    )
    answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert answer.code == 0
    assert answer.out.count("\n") == 1
    assert "Traceback" not in answer.err
    assert "BrokenPipe" not in answer.err


def test_a_closed_pipe_before_the_first_word(demo: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(
        [sys.executable, "-m", "rekotui", "list"], stdout=writing, stderr=subprocess.PIPE, cwd=ROOT
    ) as child:
        os.close(writing)
        said = child.communicate(timeout=30)[1]
    assert (child.returncode, said.decode().replace("… och 10 till. Visa alla med --limit 0.\n", "")) == (0, "")


def test_ctrl_c_at_a_question_is_exit_130(locked: str) -> None:
    code, screen = at_terminal(["list"], [("Lösenfras:", "\x03")])
    assert code in (130, 3)
    assert "Traceback" not in screen


def test_without_a_terminal_the_app_refuses_and_names_the_lookups(demo: str) -> None:
    answer = process()
    assert (answer.code, answer.out) == (2, "")
    assert "rekotui list" in answer.err
