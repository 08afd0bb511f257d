"""The call a client insists on (``tool_choice`` required or a function) when the words alone would not bring one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def completed(arguments: Mapping[str, object], parameters: Mapping[str, Any], text: str) -> dict[str, object]:
    """The arguments with something for every required one: a call with holes would break the schema it came with.

    Args:
        arguments: Those the words gave.
        parameters: The tool's JSON schema.
        text: What was said; free text takes all of it.
    """
    result = dict(arguments)
    properties = parameters.get("properties") or {}
    for name in parameters.get("required") or ():
        if name not in result:
            schema = properties.get(name)
            result[str(name)] = _stand_in(schema if isinstance(schema, Mapping) else {}, text)
    return result


def _stand_in(schema: Mapping[str, Any], text: str) -> object:
    if "default" in schema:
        return schema["default"]
    choices = schema.get("enum")
    if isinstance(choices, list) and choices:
        return choices[0]
    kind = schema.get("type", "string")
    if isinstance(kind, list):
        kind = next((k for k in kind if k != "null"), "null")
    if kind in ("number", "integer"):
        return schema.get("minimum", 0)
    empty: dict[str, object] = {"boolean": False, "array": [], "object": {}, "null": None}
    return empty.get(kind, text)
