"""The session object a Realtime server keeps: its defaults, and what a partial update may change."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MODEL = "wanderlust-engine"
VOICE = "local"
SESSION_SECONDS = 24 * 3600  # nothing here expires; the field is required by clients that rotate sessions


def default_session(session_id: str, now: float, model: str = MODEL) -> dict[str, Any]:
    """A full GA session object with OpenAI's defaults, at Unix time ``now``."""
    return {
        "type": "realtime",
        "object": "realtime.session",
        "id": session_id,
        "model": model or MODEL,
        "output_modalities": ["audio"],
        "instructions": "",
        "tools": [],
        "tool_choice": "auto",
        "max_output_tokens": "inf",
        "tracing": None,
        "truncation": "auto",
        "prompt": None,
        "expires_at": int(now) + SESSION_SECONDS,
        "audio": {
            "input": {
                "format": {"type": "audio/pcm", "rate": 24000},
                "transcription": None,
                "noise_reduction": None,
                "turn_detection": {
                    "type": "server_vad",
                    "threshold": 0.5,
                    "prefix_padding_ms": 300,
                    "silence_duration_ms": 500,
                    "idle_timeout_ms": None,
                    "create_response": True,
                    "interrupt_response": True,
                },
            },
            "output": {"format": {"type": "audio/pcm", "rate": 24000}, "voice": VOICE, "speed": 1.0},
        },
        "include": None,
    }


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an update was not taken."""

    code: str
    message: str
    param: str


def updated(current: Mapping[str, Any], change: Mapping[str, Any], voice_used: bool) -> dict[str, Any] | Refusal:
    """The session after a partial update, or why it was refused; ``current`` is left as it is.

    Only the fields present change and null clears. Source of the rules: OpenAI's Realtime guide (GA), read 2026-11.
    """
    if change.get("type", "realtime") != "realtime":
        return Refusal("invalid_value", "Only sessions of the type 'realtime' are served here.", "session.type")
    output = (change.get("audio") or {}).get("output") or {}
    old_voice = current["audio"]["output"]["voice"]
    if voice_used and output.get("voice", old_voice) != old_voice:
        return Refusal("cannot_update_voice", "The voice cannot change after it spoke.", "session.audio.output.voice")
    result = copy.deepcopy(dict(current))
    for field in ("type", "id", "object", "expires_at", "model"):
        change = {k: v for k, v in change.items() if k != field}
    _merge(result, change)
    return _checked(result)


def _merge(target: dict[str, Any], change: Mapping[str, Any]) -> None:
    for key, value in change.items():
        old = target.get(key)
        if (
            isinstance(value, Mapping)
            and isinstance(old, dict)
            and value.get("type", old.get("type")) == old.get("type")
        ):
            _merge(old, value)
        else:
            target[key] = copy.deepcopy(value)


def _checked(session: dict[str, Any]) -> dict[str, Any] | Refusal:
    modalities = session.get("output_modalities")
    if modalities not in (["audio"], ["text"]):
        return Refusal("invalid_value", "Answers are either audio or text.", "session.output_modalities")
    for side in ("input", "output"):
        form = session["audio"][side].get("format") or {"type": "audio/pcm", "rate": 24000}
        if form.get("type") != "audio/pcm" or form.get("rate", 24000) != 24000:
            return Refusal("invalid_value", "Sound here is PCM of 24 kHz.", f"session.audio.{side}.format")
        session["audio"][side]["format"] = {"type": "audio/pcm", "rate": 24000}
    speed = session["audio"]["output"].get("speed", 1.0)
    if not isinstance(speed, int | float) or not 0.25 <= speed <= 1.5:
        return Refusal("invalid_value", "The speed lies between 0.25 and 1.5.", "session.audio.output.speed")
    detection = session["audio"]["input"].get("turn_detection")
    if detection is not None and detection.get("type") not in ("server_vad", "semantic_vad"):
        return Refusal(
            "invalid_value",
            "Turns are found by server_vad or semantic_vad.",
            "session.audio.input.turn_detection",
        )
    if not isinstance(session.get("tools"), list) or not all(isinstance(t, dict) for t in session["tools"]):
        return Refusal("invalid_value", "Tools are a list of objects.", "session.tools")
    return session
