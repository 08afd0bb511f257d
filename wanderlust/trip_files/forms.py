"""Which forms of files there are for a trip, by their endings; each is loaded when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.domain.trip.found import MOST_STOPS, FoundTrip
from wanderlust.domain.trip.model import Trip
from wanderlust.trip_files.guarded import MOST_BYTES

Write = Callable[[Trip, datetime], bytes]
WRITERS: Mapping[str, str] = {
    ".ics": "calendar",
    ".gpx": "gpx",
    ".kml": "kml",
    ".geojson": "geojson",
    ".md": "markdown",
    ".wander": "wander",
}
READERS: Mapping[str, str] = {
    ".ics": "calendar",
    ".gpx": "gpx",
    ".kml": "kml",
    ".kmz": "kml",
    ".geojson": "geojson",
    ".json": "geojson",
    ".wander": "wander",
}
TICKETS: Mapping[str, str] = {".pdf": "ticket_pdf", ".pkpass": "wallet_pass"}


def written(trip: Trip, suffix: str, now: datetime) -> bytes:
    """A trip as the bytes of a file with this ending; raises BadInput where there is no such form."""
    name = WRITERS.get(suffix.lower())
    if name is None:
        raise BadInput(f"I cannot write a trip as “{suffix}”.", f"Use {', '.join(WRITERS)} or .pdf.")
    write: Write = _form(name).write
    return write(trip, now)


def read(name: str, data: bytes, today: date) -> FoundTrip:
    """What a file holds, by the ending of its name.

    Args:
        name: The file's name.
        data: Its bytes.
        today: What dates without a year are counted from.

    Raises:
        BadInput: It is of no form that is known, damaged, hostile, or holds no stop.
    """
    suffix = Path(name).suffix.lower()
    if len(data) > MOST_BYTES:
        raise BadInput(f"{name} is larger than 20 MB.", "Export a part of it.")
    if suffix in TICKETS:
        found: FoundTrip = _form(TICKETS[suffix]).read(data, today)
    elif suffix in READERS:
        found = _form(READERS[suffix]).read(data)
    else:
        kinds = ", ".join(sorted({*READERS, *TICKETS}))
        raise BadInput(f"I cannot read {name}.", f"I read {kinds} and pictures.")
    if not found.stops and not found.days:
        raise BadInput(
            f"I found no time and no booking in {name}." if suffix in TICKETS else f"I found no stop in {name}.",
            "The trip is as it was.",
        )
    if len(found.days) > MOST_STOPS:
        raise BadInput(f"There are more than {MOST_STOPS} days in {name}.", "Export a part of it.")
    if len(found.stops) > MOST_STOPS:
        rest = len(found.stops) - MOST_STOPS
        return FoundTrip(found.name, found.stops[:MOST_STOPS], found.days, found.ticket, found.left_out + rest)
    return found


def bytes_of(path: Path) -> bytes:
    """The bytes of a file that may be read whole; raises BadInput."""
    try:
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path.name} is larger than 20 MB.", "Export a part of it.")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"I cannot read {path.name}: {error.strerror or error}.") from error


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: what was there stays until the new one stands. Raises StorageFailed."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageFailed(
            f"I cannot write {path.name}: {error.strerror or error}.", "Choose another folder."
        ) from error


def _form(name: str) -> Any:
    """One of our modules; each import is written out, so that a bundle takes them along."""
    match name:
        case "calendar":
            from wanderlust.trip_files import calendar

            return calendar
        case "gpx":
            from wanderlust.trip_files import gpx

            return gpx
        case "kml":
            from wanderlust.trip_files import kml

            return kml
        case "geojson":
            from wanderlust.trip_files import geojson

            return geojson
        case "markdown":
            from wanderlust.trip_files import markdown

            return markdown
        case "wander":
            from wanderlust.trip_files import wander

            return wander
        case "ticket_pdf":
            from wanderlust.trip_files import ticket_pdf

            return ticket_pdf
        case "wallet_pass":
            from wanderlust.trip_files import wallet_pass

            return wallet_pass
    raise ValueError(f"no form is called {name}")
