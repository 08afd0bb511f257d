"""Asks a server which models it has: that tries the key, the address and the network in one small question."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import httpx2

from wanderlust.domain import connection_trouble as trouble
from wanderlust.domain.cloud_settings import CloudSettings, ServerModel
from wanderlust.domain.connection_trouble import Trouble
from wanderlust.domain.errors import BadInput, ConnectionFailed
from wanderlust.domain.secret import Secret
from wanderlust.realtime.failures import of_handshake, of_network

TIME_LIMIT_S = 10.0  # for all of it; a server that trickles letters is not waited for longer
LONGEST_ANSWER = 4_000_000  # bytes; OpenAI's list of 120 models has 20,000
MOST_MODELS = 2_000

MakeClient = Callable[[], httpx2.AsyncClient]


class ModelListFailed(ConnectionFailed):
    """The list could not be had; ``reason`` says why and what to do."""

    def __init__(self, reason: Trouble, code: int | None = None) -> None:
        super().__init__(reason.sentence, reason.remedy, code, reason)
        self.reason = reason


def plain_client() -> httpx2.AsyncClient:
    """A client that follows nobody elsewhere: a redirect would carry the key along, and a sign-in page is one."""
    return httpx2.AsyncClient(follow_redirects=False, timeout=TIME_LIMIT_S, headers={"Accept-Encoding": "identity"})


async def list_models(
    settings: CloudSettings, key: Secret, make_client: MakeClient = plain_client, time_limit_s: float = TIME_LIMIT_S
) -> tuple[ServerModel, ...]:
    """The server's models, those that hold spoken conversations first, each in the order of their names.

    Raises:
        BadInput: The address is none, or would send the key in the clear.
        ModelListFailed: The server, the network or the key; its words never hold the key.
    """
    url, headers = request_of(settings, key)
    try:
        async with (
            asyncio.timeout(time_limit_s),
            make_client() as client,
            client.stream("GET", url, headers=headers) as answer,
        ):
            body = await _whole(answer)
            status, told = answer.status_code, answer.headers
    except TimeoutError:
        raise ModelListFailed(trouble.TIMEOUT) from None
    except httpx2.InvalidURL as error:
        raise BadInput("That is no address of a server.", "Check it in Settings.") from error
    except httpx2.HTTPError as error:
        # Not chained: the request hangs on the library's error, and the key on the request.
        raise ModelListFailed(_of_library(error)) from None
    if status != 200:
        raise ModelListFailed(of_handshake(status, told, body), status)
    return _models(body, told.get("content-type", ""))


def request_of(settings: CloudSettings, key: Secret) -> tuple[str, dict[str, str]]:
    """Address and headers of the question."""
    _ = settings.host  # raises BadInput for what is no address, before the key is put into anything
    address = settings.address.strip().rstrip("/").removesuffix("/realtime")
    for socket_scheme, scheme in (("wss://", "https://"), ("ws://", "http://")):
        if address.startswith(socket_scheme):
            address = scheme + address.removeprefix(socket_scheme)
    named = {"OpenAI-Organization": settings.organisation, "OpenAI-Project": settings.project}
    headers = {"Authorization": f"Bearer {key.reveal()}"} | {name: value for name, value in named.items() if value}
    if settings.host.endswith((".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")):
        headers = {"api-key": key.reveal()}
    return f"{address}/models", headers


async def _whole(answer: httpx2.Response) -> bytes:
    body = bytearray()
    async for piece in answer.aiter_raw():
        body += piece
        if len(body) > LONGEST_ANSWER:
            raise ModelListFailed(trouble.WRONG_ADDRESS.detailed("the answer is longer than 4 MB"))
    return bytes(body)


def _models(body: bytes, content_type: str) -> tuple[ServerModel, ...]:
    try:
        entries = json.loads(body)["data"]
        if not isinstance(entries, list):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        # A page instead of data: a network that wants to be signed in to shows its own for every address.
        page = "html" in content_type or body.lstrip()[:1] == b"<"
        raise ModelListFailed(trouble.PORTAL if page else trouble.WRONG_ADDRESS, 200) from None
    models = [model for model in map(_model, entries[:MOST_MODELS]) if model is not None]
    return tuple(sorted(models, key=lambda model: (not model.talks, model.id)))


def _model(entry: Any) -> ServerModel | None:
    """One entry; one that cannot be read is left out, an unreadable day is no day."""
    if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str) or not entry["id"].isprintable():
        return None
    shutdown = entry.get("shutdown_date")
    try:
        day = date.fromisoformat(shutdown[:10]) if isinstance(shutdown, str) else None
    except ValueError:
        day = None
    return ServerModel(entry["id"][:200], day)


def _of_library(error: httpx2.HTTPError) -> Trouble:
    """The library wraps what happened; what is at the bottom says most."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError | socket.gaierror | ConnectionError):
            return of_network(cause)
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx2.TimeoutException):
        return trouble.TIMEOUT
    if isinstance(error, httpx2.UnsupportedProtocol):
        return trouble.WRONG_ADDRESS
    return trouble.LOST.detailed(type(error).__name__)
