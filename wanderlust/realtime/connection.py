"""One WebSocket to a Realtime server: events out, events in, and why it ended."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from urllib.parse import quote

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from wanderlust.domain.errors import ConnectionFailed, WireError
from wanderlust.wire import codec
from wanderlust.wire.client_events import ClientEvent
from wanderlust.wire.server_events import ServerEvent
from wanderlust.wire.translation_events import TranslationClientEvent

log = logging.getLogger(__name__)

OPEN_TIMEOUT_S = 10.0


class RealtimeConnection:
    """Fills ``ports.RealtimeLink`` over the ``websockets`` library; made by :func:`open_connection`."""

    def __init__(self, socket: ClientConnection, reader: codec.EventReader | None = None) -> None:
        self._socket = socket
        self._reader = reader or codec.server_event_reader()
        self.bad_messages = 0

    async def send(self, event: ClientEvent | TranslationClientEvent) -> None:
        """Send one event; raises ConnectionFailed when the connection is gone."""
        try:
            await self._socket.send(codec.write(event))
        except ConnectionClosed as error:
            raise _ended(error) from error

    async def events(self) -> AsyncIterator[ServerEvent]:
        """Events in order until the end; a message that cannot be read is counted, logged and passed over.

        Raises:
            ConnectionFailed: It ended, whoever ended it; this is the only way out.
        """
        try:
            while True:
                message = await self._socket.recv()
                try:
                    event: ServerEvent = self._reader.read(message)
                except WireError as error:
                    self.bad_messages += 1
                    log.warning("%s", error)
                    continue
                yield event
        except ConnectionClosed as error:
            raise _ended(error) from error

    async def close(self) -> None:
        await self._socket.close()


async def open_connection(
    url: str, token: str, model: str, reader: codec.EventReader | None = None
) -> RealtimeConnection:
    """Connect to a Realtime server.

    Args:
        url: Such as ``ws://127.0.0.1:PORT/v1/realtime``.
        token: API key or engine token; it appears in no log and no error.
        model: Model id, sent in the query.
        reader: Of other events than those of a conversation.

    Raises:
        ConnectionFailed: It could not be reached or refused us.
    """
    try:
        socket = await connect(
            f"{url}{'&' if '?' in url else '?'}model={quote(model, safe='')}",
            additional_headers={"Authorization": f"Bearer {token}"},
            compression=None,  # base64 PCM does not deflate usefully and costs time
            max_size=codec.MAX_MESSAGE_BYTES,
            open_timeout=OPEN_TIMEOUT_S,
            proxy=None if url.startswith("ws://127.0.0.1") else True,
        )
    except InvalidStatus as error:
        status = error.response.status_code
        if status in (401, 403):
            raise ConnectionFailed("The server refused the key.", "Check the key in Settings.", status) from error
        raise ConnectionFailed(f"The server answered with error {status}.", "Try again later.", status) from error
    except (TimeoutError, OSError, WebSocketException) as error:
        raise ConnectionFailed("The server cannot be reached.", "Check the network or the address.") from error
    return RealtimeConnection(socket, reader)


def _ended(error: ConnectionClosed) -> ConnectionFailed:
    frame = error.rcvd
    reason = f" It said: {frame.reason[:120]}" if frame is not None and frame.reason else ""
    return ConnectionFailed(f"The connection ended.{reason}", code=frame.code if frame is not None else None)
