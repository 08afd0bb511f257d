"""Asking for the models: the list as the server gives it, and a sentence for everything that can go wrong."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.fakes.http_server import HttpServer, data, page
from wanderlust.domain.cloud_settings import CloudSettings, ServerModel
from wanderlust.domain.errors import BadInput
from wanderlust.domain.secret import Secret
from wanderlust.realtime import model_list
from wanderlust.realtime.model_list import ModelListFailed, list_models, request_of

KEY = Secret("sk-canary-4f9c2a7e81b64d0395aa")


def error(code: str, message: str = "no") -> dict[str, Any]:
    return {"error": {"message": message, "type": "x", "code": code}}


async def trouble_with(server: HttpServer, limit: float = 5.0) -> ModelListFailed:
    """How the question fares; the key must be nowhere in what can be logged of it."""
    with pytest.raises(ModelListFailed) as caught:
        await list_models(CloudSettings(address=server.address), KEY, time_limit_s=limit)
    whole = "".join(traceback.format_exception(caught.value)) + repr(caught.value.reason)
    assert KEY.reveal() not in whole
    return caught.value


async def test_models_come_with_the_day_they_end_conversations_first() -> None:
    listed = [
        {"id": "gpt-5", "object": "model", "created": 1, "owned_by": "openai"},
        {"id": "gpt-realtime", "object": "model", "shutdown_date": "2027-01-20"},
        {"id": "gpt-realtime-2.1", "object": "model", "shutdown_date": None},
        {"id": "gpt-realtime-translate"},
    ]
    async with HttpServer(data({"object": "list", "data": listed})) as server:
        settings = CloudSettings(address=server.address, organisation="org-1", project="proj_1")
        models = await list_models(settings, KEY)
    assert models == (
        ServerModel("gpt-realtime", date(2027, 1, 20)),
        ServerModel("gpt-realtime-2.1"),
        ServerModel("gpt-5"),
        ServerModel("gpt-realtime-translate"),
    )
    ((request, headers),) = server.requests
    assert request == "GET /v1/models HTTP/1.1"
    assert headers["authorization"] == f"Bearer {KEY.reveal()}"
    assert (headers["openai-organization"], headers["openai-project"]) == ("org-1", "proj_1")


async def test_entries_that_make_no_sense_are_left_out() -> None:
    listed = [None, 7, {}, {"id": 3}, {"id": "bad\nname"}, {"id": "a", "shutdown_date": "soon"}, {"id": "b" * 900}]
    async with HttpServer(data({"data": listed})) as server:
        models = await list_models(CloudSettings(address=server.address), KEY)
    assert models == (ServerModel("a"), ServerModel("b" * 200))


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (data(error("invalid_api_key"), "401 Unauthorized"), "key_refused"),
        (page("401 Unauthorized", b""), "key_refused"),
        (data(error("unsupported_country_region_territory"), "403 Forbidden"), "not_allowed"),
        (page("403 Forbidden", b"<html>"), "not_allowed"),
        (data(error("insufficient_quota"), "429 Too Many Requests"), "quota"),
        (data(error("rate_limit_exceeded"), "429 Too Many Requests", "Retry-After: 7"), "too_fast"),
        (page("404 Not Found", b"nothing"), "wrong_address"),
        (page("500 Internal Server Error", b""), "server_fault"),
        (page("302 Found", b"", "text/html", "Location: http://login.wifi.example/"), "captive_portal"),
        (page("511 Network Authentication Required", b""), "captive_portal"),
        (page("200 OK", b"<!doctype html><title>Welcome to the hotel</title>"), "captive_portal"),
        (page("200 OK", b"  <HTML>", "application/json"), "captive_portal"),
        (page("200 OK", b"\xff\xfe{", "application/json"), "wrong_address"),
        (data([]), "wrong_address"),
        (data({"data": {}}), "wrong_address"),
        (page("200 OK", b'{"data":' + b"[" * 100_000, "application/json"), "wrong_address"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{", "lost"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "lost"),
    ],
)
async def test_every_refusal_is_a_state_with_a_sentence(answer: bytes, name: str) -> None:
    async with HttpServer(answer) as server:
        failed = await trouble_with(server)
    assert failed.reason.name == name
    assert failed.sentence.endswith(".") and failed.remedy.endswith(".")


async def test_how_long_to_wait_is_kept() -> None:
    async with HttpServer(data(error("rate_limit_exceeded"), "429 Too Many", "Retry-After: 7")) as server:
        assert (await trouble_with(server)).reason.wait_s == 7


async def test_a_redirect_is_not_followed_so_the_key_goes_nowhere_else() -> None:
    async with HttpServer(data({"data": []})) as other:
        elsewhere = page("307 Temporary Redirect", b"", "text/html", f"Location: {other.address}/models")
        async with HttpServer(elsewhere) as server:
            await trouble_with(server)
        assert other.requests == []


async def test_a_connection_broken_off_is_lost() -> None:
    async with HttpServer(reset=True) as server:
        assert (await trouble_with(server)).reason.name == "lost"


@pytest.mark.parametrize(
    "make",
    [
        lambda: HttpServer(hang=True),
        lambda: HttpServer(data({"data": []}), pause_s=0.02, pieces=200),
    ],
)
async def test_a_silent_or_dribbling_server_is_given_up(make: Callable[[], HttpServer]) -> None:
    async with make() as server, asyncio.timeout(5):
        assert (await trouble_with(server, limit=0.2)).reason.name == "timeout"


async def test_an_endless_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_list, "LONGEST_ANSWER", 100_000)
    async with HttpServer(page("200 OK", b" " * 200_000, "application/json")) as server:
        assert (await trouble_with(server)).reason.name == "wrong_address"


async def test_a_server_that_cannot_prove_who_it_is_gets_no_key() -> None:
    async with HttpServer(data({"data": []})) as server:
        settings = CloudSettings(address=server.address.replace("http:", "https:"))
        with pytest.raises(ModelListFailed) as caught:
            await list_models(settings, KEY)
    assert caught.value.reason.name == "tls"
    assert KEY.reveal().encode() not in server.received and server.requests == []


async def test_nobody_at_the_address_is_refused() -> None:
    async with HttpServer() as gone:
        pass
    assert (await trouble_with(gone)).reason.name == "refused"


async def test_a_name_that_does_not_exist_is_no_way() -> None:
    with pytest.raises(ModelListFailed) as caught:
        await list_models(CloudSettings(address="https://nowhere.invalid/v1"), KEY)
    assert caught.value.reason.name == "no_name"


async def test_an_address_in_the_clear_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(BadInput, match="not encrypted"):
        await list_models(CloudSettings(address="http://gate.example/v1"), KEY)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://api.openai.com/v1/", "https://api.openai.com/v1/models"),
        ("wss://gate.example/v1/realtime", "https://gate.example/v1/models"),
        ("ws://127.0.0.1:7000/v1", "http://127.0.0.1:7000/v1/models"),
    ],
)
def test_the_list_stands_beside_the_realtime_address(address: str, url: str) -> None:
    assert request_of(CloudSettings(address=address), KEY)[0] == url


def test_azure_is_given_its_own_header() -> None:
    _, headers = request_of(CloudSettings(address="https://mine.openai.azure.com/openai/v1"), KEY)
    assert headers == {"api-key": KEY.reveal()}
