"""What the conversation is about: the last call, the place last spoken of, the results one can point at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wanderlust.domain.money import folded
from wanderlust.engine.router.values import HistoryItem, ToolCall

_PLACE_KEYS = ("place", "destination", "near", "location", "city", "origin")
_ORDINALS = {
    1: "first 1st primero primera primer premier premiere erste ersten erster primo prima primeiro primeira",
    2: "second 2nd segundo segunda deuxieme second seconde zweite zweiten zweiter secondo seconda",
    3: "third 3rd tercero tercera tercer troisieme dritte dritten dritter terzo terza terceiro terceira",
    4: "fourth 4th cuarto cuarta quatrieme vierte vierten quarto quarta",
    5: "fifth 5th quinto quinta cinquieme funfte funften",
    -1: "last ultimo ultima dernier derniere letzte letzten",
}
_RANK = {word: rank for rank, words in _ORDINALS.items() for word in words.split()}
_CARDINAL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
_POINTER = re.compile(
    r"(?<!\w)(?:(?:the|that|el|la|le|der|die|das|den|il|o|a|lo)\s+)?"
    r"(?:(?P<rank>[^\W_]+)(?:\s+(?:one|place|result|option|pin|hit|on the list|uno|una|ein))?|"
    r"(?:number|pin|option|numero|número|nummer)\s+(?P<number>[^\W_]+))(?!\w)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Focus:
    """The conversation so far, as the router needs it.

    Attributes:
        call: The last tool call, or None.
        place: Words for the place last spoken of; empty when none was.
        results: Names of the places last found, numbered as the traveller sees them.
        question: What the assistant last said, when nothing came after it and it asks something.
        asked_about: The utterance that this question answered.
        options: Places the last tool could not choose between.
    """

    call: ToolCall | None = None
    place: str = ""
    results: tuple[str, ...] = ()
    question: str = ""
    asked_about: str = ""


def focus_of(history: Sequence[HistoryItem]) -> Focus:
    """Reads the focus from the history, newest first."""
    call: ToolCall | None = None
    place = ""
    results: tuple[str, ...] = ()
    for item in reversed(history):
        if item.role == "tool_result" and not results:
            results = tuple(_names(item.data))
        if item.role == "tool_call":
            call = call or ToolCall(item.name, dict(item.data))
            place = place or _place_of(item.data)
    if len(results) == 1 and not place:
        place = results[0]
    question = history[-1].text if history and history[-1].role == "assistant" and "?" in history[-1].text else ""
    asked = ""
    if question:
        asked = next((item.text for item in reversed(history) if item.role == "user"), "")
    return Focus(call, place, results, question, asked)


def pointed_at(text: str, results: Sequence[str]) -> tuple[int, int, str] | None:
    """Where the text points at a result ("the second one") and its name; None when it does not."""
    if not results:
        return None
    for match in _POINTER.finditer(text):
        word = folded(match.group("rank") or match.group("number") or "")
        rank = _CARDINAL.get(word) if match.group("number") else _RANK.get(word)
        if rank is None:
            continue
        index = len(results) - 1 if rank == -1 else rank - 1
        if index < len(results):
            return match.start(), match.end(), results[index]
    return None


def _place_of(arguments: Mapping[str, Any]) -> str:
    for key in _PLACE_KEYS:
        value = arguments.get(key)
        if isinstance(value, str) and value:
            return value
    return ""


def _names(data: object, depth: int = 0) -> list[str]:
    """Names in the first list of named things in a tool's output, with their country where it says so."""
    if depth > 4:
        return []
    if isinstance(data, Mapping):
        for value in data.values():
            found = _names(value, depth + 1)
            if found:
                return found
    elif isinstance(data, Sequence) and not isinstance(data, str):
        named = [entry for entry in data if isinstance(entry, Mapping) and isinstance(entry.get("name"), str)]
        return [_label(entry) for entry in named]
    return []


def _label(entry: Mapping[str, Any]) -> str:
    name = str(entry["name"])
    context = entry.get("country_name") or entry.get("admin") or ""
    return f"{name}, {context}" if isinstance(context, str) and context and context != name else name
