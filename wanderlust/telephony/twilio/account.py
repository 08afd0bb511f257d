"""The traveller's account at Twilio, and the public address their tunnel gives this computer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from wanderlust.domain.errors import BadInput
from wanderlust.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """What the settings hold.

    Attributes:
        sid: Begins with AC.
        token: Its auth token; also proves that a request comes from Twilio.
        caller: The traveller's number there, E.164.
        public: ``https://host`` of the tunnel that leads to this computer.
        port: On which this computer listens behind the tunnel.
    """

    sid: str
    token: Secret
    caller: str
    public: str
    port: int = 0

    def __post_init__(self) -> None:
        """Raises BadInput when a part cannot be right."""
        if not re.fullmatch(r"AC[0-9a-fA-F]{32}", self.sid, re.A):
            raise BadInput("That is no Twilio account: it begins with AC and has 34 characters.", "Copy it again.")
        if not re.fullmatch(r"\+\d{7,15}", self.caller, re.A):
            raise BadInput("Your Twilio number must begin with + and its country code.", "Copy it again.")
        address = urlsplit(self.public)
        if address.scheme != "https" or not address.hostname or address.query or address.path not in ("", "/"):
            raise BadInput("The address of the tunnel must look like https://name.example.com.", "Copy it again.")

    @property
    def stream_url(self) -> str:
        """Where Twilio brings the sound; no query, as Twilio takes none (error 31920)."""
        return f"wss://{urlsplit(self.public).netloc}/stream"

    @property
    def probe_url(self) -> str:
        """Where we call ourselves before dialling."""
        return f"{self.public.rstrip('/')}/probe"
