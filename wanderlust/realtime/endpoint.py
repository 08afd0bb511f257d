"""Where a Realtime server is, and how it is spoken to: OpenAI, a gateway, Azure, or the embedded engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urlsplit

from wanderlust.domain.errors import BadInput

OPENAI_BASE = "https://api.openai.com/v1"
OPENAI_MODEL = "gpt-realtime-2.1"
CHEAPER_MODEL = "gpt-realtime-2.1-mini"
AZURE_HOSTS = (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A Realtime server and the key for it.

    Attributes:
        base_url: Such as ``https://api.openai.com/v1``, ``https://NAME.openai.azure.com`` or ``ws://HOST/v1/realtime``.
        key: API key or short-lived client secret; it is in no ``repr``.
        model: Model id, or the deployment's name on Azure.
        backend: Who answers: ``openai`` for any server of that wire, ``engine`` for this computer.
        organisation: OpenAI organisation id, or empty.
        project: OpenAI project id, or empty.
        person: Stable hashed id of the person, for the server's abuse checks, or empty.
    """

    base_url: str = OPENAI_BASE
    key: str = field(default="", repr=False)
    model: str = OPENAI_MODEL
    backend: Literal["engine", "openai"] = "openai"
    organisation: str = ""
    project: str = ""
    person: str = ""

    @property
    def is_azure(self) -> bool:
        """Whether the host is one of Azure's: the path and the header differ there."""
        return (urlsplit(self.base_url).hostname or "").endswith(AZURE_HOSTS)

    @property
    def short_lived(self) -> bool:
        """Whether the key is a client secret."""
        return self.key.startswith("ek_")

    @property
    def url(self) -> str:
        """The WebSocket's address, model included; raises BadInput for an address that cannot be one."""
        return self._address("/realtime")

    @property
    def translations_url(self) -> str:
        """The same of its translation sessions."""
        return self._address("/realtime/translations")

    def _address(self, ending: str) -> str:
        parts = urlsplit(self.base_url.strip().rstrip("/"))
        scheme = {"https": "wss", "http": "ws", "wss": "wss", "ws": "ws"}.get(parts.scheme)
        if scheme is None or not parts.hostname or parts.username or parts.password:
            raise BadInput("That is no address of a server.", "It looks like https://api.openai.com/v1.")
        if scheme == "ws" and not _is_this_computer(parts.hostname):
            # The key and the voice would be readable by anyone on the same Wi-Fi.
            raise BadInput("That address is not encrypted.", "Use one that begins with https.")
        path = parts.path
        if self.is_azure and not path:
            path = "/openai/v1"
        path = path.removesuffix("/realtime") + ending
        return f"{scheme}://{parts.netloc}{path}?model={quote(self.model, safe='')}"

    @property
    def headers(self) -> dict[str, str]:
        """What the handshake carries; it is written to no log."""
        if self.is_azure:
            return {"api-key": self.key}
        named = {
            "OpenAI-Organization": self.organisation,
            "OpenAI-Project": self.project,
            "OpenAI-Safety-Identifier": self.person,
        }
        return {"Authorization": f"Bearer {self.key}", **{name: value for name, value in named.items() if value}}


def _is_this_computer(host: str) -> bool:
    return host == "localhost" or host == "::1" or host.startswith("127.")
