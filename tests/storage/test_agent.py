"""The key agent on real sockets and as a real process: who gets the key, and when it is gone."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine

from storage.agent import Agent
from storage.agent_client import FOREVER, ask_deadline, ask_key, ask_lock, socket_path

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel the way Linux answers")

DEK = bytes(range(1, 33))
SOON = 0.6


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


@pytest.fixture
def serve(vault: str) -> Iterator[Callable[..., Agent]]:
    """Start agents that are stopped when the test ends."""
    started: list[Agent] = []

    def start(**wishes: object) -> Agent:
        agent = Agent(vault, DEK, **wishes)  # type: ignore[arg-type]
        started.append(agent)
        assert agent.start()
        return agent

    yield start
    for agent in started:
        agent.stop()


def mode(path: str | Path) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


def eventually(holds: Callable[[], object], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def forgotten(agent: Agent) -> bool:
    return not agent._key


def connected(vault: str) -> socket.socket:
    caller = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    caller.settimeout(3)
    caller.connect(socket_path(vault))
    return caller


def test_without_an_agent_there_is_no_key(vault: str) -> None:
    assert ask_key(vault) is None
    assert ask_deadline(vault) is None
    assert ask_lock(vault) is False


def test_the_agent_lends_the_key_and_says_until_when(serve: Callable[..., Agent], vault: str) -> None:
    deadline = time.time() + 3600.125
    assert serve(deadline=deadline).serving
    assert ask_key(vault) == DEK
    assert ask_deadline(vault) == deadline


def test_an_agent_without_deadline_lives_as_long_as_its_program(serve: Callable[..., Agent], vault: str) -> None:
    serve()
    assert ask_deadline(vault) == FOREVER


def test_the_socket_is_closed_to_everyone_else(serve: Callable[..., Agent], vault: str, runtime: Path) -> None:
    old = os.umask(0)
    try:
        serve()
    finally:
        os.umask(old)
    assert mode(runtime / "rekotui") == 0o700
    assert mode(socket_path(vault)) == 0o600
    assert mode(socket_path(vault) + ".lock") == 0o600
    assert len(socket_path(vault)) < 100


def test_each_vault_has_its_own_agent(serve: Callable[..., Agent], vault: str, tmp_path: Path) -> None:
    serve()
    (tmp_path / "other").mkdir()
    assert ask_key(str(tmp_path / "other")) is None


def test_a_vault_has_one_agent_however_its_folder_is_written(
    serve: Callable[..., Agent], vault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve()
    (tmp_path / "link").symlink_to(vault)
    monkeypatch.chdir(tmp_path)
    for spelling in (str(tmp_path / "link"), "vault", "./vault/", f"{vault}/../vault"):
        assert ask_key(spelling) == DEK


def test_stop_forgets_the_key_and_takes_the_socket_away(serve: Callable[..., Agent], vault: str) -> None:
    agent = serve(on_lock=lambda: pytest.fail("a stop is no lock"))
    agent.stop()
    agent.stop()
    assert not agent.serving
    assert forgotten(agent)
    assert not os.path.exists(socket_path(vault))
    assert ask_key(vault) is None


def test_a_lock_from_outside_is_done_when_it_is_answered(serve: Callable[..., Agent], vault: str) -> None:
    for _ in range(30):  # done, not about to be
        agent = serve()
        assert ask_lock(vault) is True
        assert forgotten(agent)
    told = threading.Event()
    serve(on_lock=told.set)
    assert ask_lock(vault) is True
    assert not os.path.exists(socket_path(vault))
    assert ask_key(vault) is None
    assert told.wait(3)
    assert ask_lock(vault) is False


def test_the_app_may_stop_the_agent_while_it_is_being_told_of_the_lock(serve: Callable[..., Agent], vault: str) -> None:
    """The app's thread stops the agent while the agent's thread waits for the app: nobody waits for ever."""
    told, stopped = threading.Event(), threading.Event()
    in_time: list[bool] = []

    def on_lock() -> None:
        told.set()
        in_time.append(stopped.wait(3))

    agent = serve(on_lock=on_lock)
    assert ask_lock(vault)
    assert told.wait(3)
    agent.stop()
    stopped.set()
    assert eventually(lambda: in_time == [True])


def test_the_deadline_ends_it_and_tells(serve: Callable[..., Agent], vault: str) -> None:
    told = threading.Event()
    agent = serve(deadline=time.time() + SOON, on_lock=told.set)
    assert ask_key(vault) == DEK
    assert told.wait(5)
    assert forgotten(agent)
    assert ask_key(vault) is None
    assert not os.path.exists(socket_path(vault))


def test_a_computer_that_slept_past_the_deadline_gives_no_key(serve: Callable[..., Agent], vault: str) -> None:
    agent = serve(deadline=time.time() + 3600)
    assert ask_key(vault) == DEK
    with time_machine.travel(time.time() + 7200):
        assert ask_key(vault) is None
        assert agent.wait(5)
    assert forgotten(agent)


def test_setting_the_clock_back_does_not_lengthen_the_time(serve: Callable[..., Agent], vault: str) -> None:
    agent = serve(deadline=time.time() + SOON)
    with time_machine.travel(time.time() - 86_400):
        assert agent.wait(5)
    assert ask_key(vault) is None


def test_a_deadline_that_has_passed_gives_no_key(serve: Callable[..., Agent], vault: str) -> None:
    serve(deadline=time.time() - 1)
    assert ask_key(vault) is None


def test_a_living_agent_is_respected(serve: Callable[..., Agent], vault: str) -> None:
    serve()
    second = Agent(vault, bytes(32))
    assert second.start() is False
    assert not second.serving
    assert forgotten(second)
    second.stop()
    assert ask_key(vault) == DEK


def test_a_stale_socket_is_replaced(serve: Callable[..., Agent], vault: str, runtime: Path) -> None:
    (runtime / "rekotui").mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as dead:
        dead.bind(socket_path(vault))
    assert os.path.exists(socket_path(vault))
    assert ask_key(vault) is None
    serve()
    assert ask_key(vault) == DEK


def test_of_many_that_start_at_once_one_serves(vault: str) -> None:
    agents = [Agent(vault, DEK) for _ in range(8)]
    results: list[bool] = []
    threads = [threading.Thread(target=lambda agent=agent: results.append(agent.start())) for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False] * 7 + [True]
    assert ask_key(vault) == DEK
    for agent in agents:
        agent.stop()
    assert ask_key(vault) is None


def test_an_agent_can_follow_an_agent(serve: Callable[..., Agent], vault: str) -> None:
    for _ in range(3):
        serve().stop()
    serve()
    assert ask_key(vault) == DEK


@pytest.mark.parametrize("bits", [0o755, 0o770, 0o777])
def test_a_runtime_folder_open_to_others_is_not_trusted(vault: str, runtime: Path, bits: int) -> None:
    (runtime / "rekotui").mkdir()
    (runtime / "rekotui").chmod(bits)
    agent = Agent(vault, DEK)
    assert agent.start() is False
    assert forgotten(agent)


def test_a_runtime_folder_that_is_a_link_is_not_trusted(vault: str, runtime: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (runtime / "rekotui").symlink_to(tmp_path / "elsewhere")
    assert Agent(vault, DEK).start() is False
    assert os.listdir(tmp_path / "elsewhere") == []


def test_the_client_asks_nobody_in_a_folder_open_to_others(
    serve: Callable[..., Agent], vault: str, runtime: Path
) -> None:
    serve()
    (runtime / "rekotui").chmod(0o755)
    assert ask_key(vault) is None
    (runtime / "rekotui").chmod(0o700)
    assert ask_key(vault) == DEK


def test_a_long_runtime_folder_still_gives_an_address_that_fits(
    vault: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    long = tmp_path / ("å" * 60)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    assert len(os.fsencode(socket_path(vault))) < 100


@pytest.mark.parametrize("question", [b"", b"\n", b"nyckel\n", b"key", b"KEY\n", b"k" * 5000, b"\xff\0\n"])
def test_other_questions_get_no_key(serve: Callable[..., Agent], vault: str, question: bytes) -> None:
    serve()
    with connected(vault) as caller:
        caller.sendall(question)
        caller.shutdown(socket.SHUT_WR)
        try:
            answer = caller.recv(200)
        except ConnectionResetError:  # more was sent than anybody read
            answer = b""
    assert DEK.hex().encode() not in answer
    assert ask_key(vault) == DEK


def test_silent_callers_do_not_hold_the_agent(serve: Callable[..., Agent], vault: str) -> None:
    serve()
    with connected(vault):
        assert ask_key(vault) == DEK


def test_callers_that_hang_up_do_not_end_the_agent(serve: Callable[..., Agent], vault: str) -> None:
    serve()
    for _ in range(20):
        with connected(vault) as caller:
            caller.sendall(b"key\n")
    assert eventually(lambda: ask_key(vault) == DEK)


def test_many_look_ups_at_once_all_get_the_key(serve: Callable[..., Agent], vault: str) -> None:
    serve()
    keys: list[bytes | None] = []
    threads = [threading.Thread(target=lambda: keys.append(ask_key(vault))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert keys == [DEK] * 8


STRANGER = """
import socket, sys
caller = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
caller.connect(sys.argv[1])
try:
    caller.sendall(sys.argv[2].encode() + b"\\n")
    print("answer", caller.recv(200))
except ConnectionError:
    print("answer", b"")
"""


@linux_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize("question", ["key", "lock"])
def test_another_user_gets_nothing_even_with_every_door_open(
    serve: Callable[..., Agent], vault: str, runtime: Path, question: str
) -> None:
    python = shutil.which("python3", path="/usr/bin")
    if python is None:
        pytest.skip("the other user has no Python here")
    serve()
    for door, bits in ((runtime, 0o755), (runtime / "rekotui", 0o755), (Path(socket_path(vault)), 0o666)):
        door.chmod(bits)
    stranger = subprocess.run(
        [
            python,
            "-c",
            STRANGER,
            socket_path(vault),
            question,
        ],
        user=65534,
        group=65534,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert stranger.stdout.strip() == "answer b''", stranger.stderr
    (runtime / "rekotui").chmod(0o700)
    assert ask_key(vault) == DEK
