"""Events leave in order, whoever is cancelled meanwhile, and a client that is gone holds nobody up."""

from __future__ import annotations

import asyncio

from wanderlust.engine.outbox import Outbox


async def test_a_group_put_together_leaves_together_though_its_task_is_cancelled() -> None:
    sent: list[str] = []
    reading = asyncio.Event()

    async def send(message: str) -> None:
        await reading.wait()
        sent.append(message)

    outbox = Outbox(send)

    async def answer() -> None:
        for message in "abc":
            outbox.put(message)
        await asyncio.Event().wait()

    task = asyncio.create_task(answer())
    await asyncio.sleep(0)
    task.cancel()
    reading.set()
    await outbox.close()
    assert sent == ["a", "b", "c"]


async def test_after_the_client_is_gone_messages_are_dropped() -> None:
    sent: list[str] = []

    async def send(message: str) -> None:
        sent.append(message)
        raise ConnectionResetError

    outbox = Outbox(send)
    outbox.put("a")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outbox.put("b")
    await outbox.close()
    assert sent == ["a"]


async def test_a_client_that_never_reads_does_not_hold_up_the_end() -> None:
    outbox = Outbox(lambda _message: asyncio.Event().wait())  # type: ignore[arg-type, return-value]
    outbox.put("a")
    await outbox.close(grace=0.0)
