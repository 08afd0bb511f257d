"""The SIP line where baresip has no wheel: plain Python, G.711 over UDP, no encryption."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable

from aiosipua import (
    IncomingCall,
    Registration,
    SipDigestAuth,
    SipRequest,
    SipResponse,
    SipUAC,
    SipUAS,
    UdpSipTransport,
    parse_uri,
)

from wanderlust.domain.calls.line import LineAbilities
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.domain.errors import LineFailed
from wanderlust.telephony.admission import admit
from wanderlust.telephony.sip.account import SipAccount, address_of
from wanderlust.telephony.sip.baresip_line import REGISTER_S, RING_S
from wanderlust.telephony.sip.plain_call import PlainCall, offer_of

SIP_PORT = 5060


class _Client(SipUAC):
    """What the library leaves out: the ACK of a refusal (RFC 3261, 17.1.1.3), and whether anything came back at all."""

    def __init__(self, transport: UdpSipTransport) -> None:
        super().__init__(transport)
        self.heard: set[str] = set()

    def handle_response(self, response: SipResponse, addr: tuple[str, int]) -> None:
        self.heard.add(response.call_id or "")
        call = self.get_call(response.call_id or "")
        cseq = response.cseq
        if call is not None and cseq is not None and cseq.method == "INVITE" and response.status_code >= 300:
            self.transport.send(_acknowledged(call.invite, response), addr)
        super().handle_response(response, addr)


def _acknowledged(invite: SipRequest, response: SipResponse) -> SipRequest:
    ack = SipRequest(method="ACK", uri=invite.uri)
    for name in ("Via", "From", "Call-ID", "Max-Forwards"):
        value = invite.headers.get_first(name)
        if value is not None:
            ack.headers.set_single(name, value)
    ack.headers.set_single("To", response.headers.get_first("To") or "")
    ack.headers.set_single("CSeq", f"{response.cseq.seq if response.cseq else 1} ACK")
    ack.headers.set_single("Content-Length", "0")
    return ack


class PlainSipLine:
    """Calls over SIP; see ``assistant.ports.CallLine``.

    Args:
        account: Whose telephone; one that demands encryption is refused.
        ring_s: How long it may ring.
        now: Seconds on a clock that only goes forward.
    """

    def __init__(
        self, account: SipAccount, *, ring_s: float = RING_S, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._account, self._ring_s, self._now = account, ring_s, now
        self._door: SipUAS | None = None
        self._client: _Client | None = None
        self._registration: Registration | None = None
        self._here = ""
        self._call: PlainCall | None = None

    @property
    def abilities(self) -> LineAbilities:
        return LineAbilities("sip", rings_someone=True, tells_machines=False)

    async def dial(self, permit: DialPermit) -> PlainCall:
        """Begin a call.

        Raises:
            LineFailed: No network, a host that is unknown, an account refused, or encryption asked for.
            BadInput: The number cannot be called from this account.
        """
        admit(permit, "sip", self._call is not None and not self._call.over)
        account = self._account
        if account.media == "encrypted" or account.transport != "udp":
            raise LineFailed(
                "On this system I cannot encrypt calls over SIP.", "Choose UDP and plain sound, or another line."
            )
        address = address_of(permit.number, account)
        there = await _resolved(account.proxy or address)
        if self._door is None:
            await self._open(there)
        client = self._client
        assert client is not None
        sound = _free_port(self._here)
        invited = client.send_invite(
            self._own_address(),
            address,
            there,
            offer_of(self._here, sound),
            auth=self._credentials(),
            user_agent="Wanderlust",
        )
        self._call = PlainCall(client, invited, (self._here, sound), client.heard, self._ring_s, self._now)
        return self._call

    async def close(self) -> None:
        """Hang up if need be and close the sockets."""
        if self._call is not None:
            await self._call.closed()
            self._call = None
        if self._registration is not None:
            self._registration.unregister()
            self._registration = None
        if self._door is not None:
            await self._door.stop()
            self._door = self._client = None

    def _own_address(self) -> str:
        return f"sip:{self._account.user}@{self._account.domain or self._here}"

    def _credentials(self) -> SipDigestAuth | None:
        account = self._account
        if account.password is None:
            return None
        return SipDigestAuth(account.auth_user or account.user, account.password.reveal())

    async def _open(self, there: tuple[str, int]) -> None:
        self._here = _address_towards(there)
        transport = UdpSipTransport(local_addr=(self._here, _free_port(self._here)))
        self._client = _Client(transport)
        self._door = SipUAS(transport, uac=self._client, user_agent="Wanderlust")
        self._door.on_invite = _refuse
        self._door.on_bye = lambda call, _: self._call.hung_up(call.dialog.call_id) if self._call else None
        try:
            await self._door.start()
        except OSError as error:
            self._door = self._client = None
            raise LineFailed("The telephone line could not be opened.", "Check the network.") from error
        if self._account.domain and self._account.password:
            try:
                await self._register()
            except LineFailed:
                await self.close()
                raise

    async def _register(self) -> None:
        account = self._account
        assert self._client is not None
        registrar = await _resolved(account.proxy or account.domain)
        outcome: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def settle(status: int) -> None:
            if not outcome.done():
                outcome.set_result(status)

        self._registration = Registration(
            self._client, self._own_address(), registrar, auth=self._credentials(), user_agent="Wanderlust"
        )
        self._registration.on_registered = lambda _: settle(200)
        self._registration.on_failed = lambda _, status, __: settle(status)
        self._registration.register()
        try:
            status = await asyncio.wait_for(outcome, REGISTER_S)
        except TimeoutError as error:
            self._registration = None
            raise LineFailed(f"{account.domain} did not answer.", "Check the network and the SIP account.") from error
        if status != 200:
            self._registration = None
            raise LineFailed(f"{account.domain} refused the SIP account.", "Check its name and password in Settings.")


def _refuse(call: IncomingCall) -> None:
    """Nobody calls us: the line is for calls that the traveller agreed to."""
    call.reject(486, "Busy Here")


async def _resolved(address: str) -> tuple[str, int]:
    if not address.startswith(("sip:", "sips:")):
        address = f"sip:{address}"
    uri = parse_uri(address)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            uri.host.strip("[]"), uri.port or SIP_PORT, family=socket.AF_INET, type=socket.SOCK_DGRAM
        )
    except OSError as error:
        raise LineFailed(f"I cannot find {uri.host} on the network.", "Check its name, and the network.") from error
    return str(found[0][4][0]), int(found[0][4][1])


def _address_towards(there: tuple[str, int]) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(there)
        except OSError as error:
            raise LineFailed("There is no network to call over.", "Connect, then ask me again.") from error
        return str(probe.getsockname()[0])


def _free_port(here: str) -> int:
    """An even UDP port with the odd one behind it free too, for RTCP."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((here, 0))
            port = int(probe.getsockname()[1])
        if port % 2 == 0:
            return port
