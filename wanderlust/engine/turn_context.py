"""What an answer is made from: the last utterance or tool outputs, the tools on offer, and the talk before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wanderlust.engine.models import Heard
from wanderlust.engine.router import HistoryItem
from wanderlust.wire.items import Item


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
        voices: Names of voices that come before better ones.
        instructions: What this one response is told to do; empty when it just answers.
        instructed: Whether they are themselves what to do, as nothing the user asked is open.
        must_call: Whether the client wants a tool call and nothing else.
    """

    utterance: str
    outputs: tuple[str, ...]
    tools: tuple[Mapping[str, Any], ...]
    history: tuple[HistoryItem, ...]
    sounds: tuple[str, ...]
    items: tuple[Item, ...]
    speed: float
    voices: tuple[str, ...]
    instructions: str = ""
    instructed: bool = False
    must_call: bool = False

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
    """The context of a ``response.create`` with these overrides, made from these items."""
    everything = tuple(items)
    start = _question_start(everything)
    after = everything[start + 1 :] if start is not None else everything
    outputs = tuple(item.output or "" for item in after if item.type == "function_call_output")
    answered = bool(after) and after[-1].type == "message" and after[-1].role == "assistant"
    given = {key: value for key, value in params.items() if value is not None}
    tools, choice = given.get("tools", settings["tools"]), given.get("tool_choice", settings["tool_choice"])
    question = everything[start] if start is not None else None
    # A session that always wants a call would never hear what its tools found: outputs are spoken of first, unless
    # this very response is told to call.
    forced = _forces_call(choice) and (not outputs or params.get("tool_choice") is not None)
    # Some clients (livekit) send the session's instructions again in front of the response's own.
    instructions = (params.get("instructions") or "").removeprefix(settings["instructions"]).strip()
    # Out of band nobody in the conversation waits for an answer, and its tools are not for others to call.
    own_business = params.get("conversation") == "none" and params.get("input") is None
    instructed = bool(instructions) and (answered or question is None or own_business)
    if instructed and params.get("conversation") == "none" and params.get("tools") is None:
        tools = []
    return Context(
        utterance=question.text if question else "",
        outputs=() if answered or forced else outputs,
        tools=_allowed(tools, choice),
        history=tuple(_history(everything[:start])) if start is not None else (),
        sounds=(question.id,) if question and question.id and _is_unheard(question) else (),
        items=everything,
        speed=_speed(settings, params),
        voices=_voices(settings, params),
        instructions=instructions,
        instructed=instructed,
        must_call=forced,
    )


def _forces_call(choice: Any) -> bool:
    return choice == "required" or (isinstance(choice, Mapping) and choice.get("type") == "function")


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


def _voices(settings: Mapping[str, Any], params: Mapping[str, Any]) -> tuple[str, ...]:
    """The names in a voice; several stand between commas, since a voice here speaks one language."""
    output = (params.get("audio") or {}).get("output") or {}
    voice = output.get("voice") or settings["audio"]["output"].get("voice") or ""
    name = voice.get("id", "") if isinstance(voice, Mapping) else voice
    return tuple(part for part in str(name).split(",") if part)


def _history(items: Iterable[Item]) -> Iterable[HistoryItem]:
    names: dict[str | None, str] = {}
    for item in items:
        if item.type == "function_call":
            names[item.call_id] = item.name or ""
            yield HistoryItem("tool_call", name=item.name or "", data=_object(item.arguments))
        elif item.type == "function_call_output":
            yield HistoryItem("tool_result", name=names.get(item.call_id, ""), data=_object(item.output))
        elif item.role == "user" and item.text:
            yield HistoryItem("user", text=item.text)
        elif item.role == "assistant":
            yield HistoryItem("assistant", text=item.text)


def _object(text: str | None) -> dict[str, Any]:
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {"text": text}
    return value if isinstance(value, dict) else {"value": value}
