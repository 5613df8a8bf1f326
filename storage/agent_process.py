"""The key agent alone in the background, for `unlock` without an open app: its start and its life.

The key goes through a pipe, never through arguments or the environment, which other programs can list.
"""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

from rekotui.base.errors import LockedError, WrongUseError
from storage.agent import Agent
from storage.agent_client import FOREVER, ask_deadline, ask_lock, can_listen, socket_path
from storage.hygiene import harden
from storage.keys import KEY_BYTES, raw_key_hex

READY = b"ready\n"
_PATIENCE = 10.0  # seconds for a new process to answer
_LONGEST_ORDER = 16 * 1024


def spawn(folder: str, dek: bytes, seconds: float) -> float:
    """Start an agent of the vault in `folder` for so many seconds; return its deadline (seconds since 1970).

    An earlier agent in the background is replaced. An open app that already lends the key is left alone:
    then the answer is infinite, "as long as the app is open". Raises WrongUseError "no_agent_here" on
    Windows, LockedError "agent_did_not_start".
    """
    if not can_listen():
        raise WrongUseError("no_agent_here")
    earlier = ask_deadline(folder)
    if earlier == FOREVER:
        return FOREVER
    if earlier is not None:
        ask_lock(folder)
    deadline = time.time() + seconds
    if not _started(_order(folder, dek, deadline)) or ask_deadline(folder) is None:
        raise LockedError("agent_did_not_start", place=os.path.dirname(socket_path(folder)))
    return deadline


def _order(folder: str, dek: bytes, deadline: float) -> bytes:
    """Write what the new process is told: key, deadline, folder, a line each (a folder may hold anything)."""
    return f"{raw_key_hex(dek)}\n{deadline!r}\n".encode() + os.fsencode(os.path.abspath(folder))


def read_order(order: bytes) -> tuple[str, bytes, float]:
    """Read an order back into folder, key, deadline. Raises ValueError."""
    key, deadline, folder = order.split(b"\n", 2)
    dek = bytes.fromhex(key.decode("ascii"))
    if len(dek) != KEY_BYTES:
        raise ValueError("not a data key")
    return os.fsdecode(folder), dek, float(deadline)


def _started(order: bytes) -> bool:
    # The folder that holds our packages, so that the module is found where nothing is installed.
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    with subprocess.Popen(
        [sys.executable, "-m", "storage.agent_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=home,
        start_new_session=True,
        umask=0o077,
    ) as process:
        try:
            answer, _ = process.communicate(order, timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            return False
    return answer == READY


def main() -> int:
    """Be the agent: read the order from standard input, leave the terminal, serve until the end."""
    os.chdir("/")
    harden()
    folder, dek, deadline = read_order(sys.stdin.buffer.read(_LONGEST_ORDER))
    # The process that was waited for ends here; its child belongs to nobody and leaves no zombie behind.
    if os.fork():
        os._exit(0)
    agent = Agent(folder, dek, deadline)
    signal.signal(signal.SIGTERM, _leave)
    if not agent.start():
        return 1
    try:
        os.write(1, READY)
        _let_go()
        agent.wait()
    finally:
        agent.stop()
    return 0


def _let_go() -> None:
    """Close standard input, output and error: whoever waits for the end of our output goes on now."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main())
