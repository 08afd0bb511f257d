"""Partial updates of the session: only what is named changes, and nothing that cannot be is taken."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from wanderlust.engine.session_settings import Refusal, default_session, updated
from wanderlust.engine.settings_checks import fault_in_response

FIRST = default_session("sess_1", 1_790_000_000)


def after(*changes: dict[str, Any]) -> dict[str, Any]:
    session = copy.deepcopy(FIRST)
    for change in changes:
        result = updated(session, change, voice_used=False)
        assert not isinstance(result, Refusal), result
        session = result
    return session


def test_a_change_deep_inside_leaves_its_neighbours() -> None:
    session = after({"audio": {"input": {"turn_detection": {"silence_duration_ms": 450}}}})
    detection = session["audio"]["input"]["turn_detection"]
    assert detection["silence_duration_ms"] == 450 and detection["prefix_padding_ms"] == 300
    assert session["audio"]["output"] == FIRST["audio"]["output"]


def test_the_session_before_is_left_as_it_is() -> None:
    before, change = copy.deepcopy(FIRST), {"tools": [{"type": "function", "name": "x"}], "instructions": "Hi."}
    result = updated(before, change, voice_used=False)
    assert before == FIRST and isinstance(result, dict)
    result["tools"].append("more")
    assert len(change["tools"]) == 1


def test_another_type_of_detection_replaces_the_old_one_whole() -> None:
    session = after({"audio": {"input": {"turn_detection": {"type": "semantic_vad", "eagerness": "low"}}}})
    assert session["audio"]["input"]["turn_detection"] == {"type": "semantic_vad", "eagerness": "low"}


def test_null_turns_detection_off() -> None:
    session = after({"audio": {"input": {"turn_detection": None}}})
    assert session["audio"]["input"]["turn_detection"] is None


@pytest.mark.parametrize(
    ("change", "null"),
    [
        ({"instructions": "Be brief."}, {"instructions": None}),
        ({"tools": [{"type": "function", "name": "x"}]}, {"tools": None}),
        ({"tool_choice": "none"}, {"tool_choice": None}),
        ({"max_output_tokens": 100}, {"max_output_tokens": None}),
        ({"output_modalities": ["text"]}, {"output_modalities": None}),
        ({"audio": {"output": {"speed": 1.2, "voice": "x"}}}, {"audio": {"output": {"speed": None, "voice": None}}}),
        ({"audio": {"output": {"speed": 1.2}}}, {"audio": {"output": None}}),
        ({"audio": {"input": {"transcription": {"model": "x"}}}}, {"audio": {"input": {"transcription": None}}}),
        ({"audio": {"input": {"transcription": {"model": "x"}}}}, {"audio": None}),
    ],
)
def test_null_brings_back_what_was_at_first(change: dict[str, Any], null: dict[str, Any]) -> None:
    assert after(change) != FIRST
    assert after(change, null) == FIRST


@pytest.mark.parametrize("name", ["id", "object", "model", "expires_at"])
def test_what_the_server_decides_is_not_the_clients(name: str) -> None:
    assert after({name: "mine"}) == FIRST


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"type": "transcription"}, "session.type"),
        ({"output_modalities": ["audio", "text"]}, "session.output_modalities"),
        ({"output_modalities": "text"}, "session.output_modalities"),
        ({"instructions": 5}, "session.instructions"),
        ({"tools": "all"}, "session.tools"),
        ({"tools": [5]}, "session.tools"),
        ({"tools": [{"type": "function"}]}, "session.tools"),
        ({"tools": [{"type": "function", "name": "x", "parameters": "y"}]}, "session.tools"),
        ({"tool_choice": 3}, "session.tool_choice"),
        ({"max_output_tokens": "many"}, "session.max_output_tokens"),
        ({"max_output_tokens": True}, "session.max_output_tokens"),
        ({"audio": 3}, "session.audio"),
        ({"audio": {"input": "loud"}}, "session.audio.input"),
        ({"audio": {"output": []}}, "session.audio.output"),
        ({"audio": {"input": {"format": {"type": "audio/pcmu"}}}}, "session.audio.input.format"),
        ({"audio": {"input": {"format": "pcm16"}}}, "session.audio.input.format"),
        ({"audio": {"output": {"format": {"type": "audio/pcm", "rate": 8000}}}}, "session.audio.output.format"),
        ({"audio": {"output": {"speed": 9}}}, "session.audio.output.speed"),
        ({"audio": {"output": {"speed": True}}}, "session.audio.output.speed"),
        ({"audio": {"output": {"speed": float("nan")}}}, "session.audio.output.speed"),
        ({"audio": {"output": {"voice": 7}}}, "session.audio.output.voice"),
        ({"audio": {"input": {"transcription": "on"}}}, "session.audio.input.transcription"),
        ({"audio": {"input": {"transcription": {"language": 3}}}}, "session.audio.input.transcription.language"),
        ({"audio": {"input": {"transcription": {"languages": "en"}}}}, "session.audio.input.transcription.languages"),
        ({"audio": {"input": {"turn_detection": 5}}}, "session.audio.input.turn_detection"),
        ({"audio": {"input": {"turn_detection": {"type": "none"}}}}, "session.audio.input.turn_detection"),
        (
            {"audio": {"input": {"turn_detection": {"threshold": "high"}}}},
            "session.audio.input.turn_detection.threshold",
        ),
        (
            {"audio": {"input": {"turn_detection": {"silence_duration_ms": -1}}}},
            "session.audio.input.turn_detection.silence_duration_ms",
        ),
        (
            {"audio": {"input": {"turn_detection": {"create_response": "no"}}}},
            "session.audio.input.turn_detection.create_response",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_name(change: dict[str, Any], param: str) -> None:
    result = updated(FIRST, change, voice_used=False)
    assert isinstance(result, Refusal) and (result.code, result.param) == ("invalid_value", param)


def test_the_voice_stays_once_it_spoke() -> None:
    change = {"audio": {"output": {"voice": "other"}}}
    result = updated(FIRST, change, voice_used=True)
    assert isinstance(result, Refusal) and result.code == "cannot_update_voice"
    assert isinstance(updated(FIRST, change, voice_used=False), dict)
    assert isinstance(updated(FIRST, {"audio": {"output": {"voice": "local"}}}, voice_used=True), dict)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"conversation": "none", "metadata": {"a": "b"}, "output_modalities": ["text"]},
        {"metadata": None, "tools": None, "input": None, "audio": None, "max_output_tokens": None},
        {"input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hi"}]}]},
        {"input": [{"type": "item_reference", "id": "item_1"}], "tool_choice": {"type": "function", "name": "x"}},
        {"audio": {"output": {"speed": 1.25}}},
    ],
)
def test_overrides_of_one_answer_that_make_sense_are_taken(params: dict[str, Any]) -> None:
    assert fault_in_response(params) is None


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({"conversation": "other"}, "conversation"),
        ({"metadata": "topic"}, "metadata"),
        ({"input": "Where is Kyoto?"}, "input"),
        ({"input": ["Where is Kyoto?"]}, "input"),
        ({"input": [{"type": "message", "content": "Where is Kyoto?"}]}, "input"),
        ({"tools": {}}, "tools"),
        ({"audio": "loud"}, "audio"),
        ({"audio": {"output": {"speed": "fast"}}}, "audio.output.speed"),
        ({"output_modalities": []}, "output_modalities"),
    ],
)
def test_overrides_that_make_none_are_named(params: dict[str, Any], param: str) -> None:
    fault = fault_in_response(params)
    assert fault is not None and fault.param == param
