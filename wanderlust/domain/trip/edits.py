"""Every edit a traveller can make of a trip, as a step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.book import Deed, DeedKind, Step, TripBook
from wanderlust.domain.trip.changes import (
    AlterStop,
    NameTrip,
    PutDay,
    PutStop,
    PutTrip,
    SwapDays,
    TakeDay,
    TakeStop,
    TakeTrip,
    TripChange,
)
from wanderlust.domain.trip.model import ANY_DAY, Day, DayKey, Stop, Trip, place_in_order


def add_stop(trip: Trip, stop: Stop, key: DayKey, index: int | None = None) -> Step:
    """Put a stop on a day: where its time belongs, or before the stop that has this index."""
    day = trip.day(key)
    where = index if index is not None else place_in_order(day.stops if day is not None else (), stop)
    return Step(Deed("added", stop.name, key, stop.start), trip.id, (PutStop(key, where, stop),))


def move_stop(trip: Trip, stop_id: str, key: DayKey, index: int | None = None, start: time | None = None) -> Step:
    """Another day, another place in it, or another time; what is not given stays.

    Args:
        trip: The trip.
        stop_id: Which stop.
        key: The day it goes to.
        index: Its index there, counted without itself; None for where its time belongs.
        start: Its new time; None keeps the one it has.
    """
    stop = _stop(trip, stop_id)
    moved = replace(stop, start=start, part="") if start is not None else stop
    day = trip.day(key)
    others = tuple(other for other in (day.stops if day is not None else ()) if other.id != stop_id)
    where = index if index is not None else place_in_order(others, moved)
    changes: tuple[TripChange, ...] = (TakeStop(stop_id), PutStop(key, where, moved))
    return Step(Deed("moved", stop.name, key, moved.start), trip.id, changes)


def alter_stop(trip: Trip, stop: Stop, kind: DeedKind) -> Step:
    """Let a stop be as given; a new time takes it to where that belongs in its day."""
    before = _stop(trip, stop.id)
    where = trip.where(stop.id)
    assert where is not None
    if stop.start == before.start or stop.start is None:
        return Step(Deed(kind, before.name if kind != "renamed" else stop.name, where[0]), trip.id, (AlterStop(stop),))
    day = trip.day(where[0])
    assert day is not None
    others = tuple(other for other in day.stops if other.id != stop.id)
    changes: tuple[TripChange, ...] = (TakeStop(stop.id), PutStop(where[0], place_in_order(others, stop), stop))
    return Step(Deed("timed", stop.name, where[0], stop.start), trip.id, changes)


def remove_stops(trip: Trip, stop_ids: Sequence[str]) -> Step:
    """Take stops off the trip."""
    stops = [_stop(trip, stop_id) for stop_id in stop_ids]
    where = trip.where(stop_ids[0]) if stop_ids else None
    if where is None:
        raise BadInput("There is nothing to take off the trip.")
    deed = Deed("removed", stops[0].name if len(stops) == 1 else "", where[0], count=len(stops))
    return Step(deed, trip.id, tuple(TakeStop(stop_id) for stop_id in stop_ids))


def swap_days(trip: Trip, one: DayKey, other: DayKey) -> Step:
    """Exchange what is done on two days."""
    if one == other:
        raise BadInput("Those are the same day.")
    if trip.day(one) is None and trip.day(other) is None:
        raise BadInput("Neither of those days is on the trip.")
    made = tuple(PutDay(Day(key)) for key in (one, other) if trip.day(key) is None)
    return Step(Deed("swapped", day=one, other=other, count=2), trip.id, (*made, SwapDays(one, other)))


def add_day(trip: Trip, key: DayKey | None = None) -> Step:
    """Add an empty day: the one after the last unless another is given."""
    key = key if key is not None else next_day(trip)
    return Step(Deed("day_added", day=key), trip.id, (PutDay(Day(key)),))


def remove_day(trip: Trip, key: DayKey) -> Step:
    """Take a day off with its stops; later numbered days keep their numbers."""
    day = trip.day(key)
    if day is None:
        raise BadInput("That day is no longer on the trip.")
    return Step(Deed("day_removed", day=key, count=len(day.stops)), trip.id, (TakeDay(key),))


def begin_on(trip: Trip, first: date) -> Step:
    """Give the trip's days dates: its first day is this one, the others keep their distance from it."""
    numbered = [day for day in trip.days if day.key.number]
    dated = [day for day in trip.days if day.key.date is not None]
    if not numbered and not dated:
        return Step(Deed("dated", trip.name, DayKey(date=first)), trip.id, (PutDay(Day(DayKey(date=first))),))
    shifted: list[Day] = []
    if dated:
        begins = dated[0].key.date
        assert begins is not None
        ahead = first - begins
        shifted = [replace(day, key=DayKey(date=day.key.date + ahead)) for day in dated if day.key.date is not None]
        after = max(day.key.date for day in shifted if day.key.date is not None) + timedelta(days=1)
        lowest = numbered[0].key.number if numbered else 1
        shifted += [replace(day, key=DayKey(date=after + timedelta(days=day.key.number - lowest))) for day in numbered]
    else:
        shifted = [replace(d, key=DayKey(date=first + timedelta(days=d.key.number - 1))) for d in numbered]
    gone = tuple(TakeDay(day.key) for day in (*dated, *numbered))
    come = tuple(PutDay(day) for day in shifted)
    return Step(Deed("dated", trip.name, DayKey(date=first), count=len(shifted)), trip.id, (*gone, *come))


def fill_days(trip: Trip, days: Sequence[Day], name: str) -> Step:
    """Put a planned draft on an empty trip; ``name`` is what it is called."""
    come = tuple(PutDay(day) for day in days)
    return Step(Deed("planned", name, count=len(days)), trip.id, (NameTrip(trip.name or name, draft=True), *come))


def keep_draft(trip: Trip) -> Step:
    """The traveller has looked a draft over."""
    return Step(Deed("kept", trip.name), trip.id, (NameTrip(trip.name, draft=False),))


def new_trip(book: TripBook, trip: Trip) -> Step:
    """Add a trip, and open it."""
    kind: DeedKind = "planned" if trip.draft else "trip_made" if trip.empty else "imported"
    count = len(trip.days) if trip.days else 1
    return Step(Deed(kind, trip.name, count=count), trip.id, (PutTrip(trip, len(book.trips)),))


def name_trip(trip: Trip, name: str) -> Step:
    return Step(Deed("trip_named", name), trip.id, (NameTrip(name, trip.draft),))


def remove_trip(trip: Trip) -> Step:
    return Step(Deed("trip_removed", trip.name, count=sum(1 for _ in trip.stops())), trip.id, (TakeTrip(trip.id),))


def next_day(trip: Trip) -> DayKey:
    """The day after the trip's last."""
    keys = [day.key for day in trip.days if day.key != ANY_DAY and not day.key.words]
    if not keys:
        return DayKey(number=1)
    last = max(keys, key=lambda key: key.rank)
    if last.number:
        return DayKey(number=last.number + 1)
    assert last.date is not None
    return DayKey(date=last.date + timedelta(days=1))


def _stop(trip: Trip, stop_id: str) -> Stop:
    stop = trip.stop(stop_id)
    if stop is None:
        raise BadInput("That stop is no longer on the trip.")
    return stop
