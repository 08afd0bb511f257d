"""Twilio as far as a call meets it: its REST API by the SDK's own requests, and its Media Streams; strict."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

SID = "CA" + "0" * 31 + "1"
STREAM = "MZ" + "0" * 31 + "1"
FRAME = 160  # bytes of 20 ms
RINGS_S = 0.3


class FakeTwilio(HttpClient):  # type: ignore[misc]  # the SDK has no types
    """One account whose next call goes as ``outcome`` says.

    Args:
        account, token, caller: What the app must prove to have.
        outcome: ``answer``, ``busy``, ``no-answer``, ``failed``, or ``ring`` for ever.
        port: Where the app listens, behind its tunnel.
        answered_by: What detection finds after the answer.
    """

    def __init__(
        self,
        account: str,
        token: str,
        caller: str,
        outcome: str,
        port: Callable[[], int],
        *,
        answered_by: str = "",
        refuse: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(None, False, None)
        self._account, self._token, self._caller = account, token, caller
        self.outcome, self._port, self._by, self._refuse = outcome, port, answered_by, refuse
        self._loop = asyncio.get_running_loop()
        self.status = ""
        self.asked: list[tuple[str, str]] = []
        self.created: dict[str, Any] = {}
        self.stream: MediaStream | None = None
        self.stream_task: asyncio.Future[None] | None = None

    def request(
        self,
        method: str,
        url: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """One request of the SDK."""
        where = urlsplit(url)
        self.asked.append((method, where.path))
        assert auth == (self._account, self._token)
        assert self._token not in url
        if self._refuse is not None:
            status, code = self._refuse
            return Response(status, json.dumps({"code": code, "message": "refused", "status": status}))
        if where.hostname == "pricing.twilio.com":
            assert (method, where.path[:18]) == ("GET", "/v2/Voice/Numbers/")
            return Response(200, json.dumps(_PRICES))
        assert where.hostname == "api.twilio.com"
        calls = f"/2010-04-01/Accounts/{self._account}/Calls"
        if (method, where.path) == ("POST", f"{calls}.json"):
            return self._create(dict(data or {}))
        assert where.path == f"{calls}/{SID}.json", where.path
        if method == "POST":
            wanted = str((data or {})["Status"])
            assert wanted == ("completed" if self.status == "in-progress" else "canceled"), (wanted, self.status)
            self.status = wanted
            if self.stream is not None:
                self._loop.call_soon_threadsafe(self.stream.hang_up)
        else:
            assert method == "GET"
        return Response(200, json.dumps(self._call()))

    def _create(self, data: dict[str, Any]) -> Response:
        assert set(data) == {"To", "From", "Twiml", "Timeout", "TimeLimit", "MachineDetection", "AsyncAmd", "Record"}
        assert data["From"] == self._caller and re.fullmatch(r"\+\d{7,15}", str(data["To"]))
        assert str(data["Record"]).lower() == "false"
        self.created = data
        self.status = "ringing" if self.outcome in ("ring", "answer") else self.outcome
        if self.outcome == "answer":
            self._loop.call_soon_threadsafe(self._loop.call_later, RINGS_S, self._pick_up)
        return Response(201, json.dumps(self._call()))

    def _pick_up(self) -> None:
        if self.status != "ringing":
            return  # the call was withdrawn
        connect_ = ET.fromstring(str(self.created["Twiml"])).find("Connect")
        assert connect_ is not None
        stream = connect_.find("Stream")
        assert stream is not None and "?" not in stream.attrib["url"]
        parameters = {p.attrib["name"]: p.attrib["value"] for p in stream.findall("Parameter")}
        self.stream = MediaStream(stream.attrib["url"], self._token, self._port(), self._account, parameters)
        self.stream_task = asyncio.ensure_future(self._talk(self.stream))

    async def _talk(self, stream: MediaStream) -> None:
        self.status = "in-progress"
        await stream.run()
        self.status = "completed"

    def _call(self) -> dict[str, Any]:
        answered = self._by if self.status == "in-progress" else None
        return {"sid": SID, "account_sid": self._account, "status": self.status, "answered_by": answered, "price": None}


class MediaStream:
    """The bidirectional stream of one call; every frame it gets must be one that Twilio takes."""

    def __init__(self, url: str, token: str, port: int, account: str, parameters: dict[str, str]) -> None:
        self._url, self._token, self._port = url, token, port
        self._account, self.parameters = account, parameters
        self.heard = bytearray()
        self.cleared = 0
        self.says = b""
        self.signature: str | None = None
        self._pending: list[tuple[str, bytes]] = []  # sound and marks that wait to be played, in order
        self._connection: ClientConnection | None = None
        self.close_code: int | None = None
        self.up = asyncio.Event()

    def hang_up(self) -> None:
        """From their side, or because the API ended the call."""
        if self._connection is not None:
            asyncio.ensure_future(self._stop())  # noqa: RUF006  # ends with the connection

    async def _stop(self) -> None:
        assert self._connection is not None
        try:
            await self._connection.send(json.dumps({"event": "stop", "streamSid": STREAM}))
            await self._connection.close()
        except ConnectionClosed:
            return

    async def run(self) -> None:
        """Be the call's sound until one side ends it."""
        signature = self.signature or RequestValidator(self._token).compute_signature(self._url, {})
        async with connect(
            f"ws://127.0.0.1:{self._port}{urlsplit(self._url).path}",
            additional_headers={"X-Twilio-Signature": signature},
        ) as connection:
            self._connection = connection
            await connection.send(json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"}))
            start = {
                "streamSid": STREAM,
                "accountSid": self._account,
                "callSid": SID,
                "tracks": ["inbound"],
                "customParameters": self.parameters,
                "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            }
            await connection.send(json.dumps({"event": "start", "streamSid": STREAM, "start": start}))
            self.up.set()
            talking = asyncio.ensure_future(self._play(connection))
            try:
                async for text in connection:
                    self._take(str(text))
            except ConnectionClosed:
                pass
            finally:
                talking.cancel()
                self.close_code = connection.close_code

    def _take(self, text: str) -> None:
        frame = json.loads(text)
        assert frame["streamSid"] == STREAM
        match frame["event"]:
            case "media":
                assert set(frame) == {"event", "streamSid", "media"} and set(frame["media"]) == {"payload"}
                self._pending.append(("media", base64.b64decode(frame["media"]["payload"], validate=True)))
            case "mark":
                self._pending.append(("mark", str(frame["mark"]["name"]).encode()))
            case "clear":
                self.cleared += sum(len(data) for kind, data in self._pending if kind == "media")
                self._pending = [(kind, data) for kind, data in self._pending if kind == "mark"]
            case other:
                raise AssertionError(f"Twilio takes no frame {other!r}")

    async def _play(self, connection: ClientConnection) -> None:
        """20 ms a turn, as a telephone does: one frame from them, one played of ours, marks as they come due."""
        said = 0
        try:
            while True:
                piece = self.says[said : said + FRAME].ljust(FRAME, b"\xff")
                said += FRAME
                media = {"track": "inbound", "chunk": "1", "timestamp": "0"}
                media["payload"] = base64.b64encode(piece).decode()
                await connection.send(json.dumps({"event": "media", "streamSid": STREAM, "media": media}))
                await self._pass(connection, FRAME)
                await asyncio.sleep(0.02)
        except ConnectionClosed:
            return

    async def _pass(self, connection: ClientConnection, room: int) -> None:
        while self._pending:
            kind, data = self._pending[0]
            if kind == "mark":
                self._pending.pop(0)
                mark = {"event": "mark", "streamSid": STREAM, "mark": {"name": data.decode()}}
                await connection.send(json.dumps(mark))
                continue
            if room <= 0:
                return
            self.heard += data[:room]
            rest, room = data[room:], room - len(data[:room])
            if rest:
                self._pending[0] = (kind, rest)
            else:
                self._pending.pop(0)


_PRICES = {
    "destination_number": "+351213456789",
    "country": "Portugal",
    "iso_country": "PT",
    "outbound_call_prices": [
        {"base_price": "0.0300", "current_price": "0.0250", "origination_prefixes": ["ALL"]},
        {"base_price": "0.0600", "current_price": "0.0550", "origination_prefixes": ["44"]},
    ],
    "price_unit": "USD",
}
