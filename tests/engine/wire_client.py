"""A plain client of the engine for tests: raw JSON out, every server event held against OpenAI's types."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from openai.types.realtime import RealtimeServerEvent
from pydantic import TypeAdapter
from websockets.asyncio.client import ClientConnection, connect

from tests.conftest import RunningEngine

_SERVER_TYPES: TypeAdapter[Any] = TypeAdapter(RealtimeServerEvent)

Event = dict[str, Any]


class WireClient:
    """One connection; remembers every event that came."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.events: list[Event] = []

    async def send(self, type: str, **fields: Any) -> None:
        await self._socket.send(json.dumps({"type": type, **fields}))

    async def send_raw(self, message: str | bytes) -> None:
        await self._socket.send(message)

    async def next(self, *types: str, seconds: float = 20.0) -> Event:
        """The next event of one of these types; others before it are only remembered."""
        async with asyncio.timeout(seconds):
            while True:
                event = await self._read()
                if not types or event["type"] in types:
                    return event

    async def until(self, done: Callable[[Event], bool], seconds: float = 20.0) -> list[Event]:
        """All events up to the one that fits."""
        seen: list[Event] = []
        async with asyncio.timeout(seconds):
            while True:
                event = await self._read()
                seen.append(event)
                if done(event):
                    return seen

    async def ask(self, text: str, **response: Any) -> list[Event]:
        """Typed words and a request for an answer; all events up to its end."""
        item = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}
        await self.send("conversation.item.create", item=item)
        await self.send("response.create", response=response)
        return await self.until(lambda e: e["type"] in ("response.done", "error"))

    async def hear(self, pcm: bytes, chunk: int = 4800) -> None:
        """Append sound, PCM16 mono 24 kHz, as fast as it goes."""
        for start in range(0, len(pcm), chunk):
            part = base64.b64encode(pcm[start : start + chunk]).decode()
            await self.send("input_audio_buffer.append", audio=part)

    async def _read(self) -> Event:
        event: Event = json.loads(await self._socket.recv())
        _SERVER_TYPES.validate_python(event)
        assert event["type"] != "conversation.item.created", "the older name is never sent"
        assert event["event_id"]
        self.events.append(event)
        return event


@asynccontextmanager
async def client_of(engine: RunningEngine, token: str | None = None) -> AsyncIterator[WireClient]:
    """Connect and wait for ``session.created``."""
    headers = {"Authorization": f"Bearer {token or engine.token}"}
    async with connect(engine.realtime_url, additional_headers=headers, max_size=None, compression=None) as socket:
        client = WireClient(socket)
        assert (await client.next())["type"] == "session.created"
        yield client
