"""When to lock: nobody has touched a key, or another terminal asked for it. Also lends the key to look-ups."""

import asyncio
import time
from typing import TYPE_CHECKING

from screens.messages import LOCK
from storage import agent_client
from storage.vault import Key

if TYPE_CHECKING:
    from screens.app import RekotuiApp
    from storage.agent import Agent


class LockWatch:
    """The app's key agent and idle clock. `serve` and `stop` block: call them in threads."""

    def __init__(self, app: "RekotuiApp") -> None:
        self._app = app
        self._agent: Agent | None = None
        self._elsewhere: float | None = None
        self._key: Key | None = None
        self._touched = 0.0
        self._touched_wall = 0.0

    def touched(self) -> None:
        """Note that somebody is there."""
        self._touched, self._touched_wall = self._app.clock(), time.time()

    def serve(self, key: Key) -> None:
        """Lend the key to this user's look-ups, unless another program already does."""
        from storage.agent import Agent

        self._key = key
        agent = Agent(key.folder, key.dek, None, self._app.lock_soon)
        if agent.start():
            self._agent, self._elsewhere = agent, None
        else:
            self._agent, self._elsewhere = None, agent_client.ask_deadline(key.folder)

    def stop(self) -> None:
        """Lend the key no more."""
        agent, self._agent, self._elsewhere, self._key = self._agent, None, None, None
        if agent is not None:
            agent.stop()

    async def reason_to_lock(self) -> str | None:
        """Return what to tell when it is time to lock, else None."""
        # On two clocks: the first stands still while the computer sleeps, the second can be set.
        idle = max(self._app.clock() - self._touched, time.time() - self._touched_wall)
        if idle >= self._app.desk.settings.idle_minutes * 60:
            return LOCK["idle"]
        if self._elsewhere is not None and await asyncio.to_thread(self._other_agent_was_locked):
            return LOCK["elsewhere"]
        return None

    def _other_agent_was_locked(self) -> bool:
        """Look at the agent we did not start: one that ended before its time was told to lock."""
        deadline = agent_client.ask_deadline(self._app.folder)
        if deadline is not None:
            self._elsewhere = deadline
            return False
        if self._elsewhere is not None and time.time() >= self._elsewhere and self._key is not None:
            self.serve(self._key)
            return False
        return True
