"""Running the command line: within this process, as a process of its own, or at a pseudo-terminal."""

import errno
import io
import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

from rekotui.cli.main import main
from storage.connection import connect, database_path
from storage.vault import demo_key

ON = date(2026, 11, 22)
SAMPLES = Path(__file__).parents[1] / "samples" / "rehabstod"
ROOT = Path(__file__).parents[2]
PASSPHRASE = "fyra ord att minnas"
_PATIENCE = 30.0
Step = tuple[str, str | Callable[[str], str]]


@dataclass(frozen=True)
class Answer:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class CommandLine:
    """The command line in this process, on one vault."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, *arguments: str, stdin: str | bytes = "") -> Answer:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        with self._monkeypatch.context() as patched:
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
            self._capsys.readouterr()
            code = main(list(arguments))
        said = self._capsys.readouterr()
        return Answer(code, said.out, said.err)


def process(*arguments: str, stdin: str = "", env: Mapping[str, str] | None = None) -> Answer:
    """Run `python -m rekotui` to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "rekotui", *arguments],
        input=stdin.encode(),
        capture_output=True,
        env={**os.environ, **(env or {})},
        cwd=ROOT,
        timeout=_PATIENCE,
        check=False,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def at_terminal(
    arguments: Sequence[str],
    steps: Sequence[Step] = (),
    env: Mapping[str, str] | None = None,
    columns: int = 160,
    program: Sequence[str] = ("-m", "rekotui"),
) -> tuple[int, str]:
    """Run at a pseudo-terminal; wait for each step's text, then type its answer. Return exit code and screen.

    An answer may be a function of what the screen has said so far.
    """
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, *program, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": "40", **(env or {})},
    ) as child:
        os.close(theirs)
        try:
            screen = _talk(ours, steps)
            return child.wait(_PATIENCE), screen
        finally:
            child.kill()
            os.close(ours)


def _talk(terminal: int, steps: Sequence[Step]) -> str:
    waiting = list(steps)
    seen, mark = "", 0
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if waiting and (found := seen.find(waiting[0][0], mark)) >= 0:
            mark = found + len(waiting[0][0])
            answer = waiting.pop(0)[1]
            os.write(terminal, (answer(seen) if callable(answer) else answer).encode() + b"\n")
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return seen
        if not data:
            return seen
        seen += data.decode("utf-8", "replace")
    raise AssertionError(f"waited in vain for {waiting[:1]} after:\n{seen}")


def bare(folder: str) -> driver.Connection:
    """Open a demo vault behind the program's back."""
    return connect(database_path(folder), demo_key(folder))


def history(folder: str) -> list[tuple[str, int | None, Any]]:
    """Return the access log of a demo vault: action, case, payload."""
    connection = bare(folder)
    try:
        rows = connection.execute(
            "select h.action, h.case_id, p.body from history h join history_payload p on p.id = h.id order by h.id"
        ).fetchall()
    finally:
        connection.close()
    return [(action, case_id, json.loads(body)) for action, case_id, body in rows]
