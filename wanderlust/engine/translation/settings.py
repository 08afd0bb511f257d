"""What a translation session is set to, and what of it a client may change (OpenAI's fields)."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from typing import Any

from wanderlust.engine.session_settings import SESSION_SECONDS, Refusal

MODEL = "wanderlust-translate"


def default_translation_session(session_id: str, now: float, model: str, language: str) -> dict[str, Any]:
    """A whole session object at Unix time ``now``."""
    return {
        "id": session_id,
        "type": "translation",
        "expires_at": int(now) + SESSION_SECONDS,
        "model": model or MODEL,
        "audio": {"input": {"transcription": None, "noise_reduction": None}, "output": {"language": language}},
    }


def updated_translation_session(
    session: Mapping[str, Any], change: Mapping[str, Any], languages: Collection[str]
) -> dict[str, Any] | Refusal:
    """The session with a client's change, or why it cannot be had."""
    for key in change:
        if key != "audio":
            return Refusal("unknown_parameter", f"A translation session's {key} cannot be changed.", f"session.{key}")
    result = copy.deepcopy(dict(session))
    audio = change.get("audio") or {}
    if not isinstance(audio, Mapping) or not set(audio) <= {"input", "output"}:
        return Refusal("unknown_parameter", "A translation session has audio.input and audio.output.", "session.audio")
    given, wanted = audio.get("input") or {}, audio.get("output") or {}
    if not isinstance(given, Mapping) or not set(given) <= {"transcription", "noise_reduction"}:
        sentence = "Of the input, transcription and noise_reduction can be changed; its format is 24 kHz PCM16."
        return Refusal("unknown_parameter", sentence, "session.audio.input")
    if not isinstance(wanted, Mapping) or not set(wanted) <= {"language"}:
        return Refusal("unknown_parameter", "Of the output, its language can be changed.", "session.audio.output")
    for key, fields in (("transcription", {"model"}), ("noise_reduction", {"type", "strength"})):
        value = given.get(key)
        if key in given and value is not None and (not isinstance(value, Mapping) or not set(value) <= fields):
            return Refusal("invalid_value", f"That is no {key}.", f"session.audio.input.{key}")
        if key in given:
            result["audio"]["input"][key] = None if value is None else dict(value)
    if "language" in wanted:
        language = wanted["language"]
        if language not in languages:
            sentence = (
                f"I cannot translate into '{language}' on this computer. Here I can: {', '.join(sorted(languages))}."
            )
            return Refusal("invalid_value", sentence, "session.audio.output.language")
        result["audio"]["output"]["language"] = language
    return result
