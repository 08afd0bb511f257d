"""What a file tells of stops becomes proposals: where each is, and on which clock it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from wanderlust.assistant.focus import Focus
from wanderlust.assistant.ports import PlaceIndex
from wanderlust.assistant.trips.placing import place_for
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Place, PlaceKind
from wanderlust.domain.trip.found import FoundStop, FoundTrip, Proposal, StopsFound
from wanderlust.domain.trip.model import DayKey, Stop, Trip
from wanderlust.trip_files.moments import zone_named

AIRPORT, STATION = "iata:", "station:"
_AIRPORTS: tuple[PlaceKind, ...] = ("airport",)
MOST_LOOKED_UP = 100  # names of one file; a name takes some 10 ms
LONGEST_LEG = timedelta(hours=30)


async def proposed(found: FoundTrip, file: str, places: PlaceIndex, trip: Trip) -> StopsFound:
    """The stops of a file as they would stand on a trip.

    Args:
        found: What the file tells.
        file: Its name.
        places: The gazetteer: it knows which clock a point is on, and where a name is.
        trip: The open one: what it has already is marked.
    """
    placing = _Placing(places, file, trip)
    proposals = []
    for index, stop in enumerate(found.stops):
        key, made = await placing.made(stop, Stop(f"found_{index}", stop.name))
        proposals.append(Proposal(key, made, _known(made, key, trip)))
    proposals.sort(key=lambda one: one.key.rank)
    stem = file.rpartition(".")[0] or file
    return StopsFound(file, found.name or stem, tuple(proposals), found.days, found.ticket, found.left_out)


class _Placing:
    def __init__(self, places: PlaceIndex, file: str, trip: Trip) -> None:
        self._places, self._file, self._trip = places, file, trip
        self._known: dict[str, Place | None] = {}

    async def made(self, found: FoundStop, blank: Stop) -> tuple[DayKey, Stop]:
        """The day and the stop; its time on the clock of its place."""
        place = found.place or await self._at(found) or await self._named(found.where)
        day, start, zone = found.key.date, found.start, place.timezone if place is not None else ""
        minutes = found.minutes
        if found.ends is not None and found.ends_on is not None and day is not None and start is not None:
            goal = await self._named(found.until) if found.until else place
            minutes = minutes or _between(
                (day, start, zone), (found.ends_on, found.ends, goal.timezone if goal is not None else zone)
            )
        key = found.key
        if day is not None and start is not None and found.zone and zone and found.zone != zone:
            there = _on_clock(day, start, found.zone, zone)
            key, start = DayKey(date=there.date()), there.time()
        stop = replace(
            blank,
            place=place,
            start=start,
            part=found.part if start is None else "",
            minutes=minutes,
            note=found.note,
            source=found.source,
            reference=found.reference,
            hours=found.hours,
        )
        return key, stop

    async def _at(self, found: FoundStop) -> Place | None:
        """A place at a point that is told exactly."""
        if found.point is None:
            return None
        town = await self._places.nearest(found.point)
        lat, lon = found.point.lat, found.point.lon
        label = found.where.split(",")[0].strip() or found.name
        place = Place(f"file:{lat:.6f},{lon:.6f}", label[:120], "landmark", lat, lon, source=self._file)
        if town is None:
            return replace(place, timezone=found.zone if found.zone != "UTC" else "")
        return replace(
            place,
            country=town.country,
            country_name=town.country_name,
            admin=town.name if town.name != label else town.admin,
            timezone=town.timezone,
        )

    async def _named(self, words: str) -> Place | None:
        """The place some words name for sure: an airport by its code, or a name, or a part of an address."""
        if not words or (words not in self._known and len(self._known) >= MOST_LOOKED_UP):
            return None
        if words not in self._known:
            self._known[words] = await self._looked_up(words)
        return self._known[words]

    async def _looked_up(self, words: str) -> Place | None:
        if words.startswith(AIRPORT):
            answer = await self._places.find(words.removeprefix(AIRPORT), kinds=_AIRPORTS, limit=3)
            return next((match.place for match in answer.matches if match.place.id == words), None)
        for name in dict.fromkeys(_names_in(words)):
            place = await place_for(name[:120], self._places, Focus(), self._trip)
            if place is not None:
                return place
        return None


def _on_clock(day: date, at: time, zone: str, there: str) -> datetime:
    """A moment of one clock on another; as it is where either is unknown."""
    here, goal = zone_named(zone), zone_named(there)
    moment = datetime.combine(day, at, here)
    return moment.astimezone(goal) if here is not None and goal is not None else moment


def _names_in(words: str) -> Iterator[str]:
    """What of some words may name a place: all of it, then its town: ``Florence`` of ``Via Cavour 60, 50129 Florence``.

    A station is named after its town: ``Firenze S. M. Novella``.
    """
    if words.startswith(STATION):
        station = words.removeprefix(STATION)
        yield station
        first = station.replace("(", " ").split()[0]
        if len(first) > 3 or not first.isascii():
            yield first
        return
    yield words
    parts = words.split(",")
    for part in reversed(parts[-3:] if len(parts) > 1 else []):
        town = " ".join(word for word in part.split() if not any(char.isdigit() for char in word))
        if town:
            yield town


def _between(begin: tuple[date, time, str], end: tuple[date, time, str]) -> int | None:
    """Minutes from a moment to another, each on its own clock; None where that makes no sense."""
    one, other = (datetime.combine(day, at, zone_named(zone)) for day, at, zone in (begin, end))
    if one.tzinfo is None or other.tzinfo is None:
        return None
    length = other - one
    # What arrives before it left has arrived the day after.
    length += timedelta(days=1) if length <= timedelta(0) else timedelta(0)
    return round(length / timedelta(minutes=1)) if timedelta(0) < length <= LONGEST_LEG else None


def _known(stop: Stop, key: DayKey, trip: Trip) -> bool:
    """Whether the trip has a stop of this name, or at this place with this number, on the same day."""
    day = trip.day(key)
    return any(
        other.name.casefold() == stop.name.casefold()
        or (stop.reference and other.reference == stop.reference and _near(other, stop) and other.start == stop.start)
        for other in (day.stops if day is not None else ())
    )


def _near(one: Stop, other: Stop) -> bool:
    if one.place is None or other.place is None:
        return one.place is other.place
    return distance_km(one.place.coordinates, other.place.coordinates) < 1
