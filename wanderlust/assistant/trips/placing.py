"""Which place the words of an entry mean: one shown just now, or one of the gazetteer, never a wild guess."""

from __future__ import annotations

import re

from wanderlust.assistant.focus import Focus
from wanderlust.assistant.ports import PlaceIndex
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates, Place
from wanderlust.domain.trip.model import Trip
from wanderlust.domain.when import folded_words

SIGHTS = frozenset(("museum", "park", "landmark", "station", "airport", "island", "mountain", "water", "business"))
KNOWN_TOWN = 100_000  # people; a smaller town far from the rest of the trip is more likely another word
NEAR_KM = 150.0
_ARTICLES = frozenset(
    ["the", "a", "an", "la", "le", "les", "el", "los", "las", "il", "lo", "gli", "der", "die", "das", "o", "os"]
)
_BEFORE = re.compile(
    r"^(?:.*\b(?:at|in|to|of|near|visit|visiting|see|seeing|tour|explore|en|à|in|nach|zum|zur|a|em)\s+)"
    r"(?P<place>(?:the\s+|la\s+|le\s+|il\s+)?[^\W\d_].*)$",
    re.I,
)


async def place_for(words: str, places: PlaceIndex, focus: Focus, trip: Trip) -> Place | None:
    """The place an entry is at, or None where its words name none for sure.

    Args:
        words: The entry: ``the Uffizi``, ``dinner in Siena``.
        places: The gazetteer.
        focus: What was shown last: its names come first.
        trip: Where the rest of the trip is, for names that many places have.
    """
    shown = _shown(words, focus)
    if shown is not None:
        return shown
    near = _middle(trip, focus)
    tail = _BEFORE.match(words)
    # "Museum of Modern Art" is tried whole before its tail.
    for name in dict.fromkeys((words, tail["place"] if tail else words)):
        place = await _known(name, places, near)
        if place is not None:
            return place
    return None


def _shown(words: str, focus: Focus) -> Place | None:
    wanted = _telling(words)
    if not wanted:
        return next((p for p in focus.places if p.name.casefold() in words.casefold()), None)
    for place in focus.places:
        name = _telling(place.name)
        if name and (name == wanted or set(name) <= set(wanted) or (len(wanted) > 0 and set(wanted) <= set(name))):
            return place
    return None


async def _known(name: str, places: PlaceIndex, near: Coordinates | None) -> Place | None:
    parts = name.split()
    while parts and parts[0].casefold() in _ARTICLES:
        parts = parts[1:]
    if not parts:
        return None
    answer = await places.find(" ".join(parts), near=near, limit=3)
    if not answer.matches or not answer.exact:
        return None
    close = [m.place for m in answer.matches if near is not None and distance_km(near, m.place.coordinates) <= NEAR_KM]
    if answer.ambiguous and not close:
        return None
    place = close[0] if close else answer.matches[0].place
    # "Rest" is also what some call Rasht: small letters are a town only by its own name.
    if place.kind == "city" and name.islower() and folded_words(place.name) != folded_words(" ".join(parts)):
        return None
    if place.kind in SIGHTS or place in close or place.population >= KNOWN_TOWN:
        return place if place.kind not in ("country", "region") else None
    return None


def _middle(trip: Trip, focus: Focus) -> Coordinates | None:
    """Where the trip is: its last place; before it has any, the place spoken of."""
    placed = [stop.place for stop in trip.stops() if stop.place is not None]
    if placed:
        return placed[-1].coordinates
    return focus.place.coordinates if focus.place is not None else None


def _telling(name: str) -> list[str]:
    return [part for part in folded_words(name) if part not in _ARTICLES]
