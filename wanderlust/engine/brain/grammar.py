"""From tools on offer to a GBNF grammar: the only texts the small model can write are calls that fit their schema."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from wanderlust.domain.money import CURRENCIES
from wanderlust.domain.tool_catalogue import spec_named
from wanderlust.engine.brain.language_names import LANGUAGE_NAMES
from wanderlust.engine.brain.short_names import ANSWER, short_name
from wanderlust.engine.router.foreign import follows_catalogue, function_of

LONGEST_TEXT = 160  # characters of a free answer: two short sentences
LONGEST_WORDS = 80  # characters of an argument

_FIXED = (
    f'words ::= "\\"" [^"\\\\\\n]{{1,{LONGEST_WORDS}}} "\\""',
    'number ::= [0-9]{1,9} ("." [0-9]{1,2})?',
    'flag ::= "True" | "False"',
)


def call_grammar(
    tools: Sequence[Mapping[str, Any]],
    more: Sequence[Mapping[str, Any]] = (),
    talk: bool = True,
    with_text: bool = True,
) -> str:
    """GBNF for a call of one of these tools (``get_weather(place="Oslo")``).

    Arguments come in the order of the schema. A tool that requires what cannot be written on one line (lists, objects)
    is left out.

    Args:
        tools: What the call may be of.
        more: Tools of which a second call may follow after ``; ``.
        talk: Whether ``answer("...")`` may stand instead of a call.
        with_text: Whether its words are wanted.
    """
    rules: dict[str, str] = {}
    known: dict[str, str | None] = {}
    for tool in (*tools, *more):
        name = short_name(tool)
        if name not in known:
            known[name] = _tool_rule(len(known), tool, rules)
    first = [rule for tool in tools if (rule := known[short_name(tool)]) is not None]
    second = [rule for tool in more if (rule := known[short_name(tool)]) is not None]
    beginnings = []
    if first:
        rules["call"] = " | ".join(first)
        beginnings.append("call")
        if second:
            rules["more"] = " | ".join(second)
            beginnings = ['call ("; " more)?']
    if talk or not first:
        # Where no words are wanted, the bracket ends the text: they would only take time.
        words = f'[^"\\\\\\n]{{1,{LONGEST_TEXT}}}'
        rules["talk"] = f'"{ANSWER}(\\"" {words} "\\")"' if with_text else f'"{ANSWER}("'
        beginnings.append("talk")
    rules["root"] = f'" " ({" | ".join(beginnings)})'
    lines = [f"{name} ::= {body}" for name, body in rules.items()]
    lines.extend(_FIXED)
    lines.append(f"currency ::= {_choice(CURRENCIES)}")
    lines.append(f"language ::= {_choice(LANGUAGE_NAMES)}")
    return "\n".join(lines) + "\n"


def _tool_rule(number: int, tool: Mapping[str, Any], rules: dict[str, str]) -> str | None:
    function = function_of(tool)
    name = str(function.get("name", ""))
    spec = spec_named(name) if follows_catalogue(tool) else None
    kinds = {slot.name: slot.kind for slot in spec.slots} if spec else {}
    parameters = function.get("parameters") or {}
    required = set(parameters.get("required") or ())
    arguments: list[tuple[str, str, bool]] = []
    for key, schema in (parameters.get("properties") or {}).items():
        value = _value(schema if isinstance(schema, Mapping) else {}, kinds.get(key, ""))
        if value is not None:
            arguments.append((str(key), value, key in required))
        elif key in required:
            return None
    rule = f"tool-{number}"
    rules[rule] = f"{_literal(short_name(tool) + '(')} {_arguments(rule, arguments, rules)} {_literal(')')}"
    return rule


def _arguments(tool: str, arguments: Sequence[tuple[str, str, bool]], rules: dict[str, str]) -> str:
    """All ordered choices of arguments that hold the required ones, with commas between."""
    # first-i: the list from argument i on when nothing was written yet; more-i: when something was.
    rules[f"{tool}-more-{len(arguments)}"] = rules[f"{tool}-first-{len(arguments)}"] = '""'
    for index in range(len(arguments) - 1, -1, -1):
        key, value, required = arguments[index]
        written = f"{_literal(key + '=')} {value} {tool}-more-{index + 1}"
        skipped_first = "" if required else f" | {tool}-first-{index + 1}"
        skipped_more = "" if required else f" | {tool}-more-{index + 1}"
        rules[f"{tool}-first-{index}"] = f"{written}{skipped_first}"
        rules[f"{tool}-more-{index}"] = f'", " {written}{skipped_more}'
    return f"{tool}-first-0"


def _value(schema: Mapping[str, Any], slot_kind: str) -> str | None:
    if slot_kind in ("currency", "language"):
        return slot_kind
    choices = schema.get("enum")
    if isinstance(choices, list) and choices and all(isinstance(choice, str) for choice in choices):
        return f"({_choice(choices)})"
    kind = schema.get("type", "string")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "string")
    return {"string": "words", "number": "number", "integer": "number", "boolean": "flag"}.get(str(kind))


def _choice(values: Any) -> str:
    return " | ".join(_literal(f'"{value}"') for value in values)


def _literal(text: str) -> str:
    # JSON's escapes are GBNF's, as long as nothing but quotes, backslashes and control characters is escaped.
    return json.dumps(text, ensure_ascii=False)
