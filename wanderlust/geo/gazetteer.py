"""The offline gazetteer: from a name as people say it to places, and from a point to the nearest town."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from wanderlust.domain.errors import DataMissing
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates, Place, PlaceAnswer, PlaceKind
from wanderlust.geo.folding import fold
from wanderlust.geo.gazetteer_schema import APPLICATION_ID, USUAL_NAME, VERSION
from wanderlust.geo.name_index import PLACE_COLUMNS, NameIndex
from wanderlust.geo.name_spans import NameSpan, spans_in
from wanderlust.geo.place_search import PlaceSearch

Found = TypeVar("Found")

CITIES: tuple[PlaceKind, ...] = ("city",)
REMEDY = "Run `wanderlust setup` to prepare it."
_KM_PER_DEGREE = 111.0
_NEAREST_BOXES = (0.1, 0.4, 1.6, 6.4, 25.6)  # half sides in degrees; towns are mostly within the first


@dataclass(frozen=True, slots=True)
class LabelCity:
    """What the map's label layer needs of a city."""

    name: str
    lat: float
    lon: float
    population: int
    capital: bool


class Gazetteer:
    """``places.sqlite`` opened read-only.

    Belongs to the thread that made it: SQLite connections are not shared. Opening takes a few milliseconds,
    so every thread that needs places opens its own.

    Raises:
        DataMissing: the file is not there, is damaged, or was written by another version.
    """

    def __init__(self, path: Path) -> None:
        self._db = open_places(path)
        self._names = NameIndex(self._db)
        self._search = PlaceSearch(self._names)

    def find(
        self,
        name: str,
        *,
        near: Coordinates | None = None,
        country: str | None = None,
        kinds: Collection[PlaceKind] | None = None,
        limit: int = 5,
    ) -> PlaceAnswer:
        """Places that a name may mean, best first.

        Args:
            name: As said or typed, in any script; may say which one is meant: ``Paris, Texas``.
            near: Nearer places score a little higher, and so settle what would be ambiguous.
            country: ISO 3166-1 alpha-2 code or a name of the country; only places there.
            kinds: Only these kinds.
            limit: At most so many matches.
        """
        return _checked(lambda: self._search.find(name, near, country, kinds, limit))

    def nearest(self, point: Coordinates, kinds: Collection[PlaceKind] = CITIES) -> Place | None:
        """The place of these kinds nearest to a point, within some 2,000 km."""
        return _checked(lambda: self._nearest(point, kinds))

    def _nearest(self, point: Coordinates, kinds: Collection[PlaceKind]) -> Place | None:
        best: tuple[float, Place] | None = None
        for half in _NEAREST_BOXES:
            for place in self._in_box(point, half, kinds):
                away = distance_km(point, place.coordinates)
                if best is None or away < best[0]:
                    best = away, place
            if best is not None and best[0] <= half * _KM_PER_DEGREE:  # nothing outside the box is nearer
                return best[1]
        return best[1] if best else None

    def around(
        self, point: Coordinates, kinds: Collection[PlaceKind], radius_km: float, limit: int
    ) -> tuple[Place, ...]:
        """Places of these kinds within a radius: towns by population, others nearest first."""
        return _checked(lambda: self._around(point, kinds, radius_km)[:limit])

    def _around(self, point: Coordinates, kinds: Collection[PlaceKind], radius_km: float) -> tuple[Place, ...]:
        near: list[tuple[int, float, Place]] = []
        for place in self._in_box(point, radius_km / _KM_PER_DEGREE, kinds):
            away = distance_km(point, place.coordinates)
            if away <= radius_km:
                near.append((-place.population if place.kind == "city" else 0, away, place))
        return tuple(place for *_, place in sorted(near, key=lambda item: item[:2]))

    def _in_box(self, point: Coordinates, half: float, kinds: Collection[PlaceKind]) -> Iterator[Place]:
        # East-west a degree shrinks towards the poles, and the box may cross the date line.
        wide = min(180.0, half / max(0.01, math.cos(math.radians(point.lat))))
        box = (point.lat - half, point.lat + half, point.lon - wide, point.lon + wide)
        for kind in kinds:
            # The literal comparison lets SQLite use the partial index of cities.
            which = "p.kind = 'city' AND ?5 = 'city'" if kind == "city" else "p.kind <> 'city' AND p.kind = ?5"
            rows = self._db.execute(
                f"SELECT {PLACE_COLUMNS} FROM place p WHERE {which} AND p.lat BETWEEN ?1 AND ?2 AND "
                "(p.lon BETWEEN ?3 AND ?4 OR p.lon + 360 BETWEEN ?3 AND ?4 OR p.lon - 360 BETWEEN ?3 AND ?4)",
                (*box, kind),
            )
            yield from (self._names.place(row) for row in rows)

    def names_in(self, text: str, *, keep_common: bool = False) -> list[NameSpan]:
        """Places named in an utterance: the longest spans that are exactly a name, left to right.

        Spans that read as everyday words are left out unless ``keep_common``: "a nice bath" names no place,
        "from Nice to Bath" names two.
        """
        return _checked(lambda: spans_in(text, self._names.exact_many, keep_common))

    def cities_for_labels(self, least_population: int = 0) -> Iterator[LabelCity]:
        """Cities by population, greatest first."""
        rows = self._db.execute(
            "SELECT name, lat, lon, population, capital FROM place "
            "WHERE kind = 'city' AND population >= ? ORDER BY population DESC, id",
            (least_population,),
        )
        for name, lat, lon, population, capital in rows:
            yield LabelCity(name, lat, lon, population, bool(capital))

    def towns(self, name: str, country: str) -> list[Place]:
        """Every city that carries exactly this name (not one made by rule) in this country (ISO code)."""
        found = _checked(lambda: self._names.exact(fold(name), country))
        return [match.place for match in found if match.place.kind == "city" and match.alias_class <= USUAL_NAME + 1]

    def __len__(self) -> int:
        """How many places there are."""
        return int(self._db.execute("SELECT value FROM meta WHERE key = 'places'").fetchone()[0])

    def close(self) -> None:
        """Let go of the file; nothing can be asked afterwards."""
        self._db.close()


def open_places(path: Path) -> sqlite3.Connection:
    """The file opened read-only, and seen to be ours; raises DataMissing."""
    if not path.is_file():
        raise DataMissing("places", "The places file is not there yet.", REMEDY)
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise DataMissing("places", f"The places file cannot be opened: {error}.", REMEDY) from error
    try:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise DataMissing("places", "The places file is damaged.", REMEDY)
        if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            raise DataMissing("places", "The places file belongs to another version of Wanderlust.", REMEDY)
        # Mapped, the file's pages counted 28 MB resident in the app after the label towns were read; p50 stayed.
        db.execute("PRAGMA mmap_size = 0")
        db.execute("SELECT key FROM place WHERE id = 1").fetchone()
    except sqlite3.Error as error:
        db.close()
        raise DataMissing("places", "The places file is damaged.", REMEDY) from error
    except DataMissing:
        db.close()
        raise
    return db


def _checked(look_up: Callable[[], Found]) -> Found:
    """Damage inside the file shows only when the damaged page is read."""
    try:
        return look_up()
    except sqlite3.ProgrammingError:
        raise  # used from another thread or after close: our mistake, not the file's
    except sqlite3.DatabaseError as error:
        raise DataMissing("places", f"The places file is damaged: {error}.", REMEDY) from error
