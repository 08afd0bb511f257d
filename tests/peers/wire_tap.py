"""A listener between a client and the engine: every frame passes untouched, and each is held against OpenAI's types."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from openai.types.realtime import (
    RealtimeClientEvent,
    RealtimeServerEvent,
    RealtimeTranslationClientEvent,
    RealtimeTranslationServerEvent,
)
from pydantic import TypeAdapter, ValidationError
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

Types = tuple[TypeAdapter[Any], TypeAdapter[Any]]
# What a client and a server may send, by what comes after /realtime in the path.
_TYPES: dict[str, Types] = {
    "": (TypeAdapter(RealtimeClientEvent), TypeAdapter(RealtimeServerEvent)),
    "/translations": (TypeAdapter(RealtimeTranslationClientEvent), TypeAdapter(RealtimeTranslationServerEvent)),
}
_PASSED_ON = ("authorization", "api-key", "openai-beta", "user-agent")


@dataclass(slots=True)
class Traffic:
    """What went over the wire.

    Attributes:
        sent: How often the client sent each event.
        received: How often the engine sent each.
        violations: Events that do not fit OpenAI's types, with the first thing that is wrong.
        errors: Error events of the engine, as code and message.
    """

    sent: Counter[str] = field(default_factory=Counter)
    received: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def note(self, message: str | bytes, from_client: bool, types: Types) -> None:
        event = json.loads(message)
        name = str(event.get("type"))
        (self.sent if from_client else self.received)[name] += 1
        if name == "error":
            self.errors.append((str(event["error"].get("code")), str(event["error"].get("message"))))
        try:
            types[0 if from_client else 1].validate_python(event)
        except ValidationError as error:
            # The union reports every arm; the one of this event's type says what is wrong.
            wrong = [e for e in error.errors() if "literal" not in e["type"] and _arm_is(str(e["loc"][0]), name)]
            first = (wrong or error.errors())[0]
            side = "client" if from_client else "engine"
            self.violations.append(f"{side} {name}: {'.'.join(map(str, first['loc']))}: {first['msg']}")


def _arm_is(arm: str, name: str) -> bool:
    return arm.casefold().removesuffix("event") == name.replace(".", "").replace("_", "").casefold()


@asynccontextmanager
async def wire_tap(realtime_url: str) -> AsyncIterator[tuple[str, Traffic]]:
    """Listen on a port of its own and pass on to ``realtime_url``; yields the base URL and what went through."""
    traffic = Traffic()

    async def passed_on(client: ServerConnection) -> None:
        assert client.request is not None
        path, _, query = client.request.path.partition("?")
        kind = path.partition("/realtime")[2]
        types = _TYPES[kind]
        headers = {name: client.request.headers[name] for name in _PASSED_ON if name in client.request.headers}
        offered = client.request.headers.get("Sec-WebSocket-Protocol")
        protocols: Any = [p.strip() for p in offered.split(",")] if offered else None
        async with connect(
            f"{realtime_url}{kind}?{query}", additional_headers=headers, subprotocols=protocols, max_size=None
        ) as engine:
            ways = (_pass(client, engine, traffic, True, types), _pass(engine, client, traffic, False, types))
            tasks = [asyncio.create_task(way) for way in ways]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
            for result in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(result, Exception) and not isinstance(result, ConnectionClosed):
                    traffic.violations.append(f"the tap itself: {result!r}")

    def chosen(_connection: ServerConnection, offered: Sequence[Subprotocol]) -> Subprotocol | None:
        return Subprotocol("realtime") if "realtime" in offered else None

    async with serve(passed_on, "127.0.0.1", 0, max_size=None, select_subprotocol=chosen) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"http://127.0.0.1:{port}/v1", traffic


async def _pass(
    source: ServerConnection | ClientConnection,
    target: ServerConnection | ClientConnection,
    traffic: Traffic,
    from_client: bool,
    types: Types,
) -> None:
    async for message in source:
        traffic.note(message, from_client, types)
        await target.send(message)
