"""An embedded engine whose process is a living peer in this one, for tests of what happens around it."""

from __future__ import annotations

import asyncio

from tests.fakes.living_peer import LivingPeer


class PeerEngine:
    """Fills the part of ``EngineProcess`` that a line to it uses.

    Args:
        peer: Answers in the engine's place.
        start_s: How long it takes to start.
    """

    token = "token"
    last_words = ""

    def __init__(self, peer: LivingPeer, start_s: float = 0.0) -> None:
        self._peer = peer
        self._start_s = start_s
        self.running = False

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._peer.port}/v1/realtime"

    async def start(self) -> None:
        await asyncio.sleep(self._start_s)
        self.running = True

    async def stop(self) -> None:
        self.running = False

    async def farewell(self) -> str:
        return ""
