"""One connection to the translation endpoint: what it is opened with, that it is watched, and how it is refused."""

from __future__ import annotations

import http

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from tests.fakes.fault_proxy import FaultProxy
from tests.fakes.translation_peer import TranslationPeer
from wanderlust.domain.errors import BadInput, ConnectionFailed
from wanderlust.realtime.cloud_translation import TRANSLATE_MODEL, open_translation, speaks
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.wire import translation_events as tr


def endpoint(base_url: str, key: str = "sk-1") -> Endpoint:
    return Endpoint(base_url, key, TRANSLATE_MODEL)


@pytest.mark.parametrize("key", ["sk-1", "ek_short"])
async def test_a_key_and_a_client_secret_open_it_alike(key: str) -> None:
    async with TranslationPeer() as peer:
        link = await open_translation(endpoint(peer.base_url, key))
        assert isinstance(await anext(link.events()), tr.TranslationCreated)
        await link.close()
        assert [session.key for session in peer.sessions] == [key] and peer.problems == []


async def test_a_line_that_says_nothing_any_more_is_given_up() -> None:
    async with TranslationPeer() as peer, FaultProxy(peer.port) as proxy:
        link = await open_translation(endpoint(proxy.base_url), lost_after_s=1.0)
        events = link.events()
        await anext(events)
        proxy.swallow()
        with pytest.raises(ConnectionFailed) as lost:
            await anext(events)
        assert lost.value.trouble is not None and lost.value.trouble.name == "no_network"
        await link.close()


@pytest.mark.parametrize(
    ("key", "sentence"), [("sk-1", "OpenAI refused this key."), ("ek_1", "The short-lived key has ended.")]
)
async def test_a_refused_secret_has_ended_and_a_refused_key_is_wrong(key: str, sentence: str) -> None:
    def refuse(socket: ServerConnection, _: Request) -> Response:
        return socket.respond(http.HTTPStatus.UNAUTHORIZED, '{"error": {"code": "invalid_api_key"}}')

    async with TranslationPeer(refuse=refuse) as peer:
        with pytest.raises(ConnectionFailed) as refused:
            await open_translation(endpoint(peer.base_url, key))
        trouble = refused.value.trouble
        assert trouble is not None and (trouble.name, trouble.sentence) == ("key_refused", sentence)
        assert key not in str(refused.value) and key not in trouble.details


async def test_an_address_that_cannot_be_one_is_said() -> None:
    with pytest.raises(BadInput):
        await open_translation(endpoint("http://example.org/v1"))


def test_it_speaks_thirteen_languages() -> None:
    assert speaks("en", "ja") and not speaks("en", "pl") and not speaks("tr")
