"""A Twilio line with the stand-in that it calls, and the tunnel that leads back to it."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx2

from tests.fakes.twilio import FakeTwilio, MediaStream
from wanderlust.domain.calls.card import CallCard, Callee
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.goal import Goal
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.domain.secret import Secret
from wanderlust.telephony.twilio.account import TwilioAccount
from wanderlust.telephony.twilio.carrier import TwilioCarrier
from wanderlust.telephony.twilio.twilio_line import TwilioLine

SID, TOKEN, CALLER = "AC" + "a" * 32, "an-auth-token-of-thirty-two-char", "+14155550100"
NUMBER = "+351213456789"


def permit_for(number: str = NUMBER) -> DialPermit:
    """As the policy gives it after a yes."""
    goal = Goal("Ask when they close.", "ask", "when they close")
    card = CallCard("card-1", Callee("The shop", number), goal, "Ana", line="twilio")
    return DialPermit(card, Consent("card-1", "click", datetime(2026, 11, 22, 12, tzinfo=UTC)))


class Tunnel(httpx2.AsyncBaseTransport):
    """Leads ``https://tunnel.example`` to the port where the line listens, as the traveller's tunnel does."""

    def __init__(self) -> None:
        self.leads = "here"
        self.line: TwilioLine | None = None
        self._inner = httpx2.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        assert request.url.host == "tunnel.example" and self.line is not None
        if self.leads == "nowhere":
            raise httpx2.ConnectError("no tunnel", request=request)
        if self.leads == "elsewhere":
            return httpx2.Response(200, text="<html>Welcome</html>")
        here = f"http://127.0.0.1:{self.line.server.port}{request.url.path}"
        return await self._inner.handle_async_request(httpx2.Request("GET", here))


class Setting:
    """Makes one line with its Twilio; ends it after the test. Made inside a running loop."""

    def __init__(self) -> None:
        self.tunnel = Tunnel()
        self._lines: list[TwilioLine] = []
        self.twilio: FakeTwilio

    def make(self, outcome: str = "answer", **more: object) -> TwilioLine:
        """A line that has not listened yet."""
        account = TwilioAccount(SID, Secret(TOKEN), CALLER, "https://tunnel.example")
        self.twilio = FakeTwilio(SID, TOKEN, CALLER, outcome, lambda: line.server.port, **more)  # type: ignore[arg-type]
        web = httpx2.AsyncClient(transport=self.tunnel)
        line = TwilioLine(account, TwilioCarrier(account, self.twilio), web, poll_s=0.05)
        self.tunnel.line = line
        self._lines.append(line)
        return line

    async def line(self, outcome: str, **more: object) -> TwilioLine:
        """A line that listens."""
        line = self.make(outcome, **more)
        await line.server.open()
        return line

    async def end(self) -> None:
        """Close every line."""
        for line in self._lines:
            await line.close()

    @property
    def stream(self) -> MediaStream:
        assert self.twilio.stream is not None
        return self.twilio.stream
