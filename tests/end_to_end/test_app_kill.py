"""The app itself is killed while a note is being written: what was typed is there again, and the file is whole."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rekotui.exchange.demo.fill import fill
from storage import vault
from storage.connection import connect, database_path
from storage.database import Database
from storage.reading import Reader
from tests.cli.running import ON, ROOT

PATIENCE = 60.0


class Terminal:
    """A running app at a pseudo-terminal of 80×24: keys in, everything it has drawn out."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._seen = ""

    def press(self, keys: str) -> None:
        self._seen = ""
        os.write(self._descriptor, keys.encode())

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self._seen:
            assert time.monotonic() < end, f"waited in vain for {text!r}"
            if select.select([self._descriptor], [], [], 0.1)[0]:
                self._seen += os.read(self._descriptor, 65536).decode("utf-8", "replace")


@contextmanager
def running_app(folder: str) -> Iterator[tuple[subprocess.Popen[bytes], Terminal]]:
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "REKOTUI_TODAY": ON.isoformat()}
    with subprocess.Popen(
        [sys.executable, "-m", "rekotui", "--vault", folder],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env=env,
        start_new_session=True,
    ) as child:
        os.close(theirs)
        try:
            yield child, Terminal(ours)
        finally:
            child.kill()
            child.wait(PATIENCE)
            os.close(ours)


def whole(folder: str) -> bool:
    key = vault.key_without_asking(folder)
    assert key is not None
    with Reader(key.folder, key.dek) as reader:
        assert reader.verify() == []
    connection = connect(database_path(folder), key.dek)
    try:
        return connection.execute("pragma integrity_check").fetchone()[0] == "ok"
    finally:
        connection.close()


def drafts(folder: str) -> str:
    key = vault.key_without_asking(folder)
    assert key is not None
    with Reader(key.folder, key.dek) as reader:
        return "\n".join(row[0] for row in reader.rows("select body from draft"))


def kill_while_typing(tmp_path: Path, times: int) -> None:
    key = vault.create_demo(str(tmp_path / "vault"))
    database = Database(key.folder, key.dek, demo=True)
    fill(database, 5, 1, ON)
    database.close()
    written = ""
    for turn in range(times):
        with running_app(key.folder) as (child, terminal):
            terminal.wait_for("beräknad")  # the preview: the first row is there
            terminal.press("\r")
            terminal.wait_for("rehabkedjan")  # the case itself
            terminal.press("a")
            terminal.wait_for("spara")
            if written:
                terminal.wait_for(f"ord{turn - 1}")
            written = f"ord{turn} "
            terminal.press(written)
            terminal.wait_for("utkast sparat")
            os.kill(child.pid, signal.SIGKILL)
            child.wait(PATIENCE)
        assert all(f"ord{earlier}" in drafts(key.folder) for earlier in range(turn + 1))
        assert whole(key.folder)


def test_a_killed_app_loses_nothing_that_was_typed(tmp_path: Path) -> None:
    kill_while_typing(tmp_path, 2)


@pytest.mark.torture
def test_an_app_killed_ten_times_loses_nothing_that_was_typed(tmp_path: Path) -> None:
    kill_while_typing(tmp_path, 10)
