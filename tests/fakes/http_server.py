"""A small strict HTTP server on the loopback that answers what the test says, well-formed or not."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Self

HEAD_LIMIT = 16_384


class HttpServer:
    """Answers every request with the same raw bytes, after checking that the request itself is sound.

    Args:
        answer: What goes over the wire, status line and all; see :func:`page` and :func:`data`.
        pause_s: Waited between its pieces.
        pieces: In how many pieces it is sent.
        hang: Whether the connection stays open after the answer, with nothing more to come.
        reset: Whether the connection is broken off instead of an answer.
    """

    def __init__(
        self, answer: bytes = b"", *, pause_s: float = 0.0, pieces: int = 1, hang: bool = False, reset: bool = False
    ) -> None:
        self._answer, self._pause_s, self._pieces = answer, pause_s, pieces
        self._hang, self._reset = hang, reset
        self._open: set[asyncio.Task[None]] = set()
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.received = b""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._answer_one(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client went away, as some of the tests want it to
        finally:
            self._open.discard(task)
            writer.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.read(4)
        self.received += first
        if first != b"GET ":
            return  # no HTTP: perhaps somebody begins to speak TLS
        rest = await reader.readuntil(b"\r\n\r\n")
        self.received += rest
        request, *lines = (first + rest).decode("ascii").rstrip("\r\n").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        assert len(first + rest) < HEAD_LIMIT and headers["host"] == f"127.0.0.1:{self.port}"
        self.requests.append((request, headers))
        if self._reset:
            writer.transport.abort()
            return
        size = max(1, -(-len(self._answer) // self._pieces))
        for start in range(0, len(self._answer), size):
            writer.write(self._answer[start : start + size])
            await writer.drain()
            await asyncio.sleep(self._pause_s)
        if self._hang:
            await reader.read()


def page(status: str, body: bytes, content_type: str = "text/html", *headers: str) -> bytes:
    """An answer with a body of any kind."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\nConnection: close\r\n\r\n" + body


def data(value: Any, status: str = "200 OK", *headers: str) -> bytes:
    """An answer in JSON."""
    return page(status, json.dumps(value).encode(), "application/json", *headers)
