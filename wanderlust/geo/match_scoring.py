"""How well a place fits a name, and whether two fit alike so that the traveller must be asked."""

from __future__ import annotations

import math

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates
from wanderlust.geo.folding import fold, spoken_form
from wanderlust.geo.gazetteer_schema import MACHINE_NAME, OTHER_NAME
from wanderlust.geo.name_index import Candidate

EXACT = 1.0
# Fame of Birmingham and of its namesake in Alabama differ by 0.025, of the two Cambridges by less than 0.001.
CLOSE_SCORES = 0.022
# GeoNames lists Lomé under "Rome" and Mashhad under "Alexandria": a name from afar counts less than one's own.
_OTHER_NAME_COST = 0.06
_PART_OF_NAME_COST = 0.02  # "Newcastle" for Newcastle upon Tyne
_MACHINE_NAME_COST = 0.08
_THE_WORTH = 0.03  # "the Alhambra" is the palace, not the town in California
_SIGHT_NAME_COST = 0.03  # sights have their other names from our own table
_CODE_IN_SMALL_LETTERS_COST = 0.15  # "KIX" is an airport, "kix" hardly
_CODE_IN_CAPITALS_WORTH = 0.05  # "LAX" is the airport rather than the city GeoNames lists it under
_WRITTEN, _SPOKEN = 0.6, 0.4  # of likeness; fitted on tests/data/place_names.tsv
_SAME_SOUND = 0.03
_NEAR_WORTH, _NEAR_KM = 0.12, 150.0
_SAME_SPOT_KM = 10.0  # two rows of one town
_SAME_AREA_KM = 50.0  # a town and its airport
_TOWN_KM = 40.0  # what is said to be in a town may be so far from its middle


def likeness(asked: str, name: str) -> float:
    """How like two folded names are in writing and sound: 0 to 1."""
    written = _alike(asked, name)
    forms = spoken_form(asked), spoken_form(name)
    if not all(forms):
        return written
    if forms[0] == forms[1]:
        return min(1.0, _WRITTEN * written + _SPOKEN + _SAME_SOUND)
    return _WRITTEN * written + _SPOKEN * _alike(*forms)


def _alike(one: str, other: str) -> float:
    """Mean of both measures: Jaro-Winkler alone takes "asd" for "asdfghjkl", the ratio alone punishes endings."""
    return (ratio(one, other) / 100 + JaroWinkler.similarity(one, other)) / 2


def score(quality: float, candidate: Candidate, near: Coordinates | None) -> float:
    """Quality of the name (1 = exact), plus fame, plus nearness, less a little for a lesser name."""
    total = quality - _name_cost(candidate) + candidate.fame
    if near is not None:
        total += _NEAR_WORTH * math.exp(-distance_km(near, candidate.place.coordinates) / _NEAR_KM)
    return total


def _name_cost(candidate: Candidate) -> float:
    if candidate.alias_class == MACHINE_NAME:
        return _MACHINE_NAME_COST
    if candidate.alias_class != OTHER_NAME:
        return 0.0
    if _is_sight(candidate):
        return _SIGHT_NAME_COST
    is_part = fold(candidate.place.name).startswith(f"{candidate.folded} ")
    return _PART_OF_NAME_COST if is_part else _OTHER_NAME_COST


def _is_sight(candidate: Candidate) -> bool:
    return candidate.place.kind not in ("city", "region", "country")


def exact_quality(candidate: Candidate, asked: str) -> float:
    """Quality of a name met exactly: 1, more for a sight after "the" or a code in capitals, less for "kix"."""
    if _is_sight(candidate) and asked[:4].lower() == "the ":
        return EXACT + _THE_WORTH
    if candidate.place.kind != "airport" or len(candidate.folded) != 3:
        return EXACT
    return EXACT + (_CODE_IN_CAPITALS_WORTH if asked.isupper() else -_CODE_IN_SMALL_LETTERS_COST)


def same_place(one: Candidate, other: Candidate) -> bool:
    """Whether two rows mean one spot of the world: a town and its airport, a city and its country."""
    kinds = {one.place.kind, other.place.kind}
    if one.place.country == other.place.country:
        if "country" in kinds and kinds <= {"country", "city", "region"}:
            return True
        if "region" in kinds and one.division == other.division:
            return True
    limit = _SAME_SPOT_KM if len(kinds) == 1 else _SAME_AREA_KM
    return distance_km(one.place.coordinates, other.place.coordinates) <= limit


def within(candidate: Candidate, area: Candidate) -> bool:
    """Whether a place lies in a country, in a region, or about a town."""
    if candidate.place.country != area.place.country or candidate.place.id == area.place.id:
        return False
    if area.place.kind == "country":
        return True
    if area.place.kind == "region":
        return candidate.division == area.division
    return distance_km(candidate.place.coordinates, area.place.coordinates) <= _TOWN_KM
