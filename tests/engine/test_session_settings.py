"""Updates of a session are merged deeply; null clears or sets back; what cannot be is refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from wanderlust.engine.session_settings import Refusal, default_session, updated

BEFORE = default_session("sess_1", 0.0)


def after(*changes: dict[str, Any]) -> dict[str, Any]:
    session: dict[str, Any] | Refusal = BEFORE
    for change in changes:
        assert not isinstance(session, Refusal)
        session = updated(session, change, voice_used=False)
    assert not isinstance(session, Refusal), session
    return session


def test_a_deep_change_leaves_its_neighbours() -> None:
    session = after({"audio": {"input": {"turn_detection": {"type": "server_vad", "silence_duration_ms": 900}}}})
    detection = session["audio"]["input"]["turn_detection"]
    assert detection["silence_duration_ms"] == 900 and detection["threshold"] == 0.5
    assert session["audio"]["output"] == BEFORE["audio"]["output"]


def test_another_kind_of_turn_detection_brings_its_own_fields() -> None:
    session = after({"audio": {"input": {"turn_detection": {"type": "semantic_vad", "eagerness": "low"}}}})
    assert session["audio"]["input"]["turn_detection"] == {
        "type": "semantic_vad",
        "eagerness": "low",
        "create_response": True,
        "interrupt_response": True,
    }


def test_null_clears_what_may_be_empty_and_sets_back_the_rest() -> None:
    change: dict[str, Any] = {
        "instructions": "Be brief.",
        "tools": [{"type": "function", "name": "f"}],
        "max_output_tokens": 50,
        "audio": {
            "input": {"noise_reduction": {"type": "near_field"}, "transcription": {"model": "x"}},
            "output": {"format": {"type": "audio/pcmu"}, "speed": 1.2},
        },
    }
    nulls: dict[str, Any] = {
        "instructions": None,
        "tools": None,
        "max_output_tokens": None,
        "tracing": None,
        "audio": {
            "input": {"noise_reduction": None, "transcription": None, "turn_detection": None},
            "output": {"format": None, "speed": None, "voice": None},
        },
    }
    session = after(change, nulls)
    assert session["audio"]["input"]["turn_detection"] is None
    assert {**session, "audio": {}} == {**BEFORE, "audio": {}}
    assert session["audio"]["output"] == BEFORE["audio"]["output"]
    assert after(change, {"audio": None})["audio"] == BEFORE["audio"]


@pytest.mark.parametrize("kind", ["audio/pcmu", "audio/pcma"])
def test_telephone_sound_is_taken_either_way(kind: str) -> None:
    form = {"type": kind}
    session = after({"audio": {"input": {"format": form}, "output": {"format": {**form, "rate": 8000}}}})
    assert session["audio"]["input"]["format"] == session["audio"]["output"]["format"] == form


def test_a_field_nobody_knows_replaces_nothing() -> None:
    session = after({"audio": {"input": {"type": "x", "noise_reduction": {"type": "near_field"}}}})
    assert session["audio"]["input"]["format"] == BEFORE["audio"]["input"]["format"]


def test_tracing_reasoning_and_the_like_are_kept() -> None:
    session = after({"tracing": "auto", "reasoning": {"effort": "low"}, "parallel_tool_calls": True})
    assert (session["tracing"], session["reasoning"]) == ("auto", {"effort": "low"})


def test_the_model_and_the_id_do_not_change() -> None:
    session = after({"model": "other", "id": "sess_2", "expires_at": 1})
    assert session == BEFORE


def test_the_voice_stays_once_it_spoke() -> None:
    refusal = updated(BEFORE, {"audio": {"output": {"voice": "marin"}}}, voice_used=True)
    assert isinstance(refusal, Refusal) and refusal.code == "cannot_update_voice"
    assert not isinstance(updated(BEFORE, {"audio": {"output": {"voice": "local"}}}, voice_used=True), Refusal)


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"audio": 3}, "session.audio"),
        ({"audio": {"input": "x"}}, "session.audio.input"),
        ({"audio": {"output": []}}, "session.audio.output"),
        ({"audio": {"input": {"format": {"type": "audio/pcm", "rate": 16000}}}}, "session.audio.input.format"),
        ({"audio": {"output": {"format": "pcm16"}}}, "session.audio.output.format"),
        ({"audio": {"output": {"speed": True}}}, "session.audio.output.speed"),
        ({"audio": {"input": {"noise_reduction": {"type": "magic"}}}}, "session.audio.input.noise_reduction"),
        ({"audio": {"input": {"transcription": {"languages": "en"}}}}, "session.audio.input.transcription.languages"),
        ({"instructions": 3}, "session.instructions"),
        ({"tools": {}}, "session.tools"),
        ({"tools": [3]}, "session.tools[0]"),
        ({"tools": [{"type": "magic", "name": "f"}]}, "session.tools[0]"),
        ({"tools": [{"type": "function"}]}, "session.tools[0].name"),
        ({"tools": [{"type": "function", "name": "f", "description": 3}]}, "session.tools[0].description"),
        ({"tools": [{"type": "function", "name": "f", "parameters": []}]}, "session.tools[0].parameters"),
        ({"audio": {"output": {"voice": 3}}}, "session.audio.output.voice"),
        ({"audio": {"input": {"transcription": {"language": 3}}}}, "session.audio.input.transcription.language"),
        ({"audio": {"input": {"turn_detection": {"type": {}}}}}, "session.audio.input.turn_detection"),
        ({"tool_choice": {"type": None}}, "session.tool_choice.type"),
        ({"tool_choice": "sometimes"}, "session.tool_choice"),
        ({"max_output_tokens": 0}, "session.max_output_tokens"),
        ({"max_output_tokens": 5000}, "session.max_output_tokens"),
        ({"max_output_tokens": "many"}, "session.max_output_tokens"),
        ({"output_modalities": ["audio", "text"]}, "session.output_modalities"),
    ],
)
def test_what_cannot_be_is_refused_by_name(change: dict[str, Any], param: str) -> None:
    refusal = updated(BEFORE, change, voice_used=False)
    assert isinstance(refusal, Refusal) and refusal.param == param


@pytest.mark.parametrize(
    ("field", "value"),
    [("threshold", 2), ("prefix_padding_ms", -1), ("silence_duration_ms", "x"), ("idle_timeout_ms", 4999),
     ("idle_timeout_ms", 30_001), ("eagerness", "wild"), ("create_response", "yes")],
)  # fmt: skip
def test_turn_detection_out_of_its_range_is_refused(field: str, value: object) -> None:
    change = {"audio": {"input": {"turn_detection": {"type": "server_vad", field: value}}}}
    refusal = updated(BEFORE, change, voice_used=False)
    assert isinstance(refusal, Refusal) and refusal.param == f"session.audio.input.turn_detection.{field}"
