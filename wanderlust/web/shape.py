"""Takes values out of a service's JSON, which may lack them or hold something else in their place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

LONGEST_TEXT = 300


def mapping(value: Any, *keys: str) -> Mapping[str, Any]:
    """The object at the end of a path of keys; an empty one when there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def sequence(value: Any, key: str | None = None) -> list[Any]:
    """A list, or the list under a key; an empty one when there is none."""
    if key is not None:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def text(value: Any, key: str | None = None) -> str:
    """One line of printable text; empty when there is none."""
    if key is not None:
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, str):
        return ""
    line = "".join(c if c.isprintable() else " " for c in value[:LONGEST_TEXT])
    return " ".join(line.split())


def number(value: Any, low: float = -math.inf, high: float = math.inf) -> float | None:
    """A finite number in its bounds, also when it comes as text, as Nominatim's do; else None."""
    if isinstance(value, str) and len(value) <= 40:
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) and low <= found <= high else None


def point(lat: Any, lon: Any) -> tuple[float, float] | None:
    """A place on the earth; (0, 0) is what a service without an answer says, and is none."""
    north, east = number(lat, -90, 90), number(lon, -180, 180)
    if north is None or east is None or (north == 0 and east == 0):
        return None
    return north, east


def moment(value: Any) -> datetime | None:
    """A time as ISO 8601 writes it, with or without a zone; else None."""
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
