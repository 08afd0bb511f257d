"""Places from the geocoders' own shapes: Photon's features and Nominatim's rows become our places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wanderlust.domain.places import Place, PlaceKind
from wanderlust.web.shape import mapping, number, point, text

# What OpenStreetMap's own tags mean to us; a key alone stands for its other values.
_KINDS: dict[str, PlaceKind] = {
    "place=city": "city", "place=town": "city", "place=village": "city", "place=hamlet": "city",
    "place=suburb": "city", "place=quarter": "city", "place=neighbourhood": "city", "place=borough": "city",
    "place=municipality": "city", "place=country": "country", "place=state": "region", "place=county": "region",
    "place=island": "island", "place=islet": "island", "place": "landmark",
    "railway": "station", "public_transport=station": "station", "public_transport": "station",
    "aeroway": "airport", "tourism=museum": "museum", "tourism=gallery": "museum", "tourism=hotel": "business",
    "tourism=hostel": "business", "tourism=guest_house": "business", "tourism": "landmark", "historic": "landmark",
    "leisure=park": "park", "leisure=garden": "park", "leisure": "business", "natural=peak": "mountain",
    "natural=volcano": "mountain", "natural=water": "water", "natural=bay": "water", "natural": "landmark",
    "waterway": "water", "water": "water", "highway": "street", "amenity": "business", "shop": "business",
    "office": "business", "craft": "business", "building": "landmark", "man_made": "landmark",
    "boundary=national_park": "park", "boundary": "region",
}  # fmt: skip
_LEVELS: dict[str, PlaceKind] = {
    "country": "country", "state": "region", "county": "region", "region": "region", "province": "region",
    "city": "city", "town": "city", "village": "city", "district": "city", "locality": "city", "suburb": "city",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place with what a geocoder says around it.

    Attributes:
        place: The place.
        names: Other names it goes by there.
        around: Street, district, town, region and country, for telling whether the words asked for it.
        rank: Its place in the geocoder's answer, from 0.
        importance: How widely known it is, 0 to 1, where the geocoder says so.
    """

    place: Place
    names: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    rank: int = 0
    importance: float = 0.0


def from_photon(feature: Any, rank: int, source: str) -> FoundPlace | None:
    """A feature of Photon's GeoJSON; None when it names no place on the earth."""
    geometry, about = mapping(feature, "geometry"), mapping(feature, "properties")
    spot = geometry.get("coordinates")
    where = point(spot[1], spot[0]) if isinstance(spot, list) and len(spot) >= 2 else None
    street = " ".join(part for part in (text(about, "street"), text(about, "housenumber")) if part)
    name = text(about, "name") or street
    if where is None or not name:
        return None
    kind = kind_of(text(about, "osm_key"), text(about, "osm_value"), text(about, "type") or text(about, "layer"))
    levels = [text(about, key) for key in ("street", "locality", "district", "city", "county", "state")]
    return _found(about, name, kind, where, levels, text(about, "country"), text(about, "countrycode"), rank, source)


def from_nominatim(row: Any, rank: int, source: str) -> FoundPlace | None:
    """A row of Nominatim's answer in ``json`` or ``jsonv2``; None when it names no place on the earth."""
    about, address = mapping(row), mapping(row, "address")
    where = point(about.get("lat"), about.get("lon"))
    shown = text(about, "display_name")
    name = text(about, "name") or shown.partition(",")[0]
    if where is None or not name:
        return None
    key = text(about, "category") or text(about, "class")
    kind = kind_of(key, text(about, "type"), text(about, "addresstype"))
    if address:
        keys = ("road", "neighbourhood", "suburb", "city_district", "city", "town", "village", "county", "state")
        levels, country = [text(address, key) for key in keys], text(address, "country")
    else:
        parts = [part.strip() for part in shown.split(",")[1:]]
        levels, country = parts[:-1], parts[-1] if parts else ""
    found = _found(about, name, kind, where, levels, country, text(address, "country_code"), rank, source)
    importance = number(about.get("importance"), 0, 1) or 0.0
    return FoundPlace(found.place, found.names, found.around, rank, importance)


def _found(
    about: Mapping[str, Any],
    name: str,
    kind: PlaceKind,
    where: tuple[float, float],
    levels: list[str],
    country: str,
    code: str,
    rank: int,
    source: str,
) -> FoundPlace:
    around = tuple(dict.fromkeys(level for level in levels if level and level != name))
    place = Place(
        id=f"osm:{text(about, 'osm_type')[:1].lower()}{osm_id(about) or f'{where[0]:.5f},{where[1]:.5f}'}",
        name=name,
        kind=kind,
        lat=where[0],
        lon=where[1],
        country=code.upper() if len(code) == 2 and code.isalpha() else "",
        country_name=country if country != name else "",
        admin=_told_by(kind, around),
        source=source,
    )
    return FoundPlace(place, (), (*around, country) if country else around, rank)


def osm_id(about: Mapping[str, Any]) -> str:
    """OpenStreetMap's number, which Nominatim's older answers write as text."""
    found = number(about.get("osm_id", about.get("id")), 1, 1e15)
    return "" if found is None else str(int(found))


def kind_of(key: str, value: str, level: str) -> PlaceKind:
    """What a tag of OpenStreetMap means to us; ``level`` is the geocoder's own word for it, or empty."""
    if key == "boundary" and value == "administrative":
        return _LEVELS.get(level, "region")
    if not key:
        return _LEVELS.get(level, "street" if level in ("street", "house") else "landmark")
    return _KINDS.get(f"{key}={value}") or _KINDS.get(key) or "landmark"


def _told_by(kind: PlaceKind, around: tuple[str, ...]) -> str:
    """What a place is told by: a town by its region, anything in a town by the nearest part and the town."""
    if not around or kind == "country":
        return ""
    return around[-1] if kind in ("city", "region", "island", "mountain", "water") else ", ".join(around[:2])
