"""The door behind the traveller's tunnel: proves that Twilio knocks, and that it is the call we started."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from wanderlust.domain.errors import BadInput, LineFailed
from wanderlust.telephony.twilio.account import TwilioAccount
from wanderlust.telephony.twilio.instructions import TOKEN
from wanderlust.telephony.twilio.media_frames import Greeting, StreamStarted, read_frame

SIGNATURE = "X-Twilio-Signature"
STARTED_WITHIN_S = 5.0
_REFUSED = 1008

Joined = Callable[[ServerConnection, StreamStarted], Awaitable[None]]


class StreamServer:
    """Listens on loopback while a call is prepared or under way.

    Args:
        account: Its token proves signatures, its public address is what was signed.
    """

    def __init__(self, account: TwilioAccount) -> None:
        self._account = account
        self._server: Server | None = None
        self._expected: dict[str, Joined] = {}
        self._nonce = secrets.token_urlsafe(24)

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(next(iter(self._server.sockets)).getsockname()[1])

    @property
    def nonce(self) -> str:
        """What the probe answers: who reads it through the tunnel has reached this very door."""
        return self._nonce

    async def open(self) -> None:
        """Begin to listen; raises LineFailed when the port is taken."""
        if self._server is not None:
            return
        try:
            self._server = await serve(
                self._take, "127.0.0.1", self._account.port, process_request=self._check, max_size=64_000
            )
        except OSError as error:
            raise LineFailed(
                f"Port {self._account.port} is taken by another program.", "Choose another in Settings, under Calls."
            ) from error

    async def close(self) -> None:
        """Listen no more."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
            await server.wait_closed()

    def expect(self, joined: Joined) -> str:
        """A token for one stream; whoever brings it is handed to ``joined``, and the token is used up."""
        token = secrets.token_urlsafe(24)
        self._expected[token] = joined
        return token

    def forget(self, token: str) -> None:
        """The call of this token is over or never began."""
        self._expected.pop(token, None)

    def _check(self, connection: ServerConnection, request: Request) -> Response | None:
        path = request.path.partition("?")[0]
        if path == "/probe":
            return connection.respond(HTTPStatus.OK, self._nonce)
        if path != "/stream" or request.path != path:
            return connection.respond(HTTPStatus.NOT_FOUND, "")
        if not self._is_signed(request.headers.get(SIGNATURE, "")):
            return connection.respond(HTTPStatus.FORBIDDEN, "")
        return None

    def _is_signed(self, signature: str) -> bool:
        from twilio.request_validator import RequestValidator

        validator = RequestValidator(self._account.token.reveal())
        address = self._account.stream_url
        # Proxies rewrite the scheme, and some sign with a slash behind it.
        forms = (address, address.replace("wss://", "https://", 1), f"{address}/")
        return bool(signature) and any(validator.validate(form, {}, signature) for form in forms)

    async def _take(self, connection: ServerConnection) -> None:
        try:
            async with asyncio.timeout(STARTED_WITHIN_S):
                started = await self._started(connection)
        except (BadInput, TimeoutError, ConnectionClosed):
            await connection.close(_REFUSED)
            return
        offered = started.parameters.get(TOKEN, "")
        token = next((known for known in self._expected if hmac.compare_digest(known, offered)), None)
        if token is None:
            await connection.close(_REFUSED)
            return
        await self._expected.pop(token)(connection, started)

    async def _started(self, connection: ServerConnection) -> StreamStarted:
        while True:
            frame = read_frame(await connection.recv())
            if isinstance(frame, StreamStarted):
                return frame
            if not isinstance(frame, Greeting):
                raise BadInput("The telephone stream began in its middle.")
