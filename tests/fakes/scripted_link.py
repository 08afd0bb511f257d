"""A connection whose server is the test: it hands out what the test gives it and keeps what it was sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire.client_events import ClientEvent
from wanderlust.wire.server_events import ServerEvent


class ScriptedLink:
    """Fills ``ports.RealtimeLink``."""

    def __init__(self) -> None:
        self.sent: list[ClientEvent] = []
        self.closed = False
        self._coming: asyncio.Queue[ServerEvent | ConnectionFailed] = asyncio.Queue()

    def give(self, *events: ServerEvent | ConnectionFailed) -> None:
        """Let the server say this; an error ends the connection."""
        for event in events:
            self._coming.put_nowait(event)

    @property
    def waiting(self) -> int:
        """How many events nobody has taken yet."""
        return self._coming.qsize()

    async def send(self, event: ClientEvent) -> None:
        self.sent.append(event)

    async def events(self) -> AsyncIterator[ServerEvent]:
        while True:
            event = await self._coming.get()
            if isinstance(event, ConnectionFailed):
                raise event
            yield event

    async def close(self) -> None:
        self.closed = True
