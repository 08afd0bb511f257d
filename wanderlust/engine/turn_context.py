"""What an answer is made from: the last utterance or tool outputs, the tools on offer, and the talk before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wanderlust.engine.models import Heard
from wanderlust.engine.router import HistoryItem
from wanderlust.wire.items import ContentPart, Item


@dataclass(frozen=True, slots=True)
class Context:
    """The question to answer.

    Attributes:
        utterance: The user's last words; empty while their sound is still being heard.
        outputs: Outputs of the tool calls made since then; when there are any, they are what to speak of.
        tools: Definitions the model may call, as in ``session.tools``.
        history: The talk before the utterance.
        sounds: Ids of user items whose words are still to come.
        items: All items counted for usage.
        speed: How fast to speak.
    """

    utterance: str
    outputs: tuple[str, ...]
    tools: tuple[Mapping[str, Any], ...]
    history: tuple[HistoryItem, ...]
    sounds: tuple[str, ...]
    items: tuple[Item, ...]
    speed: float

    def with_heard(self, item_id: str, heard: Heard) -> Context:
        """The same with the words of one sound item."""
        if self.items and _last_user_id(self.items) == item_id:
            return replace(self, utterance=heard.text)
        return self

    @property
    def chars(self) -> int:
        return sum(len(item.text) + len(item.arguments or "") + len(item.output or "") for item in self.items)

    def audio_ms(self, durations: Mapping[str, float]) -> int:
        """How much of the user's sound went into it, in milliseconds."""
        return int(sum(durations.get(i.id or "", 0.0) for i in self.items if i.role == "user"))


def context_of(items: Iterable[Item], settings: Mapping[str, Any], params: Mapping[str, Any]) -> Context:
    """The context of a ``response.create`` with these overrides."""
    everything = tuple(items)
    if params.get("input") is not None:
        everything = tuple(_given_items(everything, params["input"]))
    start = _question_start(everything)
    after = everything[start + 1 :] if start is not None else everything
    outputs = tuple(item.output or "" for item in after if item.type == "function_call_output")
    answered = bool(after) and after[-1].type == "message" and after[-1].role == "assistant"
    given = {key: value for key, value in params.items() if value is not None}
    tools, choice = given.get("tools", settings["tools"]), given.get("tool_choice", settings["tool_choice"])
    question = everything[start] if start is not None else None
    return Context(
        utterance=question.text if question else "",
        outputs=() if answered else outputs,
        tools=_allowed(tools, choice),
        history=tuple(_history(everything[:start])) if start is not None else (),
        sounds=(question.id,) if question and question.id and _is_unheard(question) else (),
        items=everything,
        speed=_speed(settings, params),
    )


def _given_items(known: tuple[Item, ...], given: Iterable[Mapping[str, Any]]) -> Iterable[Item]:
    by_id = {item.id: item for item in known}
    for raw in given:
        if raw.get("type") == "item_reference":
            if raw.get("id") in by_id:
                yield by_id[raw["id"]]
            continue
        text = " ".join(str(part.get("text") or "") for part in raw.get("content") or ())
        yield Item(
            str(raw.get("type", "message")),
            role=raw.get("role"),
            content=(ContentPart("input_text", text=text),),
            name=_text_of(raw.get("name")),
            arguments=_text_of(raw.get("arguments")),
            output=_text_of(raw.get("output")),
            call_id=_text_of(raw.get("call_id")),
        )


def _text_of(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)


def _question_start(items: tuple[Item, ...]) -> int | None:
    for index in range(len(items) - 1, -1, -1):
        if items[index].type == "message" and items[index].role == "user":
            return index
    return None


def _last_user_id(items: tuple[Item, ...]) -> str | None:
    start = _question_start(items)
    return items[start].id if start is not None else None


def _is_unheard(item: Item) -> bool:
    return any(part.type == "input_audio" and not part.transcript for part in item.content or ())


def _allowed(tools: Iterable[Mapping[str, Any]], choice: Any) -> tuple[Mapping[str, Any], ...]:
    functions = [t for t in tools if t.get("type", "function") == "function"]
    if choice == "none":
        return ()
    if isinstance(choice, Mapping) and choice.get("type") == "function":
        return tuple(t for t in functions if t.get("name") == choice.get("name"))
    return tuple(functions)


def _speed(settings: Mapping[str, Any], params: Mapping[str, Any]) -> float:
    output = (params.get("audio") or {}).get("output") or {}
    return float(output.get("speed") or settings["audio"]["output"].get("speed") or 1.0)


def _history(items: Iterable[Item]) -> Iterable[HistoryItem]:
    names: dict[str | None, str] = {}
    for item in items:
        if item.type == "function_call":
            names[item.call_id] = item.name or ""
            yield HistoryItem("tool_call", name=item.name or "", data=_object(item.arguments))
        elif item.type == "function_call_output":
            yield HistoryItem("tool_result", name=names.get(item.call_id, ""), data=_object(item.output))
        elif item.role == "user":
            yield HistoryItem("user", text=item.text)
        elif item.role == "assistant":
            yield HistoryItem("assistant", text=item.text)


def _object(text: str | None) -> dict[str, Any]:
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {"text": text}
    return value if isinstance(value, dict) else {"value": value}
