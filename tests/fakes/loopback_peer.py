"""What every scripted WebSocket server here needs: a free port on loopback, an address, a handshake it may refuse."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response


@dataclass(slots=True, kw_only=True)
class LoopbackPeer(ABC):
    """Serves any number of connections while its ``async with`` lasts.

    Attributes:
        refuse: Answers a handshake in place of the upgrade.
        largest: Bytes of the largest message it takes; None = any.
    """

    refuse: Callable[[ServerConnection, Request], Response | None] | None = None
    largest: int | None = 2**20
    _server: Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await serve(self._serve, "127.0.0.1", 0, process_request=self._admit, max_size=self.largest)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(next(iter(self._server.sockets)).getsockname()[1])

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def _admit(self, socket: ServerConnection, request: Request) -> Response | None:
        return self.refuse(socket, request) if self.refuse is not None else None

    @abstractmethod
    async def _serve(self, socket: ServerConnection) -> None:
        """One connection, until it ends."""
