"""Requests about a whole trip inside the words for an entry: "three days in Florence", "swap day two and three"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wanderlust.domain.trip.words import NUMBERS

MOST_PLANNED_DAYS = 14

_COUNTED = r"\d{1,2}|a couple of|a few|an?|" + "|".join(NUMBERS)
_PLAN = re.compile(
    r"^(?:(?:an? |the |my |our )?(?:itinerary|plan|trip|tour|programme?|visit|stay|holiday|break)\s+(?:for|of)\s+)?"
    rf"(?:(?P<count>{_COUNTED})[ -](?P<unit>days?|weekend|week)|(?P<whole>weekend))"
    r"(?:\s+(?:trip|tour|itinerary|plan|visit|break))?\s+(?:in|around|for|to|at|of)\s+(?P<place>\S.*?)[\s.!?]*$",
    re.I,
)
_DAY = (
    r"(?:the\s+)?(?:day\s+(?:\w+)|(?:\w+)\s+day|\d{4}-\d{2}-\d{2}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"today|tomorrow)"
)
_SWAP = re.compile(
    rf"^(?:swap|switch|exchange|trade)\s+(?:around\s+)?(?:"
    rf"(?P<one>{_DAY})\s+(?:and|with|for)\s+(?P<other>{_DAY})"
    r"|(?P<lead>days?)\s+(?P<first>\w+)\s+(?:and|with|for)\s+(?P<second>\w+)"
    r"|the\s+(?P<rank>\w+)\s+and\s+(?:the\s+)?(?P<later>\w+)\s+days?)[\s.!?]*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """So many days in a place, named in the traveller's words."""

    days: int
    place: str


def plan_request(words: str) -> PlanRequest | None:
    """What "three days in Florence" or "a weekend in Rome" asks for; None where the words are no such request."""
    match = _PLAN.match(words.strip())
    if match is None:
        return None
    count = (match["count"] or "a").lower()
    number = int(count) if count.isdigit() else NUMBERS.get(count, {"a couple of": 2, "a few": 3}.get(count, 1))
    unit = (match["unit"] or "weekend").lower()
    days = number * {"weekend": 2, "week": 7}.get(unit, 1)
    return PlanRequest(days, match["place"]) if 0 < days <= MOST_PLANNED_DAYS else None


def swap_request(words: str) -> tuple[str, str] | None:
    """The two days of "swap day two and three", in words that :func:`words.day_key` reads."""
    match = _SWAP.match(words.strip())
    if match is None:
        return None
    if match["one"]:
        return match["one"], match["other"]
    if match["lead"]:
        return f"day {match['first']}", f"day {match['second']}"
    return f"the {match['rank']} day", f"the {match['later']} day"
