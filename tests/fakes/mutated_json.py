"""Answers spoiled in the ways that answers get spoiled: torn, mistyped, emptied, grown, or of other letters."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

_STRANGE: tuple[Any, ...] = (
    None, True, -1, 0, 10**30, 1e308, "", "null", "NaN", "x" * 2000, [], {}, [[]], {"a": 1}, "\u202e\x00\ufffd", "91.5",
)  # fmt: skip


def mutated(value: Any, chance: random.Random) -> bytes:
    """The value as a body, spoiled once or several times."""
    spoiled = copy.deepcopy(value)
    for _ in range(chance.choice((1, 1, 2, 5))):
        spoiled = _spoil(spoiled, chance)
    body = json.dumps(spoiled, ensure_ascii=False).encode("utf-8", "replace")
    match chance.randrange(8):
        case 0:
            return body[: chance.randrange(len(body) + 1)]
        case 1:
            at = chance.randrange(len(body))
            return body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :]
        case 2:
            return body.decode().encode(chance.choice(("utf-16", "latin-1", "cp037")), "replace")
        case _:
            return body


def _spoil(value: Any, chance: random.Random) -> Any:
    """One value somewhere in it replaced, removed or doubled."""
    holders: list[tuple[Any, Any]] = []
    _collect(value, holders)
    if not holders:
        return chance.choice(_STRANGE)
    holder, key = chance.choice(holders)
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.append(holder[key])
        case 2 if isinstance(holder[key], int | float):
            holder[key] = -holder[key] * chance.choice((1, 3, 1000))
        case _:
            holder[key] = copy.deepcopy(chance.choice(_STRANGE))
    return value


def _collect(value: Any, holders: list[tuple[Any, Any]]) -> None:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        holders.append((value, key))
        _collect(inner, holders)
