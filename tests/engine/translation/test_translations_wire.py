"""The translation socket speaks OpenAI's events, with OpenAI's own client too, and ours on request."""

from __future__ import annotations

import asyncio
import base64
import json
import urllib.request
from typing import Any
from urllib.error import HTTPError

import pytest
from openai import AsyncOpenAI
from openai.types.realtime import RealtimeTranslationServerEvent
from pydantic import TypeAdapter
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.conftest import RunningEngine
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

SERVER_EVENTS: TypeAdapter[Any] = TypeAdapter(RealtimeTranslationServerEvent)
FRAME = 9600
SILENCE = bytes(48_000)


@pytest.fixture(scope="module")
def question() -> bytes:
    """A spoken English question with a second of silence after it, PCM16 mono 24 kHz."""
    sound = read_wav(PROJECT / "resources" / "speech" / "where_is_kyoto.wav", 24_000)
    return to_int16(sound).tobytes() + SILENCE


async def talked(engine: RunningEngine, query: str, sound: bytes, *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """All events of a session that gets these messages, then this sound, and is closed."""
    url = f"{engine.realtime_url}/translations?{query}"
    events: list[dict[str, Any]] = []
    async with connect(url, additional_headers={"Authorization": f"Bearer {engine.token}"}, max_size=None) as socket:
        for message in messages:
            await socket.send(json.dumps(message))
        for start in range(0, len(sound), FRAME):
            part = base64.b64encode(sound[start : start + FRAME]).decode()
            await socket.send(json.dumps({"type": "session.input_audio_buffer.append", "audio": part}))
        await socket.send(json.dumps({"type": "session.close"}))
        async with asyncio.timeout(60):
            while not events or events[-1]["type"] != "session.closed":
                events.append(json.loads(await socket.recv()))
    return events


def update(**audio: Any) -> dict[str, Any]:
    return {"type": "session.update", "session": {"audio": audio}}


def of(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [event for event in events if event["type"] == kind]


async def test_a_plain_client_sees_openais_events_alone(engine: RunningEngine, question: bytes) -> None:
    wanted = update(output={"language": "pt"}, input={"transcription": {"model": "gpt-realtime-whisper"}})
    events = await talked(engine, "model=gpt-realtime-translate", question, wanted)
    for event in events:
        SERVER_EVENTS.validate_python(event)
        assert not event["type"].startswith("wanderlust"), event
    assert events[0]["type"] == "session.created"
    source = "".join(event["delta"] for event in of(events, "session.input_transcript.delta"))
    target = "".join(event["delta"] for event in of(events, "session.output_transcript.delta"))
    assert "where is kyoto" in source.casefold()
    assert target.casefold().startswith("onde")
    sound = b"".join(base64.b64decode(event["delta"]) for event in of(events, "session.output_audio.delta"))
    assert len(sound) > 24_000  # half a second


async def test_speech_in_the_wanted_language_brings_no_sound(engine: RunningEngine, question: bytes) -> None:
    events = await talked(engine, "model=x", question, update(output={"language": "en"}))
    assert not of(events, "session.output_audio.delta")


async def test_closing_at_once_still_translates_what_was_said(engine: RunningEngine, question: bytes) -> None:
    events = await talked(engine, "model=x", question[: -len(SILENCE)], update(output={"language": "pt"}))
    assert of(events, "session.output_audio.delta")
    assert events[-1]["type"] == "session.closed"


async def test_silence_brings_nothing(engine: RunningEngine) -> None:
    events = await talked(engine, "model=x", SILENCE * 4, update(output={"language": "pt"}))
    assert [event["type"] for event in events] == ["session.created", "session.updated", "session.closed"]


@pytest.mark.parametrize(
    "session",
    [
        {"audio": {"output": {"language": "tlh"}}},
        {"audio": {"output": {"voice": "marin"}}},
        {"audio": {"input": {"format": {"type": "audio/pcmu"}}}},
        {"instructions": "Be brief."},
        {"model": "other"},
    ],
)
async def test_what_cannot_be_set_is_refused_and_the_session_goes_on(
    engine: RunningEngine, session: dict[str, Any]
) -> None:
    change = {"type": "session.update", "event_id": "evt_7", "session": session}
    events = await talked(engine, "model=x", b"", change)
    (error,) = of(events, "error")
    SERVER_EVENTS.validate_python(error)
    assert error["error"]["event_id"] == "evt_7"
    assert not of(events, "session.updated")


async def test_events_of_conversations_are_not_known_here(engine: RunningEngine) -> None:
    events = await talked(engine, "model=x", b"", {"type": "response.create", "event_id": "evt_1"})
    assert of(events, "error")[0]["error"]["code"] == "unknown_event"


async def test_between_two_the_utterance_says_whose_it_was_and_what_became_of_it(
    engine: RunningEngine, question: bytes
) -> None:
    events = await talked(engine, "between=pt,en&extensions=interpreter", question)
    (done,) = of(events, "wanderlust.utterance.done")
    assert (done["speaker_language"], done["target_language"], done["witness"]) == ("en", "pt", "speech")
    assert "Kyoto" in done["source"] and done["route"] == "local"
    final = [event for event in of(events, "wanderlust.caption") if event["final"]]
    assert [event["text"] for event in final] == [done["target"]]
    kinds = [event["type"] for event in events]
    assert kinds.index("wanderlust.caption") < kinds.index("session.output_audio.delta"), "captions come before sound"


@pytest.mark.parametrize("between", ["en,de", "en", "en,en", "en,pt,es"])
async def test_a_pair_that_cannot_be_done_is_refused_at_the_door(engine: RunningEngine, between: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await talked(engine, f"between={between}", b"")
    assert refused.value.response.status_code == 400


async def test_openais_own_client_works(engine: RunningEngine, question: bytes) -> None:
    client = AsyncOpenAI(api_key=engine.token, base_url=engine.http_url("/v1"))
    kinds, words = [], ""
    async with client.realtime.translations.connect(model="gpt-realtime-translate") as connection:
        await connection.send({"type": "session.update", "session": {"audio": {"output": {"language": "pt"}}}})
        for start in range(0, len(question), FRAME):
            audio = base64.b64encode(question[start : start + FRAME]).decode()
            await connection.send({"type": "session.input_audio_buffer.append", "audio": audio})
        await connection.send({"type": "session.close"})
        async with asyncio.timeout(60):
            async for event in connection:
                kinds.append(event.type)
                if event.type == "session.output_transcript.delta":
                    words += event.delta
                if event.type == "session.closed":
                    break
    assert words.casefold().startswith("onde")
    assert "session.output_audio.delta" in kinds and "error" not in kinds


def posted(engine: RunningEngine, body: Any) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {engine.token}", "Content-Type": "application/json"}
    request = urllib.request.Request(engine.http_url("/v1/translate"), json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def test_a_text_over_its_route(engine: RunningEngine) -> None:
    status, answer = posted(engine, {"text": "Where is the beach?", "from": "en", "to": "pt"})
    assert status == 200 and "praia" in answer["text"] and answer["route"] == "local"


@pytest.mark.parametrize(
    "body",
    [
        {"text": "Hello.", "from": "en", "to": "de"},
        {"text": "", "from": "en", "to": "pt"},
        {"text": 5, "from": "en", "to": "pt"},
        {"from": "en", "to": "pt"},
        [],
    ],
)
def test_what_cannot_be_translated_is_refused_with_a_sentence(engine: RunningEngine, body: Any) -> None:
    status, answer = posted(engine, body)
    assert status == 400 and answer["error"]["message"].endswith((".", "?", "--languages"))
