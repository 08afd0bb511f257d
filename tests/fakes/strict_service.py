"""A service on this computer that keeps its real one's rules: it notes who breaks them, and misbehaves to order."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

HEAD_LIMIT = 16_384


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the service sees it: path, parameters of the address and of the form, headers in small letters."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    target: str


Answering = Callable[[Asked], Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """An answer that is no JSON, with its content type."""

    body: bytes
    content_type: str = "image/png"


@dataclass(slots=True)
class Rules:
    """What the service asks of whoever uses it.

    Attributes:
        gap_s: Least time between two requests, by the clock.
        most_a_second: Requests within any second; 0 = only the gap counts.
        at_once: How many requests may be open together.
        max_age_s: For how long an answer is good; asking again before that breaks the rule.
        contact: Whether the User-Agent must say whom to reach.
        most_a_day: Requests in all.
    """

    gap_s: float = 1.0
    at_once: int = 1
    max_age_s: float = 3600.0
    contact: bool = False
    most_a_day: int = 10_000
    most_a_second: int = 0


@dataclass(slots=True)
class StrictService:
    """Answers on the loopback.

    Args:
        answer: Makes the JSON value or the picture for a request; bytes go over the wire as they are, None is a 404.
        monotonic: The clock by which the rules are kept, the client's own.
        rules: The rules.

    Attributes:
        broken: What was done against the rules, in words.
        asked: Every request that came.
        troubles: Raw answers given instead, the first one first; "hang" and "reset" are done, not sent.
    """

    answer: Answering
    monotonic: Callable[[], float]
    rules: Rules = field(default_factory=Rules)
    broken: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    troubles: deque[bytes | str] = field(default_factory=deque)
    port: int = 0
    _open: int = 0
    _last: float = float("-inf")
    _lately: deque[float] = field(default_factory=deque)
    _given: dict[str, tuple[float, str]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while (asked := await self._request(reader)) is not None:
                self._open += 1
                try:
                    if not await self._reply(asked, writer):
                        return
                finally:
                    self._open -= 1
        except (ConnectionError, asyncio.CancelledError):
            pass  # the client went away, or the test is over
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _request(self, reader: asyncio.StreamReader) -> Asked | None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii")
        except asyncio.IncompleteReadError:
            return None
        assert len(head) < HEAD_LIMIT
        line, *rest = head.rstrip("\r\n").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (entry.partition(":") for entry in rest)}
        method, target, _ = line.split(" ")
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        parts = urlsplit(target)
        pairs = parse_qs(parts.query) | parse_qs(body.decode())
        query = {name: values[0] for name, values in pairs.items()}
        return Asked(method, parts.path, query, headers, f"{target} {body.decode()}")

    async def _reply(self, asked: Asked, writer: asyncio.StreamWriter) -> bool:
        """Answer; False when the connection is not to be used again."""
        self.asked.append(asked)
        self._watch(asked)
        if self.troubles:
            trouble = self.troubles.popleft()
            if trouble == "reset":
                writer.transport.abort()
                return False
            if trouble == "hang":
                await asyncio.Event().wait()
            assert isinstance(trouble, bytes)
            writer.write(trouble)
            await writer.drain()
            return False
        value = self.answer(asked)
        if isinstance(value, bytes):
            writer.write(value)
            await writer.drain()
            return False
        status = "404 Not Found" if value is None else "200 OK"
        content_type = "application/json; charset=utf-8"
        if isinstance(value, Picture):
            body, content_type = value.body, value.content_type
        else:
            body = json.dumps(value if value is not None else {"message": "not found"}, ensure_ascii=False).encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if value is not None:
            self._given[asked.target] = (self.monotonic(), etag)
        headers = f"ETag: {etag}\r\nCache-Control: max-age={self.rules.max_age_s:.0f}\r\n"
        if asked.headers.get("if-none-match") == etag:
            writer.write(f"HTTP/1.1 304 Not Modified\r\n{headers}\r\n".encode())
        else:
            told = f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n"
            writer.write(f"HTTP/1.1 {status}\r\n{headers}{told}\r\n".encode() + body)
        await writer.drain()
        return True

    def _watch(self, asked: Asked) -> None:
        now, rules = self.monotonic(), self.rules
        agent = asked.headers.get("user-agent", "")
        if not agent.startswith("Wanderlust/") or (rules.contact and "@" not in agent and "http" not in agent):
            self.broken.append(f"a User-Agent without name or contact: {agent}")
        if now - self._last < rules.gap_s - 1e-6:
            self.broken.append(f"asked again after {now - self._last:.3f} s")
        self._last = now
        self._lately.append(now)
        while now - self._lately[0] >= 1.0:
            self._lately.popleft()
        if 0 < rules.most_a_second < len(self._lately):
            self.broken.append(f"{len(self._lately)} requests in a second")
        if self._open > rules.at_once:
            self.broken.append(f"{self._open} requests at once")
        if "cookie" in asked.headers or "no-cache" in asked.headers.get("cache-control", ""):
            self.broken.append("cookies, or no-cache")
        before = self._given.get(asked.target)
        if before is not None:
            if now - before[0] < rules.max_age_s:
                self.broken.append("asked for what it has, and what is still good")
            elif asked.headers.get("if-none-match") != before[1]:
                self.broken.append("asked anew for what it has, without saying so")
        if len(self.asked) > rules.most_a_day:
            self.broken.append("too many requests in a day")


def raw(status: str, body: bytes, content_type: str = "application/json", *headers: str) -> bytes:
    """An answer to be given as it stands."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\nConnection: close\r\n\r\n" + body
