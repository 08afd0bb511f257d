"""All trips, which of them is open, and the log of what was done: every deed has a name and can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from typing import Literal

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.changes import Change, PutTrip, TakeTrip, changed
from wanderlust.domain.trip.model import DayKey, Trip

REMEMBERED = 200  # deeds that can be undone; a day's planning is some thirty

DeedKind = Literal[
    "added",
    "removed",
    "moved",
    "timed",
    "renamed",
    "noted",
    "swapped",
    "dated",
    "day_added",
    "day_removed",
    "planned",
    "kept",
    "imported",
    "trip_made",
    "trip_named",
    "trip_removed",
]


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done, as data: the window and the voice each put it into words.

    Attributes:
        kind: Which deed.
        what: Name of the stop or of the trip; empty where ``count`` says it.
        day: The day it went to, or came from when it was removed.
        start: The time it has now.
        other: The second of two days.
        count: How many stops or days it was about.
    """

    kind: DeedKind
    what: str = ""
    day: DayKey | None = None
    start: time | None = None
    other: DayKey | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A deed on one trip with the changes that do it, in order."""

    deed: Deed
    trip: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class TripBook:
    """Everything there is of trips.

    Attributes:
        trips: In the order they were made.
        current: Id of the one that is open; empty when there is none.
        done: What can be undone, the latest last: each holds the changes that take it back.
        undone: What can be done again, the one undone last being last.
    """

    trips: tuple[Trip, ...] = ()
    current: str = ""
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    @property
    def trip(self) -> Trip | None:
        """The open trip."""
        return self.named(self.current)

    def named(self, trip_id: str) -> Trip | None:
        return next((trip for trip in self.trips if trip.id == trip_id), None)


def perform(book: TripBook, step: Step) -> TripBook:
    """Do a step; it can be undone, and what was undone before can no longer be done again.

    Raises:
        BadInput: It does not fit the trip as it is.
    """
    after, back = _applied(book, step)
    return replace(after, done=(*book.done, back)[-REMEMBERED:], undone=())


def undo(book: TripBook) -> tuple[TripBook, Deed] | None:
    """Take the last deed back; None when there is none."""
    if not book.done:
        return None
    after, again = _applied(book, book.done[-1])
    return replace(after, done=book.done[:-1], undone=(*book.undone, again)), again.deed


def redo(book: TripBook) -> tuple[TripBook, Deed] | None:
    """Do again what was undone last; None when there is nothing."""
    if not book.undone:
        return None
    after, back = _applied(book, book.undone[-1])
    return replace(after, done=(*book.done, back), undone=book.undone[:-1]), back.deed


def opened(book: TripBook, trip_id: str) -> TripBook:
    """The book with another of its trips open."""
    if book.named(trip_id) is None:
        raise BadInput("That trip is no longer there.")
    return replace(book, current=trip_id)


def _applied(book: TripBook, step: Step) -> tuple[TripBook, Step]:
    """The book after a step, with the step's trip open, and the step that takes it back."""
    back: list[Change] = []
    for change in step.changes:
        match change:
            case PutTrip(trip, index):
                if book.named(trip.id) is not None:
                    raise BadInput("That trip is there already.")
                trips = (*book.trips[:index], trip, *book.trips[index:])
                book = replace(book, trips=trips, current=trip.id)
                back.insert(0, TakeTrip(trip.id))
            case TakeTrip(trip_id):
                place, taken = _trip(book, trip_id)
                trips = book.trips[:place] + book.trips[place + 1 :]
                neighbour = trips[min(place, len(trips) - 1)].id if trips else ""
                current = neighbour if book.current == trip_id else book.current
                book = replace(book, trips=trips, current=current)
                back.insert(0, PutTrip(taken, place))
            case _:
                place, before = _trip(book, step.trip)
                after, inverse = changed(before, change)
                after = replace(after, version=after.version + 1)
                trips = (*book.trips[:place], after, *book.trips[place + 1 :])
                book = replace(book, trips=trips, current=after.id)
                back[:0] = inverse
    return book, Step(step.deed, step.trip, tuple(back))


def _trip(book: TripBook, trip_id: str) -> tuple[int, Trip]:
    for place, trip in enumerate(book.trips):
        if trip.id == trip_id:
            return place, trip
    raise BadInput("That trip is no longer there.")
