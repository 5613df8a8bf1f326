"""The key agent as a real process: what it shows, when it ends, and where it cannot start."""

import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rekotui.base.errors import LockedError, WrongUseError
from storage import agent_process
from storage.agent import Agent
from storage.agent_client import FOREVER, ask_deadline, ask_key, ask_lock, socket_path
from storage.agent_process import read_order, spawn

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel the way Linux answers")

DEK = bytes(range(1, 33))


@pytest.fixture(autouse=True)
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A session's runtime folder of our own; short, because a socket's address is."""
    folder = tempfile.mkdtemp(prefix="rk", dir="/tmp")
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    yield Path(folder)
    shutil.rmtree(folder)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "vault"
    folder.mkdir()
    yield str(folder)
    ask_lock(str(folder))


def eventually(holds: Callable[[], object], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def served_by(vault: str) -> int:
    """Return the process id of the agent, as the kernel tells it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.connect(socket_path(vault))
        return int(struct.unpack("3i", caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0])


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat") as file:  # a container may have nobody who buries the dead
        return file.read().rsplit(")", 1)[1].split()[0] != "Z"


def test_unlocked_for_a_while_in_the_background(vault: str) -> None:
    before = time.time()
    deadline = spawn(vault, DEK, 60)
    assert before + 60 <= deadline <= time.time() + 60
    assert ask_key(vault) == DEK
    assert ask_deadline(vault) == deadline
    assert ask_lock(vault)
    assert ask_key(vault) is None


@linux_only
def test_the_background_process_shows_no_key_and_keeps_to_itself(vault: str) -> None:
    spawn(vault, DEK, 60)
    process = served_by(vault)
    home = Path(f"/proc/{process}")
    assert process != os.getpid()
    assert os.getsid(process) != os.getsid(0)
    assert DEK.hex() not in (home / "cmdline").read_text()
    limits = (home / "limits").read_text().splitlines()
    assert next(line for line in limits if line.startswith("Max core file size")).split()[4:6] == ["0", "0"]
    assert "Umask:\t0077" in (home / "status").read_text()
    ask_lock(vault)
    assert eventually(lambda: not alive(process))


@linux_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="its memory is closed to us: as meant")
def test_the_background_process_has_no_key_in_its_environment_and_holds_no_terminal(vault: str) -> None:
    spawn(vault, DEK, 60)
    home = Path(f"/proc/{served_by(vault)}")
    assert DEK.hex().encode() not in (home / "environ").read_bytes()
    assert [os.readlink(home / "fd" / str(stream)) for stream in range(3)] == ["/dev/null"] * 3
    assert os.readlink(home / "cwd") == "/"


@linux_only
def test_the_background_process_ends_at_its_deadline(vault: str) -> None:
    spawn(vault, DEK, 2.0)
    process = served_by(vault)
    assert eventually(lambda: not alive(process))
    assert not os.path.exists(socket_path(vault))


@linux_only
def test_told_to_end_it_takes_its_socket_along(vault: str) -> None:
    spawn(vault, DEK, 60)
    process = served_by(vault)
    os.kill(process, signal.SIGTERM)
    assert eventually(lambda: not alive(process))
    assert not os.path.exists(socket_path(vault))


@linux_only
def test_after_a_killed_one_a_new_one_starts(vault: str) -> None:
    spawn(vault, DEK, 60)
    process = served_by(vault)
    os.kill(process, signal.SIGKILL)
    assert eventually(lambda: not alive(process))
    assert ask_key(vault) is None
    spawn(vault, DEK, 60)
    assert ask_key(vault) == DEK


def test_unlocking_again_moves_the_deadline(vault: str) -> None:
    spawn(vault, DEK, 60)
    later = spawn(vault, DEK, 600)
    assert ask_deadline(vault) == later > time.time() + 500


def test_an_open_app_keeps_its_agent(vault: str) -> None:
    agent = Agent(vault, DEK, on_lock=lambda: pytest.fail("unlock must not lock the app"))
    assert agent.start()
    assert spawn(vault, DEK, 60) == FOREVER
    assert agent.serving
    agent.stop()


def test_it_starts_where_nothing_is_installed_and_from_any_folder(vault: str, tmp_path: Path) -> None:
    """`make demo` runs from the source tree, and the caller's folder must not be searched for modules."""
    (tmp_path / "storage.py").write_text("raise SystemExit('the wrong module')")
    root = Path(agent_process.__file__).parent.parent
    code = "import sys; from storage.agent_process import spawn; spawn(sys.argv[1], bytes(32), 60)"
    env = {**os.environ, "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-S", "-c", code, vault], cwd="/", env=env, check=True, timeout=20)
    assert ask_key(vault) == bytes(32)


def test_where_it_cannot_start_it_says_so(vault: str, runtime: Path) -> None:
    (runtime / "rekotui").mkdir()
    (runtime / "rekotui").chmod(0o755)
    with pytest.raises(LockedError) as refusal:
        spawn(vault, DEK, 60)
    assert refusal.value.key == "agent_did_not_start"


def test_a_system_without_unix_sockets_is_told_to_type_the_passphrase(
    vault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("_socket.AF_UNIX")
    assert ask_key(vault) is None
    assert ask_deadline(vault) is None
    assert ask_lock(vault) is False
    assert Agent(vault, DEK).start() is False
    with pytest.raises(WrongUseError) as refusal:
        spawn(vault, DEK, 60)
    assert refusal.value.key == "no_agent_here"


def test_a_folder_of_any_name_reaches_the_process_whole() -> None:
    name = "/tmp/rad\nbrytning å \udcff"
    assert read_order(agent_process._order(name, DEK, 1.5)) == (name, DEK, 1.5)


@pytest.mark.parametrize("order", [b"", b"00\n1\n/tmp", b"\n\n", DEK.hex().encode() + b"\nsnart\n/tmp"])
def test_a_broken_order_is_refused(order: bytes) -> None:
    with pytest.raises(ValueError, match=r"data key|hexadecimal|unpack|float"):
        read_order(order)


@linux_only
def test_a_hardened_process_dumps_no_memory_and_opens_nothing_to_others() -> None:
    code = (
        "import ctypes, os, resource; from storage.hygiene import harden; harden();"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE), os.umask(0))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0 (0, 0) 63"
