"""Addresses of OpenAI, gateways and Azure, and what is never sent where."""

from __future__ import annotations

import pytest

from wanderlust.domain.errors import BadInput
from wanderlust.realtime.endpoint import Endpoint


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://api.openai.com/v1", "wss://api.openai.com/v1/realtime?model=m"),
        ("https://api.openai.com/v1/", "wss://api.openai.com/v1/realtime?model=m"),
        ("wss://gateway.example/v1/realtime", "wss://gateway.example/v1/realtime?model=m"),
        ("http://127.0.0.1:4000/v1", "ws://127.0.0.1:4000/v1/realtime?model=m"),
        ("https://me.openai.azure.com", "wss://me.openai.azure.com/openai/v1/realtime?model=m"),
        ("https://me.openai.azure.com/openai/v1", "wss://me.openai.azure.com/openai/v1/realtime?model=m"),
    ],
)
def test_a_base_url_becomes_the_sockets_address(base: str, url: str) -> None:
    assert Endpoint(base, "key", "m").url == url


@pytest.mark.parametrize(
    ("base", "sentence"),
    [
        ("http://api.openai.com/v1", "not encrypted"),
        ("ws://192.168.1.4/v1", "not encrypted"),
        ("ftp://x", "no address"),
        ("api.openai.com", "no address"),
        ("https://user:pass@host/v1", "no address"),
        ("", "no address"),
    ],
)
def test_an_address_that_would_betray_the_key_or_is_none_is_refused(base: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        _ = Endpoint(base, "key", "m").url


def test_azure_takes_its_key_in_a_header_of_its_own() -> None:
    assert Endpoint("https://me.openai.azure.com", "key", "m").headers == {"api-key": "key"}


def test_organisation_and_project_go_along_where_they_are_set() -> None:
    headers = Endpoint(key="ek_1", organisation="org", project="proj", person="hash").headers
    assert headers == {
        "Authorization": "Bearer ek_1",
        "OpenAI-Organization": "org",
        "OpenAI-Project": "proj",
        "OpenAI-Safety-Identifier": "hash",
    }


def test_the_key_is_in_no_repr() -> None:
    assert "canary" not in repr(Endpoint(key="sk-canary"))


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://api.openai.com/v1", "wss://api.openai.com/v1/realtime/translations?model=m"),
        ("wss://gateway.example/v1/realtime", "wss://gateway.example/v1/realtime/translations?model=m"),
        ("https://me.openai.azure.com", "wss://me.openai.azure.com/openai/v1/realtime/translations?model=m"),
        ("http://127.0.0.1:8000/v1/", "ws://127.0.0.1:8000/v1/realtime/translations?model=m"),
    ],
)
def test_translation_sessions_are_beside_conversations(base: str, address: str) -> None:
    assert Endpoint(base, "k", "m").translations_url == address


def test_a_client_secret_is_known_by_its_beginning() -> None:
    assert Endpoint(key="ek_1").short_lived and not Endpoint(key="sk-1").short_lived
