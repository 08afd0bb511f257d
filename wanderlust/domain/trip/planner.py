"""Plans days over sights without a network: near ones on one day, in an order that walks little; always the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from itertools import pairwise

from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates, Place, PlaceKind

MOST_A_DAY, LEAST_A_DAY = 4, 2
TOGETHER_KM = 12.0  # in one town
REACH_KM = 45.0  # an hour by bus or train: two small towns make a day
BEGINS, LUNCH_FROM, LUNCH_TO = 9 * 60 + 30, 12 * 60 + 30, 14 * 60  # minutes since midnight
# What one looks at inside takes longer than what one stands before.
STAY: dict[PlaceKind, int] = {"museum": 120, "park": 75, "landmark": 60, "island": 120, "mountain": 120, "water": 60}
WORTH: tuple[PlaceKind, ...] = ("landmark", "museum", "park", "water", "island", "mountain")
_WALK_KM_A_MINUTE = 4.8 / 60 / 1.25  # as the crow flies: 4.8 km an hour on streets a quarter longer
_RIDE_KM_A_MINUTE = 25 / 60 / 1.25  # by bus or tram, with the waiting
_WALKED_KM = 2.5


def grouped(sights: Sequence[Place], days: int) -> list[list[Place]]:
    """Sights for each day, at most four, near ones together; fewer days than asked for where there are too few.

    Each neighbourhood gets a day before any gets its second. In one with several days a short round through all of
    it is cut into stretches: what follows on it lies near.

    Args:
        sights: Nearest to the middle first.
        days: How many days there are.
    """
    rank = {place.id: number for number, place in enumerate(sights)}
    parts = _neighbourhoods(sights)
    given = [0] * len(parts)
    for _ in range(days):
        wanting = [i for i, part in enumerate(parts) if not given[i] or len(part) >= LEAST_A_DAY * (given[i] + 1)]
        if wanting:
            # One without a day first, then where most is left for each day.
            given[min(wanting, key=lambda i: (given[i] > 0, -len(parts[i]) / (given[i] + 1) if given[i] else i))] += 1
    found = [stretch for part, count in zip(parts, given, strict=True) for stretch in _stretches(part, count)]
    # The day in the middle of it all comes first: whoever arrives sees what the place is known for.
    return sorted(found, key=lambda stretch: min(rank[place.id] for place in stretch))


def _neighbourhoods(sights: Sequence[Place]) -> list[list[Place]]:
    """Sights that hang together, most of them first; lone ones join the next within reach to fill a day."""
    parts: list[list[Place]] = []
    for place in sights:
        near = [part for part in parts if any(_km(place, other) <= TOGETHER_KM for other in part)]
        parts = [part for part in parts if part not in near]
        parts.append([*(other for part in near for other in part), place])
    rank = {place.id: number for number, place in enumerate(sights)}
    parts = [sorted(part, key=lambda place: rank[place.id]) for part in parts]
    parts.sort(key=lambda part: (-min(len(part), MOST_A_DAY), rank[part[0].id]))
    joined: list[list[Place]] = []
    for part in parts:
        lone = [other for other in joined if len(other) + len(part) <= MOST_A_DAY and len(part) <= 2]
        beside = next((other for other in lone if min(_km(a, b) for a in other for b in part) <= REACH_KM), None)
        if beside is not None:
            beside += part
        else:
            joined.append(part)
    return joined


def _stretches(part: Sequence[Place], days: int) -> list[list[Place]]:
    chosen = list(part[: days * MOST_A_DAY])
    days = min(days, len(chosen))
    if not days:
        return []
    tour = _round(chosen)
    return min(
        (_cut(tour[turn:] + tour[:turn], days) for turn in range(len(tour))),
        key=lambda parts: (round(sum(_length(stretch) for stretch in parts), 6), parts[0][0].id),
    )


def timetable(stops: Sequence[Place]) -> list[tuple[time, int]]:
    """When each stop of a day begins and how many minutes it takes, with room for lunch."""
    found: list[tuple[time, int]] = []
    now = BEGINS
    for index, place in enumerate(stops):
        if index:
            now = _quarter(now + way_minutes(stops[index - 1].coordinates, place.coordinates))
        stay = STAY.get(place.kind, 60)
        if now < LUNCH_TO and now + stay > LUNCH_FROM + 30 and now > BEGINS:
            now = max(now, LUNCH_TO)
        found.append((time(min(now, 23 * 60) // 60, now % 60), stay))
        now += stay
    return found


def way_minutes(one: Coordinates, other: Coordinates) -> int:
    """How long it roughly takes across a town: on foot up to 2.5 km, else by bus."""
    km = distance_km(one, other)
    return round(km / (_WALK_KM_A_MINUTE if km <= _WALKED_KM else _RIDE_KM_A_MINUTE)) + (0 if km <= _WALKED_KM else 8)


def _round(places: Sequence[Place]) -> list[Place]:
    """A short round trip: each time to the nearest one left, then crossings taken out (2-opt)."""
    left, tour = list(places[1:]), [places[0]]
    while left:
        nearest = min(left, key=lambda place: (_km(tour[-1], place), place.id))
        left.remove(nearest)
        tour.append(nearest)
    improved = True
    while improved:
        improved = False
        for i in range(len(tour) - 1):
            for j in range(i + 2, len(tour) - (i == 0)):
                a, b, c, d = tour[i], tour[i + 1], tour[j], tour[(j + 1) % len(tour)]
                if _km(a, c) + _km(b, d) < _km(a, b) + _km(c, d) - 1e-9:
                    tour[i + 1 : j + 1] = reversed(tour[i + 1 : j + 1])
                    improved = True
    return tour


def _cut(tour: Sequence[Place], days: int) -> list[list[Place]]:
    """Stretches of as equal a number as can be, the longer ones first."""
    size, longer = divmod(len(tour), days)
    parts, at = [], 0
    for day in range(days):
        count = size + (day < longer)
        parts.append(list(tour[at : at + count]))
        at += count
    return parts


def _length(part: Sequence[Place]) -> float:
    return sum(_km(a, b) for a, b in pairwise(part))


def _km(a: Place, b: Place) -> float:
    return distance_km(a.coordinates, b.coordinates)


def _quarter(minutes: int) -> int:
    return -(-minutes // 15) * 15
