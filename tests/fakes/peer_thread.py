"""A living peer behind the fault proxy on a thread of its own, for an app in a process of its own."""

from __future__ import annotations

import asyncio
import http
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from tests.fakes.fault_proxy import FaultProxy
from tests.fakes.living_peer import Event, LivingPeer


@dataclass(slots=True)
class PeerThread:
    """The peer, its proxy and its loop; ``do`` is how the test's thread touches them.

    Attributes:
        keys: Every key that came, in order.
        accepted: The only key it takes; empty takes any.
    """

    peer: LivingPeer
    proxy: FaultProxy
    loop: asyncio.AbstractEventLoop
    base_url: str
    keys: list[str] = field(default_factory=list)
    accepted: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc

    def do(self, action: Callable[[], None]) -> None:
        """Do something on the loop, and wait until it is done."""
        done = threading.Event()
        self.loop.call_soon_threadsafe(action)
        self.loop.call_soon_threadsafe(done.set)
        assert done.wait(5)

    def received(self, kind: str) -> list[Event]:
        """Every event of this type that came so far."""
        return [event for event in list(self.peer.received) if event["type"] == kind]

    def refuse(self, socket: ServerConnection, request: Request) -> Response | None:
        """Note the key, and turn away a wrong one as OpenAI does."""
        key = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.keys.append(key)
        if self.accepted and key != self.accepted:
            return socket.respond(http.HTTPStatus.UNAUTHORIZED, '{"error": {"code": "invalid_api_key"}}')
        return None


@contextmanager
def peer_thread(pace_s: float = 0.0) -> Iterator[PeerThread]:
    """Run one."""
    started, thread = threading.Event(), threading.Thread(target=lambda: asyncio.run(live()), daemon=True)
    made: list[PeerThread] = []
    ended: list[asyncio.Event] = []

    async def live() -> None:
        ended.append(asyncio.Event())
        async with LivingPeer("cloud", pace_s=pace_s) as peer, FaultProxy(peer.port) as proxy:
            made.append(PeerThread(peer, proxy, asyncio.get_running_loop(), proxy.base_url))
            peer.refuse = made[0].refuse
            started.set()
            await ended[0].wait()

    thread.start()
    assert started.wait(10)
    try:
        yield made[0]
    finally:
        made[0].loop.call_soon_threadsafe(ended[0].set)
        thread.join(10)
