"""Holds a model's calls to the tools' schemas, and to what was really said, before anybody believes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from wanderlust.domain.money import CURRENCIES, folded
from wanderlust.domain.tool_catalogue import CONTROL, spec_named
from wanderlust.engine.brain.question import Question
from wanderlust.engine.router.foreign import follows_catalogue, function_of
from wanderlust.engine.router.values import ToolCall

LONGEST_ARGUMENT = 300
# Words small models put where nothing was said.
_NOTHING_SAID = frozenset(
    ("here", "now", "any", "anywhere", "nearby", "there", "none", "null", "right now", "anytime", "nearest", "closest")
)


def checked(calls: Sequence[ToolCall], question: Question) -> tuple[ToolCall, ...] | None:
    """The calls with what nobody said left out; None when one of them does not fit its tool."""
    offered = {str(function_of(tool).get("name", "")): tool for tool in question.tools}
    result: list[ToolCall] = []
    for call in calls:
        tool = offered.get(call.name)
        arguments = _arguments(call, tool, question) if tool is not None else None
        if arguments is None:
            return None
        fit = ToolCall(call.name, arguments)
        # Two orders at once to the talk itself are one, put twice: "do the needful and cancel it".
        steered_twice = call.name == CONTROL.name and any(other.name == call.name for other in result)
        if fit not in result and not steered_twice:
            result.append(fit)
    return tuple(result)


def _arguments(call: ToolCall, tool: Mapping[str, Any], question: Question) -> dict[str, object] | None:
    function = function_of(tool)
    parameters = function.get("parameters") or {}
    properties: Mapping[str, Any] = parameters.get("properties") or {}
    required = set(parameters.get("required") or ())
    ours = follows_catalogue(tool)
    spec = spec_named(call.name) if ours else None
    kinds = {slot.name: slot.kind for slot in spec.slots} if spec else {}
    if set(call.arguments) - set(properties):
        return None
    said = _said(question)
    arguments: dict[str, object] = {}
    for name, schema in properties.items():
        value = _fitting(call.arguments.get(name), schema if isinstance(schema, Mapping) else {})
        kind = kinds.get(name, "")
        if kind == "currency" and isinstance(value, str):
            value = value.upper() if value.upper() in CURRENCIES else None
        if value is not None and ours and name not in required and not _was_said(value, kind, said):
            value = None
        if value is None:
            if name in required:
                return None
            continue
        arguments[name] = value
    return arguments


def _fitting(value: object, schema: Mapping[str, Any]) -> object | None:
    """The value as the schema wants it, or None when it cannot be made so."""
    kind = schema.get("type", "string")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "string")
    choices = schema.get("enum")
    if isinstance(choices, list) and choices:
        return value if value in choices else None
    if kind == "boolean":
        return value if isinstance(value, bool) else None
    if kind in ("number", "integer"):
        return _number(value, kind == "integer")
    if kind == "string":
        text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
        return text if 0 < len(text) <= LONGEST_ARGUMENT else None
    expected = {"array": list, "object": dict}.get(str(kind))
    return value if expected is not None and isinstance(value, expected) else None


def _number(value: object, whole: bool) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        return None
    if number != number or abs(number) > 1e15 or (whole and not number.is_integer()):
        return None
    return int(number) if number.is_integer() else number


def _said(question: Question) -> str:
    """Everything an argument may come from, folded: the utterance, the talk and the calls before it."""
    parts = [question.utterance]
    for item in question.history:
        parts.append(item.text)
        parts.extend(str(value) for value in _leaves(item.data))
    words = re.findall(r"[^\W_]+", folded(" ".join(parts)))
    return f" {' '.join(words)} "


def _leaves(value: object, depth: int = 0) -> list[object]:
    if depth > 5:
        return []
    if isinstance(value, Mapping):
        return [leaf for inner in value.values() for leaf in _leaves(inner, depth + 1)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [leaf for inner in value for leaf in _leaves(inner, depth + 1)]
    return [value]


_CHEAP = re.compile(
    r"cheap|budget|inexpensive|afford|pric[ey]|cost|bargain|broke|bank|dear|money|fancy|posh|expens|luxur|upscale|"
    r"splurge|mid range|moderate|reasonabl|barat|bon marche|pas cher|gunstig|billig|economic|econom|caro|cher|teuer"
)
_OPEN = re.compile(
    r"open|clos|shut|still|now|late|right away|abiert|ouvert|offen|geoffnet|apert|abert|auf\b|tonight|hour"
)
_MODE = {
    "walk": re.compile(
        r"walk|foot|stroll|hike|trek|feet|pied|pie\b|fuss|gehen|lauf|piedi|a pe\b|march|caminan|andando"
    ),
    "bike": re.compile(r"bike|bicycl|cycl|pedal|velo|bici|rad\b|fahrrad"),
    "car": re.compile(r"car\b|drive|driv|road|taxi|cab\b|uber|wheel|voiture|coche|auto|carro|macchina|motor"),
    "train": re.compile(r"train|rail|tren\b|zug|bahn|treno|comboio|trem"),
    "plane": re.compile(r"plane|fly|flight|air|flug|avion|aereo|aviao|volo|vuelo"),
}


def _was_said(value: object, kind: str, said: str) -> bool:
    """Whether an optional argument has a ground in the talk: small models fill gaps with what is usual."""
    if kind == "flag":
        return bool(value) and _OPEN.search(said) is not None
    if kind == "choice":
        sign = _MODE.get(str(value), _CHEAP)
        return sign.search(said) is not None
    if kind == "language":
        return isinstance(value, str) and value.lower()[:5] in said
    if kind in ("place", "time", "query", "text") and isinstance(value, str):
        plain = folded(value)
        if plain in _NOTHING_SAID:
            return False
        words = re.findall(r"[^\W_]+", plain)
        return any(_heard(word, said) for word in words if len(word) > 2 or len(words) == 1 or word.isdigit())
    return True


def _heard(word: str, said: str) -> bool:
    # A repaired name ("may drid": Madrid) shares its beginning or its end with what was heard.
    return f" {word}" in said or word[:3] in said or word[-4:] in said
