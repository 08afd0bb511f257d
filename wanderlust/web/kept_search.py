"""Answers about places from the areas taken along, as the services on the internet would give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.kept_area import OSM_CREDIT, KeptArea, MapElement
from wanderlust.domain.online import Provenance
from wanderlust.domain.places import Coordinates, Place, PlaceAnswer, PlaceMatch
from wanderlust.domain.point_kinds import PointKind
from wanderlust.domain.points import PointsAnswer, PriceWish
from wanderlust.geo.folding import fold
from wanderlust.geo.kept_areas import WHAT, KeptAreas
from wanderlust.web.found_place import kind_of
from wanderlust.web.osm_points import MOST_READ, best_of, points_of

FRESH = timedelta(days=30)  # as long as a service's own answer about such places is not asked for again
WIDER = 4.0  # times the radius, when nothing is near
NEAR_KM = 60.0  # a name in an area farther away than this is hardly meant
CLOSE = 0.05  # scores so near each other are asked about
APART_KM = 1.0
# "Rua Augusta 5", "12 Rue de Rivoli", "Hauptstrasse 3b": the number says where in the street.
_NUMBER = re.compile(r"^\d{1,4}[a-z]?,?\s+(?=\S)|,?\s+\d{1,4}\s?[a-z]?$", re.I)


class KeptSearch:
    """Finds kinds and names in the areas kept. Used on the thread of its areas."""

    def __init__(self, areas: KeptAreas) -> None:
        self._areas = areas

    def covering(self, point: Coordinates) -> KeptArea | None:
        """The newest area that a point lies in."""
        return self._areas.area_at(point)

    def points(
        self,
        kind: PointKind,
        centre: Place,
        radius_km: float,
        now: datetime,
        *,
        name: str = "",
        open_now: bool = False,
        price: PriceWish | None = None,
    ) -> PointsAnswer | None:
        """The best points of a kind near a place, as ``Overpass.near`` gives them; None outside of every area."""
        area = self.covering(centre.coordinates)
        if area is None:
            return None
        provenance = Provenance(OSM_CREDIT, area.added_at, from_memory=now - area.added_at >= timedelta(days=1))
        for reach in (radius_km, radius_km * WIDER):
            near = self._areas.near(centre.coordinates, reach, kind.tags)
            away = [(distance_km(centre.coordinates, Coordinates(each.lat, each.lon)), each) for each in near]
            fitting = sorted(
                ((km, each) for km, each in away if km <= reach and fits(kind, each.tags)), key=lambda pair: pair[0]
            )
            elements = [_as_answered(each) for _, each in fitting[:MOST_READ]]
            points = points_of(elements, OSM_CREDIT, kind, centre, now)
            if points:
                return best_of(points, provenance, name, open_now, price)
        return PointsAnswer((), provenance)

    def find(self, name: str, near: Coordinates | None, limit: int) -> PlaceAnswer:
        """Streets and places of this name, best first; of those far from ``near`` none when others are nearer."""
        first, _, rest = name.partition(",")
        words = _NUMBER.sub("", first.strip()) or first.strip()
        scored: list[tuple[float, Place]] = []
        for element, alike in self._areas.named(words):
            place = _place(element)
            score = alike + (0.15 if element.tags.get("highway") else 0.0)
            if near is not None:
                km = distance_km(near, place.coordinates)
                score += 0.2 if km <= NEAR_KM else -0.2
            scored.append((score, place))
        scored.sort(key=lambda pair: -pair[0])
        matches: list[PlaceMatch] = []
        for score, place in scored:
            if all(distance_km(place.coordinates, other.place.coordinates) > APART_KM for other in matches):
                matches.append(PlaceMatch(place, score, words))
        ambiguous = len(matches) > 1 and matches[0].score - matches[1].score < CLOSE and not rest.strip()
        exact = bool(matches) and fold(matches[0].place.name) == fold(words)
        return PlaceAnswer(name, tuple(matches[:limit]), ambiguous, exact)


def fits(kind: PointKind, tags: Mapping[str, str]) -> bool:
    """Whether all pairs of one alternative hold: a cuisine or a name by a part of it, anything else wholly."""
    return any(all(_holds(tags.get(key, ""), key, values) for key, values in every) for every in kind.tags)


def _holds(value: str, key: str, wanted: str) -> bool:
    if not value:
        return False
    if key in ("cuisine", "name"):
        return any(part in value.casefold() for part in wanted.split("|"))
    return value in wanted.split("|")


def _as_answered(element: MapElement) -> dict[str, Any]:
    kinds = {"n": "node", "w": "way", "r": "relation"}
    kind, number = kinds.get(element.key[:1], "node"), element.key[1:]
    about = {"type": kind, "lat": element.lat, "lon": element.lon, "tags": dict(element.tags)}
    return about | ({"id": int(number)} if number.isdigit() else {})


def _place(element: MapElement) -> Place:
    tags = element.tags
    key = next((key for key in ("highway", *WHAT) if key in tags), "")
    street = " ".join(part for part in (tags.get("addr:street"), tags.get("addr:housenumber")) if part)
    return Place(
        f"osm:{element.key}",
        tags.get("name", ""),
        kind_of(key, tags.get(key, ""), ""),
        element.lat,
        element.lon,
        admin=street,
        source=OSM_CREDIT,
    )


def located(answer: PlaceAnswer, towns: Mapping[str, Place | None]) -> PlaceAnswer:
    """The answer with each place's country, time zone and town, by the nearest town (keyed by the place's id)."""

    def told(place: Place) -> Place:
        town = towns.get(place.id)
        if town is None:
            return place
        return replace(
            place,
            country=town.country,
            country_name=town.country_name,
            timezone=town.timezone,
            admin=", ".join(part for part in (place.admin, town.name) if part),
        )

    return replace(answer, matches=tuple(replace(match, place=told(match.place)) for match in answer.matches))
