"""Sends a session's events in order, from one task: an answer that is cancelled never leaves half a group of events."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Outbox:
    """A queue in front of a socket.

    Sending straight from the answer's task would wait inside a group of events that belong together (an item's done
    events, say) whenever the client reads slowly, and a cancel would lose the rest of the group. Putting never waits.
    Answers are a few sentences long and made only when asked for, so the queue stays small.

    Args:
        send: Sends one message; ConnectionError when the client is gone.
    """

    def __init__(self, send: Callable[[str], Awaitable[None]]) -> None:
        self._send = send
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._task = asyncio.create_task(self._run())

    def put(self, message: str) -> None:
        """Queue a message; those after the client went away are dropped."""
        if not self._task.done():
            self._queue.put_nowait(message)

    async def close(self, grace: float = 1.0) -> None:
        """Send what is queued and end; a client that does not read within ``grace`` seconds loses the rest."""
        self._queue.put_nowait(None)
        await asyncio.wait({self._task}, timeout=grace)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while (message := await self._queue.get()) is not None:
            try:
                await self._send(message)
            except ConnectionError:
                log.info("a client went away before it was told everything")
                return
