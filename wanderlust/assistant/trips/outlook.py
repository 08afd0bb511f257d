"""Works out what follows from a trip: ways by rules of thumb, daylight by the almanac, and what will not work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wanderlust.assistant.tools.overland import sea_between
from wanderlust.assistant.tools.travel_modes import mode_for
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Place
from wanderlust.domain.points import Openness
from wanderlust.domain.sun import sun_times
from wanderlust.domain.trip.model import Day, Stop, Trip
from wanderlust.domain.trip.outlook import Conflict, DayOutlook, Mending, Way, WayMode

HoursReader = Callable[[str, datetime, str, str, float, float], tuple[Openness, datetime | None]]
"""Whether a place is open: its hours, a moment, its zone, its country, its latitude and longitude."""

ON_TIME_MIN = 10  # whoever is expected ten minutes early will be there: no word about that
_MODES: dict[str, WayMode] = {"walk": "walk", "car": "car", "train": "train", "plane": "plane"}


def unknown_hours(*_asked: object) -> tuple[Openness, datetime | None]:
    """Where nobody reads opening hours."""
    return "unknown", None


def outlook_of(trip: Trip, hours: HoursReader = unknown_hours) -> tuple[DayOutlook, ...]:
    """What follows for each of a trip's days."""
    return tuple(_day_outlook(day, trip, hours) for day in trip.days)


def way_between(one: Place, other: Place, after: str = "") -> Way:
    """The way from one place to another: straight, with a rough time; none over the sea."""
    km = distance_km(one.coordinates, other.coordinates)
    by_sea = sea_between(one, other)
    name, mode = mode_for(None, km, by_sea)
    minutes = None if by_sea else round((km * mode.detour / mode.km_per_hour + mode.fixed_hours) * 60)
    return Way(_MODES[name], km, minutes, after)


def _day_outlook(day: Day, trip: Trip, hours: HoursReader) -> DayOutlook:
    if day.key.open:
        return DayOutlook(day.key)  # not one day: nothing follows on anything
    ways = tuple(
        way_between(one.place, other.place, one.id)
        for one, other in pairwise(day.stops)
        if one.place is not None and other.place is not None
    )
    by_mode: dict[WayMode, float] = {}
    for way in ways:
        by_mode[way.mode] = by_mode.get(way.mode, 0.0) + way.km
    mode = max(by_mode, key=lambda one: by_mode[one]) if by_mode else "walk"
    rises, sets = _daylight(day)
    conflicts = tuple(_conflicts(day, trip, ways, hours))
    return DayOutlook(day.key, ways, sum(by_mode.values()), mode, rises, sets, conflicts)


def _daylight(day: Day) -> tuple[datetime | None, datetime | None]:
    place = next((stop.place for stop in day.stops if stop.place is not None and stop.place.timezone), None)
    zone = _zone(place.timezone) if place is not None else None
    if day.key.date is None or place is None or zone is None:
        return None, None
    sun = sun_times(place.coordinates, day.key.date, zone)
    return sun.rises, sun.sets


def _conflicts(day: Day, trip: Trip, ways: Sequence[Way], hours: HoursReader) -> Iterator[Conflict]:
    """At most one a stop: that it is closed matters more than when one gets there."""
    by_start = {way.after: way for way in ways}
    before: Stop | None = None
    for stop in day.stops:
        found = _closed(stop, day, trip, hours)
        if found is None and before is not None and stop.start is not None and before.start is not None:
            found = _too_soon(before, stop, by_start.get(before.id), day)
        if found is not None:
            yield found
        before = stop


def _too_soon(before: Stop, stop: Stop, way: Way | None, day: Day) -> Conflict | None:
    assert before.start is not None and stop.start is not None
    begins, earlier = _minutes(stop.start), _minutes(before.start)
    if begins < earlier:
        return Conflict("order", stop.id, before.name, at=stop.start, mending=Mending(stop.id, day.key, stop.start))
    ends = earlier + (before.minutes or 0)
    travel = way.minutes if way is not None and way.minutes is not None else 0
    later = _clock(ends + travel)
    mending = Mending(stop.id, day.key, later) if later is not None else None
    if ends > begins:
        return Conflict("overlap", stop.id, before.name, ends - begins, stop.start, mending)
    if ends + travel > begins + ON_TIME_MIN:
        return Conflict("too_far", stop.id, before.name, travel, stop.start, mending)
    return None


def _closed(stop: Stop, day: Day, trip: Trip, hours: HoursReader) -> Conflict | None:
    if day.key.date is None or stop.place is None or not stop.hours or not stop.place.timezone:
        return None
    shut, opens = _shut(stop, day.key.date, hours)
    if not shut:
        return None
    if opens is not None and stop.start is not None:
        return Conflict("closed", stop.id, at=stop.start, mending=Mending(stop.id, day.key, opens))
    for other in trip.days:
        if other.key != day.key and other.key.date is not None and not _shut(stop, other.key.date, hours)[0]:
            return Conflict("closed", stop.id, mending=Mending(stop.id, other.key))
    return Conflict("closed", stop.id)


def _shut(stop: Stop, day: date, hours: HoursReader) -> tuple[bool, time | None]:
    """Whether it is surely closed when one wants in on a day, and when it opens later that day."""
    place = stop.place
    zone = _zone(place.timezone) if place is not None else None
    if place is None or zone is None:
        return False, None
    midnight = datetime.combine(day, time(0), zone)
    moment = datetime.combine(day, stop.start, zone) if stop.start is not None else midnight
    state, changes = hours(stop.hours, moment, place.timezone, place.country, place.lat, place.lon)
    if state != "closed":
        return False, None
    opens = changes.astimezone(zone) if changes is not None else None
    that_day = opens is not None and opens < midnight + timedelta(days=1)
    if stop.start is None:
        return not that_day, None
    return True, opens.time().replace(second=0, microsecond=0) if opens is not None and that_day else None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minutes: int) -> time | None:
    """The next full five minutes; None after midnight."""
    rounded = -(-minutes // 5) * 5
    return time(rounded // 60, rounded % 60) if rounded < 24 * 60 else None
