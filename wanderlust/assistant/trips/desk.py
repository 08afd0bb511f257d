"""The one keeper of the trips: everything done to them by voice, by hand or by a call goes through here, in order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from wanderlust.assistant.ports import Clock, EventSink, TripStore
from wanderlust.assistant.trips.outlook import HoursReader, outlook_of, unknown_hours
from wanderlust.domain.trip import book as bk
from wanderlust.domain.trip.book import Deed, Step, TripBook
from wanderlust.domain.trip.changes import PutTrip
from wanderlust.domain.trip.model import Stop, Trip
from wanderlust.domain.trip.outlook import TripsChanged

Build = Callable[[Trip], Step]


class TripDesk:
    """Holds the trips as they are, writes every change down before it counts, and tells the window.

    Args:
        store: Where they are kept.
        clock: The time.
        new_id: Makes ids for trips and stops, from a prefix.
        hours: Reads opening hours; without it nothing is known to be closed.
    """

    def __init__(
        self, store: TripStore, clock: Clock, new_id: Callable[[str], str], hours: HoursReader = unknown_hours
    ) -> None:
        self._store, self._hours = store, hours
        self.clock, self.new_id = clock, new_id
        self._book: TripBook | None = None
        self._lock = asyncio.Lock()
        self._sink: EventSink | None = None

    def tell(self, sink: EventSink) -> None:
        """Who is told of every change from now on."""
        self._sink = sink

    async def show(self) -> None:
        """Tell how the trips stand; raises StorageFailed."""
        async with self._lock:
            self._show(await self._loaded(), news=False)

    async def book(self) -> TripBook:
        """All trips as they are now; raises StorageFailed."""
        async with self._lock:
            return await self._loaded()

    async def trip(self) -> Trip:
        """The open trip; an empty one of no name where there is none yet."""
        return (await self.book()).trip or Trip(self.new_id("trip"))

    async def stops(self) -> tuple[Stop, ...]:
        """Every stop of the open trip, in order."""
        return tuple((await self.trip()).stops())

    async def edit(self, build: Build) -> Deed:
        """Do a step on the open trip, which is made if there is none.

        Raises:
            BadInput: The step does not fit the trip as it is.
            StorageFailed: It could not be written down, so nothing has changed.
        """
        return await self.edit_book(lambda book: self._on_open_trip(book, build))

    async def edit_book(self, build: Callable[[TripBook], Step]) -> Deed:
        """Do a step that is about the trips as a whole; raises as :meth:`edit`."""
        async with self._lock:
            before = await self._loaded()
            step = build(before)
            await self._adopt(before, bk.perform(before, step))
            return step.deed

    async def undo(self) -> Deed | None:
        """Take the last deed back, whoever did it; None when there is none. Raises StorageFailed."""
        return await self._turned(bk.undo)

    async def redo(self) -> Deed | None:
        """Do again what was undone last; None when there is nothing. Raises StorageFailed."""
        return await self._turned(bk.redo)

    async def open(self, trip_id: str) -> None:
        """Open another trip; raises BadInput when it is gone."""
        async with self._lock:
            before = await self._loaded()
            await self._adopt(before, bk.opened(before, trip_id), news=False)

    async def forget(self) -> None:
        """Read the trips anew: they were deleted behind our back."""
        async with self._lock:
            self._book = None
            self._show(await self._loaded(), news=False)

    # -- inside

    def _on_open_trip(self, book: TripBook, build: Build) -> Step:
        if book.trip is not None:
            return build(book.trip)
        trip = Trip(self.new_id("trip"))
        step = build(trip)
        return Step(step.deed, trip.id, (PutTrip(trip, len(book.trips)), *step.changes))

    async def _turned(self, turn: Callable[[TripBook], tuple[TripBook, Deed] | None]) -> Deed | None:
        async with self._lock:
            before = await self._loaded()
            turned = turn(before)
            if turned is None:
                return None
            await self._adopt(before, turned[0])
            return turned[1]

    async def _loaded(self) -> TripBook:
        if self._book is None:
            self._book = await self._store.load()
        return self._book

    async def _adopt(self, before: TripBook, after: TripBook, *, news: bool = True) -> None:
        await self._store.keep(before, after)
        self._book = after
        self._show(after, news=news)

    def _show(self, book: TripBook, *, news: bool) -> None:
        if self._sink is None:
            return
        self._sink(
            TripsChanged(
                tuple((trip.id, trip.name) for trip in book.trips),
                book.trip,
                outlook_of(book.trip, self._hours) if book.trip is not None else (),
                book.done[-1].deed if book.done else None,
                book.undone[-1].deed if book.undone else None,
                news,
            )
        )
