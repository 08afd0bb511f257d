"""``wanderlust trip``: a trip written to a file, or what a file holds put on a trip, without a window."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TextIO

from wanderlust.application.services import Services, build_services
from wanderlust.application.trip_desk import found_in, left_out_words, write
from wanderlust.assistant.trips.hand import obey
from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.clock import said_time
from wanderlust.domain.trip.found import Proposal
from wanderlust.domain.trip.model import Trip
from wanderlust.settings.paths import Paths

PDF = ".pdf"
NAMED_POPULATION = 1000  # people; smaller places have no name on the map


def export_command(paths: Paths, file: Path, name: str, writing: TextIO) -> int:
    """Write the open trip, or the one of this name; the file's ending tells the form.

    Raises:
        BadInput: There is no such trip or form, or nothing to write.
        StorageFailed: The file cannot be written.
    """
    services = build_services(paths)
    try:
        trip = asyncio.run(_trip(services, name))
        drawn = b""
        if file.suffix.lower() == PDF and not trip.empty:
            from wanderlust.application.trip_print import print_trip  # Qt, which no other form needs

            towns = asyncio.run(services.places.label_towns(NAMED_POPULATION))
            drawn = print_trip(paths, trip, towns.rows())
        asyncio.run(write(services, file, trip, drawn))
    finally:
        services.close()
    told = left_out_words(trip, file.name)
    writing.write(f"I wrote {trip.name or 'the trip'} to {file.name}.{' ' + told if told else ''}\n")
    return 0


def import_command(paths: Paths, file: Path, name: str, writing: TextIO) -> int:
    """Put what a file holds on the open trip, or on the one of this name, which is made if there is none.

    A whole trip of ours becomes a trip of its own unless a name is given. What is on the trip already stays as it is.

    Raises:
        BadInput: The file cannot be used; nothing has changed.
        StorageFailed: It could not be written down; nothing has changed.
    """
    services = build_services(paths)
    try:
        return asyncio.run(_import(services, file, name, writing))
    finally:
        services.close()


async def _import(services: Services, file: Path, name: str, writing: TextIO) -> int:
    book = await services.trips.book()
    wanted = _named(book.trips, name)
    if wanted is not None:
        await obey(services.trips, od.OpenTrip(wanted.id))
    found = await found_in(services, file, await services.trips.trip())
    own = wanted is None and (bool(name) or bool(found.days))
    fresh = tuple(one for one in found.proposals if own or not one.known)
    for one in found.proposals:
        writing.write(f"{_line(one)}{'' if one in fresh else ' (on the trip already)'}\n")
    if not fresh:
        writing.write("All of it is on the trip already.\n")
        return 0
    await obey(services.trips, od.AcceptStops(found.file, fresh, (name or found.name) if own else None, found.days))
    trip = await services.trips.trip()
    count = f"{len(fresh)} stop{'s' if len(fresh) > 1 else ''}"
    writing.write(f"I put {count} on {trip.name or 'the trip'}. “Undo” in the window takes it back.\n")
    return 0


async def _trip(services: Services, name: str) -> Trip:
    book = await services.trips.book()
    if not name:
        return await services.trips.trip()
    trip = _named(book.trips, name)
    if trip is None:
        known = ", ".join(one.name for one in book.trips if one.name) or "none with a name"
        raise BadInput(f"There is no trip called {name}.", f"There is: {known}.")
    return trip


def _named(trips: tuple[Trip, ...], name: str) -> Trip | None:
    return next((trip for trip in trips if name and trip.name.casefold() == name.casefold()), None)


def _line(one: Proposal) -> str:
    stop = one.stop
    at = said_time(stop.start, stop.part)
    where = stop.place.label if stop.place is not None else "not on the map"
    parts = (one.key.text or "any day", at, stop.name, where, f"reference {stop.reference}" if stop.reference else "")
    return "  ".join(part for part in parts if part)
