"""The responses a session is giving: one in the conversation at most, any number out of band beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from wanderlust.engine.response_events import ResponseWriter


@dataclass(slots=True)
class Running:
    """One response under way.

    Attributes:
        writer: Writes its events.
        aside: Whether it is out of band.
        task: Makes it.
        stopped_for: Why it was cancelled: ``client_cancelled`` or ``turn_detected``.
    """

    writer: ResponseWriter
    aside: bool
    task: asyncio.Task[None] | None = None
    stopped_for: str = "client_cancelled"


class RunningResponses:
    """Starts, finds and stops them."""

    def __init__(self) -> None:
        self._by_id: dict[str, Running] = {}

    @property
    def active(self) -> Running | None:
        """The one that answers in the conversation."""
        return next((running for running in self._by_id.values() if not running.aside), None)

    def get(self, response_id: str | None) -> Running | None:
        """The one of this id; without an id the one in the conversation."""
        return self.active if response_id is None else self._by_id.get(response_id)

    def admit(self, writer: ResponseWriter, aside: bool) -> Running:
        """Take its place; from here on it counts as under way."""
        running = self._by_id[writer.id] = Running(writer, aside)
        return running

    async def start(self, running: Running, work: Coroutine[Any, Any, None]) -> None:
        """Begin making it; on return the work has taken its first step.

        A task cancelled before its first step never runs at all: a cancel that arrived together with its
        ``response.create`` would leave the response without an end.
        """
        running.task = asyncio.create_task(work)
        await asyncio.sleep(0)

    def finished(self, running: Running) -> None:
        self._by_id.pop(running.writer.id, None)

    async def stop(self, running: Running | None, reason: str) -> None:
        """Cancel one and wait until its last event is on its way."""
        if running is None or running.task is None:
            return
        running.stopped_for = reason
        running.task.cancel()
        await asyncio.gather(running.task, return_exceptions=True)

    async def stop_all(self) -> None:
        for running in tuple(self._by_id.values()):
            await self.stop(running, "client_cancelled")
