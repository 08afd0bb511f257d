"""Reads the calls a grammar-bound model wrote: ``distance(origin="Rome", destination="Siena"); local_time()``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wanderlust.domain.errors import BrainFailed
from wanderlust.engine.brain.question import Decision
from wanderlust.engine.brain.short_names import ANSWER
from wanderlust.engine.router.values import ToolCall

_CALL = re.compile(r"(?P<name>[\w.-]+)\(")
_ARGUMENT = re.compile(
    r'(?P<key>[^=\s(),"]+)=(?:"(?P<words>[^"]*)"|(?P<number>\d+(?:\.\d+)?)|(?P<flag>True|False))(?:, )?'
)
_TEXT = re.compile(r'"(?P<text>[^"]*)"?\)?')


def read_calls(written: str, names: Mapping[str, str]) -> Decision:
    """The decision in a model's text; ``names`` are the tools' own names by the words they are written with.

    Raises:
        BrainFailed: It is no call, or broke off in the middle.
    """
    calls: list[ToolCall] = []
    position = 0
    text = written.strip()
    while position < len(text):
        match = _CALL.match(text, position)
        if match is None:
            raise BrainFailed(f"The language model wrote what I cannot read: {text[:80]}")
        name, position = match["name"], match.end()
        if name == ANSWER:
            said = _TEXT.match(text, position)
            return Decision(text=said["text"].strip() if said else "")
        arguments: dict[str, object] = {}
        while (argument := _ARGUMENT.match(text, position)) is not None:
            arguments[argument["key"]] = _value(argument)
            position = argument.end()
        if not text.startswith(")", position):
            raise BrainFailed(f"The language model broke off: {text[:80]}")
        position += 1
        calls.append(ToolCall(names.get(name, name), arguments))
        if text.startswith("; ", position):
            position += 2
    return Decision(tuple(calls))


def _value(argument: re.Match[str]) -> object:
    if argument["words"] is not None:
        return argument["words"].strip()
    if argument["flag"] is not None:
        return argument["flag"] == "True"
    number = float(argument["number"])
    return int(number) if number.is_integer() else number
