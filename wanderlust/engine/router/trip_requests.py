"""Requests about whole days of a trip, which the fitted weights take for something else: swaps, drafts, moves."""

from __future__ import annotations

import re

from wanderlust.domain.trip.requests import plan_request, swap_request
from wanderlust.engine.router.time_words import DAY, day_and_time
from wanderlust.engine.router.values import ToolCall

_LEAD = re.compile(
    r"^(?:(?:please|ok|okay|now|and|so|can you|could you|would you|will you|let's|i'd like to|i want to|"
    r"i would like)[\s,]+)*"
    r"(?:(?:plan|make|draft|sketch|create|prepare|design|suggest|give|write|put together)(?:\s+(?:me|us))?\s+)?",
    re.I,
)
_TAIL = re.compile(r"[\s,]*(?:please|for me|for us|thanks|thank you)?[\s.!?]*$", re.I)
_POLITE = re.compile(r"^(?:(?:please|ok|okay|now|and|can you|could you|would you|let's)[\s,]+)*", re.I)
_MOVE = re.compile(
    r"^(?:move|shift|reschedule|push|bring|put off|postpone)\s+(?P<item>.+?)\s+(?:to|on to|till|until)\s+(?P<when>.+)$",
    re.I,
)
_POINTING = frozenset({"it", "that", "this", "them", "everything"})


def trip_request(text: str) -> ToolCall | None:
    """The call that words about whole days mean; None where they are no such words."""
    bare = _TAIL.sub("", text)
    polite = _POLITE.sub("", bare)
    swap = swap_request(polite)
    if swap is not None:
        return ToolCall("itinerary_add", {"item": f"swap {swap[0]} and {swap[1]}"})
    wish = plan_request(_LEAD.sub("", bare))
    if wish is not None and not re.search(r"\b(?:weather|hotel|ticket|visa|how|what|where)\b", bare, re.I):
        return ToolCall("itinerary_add", {"item": _LEAD.sub("", bare)})
    return _moved(polite)


def _moved(text: str) -> ToolCall | None:
    """ "Move the Uffizi to Wednesday at ten": a day, not a place, is where it goes."""
    match = _MOVE.match(text)
    if match is None or match["item"].casefold() in _POINTING or not DAY.match(match["when"]):
        return None
    day, time, rest = day_and_time(match["when"])
    if not day or rest.strip(" .,!?"):
        return None
    item = re.sub(r"^(?:my|our)\s+", "", match["item"], flags=re.I)
    return ToolCall("itinerary_add", {"item": item, "day": day, **({"time": time} if time else {})})
