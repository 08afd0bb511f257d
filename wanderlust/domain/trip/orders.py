"""What the traveller wants of the trips by hand; the window sends these, whoever keeps the trips obeys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from wanderlust.domain.places import Place
from wanderlust.domain.trip.model import DayKey

TRIP_ADDED = "trip_added"
"""Topic of the notice that offers to take off what was just put on the trip."""


@dataclass(frozen=True, slots=True)
class AddPlace:
    """Put a place on a day; without one, on the day of the trip it lies nearest to.

    Attributes:
        place: As it stands on the map.
        key: The day, or None.
        hours: Its opening hours as OpenStreetMap writes them, where they are known.
    """

    place: Place
    key: DayKey | None = None
    hours: str = ""


@dataclass(frozen=True, slots=True)
class MoveStop:
    """Another day or another place in its day; ``index`` counts the day's other stops, None goes by the time."""

    stop: str
    key: DayKey
    index: int | None = None
    start: time | None = None


@dataclass(frozen=True, slots=True)
class ChangeStop:
    """New words for a stop: what is None stays as it is.

    Attributes:
        stop: Its id.
        name: Its name.
        time: What was typed for its time; empty for no time.
        minutes: How long it takes; 0 for nobody knows.
        note: The traveller's own lines.
    """

    stop: str
    name: str | None = None
    time: str | None = None
    minutes: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveStop:
    stop: str


@dataclass(frozen=True, slots=True)
class MoveDay:
    """Exchange a day's stops with those of its neighbour: -1 earlier, 1 later."""

    key: DayKey
    step: int


@dataclass(frozen=True, slots=True)
class AddDay:
    """One more day after the last."""


@dataclass(frozen=True, slots=True)
class RemoveDay:
    key: DayKey


@dataclass(frozen=True, slots=True)
class BeginOn:
    """The trip's first day is this one."""

    day: date


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """The draft is looked over."""


@dataclass(frozen=True, slots=True)
class NewTrip:
    name: str = ""


@dataclass(frozen=True, slots=True)
class OpenTrip:
    trip: str


@dataclass(frozen=True, slots=True)
class NameTrip:
    trip: str
    name: str


@dataclass(frozen=True, slots=True)
class RemoveTrip:
    trip: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last deed back."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Do again what was undone."""


TripOrder = (
    AddPlace
    | MoveStop
    | ChangeStop
    | RemoveStop
    | MoveDay
    | AddDay
    | RemoveDay
    | BeginOn
    | KeepDraft
    | NewTrip
    | OpenTrip
    | NameTrip
    | RemoveTrip
    | Undo
    | Redo
)
