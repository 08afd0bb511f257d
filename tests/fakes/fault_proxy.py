"""A loopback proxy with faults: bytes are passed on, cut with a reset, swallowed without a word, or refused."""

from __future__ import annotations

import asyncio
import socket
import struct
from dataclasses import dataclass, field
from typing import Literal

Way = Literal["open", "hole", "shut"]


@dataclass(slots=True)
class FaultProxy:
    """Stands between a client and a server of this computer.

    Attributes:
        port: The server's port.
        way: ``open`` passes bytes on; ``hole`` takes them and tells nobody, on old connections and new; ``shut`` resets
            whoever comes.
    """

    port: int
    way: Way = "open"
    delay_s: float = 0.0
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> FaultProxy:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def base_url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    def cut(self) -> None:
        """Reset every connection, as a router does that has forgotten them."""
        for writer in list(self._writers):
            _reset(writer)
        self._writers.clear()

    def shut(self) -> None:
        """Reset every connection, and each that comes."""
        self.way = "shut"
        self.cut()

    def swallow(self) -> None:
        """A cable is pulled: no byte passes any more, and no socket is closed."""
        self.way = "hole"

    def open(self) -> None:
        """All is well again for new connections; what was swallowed stays lost, and its connections with it."""
        self.way = "open"
        self.cut()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        try:
            if self.way == "shut":
                _reset(writer)
                return
            if self.way == "hole":
                while await reader.read(65_536):
                    pass
                return
            there, back = await asyncio.open_connection("127.0.0.1", self.port)
            self._writers.add(back)
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer))
        except (ConnectionError, OSError, asyncio.CancelledError):
            pass  # a stream server logs a handler that ends as cancelled, which these do with the proxy
        finally:
            writer.close()
            self._tasks.discard(task)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                if self.delay_s:
                    await asyncio.sleep(self.delay_s)
                if self.way == "open":
                    writer.write(data)
                    await writer.drain()
        except (ConnectionError, OSError):
            pass
        finally:
            if self.way != "hole":
                writer.close()


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with a reset instead of a goodbye."""
    sock = writer.get_extra_info("socket")
    if sock is not None and not writer.transport.is_closing():
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
