"""Points of interest near a place from Overpass, OpenStreetMap's database: the nearest that fit, with their hours."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rapidfuzz import fuzz

from wanderlust.domain.errors import WebFailed
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates, Place, PlaceKind
from wanderlust.domain.point_kinds import PointKind
from wanderlust.domain.points import PointOfInterest, PointsAnswer, PriceWish
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.geo.folding import fold
from wanderlust.web.client import Answer, Question, WebClient
from wanderlust.web.found_place import osm_id
from wanderlust.web.opening import openness
from wanderlust.web.sentences import sentence_for
from wanderlust.web.shape import mapping, number, point, sequence, text

log = logging.getLogger(__name__)

SHOWN = 5
MOST = 60  # entries asked for; 60 cafés with all their tags have 40 kB
SERVER_LIMIT_S = 8  # what the server may spend; our own limit is half a second longer
WIDER = 4.0  # times the radius, when nothing is near
SAME_KM = 0.12
_WHAT = ("amenity", "shop", "tourism", "leisure", "historic")
_KINDS: Mapping[str, PlaceKind] = {
    "museum": "museum", "gallery": "museum", "park": "park", "garden": "park", "attraction": "landmark",
    "viewpoint": "landmark", "monument": "landmark", "castle": "landmark", "ruins": "landmark",
}  # fmt: skip


class Overpass:
    """Asks the servers one after the other until one answers."""

    def __init__(self, client: WebClient, services: Sequence[ServiceSettings]) -> None:
        self._client, self._services = client, services

    async def near(
        self,
        kind: PointKind,
        centre: Place,
        radius_km: float,
        now: datetime,
        *,
        name: str = "",
        open_now: bool = False,
        price: PriceWish | None = None,
    ) -> PointsAnswer:
        """The best points of a kind near a place, at most five.

        Args:
            kind: Of what kind.
            centre: Near what; its time zone and country tell about opening hours.
            radius_km: How far "near" reaches; where nothing is found, four times as far is tried once.
            now: This moment.
            name: What its name should be like, or empty.
            open_now: Leave out those known to be closed.
            price: How dear it may be.

        Raises:
            WebFailed: No server answered.
        """
        answer = await self._ask(kind, centre.coordinates, radius_km)
        points = _points(answer, kind, centre, now)
        if not points:
            answer = await self._ask(kind, centre.coordinates, radius_km * WIDER)
            points = _points(answer, kind, centre, now)
        return _best(points, answer, name, open_now, price)

    async def _ask(self, kind: PointKind, around: Coordinates, radius_km: float) -> Answer:
        query = written(kind, around, radius_km)
        failure = WebFailed("refused", sentence_for("refused", "points"), "", "no such service in the settings")
        for service in self._services:
            question = Question(service, service.address, "points", _is_list, {"data": query})
            try:
                return await self._client.ask(question)
            except WebFailed as error:
                log.info("%s: %s", service.name, error)
                failure = error
                if error.reason == "offline":
                    break
        raise failure


def written(kind: PointKind, around: Coordinates, radius_km: float) -> str:
    """The question in Overpass's own language; the same for the same wish, so that its answer can be kept."""
    # Four decimals are ten metres.
    circle = f"(around:{round(radius_km * 1000)},{around.lat:.4f},{around.lon:.4f})"
    parts = "".join(f"nwr{circle}{''.join(_filter(key, value) for key, value in every)};" for every in kind.tags)
    return f"[out:json][timeout:{SERVER_LIMIT_S}];({parts});out center tags {MOST};"


def _filter(key: str, value: str) -> str:
    # A cuisine is a list with semicolons: "sushi;ramen".
    if key in ("cuisine", "name"):
        return f'["{key}"~"{value}",i]'
    return f'["{key}"~"^({value})$"]'


def _is_list(value: Any) -> bool:
    """Whether it is an answer; one with a remark was broken off, and is one only when something is in it."""
    found = value.get("elements") if isinstance(value, dict) else None
    return isinstance(found, list) and (bool(found) or not text(value, "remark"))


def _points(answer: Answer, kind: PointKind, centre: Place, now: datetime) -> list[PointOfInterest]:
    points: list[PointOfInterest] = []
    for element in sequence(answer.value, "elements")[:200]:
        found = _point(element, centre, now, answer.provenance.source, kind)
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


def _best(
    points: list[PointOfInterest], answer: Answer, name: str, open_now: bool, price: PriceWish | None
) -> PointsAnswer:
    open_ones = [each for each in points if not open_now or each.openness != "closed"]
    if price is not None:
        # Those known to be of another price go, unless nothing else is there.
        right = [each for each in open_ones if each.price in (price, None)]
        open_ones = right or open_ones
    ranked = sorted(open_ones, key=lambda each: _rank(each, name, open_now, price))[:SHOWN]
    unsure = open_now and bool(ranked) and all(each.openness == "unknown" for each in ranked)
    return PointsAnswer(tuple(ranked), answer.provenance, len(points) - len(open_ones), unsure)


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
