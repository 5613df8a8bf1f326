"""Whole processes: their wall time, their peak memory, and what they paint in a pseudo-terminal."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence

PYTHON = sys.executable
_SCRIPT = os.path.join(os.path.dirname(PYTHON), "rekotui")
REKOTUI = (PYTHON, _SCRIPT) if os.path.exists(_SCRIPT) else (PYTHON, "-m", "rekotui")
"""The installed command, as she starts it; `python -m` would add half of bare Python's time."""
SIZE = (120, 40)
_STEERING = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[ -/]*[0-~])", re.S)
_PEAK = (
    "import os, sys; child = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]);"
    " print(os.wait4(child, 0)[2].ru_maxrss, file=sys.stderr)"
)


def environment(folder: str = "", **more: str) -> dict[str, str]:
    """Return this process's environment for a child, with its vault."""
    # Compiled files are kept, as on her machine: without them every start compiles what it imports.
    left_out = ("NO_COLOR", "REKOTUI_PASSPHRASE_FILE", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "REKOTUI_VAULT": folder, **more}


def seconds(command: Sequence[str], given: Mapping[str, str]) -> float:
    """Run a command with its output in a pipe; return its wall time. Raises where it fails."""
    started = time.perf_counter()
    done = subprocess.run(command, env=given, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    taken = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.decode()[-500:]}")
    return taken


def seconds_and_peak(command: Sequence[str], given: Mapping[str, str]) -> tuple[float, float]:
    """Run a command; return wall time and peak memory in megabytes.

    A small process in between starts it: the peak of a child counts from what its parent held.
    """
    started = time.perf_counter()
    done = subprocess.run((PYTHON, "-c", _PEAK, *command), env=given, capture_output=True, check=True)
    taken = time.perf_counter() - started
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return taken, int(done.stderr.split()[-1]) / unit


def seconds_in_terminal(command: Sequence[str], given: Mapping[str, str]) -> float:
    """Run a command that draws on a terminal to its end; return its wall time."""
    started = time.perf_counter()
    session = Session(command, given)
    try:
        while session.read():
            pass
        return time.perf_counter() - started
    finally:
        session.close()


class Session:
    """A program in a pseudo-terminal of 120 × 40: what it paints, and keys to press."""

    def __init__(self, command: Sequence[str], given: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        self._seen = b""
        self._process = subprocess.Popen(
            command, env=given, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
        )
        os.close(slave)

    @property
    def memory(self) -> float:
        """The memory that the program holds now, in megabytes; 0 where the system does not say."""
        try:
            with open(f"/proc/{self._process.pid}/status", encoding="ascii", errors="replace") as file:
                return next((int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS")), 0.0)
        except OSError:
            return 0.0

    def read(self, patience: float = 60.0) -> bytes:
        """Return what has been painted since; nothing at the end of the program. Raises TimeoutError."""
        if not select.select([self._master], [], [], patience)[0]:
            raise TimeoutError("the program is silent")
        try:
            return os.read(self._master, 1 << 16)
        except OSError:  # how Linux says that the other end is closed
            return b""

    def until(self, text: str, patience: float = 60.0) -> float:
        """Read until a text is on the screen; return the moment (time.perf_counter). Raises TimeoutError."""
        wanted, end = text.encode(), time.perf_counter() + patience
        while wanted not in _STEERING.sub(b"", self._seen):
            painted = self.read(max(0.0, end - time.perf_counter()))
            if not painted:
                raise RuntimeError(f"ended before it had painted what was waited for: {self._seen[-300:]!r}")
            self._seen += painted
        return time.perf_counter()

    def rest(self, length: float) -> None:
        """Let so many seconds pass, reading what is painted."""
        end = time.perf_counter() + length
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0] and not self.read():
                return

    def press(self, keys: str) -> float:
        """Press keys; return the moment. What was painted before is forgotten."""
        self._seen = b""
        moment = time.perf_counter()
        os.write(self._master, keys.encode())
        return moment

    def close(self) -> None:
        """End the program, at once if it is still there."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._master)
