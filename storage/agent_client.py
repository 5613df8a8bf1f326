"""Asking the key agent: what a look-up does before it would ask for a passphrase.

Only what a bare Python has at hand: `_socket` instead of `socket`, which costs more than the question
itself. The protocol is one line each way over a private Unix socket:

    key      the data key, 64 hexadecimal digits
    status   the deadline in seconds since 1970 (wall clock), or "-" where there is none
    lock     "ok", after the key is forgotten and the socket gone
"""

import _socket
import hashlib
import os
import stat

from rekotui.base.paths import APP, runtime_folder

KEY_HEX = 64
FOREVER = float("inf")
NO_DEADLINE = b"-"
DONE = b"ok"
_PATIENCE = 1.0  # seconds; an open app that is busy drawing answers late
_LONGEST_ANSWER = 256
_LONGEST_PATH = 99  # bytes; macOS allows 103 in a socket's address, Linux 107


def ask_key(folder: str) -> bytes | None:
    """Return the data key of the vault in `folder`, or None where no agent holds it."""
    answer = _ask(folder, b"key\n")
    return bytes.fromhex(answer.decode("ascii")) if answer and len(answer) == KEY_HEX else None


def ask_deadline(folder: str) -> float | None:
    """Return when the agent ends (seconds since 1970; infinite without deadline), or None without agent."""
    answer = _ask(folder, b"status\n")
    if answer is None:
        return None
    return FOREVER if answer == NO_DEADLINE else float(answer)


def ask_lock(folder: str) -> bool:
    """End the agent of the vault in `folder`: True when its key is gone, False where there was none."""
    return _ask(folder, b"lock\n") == DONE


def socket_path(folder: str) -> str:
    """Return where the agent of this vault listens: one name for a vault, however its folder was written."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16] + ".sock"
    path = os.path.join(runtime_folder(), name)
    if len(os.fsencode(path)) <= _LONGEST_PATH:
        return path
    user = os.geteuid() if hasattr(os, "geteuid") else 0
    return os.path.join("/tmp", f"{APP}-{user}", name)


def is_our_own(folder: str) -> bool:
    """Say whether a folder is real, ours, and closed to everyone else: nobody can put a socket there."""
    try:
        info = os.lstat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(info.st_mode) and info.st_uid == os.geteuid() and stat.S_IMODE(info.st_mode) & 0o077 == 0


def can_listen() -> bool:
    """Say whether this system has Unix sockets that Python can use (Windows has not)."""
    return hasattr(_socket, "AF_UNIX")


def _ask(folder: str, question: bytes) -> bytes | None:
    """Return the one line that the agent answers, without its end; None where nobody answers."""
    if not can_listen():
        return None
    path = socket_path(folder)
    if not is_our_own(os.path.dirname(path)):
        return None
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        connection.settimeout(_PATIENCE)
        connection.connect(path)
        connection.sendall(question)
        answer = connection.recv(_LONGEST_ANSWER)
    except OSError:
        return None
    finally:
        connection.close()
    return answer[:-1] if answer.endswith(b"\n") else None
