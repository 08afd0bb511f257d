"""Arguments of a tool call held to the tool's schema before anything runs."""

from __future__ import annotations

import json
from typing import Any

from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import BadArguments
from wanderlust.domain.tool_catalogue import Slot, ToolSpec


def parsed_arguments(spec: ToolSpec, text: str) -> JsonObject:
    """The call's arguments, checked; null and empty optional ones are left out.

    Raises:
        BadArguments: With what does not fit, in words the model can mend it by.
    """
    try:
        value: Any = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        raise BadArguments(spec.name, "the arguments are not JSON") from error
    if not isinstance(value, dict):
        raise BadArguments(spec.name, "the arguments are not an object")
    known = {slot.name: slot for slot in spec.slots}
    unknown = sorted(set(value) - set(known))
    if unknown:
        raise BadArguments(spec.name, f"there is no argument '{unknown[0]}'")
    result: JsonObject = {}
    for name, slot in known.items():
        given = value.get(name)
        if given is None or (isinstance(given, str) and not given.strip()):
            if slot.required:
                raise BadArguments(spec.name, f"'{name}' is missing")
            continue
        result[name] = _checked(spec.name, slot, given)
    return result


def _checked(tool: str, slot: Slot, given: Any) -> Any:
    if slot.kind == "number":
        if isinstance(given, bool) or not isinstance(given, int | float | str):
            raise BadArguments(tool, f"'{slot.name}' is not a number")
        try:
            number = float(given)
        except (ValueError, OverflowError) as error:
            raise BadArguments(tool, f"'{slot.name}' is not a number") from error
        if number != number or abs(number) > 1e15:
            raise BadArguments(tool, f"'{slot.name}' is not a number I can use")
        return number
    if slot.kind == "flag":
        if not isinstance(given, bool):
            raise BadArguments(tool, f"'{slot.name}' is neither true nor false")
        return given
    if not isinstance(given, str):
        raise BadArguments(tool, f"'{slot.name}' is not text")
    if len(given) > 300:
        raise BadArguments(tool, f"'{slot.name}' is longer than 300 characters")
    if slot.choices and given not in slot.choices:
        raise BadArguments(tool, f"'{slot.name}' is none of {', '.join(slot.choices)}")
    return " ".join(given.split())
