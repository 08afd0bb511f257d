"""A strict Realtime server that follows a script: what it does not expect, or does not get, fails the test."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openai.types.realtime import RealtimeClientEvent
from pydantic import TypeAdapter, ValidationError
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

_CLIENT_TYPES: TypeAdapter[Any] = TypeAdapter(RealtimeClientEvent)

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Expect:
    """The next client event must be of this type, and pass the check."""

    type: str
    check: Callable[[Event], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Send:
    """Send these events; a callable gets the events received so far, by type (the last of each)."""

    events: Sequence[Event | Callable[[Mapping[str, Event]], Event]]


@dataclass(frozen=True, slots=True)
class Hang:
    """Close the connection with this code."""

    code: int = 1011
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """Go on only when the test says so."""

    gate: asyncio.Event


@dataclass(frozen=True, slots=True)
class Hear:
    """Go on once this many bytes of microphone sound have come in all; no other event may come before."""

    sound: int


Step = Expect | Send | Hang | Wait | Hear


@dataclass(slots=True)
class ScriptedPeer:
    """Serves one script a connection, in order.

    Attributes:
        scripts: One list of steps for each connection that is to come.
        sound: Bytes of microphone sound received; appends need no step of their own.
        problems: What went against the script.
    """

    scripts: list[list[Step]]
    sound: int = 0
    problems: list[str] = field(default_factory=list)
    received: list[Event] = field(default_factory=list)
    _server: Server | None = None
    _served: int = 0
    _finished: asyncio.Event = field(default_factory=asyncio.Event)

    async def __aenter__(self) -> ScriptedPeer:
        self._server = await serve(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server is not None
        port = next(iter(self._server.sockets)).getsockname()[1]
        return f"ws://127.0.0.1:{port}/v1/realtime"

    async def finished(self, seconds: float = 10.0) -> None:
        """Wait for the last script's last step; raises AssertionError on anything that went against a script."""
        try:
            async with asyncio.timeout(seconds):
                await self._finished.wait()
        except TimeoutError:
            self.problems.append("the script did not finish")
        assert not self.problems, "; ".join(self.problems)

    async def _serve(self, socket: ServerConnection) -> None:
        number, self._served = self._served, self._served + 1
        if number >= len(self.scripts):
            self.problems.append("one connection too many")
            self._finished.set()
            return
        last: dict[str, Event] = {}
        try:
            for step in self.scripts[number]:
                match step:
                    case Expect():
                        event = await self._next(socket)
                        last[event["type"]] = event
                        if event["type"] != step.type:
                            self.problems.append(f"got {event['type']} where {step.type} was expected")
                            break
                        if not step.check(event):
                            self.problems.append(f"{step.type} is not as expected: {json.dumps(event)[:300]}")
                    case Send():
                        for entry in step.events:
                            body = entry(last) if callable(entry) else entry
                            await socket.send(json.dumps({"event_id": "event_x", **body}))
                    case Hang():
                        await socket.close(step.code, step.reason)
                    case Wait():
                        await step.gate.wait()
                    case Hear():
                        while self.sound < step.sound:
                            await self._read(socket)
        except ConnectionClosed:
            self.problems.append("the client went away in the middle of the script")
        if number + 1 == len(self.scripts):
            self._finished.set()
        if not any(isinstance(step, Hang) for step in self.scripts[number]):
            await self._refuse_more(socket)

    async def _refuse_more(self, socket: ServerConnection) -> None:
        try:
            while True:
                event = await self._next(socket)
                self.problems.append(f"an unexpected {event['type']} after the script")
        except ConnectionClosed:
            return

    async def _next(self, socket: ServerConnection) -> Event:
        while True:
            event = await self._read(socket)
            if event["type"] != "input_audio_buffer.append":
                return event

    async def _read(self, socket: ServerConnection) -> Event:
        event: Event = json.loads(await socket.recv())
        self.received.append(event)
        try:
            _CLIENT_TYPES.validate_python(_without_references(event))
        except ValidationError as error:
            self.problems.append(f"{event.get('type')} is not what OpenAI declares: {error.errors()[:2]}")
        if event["type"] == "input_audio_buffer.append":
            self.sound += len(event["audio"]) * 3 // 4
        return event


def _without_references(event: Event) -> Event:
    """OpenAI's guide has a response refer to items by ``item_reference``; its package's types have no such item."""
    response = event.get("response")
    if event["type"] != "response.create" or not isinstance(response, dict) or "input" not in response:
        return event
    kept = [item for item in response["input"] if item.keys() != {"type", "id"} or item["type"] != "item_reference"]
    return {**event, "response": {**response, "input": kept}}
