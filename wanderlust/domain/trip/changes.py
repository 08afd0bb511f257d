"""The small changes every edit is made of; each, applied, also gives the change that takes it back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip


@dataclass(frozen=True, slots=True)
class PutStop:
    """Put a stop on a day, before the one that has this index now; the day is made if it is not there."""

    key: DayKey
    index: int
    stop: Stop


@dataclass(frozen=True, slots=True)
class TakeStop:
    """Take a stop off the trip; a day stays, though it be empty."""

    stop_id: str


@dataclass(frozen=True, slots=True)
class AlterStop:
    """Let the stop of that id be as given: its name, time, note and the rest."""

    stop: Stop


@dataclass(frozen=True, slots=True)
class PutDay:
    """Add a day with its stops; there is none of its key yet."""

    day: Day


@dataclass(frozen=True, slots=True)
class TakeDay:
    """Take a day off with all its stops."""

    key: DayKey


@dataclass(frozen=True, slots=True)
class SwapDays:
    """Exchange the stops of two days."""

    one: DayKey
    other: DayKey


@dataclass(frozen=True, slots=True)
class NameTrip:
    """Another name, and whether it is a draft."""

    name: str
    draft: bool


@dataclass(frozen=True, slots=True)
class PutTrip:
    """Add a whole trip before the one that has this index now."""

    trip: Trip
    index: int


@dataclass(frozen=True, slots=True)
class TakeTrip:
    """Take a whole trip away."""

    trip_id: str


TripChange = PutStop | TakeStop | AlterStop | PutDay | TakeDay | SwapDays | NameTrip
Change = TripChange | PutTrip | TakeTrip


def changed(trip: Trip, change: TripChange) -> tuple[Trip, tuple[TripChange, ...]]:
    """The trip after a change, and the changes that take it back, in the order to apply them.

    Raises:
        BadInput: The change names a stop or a day that is not there, or adds one that is.
    """
    match change:
        case PutStop(key, index, stop):
            if trip.stop(stop.id) is not None:
                raise BadInput(f"{stop.name} is on the trip already.")
            day = trip.day(key)
            stops = list(day.stops) if day is not None else []
            stops.insert(index, stop)
            back: tuple[TripChange, ...] = (TakeStop(stop.id),) if day is not None else (TakeDay(key),)
            return trip.with_day(Day(key, tuple(stops))), back
        case TakeStop(stop_id):
            day, index = _found(trip, stop_id)
            stop = day.stops[index]
            left = day.stops[:index] + day.stops[index + 1 :]
            return trip.with_day(replace(day, stops=left)), (PutStop(day.key, index, stop),)
        case AlterStop(stop):
            day, index = _found(trip, stop.id)
            before = day.stops[index]
            stops_now = (*day.stops[:index], stop, *day.stops[index + 1 :])
            return trip.with_day(replace(day, stops=stops_now)), (AlterStop(before),)
        case PutDay(day):
            if trip.day(day.key) is not None:
                raise BadInput("That day is on the trip already.")
            return trip.with_day(day), (TakeDay(day.key),)
        case TakeDay(key):
            return trip.without_day(key), (PutDay(_day(trip, key)),)
        case SwapDays(one, other):
            first, second = _day(trip, one), _day(trip, other)
            swapped = trip.with_day(replace(first, stops=second.stops))
            return swapped.with_day(replace(second, stops=first.stops)), (change,)
        case NameTrip(name, draft):
            return replace(trip, name=name, draft=draft), (NameTrip(trip.name, trip.draft),)


def _found(trip: Trip, stop_id: str) -> tuple[Day, int]:
    where = trip.where(stop_id)
    if where is None:
        raise BadInput("That stop is no longer on the trip.")
    return _day(trip, where[0]), where[1]


def _day(trip: Trip, key: DayKey) -> Day:
    day = trip.day(key)
    if day is None:
        raise BadInput("That day is no longer on the trip.")
    return day
