"""The line that real calls go over, as the command line or the settings ask for it."""

from __future__ import annotations

from typing import Protocol

from wanderlust.assistant.ports import CallLine
from wanderlust.domain.calls.card import LineKind
from wanderlust.domain.errors import LineFailed
from wanderlust.telephony.sip.account import SipAccount
from wanderlust.telephony.sip.choice import sip_line


class RealLine(CallLine, Protocol):
    """A line with something to close."""

    async def close(self) -> None: ...


def telephone_line(kind: LineKind, account: SipAccount | None = None, interface: str | None = None) -> RealLine:
    """A line that rings someone; nothing is opened before it dials.

    Args:
        kind: ``sip`` or ``twilio``.
        account: The SIP provider's; without one, ``sip:`` addresses can be called.
        interface: Local address to call from; loopback must be named, else the route decides.

    Raises:
        LineFailed: The line needs an account that is not set up.
    """
    if kind == "sip":
        return sip_line(account or SipAccount(), interface=interface)
    raise LineFailed("The Twilio line needs your account.", "Set it up in Settings, under Calls.")
