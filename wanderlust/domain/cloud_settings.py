"""What can be set about the Realtime server in the cloud, and when a model on it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.errors import BadInput

Effort = Literal["minimal", "low", "medium", "high", "xhigh"]
EFFORTS: tuple[Effort, ...] = ("minimal", "low", "medium", "high", "xhigh")
VOICES = ("marin", "cedar", "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse")

OPENAI_ADDRESS = "https://api.openai.com/v1"
BEST_MODEL = "gpt-realtime-2.1"
CHEAPER_MODEL = "gpt-realtime-2.1-mini"

SOON_DAYS = 90  # a change of model wants a quiet hour; three months are said as a warning, more as a fact


@dataclass(frozen=True, slots=True)
class CloudSettings:
    """How the cloud is used; the key is kept elsewhere.

    Attributes:
        address: Base address of the server, OpenAI's or one that speaks like it.
        organisation: OpenAI organisation id, or empty.
        project: OpenAI project id, or empty.
        model: Model id.
        voice: Name of the voice, or the id of one's own.
        effort: How long the model may think before it speaks.
        caps: Limits of spending.
        idle_minutes: After how long without a word the session is closed; 0 = never.
    """

    address: str = OPENAI_ADDRESS
    organisation: str = ""
    project: str = ""
    model: str = BEST_MODEL
    voice: str = VOICES[0]
    effort: Effort = "low"
    caps: Caps = Caps()
    idle_minutes: int = 5

    @property
    def host(self) -> str:
        """The server's name; a key belongs to it, and is sent to no other."""
        return host_of(self.address)


@dataclass(frozen=True, slots=True)
class ServerModel:
    """A model the server offers.

    Attributes:
        id: Its id.
        shutdown: The day it ends, as the server says, or None.
    """

    id: str
    shutdown: date | None = None

    @property
    def talks(self) -> bool:
        """Whether its name says that it holds spoken conversations; translation and transcription models do not."""
        other = ("transcribe", "translate", "whisper")
        return "realtime" in self.id and not any(word in self.id for word in other)

    def days_left(self, today: date) -> int | None:
        return None if self.shutdown is None else (self.shutdown - today).days

    def ends_soon(self, today: date) -> bool:
        """Whether it ends within three months, or has ended."""
        left = self.days_left(today)
        return left is not None and left <= SOON_DAYS


def retirement(model: ServerModel, today: date) -> str:
    """The sentence about a model that ends, or an empty text."""
    left = model.days_left(today)
    if left is None or model.shutdown is None:
        return ""
    day = f"{model.shutdown.day} {model.shutdown:%B %Y}"
    if left < 0:
        return f"{model.id} ended on {day}. Choose another model."
    when = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
    instead = "" if model.id == BEST_MODEL else f" {BEST_MODEL} takes its place."
    return f"{model.id} ends {when}, on {day}.{instead}"


def host_of(address: str) -> str:
    """The lower-case host (with its port, if it has one) of a base address.

    Raises:
        BadInput: It is no address, or would send the key in the clear to another computer.
    """
    parts = urlsplit(address.strip())
    try:
        port = parts.port
    except ValueError as error:
        raise BadInput("That is no address of a server.", f"It looks like {OPENAI_ADDRESS}.") from error
    if parts.scheme not in ("https", "http", "wss", "ws") or not parts.hostname or parts.username or parts.password:
        raise BadInput("That is no address of a server.", f"It looks like {OPENAI_ADDRESS}.")
    if parts.scheme in ("http", "ws") and not is_this_computer(parts.hostname):
        raise BadInput("That address is not encrypted.", "Use one that begins with https.")
    return parts.hostname if port is None else f"{parts.hostname}:{port}"


def is_this_computer(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")
