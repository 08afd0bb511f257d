"""Who may use the engine: the token it was started with, and short-lived secrets made with it."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wanderlust.engine.session_settings import Refusal, default_session, updated

KEY_PROTOCOL = "openai-insecure-api-key."
SHORTEST_SECONDS, LONGEST_SECONDS, USUAL_SECONDS = 10, 7200, 600  # OpenAI's own, for client secrets
MOST_SECRETS = 1000
REALTIME = "/v1/realtime"

MakeSession = Callable[[Mapping[str, Any]], "dict[str, Any] | Refusal"]


def presented_keys(headers: Mapping[str, str]) -> Iterator[str]:
    """Every key a request brings, in whatever form its client library sends one."""
    scheme, _, rest = headers.get("Authorization", "").strip().partition(" ")
    # "Bearer <key>" in any case, "Token <key>", or the bare key.
    yield rest.strip() or scheme
    yield headers.get("api-key", "").strip()
    for protocol in headers.get("Sec-WebSocket-Protocol", "").split(","):
        if protocol.strip().startswith(KEY_PROTOCOL):
            yield protocol.strip().removeprefix(KEY_PROTOCOL)


@dataclass(frozen=True, slots=True)
class ClientSecret:
    """A key for a client that must not hold the token.

    Attributes:
        value: The key, ``ek_...``.
        expires_at: Unix time in seconds from which it opens nothing; sessions open by then go on.
        session: The session it opens.
        path: Where it opens one, and nowhere else.
    """

    value: str
    expires_at: int
    session: dict[str, Any]
    path: str = REALTIME

    @property
    def json(self) -> dict[str, Any]:
        return {"value": self.value, "expires_at": self.expires_at, "session": self.session}


class Access:
    """Checks keys and makes client secrets.

    Args:
        token: The engine's own.
        new_id: Makes an id from a prefix.
        now: Unix time in seconds.
    """

    def __init__(self, token: str, new_id: Callable[[str], str], now: Callable[[], float]) -> None:
        self._token = token
        self._new_id = new_id
        self._now = now
        self._secrets: dict[str, ClientSecret] = {}

    def holds_token(self, headers: Mapping[str, str]) -> bool:
        """Whether the request brings the engine's token."""
        return any(_same(key, self._token) for key in presented_keys(headers))

    def secret_of(self, headers: Mapping[str, str]) -> ClientSecret | None:
        """The client secret the request brings, if it is one of ours and has not expired."""
        self._forget_expired()
        keys = tuple(presented_keys(headers))
        return next((s for s in self._secrets.values() if any(_same(key, s.value) for key in keys)), None)

    def new_secret(
        self, wanted: Mapping[str, Any], make: MakeSession | None = None, path: str = REALTIME
    ) -> ClientSecret | Refusal:
        """A secret from the body of ``POST /v1/realtime/client_secrets``, or why there is none.

        Args:
            wanted: The body.
            make: Makes the session from the body's; None makes one of a conversation.
            path: What the secret opens.
        """
        expiry = wanted.get("expires_after")
        expiry = {} if expiry is None else expiry
        if not isinstance(expiry, Mapping) or expiry.get("anchor", "created_at") != "created_at":
            return Refusal("invalid_value", "A secret expires some seconds after 'created_at'.", "expires_after.anchor")
        seconds = expiry.get("seconds", USUAL_SECONDS)
        whole = isinstance(seconds, int) and not isinstance(seconds, bool)
        if not whole or not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
            sentence = f"A secret lasts from {SHORTEST_SECONDS} to {LONGEST_SECONDS} seconds."
            return Refusal("invalid_value", sentence, "expires_after.seconds")
        change = wanted.get("session")
        change = {} if change is None else change
        if not isinstance(change, Mapping):
            return Refusal("invalid_value", "The session is an object.", "session")
        session = (make or self._conversation)(change)
        if isinstance(session, Refusal):
            return session
        self._forget_expired()
        if len(self._secrets) >= MOST_SECRETS:
            return Refusal("rate_limit_exceeded", "There are too many secrets; wait until some expire.", "")
        secret = ClientSecret(self._new_id("ek"), int(self._now()) + seconds, session, path)
        self._secrets[secret.value] = secret
        return secret

    def _conversation(self, change: Mapping[str, Any]) -> dict[str, Any] | Refusal:
        fresh = default_session(self._new_id("sess"), self._now(), str(change.get("model") or ""))
        return updated(fresh, change, voice_used=False)

    def _forget_expired(self) -> None:
        now = self._now()
        self._secrets = {value: secret for value, secret in self._secrets.items() if secret.expires_at > now}


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())
