"""Whether settings a client sends are of the right kinds and within bounds, so that nothing behind has to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SPEEDS = (0.25, 1.5)  # OpenAI's own bounds
LONGEST_SILENCE_MS = 60_000


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
            return Fault("Sound here is PCM of 24 kHz.", f"audio.{side}.format")
    if not isinstance(session.get("instructions"), str):
        return Fault("Instructions are text.", "instructions")
    return (
        _fault_in_shared(session)
        or _fault_in_transcription(audio["input"].get("transcription"))
        or _fault_in_detection(audio["input"].get("turn_detection"))
    )


def fault_in_response(params: Mapping[str, Any]) -> Fault | None:
    """The first thing wrong with what a ``response.create`` overrides, or None; null leaves a field as it is."""
    given = {key: value for key, value in params.items() if value is not None}
    if given.get("conversation", "auto") not in ("auto", "none"):
        return Fault("The conversation is 'auto' or 'none'.", "conversation")
    if not isinstance(given.get("metadata", {}), dict):
        return Fault("Metadata are an object.", "metadata")
    items = given.get("input", [])
    if not isinstance(items, list) or not all(_is_item(item) for item in items):
        return Fault("Input is a list of items.", "input")
    audio = given.get("audio", {})
    if not isinstance(audio, dict) or not isinstance(audio.get("output") or {}, dict):
        return Fault("'audio' is an object.", "audio")
    return _fault_in_shared({**given, "audio": {"output": audio.get("output") or {}}})


def _fault_in_shared(values: Mapping[str, Any]) -> Fault | None:
    """What sessions and single responses have in common; absent fields are fine."""
    if values.get("output_modalities", ["audio"]) not in (["audio"], ["text"]):
        return Fault("Answers are either audio or text.", "output_modalities")
    tools = values.get("tools", [])
    if not isinstance(tools, list) or not all(_is_tool(tool) for tool in tools):
        return Fault("Tools are a list of objects with a name.", "tools")
    choice = values.get("tool_choice", "auto")
    if choice not in ("auto", "none", "required") and not isinstance(choice, dict):
        return Fault("The tool choice is auto, none, required or one tool.", "tool_choice")
    tokens = values.get("max_output_tokens", "inf")
    if tokens != "inf" and (not isinstance(tokens, int) or isinstance(tokens, bool) or tokens < 1):
        return Fault("The most tokens are a number or 'inf'.", "max_output_tokens")
    output = values["audio"]["output"]
    speed = output.get("speed")
    if speed is not None and not _is_between(speed, *SPEEDS):
        return Fault("The speed lies between 0.25 and 1.5.", "audio.output.speed")
    if not isinstance(output.get("voice") or "", str | dict):
        return Fault("The voice is a name.", "audio.output.voice")
    return None


def _fault_in_transcription(value: Any) -> Fault | None:
    if value is None:
        return None
    where = "audio.input.transcription"
    if not isinstance(value, dict):
        return Fault("The transcription is an object or null.", where)
    if not isinstance(value.get("language") or "", str):
        return Fault("The language is a code such as 'en'.", f"{where}.language")
    languages = value.get("languages") or []
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
    }
    for name, (least, most) in bounds.items():
        if value.get(name) is not None and not _is_between(value[name], least, most):
            return Fault(f"'{name}' lies between {least:g} and {most:g}.", f"{where}.{name}")
    for name in ("create_response", "interrupt_response"):
        if not isinstance(value.get(name, True), bool | None):
            return Fault(f"'{name}' is true or false.", f"{where}.{name}")
    return None


def _is_our_sound(value: Any) -> bool:
    if value is None:
        return True
    return isinstance(value, dict) and value.get("type") == "audio/pcm" and value.get("rate", 24000) == 24000


def _is_between(value: Any, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _is_tool(tool: Any) -> bool:
    if not isinstance(tool, dict):
        return False
    if tool.get("type", "function") != "function":
        return True  # tools of other kinds are passed over
    parameters = tool.get("parameters") or {}
    return isinstance(tool.get("name"), str) and isinstance(parameters, dict)


def _is_item(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    parts = item.get("content") or []
    return isinstance(parts, list) and all(isinstance(part, dict) for part in parts)
