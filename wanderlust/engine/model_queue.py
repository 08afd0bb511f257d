"""A thread for one model, and the order in which it is asked: what somebody waits for before what is nice to have."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")


class Priority(IntEnum):
    """Lower comes first."""

    FINAL = 0
    PARTIAL = 1


@dataclass(order=True)
class _Job:
    priority: int
    number: int
    call: Callable[[Callable[[], bool]], Any] = field(compare=False)
    result: asyncio.Future[Any] = field(compare=False)
    overtaken: bool = field(default=False, compare=False)

    def stale(self) -> bool:
        """Whether the rest of the work is not worth doing; read by the model's thread."""
        return self.overtaken or self.result.done()


class ModelQueue:
    """Runs calls one at a time on a thread of its own: by priority, then in the order they came.

    A call gets a function that says whether it has become stale: its caller no longer waits (the task was cancelled),
    or it is partial work and something final waits. A call that nobody waits for is not begun at all. All methods
    belong to one event loop.
    """

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(1, name)
        self._waiting: list[_Job] = []
        self._numbers = itertools.count()
        self._running: _Job | None = None

    @property
    def idle(self) -> bool:
        """Whether a call would begin at once."""
        return self._running is None and not self._waiting

    async def run(self, call: Callable[[Callable[[], bool]], T], priority: Priority = Priority.FINAL) -> T:
        """Run a call in its turn; raises what it raises."""
        result: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, _Job(priority, next(self._numbers), call, result))
        if self._running is not None and self._running.priority > priority:
            self._running.overtaken = True
        self._begin_next()
        return await result

    def close(self) -> None:
        """Begin nothing more; a call under way is finished first."""
        for job in self._waiting:
            job.result.cancel()
        self._waiting.clear()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _begin_next(self) -> None:
        while self._waiting and self._running is None:
            job = heapq.heappop(self._waiting)
            if job.result.done():
                continue
            self._running = job
            ended = self._thread.submit(job.call, job.stale)
            ended.add_done_callback(partial(self._thread_ended, job))

    def _thread_ended(self, job: _Job, done: Future[Any]) -> None:
        """On the model's thread; a loop that has closed since has nobody waiting on it."""
        loop = job.result.get_loop()
        if not loop.is_closed() and not done.cancelled():
            loop.call_soon_threadsafe(self._ended, job, done)

    def _ended(self, job: _Job, done: Future[Any]) -> None:
        self._running = None
        if not job.result.done():
            error = done.exception()
            if error is not None:
                job.result.set_exception(error)
            else:
                job.result.set_result(done.result())
        self._begin_next()
