"""Names of first-level divisions: GeoNames gives codes alone, so airports nearby vote for the name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from wanderlust.geo.place_sources import Airport

REACH_DEGREES = 0.6  # an airport speaks for the division of a town within some 60 km

DivisionKey = tuple[str, str]  # country code, division code


@dataclass(frozen=True, slots=True)
class TownPoint:
    """Where a town is, and in which division."""

    lat: float
    lon: float
    country: str
    division: str


def division_names(
    towns: Sequence[TownPoint], airports: Iterable[Airport], known: dict[DivisionKey, str]
) -> dict[DivisionKey, str]:
    """A name for each division that has one, ``known`` names first.

    Every airport gives the name of its subdivision to the division of the town nearest to it. A name stands
    where division and name choose each other: of all divisions this name fell on, it fell mostly on this one.
    """
    settled = {country for country, _ in known}
    votes: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    by_country: dict[str, list[TownPoint]] = defaultdict(list)
    for town in towns:
        if town.country not in settled:
            by_country[town.country].append(town)
    points = {
        country: np.array([(town.lat, town.lon) for town in members], dtype=np.float32)
        for country, members in by_country.items()
    }
    for airport in airports:
        country, name = airport["country"], airport["subd"].strip()
        if not name or country not in points:
            continue
        away = np.abs(points[country] - (float(airport["lat"]), float(airport["lon"])))
        distance = away[:, 0] + away[:, 1] * np.cos(np.radians(float(airport["lat"])))
        nearest = int(np.argmin(distance))
        if distance[nearest] <= REACH_DEGREES:
            votes[country][by_country[country][nearest].division, name] += 1
    names = dict(known)
    for country, counted in votes.items():
        favourite: dict[str, str] = {}  # division -> name
        home: dict[str, str] = {}  # name -> division
        for (division, name), _ in counted.most_common():
            favourite.setdefault(division, name)
            home.setdefault(name, division)
        for division, name in favourite.items():
            if division and home[name] == division:
                names[country, division] = name
    return names
