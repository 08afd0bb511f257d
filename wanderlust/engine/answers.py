"""What the engine says to a tool's output: the tool's own words where it brings them, otherwise a careful reading."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

WORDED = frozenset({"en", "es", "fr", "de", "it", "pt"})
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
LONGEST_READ = 240  # characters of a foreign tool's text that are read out; the rest is on the screen


def spoken_answer(outputs: Sequence[str], language: str) -> tuple[str, str]:
    """One answer to the outputs of all calls of a turn, in order, and the language it is in.

    A tool of ours answers ``{"say": {language: sentence}, "data": ...}`` and owns its words; of a foreign tool short
    text is read and the rest pointed at. When one of them has no words in the wanted language all are said in English:
    an English sentence in a Japanese voice is understood by nobody.
    """
    language = language if all(_speaks(output, language) for output in outputs) else "en"
    sentences = [_answer(output, language) for output in outputs]
    return " ".join(dict.fromkeys(s for s in sentences if s)), language


def reply_language(reply: str, language: str) -> str:
    """The language a reply without a tool is in: the user's where the router has its sentences, otherwise English.

    A language model may answer in any; in the scripts of the languages voices are here for, that is seen.
    """
    return language if language in WORDED or _OTHER_SCRIPT.search(reply) else "en"


def _speaks(output: str, language: str) -> bool:
    """Whether the output has words in the language; one that is no answer of ours is read as it is."""
    try:
        value: Any = json.loads(output)
    except (ValueError, RecursionError):
        return True
    say = value.get("say") if isinstance(value, dict) else None
    return not isinstance(say, dict) or language in say or "en" not in say


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
