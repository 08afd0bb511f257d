"""What follows from a trip: the ways between stops, the daylight, and what will not work as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from wanderlust.domain.trip.book import Deed
from wanderlust.domain.trip.model import DayKey, Trip

WayMode = Literal["walk", "car", "train", "plane"]
ConflictKind = Literal["closed", "too_far", "overlap", "order"]


@dataclass(frozen=True, slots=True)
class Way:
    """From one stop to the next on the same day: a straight line and a rule of thumb.

    Attributes:
        mode: How one would go.
        km: In a straight line.
        minutes: Roughly; None where there is sea between.
        after: Id of the stop it comes from.
    """

    mode: WayMode
    km: float
    minutes: int | None
    after: str


@dataclass(frozen=True, slots=True)
class Mending:
    """The change that would mend a conflict: another day, another time, or both."""

    stop: str
    key: DayKey
    start: time | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something about a stop that will not work.

    Attributes:
        kind: ``closed`` then, ``too_far`` from the stop before, ``overlap`` with it, or earlier than it (``order``).
        stop: Id of the stop it is said at.
        other: Name of the stop before, where it is about both.
        minutes: How long the way takes, or by how much they overlap.
        at: The time in question, or None for the whole day.
        mending: What mends it, where anything does.
    """

    kind: ConflictKind
    stop: str
    other: str = ""
    minutes: int = 0
    at: time | None = None
    mending: Mending | None = None


@dataclass(frozen=True, slots=True)
class DayOutlook:
    """What follows for one day.

    Attributes:
        key: The day.
        ways: From each stop to the next, where both have a place.
        km: Of all of them.
        mode: How most of it is gone.
        sunrise: On the clock there; None without a date or a place, or where the sun does not set.
        sunset: Likewise.
        conflicts: At most one a stop.
    """

    key: DayKey
    ways: tuple[Way, ...] = ()
    km: float = 0.0
    mode: WayMode = "walk"
    sunrise: datetime | None = None
    sunset: datetime | None = None
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class TripsChanged:
    """The trips are other than before: everything the window shows of them.

    Attributes:
        trips: Id and name of each.
        trip: The open one, or None without any.
        outlook: One for each of its days, in their order.
        undo: The deed that would be undone, or None.
        redo: The deed that would be done again, or None.
        news: Whether a deed has just been done, which is worth a word to a screen reader.
    """

    trips: tuple[tuple[str, str], ...] = ()
    trip: Trip | None = None
    outlook: tuple[DayOutlook, ...] = ()
    undo: Deed | None = None
    redo: Deed | None = None
    news: bool = False
