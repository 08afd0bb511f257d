"""The engine is an honest Realtime server: turns, answers, calls, cancels, truncation, errors."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.conftest import RunningEngine
from tests.engine.wire_client import Event, client_of
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

TOOLS = [spec.definition() for spec in CATALOGUE]
SILENCE = bytes(48_000)  # one second


@pytest.fixture(scope="module")
def question() -> bytes:
    """The bundled question, PCM16 mono 24 kHz: "Where is Kyoto?"."""
    return to_int16(read_wav(PROJECT / "resources" / "speech" / "where_is_kyoto.wav", 24_000)).tobytes()


def types(events: list[Event]) -> list[str]:
    return [e["type"] for e in events]


def session(**audio_input: Any) -> dict[str, Any]:
    return {"type": "realtime", "tools": TOOLS, "audio": {"input": audio_input}}


async def test_a_wrong_token_is_refused_at_the_door(engine: RunningEngine) -> None:
    with pytest.raises(InvalidStatus) as caught:
        async with connect(engine.realtime_url, additional_headers={"Authorization": "Bearer guess"}):
            pass
    assert caught.value.response.status_code == 401


async def test_the_token_may_come_in_the_browsers_subprotocol(engine: RunningEngine) -> None:
    protocols: Any = ["realtime", f"openai-insecure-api-key.{engine.token}"]
    async with connect(engine.realtime_url, subprotocols=protocols) as socket:
        assert socket.subprotocol == "realtime"
        assert json.loads(await socket.recv())["type"] == "session.created"


async def test_a_partial_update_changes_only_what_it_names(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        before = client.events[0]["session"]
        await client.send("session.update", session={"type": "realtime", "instructions": "Be brief."})
        after = (await client.next("session.updated"))["session"]
        assert after["instructions"] == "Be brief."
        assert {**after, "instructions": ""} == {**before, "instructions": ""}
        await client.send("session.update", session={"type": "realtime", "audio": {"input": {"turn_detection": None}}})
        cleared = (await client.next("session.updated"))["session"]
        assert cleared["audio"]["input"]["turn_detection"] is None
        assert cleared["audio"]["output"] == before["audio"]["output"]


async def test_a_typed_question_becomes_a_call_and_its_output_an_answer(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await client.send("session.update", session=session())
        await client.next("session.updated")
        events = await client.ask("How far is it from Lisbon to Porto?")
        done = events[-1]["response"]
        assert done["status"] == "completed"
        (call,) = done["output"]
        assert call["type"] == "function_call" and call["name"] == "distance"
        assert json.loads(call["arguments"]) == {"origin": "Lisbon", "destination": "Porto"}
        order = types(events)
        assert order.index("response.created") < order.index("response.output_item.added")
        assert order.index("response.function_call_arguments.done") < order.index("response.output_item.done")
        output = json.dumps({"say": {"en": "About 270 kilometres."}})
        await client.send(
            "conversation.item.create",
            item={"type": "function_call_output", "call_id": call["call_id"], "output": output},
        )
        await client.send("response.create")
        spoken = await client.until(lambda e: e["type"] == "response.done")
        words = "".join(e["delta"] for e in spoken if e["type"] == "response.output_audio_transcript.delta")
        sound = b"".join(base64.b64decode(e["delta"]) for e in spoken if e["type"] == "response.output_audio.delta")
        assert words == "About 270 kilometres."
        assert len(sound) > 48_000, "more than a second of voice"
        assert np.abs(np.frombuffer(sound, "<i2")).max() > 3000
        usage = spoken[-1]["response"]["usage"]
        assert usage["output_token_details"]["audio_tokens"] == pytest.approx(len(sound) / 48 / 50, abs=1)
        assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"]


async def test_text_only_answers_bring_no_sound(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        events = await client.ask("Hello", output_modalities=["text"])
        assert "response.output_text.delta" in types(events)
        assert "response.output_audio.delta" not in types(events)
        assert events[-1]["response"]["output"][0]["content"][0]["type"] == "output_text"


async def test_speech_is_marked_committed_written_down_and_answered(engine: RunningEngine, question: bytes) -> None:
    async with client_of(engine) as client:
        await client.send("session.update", session=session(transcription={"model": "local"}))
        await client.next("session.updated")
        await client.hear(SILENCE + question + SILENCE)
        events = await client.until(lambda e: e["type"] == "response.done")
        order = types(events)
        milestones = [
            "input_audio_buffer.speech_started",
            "input_audio_buffer.speech_stopped",
            "input_audio_buffer.committed",
            "conversation.item.added",
            "response.created",
            "response.done",
        ]
        assert [order.index(m) for m in milestones] == sorted(order.index(m) for m in milestones)
        started = next(e for e in events if e["type"] == "input_audio_buffer.speech_started")
        stopped = next(e for e in events if e["type"] == "input_audio_buffer.speech_stopped")
        assert 500 <= started["audio_start_ms"] <= 1100
        assert started["audio_start_ms"] < stopped["audio_end_ms"] <= 2000 + len(question) / 48
        completed = next(e for e in events if e["type"].endswith("input_audio_transcription.completed"))
        assert completed["transcript"].casefold().strip(" ?.!") == "where is kyoto"
        assert completed["usage"]["type"] == "duration"
        (call,) = events[-1]["response"]["output"]
        assert (call["name"], json.loads(call["arguments"])) == ("show_on_map", {"place": "Kyoto"})


async def test_without_turn_detection_the_client_commits(engine: RunningEngine, question: bytes) -> None:
    async with client_of(engine) as client:
        detection = session(turn_detection=None, transcription={"model": "local"})
        await client.send("session.update", session=detection)
        await client.next("session.updated")
        await client.hear(question)
        await client.send("input_audio_buffer.commit")
        committed = await client.next("input_audio_buffer.committed")
        completed = await client.next("conversation.item.input_audio_transcription.completed")
        assert completed["item_id"] == committed["item_id"]
        assert "kyoto" in completed["transcript"].casefold()
        assert "input_audio_buffer.speech_started" not in types(client.events)
        assert "response.created" not in types(client.events)


async def test_silence_and_noise_bring_no_turn(engine: RunningEngine) -> None:
    dice = np.random.default_rng(1)
    noise = (dice.standard_normal(24_000 * 3) * 300).astype("<i2").tobytes()
    click = np.zeros(24_000, "<i2")
    click[::8000] = 30_000
    async with client_of(engine) as client:
        await client.hear(SILENCE * 2 + noise + click.tobytes() + SILENCE)
        await client.send("input_audio_buffer.clear")
        await client.next("input_audio_buffer.cleared")
        assert types(client.events) == ["session.created", "input_audio_buffer.cleared"]


async def test_an_empty_commit_is_refused(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await client.send("input_audio_buffer.commit", event_id="mine")
        error = (await client.next("error"))["error"]
        assert (error["code"], error["event_id"]) == ("input_audio_buffer_commit_empty", "mine")


async def test_one_active_response_a_conversation(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await client.send("session.update", session={"type": "realtime", "tools": []})
        long = " ".join(["Kyoto was the seat of the court for more than a thousand years."] * 8)
        await client.send(
            "conversation.item.create",
            item={"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Tell me"}]},
        )
        await client.send(
            "conversation.item.create",
            item={"type": "function_call_output", "call_id": "call_x", "output": json.dumps({"say": {"en": long}})},
        )
        await client.send("response.create", response={"metadata": {"topic": "kyoto"}})
        created = await client.next("response.created")
        assert created["response"]["metadata"] == {"topic": "kyoto"}
        await client.send("response.create", event_id="second")
        error = (await client.next("error"))["error"]
        assert (error["code"], error["event_id"]) == ("conversation_already_has_active_response", "second")
        # Out of band, another may run beside it.
        await client.send("response.create", response={"conversation": "none", "output_modalities": ["text"]})
        aside = await client.next("response.created")
        assert aside["response"].get("conversation_id") is None
        await client.send("response.cancel", response_id=created["response"]["id"])
        ends = [await client.next("response.done"), await client.next("response.done")]
        by_id = {e["response"]["id"]: e["response"] for e in ends}
        cancelled = by_id[created["response"]["id"]]
        assert cancelled["status"] == "cancelled"
        assert cancelled["status_details"]["reason"] == "client_cancelled"
        assert cancelled["metadata"] == {"topic": "kyoto"}
        assert cancelled["usage"]["total_tokens"] > 0


async def test_cancelling_nothing_is_a_benign_error(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await client.send("response.cancel", event_id="c1")
        error = (await client.next("error"))["error"]
        assert (error["code"], error["event_id"]) == ("response_cancel_not_active", "c1")


async def test_an_answer_is_cut_to_what_was_heard(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        events = await client.ask("Hello")
        item = events[-1]["response"]["output"][0]
        await client.send("conversation.item.truncate", item_id=item["id"], content_index=0, audio_end_ms=300)
        assert (await client.next("conversation.item.truncated"))["audio_end_ms"] == 300
        await client.send("conversation.item.retrieve", item_id=item["id"])
        kept = (await client.next("conversation.item.retrieved"))["item"]["content"][0]["transcript"]
        assert item["content"][0]["transcript"].startswith(kept) and kept != item["content"][0]["transcript"]
        await client.send("conversation.item.truncate", item_id=item["id"], content_index=0, audio_end_ms=999_999)
        assert "already shorter" in (await client.next("error"))["error"]["message"]


async def test_items_keep_the_clients_ids_and_order(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        for name, after in (("a", None), ("b", None), ("front", "root"), ("mid", "a")):
            item = {"id": name, "type": "message", "role": "user", "content": [{"type": "input_text", "text": name}]}
            await client.send("conversation.item.create", item=item, previous_item_id=after)
            added = await client.next("conversation.item.added")
            assert added["item"]["id"] == name
            expected = {"a": None, "b": "a", "front": None, "mid": "a"}[name]
            assert added.get("previous_item_id") == expected
        await client.send("conversation.item.delete", item_id="mid")
        await client.next("conversation.item.deleted")
        await client.send("conversation.item.delete", item_id="mid", event_id="again")
        assert (await client.next("error"))["error"]["event_id"] == "again"


@pytest.mark.parametrize(
    "message",
    ["", "{", "[]", '{"type": 1}', '{"type": "no.such.event", "event_id": "x"}', '{"type": "session.update"}',
     '{"type": "input_audio_buffer.append", "audio": "!!"}', '{"type": "conversation.item.create", "item": 3}'],
)  # fmt: skip
async def test_a_bad_message_is_answered_and_the_session_goes_on(engine: RunningEngine, message: str) -> None:
    async with client_of(engine) as client:
        await client.send_raw(message)
        assert (await client.next("error"))["error"]["type"] == "invalid_request_error"
        events = await client.ask("Hello", output_modalities=["text"])
        assert events[-1]["response"]["status"] == "completed"


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"output_modalities": ["audio", "text"]}, "session.output_modalities"),
        ({"audio": {"output": {"speed": 9}}}, "session.audio.output.speed"),
        ({"audio": {"input": {"format": {"type": "audio/opus"}}}}, "session.audio.input.format"),
        ({"type": "transcription"}, "session.type"),
    ],
)
async def test_settings_that_cannot_be_are_refused_by_name(
    engine: RunningEngine, change: dict[str, Any], param: str
) -> None:
    async with client_of(engine) as client:
        await client.send("session.update", session={"type": "realtime", **change}, event_id="u")
        error = (await client.next("error"))["error"]
        assert (error["param"], error["event_id"]) == (param, "u")


async def test_a_tool_the_engine_never_saw_is_matched_by_its_description(engine: RunningEngine) -> None:
    tool = {
        "type": "function",
        "name": "get_current_weather",
        "description": "Get the current weather in a given city",
        "parameters": {
            "type": "object",
            "properties": {"location": {"type": "string", "description": "City name"}},
            "required": ["location"],
        },
    }
    async with client_of(engine) as client:
        await client.send("session.update", session={"type": "realtime", "tools": [tool]})
        events = await client.ask("What's the weather like in Oslo?")
        (call,) = events[-1]["response"]["output"]
        assert call["name"] == "get_current_weather"
        assert json.loads(call["arguments"])["location"] == "Oslo"
