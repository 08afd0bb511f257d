"""Arguments for each tool of the catalogue, and which required ones are missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wanderlust.domain.money import folded
from wanderlust.domain.tool_catalogue import spec_named
from wanderlust.engine.router.call_slots import called
from wanderlust.engine.router.distance_slots import distance_arguments
from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.fact_slots import country_arguments, weather_arguments
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.money_slots import money_arguments
from wanderlust.engine.router.place_slots import place_argument, search_arguments, time_place
from wanderlust.engine.router.talk_slots import interpreted, steered
from wanderlust.engine.router.translate_slots import translated
from wanderlust.engine.router.trip_slots import added, removed, shown

_POINTING = re.compile(
    r"(?<!\w)(?:there|it|that|that place|this|here|allí|ahí|là-bas|dort|da|lì|lá|eso|isso)(?!\w)", re.I
)

# "Show me on the map" names nothing: it is what was spoken of.
_SHOW_ONLY = re.compile(r"\b(?:show|see|map|where(?:'s| is|abouts)?|point)\b", re.I)
_THERE = frozenset(("there", "here", "alli", "ahi", "la-bas", "dort", "li", "la"))


@dataclass(frozen=True, slots=True)
class Filled:
    """Arguments as far as they are known, and the first required one that is not."""

    arguments: dict[str, object]
    missing: str = ""


def fill(tool: str, reading: Reading, focus: Focus) -> Filled:
    """Arguments of a catalogue tool from an utterance and the conversation.

    Raises:
        KeyError: The catalogue has no such tool.
    """
    spec = spec_named(tool)
    if spec is None:
        raise KeyError(tool)
    arguments = _ARGUMENTS[tool](reading, focus)
    missing = next((slot.name for slot in spec.slots if slot.required and slot.name not in arguments), "")
    return Filled(arguments, missing)


def _show(reading: Reading, focus: Focus) -> dict[str, object]:
    name = place_argument(reading)
    pointing = _POINTING.search(reading.text) if not name else None
    if pointing:
        there = folded(pointing.group()) in _THERE
        name = focus.place if there else focus.thing or focus.place
    if not name and _SHOW_ONLY.search(reading.text):
        name = focus.thing or focus.place
    return {"place": name} if name else {}


def _time(reading: Reading, focus: Focus) -> dict[str, object]:
    name = time_place(reading)
    if (
        not name
        and focus.place
        and re.search(r"(?<!\w)(?:there|that place|allí|là-bas|dort|lì|lá)(?!\w)", reading.text, re.I)
    ):
        name = focus.place
    return {"place": name} if name else {}


_ARGUMENTS = {
    "show_on_map": _show,
    "local_time": _time,
    "find_places": search_arguments,
    "distance": distance_arguments,
    "convert_currency": money_arguments,
    "get_weather": weather_arguments,
    "country_facts": country_arguments,
    "itinerary_add": added,
    "itinerary_remove": removed,
    "itinerary_show": shown,
    "translate": translated,
    "start_interpreter": interpreted,
    "place_call": called,
    "control": steered,
}


def fillable(tool: str) -> bool:
    """Whether the router has fitted slot rules for this catalogue tool."""
    return tool in _ARGUMENTS
