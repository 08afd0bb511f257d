"""Points of interest from what OpenStreetMap says of them: read, held against the wishes, and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from rapidfuzz import fuzz

from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.kept_area import MapElement
from wanderlust.domain.online import Provenance
from wanderlust.domain.places import Coordinates, Place, PlaceKind
from wanderlust.domain.point_kinds import PointKind
from wanderlust.domain.points import PointOfInterest, PointsAnswer, PriceWish
from wanderlust.geo.folding import fold
from wanderlust.web.found_place import osm_id
from wanderlust.web.opening import openness
from wanderlust.web.shape import mapping, number, point, text

SHOWN = 5
MOST_READ = 200
SAME_KM = 0.12
_WHAT = ("amenity", "shop", "tourism", "leisure", "historic")
_KINDS: Mapping[str, PlaceKind] = {
    "museum": "museum", "gallery": "museum", "park": "park", "garden": "park", "attraction": "landmark",
    "viewpoint": "landmark", "monument": "landmark", "castle": "landmark", "ruins": "landmark",
}  # fmt: skip


def points_of(
    elements: Iterable[Any], source: str, kind: PointKind, centre: Place, now: datetime
) -> list[PointOfInterest]:
    """The points in Overpass' elements, each once.

    Args:
        elements: Objects with ``lat`` and ``lon``, or a ``center`` with them, and ``tags``.
        source: Who says so.
        kind: What was asked for.
        centre: Near what.
        now: This moment, for opening hours.
    """
    points: list[PointOfInterest] = []
    for element in elements:
        found = _point(element, centre, now, source, kind)
        if found is None:
            continue
        twin = next((i for i, other in enumerate(points) if _same(found, other)), None)
        if twin is None:
            points.append(found)
        elif _told(found) > _told(points[twin]):  # a shop is often there twice, as a point and as its building
            points[twin] = found
    return points


def _point(element: Any, centre: Place, now: datetime, source: str, kind: PointKind) -> PointOfInterest | None:
    tags, middle = mapping(element, "tags"), mapping(element, "center")
    spot = mapping(element)
    where = point(middle.get("lat", spot.get("lat")), middle.get("lon", spot.get("lon")))
    what = next((value for key in _WHAT if (value := text(tags, key))), "")
    name = text(tags, "name:en") or text(tags, "name") or text(tags, "brand") or text(tags, "operator")
    if where is None or text(tags, "disused") == "yes" or not (name or what):
        return None
    here = Coordinates(*where)
    street = " ".join(part for part in (text(tags, "addr:street"), text(tags, "addr:housenumber")) if part)
    town = centre.name if centre.kind == "city" else centre.admin.rpartition(", ")[2] or centre.name
    place = Place(
        id=f"osm:{text(spot, 'type')[:1]}{osm_id(spot) or f'{here.lat:.5f},{here.lon:.5f}'}",
        name=name or kind.one.capitalize(),
        kind=_KINDS.get(what, "business"),
        lat=here.lat,
        lon=here.lon,
        country=centre.country,
        country_name=centre.country_name or (centre.name if centre.kind == "country" else ""),
        admin=", ".join(part for part in (street, town) if part and part != name),
        timezone=centre.timezone,
        native_name=text(tags, "name") if text(tags, "name:en") else "",
        source=source,
    )
    hours = text(tags, "opening_hours")
    state, changes = openness(hours, now, centre.timezone, centre.country, here.lat, here.lon)
    cuisine = tuple(part.strip() for part in text(tags, "cuisine").split(";") if part.strip())
    return PointOfInterest(
        place,
        what,
        cuisine,
        hours,
        state,
        changes,
        _price(tags, what),
        street,
        text(tags, "phone") or text(tags, "contact:phone"),
        text(tags, "website") or text(tags, "contact:website"),
        distance_km(centre.coordinates, here),
    )


def as_element(row: Any) -> MapElement | None:
    """One of Overpass' elements to be kept; None when it is nowhere, or nothing is said of it."""
    spot, middle, tags = mapping(row), mapping(row, "center"), mapping(row, "tags")
    where = point(middle.get("lat", spot.get("lat")), middle.get("lon", spot.get("lon")))
    number_there = osm_id(spot)
    if where is None or not tags or not number_there:
        return None
    told = {str(key): value for key, value in tags.items() if isinstance(value, str)}
    return MapElement(f"{text(spot, 'type')[:1]}{number_there}", where[0], where[1], told)


def _price(tags: Mapping[str, Any], what: str) -> PriceWish | None:
    """How dear it is, as far as OpenStreetMap tells: seldom in words, more often by what it is."""
    said = text(tags, "price:range") or text(tags, "price_range") or text(tags, "cost")
    if said and set(said) <= set("$€£¥"):
        return "cheap" if len(said) == 1 else "moderate" if len(said) == 2 else "expensive"
    stars = number(text(tags, "stars").rstrip("S"), 0, 7)
    if stars is not None:
        return "cheap" if stars <= 2 else "moderate" if stars == 3 else "expensive"
    if text(tags, "fine_dining") == "yes" or "fine_dining" in text(tags, "cuisine") or text(tags, "award:michelin"):
        return "expensive"
    if what in ("fast_food", "food_court", "hostel", "ice_cream", "bakery"):
        return "cheap"
    return "moderate" if what in ("cafe", "pub", "guest_house") else None


def best_of(
    points: list[PointOfInterest], provenance: Provenance, name: str, open_now: bool, price: PriceWish | None
) -> PointsAnswer:
    """The best five of the points; see :meth:`Overpass.near` for the wishes."""
    open_ones = [each for each in points if not open_now or each.openness != "closed"]
    if price is not None:
        # Those known to be of another price go, unless nothing else is there.
        right = [each for each in open_ones if each.price in (price, None)]
        open_ones = right or open_ones
    ranked = sorted(open_ones, key=lambda each: _rank(each, name, open_now, price))[:SHOWN]
    unsure = open_now and bool(ranked) and all(each.openness == "unknown" for each in ranked)
    return PointsAnswer(tuple(ranked), provenance, len(points) - len(open_ones), unsure)


def _rank(each: PointOfInterest, name: str, open_now: bool, price: PriceWish | None) -> tuple[float, float]:
    """Smaller is better: distance in kilometres, with what fits less set back like a longer way."""
    set_back = each.km
    if open_now and each.openness == "unknown":
        set_back += 1.0
    if price is not None and each.price != price:
        set_back += 0.6
    if not each.hours and not each.address and not each.phone:
        set_back += 0.1  # an entry that somebody cared for exists more surely
    alike = fuzz.token_set_ratio(fold(name), fold(each.place.name)) / 100 if name else 1.0
    return (-round(alike, 1) if alike >= 0.75 else 0.0, set_back)


def _told(each: PointOfInterest) -> int:
    return sum(bool(value) for value in (each.hours, each.address, each.phone, each.website, each.cuisine))


def _same(one: PointOfInterest, other: PointOfInterest) -> bool:
    if one.place.id == other.place.id:
        return True
    near = distance_km(one.place.coordinates, other.place.coordinates) <= SAME_KM
    return near and fold(one.place.name) == fold(other.place.name)
