"""What the trip panel shows, row by row, worked out from the trips as they stand; no widget in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from wanderlust.domain.events import DomainEvent
from wanderlust.domain.trip.model import DayKey, Stop
from wanderlust.domain.trip.outlook import Conflict, DayOutlook, TripsChanged, Way
from wanderlust.ui.map.trip_routes import STYLES, DayRoute, RouteStop

RowKind = Literal["draft", "day", "stop", "way", "conflict", "free"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        kind: A ``draft`` to look over, a ``day``, a ``stop``, the ``way`` after it, a ``conflict`` at it, or that a
            day is ``free``.
        key: The day it belongs to.
        style: The day's line, 0 to 3.
        stop: The stop, also of a way and a conflict.
        number: The stop's number on the whole trip.
        above: Whether the day's line comes from the row above.
        below: Whether it goes on to the row below.
        way: The way.
        conflict: The conflict.
        outlook: The day's sums.
    """

    kind: RowKind
    key: DayKey
    style: int = 0
    stop: Stop | None = None
    number: int = 0
    above: bool = False
    below: bool = False
    way: Way | None = None
    conflict: Conflict | None = None
    outlook: DayOutlook | None = None


class TripModel(QObject):
    """The trips as last heard of.

    Signals:
        changed: Read ``rows``, ``state`` and the rest anew.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = TripsChanged()
        self.rows: tuple[Row, ...] = ()

    def apply(self, events: Sequence[DomainEvent]) -> None:
        """Take a batch of events; the last about the trips counts."""
        for event in reversed(events):
            if isinstance(event, TripsChanged):
                self.state = event
                self.rows = rows_of(event)
                self.changed.emit()
                return

    @property
    def empty(self) -> bool:
        """Whether there is no day to show."""
        return self.state.trip is None or self.state.trip.empty

    @property
    def days(self) -> tuple[DayKey, ...]:
        return tuple(day.key for day in self.state.trip.days) if self.state.trip is not None else ()

    def stop(self, stop_id: str) -> Stop | None:
        return self.state.trip.stop(stop_id) if self.state.trip is not None else None

    def day_of(self, stop_id: str) -> DayKey | None:
        where = self.state.trip.where(stop_id) if self.state.trip is not None else None
        return where[0] if where is not None else None

    def holds(self, place_id: str) -> bool:
        """Whether a place is on the open trip."""
        trip = self.state.trip
        return trip is not None and any(stop.place is not None and stop.place.id == place_id for stop in trip.stops())

    def routes(self) -> list[DayRoute]:
        """The days for the map: stops with a place, in order."""
        found: list[DayRoute] = []
        for row in self.rows:
            if row.kind == "day":
                found.append(DayRoute(row.style, ()))
            elif row.kind == "stop" and row.stop is not None and row.stop.place is not None:
                place = row.stop.place
                stop = RouteStop(row.number, row.stop.name, row.stop.id, place.coordinates)
                found[-1] = DayRoute(found[-1].style, (*found[-1].stops, stop))
        # A list of wishes has no way through it.
        loose = {row.style for row in self.rows if row.kind == "day" and row.key.open}
        return [part for day in found for part in _parted(day, day.style in loose and day is found[-1])]


def _parted(day: DayRoute, loose: bool) -> list[DayRoute]:
    if loose:
        return [DayRoute(day.style, (stop,)) for stop in day.stops]
    return [day] if day.stops else []


def rows_of(state: TripsChanged) -> tuple[Row, ...]:
    """The rows of the open trip, from the first day down."""
    trip = state.trip
    if trip is None:
        return ()
    rows: list[Row] = []
    if trip.draft and trip.days:
        rows.append(Row("draft", trip.days[0].key))
    number = 0
    for index, (day, outlook) in enumerate(zip(trip.days, state.outlook, strict=True)):
        style = index % STYLES
        rows.append(Row("day", day.key, style, outlook=outlook))
        if not day.stops:
            rows.append(Row("free", day.key, style))
        ways = {way.after: way for way in outlook.ways}
        conflicts = {conflict.stop: conflict for conflict in outlook.conflicts}
        for place, stop in enumerate(day.stops):
            number += 1
            first, last = place == 0, place == len(day.stops) - 1
            joined = not day.key.open
            rows.append(Row("stop", day.key, style, stop, number, not first and joined, not last and joined))
            conflict = conflicts.get(stop.id)
            on = not last and joined
            if conflict is not None:
                rows.append(Row("conflict", day.key, style, stop, number, on, on, conflict=conflict))
            if stop.id in ways and not last:
                rows.append(Row("way", day.key, style, stop, number, on, on, way=ways[stop.id]))
    return tuple(rows)
