"""What the engine says to a tool's output: the tool's own words where it brings them, otherwise a careful reading."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

WORDED = frozenset({"en", "es", "fr", "de", "it", "pt"})
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
LONGEST_READ = 240  # characters of a foreign tool's text that are read out; the rest is on the screen


def spoken_answer(outputs: Sequence[str], language: str) -> str:
    """One answer to the outputs of all calls of a turn, in order.

    A tool of ours answers ``{"say": {language: sentence}, "data": ...}`` and owns its words; of a foreign tool short
    text is read and the rest pointed at.
    """
    sentences = [_answer(output, language) for output in outputs]
    return " ".join(dict.fromkeys(s for s in sentences if s))


def reply_language(reply: str, language: str) -> str:
    """The language a reply without a tool is in: the user's where the router has its sentences, otherwise English.

    A language model may answer in any; in the scripts of the languages voices are here for, that is seen.
    """
    return language if language in WORDED or _OTHER_SCRIPT.search(reply) else "en"


def language_of(outputs: Sequence[str], language: str) -> str:
    """The language an answer to these outputs is in.

    ``language`` where all our tools have it, else English; a lone tool that has its words in one language only means
    them in that one, as a translation is.
    """
    said = [value["say"] for value in map(_object, outputs) if isinstance(value.get("say"), dict)]
    if len(said) == 1 and len(said[0]) == 1:
        return str(next(iter(said[0])))
    return language if all(language in say for say in said) else "en"


def quote_of(outputs: Sequence[str], answer: str) -> tuple[str, str] | None:
    """The words at the end of an answer that are in another language, and that language; None without any."""
    quote = _object(outputs[-1]).get("quote") if outputs else None
    if not isinstance(quote, dict):
        return None
    text, language = quote.get("text"), quote.get("language")
    if isinstance(text, str) and isinstance(language, str) and text.strip() and answer.endswith(text):
        return text, language
    return None


def _object(output: str) -> dict[str, Any]:
    try:
        value = json.loads(output)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _answer(output: str, language: str) -> str:
    try:
        value: Any = json.loads(output)
    except (ValueError, RecursionError):
        return _read(output)
    if value is None or isinstance(value, bool):
        return "That did not work." if value is False else "Done."
    if isinstance(value, dict):
        say = value.get("say")
        if isinstance(say, dict) and say:
            chosen = say.get(language) or say.get("en") or next(iter(say.values()))
            return str(chosen).strip()
        if isinstance(say, str) and say.strip():
            return say.strip()
        if isinstance(value.get("error"), str):
            return f"That did not work. {_read(value['error'])}"
        return _facts(value)
    if isinstance(value, list):
        return _read(", ".join(str(v) for v in value if isinstance(v, str | int | float)))
    return _read(str(value))


def _facts(value: dict[str, Any]) -> str:
    plain = [
        f"{str(key).replace('_', ' ')}: {entry}"
        for key, entry in value.items()
        if isinstance(entry, str | int | float) and not isinstance(entry, bool)
    ]
    return _read("; ".join(plain)) if plain else "It is on the screen."


def _read(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        return ""
    if len(text) <= LONGEST_READ:
        return text if text[-1] in ".!?。！？" else f"{text}."
    cut = text[:LONGEST_READ].rsplit(" ", 1)[0]
    return f"{cut}. The rest is on the screen."
