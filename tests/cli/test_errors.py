"""Every failure is one Swedish sentence and an exit code; never a traceback, never who it is about."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rekotui.base import errors, exit_codes
from rekotui.base.messages import ERRORS
from tests.cli.running import ROOT, SAMPLES, CommandLine, at_terminal, bare, process

LIST = str(SAMPLES / "nuvarande-urklipp.txt")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nope",), "Kommandot nope finns inte. Se: rekotui --help"),
        (("import", "nope"), "Kommandot import nope finns inte."),
        (("--nope",), "--nope finns inte. Se: rekotui --help"),
        (("import", "--nope"), "--nope finns inte för import."),
        (("list", "--nope"), "--nope finns inte för list."),
        (("find", "--nope=1"), "--nope finns inte för find."),
        (("demo", "--nope"), "--nope finns inte för demo."),
        (("import",), "Något saknas: KOMMANDO."),
        (("export",), "Något saknas: KOMMANDO."),
        (("import", "rehabstod"), "Något saknas: FIL."),
        (("find",), "Något saknas: TEXT."),
        (("find", " "), "Något saknas: TEXT."),
        (("show",), "Något saknas: ÄRENDE."),
        (("restore",), "Något saknas: DIR."),
        (("list", "--sort"), "--sort behöver ett värde."),
        (("demo", "--cases"), "--cases behöver ett värde."),
        (("demo", "--cases", "många"), "Värdet för --cases går inte att använda."),
        (("lock", "nu"), "För många ord efter lock."),
        (("export", "summary", "--face", "x"), "--face kan vara: worklist."),
        (("export", "summary", "--format", "pdf"), "--format kan vara: md, csv, json, xlsx, html."),
        (("import", "rehabstod", LIST, "--take", "some"), "--take kan vara: none, status, all."),
        (("import", "rehabstod", LIST, "--list-date", "x"), "”x” är inget datum."),
        (("unlock", "--for", "13h"), "Skriv en tid som 30m eller 4h"),
        (("unlock", "--for", "x"), "Skriv en tid som 30m eller 4h"),
    ],
)
def test_wrong_use_is_said_in_swedish(demo: str, cli: CommandLine, arguments: tuple[str, ...], said: str) -> None:
    answer = cli(*arguments)
    assert (answer.code, answer.out) == (exit_codes.WRONG_USE, "")
    assert answer.err.startswith(said)
    assert answer.err.count("\n") == 1


def test_every_command_without_a_vault_is_exit_3(tmp_path: Path, cli: CommandLine) -> None:
    os.environ["REKOTUI_VAULT"] = str(tmp_path / "none")
    for arguments in (
        "list",
        "find x",
        "show x",
        "export summary",
        f"import rehabstod {LIST}",
        "unlock",
        "lock",
        "passphrase",
        "backup",
        "verify",
        "doctor",
    ):
        answer = cli(*arguments.split())
        assert (answer.code, answer.out) == (exit_codes.LOCKED, ""), arguments
        assert "rekotui init" in answer.err
    assert not (tmp_path / "none").exists()


def test_half_a_vault_says_what_is_missing(locked: str, cli: CommandLine) -> None:
    os.unlink(os.path.join(locked, "rekotui.db"))
    answer = cli("list")
    assert answer.code == 3
    assert "rekotui.db saknas" in answer.err


def test_a_locked_vault_is_exit_3(locked: str, cli: CommandLine) -> None:
    for arguments in ("list", "find x", "show x", "export summary", f"import rehabstod {LIST}", "verify", "backup"):
        answer = cli(*arguments.split())
        assert (answer.code, answer.out) == (exit_codes.LOCKED, ""), arguments


def test_a_damaged_file_is_exit_4(demo: str, cli: CommandLine) -> None:
    path = Path(demo, "rekotui.db")
    path.write_bytes(os.urandom(8192))
    assert cli("list").code == exit_codes.DAMAGED
    path.write_bytes(b"SQLite format 3\0" + bytes(8192))
    assert cli("list").code == exit_codes.DAMAGED


def test_a_newer_file_is_exit_4_and_names_no_table(demo: str, cli: CommandLine) -> None:
    connection = bare(demo)
    connection.execute("pragma user_version = 9999")
    connection.close()
    answer = cli("list")
    assert answer.code == exit_codes.DAMAGED
    assert "nyare version" in answer.err


def test_a_changed_log_is_exit_4_and_named(demo: str, cli: CommandLine) -> None:
    connection = bare(demo)
    for (trigger,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        connection.execute(f"drop trigger {trigger}")
    connection.execute("update history set actor = 'nobody' where id = 5")
    connection.close()
    answer = cli("verify")
    assert answer.code == exit_codes.DAMAGED
    assert "rad 5 (raden är ändrad)" in answer.err
    assert cli("verify", "--json").json == {
        "rows": None,
        "anchor": None,
        "anchors": 0,
        "faults": [{"row": 5, "why": "changed", "subject": None, "anchor": None}],
    }


def test_a_second_writer_is_exit_7_and_nothing_is_stored(
    empty: str, cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.1)  # five seconds are kind, but not to a test
    writer = bare(empty)
    writer.execute("begin immediate")
    answer = cli("import", "rehabstod", LIST, "--take", "all")
    assert answer.code == exit_codes.BUSY
    assert "Något annat skriver" in answer.err
    writer.execute("rollback")
    writer.close()
    assert cli("list", "--json").json == []


def test_a_lookup_answers_while_somebody_writes_and_says_that_it_was_not_logged(
    demo: str, cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.connection.BUSY_SECONDS", 0.1)
    writer = bare(demo)
    writer.execute("begin immediate")
    answer = cli("show", "2026-024")
    writer.execute("rollback")
    writer.close()
    assert answer.code == 0
    assert answer.out.startswith("2026-024")
    assert answer.err == "Läsningen kunde inte skrivas i åtkomstloggen.\n"


def test_what_cannot_be_written_is_exit_8(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for target in (str(tmp_path / "none" / "x.md"), str(tmp_path / "file" / "x.md")):
        assert cli("export", "summary", "-o", target).code == exit_codes.CANNOT_WRITE
    assert cli("backup", str(tmp_path / "file" / "x")).code == exit_codes.CANNOT_WRITE


@pytest.mark.parametrize("table", ["caseload", "patient"])
def test_our_own_error_prints_no_traceback_and_no_values(demo: str, table: str) -> None:
    connection = bare(demo)
    connection.execute(f"update {table} set {'occupations' if table == 'caseload' else 'name_key'} = '{{}}'")
    connection.execute("update caseload set occupations = '{\"Hemlig Person\": 1}', co_diagnoses = '7'")
    connection.close()
    answer = process("list")
    assert answer.code == exit_codes.OUR_ERROR
    assert answer.err.startswith("Något gick fel i programmet (TypeError, reading.py:")
    assert answer.err.count("\n") == 1
    assert "Hemlig" not in answer.err


def test_interrupted_is_exit_130(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rekotui", "demo", "--cases", "20000", "--no-open"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        # Tests that run in the background of a shell let their children ignore it: this one made its 20 000 cases then.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as child:
        assert child.stderr is not None
        child.stderr.readline()
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
        said = child.stderr.read().decode()
    assert child.returncode == exit_codes.INTERRUPTED
    assert said == "Avbrutet. Det som redan var sparat är kvar.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_question_without_answer_is_an_interruption(empty: str) -> None:
    code, screen = at_terminal(["import", "rehabstod", LIST], [("Vilken dag gäller listan?", "\x04")])
    assert code in (exit_codes.INTERRUPTED, exit_codes.DONE, exit_codes.WRONG_USE)
    assert "Traceback" not in screen


def test_errors_never_carry_names_or_numbers(demo: str, cli: CommandLine) -> None:
    said = ""
    for arguments in (
        ("show", "Maja Hedlunden"),
        ("find", "19121212-1212"),
        ("show", "19121212-1212"),
        ("export", "summary", "-o", "/nowhere/x.md"),
        ("import", "rehabstod", "/nowhere/19121212-1212.txt"),
    ):
        said += cli(*arguments).err
    assert "Maja" not in said
    assert "Hedlund" not in said
    assert "/19121212" not in said


def test_every_error_class_has_an_exit_code_of_its_own() -> None:
    classes = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.RekotuiError) and kind is not errors.RekotuiError
    ]
    assert len({kind.exit_code for kind in classes}) == len(classes) == 8


def test_every_error_key_that_the_program_names_has_a_sentence() -> None:
    import ast

    for package in ("rekotui", "storage", "screens"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error") and node.args:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and getattr(node.func, "id", "") in vars(errors):
                        assert first.value in ERRORS, (path.name, first.value)


def test_a_folder_in_place_of_a_file(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    assert cli("import", "rehabstod", str(tmp_path)).code == exit_codes.UNREADABLE
    shutil.rmtree(demo)
    Path(demo).write_text("a file")
    assert cli("list").code == exit_codes.LOCKED
