"""A short-lived secret opens the translation session it was made for, with OpenAI's own client too."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from openai import AsyncOpenAI, AuthenticationError, BadRequestError
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.conftest import RunningEngine

pytestmark = pytest.mark.engine


def client(engine: RunningEngine, key: str) -> AsyncOpenAI:
    return AsyncOpenAI(api_key=key, base_url=engine.http_url("/v1"), max_retries=0)


async def made(engine: RunningEngine, **audio: Any) -> Any:
    session: Any = {"model": "gpt-realtime-translate", "audio": audio}
    async with client(engine, engine.token) as owner:
        return await owner.realtime.translations.client_secrets.create(
            session=session, expires_after={"anchor": "created_at", "seconds": 60}
        )


async def test_the_official_client_makes_one_and_another_opens_a_session_with_it(engine: RunningEngine) -> None:
    heard = {"transcription": {"model": "gpt-realtime-whisper"}}
    secret = await made(engine, output={"language": "pt"}, input=heard)
    assert secret.value.startswith("ek_") and secret.session.type == "translation"
    assert secret.session.audio.output.language == "pt"
    async with (
        client(engine, secret.value) as guest,
        guest.realtime.translations.connect(model="gpt-realtime-translate") as connection,
    ):
        async with asyncio.timeout(30):
            created: Any = await anext(aiter(connection))
        assert created.type == "session.created"
        assert created.session.audio.output.language == "pt"
        assert created.session.audio.input.transcription.model == "gpt-realtime-whisper"


async def test_it_opens_nothing_else(engine: RunningEngine) -> None:
    secret = await made(engine, output={"language": "pt"})
    async with client(engine, secret.value) as guest:
        with pytest.raises(AuthenticationError):
            await guest.realtime.translations.client_secrets.create(session={"model": "gpt-realtime-translate"})
        with pytest.raises(AuthenticationError):
            await guest.models.list()
    with pytest.raises(InvalidStatus):
        await connect(f"{engine.realtime_url}?model=x", additional_headers={"api-key": secret.value})


async def test_a_secret_of_a_conversation_opens_no_translation(engine: RunningEngine) -> None:
    async with client(engine, engine.token) as owner:
        secret = await owner.realtime.client_secrets.create()
    with pytest.raises(InvalidStatus):
        await connect(f"{engine.realtime_url}/translations", additional_headers={"api-key": secret.value})


@pytest.mark.parametrize("audio", [{"output": {"language": "tlh"}}, {"output": {"voice": "marin"}}])
async def test_what_no_session_can_be_makes_no_secret(engine: RunningEngine, audio: dict[str, Any]) -> None:
    with pytest.raises(BadRequestError):
        await made(engine, **audio)
