"""What a refused handshake, a closed socket or a failed call of the network means: each becomes a trouble."""

from __future__ import annotations

import errno
import json
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import replace

from websockets.exceptions import InvalidHandshake, InvalidMessage, InvalidURI, SecurityError

from wanderlust.domain import connection_trouble as trouble
from wanderlust.domain.connection_trouble import Trouble, trouble_of_code

LONGEST_WAIT_S = 3600.0
_BETA_CLOSED = 4000
_TIME_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_UNREACHABLE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN})


def of_handshake(status: int, headers: Mapping[str, str], body: bytes) -> Trouble:
    """What an HTTP answer other than 101 means."""
    code, message = _error_in(body)
    details = f"HTTP {status} {code} {message}".strip()
    known = trouble_of_code(code, message)
    if known is not None and status >= 400:
        return known.detailed(details, _wait_s(headers))
    if status == 511 or status < 400:
        # A Realtime server upgrades or refuses; only a network that wants to be signed in to shows a page.
        return trouble.PORTAL.detailed(details)
    kind = {
        401: trouble.KEY_REFUSED,
        403: trouble.NOT_ALLOWED,
        404: trouble.NO_MODEL if code or "model" in message.lower() else trouble.WRONG_ADDRESS,
        408: trouble.TIMEOUT,
        429: trouble.TOO_FAST,
    }.get(status)
    if kind is None:
        kind = trouble.SERVER_FAULT if status >= 500 else trouble.BAD_SETTINGS
    wait = _wait_s(headers) if kind in (trouble.TOO_FAST, trouble.SERVER_FAULT) else None
    return kind.detailed(details, wait)


def of_secret(found: Trouble) -> Trouble:
    """What a refusal means for a short-lived secret: good when it was pasted, it ends within two hours by itself."""
    if found.name != trouble.KEY_REFUSED.name:
        return found
    return replace(found, sentence="The short-lived key has ended.", remedy="Paste a new one.")


def of_close(code: int | None, reason: str) -> Trouble:
    """What the end of an open connection means; None when no close frame came."""
    details = f"closed with {code} {reason}".strip()
    if code is None or code == 1006:
        return trouble.LOST.detailed("the connection broke")
    known = trouble_of_code(reason.split(".")[-1].strip(), reason) if reason else None
    if known is not None:
        return known.detailed(details)
    if code == _BETA_CLOSED:
        return trouble.BAD_SETTINGS.detailed(details)
    if code == 1001 and "maximum duration" in reason:
        return trouble.SESSION_FULL.detailed(details)
    if code in (1008, 3000, 3003):
        return (trouble.KEY_REFUSED if code == 3000 else trouble.NOT_ALLOWED).detailed(details)
    return (trouble.SERVER_FAULT if code in (1011, 1013) else trouble.SERVER_ENDED).detailed(details)


def of_network(error: BaseException) -> Trouble:
    """What an attempt to connect that met no answer means."""
    details = f"{type(error).__name__}: {error}"
    kind = trouble.LOST
    if isinstance(error, ssl.SSLError):
        kind = trouble.TLS
    elif isinstance(error, socket.gaierror):
        kind = trouble.NO_NAME
    elif isinstance(error, TimeoutError):
        kind = trouble.TIMEOUT
    elif isinstance(error, ConnectionRefusedError):
        kind = trouble.REFUSED
    elif isinstance(error, OSError) and error.errno in _UNREACHABLE:
        kind = trouble.NO_NETWORK
    elif isinstance(error, InvalidURI | SecurityError):
        kind = trouble.PORTAL  # redirected to what is no WebSocket
    elif isinstance(error, InvalidMessage):
        kind = trouble.LOST  # cut in the middle of the handshake
    elif isinstance(error, InvalidHandshake):
        kind = trouble.WRONG_ADDRESS
    return kind.detailed(details)


def reset_seconds(text: str) -> float | None:
    """Seconds in what rate limit headers say: ``20``, ``1.5s``, ``6m0s``, ``120ms``; None for anything else."""
    text = text.strip()
    try:
        seconds = float(text)
    except ValueError:
        parts = _TIME_PART.findall(text)
        if not parts or "".join(number + unit for number, unit in parts) != text:
            return None
        seconds = sum(float(number) * _UNITS[unit] for number, unit in parts)
    return min(seconds, LONGEST_WAIT_S) if seconds >= 0 else None


def _wait_s(headers: Mapping[str, str]) -> float | None:
    for name in ("Retry-After", "x-ratelimit-reset-requests", "x-ratelimit-reset-tokens"):
        seconds = reset_seconds(headers.get(name, ""))
        if seconds is not None:
            return seconds
    return None


def _error_in(body: bytes) -> tuple[str, str]:
    try:
        error = json.loads(body[:65_536])["error"]
        return str(error.get("code") or error.get("type") or ""), str(error.get("message") or "")[:200]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "", ""
