"""What a session opens with, held against OpenAI's own types."""

from __future__ import annotations

import pytest
from openai.types.realtime import RealtimeSessionCreateRequest
from pydantic import TypeAdapter

from wanderlust.assistant.instructions import INSTRUCTIONS
from wanderlust.assistant.session_setup import (
    SEMANTIC_VAD,
    SessionOptions,
    TalkSettings,
    cloud_options,
    opening_session,
    talk_change,
    turn_detection_change,
)
from wanderlust.domain.tool_catalogue import CATALOGUE

TYPES: TypeAdapter[RealtimeSessionCreateRequest] = TypeAdapter(RealtimeSessionCreateRequest)


def test_the_opening_session_is_one_openai_would_take() -> None:
    session = opening_session(CATALOGUE, INSTRUCTIONS, TalkSettings())
    parsed = TYPES.validate_python(session)
    assert parsed.type == "realtime" and parsed.output_modalities == ["audio"]
    assert [tool["name"] for tool in session["tools"]] == [spec.name for spec in CATALOGUE]


def test_the_microphone_starts_closed_so_turns_are_the_clients() -> None:
    session = opening_session((), "", TalkSettings(("en", "de"), transcription_model="local"))
    assert session["audio"]["input"]["turn_detection"] is None
    assert session["audio"]["input"]["transcription"] == {"model": "local", "languages": ["en", "de"]}
    assert session["tools"] == []


def test_hands_free_gives_turns_to_the_server_but_answers_stay_ours() -> None:
    change = turn_detection_change(True, TalkSettings())
    TYPES.validate_python(change)
    detection = change["audio"]["input"]["turn_detection"]
    assert detection["type"] == "semantic_vad"
    assert (detection["create_response"], detection["interrupt_response"]) == (False, False)


def test_a_held_key_takes_turns_back_and_changes_nothing_else() -> None:
    assert turn_detection_change(False, TalkSettings()) == {
        "type": "realtime",
        "audio": {"input": {"turn_detection": None}},
    }


def test_one_change_does_not_leak_into_the_next() -> None:
    turn_detection_change(True, TalkSettings())["audio"]["input"]["turn_detection"]["eagerness"] = "low"
    assert SEMANTIC_VAD["eagerness"] == "auto"


def test_a_slow_speaker_is_waited_for_and_hears_the_speed_and_voices_chosen() -> None:
    talk = TalkSettings(("de",), "low", 0.8, "heart,pf_dora")
    session = opening_session((), "", talk)
    TYPES.validate_python(session)
    assert session["audio"]["output"] == {
        "format": {"type": "audio/pcm", "rate": 24000},
        "speed": 0.8,
        "voice": "heart,pf_dora",
    }
    assert turn_detection_change(True, talk)["audio"]["input"]["turn_detection"]["eagerness"] == "low"


def test_a_running_session_is_told_only_what_changed() -> None:
    before = TalkSettings()
    assert talk_change(before, before, automatic=True) is None
    slower = talk_change(before, TalkSettings(speed=0.8), automatic=True)
    assert slower == {"type": "realtime", "audio": {"output": {"speed": 0.8}}}
    spoken = talk_change(before, TalkSettings(("fr", "en")), automatic=False)
    assert spoken is not None
    assert spoken["audio"] == {"input": {"transcription": {"model": "gpt-live-transcribe", "languages": ["fr", "en"]}}}


def test_the_pace_is_told_only_while_the_server_finds_the_turns() -> None:
    patient = TalkSettings(eagerness="low")
    assert talk_change(TalkSettings(), patient, automatic=False) is None
    told = talk_change(TalkSettings(), patient, automatic=True)
    assert told is not None
    assert told["audio"]["input"]["turn_detection"]["eagerness"] == "low"


def test_another_voice_waits_for_the_next_connection() -> None:
    assert talk_change(TalkSettings(), TalkSettings(voice="heart"), automatic=True) is None


@pytest.mark.parametrize("model", ["gpt-realtime-2.1", "gpt-realtime-2.1-mini", "gpt-realtime-1.5", "my-deployment"])
@pytest.mark.parametrize("headset", [True, False])
def test_what_a_model_is_told_is_what_openai_declares(model: str, headset: bool) -> None:
    talk = TalkSettings(voice="heart,pf_dora")
    session = opening_session(CATALOGUE, INSTRUCTIONS, talk, cloud_options(model, headset, "marin"))
    parsed = TYPES.validate_python(session)
    assert parsed.audio is not None and parsed.audio.output is not None and parsed.audio.output.voice == "marin"
    assert session["audio"]["input"]["noise_reduction"] == {"type": "near_field" if headset else "far_field"}
    second = model.startswith("gpt-realtime-2")
    assert session.get("reasoning") == ({"effort": "low"} if second else None)
    assert session.get("parallel_tool_calls") == (True if second else None)


def test_this_computers_voices_are_not_told_to_openai() -> None:
    session = opening_session((), "", TalkSettings(voice="heart"), SessionOptions("openai"))
    assert "voice" not in session["audio"]["output"]


def test_the_embedded_engine_is_told_nothing_it_would_refuse() -> None:
    session = opening_session((), "", TalkSettings(), SessionOptions())
    assert not {"reasoning", "parallel_tool_calls"} & set(session)
    assert "noise_reduction" not in session["audio"]["input"] and "voice" not in session["audio"]["output"]
