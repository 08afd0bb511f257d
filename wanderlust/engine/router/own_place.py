"""Turns that say or ask where the traveller is, and those that ask for the steps of the way last told."""

from __future__ import annotations

import re

from wanderlust.domain.whereabouts import MY_LOCATION, asks_where_i_am, stated_place, wants_forgotten
from wanderlust.engine.router.entities import Reading
from wanderlust.engine.router.focus import Focus
from wanderlust.engine.router.values import ToolCall

# The whole turn asks for the steps; with a destination of its own it is a question for a way like any other.
_STEPS = re.compile(
    r"(?:(?:and|ok|okay|yes|please|so|can|could|you|i|we|would|like|now|then|just|me|us|to|get|have|hear|see|give|tell|"
    r"read|show|what|are|what's|the|out|through|walk|those|all|single|detailed|full)[ ,]+)*"
    r"(?:steps?|step[- ]by[- ]step|turn[- ]by[- ]turn|directions|instructions|turns)(?: directions| instructions)?"
    r"(?: (?:please|then|there|now|in detail|one by one|for that|to get there))*|"
    r"(?:y |et |und |e )?(?:dame |dígame |donnez-moi |donne-moi |gib mir |geben sie mir |dammi |mi dia |dá-me |dê-me )?"
    r"(?:los |les |die |i |os )?(?:pasos|étapes|schritte|passi|passos|indicaciones|indications|wegbeschreibung|"
    r"indicazioni|indicações)(?: por favor| s'il (?:te|vous) pla[iî]t| bitte| per favore)?",
    re.I,
)


def own_place_call(text: str, reading: Reading, focus: Focus) -> ToolCall | None:
    """The call that such a turn means, or None for any other turn."""
    if asks_where_i_am(text) or wants_forgotten(text):
        return ToolCall("show_on_map", {"place": MY_LOCATION})
    if focus.call is not None and focus.call.name == "distance" and _STEPS.fullmatch(text.strip(" .?!")):
        return ToolCall("distance", dict(focus.call.arguments))
    stated = stated_place(text)
    if stated and not focus.question and (_is_known(stated, text, reading) or _is_written_as_name(stated)):
        return ToolCall("show_on_map", {"place": stated})
    return None


def _is_known(stated: str, text: str, reading: Reading) -> bool:
    """Whether the words after "I'm in" begin with a place that is known, or end with one."""
    start = text.rfind(stated)
    end = start + len(stated)
    places = reading.of("place")
    return any(place.end >= end - 1 and place.start >= start for place in places) or any(
        place.start <= start + 4 and place.end >= end - 1 for place in places
    )


def _is_written_as_name(stated: str) -> bool:
    """Whether every longer word of it begins with a capital: streets and cafés that no table here knows."""
    words = [word for word in re.findall(r"[^\W\d_]+", stated) if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words)
