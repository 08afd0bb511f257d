"""A trip as a value: its days in order, each with its stops; nothing here changes in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from wanderlust.domain.places import Place

Origin = Literal["said", "pinned", "planned", "imported", "booked", "called"]

_NUMBERED = re.compile(r"day (\d{1,3})")


@dataclass(frozen=True, slots=True)
class DayKey:
    """Which day of a trip: a date, the n-th day of a trip without dates, other words, or none of them (any day).

    Attributes:
        date: The day in the calendar.
        number: 1 for the first day of a trip that has no dates yet.
        words: What was said for it where that is neither: ``our last one``.
    """

    date: date | None = None
    number: int = 0
    words: str = ""

    @classmethod
    def of(cls, text: str) -> DayKey:
        """The inverse of :attr:`text`."""
        numbered = _NUMBERED.fullmatch(text)
        if numbered and int(numbered[1]):
            return cls(number=int(numbered[1]))
        try:
            return cls(date=date.fromisoformat(text)) if text else cls()
        except ValueError:
            return cls(words=text)

    @property
    def text(self) -> str:
        """``2026-12-03``, ``day 2``, the words, or empty for any day."""
        if self.date is not None:
            return self.date.isoformat()
        return f"day {self.number}" if self.number else self.words

    @property
    def open(self) -> bool:
        """Whether no day was chosen yet."""
        return not self.text

    @property
    def rank(self) -> tuple[int, str]:
        """Dates before numbered days before words before any day."""
        if self.date is not None:
            return 0, self.date.isoformat()
        if self.number:
            return 1, f"{self.number:03d}"
        return (2, self.words) if self.words else (3, "")


ANY_DAY = DayKey()


@dataclass(frozen=True, slots=True)
class Stop:
    """Something to do, or somewhere to go.

    Attributes:
        id: Unique among all trips, and never reused.
        name: In the traveller's words, or the place's name.
        place: Where it is, with its coordinates and its time zone; None where that is not known.
        start: When it begins, on the clock of the place.
        part: ``morning``, ``afternoon``, ``evening`` or other words, where no clock time was said.
        minutes: How long it takes; None where nobody said.
        note: The traveller's own lines.
        source: Who put it there: ``said``, ``pinned`` on the map, ``planned`` by Wanderlust, ``imported`` from a file,
            ``booked`` (lifted from a ticket) or ``called`` (agreed on the telephone).
        reference: Number of a booking or a ticket, or empty.
        hours: Opening hours as OpenStreetMap writes them, or empty.
    """

    id: str
    name: str
    place: Place | None = None
    start: time | None = None
    part: str = ""
    minutes: int | None = None
    note: str = ""
    source: Origin = "said"
    reference: str = ""
    hours: str = ""

    @property
    def zone(self) -> str:
        """IANA name of the clock it is on; empty where unknown."""
        return self.place.timezone if self.place is not None else ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its stops in the order they are visited."""

    key: DayKey
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class Trip:
    """A trip.

    Attributes:
        id: Unique, and never reused.
        name: As the traveller calls it; empty while it has none.
        days: In the order of their keys; a day may be empty. The stops without a day are those of ``ANY_DAY``.
        draft: Planned by Wanderlust, and not yet looked over.
        version: Grows by one with every change, an undo too.
    """

    id: str
    name: str = ""
    days: tuple[Day, ...] = ()
    draft: bool = False
    version: int = 0

    def stops(self) -> Iterator[Stop]:
        """Every stop in order."""
        for day in self.days:
            yield from day.stops

    def stop(self, stop_id: str) -> Stop | None:
        return next((stop for stop in self.stops() if stop.id == stop_id), None)

    def day(self, key: DayKey) -> Day | None:
        return next((day for day in self.days if day.key == key), None)

    def where(self, stop_id: str) -> tuple[DayKey, int] | None:
        """The day a stop is on, and its index there."""
        for day in self.days:
            for index, stop in enumerate(day.stops):
                if stop.id == stop_id:
                    return day.key, index
        return None

    def with_day(self, day: Day) -> Trip:
        """The trip with this day in the place of the one with its key, or added in its order."""
        days = [*(other for other in self.days if other.key != day.key), day]
        return replace(self, days=tuple(sorted(days, key=lambda one: one.key.rank)))

    def without_day(self, key: DayKey) -> Trip:
        return replace(self, days=tuple(day for day in self.days if day.key != key))

    @property
    def empty(self) -> bool:
        """Whether there is no day at all."""
        return not self.days


def place_in_order(stops: tuple[Stop, ...], stop: Stop) -> int:
    """The index at which a stop with a time belongs among others; without one it comes last."""
    if stop.start is None:
        return len(stops)
    for index, other in enumerate(stops):
        if other.start is not None and other.start > stop.start:
            return index
    return len(stops)
