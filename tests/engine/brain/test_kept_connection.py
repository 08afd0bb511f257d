"""A server that drops a kept connection without a word is asked again on a fresh one, once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from wanderlust.domain.errors import BrainFailed
from wanderlust.domain.tool_catalogue import LOCAL_TIME
from wanderlust.engine.brain.chat_model import ChatModel, Endpoint
from wanderlust.engine.brain.question import Question

ASKED = Question("what time is it in Lima", "en", (), (LOCAL_TIME.definition(),))
CALL = {"id": "1", "function": {"name": "local_time", "arguments": '{"place": "Lima"}'}}
ANSWER = json.dumps({"choices": [{"message": {"role": "assistant", "content": None, "tool_calls": [CALL]}}]}).encode()


@asynccontextmanager
async def serving(answers: int) -> AsyncIterator[tuple[str, list[int]]]:
    """A server that answers the first request of so many connections, and closes at the second; its connections."""
    connections: list[int] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(0)
        number = len(connections)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(line.split(b":")[1])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length")
                )
                await reader.readexactly(length)
                connections[number - 1] += 1
                if connections[number - 1] > 1 or number > answers:
                    return
                lines = (b"HTTP/1.1 200 OK", b"Content-Type: application/json", b"Content-Length: %d" % len(ANSWER))
                writer.write(b"\r\n".join((*lines, b"", ANSWER)))
                await writer.drain()
        except asyncio.IncompleteReadError:
            return
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", connections
    finally:
        server.close()


async def test_a_dropped_connection_is_made_anew() -> None:
    async with serving(2) as (base, connections), aiohttp.ClientSession() as http:
        model = ChatModel(Endpoint(base, "qwen", "llama.cpp", "tools", True), http)
        for _ in range(2):
            assert (await model.decide(ASKED)).calls[0].arguments == {"place": "Lima"}
        assert connections == [2, 1]


async def test_a_server_that_only_drops_is_given_up() -> None:
    async with serving(0) as (base, connections), aiohttp.ClientSession() as http:
        model = ChatModel(Endpoint(base, "qwen", "llama.cpp", "tools", True), http)
        with pytest.raises(BrainFailed, match="does not answer"):
            await model.decide(ASKED)
        assert connections == [1, 1]
