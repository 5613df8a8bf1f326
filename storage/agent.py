"""The key agent: a thread that lends the data key to look-ups of the same user, over a private socket.

It runs inside the open app, or alone in a process of its own (`storage.agent_process`). The key is in memory
only; it is forgotten at `lock`, at `stop` and at the deadline. The protocol stands in
`storage.agent_client`.
"""

import os
import selectors
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from storage import agent_client

_POLL = 1.0  # seconds between looks at the wall clock: a sleeping computer's timers stand still
_PATIENCE = 0.5  # seconds given to somebody who connects and says nothing
_LONGEST_QUESTION = 64
_WAITING_ROOM = 64
_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid (Linux: struct ucred)


class Agent:
    """Serves one vault's key until `stop`, a `lock` from outside, or the deadline. Is started once.

    `deadline` is wall-clock time in seconds since 1970, or None for as long as the program lives. `on_lock`
    is called from the agent's own thread after a lock from outside or the deadline, when the key is already
    forgotten; not after `stop`.
    """

    def __init__(
        self,
        folder: str,
        dek: bytes,
        deadline: float | None = None,
        on_lock: Callable[[], None] | None = None,
    ) -> None:
        self._path = agent_client.socket_path(folder)
        self._key = bytearray(dek)
        self._deadline = deadline
        # Counted on a second clock too, so that setting the wall clock back does not lengthen the time.
        self._latest = None if deadline is None else time.monotonic() + deadline - time.time()
        self._on_lock = on_lock
        self._lock_file: int | None = None
        self._listener: socket.socket | None = None
        self._inode: int | None = None
        self._bell: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    @property
    def serving(self) -> bool:
        """Whether look-ups get the key here."""
        return self._thread is not None and not self._ended.is_set()

    def start(self) -> bool:
        """Begin to serve; False where another agent of this vault lives, or no private place is found."""
        try:
            listener = self._listen() if self._has_place() and self._is_alone() else None
        except OSError:
            listener = None
        if listener is None:
            self._end()
            return False
        self._bell, ear = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, args=(listener, ear), name="key agent", daemon=True)
        self._thread.start()
        return True

    def stop(self) -> None:
        """Forget the key and take the socket away. May be called from any thread, and more than once."""
        if self._bell is None:
            self._end()
            return
        with suppress(OSError):  # the bell is gone when the agent has already ended
            self._bell.send(b".")
        # Not the thread's own end: it may be inside `on_lock`, waiting for the caller of this.
        self._ended.wait()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait (at most `timeout` seconds) until all is over, the last answer too; say whether it is."""
        if self._thread is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _has_place(self) -> bool:
        """Make the folder for sockets; say whether it is one that nobody else can reach into."""
        if not agent_client.can_listen():
            return False
        home = os.path.dirname(self._path)
        with suppress(FileExistsError):
            os.mkdir(home, 0o700)
        return agent_client.is_our_own(home)

    def _is_alone(self) -> bool:
        """Take the vault's lock file for as long as we live: a socket without its holder is stale."""
        import fcntl

        self._lock_file = os.open(self._path + ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _listen(self) -> socket.socket:
        with suppress(FileNotFoundError):
            os.unlink(self._path)  # a dead agent's
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(self._path)
        os.chmod(self._path, 0o600)
        self._inode = os.stat(self._path).st_ino
        self._listener.listen(_WAITING_ROOM)
        # A caller that hangs up between the alarm and the answer must not hold us.
        self._listener.settimeout(_PATIENCE)
        return self._listener

    def _serve(self, listener: socket.socket, ear: socket.socket) -> None:
        try:
            with ear:
                locked = self._answer_until_told(listener, ear)
        finally:
            self._end()
        if locked and self._on_lock is not None:
            self._on_lock()

    def _answer_until_told(self, listener: socket.socket, ear: socket.socket) -> bool:
        """Answer until the end; True where it was a lock or the deadline, False where it was `stop`."""
        with selectors.DefaultSelector() as waiting:
            waiting.register(listener, selectors.EVENT_READ)
            waiting.register(ear, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in waiting.select(self._pause())]
                if ear in ready:
                    return False
                if self._is_over() or (listener in ready and self._receive(listener)):
                    return True

    def _receive(self, listener: socket.socket) -> bool:
        """Answer one question; True where it was a lock."""
        try:
            caller, _ = listener.accept()
        except OSError:
            return False
        with caller, suppress(OSError):  # whoever hangs up early has no answer
            caller.settimeout(_PATIENCE)
            if not _is_same_user(caller):
                return False
            question = caller.recv(_LONGEST_QUESTION)
            if question == b"lock\n":
                self._end()  # first, so that the answer is true
                caller.sendall(agent_client.DONE + b"\n")
                return True
            caller.sendall(self._answer(question) + b"\n")
        return self._ended.is_set()

    def _answer(self, question: bytes) -> bytes:
        if question == b"key\n" and not self._is_over():
            return self._key.hex().encode()
        if question == b"status\n":
            return agent_client.NO_DEADLINE if self._deadline is None else repr(self._deadline).encode()
        return b"?"

    def _pause(self) -> float | None:
        if self._deadline is None:
            return None
        return min(_POLL, max(0.01, self._deadline - time.time()))

    def _is_over(self) -> bool:
        if self._deadline is None or self._latest is None:
            return False
        return time.time() >= self._deadline or time.monotonic() >= self._latest

    def _end(self) -> None:
        """Forget the key (all but what Python has copied), take the socket away, let the next agent in."""
        if self._ended.is_set():
            return  # the socket may already be another agent's
        self._key[:] = bytes(len(self._key))
        self._key.clear()
        with suppress(OSError):
            if self._inode is not None and os.stat(self._path).st_ino == self._inode:
                os.unlink(self._path)
        if self._listener is not None:
            self._listener.close()
        if self._lock_file is not None:
            os.close(self._lock_file)
        if self._bell is not None:
            self._bell.close()
        self._ended.set()


def _is_same_user(caller: socket.socket) -> bool:
    """Ask the kernel who calls (Linux). Elsewhere the private folder and the 0600 socket stand alone."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    _, user, _ = _CREDENTIALS.unpack(caller.getsockopt(socket.SOL_SOCKET, option, _CREDENTIALS.size))
    return bool(user == os.geteuid())
