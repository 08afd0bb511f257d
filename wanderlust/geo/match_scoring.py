"""How well a place fits a name, and whether two fit alike so that the traveller must be asked."""

from __future__ import annotations

import math

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates, Place
from wanderlust.geo.folding import sound_key
from wanderlust.geo.gazetteer_schema import MACHINE_NAME, OTHER_NAME
from wanderlust.geo.name_index import Candidate

EXACT = 1.0
CLOSE_SCORES = 0.03
_CLASS_COST = {OTHER_NAME: 0.01, MACHINE_NAME: 0.06}
_SOUND_WORTH = 0.07
_NEAR_WORTH, _NEAR_KM = 0.12, 150.0
_SAME_SPOT_KM = 10.0  # two rows of one town
_SAME_AREA_KM = 50.0  # a town and its airport


def likeness(asked: str, name: str) -> float:
    """How like two folded names are in writing and sound: 0 to about 1.05."""
    written = max(ratio(asked, name) / 100, 0.98 * JaroWinkler.similarity(asked, name))
    sounds = sound_key(asked), sound_key(name)
    if not all(sounds):
        return written
    return written + _SOUND_WORTH * (ratio(*sounds) / 100 if sounds[0] != sounds[1] else 1.0) - 0.02


def score(quality: float, candidate: Candidate, near: Coordinates | None) -> float:
    """Quality of the name (1 = exact), plus fame, plus nearness, less a little for a lesser name."""
    total = quality - _CLASS_COST.get(candidate.alias_class, 0.0) + candidate.fame
    if near is not None:
        total += _NEAR_WORTH * math.exp(-distance_km(near, candidate.place.coordinates) / _NEAR_KM)
    return total


def same_place(one: Candidate, other: Candidate) -> bool:
    """Whether two rows mean one spot of the world: a town and its airport, a city and its country."""
    kinds = {one.place.kind, other.place.kind}
    if one.place.country == other.place.country:
        if "country" in kinds and kinds <= {"country", "city", "region"}:
            return True
        if "region" in kinds and one.division == other.division:
            return True
    limit = _SAME_SPOT_KM if kinds == {"city"} else _SAME_AREA_KM
    return distance_km(one.place.coordinates, other.place.coordinates) <= limit


def within(place: Place, division: str, area: Candidate) -> bool:
    """Whether a place lies in a country, in a region, or about a town (40 km)."""
    if place.country != area.place.country:
        return False
    if area.place.kind == "country":
        return place.id != area.place.id
    if area.place.kind == "region":
        return division == area.division and place.id != area.place.id
    return place.id != area.place.id and distance_km(place.coordinates, area.place.coordinates) <= 40
