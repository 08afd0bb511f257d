"""Whose telephone it is: the provider, the name there, the password, and how far the line is kept secret."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from wanderlust.domain.errors import BadInput
from wanderlust.domain.secret import Secret

Transport = Literal["udp", "tcp", "tls"]
Media = Literal["plain", "encrypted"]

_ADDRESS = re.compile(
    r"sips?:(?:[A-Za-z0-9_.!~*'()&=+$,%-]+@)?(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?", re.A
)
_NAME = re.compile(r"[A-Za-z0-9_.!~*'()&=+$,%-]+", re.A)
_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?", re.A)


@dataclass(frozen=True, slots=True)
class SipAccount:
    """A SIP account; one without a domain can call ``sip:`` addresses only.

    Attributes:
        user: The name in front of the @.
        domain: The provider, with a port if it is not the usual one.
        password: For digest authentication; None where the provider knows the address.
        proxy: Where to send requests when that is not the domain.
        auth_user: The name for authentication where it differs from ``user``.
        transport: How requests travel.
        media: Whether sound must be encrypted (SDES-SRTP). A provider that cannot is refused, not called in the open.
    """

    user: str = "wanderlust"
    domain: str = ""
    password: Secret | None = None
    proxy: str = ""
    auth_user: str = ""
    transport: Transport = "udp"
    media: Media = "plain"

    def __post_init__(self) -> None:
        """Raises BadInput when a part could not travel in a request."""
        for what, value, form in (
            ("name", self.user, _NAME),
            ("authentication name", self.auth_user or "x", _NAME),
            ("provider", self.domain or "x", _HOST),
            ("proxy", self.proxy or "x", _HOST),
        ):
            if not form.fullmatch(value):
                raise BadInput(f"The {what} of the SIP account cannot be “{value}”.", "Copy it from your provider.")


def address_of(number: str, account: SipAccount) -> str:
    """The ``sip:`` address of a number or an address.

    Raises:
        BadInput: It is neither, or a number and no provider that would know it.
    """
    if number.startswith(("sip:", "sips:")):
        if not _ADDRESS.fullmatch(number):
            raise BadInput(f"“{number}” is no SIP address.", "It looks like sip:name@host.")
        return number
    if not re.fullmatch(r"\+\d{5,15}", number, re.A):
        raise BadInput(f"“{number}” is no telephone number.", "Give it with its country code.")
    if not account.domain:
        raise BadInput("There is no SIP provider to call a number through.", "Add one in Settings, under Calls.")
    return f"sip:{number}@{account.domain}"


def loopback_in(address: str) -> str | None:
    """The local address to call from when the callee is on this very computer, else None: the route decides."""
    host = address.partition("@")[2]
    return "127.0.0.1" if re.match(r"(?:127\.\d+\.\d+\.\d+|localhost)(?::\d+)?$", host, re.A) else None
