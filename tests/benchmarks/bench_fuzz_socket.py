"""20,000 mutated messages over a real WebSocket, frame by frame as a broken server would: crashes, hangs and memory.

python -m tests.benchmarks.bench_fuzz_socket [MESSAGES]

Messages come whole, in continuation frames with pings between, as binary, not as UTF-8, 8 and 25 MB long, 100,000 deep;
one in a hundred breaks the protocol itself (reserved bits, unknown opcodes, masks, impossible lengths, a cut in the
middle of a frame), which ends the connection: the client connects again. Prints JSON lines.
"""

from __future__ import annotations

import asyncio
import base64
import ctypes
import gc
import hashlib
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.bench_fuzz import SilentSpeaker, mutated, resident_mb, templates
from tests.benchmarks.machine import machine, tell
from tests.fakes.switched_talk import bare_session
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.realtime.connection import open_endpoint
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.wire.codec import MAX_MESSAGE_BYTES

MESSAGES = 20_000
FATAL_SHARE = 0.01
HANG_S = 30.0
FIN, TEXT, BINARY, CLOSE, PING = 0x80, 0x1, 0x2, 0x8, 0x9
WEBSOCKET_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3


def frame(first: int, payload: bytes) -> bytes:
    """A server's frame: its first byte (FIN, reserved bits, opcode), its length, its payload."""
    size = len(payload)
    if size < 126:
        return bytes([first, size]) + payload
    if size < 1 << 16:
        return bytes([first, 126]) + size.to_bytes(2, "big") + payload
    return bytes([first, 127]) + size.to_bytes(8, "big") + payload


def in_pieces(chance: random.Random, first: int, payload: bytes) -> bytes:
    """A message in continuation frames, some of them empty, with pings between; characters are cut apart, too."""
    cuts = sorted(chance.randrange(len(payload) + 1) for _ in range(chance.randrange(1, 30)))
    pieces = [payload[a:b] for a, b in zip([0, *cuts], [*cuts, len(payload)], strict=True)]
    told = b""
    for number, piece in enumerate(pieces):
        opcode = first if number == 0 else 0
        told += frame(opcode | (FIN if number == len(pieces) - 1 else 0), piece)
        if chance.random() < 0.1:
            told += frame(FIN | PING, b"?")
    return told


def fatal(chance: random.Random) -> tuple[str, bytes]:
    """Something no WebSocket may send, and its name."""
    kinds: dict[str, bytes] = {
        "not UTF-8": frame(FIN | TEXT, b'{"type": "\xff\xfe"}'),
        "half a character": frame(FIN | TEXT, "{é".encode()[:-1]),
        "reserved bits": frame(FIN | 0x40 | TEXT, b"{}"),
        "unknown opcode": frame(FIN | chance.choice([0x3, 0x7, 0xB, 0xF]), b"{}"),
        "continuation of nothing": frame(FIN, b"{}"),
        "message within a message": frame(TEXT, b"{") + frame(FIN | TEXT, b"{}"),
        "long ping": frame(FIN | PING, b"x" * 126),
        "ping in pieces": frame(PING, b"x"),
        "masked": bytes([FIN | TEXT, 0x82]) + b"abcd{}",
        "impossible length": bytes([FIN | TEXT, 127]) + b"\xff" * 8,
        "longer than allowed": frame(FIN | TEXT, b" " * (MAX_MESSAGE_BYTES + 1)),
        "close with half a code": frame(FIN | CLOSE, b"\x03"),
        "close with no such code": frame(FIN | CLOSE, (999).to_bytes(2, "big") + b"why"),
        "close with a reason that is no text": frame(FIN | CLOSE, (1011).to_bytes(2, "big") + b"\xff"),
        "cut in the middle": frame(FIN | TEXT, b'{"type": "session.updated"}')[:9],
        "noise": chance.randbytes(300),
    }
    return chance.choice(list(kinds.items()))


@dataclass(slots=True)
class BrokenServer:
    """Serves connection after connection until it has sent so many messages."""

    messages: int
    chance: random.Random
    sent: int = 0
    connections: int = 0
    shapes: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)
    _server: asyncio.Server | None = None

    async def __aenter__(self) -> BrokenServer:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()

    @property
    def base_url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        swallowing: asyncio.Task[None] | None = None
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            key = next(
                line[19:].strip() for line in head.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key:")
            )
            accept = base64.b64encode(hashlib.sha1(key + WEBSOCKET_GUID).digest())
            answer = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            writer.write(answer + b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
            swallowing = asyncio.create_task(_swallow(reader))
            greeting = b'{"type": "session.created", "event_id": "e", "session": {"type": "realtime"}}'
            writer.write(frame(FIN | TEXT, greeting))
            await self._send_all(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()
            if swallowing is not None:
                swallowing.cancel()

    async def _send_all(self, writer: asyncio.StreamWriter) -> None:
        valid = templates()
        while self.sent < self.messages:
            self.sent += 1
            if self.sent % (self.messages // 20) == 0:
                self.memory.append(round(held_mb(), 1))
            if self.chance.random() < FATAL_SHARE:
                shape, told = fatal(self.chance)
                self.shapes[shape] += 1
                writer.write(told)
                await writer.drain()
                return
            writer.write(self._message(valid))
            await writer.drain()

    def _message(self, valid: list[dict[str, object]]) -> bytes:
        text = mutated(self.chance, valid)
        first = TEXT if isinstance(text, str) else BINARY
        payload = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        if isinstance(text, str) and "\ud800" in text:
            first = BINARY  # as text it would end the connection
        kind = self.chance.random()
        if kind < 0.001:
            self.shapes["8 MB"] += 1
            return frame(FIN | TEXT, b'{"type": "x", "padding": "' + b"x" * 8_000_000 + b'"}')
        if kind < 0.3:
            self.shapes["in pieces"] += 1
            return in_pieces(self.chance, first, payload)
        self.shapes["whole"] += 1
        return frame(FIN | first, payload)


def held_mb() -> float:
    """Resident memory that is in use: what a message of 25 MB left free is given back first, where the system can."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    return resident_mb()


async def _swallow(reader: asyncio.StreamReader) -> None:
    while await reader.read(65_536):
        pass


async def fuzz(messages: int, seed: int) -> int:
    """Crashes and hangs."""
    told: Counter[str] = Counter()
    crashes: Counter[str] = Counter()
    hangs = 0
    ends: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        async with (
            BrokenServer(messages, random.Random(seed)) as server,
            bare_session(Path(folder), SilentSpeaker(), lambda event: told.update([type(event).__name__])) as session,
        ):
            while server.sent < messages:
                before = server.sent
                try:
                    link = await open_endpoint(Endpoint(server.base_url, "token", "m"))
                    try:
                        async with asyncio.timeout(HANG_S + messages / 100):
                            await session.hold(link)
                    finally:
                        await link.close()
                except ConnectionFailed as error:
                    ends[error.trouble.name if error.trouble else "none"] += 1
                except TimeoutError:
                    hangs += 1
                except Exception as error:
                    crashes[f"{type(error).__name__}: {error}"[:160]] += 1
                if server.sent == before:
                    await asyncio.sleep(0.01)
    after = server.memory[3:]
    tell(
        "fuzz over a socket",
        messages=server.sent,
        connections=server.connections,
        ended_as=dict(ends),
        shapes=dict(server.shapes),
        events_shown=told.total(),
        crashes=dict(crashes),
        hangs=hangs,
        memory_mb=server.memory,
        memory_growth_percent=round(100 * (after[-1] / after[0] - 1), 1),
        seconds=round(time.monotonic() - began, 1),
        machine=machine(),
    )
    return crashes.total() + hangs


def main() -> int:
    logging.disable(logging.CRITICAL)
    return 1 if asyncio.run(fuzz(int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES, 11)) else 0


if __name__ == "__main__":
    sys.exit(main())
