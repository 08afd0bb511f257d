"""Tools the router was not fitted on: matched by their description, arguments by name, type and choices."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wanderlust.domain.money import folded
from wanderlust.domain.tool_catalogue import spec_named
from wanderlust.engine.router.embedding import SentenceEncoder
from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.money_slots import currency_meant
from wanderlust.engine.router.trimming import as_name, residue, without_noise

_PLACE = re.compile(
    r"city|town|location|place|address|destination|region|country|where|area|venue|origin|port\b|pick.?up|drop.?off|airport|station",
    re.I,
)
_FROM = re.compile(r"from|source|origin|depart|start|base", re.I)
_CURRENCY = re.compile(r"currency|currencies|iso 4217|^(?:base|quote)\b", re.I)
_LANGUAGE = re.compile(r"lang", re.I)
_WHEN = re.compile(r"date|day|when|time|month|hour|deadline", re.I)
_LEAVE = re.compile(
    r"^(?:(?:please|can|could|would|will|you|i|want|need|to|like|d|i'd|let|me|us|just|the|a|an|my|for|that|"
    r"this)\s+)+",
    re.I,
)
_TIME_WORDS = re.compile(
    r"\b(?:(?:on |at |in |by |for |this |next |until )?(?:the )?(?:today|tonight|tomorrow(?: (?:morning|"
    r"afternoon|evening|night))?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?|weekend|(?:next|"
    r"this) (?:week|month|year)|"
    r"morning|afternoon|evening|noon|midnight|january|february|march|april|may|june|july|august|september|"
    r"october|november|december"
    r"|\d{1,2}(?::\d{2})?\s?(?:am|pm|o'clock)|\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: thirty| fifteen)?(?: o'clock| am|"
    r" pm)|(?<=at )(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: thirty| fifteen)?))\b",
    re.I,
)
_PLAIN_VERBS = frozenset(("get", "show", "find", "start", "add", "remove", "place", "local", "on", "map", "of", "out"))
_QUOTED = re.compile(r"[\"“'](?P<q>[^\"”']{2,})[\"”'](?!\w)")


@dataclass(frozen=True, slots=True)
class ForeignTool:
    """A tool of another client as the matcher sees it: its definition and the vector of its description."""

    name: str
    parameters: Mapping[str, Any]
    vector: NDArray[np.float32]


def function_of(tool: Mapping[str, Any]) -> Mapping[str, Any]:
    """Name, description and parameters of a tool, flat (Realtime) or nested (Chat Completions)."""
    nested = tool.get("function")
    return nested if isinstance(nested, Mapping) else tool


def follows_catalogue(tool: Mapping[str, Any]) -> bool:
    """Whether a tool has the name and the argument names of the catalogue's, so that fitted weights apply."""
    function = function_of(tool)
    spec = spec_named(str(function.get("name", "")))
    if spec is None:
        return False
    parameters = function.get("parameters") or {}
    if not isinstance(parameters, Mapping):
        return False
    ours = spec.schema()
    properties = set(parameters.get("properties") or {})
    required = set(parameters.get("required") or [])
    return properties == set(ours["properties"]) and required == set(ours["required"])


class ForeignMatcher:
    """Compares utterances with descriptions; remembers the vectors of tools it has seen.

    Args:
        encoder: The sentence model.
    """

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder
        self._seen: dict[tuple[str, str], NDArray[np.float32]] = {}

    def tool(self, definition: Mapping[str, Any]) -> ForeignTool:
        """The tool with its vector, from the cache when its words are known."""
        function = function_of(definition)
        name, description = str(function.get("name", "")), str(function.get("description") or "")
        parameters = function.get("parameters")
        parameters = parameters if isinstance(parameters, Mapping) else {}
        spoken = _spoken_name(name)
        key = (spoken, description)
        if key not in self._seen:
            if len(self._seen) > 256:  # a client that sends new descriptions for ever must not grow the engine
                self._seen.clear()
            both = self._encoder.encode(f"{spoken}. {description}") + self._encoder.encode(spoken)
            self._seen[key] = np.asarray(both / np.linalg.norm(both), dtype=np.float32)
        return ForeignTool(name, parameters, self._seen[key])

    def ranked(self, text: str, tools: Sequence[ForeignTool]) -> list[tuple[ForeignTool, float]]:
        """Tools with their likeness to the text, -1 to 1, likest first."""
        if not tools:
            return []
        vector = self._encoder.encode(text)
        scored = [(tool, float(vector @ tool.vector) + _shared_words(text, tool)) for tool in tools]
        return sorted(scored, key=lambda pair: -pair[1])


def _spoken_name(name: str) -> str:
    return re.sub(r"[_\-.]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).lower().strip()


def same_subject(intent: str, name: str) -> bool:
    """Whether an intent and a tool's name are about the same thing: ``get_weather``, ``current_weather``."""
    words = set(_spoken_name(intent).split()) & set(_spoken_name(name).split())
    return intent == name or bool(words - _PLAIN_VERBS)


def _shared_words(text: str, tool: ForeignTool) -> float:
    """A little for each word of the tool's own name that was said."""
    said = set(re.findall(r"[^\W_]+", folded(text)))
    named = [word for word in _spoken_name(tool.name).split() if len(word) > 3]
    hits = sum(1 for word in named if any(part.startswith(word[:5]) for part in said))
    return 0.06 * min(hits, 2)


def foreign_arguments(tool: ForeignTool, reading: Reading, focus: Focus) -> tuple[dict[str, object], str]:
    """Arguments by property name, type and choices, and the first required one that stays empty."""
    properties = tool.parameters.get("properties") or {}
    required = [str(name) for name in tool.parameters.get("required") or []]
    arguments: dict[str, object] = {}
    used: set[int] = set()
    for name, schema in properties.items():
        value = _value(str(name), schema if isinstance(schema, Mapping) else {}, reading, focus, used, name in required)
        if value is not None:
            arguments[str(name)] = value
    return arguments, next((name for name in required if name not in arguments), "")


def _value(
    name: str, schema: Mapping[str, Any], reading: Reading, focus: Focus, used: set[int], required: bool
) -> object | None:
    choices = schema.get("enum")
    json_type = schema.get("type", "string")
    if isinstance(choices, Sequence) and not isinstance(choices, str):
        return _choice(choices, reading.text)
    if json_type in ("number", "integer"):
        return _number(reading, used, json_type == "integer")
    if json_type == "boolean":
        words = _spoken_name(name).split()
        said = all(re.search(rf"\b{re.escape(word)}", reading.text, re.I) for word in words)
        return True if said else (False if required else None)
    if json_type == "array":
        listed = re.split(r",\s*(?:and\s+)?|\s+and\s+", without_noise(_content(reading.text)))
        return [part.strip() for part in listed if part.strip()] or None
    if json_type != "string":
        return None
    return _words(name, str(schema.get("description") or ""), reading, focus, used, required)


def _words(
    name: str, description: str, reading: Reading, focus: Focus, used: set[int], required: bool
) -> object | None:
    hint = f"{name} {description}"
    if _CURRENCY.search(hint):
        return _next(
            reading,
            "currency",
            used,
            backward=not _FROM.search(name) and bool(re.search(r"to|target|quote|dest", name, re.I)),
        )
    if _LANGUAGE.search(name):
        return _next(reading, "language", used)
    if _PLACE.search(name):
        place = _directed(name, reading, used) or _next(reading, "place", used)
        if place is None and re.search(r"\b(?:there|here|it|that)\b", reading.text, re.I):
            place = focus.place or None
        if place is None and required:
            match = re.search(r"\b(?:in|at|to|for|near|from|of)\s+([^?]+)$", without_noise(reading.text), re.I)
            place = residue(_TIME_WORDS.sub("", match.group(1))) if match else None
        return as_name(str(place)) if place else None
    if _WHEN.search(name):
        found = _TIME_WORDS.search(reading.text)
        return re.sub(r"^(?:on|at|in|by|for|until)\s+", "", found.group().strip(), flags=re.I) if found else None
    if not required:
        return None
    quoted = _QUOTED.search(reading.text)
    return quoted.group("q") if quoted else _content(reading.text) or None


_AGAIN = re.compile(
    r"^(?:and|or|what about|how about|also|same|now|ok|so)\b|\b(?:as well|too|also|instead|same)\b", re.I
)


def changed_foreign(tool: ForeignTool, reading: Reading, last: Mapping[str, object]) -> dict[str, object] | None:
    """ "I'll want one for Hamburg as well": the last call with what this turn names, if anything."""
    if not _AGAIN.search(reading.text):
        return None
    properties = tool.parameters.get("properties") or {}
    changes: dict[str, object] = {}
    places = [place for place in reading.of("place") if place.known]
    numbers = reading.of("number")
    money = currency_meant(reading)
    for name in [name for name in properties if name in last]:
        value = last[name]
        if money and isinstance(value, str) and re.fullmatch(r"[A-Z]{3}", value):
            changes = {key: old for key, old in changes.items() if old != money} | {name: money}
        elif places and isinstance(value, str) and _PLACE.search(name):
            changes[name] = str(places[-1].value)
        elif len(numbers) == 1 and isinstance(value, (int, float)) and not isinstance(value, bool):
            changes[name] = int(float(numbers[0].value))
    return {**last, **changes} if changes else None


def _directed(name: str, reading: Reading, used: set[int]) -> str | None:
    """The place after "from" for an origin, after "to" for a destination."""
    lead = (
        r"\bfrom\s+(?:the\s+)?$"
        if _FROM.search(name)
        else r"\bto\s+(?:the\s+)?$"
        if re.search(r"(?:^|_)to|dest|arriv", name, re.I)
        else ""
    )
    if not lead:
        return None
    for entity in reading.of("place"):
        if entity.start not in used and re.search(lead, reading.text[: entity.start], re.I):
            used.add(entity.start)
            return str(entity.value)
    after = re.search(lead.replace("$", r"(?P<p>[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*)"), reading.text)
    return after.group("p") if after else None


def _content(text: str) -> str:
    """What a free-text argument takes: the words after the asking verb."""
    words = _LEAVE.sub("", without_noise(text))
    after = re.match(
        r"(?:\w+(?:\s+(?:a|an|the|me|my|some|up|for|about|that|to|of|note|message|reminder|email|song|task|"
        r"list))*)\s+(?P<rest>.+)$",
        words,
        re.I,
    )
    return after.group("rest") if after else words


def _choice(choices: Sequence[object], text: str) -> object | None:
    said = folded(text)
    for choice in choices:
        if isinstance(choice, str) and re.search(rf"(?<!\w){re.escape(_spoken_name(choice))}", said):
            return choice
    return None


def _number(reading: Reading, used: set[int], whole: bool) -> float | int | None:
    for entity in reading.of("number"):
        if entity.start not in used:
            used.add(entity.start)
            value = float(entity.value)
            return int(value) if whole or value == int(value) else value
    return None


def _next(reading: Reading, kind: Any, used: set[int], backward: bool = False) -> str | None:
    entities = [entity for entity in reading.of(kind) if entity.start not in used]
    if not entities:
        return None
    entity = entities[-1] if backward else entities[0]
    used.add(entity.start)
    return str(entity.value)
