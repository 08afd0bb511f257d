"""What tools are called between us and the small model: short words of one token, so that none is dearer to begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wanderlust.engine.router.foreign import follows_catalogue, function_of

ANSWER = "answer"
SHORT_NAMES: Mapping[str, str] = {
    "find_places": "find",
    "show_on_map": "show",
    "local_time": "time",
    "convert_currency": "money",
    "get_weather": "weather",
    "country_facts": "facts",
    "itinerary_add": "add",
    "itinerary_remove": "remove",
    "itinerary_show": "trip",
    "start_interpreter": "interpret",
    "place_call": "call",
}
_TAKEN = {*SHORT_NAMES.values(), "distance", "translate", "control", ANSWER}


def short_name(tool: Mapping[str, Any]) -> str:
    """The word for a tool; another client's tool keeps its name, or gets a mark where that is one of ours."""
    name = str(function_of(tool).get("name", ""))
    if follows_catalogue(tool):
        return SHORT_NAMES.get(name, name)
    return f"{name}_" if name in _TAKEN else name


def full_names(tools: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The tools' own names by their words."""
    return {short_name(tool): str(function_of(tool).get("name", "")) for tool in tools}
