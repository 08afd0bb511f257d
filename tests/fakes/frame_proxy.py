"""A proxy that mistreats whole frames of a Realtime server: late, lost, cut short, twice, out of turn."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from typing import Literal

from websockets.asyncio.client import connect
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

Fault = Literal["delay", "drop", "truncate", "duplicate", "reorder"]


@dataclass(slots=True)
class FrameProxy:
    """Passes frames of the client on as they are, and does the fault to a share of the server's.

    Attributes:
        port: The server's port.
        fault: What is done.
        share: To how many of the server's frames, 0 to 1; the first, which greets, is spared.
        chance: Decides which.
    """

    port: int
    fault: Fault
    share: float
    chance: random.Random
    done: int = 0
    _held: str | bytes | None = None
    _server: Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> FrameProxy:
        self._server = await serve(self._serve, "127.0.0.1", 0, max_size=None)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    @property
    def base_url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{next(iter(self._server.sockets)).getsockname()[1]}/v1"

    async def _serve(self, client: ServerConnection) -> None:
        assert client.request is not None
        async with connect(f"ws://127.0.0.1:{self.port}{client.request.path}", max_size=None) as server:

            async def up() -> None:
                try:
                    async for frame in client:
                        await server.send(frame)
                except ConnectionClosed:
                    return
                finally:
                    await server.close()

            task = asyncio.create_task(up())
            self._tasks.add(task)
            try:
                await client.send(await server.recv())
                async for frame in server:
                    for passed in await self._mistreated(frame):
                        await client.send(passed)
            except ConnectionClosed:
                return
            finally:
                task.cancel()
                await client.close()

    async def _mistreated(self, frame: str | bytes) -> list[str | bytes]:
        if self._held is not None:
            held, self._held = self._held, None
            return [frame, held]
        if self.chance.random() >= self.share:
            return [frame]
        self.done += 1
        match self.fault:
            case "delay":
                await asyncio.sleep(0.05)
                return [frame]
            case "drop":
                return []
            case "truncate":
                return [frame[: self.chance.randrange(len(frame))]]
            case "duplicate":
                return [frame, frame]
            case "reorder":
                self._held = frame
                return []
