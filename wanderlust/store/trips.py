"""Keeps the traveller's trips, and what can be undone of them, in the same file as the conversations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.trip.book import Step, TripBook
from wanderlust.domain.trip.clock import clock_in
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip
from wanderlust.store.database import Now
from wanderlust.store.table import Table
from wanderlust.store.trip_steps import step_from, step_text, stop_from, stop_value
from wanderlust.store.worker import TIME_LIMIT_S

Statement = tuple[str, tuple[object, ...]]

_COLUMNS = ("id", "name", "start", "part", "minutes", "note", "source", "reference", "hours", "place")
_STOPS = f"SELECT trip, day, {', '.join(_COLUMNS)} FROM trip_stops ORDER BY trip, day, position"
_ADD_STOP = (
    f"INSERT INTO trip_stops (trip, day, position, {', '.join(_COLUMNS)}) "
    f"VALUES (?, ?, ?, {', '.join('?' * len(_COLUMNS))})"
)


class SqliteTrips:
    """Fills ``ports.TripStore``; every method raises StorageFailed when the file cannot be used."""

    def __init__(self, path: Path, now: Now, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._table = Table(path, now, "Mend that, then ask me again.", time_limit_s)

    async def load(self) -> TripBook:
        """Everything as it was left."""
        trips, days, stops, log = await self._table.ask_all(
            ("SELECT id, name, draft, version, open FROM trips ORDER BY position", ()),
            ("SELECT trip, day FROM trip_days", ()),
            (_STOPS, ()),
            ("SELECT undone, step FROM trip_log ORDER BY position", ()),
        )
        found = tuple(_trip(row, days, stops) for row in trips)
        current = next((str(row[0]) for row in trips if row[4]), found[0].id if found else "")
        steps = [(bool(undone), step_from(text)) for undone, text in log]
        done = tuple(step for undone, step in steps if not undone)
        return TripBook(found, current, done, tuple(step for undone, step in steps if undone))

    async def keep(self, before: TripBook, after: TripBook) -> None:
        """Write what has changed: all of it or nothing, on disk when this returns."""
        statements = [*_trips_written(before, after), *_log_written(before, after)]
        if statements:
            await self._table.do_all(*statements)

    def close(self) -> None:
        """Let go of the file; the store is of no use afterwards."""
        self._table.close()


def _trips_written(before: TripBook, after: TripBook) -> Iterator[Statement]:
    if before.trips == after.trips and before.current == after.current:
        return
    kept = {trip.id: trip for trip in before.trips}
    there = {trip.id for trip in after.trips}
    for trip_id in kept:
        if trip_id not in there:
            yield "DELETE FROM trips WHERE id = ?", (trip_id,)
    for position, trip in enumerate(after.trips):
        row = (position, trip.name, int(trip.draft), trip.version, int(trip.id == after.current))
        known = kept.get(trip.id)
        if known is None:
            yield (
                "INSERT INTO trips (position, name, draft, version, open, id) VALUES (?, ?, ?, ?, ?, ?)",
                (*row, trip.id),
            )
        else:
            yield (
                "UPDATE trips SET position = ?, name = ?, draft = ?, version = ?, open = ? WHERE id = ?",
                (*row, trip.id),
            )
        if known is None or known.days != trip.days:
            yield from _days_written(trip)


def _days_written(trip: Trip) -> Iterator[Statement]:
    yield "DELETE FROM trip_days WHERE trip = ?", (trip.id,)
    yield "DELETE FROM trip_stops WHERE trip = ?", (trip.id,)
    for day in trip.days:
        yield "INSERT INTO trip_days (trip, day) VALUES (?, ?)", (trip.id, day.key.text)
        for position, stop in enumerate(day.stops):
            value = stop_value(stop)
            value["place"] = json.dumps(value["place"], ensure_ascii=False) if value["place"] else ""
            yield _ADD_STOP, (trip.id, day.key.text, position, *(value[column] for column in _COLUMNS))


def _log_written(before: TripBook, after: TripBook) -> Iterator[Statement]:
    """The log from its first line that is another one; the lines before stay as they are."""
    old, new = _lines(before), _lines(after)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    if same < len(old):
        yield "DELETE FROM trip_log WHERE position >= ?", (same,)
    for position, (undone, step) in enumerate(new[same:], same):
        yield "INSERT INTO trip_log (position, undone, step) VALUES (?, ?, ?)", (position, undone, step_text(step))


def _lines(book: TripBook) -> list[tuple[int, Step]]:
    return [*((0, step) for step in book.done), *((1, step) for step in book.undone)]


def _trip(row: tuple[Any, ...], days: Sequence[tuple[Any, ...]], stops: Sequence[tuple[Any, ...]]) -> Trip:
    trip_id, name, draft, version, _ = row
    trip = Trip(trip_id, name, (), bool(draft), version)
    for owner, key in days:
        if owner == trip_id:
            own = tuple(_stop(stop[2:]) for stop in stops if stop[0] == trip_id and stop[1] == key)
            trip = trip.with_day(Day(DayKey.of(key), own))
    return trip


def _stop(row: tuple[Any, ...]) -> Stop:
    value = dict(zip(_COLUMNS, row, strict=True))
    try:
        value["place"] = json.loads(value["place"]) if value["place"] else None
        stop = stop_from(value)
    except (AttributeError, TypeError, ValueError) as error:
        raise StorageFailed("A saved stop of your trip cannot be read, so I show none of it.") from error
    if stop.start is None and stop.part:
        # Kept as words by a Wanderlust before this one.
        start = clock_in(stop.part, stop.name)
        return replace(stop, start=start, part="") if start is not None else stop
    return stop
