"""Whether settings a client sends are of the right kinds and within bounds, so that nothing behind has to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wanderlust.engine.idle_timeout import LONGEST_MS, SHORTEST_MS
from wanderlust.engine.sound_formats import format_of

SPEEDS = (0.25, 1.5)  # OpenAI's own bounds
LONGEST_SILENCE_MS = 60_000
MOST_TOKENS = 4096  # these two are OpenAI's own as well
MOST_METADATA = 16


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which parameter."""

    message: str
    param: str


def fault_in_session(session: Mapping[str, Any]) -> Fault | None:
    """The first thing wrong with a whole session object, or None."""
    audio = session.get("audio")
    if not isinstance(audio, dict):
        return Fault("'audio' is an object.", "audio")
    for side in ("input", "output"):
        if not isinstance(audio.get(side), dict):
            return Fault(f"'{side}' is an object.", f"audio.{side}")
        if not _is_our_sound(audio[side].get("format")):
            return Fault(FORMATS_SERVED, f"audio.{side}.format")
    if not isinstance(session.get("instructions"), str):
        return Fault("Instructions are text.", "instructions")
    return (
        _fault_in_shared(session)
        or _fault_in_transcription(audio["input"].get("transcription"))
        or _fault_in_detection(audio["input"].get("turn_detection"))
        or _fault_in_noise_reduction(audio["input"].get("noise_reduction"))
    )


def fault_in_response(params: Mapping[str, Any]) -> Fault | None:
    """The first thing wrong with what a ``response.create`` overrides, or None; null leaves a field as it is."""
    given = {key: value for key, value in params.items() if value is not None}
    if given.get("conversation", "auto") not in ("auto", "none"):
        return Fault("The conversation is 'auto' or 'none'.", "conversation")
    if not isinstance(given.get("instructions", ""), str):
        return Fault("Instructions are text.", "instructions")
    metadata = given.get("metadata", {})
    if not isinstance(metadata, dict) or len(metadata) > MOST_METADATA or not all(map(_is_short, metadata.values())):
        return Fault(f"Metadata are at most {MOST_METADATA} short texts, by name.", "metadata")
    items = given.get("input", [])
    if not isinstance(items, list) or not all(_is_item(item) for item in items):
        return Fault("Input is a list of items.", "input")
    audio = given.get("audio", {})
    if not isinstance(audio, dict) or not isinstance(audio.get("output") or {}, dict):
        return Fault("'audio' is an object.", "audio")
    output = audio.get("output") or {}
    if not _is_our_sound(output.get("format")):
        return Fault(FORMATS_SERVED, "audio.output.format")
    return _fault_in_shared({**given, "audio": {"output": output}})


def _fault_in_shared(values: Mapping[str, Any]) -> Fault | None:
    """What sessions and single responses have in common; absent fields are fine."""
    if values.get("output_modalities", ["audio"]) not in (["audio"], ["text"]):
        return Fault("Answers are either audio or text.", "output_modalities")
    tools = values.get("tools", [])
    if not isinstance(tools, list) or not all(_is_tool(tool) for tool in tools):
        return Fault("Tools are a list of objects with a name.", "tools")
    choice = values.get("tool_choice", "auto")
    named = isinstance(choice, dict) and isinstance(choice.get("type"), str)
    if choice not in ("auto", "none", "required") and not named:
        return Fault("The tool choice is auto, none, required or one tool.", "tool_choice")
    tokens = values.get("max_output_tokens", "inf")
    if tokens != "inf" and not (isinstance(tokens, int) and _is_between(tokens, 1, MOST_TOKENS)):
        return Fault(f"The most tokens are 1 to {MOST_TOKENS}, or 'inf'.", "max_output_tokens")
    output = values["audio"]["output"]
    speed = output.get("speed")
    if speed is not None and not _is_between(speed, *SPEEDS):
        return Fault("The speed lies between 0.25 and 1.5.", "audio.output.speed")
    voice = output.get("voice")
    if voice is not None and not isinstance(voice.get("id") if isinstance(voice, dict) else voice, str):
        return Fault("The voice is a name.", "audio.output.voice")
    return None


def _fault_in_transcription(value: Any) -> Fault | None:
    if value is None:
        return None
    where = "audio.input.transcription"
    if not isinstance(value, dict):
        return Fault("The transcription is an object or null.", where)
    if not isinstance(value.get("language"), str | None):
        return Fault("The language is a code such as 'en'.", f"{where}.language")
    for name in ("model", "prompt"):
        if not isinstance(value.get(name), str | None):
            return Fault(f"'{name}' is text.", f"{where}.{name}")
    languages = value.get("languages")
    languages = [] if languages is None else languages
    if not isinstance(languages, list) or not all(isinstance(language, str) for language in languages):
        return Fault("The languages are a list of codes such as 'en'.", f"{where}.languages")
    return None


def _fault_in_detection(value: Any) -> Fault | None:
    if value is None:
        return None
    where = "audio.input.turn_detection"
    if not isinstance(value, dict) or value.get("type") not in ("server_vad", "semantic_vad"):
        return Fault("Turns are found by server_vad or semantic_vad.", where)
    bounds = {
        "threshold": (0.0, 1.0),
        "prefix_padding_ms": (0, LONGEST_SILENCE_MS),
        "silence_duration_ms": (0, LONGEST_SILENCE_MS),
        "idle_timeout_ms": (SHORTEST_MS, LONGEST_MS),
    }
    for name, (least, most) in bounds.items():
        if value.get(name) is not None and not _is_between(value[name], least, most):
            return Fault(f"'{name}' lies between {least:g} and {most:g}.", f"{where}.{name}")
    for name in ("create_response", "interrupt_response"):
        if not isinstance(value.get(name, True), bool | None):
            return Fault(f"'{name}' is true or false.", f"{where}.{name}")
    if value.get("eagerness") not in (None, "low", "medium", "high", "auto"):
        return Fault("Eagerness is low, medium, high or auto.", f"{where}.eagerness")
    return None


def _fault_in_noise_reduction(value: Any) -> Fault | None:
    # Accepted and echoed: voice activity and recognition here are robust to noise themselves and filter nothing.
    if value is None or (isinstance(value, dict) and value.get("type") in (None, "near_field", "far_field")):
        return None
    return Fault("Noise reduction is near_field, far_field or null.", "audio.input.noise_reduction")


FORMATS_SERVED = "Sound here is audio/pcm of 24 kHz, or audio/pcmu or audio/pcma of 8 kHz."


def _is_our_sound(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and format_of(value) is not None)


def _is_short(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= 512


def _is_between(value: Any, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _is_tool(tool: Any) -> bool:
    if not isinstance(tool, dict):
        return False
    if tool.get("type", "function") != "function":
        return bool(tool["type"] == "mcp")  # passed over: nothing here reaches the network
    parameters = tool.get("parameters") or {}
    words = isinstance(tool.get("name"), str) and isinstance(tool.get("description"), str | None)
    return words and isinstance(parameters, dict) and _is_schema(parameters)


def _is_schema(parameters: Mapping[str, Any]) -> bool:
    """Whether the parts of a JSON schema that are read here are each of their own kind."""
    properties, required = parameters.get("properties"), parameters.get("required")
    listed = isinstance(required, list) and all(isinstance(name, str) for name in required)
    return isinstance(properties, dict | None) and (required is None or listed)


def _is_item(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    parts = item.get("content") or []
    return isinstance(parts, list) and all(isinstance(part, dict) for part in parts)
