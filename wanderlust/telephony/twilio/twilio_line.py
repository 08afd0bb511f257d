"""The Twilio line: dials through the traveller's account, once it has reached itself through their tunnel."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx2

from wanderlust.domain.calls.line import LineAbilities
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.domain.errors import BadInput, LineFailed
from wanderlust.telephony.admission import admit
from wanderlust.telephony.twilio.account import TwilioAccount
from wanderlust.telephony.twilio.carrier import TwilioCarrier
from wanderlust.telephony.twilio.instructions import connect_to
from wanderlust.telephony.twilio.stream_server import StreamServer
from wanderlust.telephony.twilio.twilio_call import POLL_S, TwilioCall

RING_S = 40
PROBE_S = 8.0


class TwilioLine:
    """Calls through Twilio; see ``assistant.ports.CallLine``.

    Args:
        account: Whose, and where the tunnel is.
        carrier: The REST API.
        web: For calling ourselves through the tunnel.
        now: Seconds on a clock that only goes forward.
        poll_s: Between two questions how a call stands.
    """

    def __init__(
        self,
        account: TwilioAccount,
        carrier: TwilioCarrier,
        web: httpx2.AsyncClient,
        *,
        now: Callable[[], float] = time.monotonic,
        poll_s: float = POLL_S,
    ) -> None:
        self._account, self._carrier, self._web = account, carrier, web
        self._now, self._poll_s = now, poll_s
        self.server = StreamServer(account)
        self._call: TwilioCall | None = None

    @property
    def abilities(self) -> LineAbilities:
        return LineAbilities("twilio", rings_someone=True, tells_machines=True)

    async def dial(self, permit: DialPermit) -> TwilioCall:
        """Begin a call.

        Raises:
            LineFailed: The tunnel does not lead here, or Twilio does not take the call.
            BadInput: It is no telephone number.
        """
        admit(permit, "twilio", self._call is not None and not self._call.over)
        if not permit.number.startswith("+"):
            raise BadInput("Twilio calls telephone numbers only.", "Call a SIP address over SIP.")
        await self.server.open()
        await self.check_tunnel()
        call = TwilioCall(self._carrier, self._now, self._poll_s)
        token = self.server.expect(call.join)
        try:
            sid = await self._carrier.start(
                permit.number,
                connect_to(self._account.stream_url, token),
                RING_S,
                permit.minutes,  # Twilio itself ends the call then, even if this computer is gone
            )
        except LineFailed:
            self.server.forget(token)
            raise
        call.watch(sid)
        self._call = call
        return call

    async def check_tunnel(self) -> None:
        """Call ourselves through the tunnel; raises LineFailed when somebody else answers, or nobody."""
        remedy = "Start the tunnel, or check its address in Settings, under Calls."
        try:
            answer = await self._web.get(self._account.probe_url, timeout=PROBE_S)
        except httpx2.HTTPError as error:
            raise LineFailed("Your tunnel does not answer, so Twilio could not reach me.", remedy) from error
        if answer.status_code != 200 or answer.text != self.server.nonce:
            raise LineFailed("Your tunnel leads somewhere else, so Twilio could not reach me.", remedy)

    async def close(self) -> None:
        """Hang up if need be and close the door."""
        if self._call is not None:
            await self._call.closed()
            self._call = None
        await self.server.close()
