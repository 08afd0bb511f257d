"""Whose voice an answer has, how fast, and in which language: as the session says, and never words in a wrong voice."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np
import pytest

from tests.conftest import RunningEngine
from tests.engine.wire_client import WireClient, client_of
from wanderlust.engine.answers import language_of

pytestmark = pytest.mark.engine

ENGLISH = {"en": "About 270 kilometres."}


async def answered(
    engine: RunningEngine, say: dict[str, str], languages: list[str], **output: Any
) -> tuple[str, bytes]:
    """The words and the sound of an answer to a tool's output, in a session with these settings."""
    async with client_of(engine) as client:
        await with_tool(client, languages, output)
        return await told(client, say)


async def with_tool(client: WireClient, languages: list[str], output: dict[str, Any]) -> None:
    """Set the session up for one tool."""
    tool = {"type": "function", "name": "distance", "description": "How far", "parameters": {"type": "object"}}
    audio = {"input": {"transcription": {"model": "local", "languages": languages}}, "output": output}
    await client.send("session.update", session={"type": "realtime", "audio": audio, "tools": [tool]})
    await client.next("session.updated")


async def told(client: WireClient, say: dict[str, str], **more: Any) -> tuple[str, bytes]:
    events = await client.ask("How far is it from Lisbon to Porto?", tool_choice="required")
    (call,) = events[-1]["response"]["output"]
    item = {"type": "function_call_output", "call_id": call["call_id"], "output": json.dumps({"say": say, **more})}
    await client.send("conversation.item.create", item=item)
    await client.send("response.create")
    spoken = await client.until(lambda event: event["type"] == "response.done")
    assert spoken[-1]["response"]["status"] == "completed"
    words = "".join(e["delta"] for e in spoken if e["type"] == "response.output_audio_transcript.delta")
    sound = b"".join(base64.b64decode(e["delta"]) for e in spoken if e["type"] == "response.output_audio.delta")
    return words, sound


def alike(one: bytes, other: bytes) -> bool:
    """Whether two sounds are the same but for the last bits, in which a voice may differ from time to time."""
    if len(one) != len(other):
        return False
    first, second = (np.frombuffer(sound, "<i2").astype(np.float64) for sound in (one, other))
    return bool(np.linalg.norm(first - second) < 0.05 * np.linalg.norm(first))


async def test_the_voice_named_speaks_and_others_leave_it_alone(engine: RunningEngine) -> None:
    _, best = await answered(engine, ENGLISH, ["en"])
    _, plain = await answered(engine, ENGLISH, ["en"], voice="en-US")
    _, among = await answered(engine, ENGLISH, ["en"], voice="pf_dora,en-US")
    assert alike(plain, among)
    assert not alike(plain, best)


async def test_a_slower_voice_takes_longer(engine: RunningEngine) -> None:
    _, usual = await answered(engine, ENGLISH, ["en"], voice="en-US")
    _, slow = await answered(engine, ENGLISH, ["en"], voice="en-US", speed=0.6)
    assert len(slow) > 1.3 * len(usual)


async def test_the_first_language_is_the_one_answered_in(engine: RunningEngine) -> None:
    words, _ = await answered(engine, {**ENGLISH, "de": "Etwa 270 Kilometer."}, ["de", "en"])
    assert words == "Etwa 270 Kilometer."


async def test_an_english_answer_has_an_english_voice_whatever_was_spoken(engine: RunningEngine) -> None:
    _, english = await answered(engine, ENGLISH, ["en"], voice="en-US")
    words, sound = await answered(engine, ENGLISH, ["de", "en"], voice="en-US")
    assert words == ENGLISH["en"]
    assert alike(sound, english)


async def test_of_words_without_a_voice_the_sentence_before_them_is_spoken(engine: RunningEngine) -> None:
    own, korean = "I have no voice for Korean, so here it is to read:", "도와주세요!"
    quote = {"text": korean, "language": "ko"}
    async with client_of(engine) as client:
        await with_tool(client, ["en"], {"voice": "en-US"})
        words, sound = await told(client, {"en": f"{own} {korean}"}, quote=quote)
        alone, spoken = await told(client, {"en": own})
    assert (words, alone) == (f"{own} {korean}", own)
    assert len(sound) > 24_000 and alike(sound, spoken)


async def test_without_a_voice_an_answer_is_still_there_to_read(engine: RunningEngine) -> None:
    words, sound = await answered(engine, {"ko": "약 270킬로미터입니다."}, ["ko"])
    assert (words, sound) == ("약 270킬로미터입니다.", b"")


@pytest.mark.parametrize(
    ("outputs", "language"),
    [
        ([{"say": {"en": "Yes.", "de": "Ja."}}], "de"),
        ([{"say": {"en": "Yes.", "de": "Ja."}}, {"say": {"en": "No."}}], "en"),
        ([{"temperature": 12}], "de"),
        ([], "de"),
    ],
)
def test_several_outputs_are_told_in_a_language_all_of_them_have(outputs: list[dict[str, Any]], language: str) -> None:
    assert language_of([json.dumps(output) for output in outputs], "de") == language
