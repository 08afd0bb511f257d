"""Drafts days in a place from the sights this computer knows: no network, and the same draft every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from wanderlust.assistant.ports import PlaceIndex
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Place
from wanderlust.domain.trip.model import Day, DayKey, Stop
from wanderlust.domain.trip.planner import LEAST_A_DAY, MOST_A_DAY, WORTH, grouped, timetable

IN_TOWN_KM, AROUND_KM = 9.0, 60.0  # from one end of central Rome or Tokyo to the other; an hour out of town
_MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """Days with their stops.

    Attributes:
        days: As many as there are sights for, at most as many as were asked for.
        sights: How many sights there are on them.
    """

    days: tuple[Day, ...]
    sights: int


async def drafted(
    centre: Place, days: int, places: PlaceIndex, new_id: Callable[[str], str], first: date | None = None
) -> Draft:
    """A draft of so many days in and around a place.

    Args:
        centre: The town or region.
        days: How many days.
        places: Knows the sights.
        new_id: Makes the stops' ids.
        first: The first day in the calendar; without it they are numbered.
    """
    wide = centre.kind in ("region", "country", "island")
    sights = await _sights(centre, AROUND_KM if wide else IN_TOWN_KM, places)
    if not wide and len(sights) < days * LEAST_A_DAY:
        sights = await _sights(centre, AROUND_KM, places)
    planned = []
    for number, group in enumerate(grouped(sights, days), 1):
        key = DayKey(date=first + timedelta(days=number - 1)) if first is not None else DayKey(number=number)
        stops = tuple(
            Stop(new_id("stop"), place.name, place, start, minutes=stay, source="planned")
            for place, (start, stay) in zip(group, timetable(group), strict=True)
        )
        planned.append(Day(key, stops))
    return Draft(tuple(planned), sum(len(day.stops) for day in planned))


async def _sights(centre: Place, radius_km: float, places: PlaceIndex) -> list[Place]:
    """Nearest first; each spot once, with the time zone of the town where it has none."""
    found = await places.around(centre.coordinates, WORTH, radius_km, _MOST_FOUND)
    chosen: list[Place] = []
    for place in sorted(found, key=lambda one: (distance_km(centre.coordinates, one.coordinates), one.id)):
        if place.id != centre.id and all(place.name != other.name for other in chosen):
            chosen.append(place)
        if len(chosen) == MOST_A_DAY * 14:
            break
    return chosen
