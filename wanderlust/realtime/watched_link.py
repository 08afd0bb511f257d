"""A connection with its own heartbeat, for those who hold one without a session that could be asked what waits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable

from wanderlust.realtime.connection import RealtimeConnection
from wanderlust.realtime.heartbeat import Heartbeat
from wanderlust.realtime.liveness import LOST_AFTER_S, Pulse
from wanderlust.wire.client_events import ClientEvent
from wanderlust.wire.server_events import ServerEvent


class WatchedLink:
    """Fills ``ports.RealtimeLink``: a connection that is pinged, and given up when nothing answers.

    Args:
        wire: The connection.
        lost_after_s: Silence after which it counts as lost.
        now: The clock the connection reads too, in seconds.
    """

    def __init__(
        self, wire: RealtimeConnection, lost_after_s: float = LOST_AFTER_S, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.wire = wire
        heartbeat = Heartbeat(wire, lambda: 0.0, lambda: 0.0, _unheeded, lost_after_s, now)
        self._beating = asyncio.create_task(heartbeat.run())

    async def send(self, event: ClientEvent) -> None:
        """Send one event; raises ConnectionFailed when the connection is gone."""
        await self.wire.send(event)

    def events(self) -> AsyncIterator[ServerEvent]:
        """See :meth:`RealtimeConnection.events`."""
        return self.wire.events()

    async def close(self) -> None:
        """End it; the server's goodbye is waited for no longer than a second."""
        self._beating.cancel()
        await asyncio.gather(self._beating, return_exceptions=True)
        await self.wire.close()


def _unheeded(_pulse: Pulse) -> None:
    """A line that grows slow changes nothing; one that is lost ends by itself."""
