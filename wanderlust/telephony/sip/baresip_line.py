"""The SIP line: dials a provider or a softphone through the baresip stack."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from wanderlust.domain.calls.line import LineAbilities
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.domain.errors import LineFailed
from wanderlust.telephony.admission import admit
from wanderlust.telephony.sip.account import SipAccount, address_of
from wanderlust.telephony.sip.baresip_call import BaresipCall

if TYPE_CHECKING:
    from baresip.events import StackEvent

log = logging.getLogger(__name__)

RING_S = 40.0
# A peer that vanished without a word: sound comes every 20 ms even in silence.
SILENT_LINE_S = 8
REGISTER_S = 8.0


class BaresipLine:
    """Calls over SIP; see ``assistant.ports.CallLine``. The stack runs from the first call to ``close``."""

    def __init__(
        self,
        account: SipAccount,
        *,
        interface: str | None = None,
        listen: str = "",
        ring_s: float = RING_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """A line that has not done anything yet.

        Args:
            account: Whose telephone.
            interface: Network interface or local address; None lets the route decide. Loopback must be named.
            listen: Local address and port, where any will not do.
            ring_s: How long it may ring.
            now: Seconds on a clock that only goes forward.
        """
        self._account, self._interface, self._listen = account, interface, listen
        self._ring_s, self._now = ring_s, now
        self._runtime: object | None = None
        self._agent: object | None = None
        self._call: BaresipCall | None = None
        self._opening = asyncio.Lock()

    @property
    def abilities(self) -> LineAbilities:
        return LineAbilities("sip", rings_someone=True, tells_machines=False)

    async def dial(self, permit: DialPermit) -> BaresipCall:
        """Begin a call.

        Raises:
            LineFailed: No stack, no network, no account, or the provider refuses the account.
            BadInput: The number cannot be called from this account.
        """
        from baresip.errors import BaresipError, NoLocalAddressError
        from baresip.runtime import Runtime
        from baresip.ua import UserAgent

        admit(permit, "sip", self._call is not None and not self._call.over)
        address = address_of(permit.number, self._account)
        async with self._opening:
            if self._agent is None:
                await self._open()
        agent, runtime = self._agent, self._runtime
        assert isinstance(agent, UserAgent) and isinstance(runtime, Runtime)
        # On a busy loop a callee on the same machine rings and answers before the stack hands the call over.
        early: list[StackEvent] = []
        runtime.subscribe(early.append)
        try:
            call = await agent.dial(address)
        except NoLocalAddressError as error:
            raise LineFailed("There is no network to call over.", "Connect, then ask me again.") from error
        except (BaresipError, ValueError) as error:
            log.warning("SIP call refused: %s", error)
            raise LineFailed(
                "The telephone line did not take the call.", "Check the SIP account in Settings."
            ) from error
        finally:
            runtime.unsubscribe(early.append)
        self._call = BaresipCall(call, early, self._ring_s, self._now)
        return self._call

    async def close(self) -> None:
        """Hang up if need be and end the stack; another line may begin afterwards."""
        from baresip.runtime import Runtime

        if self._call is not None:
            await self._call.closed()
            self._call = None
        runtime, self._runtime, self._agent = self._runtime, None, None
        if isinstance(runtime, Runtime):
            await runtime.close()

    async def _open(self) -> None:
        try:
            from baresip.config import Account, Config
            from baresip.errors import BaresipError, RegistrationError
            from baresip.runtime import Runtime
            from baresip.ua import UserAgent
        except ImportError as error:
            raise LineFailed("Calls over SIP are not part of this installation.", "Use the rehearsal.") from error
        account = self._account
        registers = bool(account.domain and account.password)
        extra = f"sip_listen {self._listen}\n" if self._listen else ""
        runtime = Runtime()
        try:
            await runtime.start(
                Config(net_interface=self._interface, rtp_timeout=SILENT_LINE_S, extra_config_text=extra)
            )
        except BaresipError as error:
            raise LineFailed("The telephone line could not be opened.", "Start Wanderlust again.") from error
        try:
            agent = await UserAgent.create(
                runtime,
                Account(
                    account.user,
                    account.domain or (self._interface or "localhost"),
                    account.password.reveal() if account.password else "",
                    registrar=account.proxy or None,
                    reg_interval=600 if registers else 0,
                    transport=account.transport,
                    auth_user=account.auth_user or None,
                    extra_params=("mediaenc=srtp-mand",) if account.media == "encrypted" else (),
                ),
                transfer_policy="reject",  # whom we called must not make us call somebody else
            )
            if registers:
                await agent.register(timeout=REGISTER_S)
        except RegistrationError as error:
            await runtime.close()
            if error.status in (401, 403, 404, 407):
                raise LineFailed(
                    f"{account.domain} refused the SIP account.", "Check its name and password in Settings."
                ) from error
            raise LineFailed(f"{account.domain} did not answer.", "Check the network and the SIP account.") from error
        except (BaresipError, ValueError) as error:
            await runtime.close()
            raise LineFailed("The SIP account cannot be used.", "Check it in Settings.") from error
        self._runtime, self._agent = runtime, agent
