"""What the conversation is about: the last call, the place last spoken of, the results one can point at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wanderlust.domain.money import folded
from wanderlust.engine.router.values import HistoryItem, ToolCall

_PLACE_KEYS = ("place", "destination", "near", "location", "city", "origin")
_NAME_KEYS = ("name", "title", "place", "label", "business", "item")
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
        thing: The one result that "it" and "them" mean: the only one found, or the one last spoken of.
        open_call: The last call, where it was made for the request that the question is about.
        entries: Items of the plan last shown, each with its day.
        traits: What the tool said of each result, folded, in the order of ``results``.
    """

    call: ToolCall | None = None
    place: str = ""
    results: tuple[str, ...] = ()
    question: str = ""
    asked_about: str = ""
    thing: str = ""
    open_call: ToolCall | None = None
    entries: tuple[tuple[str, str], ...] = ()
    traits: tuple[str, ...] = ()


def focus_of(history: Sequence[HistoryItem]) -> Focus:
    """Reads the focus from the history, newest first."""
    call: ToolCall | None = None
    place = ""
    results: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    for item in reversed(history):
        if item.role == "tool_result" and not results:
            results = tuple(_names(item.data))
            traits = tuple(_traits(item.data)) if results else ()
        if item.role == "tool_call":
            call = call or ToolCall(item.name, dict(item.data))
            place = place or _place_of(item.data)
    if not results and call is None and history and history[-1].role == "assistant":
        results = _suggested(history[-1].text)
    thing = _thing(history, results)
    if len(results) == 1 and not place:
        place = results[0]
    question = history[-1].text if history and history[-1].role == "assistant" and "?" in history[-1].text else ""
    asked = ""
    open_call = None
    for item in reversed(history):
        if item.role == "user":
            break
        if question and item.role == "tool_call":
            open_call = ToolCall(item.name, dict(item.data))
    if question:
        asked = next((item.text for item in reversed(history) if item.role == "user"), "")
    entries = next(
        (found for item in reversed(history) if item.role == "tool_result" and (found := _entries(item.data))), ()
    )
    return Focus(call, place, results, question, asked, thing, open_call, entries, traits)


_SUGGESTED = re.compile(r"(?<=[a-z,] )[A-ZÀ-Þ][\w'-]+(?:\s(?:(?:of|de|la|del|di|du|the)\s)?[A-ZÀ-Þ][\w'-]+)*")


def _suggested(text: str) -> tuple[str, ...]:
    """Names that the assistant only said: "Try Fushimi Inari and Nishiki Market"; few enough to point at."""
    opening = re.match(r"(?P<name>[A-ZÀ-Þ]\w+)(?= (?:or|and) [A-ZÀ-Þ])", text)
    names = tuple(m.group() for m in _SUGGESTED.finditer(text) if m.group() not in ("I", "I'm", "I've"))
    return ((opening.group("name"), *names) if opening else names)[:5]


def _traits(data: object, depth: int = 0) -> list[str]:
    """What each of the first list of named things is said to have, as folded text."""
    if depth > 4:
        return []
    if isinstance(data, Mapping):
        for value in data.values():
            found = _traits(value, depth + 1)
            if found:
                return found
    elif isinstance(data, Sequence) and not isinstance(data, str):
        return [
            folded(" ".join(f"{key}: {value}" for key, value in entry.items())) if isinstance(entry, Mapping) else ""
            for entry in data
            if _label(entry)
        ]
    return []


def _thing(history: Sequence[HistoryItem], results: Sequence[str]) -> str:
    """The result that was said last by either side, else the only one, else nothing."""
    for item in reversed(history):
        if item.role == "tool_result" and len(results) == 1 and _names(item.data):
            return results[0]
        if item.role == "user" and results:
            pointed = pointed_at(item.text, results)
            if pointed:
                return pointed[2]
        if item.role == "assistant":
            named = [name for name in results if folded(name.split(",")[0]) in folded(item.text)]
            if len(named) == 1:
                return named[0]
            if named:
                break
        if item.role == "tool_call" and item.name in ("show_on_map", "place_call"):
            value = item.data.get("place") or item.data.get("business")
            return str(value) if value else ""
    return ""


def _entries(data: object, depth: int = 0) -> tuple[tuple[str, str], ...]:
    """(item, day) of the plan in a tool's output."""
    if depth > 4:
        return ()
    if isinstance(data, Mapping):
        for value in data.values():
            found = _entries(value, depth + 1)
            if found:
                return found
    elif isinstance(data, Sequence) and not isinstance(data, str):
        return tuple(
            (str(entry["item"]), str(entry.get("day") or ""))
            for entry in data
            if isinstance(entry, Mapping) and isinstance(entry.get("item"), str)
        )
    return ()


def pointed_at(text: str, results: Sequence[str]) -> tuple[int, int, str] | None:
    """Where the text points at a result ("the second one") and its name; None when it does not."""
    if not results:
        return None
    return _by_rank(text, results) or _by_word(text, results)


_BY_WORD = re.compile(
    r"(?<!\w)(?:the|that|el|la|le|das|il|o)\s+(?P<word>[^\W_]+(?:\s[^\W_]+)?)\s+(?:one|place|option|uno|una)(?!\w)",
    re.I,
)
_CLOSEST = re.compile(r"(?<!\w)the\s+(?:closest|nearest|closer|nearer|top|best)\s+(?:one|place|option)(?!\w)", re.I)


def _by_word(text: str, results: Sequence[str]) -> tuple[int, int, str] | None:
    """ "The lounge one" is the only result with that word in its name; the closest one is the first."""
    for match in _BY_WORD.finditer(text):
        word = folded(match.group("word"))
        named = [name for name in results if word in folded(name)]
        if len(named) == 1:
            return match.start(), match.end(), named[0]
    middle = re.search(r"(?<!\w)the middle one(?!\w)", text, re.I)
    if middle and len(results) == 3:
        return middle.start(), middle.end(), results[1]
    closest = _CLOSEST.search(text)
    return (closest.start(), closest.end(), results[0]) if closest else None


def _by_rank(text: str, results: Sequence[str]) -> tuple[int, int, str] | None:
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
        return [label for entry in data if (label := _label(entry))]
    return []


def _label(entry: object) -> str:
    if isinstance(entry, str):
        return entry if len(entry) < 80 else ""
    if not isinstance(entry, Mapping):
        return ""
    name = next((entry[key] for key in _NAME_KEYS if isinstance(entry.get(key), str)), "")
    context = entry.get("country_name") or entry.get("admin") or ""
    return f"{name}, {context}" if name and isinstance(context, str) and context and context != name else str(name)
