"""What is done to the trips by hand: each order of the window becomes a step, or a sentence why not."""

from __future__ import annotations

from dataclasses import replace

from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.domain.errors import BadInput
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Place
from wanderlust.domain.trip import edits
from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.book import DeedKind, Step, TripBook
from wanderlust.domain.trip.clock import clock_in, part_in
from wanderlust.domain.trip.model import ANY_DAY, DayKey, Stop, Trip

SAME_DAY_KM = 60.0  # a pin nearer than this to a day's stops is put on that day
NAME_LENGTH = 120
_NOTED: DeedKind = "noted"
_TIMED: DeedKind = "timed"
_RENAMED: DeedKind = "renamed"


async def obey(desk: TripDesk, order: od.TripOrder) -> None:
    """Do what was asked.

    Raises:
        BadInput: It does not fit the trip as it is, or what was typed makes no sense.
        StorageFailed: It could not be written down, so nothing has changed.
    """
    match order:
        case od.AddPlace(place, wished, hours):
            stop = Stop(desk.new_id("stop"), place.name, place, source="pinned", hours=hours)
            await desk.edit(lambda trip: edits.add_stop(trip, stop, wished or day_near(trip, place)))
        case od.MoveStop(stop_id, key, index, start):
            await desk.edit(lambda trip: edits.move_stop(trip, stop_id, key, index, start))
        case od.ChangeStop():
            await desk.edit(lambda trip: _altered(trip, order))
        case od.RemoveStop(stop_id):
            await desk.edit(lambda trip: edits.remove_stops(trip, (stop_id,)))
        case od.MoveDay(key, step):
            await desk.edit(lambda trip: edits.swap_days(trip, key, _neighbour(trip, key, step)))
        case od.AddDay():
            await desk.edit(edits.add_day)
        case od.RemoveDay(key):
            await desk.edit(lambda trip: edits.remove_day(trip, key))
        case od.BeginOn(day):
            await desk.edit(lambda trip: edits.begin_on(trip, day))
        case od.KeepDraft():
            await desk.edit(edits.keep_draft)
        case od.NewTrip(name):
            trip = Trip(desk.new_id("trip"), _name(name))
            await desk.edit_book(lambda book: edits.new_trip(book, trip))
        case od.OpenTrip(trip_id):
            await desk.open(trip_id)
        case od.NameTrip(trip_id, name):
            await desk.edit_book(lambda book: edits.name_trip(_trip(book, trip_id), _name(name)))
        case od.RemoveTrip(trip_id):
            await desk.edit_book(lambda book: edits.remove_trip(_trip(book, trip_id)))
        case od.Undo():
            await desk.undo()
        case od.Redo():
            await desk.redo()


def day_near(trip: Trip, place: Place) -> DayKey:
    """The day whose stops lie nearest to a place, if they lie near at all; else the last day, or any day."""
    best: tuple[float, DayKey] | None = None
    for day in trip.days:
        for stop in day.stops:
            if stop.place is not None and not day.key.open:
                km = distance_km(stop.place.coordinates, place.coordinates)
                if km <= SAME_DAY_KM and (best is None or km < best[0]):
                    best = km, day.key
    if best is not None:
        return best[1]
    days = [day.key for day in trip.days if not day.key.open]
    return days[-1] if days else ANY_DAY


def _altered(trip: Trip, order: od.ChangeStop) -> Step:
    stop = trip.stop(order.stop)
    if stop is None:
        raise BadInput("That stop is no longer on the trip.")
    changed, kind = stop, _NOTED
    if order.note is not None:
        changed = replace(changed, note=order.note.strip())
    if order.minutes is not None:
        changed, kind = replace(changed, minutes=order.minutes or None), _TIMED
    if order.time is not None:
        changed, kind = _timed(changed, order.time), _TIMED
    if order.name is not None and order.name.strip() and order.name.strip() != stop.name:
        changed, kind = replace(changed, name=_name(order.name)), _RENAMED
    if changed == stop:
        raise BadInput("Nothing about it has changed.")
    return edits.alter_stop(trip, changed, kind)


def _timed(stop: Stop, words: str) -> Stop:
    if not words.strip():
        return replace(stop, start=None, part="")
    start = clock_in(words, stop.name)
    if start is not None:
        return replace(stop, start=start, part="")
    part = part_in(words)
    if part not in ("morning", "afternoon", "evening"):
        raise BadInput(f"I do not know the time “{words.strip()}”.", "Write it like 10:30.")
    return replace(stop, start=None, part=part)


def _neighbour(trip: Trip, key: DayKey, step: int) -> DayKey:
    keys = [day.key for day in trip.days if not day.key.open]
    if key not in keys or not 0 <= keys.index(key) + step < len(keys):
        raise BadInput("There is no day to change places with.")
    return keys[keys.index(key) + step]


def _trip(book: TripBook, trip_id: str) -> Trip:
    trip = book.named(trip_id)
    if trip is None:
        raise BadInput("That trip is no longer there.")
    return trip


def _name(words: str) -> str:
    return " ".join(words.split())[:NAME_LENGTH]
