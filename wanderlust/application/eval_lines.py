"""The lines of an evaluation: what is said, what went before, and the calls that would be right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wanderlust.domain.call_scoring import Call
from wanderlust.domain.errors import BadInput
from wanderlust.wire import codec
from wanderlust.wire.client_events import ItemCreate
from wanderlust.wire.items import ContentPart, Item

LONGEST_LINE = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance.

    Attributes:
        number: Of the line in its file, from 1.
        id: What the file calls it; its number where it says nothing.
        utterance: What is said.
        history: What went before, as items of the wire.
        allowed: The lists of calls that are right, one or more.
    """

    number: int
    id: str
    utterance: str
    history: tuple[Item, ...]
    allowed: tuple[tuple[Call, ...], ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """History and utterance, as a model is given them."""
        return (*self.history, _message("user", self.utterance))


def read_lines(lines: Iterable[str]) -> list[Line]:
    """Every line that is not blank; raises BadInput naming the first that cannot be read."""
    read: list[Line] = []
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            read.append(_line(number, text))
        except (ValueError, RecursionError) as error:
            raise BadInput(f"Line {number} cannot be used: {error}.", "See the README for its form.") from error
    if not read:
        raise BadInput("There are no lines.", "Give a file with one JSON object a line.")
    return read


def as_json(item: Item) -> dict[str, Any]:
    """An item as it stands on the wire."""
    written: dict[str, Any] = codec.to_json(ItemCreate(item))["item"]
    return written


def calls_of(items: Iterable[Mapping[str, Any]]) -> tuple[Call, ...]:
    """Calls written as ``{"name": ..., "args": {...}}``; raises ValueError."""
    calls = []
    for item in items:
        if not isinstance(item, Mapping) or not isinstance(item.get("name"), str):
            raise ValueError('a call has no "name"')
        arguments = item.get("args", {})
        if not isinstance(arguments, Mapping):
            raise ValueError('"args" of a call is not an object')
        calls.append(Call(item["name"], arguments))
    return tuple(calls)


def _line(number: int, text: str) -> Line:
    if len(text) > LONGEST_LINE:
        raise ValueError("it is longer than a million characters")
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("it is not a JSON object")
    utterance = value.get("utterance")
    if not isinstance(utterance, str) or not utterance.strip():
        raise ValueError('"utterance" is missing')
    lists = [value.get("calls"), *(value.get("also") or ())]
    if not all(isinstance(calls, list) for calls in lists):
        raise ValueError('"calls" is not a list')
    history = value.get("history") or []
    if not isinstance(history, list):
        raise ValueError('"history" is not a list')
    return Line(number, str(value.get("id", number)), utterance, _history(history), tuple(map(calls_of, lists)))


def _history(steps: Sequence[Any]) -> tuple[Item, ...]:
    items: list[Item] = []
    calls = 0
    for step in steps:
        if not isinstance(step, Mapping):
            raise ValueError('a step of "history" is not an object')
        match step.get("role"):
            case "user" | "assistant" as role:
                items.append(_message(role, str(step.get("text", ""))))
            case "tool_call":
                calls += 1
                arguments = step.get("args", {})
                text = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
                items.append(
                    Item("function_call", call_id=f"call_{calls}", name=str(step.get("name", "")), arguments=text)
                )
            case "tool_result":
                result = step.get("result", {})
                text = result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)
                items.append(Item("function_call_output", call_id=f"call_{calls}", output=text))
            case role:
                raise ValueError(f'"role" {role!r} in "history" is none I know')
    return tuple(items)


def _message(role: str, text: str) -> Item:
    kind = "output_text" if role == "assistant" else "input_text"
    return Item("message", role=role, content=(ContentPart(kind, text=text),))
