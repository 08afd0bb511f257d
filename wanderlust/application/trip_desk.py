"""Orders about the trips that need files, beside those that the trips' keeper does alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

from wanderlust.application.services import Services
from wanderlust.assistant.ports import EventSink
from wanderlust.assistant.trips.hand import obey
from wanderlust.domain.errors import BadInput
from wanderlust.domain.events import Notice
from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.found import StopsFound
from wanderlust.domain.trip.model import Trip

READING_S = 20.0  # a ticket takes a tenth of a second


async def take_order(services: Services, sink: EventSink, order: od.TripOrder) -> None:
    """Do what was asked, and tell what came of a file.

    Raises:
        BadInput: The file or the order cannot be used; nothing has changed.
        StorageFailed: A file or the trips could not be written.
    """
    match order:
        case od.ReadStops(path):
            sink(await found_in(services, Path(path), await services.trips.trip()))
        case od.WriteTrip(path, printed):
            trip = await services.trips.trip()
            await write(services, Path(path), trip, printed)
            sink(Notice("info", f"I wrote the trip to {Path(path).name}.", left_out_words(trip, path), "trip_file"))
        case _:
            await obey(services.trips, order)


async def found_in(services: Services, path: Path, trip: Trip) -> StopsFound:
    """What a file holds, as proposals for a trip; raises BadInput."""
    from wanderlust.application.trip_intake import proposed
    from wanderlust.trip_files import forms  # not before a file is wanted

    data = await asyncio.to_thread(forms.bytes_of, path)
    today = services.clock.now().date()
    try:
        async with asyncio.timeout(READING_S):
            found = await asyncio.to_thread(forms.read, path.name, data, today)
    except TimeoutError as error:
        raise BadInput(f"Reading {path.name} takes too long, so I stopped.", "The trip is as it was.") from error
    return await proposed(found, path.name, services.places, trip)


def left_out_words(trip: Trip, path: str) -> str:
    """That a form which knows only points leaves stops out; empty where it leaves none."""
    if Path(path).suffix.lower() == ".gpx" and any(stop.place is None for stop in trip.stops()):
        return "Stops that are not on the map are not in it."
    return ""


async def write(services: Services, path: Path, trip: Trip, printed: bytes = b"") -> None:
    """Write a trip as its path's ending says, or as it was printed; raises BadInput and StorageFailed."""
    from wanderlust.trip_files import forms

    if trip.empty:
        raise BadInput("There is nothing on this trip to write yet.")
    data = printed or await asyncio.to_thread(forms.written, trip, path.suffix, services.clock.now())
    await asyncio.to_thread(forms.put, path, data)
