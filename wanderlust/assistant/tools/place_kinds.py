"""What kind of place a question asks for: one that is known without a network, a business that is not, or a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wanderlust.domain.places import PlaceKind


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of place that the bundled tables hold.

    Attributes:
        kinds: What the tables call it.
        one: One of it, spoken.
        many: More of it, spoken.
        radius_km: How far "near" reaches for it.
    """

    kinds: tuple[PlaceKind, ...]
    one: str
    many: str
    radius_km: float = 25.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for places, taken apart.

    Attributes:
        kind: The kind asked for, or None.
        unknowable: It names a kind of business that no bundled table holds.
        named: It holds words that describe nothing, so it may be a name: ``Hyde`` in "Hyde Park".
    """

    kind: Kind | None
    unknowable: bool
    named: bool


_MUSEUM = Kind(("museum",), "museum", "museums")
_PARK = Kind(("park",), "park", "parks")
_SIGHT = Kind(("landmark", "museum"), "sight", "sights")
_TOWN = Kind(("city",), "town", "towns", 40.0)
KINDS: dict[str, Kind] = {
    "museum": _MUSEUM,
    "gallery": _MUSEUM,
    "park": _PARK,
    "garden": _PARK,
    "station": Kind(("station",), "station", "stations"),
    "airport": Kind(("airport",), "airport", "airports", 120.0),
    "landmark": _SIGHT,
    "sight": _SIGHT,
    "attraction": _SIGHT,
    "monument": Kind(("landmark",), "sight", "sights"),
    "island": Kind(("island",), "island", "islands", 150.0),
    "mountain": Kind(("mountain",), "mountain", "mountains", 150.0),
    "lake": Kind(("water",), "lake", "lakes", 60.0),
    "town": _TOWN,
    "city": _TOWN,
    "village": _TOWN,
}

# Asked for offline they get a plain answer instead of a namesake.
_BUSINESSES_LIST = """
    atm bakery bank bar beer bistro bookshop breakfast brunch burger butcher cafe café cinema clinic club coffee curry
    dentist dinner diner doctor eatery food gelato gelateria grocery gym hairdresser hospital hostel hotel kebab laundry
    lunch mall market noodle nightclub parking pharmacy pizza pizzeria playground pool pub ramen restaurant sauna shop
    spa steak store supermarket sushi taco takeaway tapas taxi tea theatre theater toilet vegan vegetarian winery
"""
_BUSINESSES = frozenset(_BUSINESSES_LIST.split())
# With these before it a station or a park is none that the tables hold.
_NOT_OF_THE_KIND = {
    "station": frozenset({"gas", "petrol", "filling", "police", "fire", "bus", "charging", "ski", "radio"}),
    "park": frozenset({"car", "dog", "skate", "water", "trailer", "caravan"}),
}
_DESCRIBING_LIST = """
    a an any are art best big cheap city close closest contemporary cosy family famous fine for free good great
    historic history important in inexpensive interesting international large largest local main modern natural near
    nearby nearest nice open place pretty quiet railway romantic science small some the top train underground metro
"""
_DESCRIBING = frozenset(_DESCRIBING_LIST.split())


def asked_for(query: str) -> Asked:
    """What this question asks for."""
    words = [_singular(word) for word in re.findall(r"[\w'-]+", query.casefold())]
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i] in KINDS), None)
    kind = KINDS[words[at]] if at is not None else None
    other = at is not None and not _NOT_OF_THE_KIND.get(words[at], frozenset()).isdisjoint(words[:at])
    business = any(word in _BUSINESSES for word in words)
    named = any(w not in KINDS and w not in _BUSINESSES and w not in _DESCRIBING for w in words)
    return Asked(None if other else kind, business or other, named)


def _singular(word: str) -> str:
    known = KINDS.keys() | _BUSINESSES
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word.removesuffix(ending) + instead in known:
            return word.removesuffix(ending) + instead
    return word
