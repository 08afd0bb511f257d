"""What the session says to the server: queued, so that no one waits for a socket, and dropped when nobody listens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from wanderlust.assistant.ports import RealtimeLink
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire import client_events as cl
from wanderlust.wire.items import Item


class Outbox:
    """Client events of the connection that is held, in order."""

    def __init__(self, new_id: Callable[[str], str]) -> None:
        self._new_id = new_id
        self._queue: asyncio.Queue[cl.ClientEvent] = asyncio.Queue()
        self.open = False
        """Whether the connection was told what was said before, and may be told more."""

    def send(self, event: cl.ClientEvent) -> None:
        # What belongs to no connection yet, or to one that is gone, would only confuse the next.
        if self.open:
            self._queue.put_nowait(event)

    def close(self) -> None:
        """The connection is gone, and with it what it was not told."""
        self.open = False
        self._queue = asyncio.Queue()

    def send_item(self, item: Item) -> None:
        self.send(cl.ItemCreate(item, event_id=self.event_id()))

    def event_id(self) -> str:
        return self._new_id("evt")

    async def empty_into(self, link: RealtimeLink) -> None:
        """Send what is queued over this link, until it is gone."""
        while True:
            event = await self._queue.get()
            try:
                await link.send(event)
            except ConnectionFailed:
                return  # the reader of the same link meets the same end and raises it
