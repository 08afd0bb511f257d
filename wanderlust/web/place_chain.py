"""Where a name is that the table on this computer lacks: the geocoders one after the other, ranked as one answer."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from rapidfuzz import fuzz

from wanderlust.domain.errors import WebFailed
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates, Place, PlaceAnswer, PlaceKind, PlaceMatch
from wanderlust.geo.folding import fold
from wanderlust.web.found_place import FoundPlace
from wanderlust.web.geocoders import Geocoder

log = logging.getLogger(__name__)

SHOWN = 5
FITS = 0.80  # of a name: "Blue Botle Coffee" has 0.97, a namesake of one word in three 0.6
CLOSE = 0.05  # two that score so near each other are asked about
APART_KM = 1.0  # nearer namesakes are one place, its entrances or its platforms
NEAR_KM = 30.0  # named near a place: anything farther away is another one
SAME_KM = 0.25  # entries of one name so near each other are one place

_KIND_WORDS: dict[str, tuple[PlaceKind, ...]] = {
    "station": ("station",), "bahnhof": ("station",), "gare": ("station",), "estacion": ("station",),
    "stazione": ("station",), "estacao": ("station",), "airport": ("airport",), "museum": ("museum",),
    "street": ("street",), "road": ("street",), "avenue": ("street",), "strasse": ("street",), "rue": ("street",),
    "via": ("street",), "calle": ("street",), "rua": ("street",), "park": ("park",), "island": ("island",),
    "university": ("business",), "hotel": ("business",), "cafe": ("business",), "restaurant": ("business",),
}  # fmt: skip


class NearestTown(Protocol):
    """The table of towns on this computer."""

    async def nearest(self, point: Coordinates) -> Place | None: ...


class PlaceChain:
    """What the table on this computer lacks.

    Args:
        towns: Tells the time zone and the country of a point.
        geocoders: Asked one after the other, until one knows the name.
    """

    def __init__(self, towns: NearestTown, geocoders: Sequence[Geocoder]) -> None:
        self._local, self._geocoders = towns, geocoders

    async def beyond(self, name: str, near: Coordinates | None, limit: int, local: PlaceAnswer) -> PlaceAnswer:
        """Places that a name may mean, best first; ``local`` when no geocoder knows it or none answers."""
        for geocoder in self._geocoders:
            try:
                found = await geocoder.find(name, near)
            except WebFailed as failure:
                log.info("%s: %s", geocoder.name, failure)
                continue
            answer = await self._ranked(name, near, found, limit)
            if answer.matches:
                return answer
        return local

    async def _ranked(
        self, name: str, near: Coordinates | None, found: Sequence[FoundPlace], limit: int
    ) -> PlaceAnswer:
        scored = sorted(((score(name, near, each), each) for each in found), key=lambda pair: -pair[0])
        matches: list[PlaceMatch] = []
        for value, each in scored:
            if fit(name, each) < FITS:
                continue
            if not any(_same(each.place, other.place) for other in matches):
                matches.append(PlaceMatch(each.place, value, each.place.name))
        matches = matches[: min(limit, SHOWN)]
        if not matches:
            return PlaceAnswer(name, ())
        matches = [replace(match, place=await self._located(match.place)) for match in matches]
        ambiguous = any(matches[0].score - other.score < CLOSE for other in matches[1:2])
        first = next(each for value, each in scored if value == matches[0].score)
        return PlaceAnswer(name, tuple(matches), ambiguous, exact=fit(name, first) >= 0.9)

    async def _located(self, place: Place) -> Place:
        """With the time zone and the country of the nearest town, where the geocoder does not say them."""
        if place.kind == "country" or (place.timezone and place.country):
            return place
        town = await self._local.nearest(place.coordinates)
        if town is None or distance_km(town.coordinates, place.coordinates) > 100:
            return place
        country = place.country or town.country
        same = country == town.country
        return replace(
            place,
            timezone=place.timezone or (town.timezone if same else ""),
            country=country,
            country_name=town.country_name if same and place.name != town.country_name else place.country_name,
        )


def fit(words: str, found: FoundPlace) -> float:
    """How well the words name the place, 0 to 1; words for its street, district or town count as known."""
    asked = fold(words)
    best = 0.0
    for name in (found.place.name, *found.names):
        folded = fold(name)
        best = max(best, fuzz.ratio(asked, folded) / 100, _covered(asked.split(), folded.split(), found.around))
    return best


def _covered(asked: list[str], name: list[str], around: Sequence[str]) -> float:
    """The share of both the asked words and the name's words that the other one has."""
    known = [word for part in around for word in fold(part).split()]
    small = {"the", "a", "of", "in", "near", "at", "de", "la", "le", "der", "die", "das", "el", "il"}
    wanted = [word for word in asked if word not in small] or asked
    own = [word for word in name if word not in small] or name
    in_name = [any(_alike(word, other) for other in own) for word in wanted]
    in_around = [any(_alike(word, other) for other in known) for word in wanted]
    if not any(in_name):
        return 0.0
    understood = sum(a or b for a, b in zip(in_name, in_around, strict=True)) / len(wanted)
    told = sum(any(_alike(word, other) for other in wanted) for word in own) / len(own)
    # A name is seldom said whole: "the Adlon" is the Hotel Adlon Kempinski.
    return min(0.98, understood) * (0.8 + 0.2 * told)


def _alike(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) >= 4 and fuzz.ratio(word, other) >= 80)


def score(words: str, near: Coordinates | None, found: FoundPlace) -> float:
    """How likely the place is meant, about 0 to 1.3: by its name, how near it is, its kind, the geocoder's order."""
    value = fit(words, found) + 0.1 * found.importance - 0.01 * min(found.rank, 9)
    asked = set(fold(words).split())
    wanted = {kind for word, kinds in _KIND_WORDS.items() if word in asked for kind in kinds}
    if wanted:
        value += 0.08 if found.place.kind in wanted else -0.08
    if near is not None:
        km = distance_km(near, found.place.coordinates)
        value += 0.15 - 0.06 * math.log2(1 + km / 2) if km < 60 else -0.25
    return value


def _same(one: Place, other: Place) -> bool:
    km = distance_km(one.coordinates, other.coordinates)
    alike = fold(one.name) == fold(other.name) or fuzz.token_set_ratio(fold(one.name), fold(other.name)) >= 95
    if one.kind == "street" == other.kind and alike:
        return km < 5 * APART_KM  # a street comes in as many pieces as it has crossings
    return alike and km < (APART_KM if one.kind in ("station", "airport", "park", "city") else SAME_KM)
