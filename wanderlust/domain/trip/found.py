"""What a file or a ticket says of stops, before the traveller has agreed to any of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from wanderlust.domain.places import Coordinates, Place
from wanderlust.domain.trip.model import ANY_DAY, DayKey, Origin, Stop

MOST_STOPS = 1000  # of one file; a year of three stops a day


@dataclass(frozen=True, slots=True)
class FoundStop:
    """One stop as a file tells it.

    Attributes:
        name: What it is called.
        key: The day; any day where none is told.
        start: When it begins, on the clock of ``zone``.
        zone: IANA name of that clock; empty for the clock of the place, whichever that is.
        where: Words for where it is: an address, a town, ``iata:FLR``, ``station:Firenze S. M. Novella``; empty where
            not told.
        point: Where it is exactly, where that is told.
        place: The whole place, as our own files tell it.
        minutes: How long it takes.
        ends: When it ends, on the clock of ``until`` ; for what ends elsewhere, such as a flight.
        ends_on: The day it ends.
        until: Words for where it ends, as ``where``.
        part: Part of the day, where no time is told.
        note: Further lines.
        reference: Number of a booking or a ticket.
        hours: Opening hours as OpenStreetMap writes them.
        source: ``imported`` or ``booked``; our own files tell what it was.
    """

    name: str
    key: DayKey = ANY_DAY
    start: time | None = None
    zone: str = ""
    where: str = ""
    point: Coordinates | None = None
    place: Place | None = None
    minutes: int | None = None
    ends: time | None = None
    ends_on: date | None = None
    until: str = ""
    part: str = ""
    note: str = ""
    reference: str = ""
    hours: str = ""
    source: Origin = "imported"


@dataclass(frozen=True, slots=True)
class FoundTrip:
    """What one file holds.

    Attributes:
        name: Of the trip, or empty.
        stops: In the order of the file.
        days: Days it names, those without a stop too.
        ticket: Whether it is a ticket or a booking rather than a whole trip.
        left_out: How many things in it are no stops: tracks, cancelled entries, entries beyond the first thousand.
    """

    name: str = ""
    stops: tuple[FoundStop, ...] = ()
    days: tuple[DayKey, ...] = ()
    ticket: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stop to accept.

    Attributes:
        key: The day it would go to.
        stop: As it would be put on the trip.
        known: The trip has it already, so it is not ticked.
    """

    key: DayKey
    stop: Stop
    known: bool = False


@dataclass(frozen=True, slots=True)
class StopsFound:
    """A file was read: what could be put on the trip.

    Attributes:
        file: Name of the file.
        name: What a new trip of it would be called.
        proposals: In the order of their days.
        days: Days of a whole trip, those without a stop too.
        ticket: Whether it is a ticket.
        left_out: How many things in it are no stops.
    """

    file: str
    name: str
    proposals: tuple[Proposal, ...]
    days: tuple[DayKey, ...] = ()
    ticket: bool = False
    left_out: int = 0
