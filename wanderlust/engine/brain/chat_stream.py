"""Puts a streamed chat completion together: text and tool calls from their fragments, however a server cuts them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from wanderlust.domain.errors import BrainFailed
from wanderlust.engine.router.values import ToolCall

_THOUGHTS = re.compile(r"<think>.*?(?:</think>|$)", re.S)
LONGEST = 20_000  # characters of text or arguments; a server that goes on and on is cut off


class ChatStream:
    """Takes the ``data:`` lines of server-sent events, or one whole answer from a server that does not stream.

    Tool calls are told apart by ``index``; where a server sends none, by a new id or a new name. Ids are not needed.
    Why it stopped is not asked: some say "stop" after a tool call.
    """

    def __init__(self) -> None:
        self._text = ""
        self._names: list[str] = []
        self._arguments: list[str] = []
        self._places: dict[object, int] = {}
        self.ended = False

    def line(self, line: str) -> None:
        """Take one line of the body.

        Raises:
            BrainFailed: The server reports an error, or sends what is no chunk.
        """
        if not line.startswith("data:"):
            return  # comments, event names and blank lines carry nothing
        data = line[5:].strip()
        if data == "[DONE]":
            self.ended = True
        elif data:
            self.whole(_object(data))

    def whole(self, chunk: Mapping[str, Any]) -> None:
        """Take one chunk, or the whole answer; raises as :meth:`line`."""
        if chunk.get("error"):
            error = chunk["error"]
            told = error.get("message", "") if isinstance(error, Mapping) else error
            raise BrainFailed(f"The language model's server reports: {str(told)[:200]}")
        choices = chunk.get("choices")
        for choice in choices[:1] if isinstance(choices, list) else ():
            part = choice.get("delta") or choice.get("message") if isinstance(choice, Mapping) else None
            if isinstance(part, Mapping):
                self._take(part)

    def _take(self, part: Mapping[str, Any]) -> None:
        content = part.get("content")
        if isinstance(content, str):
            self._text += content
        calls = part.get("tool_calls")
        for position, call in enumerate(calls if isinstance(calls, list) else ()):
            if isinstance(call, Mapping):
                self._take_call(call, position)
        if len(self._text) + sum(map(len, self._arguments)) > LONGEST:
            raise BrainFailed("The language model would not stop.")

    def _take_call(self, call: Mapping[str, Any], position: int) -> None:
        function = call.get("function")
        function = function if isinstance(function, Mapping) else {}
        name = function.get("name")
        key = self._key(call, position, bool(name))
        if key not in self._places:
            self._places[key] = len(self._names)
            self._names.append("")
            self._arguments.append("")
        place = self._places[key]
        if isinstance(name, str) and not self._names[place].endswith(name):
            self._names[place] += name
        arguments = function.get("arguments")
        # Ollama's own API sends an object; its OpenAI one text, as the contract says.
        self._arguments[place] += json.dumps(arguments) if isinstance(arguments, Mapping) else str(arguments or "")

    def _key(self, call: Mapping[str, Any], position: int, named: bool) -> object:
        if isinstance(call.get("index"), int):
            return call["index"]
        if call.get("id"):
            return call["id"]
        # Neither: a name begins a new call, a fragment without one goes on with the last.
        return ("nameless", len(self._names), position) if named or not self._places else list(self._places)[-1]

    @property
    def text(self) -> str:
        """What was said so far, without the thoughts of a model that thinks aloud."""
        return _THOUGHTS.sub("", self._text).strip()

    def calls(self) -> tuple[ToolCall, ...]:
        """The tool calls.

        Raises:
            BrainFailed: The arguments of one are no JSON object.
        """
        return tuple(
            ToolCall(name, _object(arguments or "{}"))
            for name, arguments in zip(self._names, self._arguments, strict=True)
            if name
        )


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrainFailed("The language model's server sent what is not JSON.") from error
    if not isinstance(value, dict):
        raise BrainFailed("The language model's server sent JSON that is no object.")
    return value
