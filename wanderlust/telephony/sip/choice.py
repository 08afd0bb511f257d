"""Which of the two SIP lines this computer has."""

from __future__ import annotations

from importlib.util import find_spec

from wanderlust.telephony.sip.account import SipAccount
from wanderlust.telephony.sip.baresip_line import BaresipLine
from wanderlust.telephony.sip.plain_line import PlainSipLine


def sip_line(account: SipAccount, *, interface: str | None = None) -> BaresipLine | PlainSipLine:
    """baresip where there is a wheel of it (Linux, newer Macs): it can encrypt; plain Python elsewhere.

    Args:
        account: Whose telephone.
        interface: Local address to call from; loopback must be named, else the route decides.
    """
    if find_spec("baresip") is not None:
        return BaresipLine(account, interface=interface)
    return PlainSipLine(account)
