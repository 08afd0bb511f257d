"""One WebSocket to a Realtime server: events out, events in, whether it lives, and why it ended."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from urllib.parse import quote

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, InvalidURI, WebSocketException

from wanderlust.domain import connection_trouble
from wanderlust.domain.errors import ConnectionFailed, WireError
from wanderlust.realtime import failures
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.wire import codec
from wanderlust.wire.client_events import ClientEvent
from wanderlust.wire.server_events import ServerEvent
from wanderlust.wire.translation_events import TRANSLATION_SERVER_EVENTS, TranslationClientEvent

log = logging.getLogger(__name__)

# The library writes every header and frame to its log when it debugs: the key, and what was said.
_library_log = logging.getLogger(f"{__name__}.library")
_library_log.setLevel(logging.INFO)

OPEN_TIMEOUT_S = 10.0
CLOSE_TIMEOUT_S = 1.0  # nobody waits for a goodbye from a server that is being left


class RealtimeConnection:
    """Fills ``ports.RealtimeLink`` over the ``websockets`` library; made by :func:`open_endpoint`.

    Attributes:
        bad_messages: How many messages could not be read.
        heard_at: When an event or a pong last came, by the clock given.
    """

    def __init__(
        self,
        socket: ClientConnection,
        now: Callable[[], float] = time.monotonic,
        reader: codec.EventReader | None = None,
    ) -> None:
        self._socket = socket
        self._now = now
        self._reader = reader or codec.server_event_reader()
        self._pinging: asyncio.Task[None] | None = None
        self._given_up = False
        self.bad_messages = 0
        self.heard_at = now()

    async def send(self, event: ClientEvent | TranslationClientEvent) -> None:
        """Send one event; raises ConnectionFailed when the connection is gone."""
        try:
            await self._socket.send(codec.write(event))
        except ConnectionClosed as error:
            raise self._ended(error) from error

    async def events(self) -> AsyncIterator[ServerEvent]:
        """Events in order until the end; a message that cannot be read is counted, logged and passed over.

        Raises:
            ConnectionFailed: It ended, whoever ended it; this is the only way out.
        """
        try:
            while True:
                message = await self._socket.recv()
                self.heard_at = self._now()
                try:
                    event: ServerEvent = self._reader.read(message)
                except WireError as error:
                    self.bad_messages += 1
                    log.warning("%s", error)
                    continue
                yield event
        except ConnectionClosed as error:
            raise self._ended(error) from error

    def ping(self) -> None:
        """Ask for a sign of life; the answer moves ``heard_at``."""
        if self._pinging is None or self._pinging.done():
            self._pinging = asyncio.create_task(self._ping())

    def abandon(self) -> None:
        """End it without a word to a server that does not answer; ``events`` ends at once."""
        self._given_up = True
        if self._pinging is not None:
            self._pinging.cancel()
        self._socket.transport.abort()

    async def close(self) -> None:
        if self._pinging is not None:
            self._pinging.cancel()
        await self._socket.close()

    async def _ping(self) -> None:
        try:
            await (await self._socket.ping())
            self.heard_at = self._now()
        except ConnectionClosed:
            return  # the reader of the same socket meets the same end and raises it

    def _ended(self, error: ConnectionClosed) -> ConnectionFailed:
        frame = error.rcvd
        code, reason = (frame.code, frame.reason) if frame is not None else (None, "")
        told = f" It said: {reason[:120]}" if reason else ""
        kind = failures.of_close(code, reason)
        if self._given_up:
            kind = connection_trouble.NO_NETWORK.detailed("no answer to pings")
        return ConnectionFailed(f"The connection ended.{told}", code=code, trouble=kind)


class _Straight(connect):
    """A connector that follows no redirect: no Realtime server sends one, and the key must not go elsewhere."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


async def open_endpoint(
    endpoint: Endpoint, now: Callable[[], float] = time.monotonic, timeout_s: float = OPEN_TIMEOUT_S
) -> RealtimeConnection:
    """Connect to a Realtime server, to be watched by :class:`~wanderlust.realtime.heartbeat.Heartbeat`.

    Raises:
        BadInput: The address cannot be one.
        ConnectionFailed: It could not be reached or refused us; its ``trouble`` tells the states apart.
    """
    return RealtimeConnection(await _at(endpoint, endpoint.url, timeout_s), now)


async def open_translations(
    endpoint: Endpoint, timeout_s: float = OPEN_TIMEOUT_S, now: Callable[[], float] = time.monotonic
) -> RealtimeConnection:
    """Connect to a server's translation sessions, to be watched as well; raises as :func:`open_endpoint`."""
    reader = codec.EventReader(TRANSLATION_SERVER_EVENTS)
    return RealtimeConnection(await _at(endpoint, endpoint.translations_url, timeout_s), now, reader)


async def _at(endpoint: Endpoint, url: str, timeout_s: float) -> ClientConnection:
    try:
        return await _connected(url, endpoint.headers, None, timeout_s)
    except ConnectionFailed as error:
        if error.trouble is None or not endpoint.short_lived:
            raise
        raise ConnectionFailed.by(failures.of_secret(error.trouble), error.code) from error


async def open_connection(
    url: str, token: str, model: str, reader: codec.EventReader | None = None
) -> RealtimeConnection:
    """Connect to the embedded engine, or to any server at this very address.

    Args:
        url: Such as ``ws://127.0.0.1:PORT/v1/realtime``.
        token: API key or engine token; it appears in no log and no error.
        model: Model id, sent in the query.
        reader: Of other events than those of a conversation.

    Raises:
        ConnectionFailed: It could not be reached or refused us.
    """
    address = f"{url}{'&' if '?' in url else '?'}model={quote(model, safe='')}"
    socket = await _connected(address, {"Authorization": f"Bearer {token}"}, 20.0, OPEN_TIMEOUT_S)
    return RealtimeConnection(socket, reader=reader)


async def _connected(
    url: str, headers: Mapping[str, str], ping_interval_s: float | None, timeout_s: float
) -> ClientConnection:
    try:
        return await _Straight(
            url,
            additional_headers=headers,
            logger=_library_log,
            compression=None,  # base64 PCM does not deflate usefully and costs time
            max_size=codec.MAX_MESSAGE_BYTES,
            open_timeout=timeout_s,
            close_timeout=CLOSE_TIMEOUT_S,
            ping_interval=ping_interval_s,
            proxy=None if url.startswith("ws://") else True,
        )
    except InvalidStatus as error:
        answer = error.response
        found = failures.of_handshake(answer.status_code, answer.headers, bytes(answer.body or b""))
        raise ConnectionFailed.by(found, answer.status_code) from error
    except InvalidURI as error:
        raise ConnectionFailed.by(connection_trouble.WRONG_ADDRESS.detailed("no WebSocket address")) from error
    except (TimeoutError, OSError, WebSocketException) as error:
        raise ConnectionFailed.by(failures.of_network(error)) from error
