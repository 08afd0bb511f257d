"""What other people's clients lean on beyond the plain turn: items, limits, formats, idle time, forced calls."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from openai import AsyncOpenAI, AuthenticationError, NotFoundError
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.conftest import RunningEngine
from tests.engine.wire_client import Event, WireClient, client_of
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.dsp import g711
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

TOOLS = [spec.definition() for spec in CATALOGUE]
SECOND = bytes(48_000)
LONG = " ".join(["Kyoto was the seat of the court for more than a thousand years."] * 8)


def recorded(rate: int) -> npt.NDArray[np.int16]:
    return to_int16(read_wav(PROJECT / "resources" / "speech" / "where_is_kyoto.wav", rate))


@pytest.fixture(scope="module")
def question() -> bytes:
    """ "Where is Kyoto?", PCM16 mono 24 kHz."""
    return recorded(24_000).tobytes()


def typed(text: str, **fields: Any) -> Event:
    return {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}], **fields}


def says(text: str) -> dict[str, Any]:
    """A response that says exactly this."""
    return {"instructions": f'Say exactly: "{text}"'}


async def configure(client: WireClient, **session: Any) -> Event:
    await client.send("session.update", session={"type": "realtime", **session})
    updated: Event = (await client.next("session.updated"))["session"]
    return updated


async def respond(client: WireClient, **response: Any) -> list[Event]:
    await client.send("response.create", response=response)
    return await client.until(lambda e: e["type"] in ("response.done", "error"))


def sound_of(events: list[Event]) -> bytes:
    return b"".join(base64.b64decode(e["delta"]) for e in events if e["type"] == "response.output_audio.delta")


# -- the door -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["Bearer {}", "bearer {}", "{}", "Token {}"])
async def test_the_token_is_taken_in_any_form(engine: RunningEngine, form: str) -> None:
    headers = {"Authorization": form.format(engine.token)}
    async with connect(engine.realtime_url, additional_headers=headers) as socket:
        assert json.loads(await socket.recv())["type"] == "session.created"
        assert socket.subprotocol is None


async def test_without_a_token_nobody_comes_in(engine: RunningEngine) -> None:
    with pytest.raises(InvalidStatus):
        async with connect(engine.realtime_url):
            pass


async def test_the_official_client_reads_models_and_makes_a_secret_that_opens_one_session(
    engine: RunningEngine,
) -> None:
    base_url = engine.http_url("/v1")
    async with AsyncOpenAI(api_key=engine.token, base_url=base_url, max_retries=0) as owner:
        models = [model.id async for model in owner.models.list()]
        assert (await owner.models.retrieve(models[0])).id == models[0]
        with pytest.raises(NotFoundError):
            await owner.models.retrieve("gpt-none")
        secret = await owner.realtime.client_secrets.create(
            expires_after={"anchor": "created_at", "seconds": 60},
            session={"type": "realtime", "instructions": "Be brief.", "output_modalities": ["text"]},
        )
    assert secret.value.startswith("ek_") and secret.session.type == "realtime"
    async with AsyncOpenAI(api_key=secret.value, base_url=base_url, max_retries=0) as guest:
        async with guest.realtime.connect(model="gpt-realtime-2.1") as connection:
            created = await connection.recv()
            assert created.type == "session.created" and created.session.type == "realtime"
            assert created.session.instructions == "Be brief."
            assert created.session.output_modalities == ["text"]
        with pytest.raises(AuthenticationError):
            await guest.realtime.client_secrets.create()
    async with AsyncOpenAI(api_key="ek_guess", base_url=base_url, max_retries=0) as stranger:
        with pytest.raises(InvalidStatus):
            async with stranger.realtime.connect(model="x"):
                pass


# -- items --------------------------------------------------------------------------------------------------------


async def test_what_is_not_known_yet_is_null_and_not_left_out(engine: RunningEngine, question: bytes) -> None:
    async with client_of(engine) as client:
        session = client.events[0]["session"]
        assert session["tracing"] is None and session["audio"]["input"]["noise_reduction"] is None
        await configure(client, audio={"input": {"turn_detection": None}})
        await client.hear(question)
        await client.send("input_audio_buffer.commit")
        committed = await client.next("input_audio_buffer.committed")
        added = await client.next("conversation.item.added")
        assert committed["previous_item_id"] is None and added["previous_item_id"] is None
        assert added["item"]["content"][0]["transcript"] is None
        await client.send("response.create", response=says("Hello."))
        created = (await client.next("response.created"))["response"]
        assert created["conversation_id"].startswith("conv_")
        assert created["usage"] is None and created["status_details"] is None and created["metadata"] is None
        done = (await client.next("response.done"))["response"]
        assert done["conversation_id"] == created["conversation_id"]
        assert done["usage"]["total_tokens"] > 0
        error = await refused(client, "conversation.item.delete", item_id="gone")
        assert error["code"] == "item_delete_invalid_item_id" and error["event_id"] is None


async def refused(client: WireClient, type: str, **fields: Any) -> Event:
    await client.send(type, **fields)
    error: Event = (await client.next("error"))["error"]
    assert "event_id" in error and "param" in error and error["type"] == "invalid_request_error"
    return error


async def test_every_item_says_what_comes_before_it(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await client.send("conversation.item.create", item=typed("Hello", id="mine"))
        assert (await client.next("conversation.item.done"))["previous_item_id"] is None
        events = await respond(client, **says("Good morning."))
        placed = [e for e in events if e["type"] in ("conversation.item.added", "conversation.item.done")]
        assert [e["previous_item_id"] for e in placed] == ["mine", "mine"]
        assert placed[0]["item"]["id"] == placed[1]["item"]["id"]
        await client.send("conversation.item.create", item=typed("Thanks"))
        assert (await client.next("conversation.item.added"))["previous_item_id"] == placed[0]["item"]["id"]


async def test_what_a_user_said_can_be_fetched_with_its_sound(engine: RunningEngine, question: bytes) -> None:
    async with client_of(engine) as client:
        await configure(client, audio={"input": {"turn_detection": None, "transcription": {"model": "local"}}})
        await client.hear(question)
        await client.send("input_audio_buffer.commit")
        done = await client.next("conversation.item.input_audio_transcription.completed")
        await client.send("conversation.item.retrieve", item_id=done["item_id"])
        part = (await client.next("conversation.item.retrieved"))["item"]["content"][0]
        assert part["transcript"] == done["transcript"]
        sent, kept = np.frombuffer(question, "<i2"), np.frombuffer(base64.b64decode(part["audio"]), "<i2")
        assert len(kept) == pytest.approx(len(sent), rel=0.02)
        assert (await refused(client, "conversation.item.retrieve", item_id="x"))["code"] == (
            "item_retrieve_invalid_item_id"
        )


async def test_a_message_may_bring_its_sound_along(engine: RunningEngine, question: bytes) -> None:
    async with client_of(engine) as client:
        await configure(client, tools=TOOLS, audio={"input": {"transcription": {"model": "local"}}})
        audio = base64.b64encode(question).decode()
        item = {"type": "message", "role": "user", "content": [{"type": "input_audio", "audio": audio}]}
        await client.send("conversation.item.create", item=item)
        added = await client.next("conversation.item.added")
        assert added["item"]["content"][0] == {"type": "input_audio", "transcript": None}
        await client.send("response.create")
        events = await client.until(lambda e: e["type"] == "response.done")
        (call,) = events[-1]["response"]["output"]
        assert json.loads(call["arguments"]) == {"place": "Kyoto"}
        heard = [e for e in client.events if e["type"].endswith("transcription.completed")]
        assert heard and heard[0]["item_id"] == added["item"]["id"] and "kyoto" in heard[0]["transcript"].casefold()
        assert events[-1]["response"]["usage"]["input_token_details"]["audio_tokens"] > 5


@pytest.mark.parametrize(
    ("item", "param"),
    [
        ({"type": "mcp_call", "id": "x"}, "item.type"),
        ({"type": "message", "content": []}, "item.role"),
        ({"type": "message", "role": "user"}, "item.content"),
        ({"type": "message", "role": "user", "content": [{"type": "output_text"}]}, "item.content[0].type"),
        ({"type": "function_call", "call_id": "c", "name": "f"}, "item.arguments"),
        ({"type": "function_call_output", "output": "1"}, "item.call_id"),
        ({"type": "message", "role": "user", "content": [{"type": "input_audio", "audio": "!"}]}, "item.content"),
    ],
)
async def test_an_item_that_cannot_be_is_refused(engine: RunningEngine, item: Event, param: str) -> None:
    async with client_of(engine) as client:
        assert (await refused(client, "conversation.item.create", item=item))["param"] == param


async def test_truncating_is_checked(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        events = await respond(client, **says("Good morning to you."))
        spoken = events[-1]["response"]["output"][0]["id"]
        await client.send("conversation.item.create", item=typed("Hi", id="mine"))
        truncate = "conversation.item.truncate"
        for fields, param in (
            ({"item_id": "gone", "content_index": 0, "audio_end_ms": 0}, "item_id"),
            ({"item_id": "mine", "content_index": 0, "audio_end_ms": 0}, "item_id"),
            ({"item_id": spoken, "content_index": 1, "audio_end_ms": 0}, "content_index"),
            ({"item_id": spoken, "content_index": 0, "audio_end_ms": -1}, "audio_end_ms"),
        ):
            assert (await refused(client, truncate, **fields))["param"] == param


async def test_clearing_the_servers_playback_is_a_benign_error(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        error = await refused(client, "output_audio_buffer.clear", event_id="c")
        assert (error["code"], error["event_id"]) == ("output_audio_buffer_not_available", "c")
        assert (await respond(client, **says("Still here.")))[-1]["response"]["status"] == "completed"


# -- responses ----------------------------------------------------------------------------------------------------


async def test_a_response_made_from_its_own_input_leaves_the_conversation_alone(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await configure(client, tools=TOOLS)
        await client.send("conversation.item.create", item=typed("How far is it from Lisbon to Porto?", id="far"))
        await client.send("conversation.item.create", item=typed("Where is Oslo?", id="oslo"))
        events = await respond(
            client,
            conversation="none",
            metadata={"topic": "far"},
            input=[typed("Hello"), {"type": "item_reference", "id": "far"}],
        )
        done = events[-1]["response"]
        assert done["output"][0]["name"] == "distance"
        assert done["metadata"] == {"topic": "far"} and done["conversation_id"] is None
        order = [e["type"] for e in events]
        assert "conversation.item.added" not in order[order.index("response.created") :]
        assert (await respond(client))[-1]["response"]["output"][0]["arguments"] == '{"place": "Oslo"}'
        wrong = await respond(client, input=[{"type": "item_reference", "id": "gone"}])
        assert wrong[-1]["error"]["param"] == "response.input[0]"


async def test_dictated_words_are_said_as_they_are(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        events = await respond(client, **says("Your train leaves at nine."), output_modalities=["text"])
        assert events[-1]["response"]["output"][0]["content"][0]["text"] == "Your train leaves at nine."


async def test_a_required_call_is_made_though_the_words_ask_for_none(engine: RunningEngine) -> None:
    tool = {
        "type": "function",
        "name": "note_mood",
        "description": "Note how the user feels",
        "parameters": {
            "type": "object",
            "properties": {"mood": {"type": "string", "enum": ["good", "bad"]}, "words": {"type": "string"}},
            "required": ["mood", "words"],
        },
    }
    async with client_of(engine) as client:
        await configure(client, tools=[*TOOLS, tool])
        await client.send("conversation.item.create", item=typed("What a lovely day"))
        chosen = {"type": "function", "name": "note_mood"}
        (call,) = (await respond(client, tool_choice=chosen))[-1]["response"]["output"]
        assert call["name"] == "note_mood"
        arguments = json.loads(call["arguments"])
        assert arguments["mood"] in ("good", "bad") and "lovely day" in arguments["words"]
        required = await respond(client, tool_choice="required", conversation="none", input=[typed("Hello there")])
        assert [item["type"] for item in required[-1]["response"]["output"]] == ["function_call"]
        spoken = await respond(client, tool_choice="none", conversation="none", input=[typed("Where is Oslo?")])
        assert [item["type"] for item in spoken[-1]["response"]["output"]] == ["message"]


async def test_a_session_of_required_calls_still_tells_what_a_tool_found(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await configure(client, tools=TOOLS, tool_choice="required", output_modalities=["text"])
        (call,) = (await client.ask("Where is Oslo?"))[-1]["response"]["output"]
        output = {"type": "function_call_output", "call_id": call["call_id"], "output": "Oslo is in Norway."}
        await client.send("conversation.item.create", item=output)
        answer = (await respond(client))[-1]["response"]["output"][0]
        assert answer["content"][0]["text"] == "Oslo is in Norway."


async def test_an_answer_ends_at_the_most_tokens(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        written = (await respond(client, **says(LONG), output_modalities=["text"], max_output_tokens=10))[-1][
            "response"
        ]
        assert written["status"] == "incomplete"
        assert written["status_details"]["reason"] == "max_output_tokens"
        assert written["output"][0]["status"] == "incomplete"
        text = written["output"][0]["content"][0]["text"]
        assert LONG.startswith(text) and 20 < len(text) <= 40
        events = await respond(client, **says(LONG), max_output_tokens=60)
        assert events[-1]["response"]["status"] == "incomplete"
        assert events[-1]["response"]["usage"]["output_tokens"] <= 60
        assert 0 < len(sound_of(events)) <= 60 * 50 * 48
        whole = (await respond(client, **says("Yes."), max_output_tokens=4096))[-1]["response"]
        assert whole["status"] == "completed" and whole["max_output_tokens"] == 4096


async def test_a_text_only_session_answers_speech_in_writing(engine: RunningEngine, question: bytes) -> None:
    async with client_of(engine) as client:
        await configure(client, output_modalities=["text"])
        await client.hear(SECOND + question + SECOND)
        events = await client.until(lambda e: e["type"] == "response.done")
        assert "response.output_text.delta" in [e["type"] for e in events]
        assert not sound_of(events) and events[-1]["response"]["output_modalities"] == ["text"]


async def test_a_cancel_that_comes_with_its_create_still_ends_the_response(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        for _ in range(20):
            await asyncio.gather(
                client.send("response.create", response=says("Good morning.")), client.send("response.cancel")
            )
            done = await client.next("response.done")
            assert done["response"]["status"] == "cancelled"
        assert (await respond(client, **says("Now.")))[-1]["response"]["status"] == "completed"


async def test_an_answer_aside_is_cancelled_by_its_id(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await client.send("response.create", response={"conversation": "none", **says(LONG)})
        aside = (await client.next("response.created"))["response"]["id"]
        assert (await refused(client, "response.cancel"))["code"] == "response_cancel_not_active"
        await client.send("response.cancel", response_id=aside)
        done = (await client.next("response.done"))["response"]
        assert (done["id"], done["status"]) == (aside, "cancelled")


async def test_speech_stops_the_answer_and_every_open_part_is_closed(engine: RunningEngine, question: bytes) -> None:
    async with client_of(engine) as client:
        await client.send("response.create", response=says(LONG))
        await client.next("response.output_audio.delta")
        await client.hear(question + SECOND)
        events = await client.until(lambda e: e["type"] == "response.done")
        order = [e["type"] for e in events]
        assert events[-1]["response"]["status_details"] == {"type": "cancelled", "reason": "turn_detected"}
        for closing in ("response.output_audio.done", "response.content_part.done", "response.output_item.done"):
            assert order.count(closing) == 1
        assert events[-1]["response"]["output"][0]["status"] == "incomplete"


async def test_the_name_is_said_again_when_a_calls_arguments_are_complete(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        await configure(client, tools=TOOLS)
        events = await client.ask("Where is Oslo?")
        done = next(e for e in events if e["type"] == "response.function_call_arguments.done")
        assert done["name"] == "show_on_map" and json.loads(done["arguments"]) == {"place": "Oslo"}
        order = [e["type"] for e in events]
        assert order.index("rate_limits.updated") == order.index("response.created") + 1


# -- sound --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "encode", "decode"),
    [
        ("audio/pcmu", g711.encode_mu_law, g711.decode_mu_law),
        ("audio/pcma", g711.encode_a_law, g711.decode_a_law),
    ],
)
async def test_a_telephone_is_heard_and_answered_in_its_own_sound(
    engine: RunningEngine, kind: str, encode: Any, decode: Any
) -> None:
    form = {"format": {"type": kind}}
    async with client_of(engine) as client:
        session = await configure(
            client, tools=TOOLS, audio={"input": {**form, "transcription": {"model": "local"}}, "output": form}
        )
        assert session["audio"]["input"]["format"] == session["audio"]["output"]["format"] == {"type": kind}
        quiet = np.zeros(8_000, np.int16)
        call = encode(np.concatenate([quiet, recorded(8_000), quiet]))
        await client.hear(call, chunk=160)
        events = await client.until(lambda e: e["type"] == "response.done")
        started = next(e for e in events if e["type"] == "input_audio_buffer.speech_started")
        assert 500 <= started["audio_start_ms"] <= 1_100
        assert json.loads(events[-1]["response"]["output"][0]["arguments"]) == {"place": "Kyoto"}
        spoken = await respond(client, **says("Your train leaves at nine."))
        sound = sound_of(spoken)
        assert 1.0 < len(sound) / 8_000 < 5.0
        assert np.abs(decode(sound).astype(int)).max() > 3_000
        item = spoken[-1]["response"]["output"][0]["id"]
        length = len(sound) // 8
        await client.send("conversation.item.truncate", item_id=item, content_index=0, audio_end_ms=length)
        assert (await client.next("conversation.item.truncated"))["audio_end_ms"] == length
        tokens = spoken[-1]["response"]["usage"]["output_token_details"]["audio_tokens"]
        assert tokens == pytest.approx(length / 50, abs=1)


@pytest.mark.parametrize("eagerness", ["low", "medium", "high", "auto"])
async def test_semantic_turns_and_noise_reduction_are_accepted(engine: RunningEngine, eagerness: str) -> None:
    async with client_of(engine) as client:
        wanted = {
            "turn_detection": {"type": "semantic_vad", "eagerness": eagerness},
            "noise_reduction": {"type": "near_field"},
        }
        session = await configure(client, audio={"input": wanted})
        detection = session["audio"]["input"]["turn_detection"]
        assert detection["eagerness"] == eagerness and detection["create_response"] is True
        assert session["audio"]["input"]["noise_reduction"] == {"type": "near_field"}


async def test_after_an_answer_and_five_quiet_seconds_the_engine_speaks_up(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        detection = {"type": "server_vad", "idle_timeout_ms": 5_000}
        await configure(client, audio={"input": {"turn_detection": detection}})
        await client.hear(SECOND * 8)
        spoken = sound_of(await respond(client, **says("Good morning.")))
        await client.hear(SECOND * 7)
        passed = await client.next("input_audio_buffer.timeout_triggered")
        begins = 8_000 + len(spoken) / 48
        assert passed["audio_start_ms"] == pytest.approx(begins, abs=150)
        assert passed["audio_end_ms"] - passed["audio_start_ms"] == pytest.approx(5_000, abs=150)
        assert (await client.next("input_audio_buffer.committed"))["item_id"] == passed["item_id"]
        added = await client.next("conversation.item.added")
        assert added["item"]["id"] == passed["item_id"]
        nudge = (await client.next("response.done"))["response"]
        assert nudge["output"][0]["content"][0]["transcript"].startswith("I am still here.")


async def test_before_the_first_answer_and_without_the_wish_silence_stays_silence(engine: RunningEngine) -> None:
    async with client_of(engine) as client:
        detection = {"type": "server_vad", "idle_timeout_ms": 5_000}
        await configure(client, audio={"input": {"turn_detection": detection}})
        await client.hear(SECOND * 12)
        await configure(client, audio={"input": {"turn_detection": {**detection, "idle_timeout_ms": None}}})
        await respond(client, **says("Good morning."))
        await client.hear(SECOND * 12)
        await client.send("input_audio_buffer.clear")
        await client.next("input_audio_buffer.cleared")
        assert "input_audio_buffer.timeout_triggered" not in [e["type"] for e in client.events]


async def test_silence_after_a_spoken_turn_is_not_heard_as_words(engine: RunningEngine, question: bytes) -> None:
    async with client_of(engine) as client:
        detection = {"type": "server_vad", "idle_timeout_ms": 5_000}
        await configure(client, audio={"input": {"turn_detection": detection, "transcription": {"model": "local"}}})
        await client.hear(SECOND + question + SECOND)
        await client.next("response.done")
        await client.hear(SECOND * 20)
        passed = await client.next("input_audio_buffer.timeout_triggered")
        nudge = (await client.next("response.done"))["response"]
        assert nudge["output"][0]["content"][0]["transcript"].startswith("I am still here.")
        heard = [e for e in client.events if e["type"].endswith("transcription.completed")]
        assert [e["transcript"] for e in heard if e["item_id"] == passed["item_id"]] == [""]
