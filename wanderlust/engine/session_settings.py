"""The session object a Realtime server keeps: its defaults, and what a partial update may change."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wanderlust.engine.settings_checks import fault_in_session

MODEL = "wanderlust-engine"
VOICE = "local"
SESSION_SECONDS = 24 * 3600  # nothing here expires; the field is required by clients that rotate sessions

FIXED = frozenset({"type", "id", "object", "expires_at", "model"})
# Null means "off" for this one; for every other field it means "as it was at first".
OFF_BY_NULL = frozenset({"turn_detection"})


def default_session(session_id: str, now: float, model: str = MODEL) -> dict[str, Any]:
    """A full GA session object with OpenAI's defaults, at Unix time ``now``."""
    return {
        "type": "realtime",
        "object": "realtime.session",
        "id": session_id,
        "model": model or MODEL,
        "expires_at": int(now) + SESSION_SECONDS,
        **_settings(),
    }


def _settings() -> dict[str, Any]:
    """What a client may change, as it is at first."""
    return {
        "output_modalities": ["audio"],
        "instructions": "",
        "tools": [],
        "tool_choice": "auto",
        "max_output_tokens": "inf",
        "tracing": None,
        "truncation": "auto",
        "prompt": None,
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
    result = copy.deepcopy(dict(current))
    _merge(result, {k: v for k, v in change.items() if k not in FIXED}, _settings())
    fault = fault_in_session(result)
    if fault is not None:
        return Refusal("invalid_value", fault.message, f"session.{fault.param}")
    if voice_used and result["audio"]["output"]["voice"] != current["audio"]["output"]["voice"]:
        return Refusal("cannot_update_voice", "The voice cannot change after it spoke.", "session.audio.output.voice")
    for side in ("input", "output"):
        result["audio"][side]["format"] = {"type": "audio/pcm", "rate": 24000}
    return result


def _merge(target: dict[str, Any], change: Mapping[str, Any], first: Mapping[str, Any]) -> None:
    for key, value in change.items():
        old = target.get(key)
        if value is None:
            target[key] = None if key in OFF_BY_NULL else copy.deepcopy(first.get(key))
        elif (
            isinstance(value, Mapping)
            and isinstance(old, dict)
            and value.get("type", old.get("type")) == old.get("type")
        ):
            inner = first.get(key)
            _merge(old, value, inner if isinstance(inner, Mapping) else {})
        else:
            target[key] = copy.deepcopy(value)
