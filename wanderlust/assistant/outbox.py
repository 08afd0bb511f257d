"""What the session says to the server: queued, so that no one waits for a socket, and dropped when nobody listens."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable

from wanderlust.assistant.ports import RealtimeLink
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire import client_events as cl
from wanderlust.wire.items import Item

BYTES_A_SECOND = 48_000
MOST_SOUND_S = 2.0
"""That live sound waits. On a line this slow the rest would arrive as an echo of the past; another server is given
the sound whole, from memory."""
REMEMBERED_REQUESTS = 256


class Outbox:
    """Client events of the connection that is held, in order; what stops an answer goes first."""

    def __init__(self, new_id: Callable[[str], str], now: Callable[[], float]) -> None:
        self._new_id = new_id
        self._now = now
        self._queue: deque[cl.ClientEvent] = deque()
        self._filled = asyncio.Event()
        self._waiting_since: deque[float] = deque()  # of each piece of live sound in the queue
        self._taken_since: float | None = None  # of the one the socket is taking
        self._requests: OrderedDict[str, type[cl.ClientEvent]] = OrderedDict()
        self.open = False
        """Whether the connection was told what was said before, and may be told more."""

    @property
    def unsent_s(self) -> float:
        """How long the oldest live sound has waited to be sent, in seconds."""
        since = self._taken_since
        if since is None:
            since = self._waiting_since[0] if self._waiting_since else None
        return 0.0 if since is None else self._now() - since

    def send(self, event: cl.ClientEvent) -> None:
        # What belongs to no connection yet, or to one that is gone, would only confuse the next.
        if not self.open:
            return
        if event.event_id is not None:
            self._requests[event.event_id] = type(event)
            while len(self._requests) > REMEMBERED_REQUESTS:
                self._requests.popitem(last=False)
        if isinstance(event, cl.ResponseCancel | cl.ItemTruncate) and all(map(_is_live, self._queue)):
            self._queue.appendleft(event)  # never before the request it takes back
        else:
            self._queue.append(event)
        self._filled.set()

    def send_sound(self, pcm: bytes) -> None:
        """Live sound of the microphone; the oldest that waits is dropped when the line does not take it."""
        if not self.open:
            return
        self.send(cl.InputAudioAppend(pcm))
        self._waiting_since.append(self._now())
        while self._now() - self._waiting_since[0] > MOST_SOUND_S:
            self._queue.remove(next(event for event in self._queue if _is_live(event)))
            self._waiting_since.popleft()

    def say_again(self, pcm: bytes) -> None:
        """Sound that an earlier server did not put into words: all of it, however slow the line."""
        for start in range(0, len(pcm), BYTES_A_SECOND):
            self.send(cl.InputAudioAppend(pcm[start : start + BYTES_A_SECOND], self.event_id()))

    def close(self) -> None:
        """The connection is gone, and with it what it was not told."""
        self.open = False
        self._queue.clear()
        self._filled.clear()
        self._waiting_since.clear()
        self._taken_since = None

    def send_item(self, item: Item) -> None:
        self.send(cl.ItemCreate(item, event_id=self.event_id()))

    def event_id(self) -> str:
        return self._new_id("evt")

    def request(self, event_id: str | None) -> type[cl.ClientEvent] | None:
        """What kind of request had this id."""
        return self._requests.get(event_id or "")

    async def empty_into(self, link: RealtimeLink) -> None:
        """Send what is queued over this link, until it is gone."""
        while True:
            await self._filled.wait()
            if not self._queue:
                self._filled.clear()
                continue
            event = self._queue.popleft()
            self._taken_since = self._waiting_since.popleft() if _is_live(event) else None
            try:
                await link.send(event)
            except ConnectionFailed:
                return  # the reader of the same link meets the same end and raises it
            finally:
                self._taken_since = None


def _is_live(event: cl.ClientEvent) -> bool:
    # Sound told again to a new server carries an id; live sound, 25 pieces a second of it, does not.
    return isinstance(event, cl.InputAudioAppend) and event.event_id is None
