"""The session object a Realtime server keeps: its defaults, and what a partial update may change."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wanderlust.engine.idle_timeout import LONGEST_MS, SHORTEST_MS
from wanderlust.engine.sound_formats import PCM, format_of

MODEL = "wanderlust-engine"
VOICE = "local"
SESSION_SECONDS = 24 * 3600  # nothing here expires; the field is required by clients that rotate sessions

MOST_OUTPUT_TOKENS = 4096
DETECTION_DEFAULTS: dict[str, dict[str, Any]] = {
    "server_vad": {
        "type": "server_vad",
        "threshold": 0.5,
        "prefix_padding_ms": 300,
        "silence_duration_ms": 500,
        "idle_timeout_ms": None,
        "create_response": True,
        "interrupt_response": True,
    },
    "semantic_vad": {
        "type": "semantic_vad",
        "eagerness": "auto",
        "create_response": True,
        "interrupt_response": True,
    },
}


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
                "format": PCM.json,
                "transcription": None,
                "noise_reduction": None,
                "turn_detection": dict(DETECTION_DEFAULTS["server_vad"]),
            },
            "output": {"format": PCM.json, "voice": VOICE, "speed": 1.0},
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

    Only the fields present change; null clears what can be empty and sets the rest back to its default. Source of
    the rules: OpenAI's Realtime guide (GA), read 2026-11.
    """
    if change.get("type", "realtime") != "realtime":
        return Refusal("invalid_value", "Only sessions of the type 'realtime' are served here.", "session.type")
    result = copy.deepcopy(dict(current))
    fixed = ("type", "id", "object", "expires_at", "model")
    _merge(result, {key: value for key, value in change.items() if key not in fixed}, default_session("", 0.0))
    refusal = _problem(result)
    if refusal is not None:
        return refusal
    if voice_used and result["audio"]["output"]["voice"] != current["audio"]["output"]["voice"]:
        return Refusal("cannot_update_voice", "The voice cannot change after it spoke.", "session.audio.output.voice")
    for side in ("input", "output"):
        form = format_of(result["audio"][side]["format"])
        assert form is not None  # a format that is not served was refused above
        result["audio"][side]["format"] = form.json
    detection = result["audio"]["input"]["turn_detection"]
    if detection is not None:
        defaults = DETECTION_DEFAULTS[detection["type"]]
        given = {key: value for key, value in detection.items() if value is not None}
        result["audio"]["input"]["turn_detection"] = {**defaults, **given}
    return result


def _merge(target: dict[str, Any], change: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
    for key, value in change.items():
        old, default = target.get(key), defaults.get(key)
        if value is None and default is not None and key != "turn_detection":
            target[key] = copy.deepcopy(default)
        elif (
            isinstance(value, Mapping)
            and isinstance(old, dict)
            and ("type" not in old or value.get("type", old["type"]) == old["type"])
        ):
            _merge(old, value, default if isinstance(default, Mapping) else {})
        else:
            target[key] = copy.deepcopy(value)


def _problem(session: Mapping[str, Any]) -> Refusal | None:
    audio = session["audio"]
    if not isinstance(audio, Mapping):
        return Refusal("invalid_type", "This is an object.", "session.audio")
    for side in ("input", "output"):
        if not isinstance(audio.get(side), Mapping):
            return Refusal("invalid_type", "This is an object.", f"session.audio.{side}")
    if not isinstance(session["instructions"], str):
        return Refusal("invalid_type", "Instructions are text.", "session.instructions")
    if isinstance(session["tool_choice"], Mapping) and not isinstance(session["tool_choice"].get("type"), str):
        return Refusal("invalid_type", "A choice has a type.", "session.tool_choice.type")
    return (
        answering_problem(session, "session")
        or _form_problem(audio["input"].get("format"), "session.audio.input.format")
        or _detection_problem(audio["input"].get("turn_detection"), "session.audio.input.turn_detection")
        or _noise_problem(audio["input"].get("noise_reduction"), "session.audio.input.noise_reduction")
        or _transcription_problem(audio["input"].get("transcription"), "session.audio.input.transcription")
    )


def answering_problem(values: Mapping[str, Any], path: str) -> Refusal | None:
    """What is wrong with the settings that sessions and ``response.create`` share; only the fields present count."""
    if values.get("output_modalities") not in (None, ["audio"], ["text"]):
        return Refusal("invalid_value", "Answers are either audio or text.", f"{path}.output_modalities")
    problem = _tools_problem(values.get("tools"), f"{path}.tools")
    if problem is not None:
        return problem
    choice = values.get("tool_choice")
    if choice not in (None, "auto", "none", "required") and not isinstance(choice, dict):
        sentence = "The tool choice is auto, none, required, or an object that names a function."
        return Refusal("invalid_value", sentence, f"{path}.tool_choice")
    limit = values.get("max_output_tokens")
    whole = isinstance(limit, int) and not isinstance(limit, bool) and 1 <= limit <= MOST_OUTPUT_TOKENS
    if limit not in (None, "inf") and not whole:
        sentence = f"The most output tokens are 1 to {MOST_OUTPUT_TOKENS}, or 'inf'."
        return Refusal("invalid_value", sentence, f"{path}.max_output_tokens")
    audio = values.get("audio")
    output = audio.get("output") if isinstance(audio, Mapping) else audio
    if output is not None and not isinstance(output, Mapping):
        return Refusal("invalid_type", "This is an object.", f"{path}.audio")
    output = output or {}
    voice = output.get("voice")
    named = voice.get("id") if isinstance(voice, Mapping) else voice
    if voice is not None and not isinstance(named, str):
        return Refusal("invalid_type", "A voice is a name.", f"{path}.audio.output.voice")
    speed = output.get("speed")
    if speed is not None and not (_is_number(speed) and 0.25 <= speed <= 1.5):
        return Refusal("invalid_value", "The speed lies between 0.25 and 1.5.", f"{path}.audio.output.speed")
    return _form_problem(output.get("format"), f"{path}.audio.output.format")


def _tools_problem(tools: Any, path: str) -> Refusal | None:
    if tools is None:
        return None
    if not isinstance(tools, list):
        return Refusal("invalid_type", "Tools are a list of objects.", path)
    for index, tool in enumerate(tools):
        where = f"{path}[{index}]"
        if not isinstance(tool, Mapping) or tool.get("type", "function") not in ("function", "mcp"):
            return Refusal("invalid_value", "A tool is an object of the type 'function' or 'mcp'.", where)
        if tool.get("type", "function") != "function":
            continue  # tools that run at the server's are accepted and never called: nothing here reaches the network
        if not isinstance(tool.get("name"), str) or not tool["name"]:
            return Refusal("missing_required_parameter", "A function has a name.", f"{where}.name")
        if not isinstance(tool.get("description"), str | None):
            return Refusal("invalid_type", "A description is text.", f"{where}.description")
        if not is_schema(tool.get("parameters")):
            return Refusal("invalid_type", "Parameters are a JSON schema.", f"{where}.parameters")
    return None


def is_schema(value: Any) -> bool:
    """Whether a function's parameters have the parts of a JSON schema that are read here, each of its own kind."""
    if value is None:
        return True
    if not isinstance(value, Mapping):
        return False
    properties, required = value.get("properties"), value.get("required")
    return (properties is None or isinstance(properties, Mapping)) and (
        required is None or (isinstance(required, list) and all(isinstance(name, str) for name in required))
    )


def _form_problem(value: Any, path: str) -> Refusal | None:
    if value is None or (isinstance(value, Mapping) and format_of(value) is not None):
        return None
    sentence = "Sound here is audio/pcm of 24 kHz, or audio/pcmu or audio/pcma of 8 kHz."
    return Refusal("invalid_value", sentence, path)


def _detection_problem(value: Any, path: str) -> Refusal | None:
    if value is None:
        return None
    if not isinstance(value, Mapping) or str(value.get("type")) not in DETECTION_DEFAULTS:
        return Refusal("invalid_value", "Turns are found by server_vad or semantic_vad.", path)
    ranges: dict[str, tuple[float, float]] = {
        "threshold": (0.0, 1.0),
        "prefix_padding_ms": (0, 10_000),
        "silence_duration_ms": (0, 10_000),
        "idle_timeout_ms": (SHORTEST_MS, LONGEST_MS),
    }
    for name, (least, most) in ranges.items():
        number = value.get(name)
        if number is not None and not (_is_number(number) and least <= number <= most):
            return Refusal("invalid_value", f"This lies between {least} and {most}.", f"{path}.{name}")
    for name in ("create_response", "interrupt_response"):
        if not isinstance(value.get(name), bool | None):
            return Refusal("invalid_type", "This is true or false.", f"{path}.{name}")
    if value.get("eagerness") not in (None, "low", "medium", "high", "auto"):
        return Refusal("invalid_value", "Eagerness is low, medium, high or auto.", f"{path}.eagerness")
    return None


def _noise_problem(value: Any, path: str) -> Refusal | None:
    # Accepted and echoed: voice activity and recognition here are robust to noise themselves and filter nothing.
    kinds = (None, "near_field", "far_field")
    if value is None or (isinstance(value, Mapping) and value.get("type") in kinds):
        return None
    return Refusal("invalid_value", "Noise reduction is near_field, far_field or null.", path)


def _transcription_problem(value: Any, path: str) -> Refusal | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        return Refusal("invalid_type", "This is an object or null.", path)
    languages = value.get("languages")
    if languages is not None and not (isinstance(languages, list) and all(isinstance(x, str) for x in languages)):
        return Refusal("invalid_value", "Languages are a list of codes.", f"{path}.languages")
    for name in ("model", "language", "prompt"):
        if not isinstance(value.get(name), str | None):
            return Refusal("invalid_type", "This is text.", f"{path}.{name}")
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
