"""The heartbeat of one connection: pings, watches what waits to be sent, and gives up on a line gone silent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from wanderlust.realtime.connection import RealtimeConnection
from wanderlust.realtime.liveness import LOST_AFTER_S, Liveness, Pulse

TICK_S = 0.1
SLEPT_S = 10.0
"""A tick that comes this late by either clock means the computer slept: which clock runs on differs by system."""


class Heartbeat:
    """Watches one connection.

    Args:
        link: The connection.
        unsent_s: Seconds of microphone sound that wait to be sent.
        waiting_s: How long a request has waited for the first word about it.
        on_pulse: Told whenever the judgement changes, before a lost connection is abandoned.
        lost_after_s: Silence after which it is abandoned.
        now: The clock the connection reads too, in seconds.
        wall: The wall clock, in seconds.
    """

    def __init__(
        self,
        link: RealtimeConnection,
        unsent_s: Callable[[], float],
        waiting_s: Callable[[], float],
        on_pulse: Callable[[Pulse], None],
        lost_after_s: float = LOST_AFTER_S,
        now: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._link = link
        self._unsent_s = unsent_s
        self._waiting_s = waiting_s
        self._on_pulse = on_pulse
        self._now, self._wall = now, wall
        self._liveness = Liveness(link.heard_at, lost_after_s)
        self._pulse = Pulse.ALIVE
        self._heard_at = link.heard_at

    async def run(self) -> None:
        """Until the connection is lost, or this task is cancelled."""
        ticked = (self._now(), self._wall())
        while self._pulse is not Pulse.LOST:
            await asyncio.sleep(TICK_S)
            now, wall = self._now(), self._wall()
            slept = max(now - ticked[0], wall - ticked[1]) > SLEPT_S
            ticked = (now, wall)
            self._tick(now, slept)

    def _tick(self, now: float, slept: bool) -> None:
        if slept:
            self._liveness.woke(now)
        if self._link.heard_at != self._heard_at:
            self._heard_at = self._link.heard_at
            self._liveness.heard(self._heard_at)
        if self._liveness.ping_due(now):
            self._link.ping()
        pulse = self._liveness.tick(now, self._unsent_s(), self._waiting_s())
        if pulse is not self._pulse:
            self._pulse = pulse
            self._on_pulse(pulse)
        if pulse is Pulse.LOST:
            self._link.abandon()
