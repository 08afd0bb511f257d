"""One model, one thread: what is waited for comes first, and stale work stops."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest

from wanderlust.engine.model_queue import ModelQueue, Priority

Stale = Callable[[], bool]


@pytest.fixture
async def queue() -> AsyncIterator[ModelQueue]:
    made = ModelQueue("test")
    yield made
    made.close()


class Gate:
    """Work that begins, tells so, and goes on when let."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.let = threading.Event()
        self.was_stale = False

    def __call__(self, stale: Stale) -> str:
        self.begun.set()
        assert self.let.wait(20)
        self.was_stale = stale()
        return "gate"

    async def has_begun(self) -> None:
        assert await asyncio.to_thread(self.begun.wait, 20)


async def test_a_call_gives_its_value_and_its_error(queue: ModelQueue) -> None:
    def fail(stale: Stale) -> None:
        raise ValueError("no")

    assert await queue.run(lambda stale: 3) == 3
    with pytest.raises(ValueError, match="no"):
        await queue.run(fail)
    assert queue.idle


async def test_final_work_overtakes_partial_work_that_waits(queue: ModelQueue) -> None:
    gate, order = Gate(), []
    first = asyncio.create_task(queue.run(gate))
    await gate.has_begun()
    partial = asyncio.create_task(queue.run(lambda stale: order.append("partial"), Priority.PARTIAL))
    final = asyncio.create_task(queue.run(lambda stale: order.append("final")))
    await asyncio.sleep(0)
    assert not queue.idle
    gate.let.set()
    await asyncio.gather(first, partial, final)
    assert order == ["final", "partial"]


async def test_partial_work_under_way_learns_that_final_work_waits(queue: ModelQueue) -> None:
    gate = Gate()
    partial = asyncio.create_task(queue.run(gate, Priority.PARTIAL))
    await gate.has_begun()
    final = asyncio.create_task(queue.run(lambda stale: stale()))
    await asyncio.sleep(0)
    gate.let.set()
    assert await final is False
    await partial
    assert gate.was_stale


async def test_work_nobody_waits_for_stops_or_never_begins(queue: ModelQueue) -> None:
    gate, began = Gate(), []
    running = asyncio.create_task(queue.run(gate))
    await gate.has_begun()
    waiting = asyncio.create_task(queue.run(lambda stale: began.append(1)))
    await asyncio.sleep(0)
    running.cancel()
    waiting.cancel()
    await asyncio.gather(running, waiting, return_exceptions=True)
    gate.let.set()
    assert await queue.run(lambda stale: "next") == "next"
    assert gate.was_stale and began == []
