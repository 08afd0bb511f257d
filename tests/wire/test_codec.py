"""The codec takes what is new, refuses what is wrong, and writes what OpenAI's own types accept."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from openai.types.realtime import RealtimeClientEvent, RealtimeServerEvent
from pydantic import TypeAdapter

from wanderlust.domain.errors import WireError
from wanderlust.wire import client_events as cl
from wanderlust.wire import codec
from wanderlust.wire import server_events as sv
from wanderlust.wire.items import ContentPart, ErrorDetail, Item, RateLimit, Response, StatusError, TranscriptionUsage

CLIENT_TYPES: TypeAdapter[Any] = TypeAdapter(RealtimeClientEvent)
SERVER_TYPES: TypeAdapter[Any] = TypeAdapter(RealtimeServerEvent)

USER_ITEM = Item("message", "item_1", "realtime.item", "user", "completed", (ContentPart("input_text", text="Hi"),))
SPOKEN_ITEM = Item("message", "item_2", "realtime.item", "user", "completed", (ContentPart("input_audio"),))
CALL = Item("function_call", "item_3", status="completed", call_id="call_1", name="distance", arguments="{}")
OUTPUT = Item("function_call_output", "item_4", call_id="call_1", output='{"say": {"en": "Far."}}')
WHERE = ("resp_1", "item_5", 0, 0)
SESSION = {"type": "realtime", "output_modalities": ["audio"]}

CLIENT_SAMPLES: list[cl.ClientEvent] = [
    cl.SessionUpdate(SESSION, "evt_1"),
    cl.InputAudioAppend(b"\0\1" * 240),
    cl.InputAudioCommit("evt_2"),
    cl.InputAudioClear(),
    cl.ItemCreate(USER_ITEM, "root"),
    cl.ItemCreate(SPOKEN_ITEM),
    cl.ItemCreate(CALL),
    cl.ItemCreate(OUTPUT, event_id="evt_3"),
    cl.ItemTruncate("item_2", 0, 1200),
    cl.ItemDelete("item_2"),
    cl.ItemRetrieve("item_2"),
    cl.ResponseCreate({"conversation": "none", "metadata": {"a": "b"}}),
    cl.ResponseCreate(),
    cl.ResponseCancel("resp_1"),
    cl.OutputAudioClear("evt_4"),
]

SERVER_SAMPLES: list[sv.ServerEvent] = [
    sv.ErrorEvent(ErrorDetail("No.", "invalid_request_error", "invalid_value", "evt_1", "session.tools"), "e"),
    sv.SessionCreated(SESSION, "e"),
    sv.SessionUpdated(SESSION, "e"),
    sv.ItemAdded(SPOKEN_ITEM, None, "e"),
    sv.ItemDone(CALL, "item_2", "e"),
    sv.ItemRetrieved(USER_ITEM, "e"),
    sv.ItemTruncated("item_2", 0, 1200, "e"),
    sv.ItemDeleted("item_2", "e"),
    sv.TranscriptionDelta("item_2", 0, "Where", "e"),
    sv.TranscriptionCompleted("item_2", 0, "Where is it?", TranscriptionUsage("duration", 1.2), "e"),
    sv.TranscriptionFailed("item_2", 0, StatusError("x", "y", "z"), "e"),
    sv.InputAudioCommitted("item_2", None, "e"),
    sv.InputAudioCleared("e"),
    sv.SpeechStarted(120, "item_2", "e"),
    sv.SpeechStopped(1800, "item_2", "e"),
    sv.ResponseCreated(Response("resp_1", "realtime.response", "in_progress", output=()), "e"),
    sv.ResponseDone(Response("resp_1", "realtime.response", "completed", output=(CALL,)), "e"),
    sv.OutputItemAdded("resp_1", 0, CALL, "e"),
    sv.OutputItemDone("resp_1", 0, CALL, "e"),
    sv.ContentPartAdded(*WHERE, ContentPart("audio", transcript=""), "e"),
    sv.ContentPartDone(*WHERE, ContentPart("text", text="Hi"), "e"),
    sv.OutputTextDelta(*WHERE, "Hi", "e"),
    sv.OutputTextDone(*WHERE, "Hi", "e"),
    sv.OutputTranscriptDelta(*WHERE, "Hi", "e"),
    sv.OutputTranscriptDone(*WHERE, "Hi", "e"),
    sv.OutputAudioDelta(*WHERE, b"\1\2", "e"),
    sv.OutputAudioDone(*WHERE, "e"),
    sv.FunctionArgumentsDelta("resp_1", "item_3", 0, "call_1", "{}", "e"),
    sv.FunctionArgumentsDone("resp_1", "item_3", 0, "call_1", "{}", "distance", "e"),
    sv.RateLimitsUpdated((RateLimit("requests", 10, 9, 1.5),), "e"),
]


@pytest.mark.parametrize("event", CLIENT_SAMPLES, ids=lambda e: e.TYPE)
def test_every_client_event_is_what_openai_declares(event: cl.ClientEvent) -> None:
    CLIENT_TYPES.validate_python(codec.to_json(event))


@pytest.mark.parametrize("event", SERVER_SAMPLES, ids=lambda e: e.TYPE)
def test_every_server_event_is_what_openai_declares(event: sv.ServerEvent) -> None:
    SERVER_TYPES.validate_python(codec.to_json(event))


@pytest.mark.parametrize("event", CLIENT_SAMPLES, ids=lambda e: e.TYPE)
def test_a_client_event_survives_the_wire(event: cl.ClientEvent) -> None:
    assert codec.client_event_reader().read(codec.write(event)) == event


@pytest.mark.parametrize("event", SERVER_SAMPLES, ids=lambda e: e.TYPE)
def test_a_server_event_survives_the_wire(event: sv.ServerEvent) -> None:
    assert codec.server_event_reader().read(codec.write(event)) == event


def test_samples_cover_every_event_we_know() -> None:
    assert {type(e) for e in CLIENT_SAMPLES} == set(cl.CLIENT_EVENTS)
    older = {sv.ItemCreated, sv.InputTimedOut}  # understood from others, never sent by us
    assert {type(e) for e in SERVER_SAMPLES} == set(sv.SERVER_EVENTS) - older


def test_an_unknown_event_is_kept_and_counted() -> None:
    reader = codec.server_event_reader()
    event = reader.read('{"type": "response.dreamed", "event_id": "e1", "colour": "blue"}')
    assert event == sv.UnknownEvent(
        "response.dreamed", {"type": "response.dreamed", "event_id": "e1", "colour": "blue"}, "e1"
    )
    assert reader.unknown_events == {"response.dreamed": 1}


def test_an_unknown_field_is_let_through_and_counted() -> None:
    reader = codec.server_event_reader()
    raw = {"type": "session.created", "event_id": "e", "session": {"new": 1}, "mood": "fine"}
    assert reader.read(json.dumps(raw)) == sv.SessionCreated({"new": 1}, "e")
    assert reader.unknown_fields == {"session.created.mood": 1}


def test_null_is_taken_for_every_optional_field() -> None:
    raw = {
        "type": "response.done",
        "event_id": None,
        "response": {"id": "r", "status": None, "output": None, "usage": None, "metadata": None},
    }
    event = codec.server_event_reader().read(json.dumps(raw))
    assert event == sv.ResponseDone(Response("r"))


def test_sound_without_words_yet_carries_a_null_transcript() -> None:
    assert codec.to_json(sv.ItemAdded(SPOKEN_ITEM))["item"]["content"] == [{"type": "input_audio", "transcript": None}]


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ("null", "not a JSON object"),
        ('{"type": 3}', "no type"),
        ("{}", "no type"),
        ('{"type": "error", "event_id": "e"}', "error.error is missing"),
        ('{"type": "error", "error": "bad"}', "error.error is not an object"),
        ('{"type": "input_audio_buffer.speech_started", "item_id": "i", "audio_start_ms": "1"}', "audio_start_ms"),
        ('{"type": "input_audio_buffer.speech_started", "item_id": "i", "audio_start_ms": true}', "audio_start_ms"),
        (b"\xff\xfe\x00{", "UTF-8"),
        ("[" * 100_000, "nested too deep"),
        (
            '{"type": "response.output_audio.delta", "response_id": "r", "item_id": "i", "output_index": 0,'
            ' "content_index": 0, "delta": "###"}',
            "not base64",
        ),
    ],
)
def test_a_message_that_is_wrong_becomes_a_typed_error(message: str | bytes, fault: str) -> None:
    with pytest.raises(WireError) as caught:
        codec.server_event_reader().read(message)
    assert fault in caught.value.sentence


def test_mutated_events_never_raise_anything_but_a_wire_error() -> None:
    dice = random.Random(7)
    reader = codec.server_event_reader()
    junk: list[Any] = [None, 0, -1, 1.5, True, "", "x" * 500, [], {}, [[]], {"a": {"b": []}}, "\ud800"]
    refused = 0
    for _ in range(3000):
        body = codec.to_json(dice.choice(SERVER_SAMPLES))
        target: Any = body
        for _ in range(dice.randrange(1, 4)):
            keys = [k for k in target if k != "type"]
            if not keys:
                break
            key = dice.choice(keys)
            if isinstance(target[key], dict) and dice.random() < 0.5:
                target = target[key]
            else:
                target[key] = dice.choice(junk)
        try:
            reader.read(json.dumps(body))
        except WireError:
            refused += 1
    assert 100 < refused < 3000


def test_memory_does_not_grow_with_the_names_a_hostile_server_invents() -> None:
    reader = codec.server_event_reader()
    for number in range(5000):
        reader.read(json.dumps({"type": f"made.up.{number}"}))
    assert len(reader.unknown_events) == 1000
