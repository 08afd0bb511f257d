"""A model behind an OpenAI-compatible chat endpoint: Ollama, llama.cpp, LM Studio, vLLM and the like."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp

from wanderlust.domain.errors import BrainFailed
from wanderlust.engine.brain.chat_stream import ChatStream
from wanderlust.engine.brain.question import Decision, Question
from wanderlust.engine.router.foreign import function_of
from wanderlust.engine.router.values import HistoryItem, ToolCall

Manner = Literal["tools", "schema"]
INSTRUCTIONS = (
    "You are the ear of a travel companion. Do what the user said last with tool calls, one for each request. Write "
    "an argument only when the user said it or the talk makes it clear; keep the user's own words, short. Currencies "
    "are ISO 4217 codes, languages English names. A follow-up repeats the last call with the change. When no tool "
    "fits, answer in one short sentence in the user's language; never about emergencies, visas or tap water."
)
_SCHEMA_MANNER = 'Answer with JSON only: {"calls": [...], "say": "..."}; "calls" is empty when no tool fits. Tools:\n'
TURNS_KEPT = 6
LONGEST_ANSWER = 300  # tokens
# Ways to ask a model not to think, which would take longer than anyone waits. Refused ones are left out.
_NO_THINKING: Mapping[str, Any] = {"chat_template_kwargs": {"enable_thinking": False}}
_NO_THINKING_OLLAMA: Mapping[str, Any] = {"think": False, "reasoning_effort": "none"}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is served.

    Attributes:
        base: Address up to and without ``/v1``.
        model: Its name there.
        server: What serves it, for the traveller: "Ollama".
        manner: Whether it calls tools, or writes JSON to a schema.
        loopback: Whether the address is on this computer.
    """

    base: str
    model: str
    server: str
    manner: Manner
    loopback: bool


class _LeftOver(BrainFailed):
    """The connection was closed before it answered anything."""

    def __init__(self) -> None:
        super().__init__("The language model's server does not answer.")


class ChatModel:
    """Asks one endpoint. The connection stays open between questions."""

    def __init__(self, endpoint: Endpoint, http: aiohttp.ClientSession) -> None:
        self.endpoint = endpoint
        self._http = http
        self._extras = dict(_NO_THINKING_OLLAMA if endpoint.server == "Ollama" else _NO_THINKING)

    @property
    def name(self) -> str:
        """See ``Thinks.name``."""
        where = "on this computer" if self.endpoint.loopback else f"at {self.endpoint.base}"
        # llama.cpp names a model by the path of its file.
        model = self.endpoint.model.rpartition("/")[2] if self.endpoint.model.startswith("/") else self.endpoint.model
        return f"{model} in {self.endpoint.server} {where}"

    async def decide(self, question: Question) -> Decision:
        """See ``Thinks.decide``."""
        stream = await self._asked(self._body(question))
        if self.endpoint.manner == "schema":
            return _read_json(stream.text)
        calls = stream.calls()
        return Decision(calls, "" if calls else stream.text)

    async def close(self) -> None:
        """See ``Thinks.close``."""
        # The HTTP session belongs to whoever made it.

    def _body(self, question: Question) -> dict[str, Any]:
        instructions, body = INSTRUCTIONS, _body_of(self.endpoint.model)
        if self.endpoint.manner == "schema":
            listed = [_flat(tool) for tool in question.tools]
            instructions = f"{INSTRUCTIONS}\n{_SCHEMA_MANNER}{json.dumps(listed, ensure_ascii=False)}"
            schema = {"name": "decision", "strict": True, "schema": decision_schema(question.tools)}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif question.tools:
            body["tools"] = [{"type": "function", "function": _flat(tool)} for tool in question.tools]
            body["tool_choice"] = "auto"
        history = _messages(question.history[-2 * TURNS_KEPT :], self.endpoint.manner)
        user = {"role": "user", "content": question.utterance}
        body["messages"] = [{"role": "system", "content": instructions}, *history, user]
        return body

    async def _asked(self, body: dict[str, Any]) -> ChatStream:
        status, stream, told = await self._once({**body, **self._extras})
        if status in (400, 422) and self._extras:
            # A strict server refuses fields it does not know.
            self._extras = {}
            status, stream, told = await self._once(body)
        if status != 200:
            raise BrainFailed(f"The language model's server refused ({status}): {told[:200]}")
        return stream

    async def _once(self, body: Mapping[str, Any]) -> tuple[int, ChatStream, str]:
        try:
            return await self._posted(body)
        except _LeftOver:
            # llama.cpp's server closes a kept connection without a word; a fresh one takes the same request.
            return await self._posted(body)

    async def _posted(self, body: Mapping[str, Any]) -> tuple[int, ChatStream, str]:
        stream = ChatStream()
        address = f"{self.endpoint.base}/v1/chat/completions"
        try:
            async with self._http.post(address, json=body, allow_redirects=False) as response:
                if response.status != 200:
                    return response.status, stream, await response.text()
                if response.content_type == "application/json":
                    answer = await response.json()
                    stream.whole(answer if isinstance(answer, dict) else {})
                else:
                    async for line in response.content:
                        stream.line(line.decode("utf-8", "replace"))
                        if stream.ended:
                            break
                return 200, stream, ""
        except (aiohttp.ClientConnectorError, aiohttp.ClientPayloadError) as error:
            raise BrainFailed("The language model's server does not answer.") from error
        except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
            raise _LeftOver from error
        except (aiohttp.ClientError, OSError, ValueError, TimeoutError) as error:
            raise BrainFailed("The language model's server does not answer.") from error


def decision_schema(tools: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """JSON Schema of ``{"calls": [{"name": ..., "arguments": ...}], "say": ...}`` for these tools."""
    one = [
        {
            "type": "object",
            "properties": {
                "name": {"const": _flat(tool)["name"]},
                "arguments": _flat(tool).get("parameters") or {"type": "object"},
            },
            "required": ["name", "arguments"],
            "additionalProperties": False,
        }
        for tool in tools
    ]
    calls: dict[str, Any] = {"type": "array", "maxItems": 2, "items": {"anyOf": one}}
    return {
        "type": "object",
        "properties": {"calls": calls if one else {"type": "array", "maxItems": 0}, "say": {"type": "string"}},
        "required": ["calls", "say"],
        "additionalProperties": False,
    }


def _body_of(model: str) -> dict[str, Any]:
    return {"model": model, "stream": True, "temperature": 0, "max_tokens": LONGEST_ANSWER}


def _flat(tool: Mapping[str, Any]) -> dict[str, Any]:
    function = function_of(tool)
    kept = ("name", "description", "parameters")
    return {key: function[key] for key in kept if function.get(key) is not None}


def _messages(history: Sequence[HistoryItem], manner: Manner) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    for number, item in enumerate(history):
        content = json.dumps(item.data, ensure_ascii=False, default=str)
        if item.role in ("user", "assistant"):
            messages.append({"role": item.role, "content": item.text})
        elif manner == "schema":
            written = {"calls": [{"name": item.name, "arguments": dict(item.data)}], "say": ""}
            text = json.dumps(written, ensure_ascii=False) if item.role == "tool_call" else f"Result: {content[:2000]}"
            messages.append({"role": "assistant" if item.role == "tool_call" else "user", "content": text})
        elif item.role == "tool_call":
            function = {"name": item.name, "arguments": content}
            call = {"id": f"call_{number}", "type": "function", "function": function}
            messages.append({"role": "assistant", "content": None, "tool_calls": [call]})
        elif messages and messages[-1].get("tool_calls"):
            id_ = messages[-1]["tool_calls"][-1]["id"]
            messages.append({"role": "tool", "tool_call_id": id_, "content": content[:2000]})
    return messages


def _read_json(text: str) -> Decision:
    try:
        value = json.loads(text[text.index("{") : text.rindex("}") + 1])
        calls = tuple(ToolCall(str(call["name"]), dict(call["arguments"])) for call in value["calls"])
        return Decision(calls, "" if calls else str(value.get("say") or "").strip())
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrainFailed("The language model did not answer in the form it was asked for.") from error
