"""Streets and places of areas taken along, in a SQLite file beside the gazetteer: kept whole or not at all."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.domain.kept_area import Bounds, KeptArea, MapElement
from wanderlust.domain.places import Coordinates
from wanderlust.geo.folding import fold

VERSION = 1
APPLICATION_ID = 0x574C4B41  # "WLKA"
ROOM_LEFT = 50_000_000  # bytes that stay free on the disk, for the rest of the app
MOST_ELEMENTS = 2_000_000  # a large city's streets and places are 300,000
BATCH = 2_000
CELLS = 50  # a degree: cells of 2.2 km
MARGIN = 0.005  # degrees, half a kilometre: whoever stands at the edge of an area is in it
APART_KM = 1.5  # pieces of a street nearer than this to one another are one street
ALIKE = 84  # of 100; "Rua Agusta" and Rua Augusta are 95 alike, "Rua Aurea" 78
LONGEST_NAME = 200
# What is worth taking along; anything else of a thing's tags is left behind.
WHAT = ("amenity", "shop", "tourism", "leisure", "historic", "railway", "aeroway")
_TAGS = """
    name name:en brand operator cuisine opening_hours phone contact:phone website contact:website addr:street
    addr:housenumber price:range price_range cost stars fine_dining award:michelin disused diet:vegetarian diet:vegan
    sport atm highway
"""
KEPT_TAGS = frozenset(WHAT) | frozenset(_TAGS.split())
# Furniture of the street that nobody asks the way to, and that is half of all there is.
_STREET_FURNITURE = """
    bench waste_basket bicycle_parking parking_space vending_machine street_lamp recycling grit_bin hunting_stand
    parking_entrance post_box information_board rail switch signal level_crossing crossing buffer_stop
"""
_FURNITURE = frozenset(_STREET_FURNITURE.split())

TABLES = """
CREATE TABLE area (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, added TEXT NOT NULL,
    south REAL NOT NULL, west REAL NOT NULL, north REAL NOT NULL, east REAL NOT NULL,
    places INTEGER NOT NULL, streets INTEGER NOT NULL
);
CREATE TABLE element (
    area INTEGER NOT NULL, cell INTEGER NOT NULL, key TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    street INTEGER NOT NULL, -- 1 for a street, 0 for a place
    folded TEXT NOT NULL,    -- its name, folded
    marks TEXT NOT NULL,     -- "|amenity=cafe|cuisine=tea|", for finding kinds without reading all tags
    tags TEXT NOT NULL       -- as JSON
);
CREATE INDEX element_cell ON element (cell);
CREATE INDEX element_name ON element (folded);
CREATE INDEX element_area ON element (area);
"""

Progress = Callable[[int], None]
Found = TypeVar("Found")


class KeptAreas:
    """The file of areas; made at the first one kept. Used on one thread.

    Args:
        path: The file.
        free_bytes: Room on the disk that holds a folder.
    """

    def __init__(self, path: Path, free_bytes: Callable[[Path], int]) -> None:
        self._path, self._free_bytes = path, free_bytes
        self._db: sqlite3.Connection | None = None

    def add(
        self,
        name: str,
        elements: Iterable[MapElement],
        added_at: datetime,
        needed: int,
        progress: Progress = lambda count: None,
    ) -> KeptArea:
        """Keep an area; when anything goes wrong, or ``progress`` raises, the file stays as it was.

        Args:
            name: What to call it; an area of this name is replaced.
            elements: Its streets and places, in any order.
            added_at: Now.
            needed: Bytes that it may take on the disk.
            progress: Hears how many elements were read.

        Raises:
            BadInput: Nothing in it can be used, or it is too large.
            StorageFailed: The disk has no room, or cannot be written.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        free = self._free_bytes(self._path.parent)
        if free < needed + ROOM_LEFT:
            raise StorageFailed(
                f"The disk has {free // 1_000_000} MB free, and I need about {(needed + ROOM_LEFT) // 1_000_000} MB.",
                "Make room, or take a smaller area.",
            )
        with self._writing() as db:
            number = self._fill(db, name.strip()[:LONGEST_NAME] or "Area", elements, added_at, progress)
        return next(area for area in self.areas() if area.id == number)

    def _fill(
        self, db: sqlite3.Connection, name: str, elements: Iterable[MapElement], added_at: datetime, progress: Progress
    ) -> int:
        for (old,) in db.execute("SELECT id FROM area WHERE name = ?", (name,)).fetchall():
            _drop(db, old)
        row = db.execute("INSERT INTO area VALUES (NULL, ?, ?, 0, 0, 0, 0, 0, 0)", (name, added_at.isoformat()))
        number = int(row.lastrowid or 0)
        streets: dict[str, list[MapElement]] = {}
        places, rows, box = 0, [], _Box()
        for count, element in enumerate(elements, start=1):
            if count > MOST_ELEMENTS:
                raise BadInput("That area is too large to keep.", "Cut a city or a region out of it.")
            if count % BATCH == 0:
                progress(count)
            if not _on_earth(element):
                continue
            if "highway" in element.tags:
                if (street := fold(element.tags.get("name", "")[:LONGEST_NAME])) and _is_street(element):
                    streets.setdefault(street, []).append(element)
                    box.take(element)
                continue
            if not _worth_keeping(element):
                continue
            places += 1
            box.take(element)
            rows.append(_row(number, element, street=False))
            if len(rows) >= BATCH:
                db.executemany(_INSERT, rows)
                rows.clear()
        whole = [one for pieces in streets.values() for one in _joined(pieces)]
        rows += [_row(number, street, street=True) for street in whole]
        db.executemany(_INSERT, rows)
        if not places and not whole:
            raise BadInput("There are no streets and no places in it.", "Take an extract of OpenStreetMap.")
        db.execute(
            "UPDATE area SET south = ?, west = ?, north = ?, east = ?, places = ?, streets = ? WHERE id = ?",
            (*box.corners, places, len(whole), number),
        )
        return number

    def areas(self) -> tuple[KeptArea, ...]:
        """Every area, newest first."""
        db = self._opened()
        if db is None:
            return ()
        rows = _checked(lambda: db.execute("SELECT * FROM area ORDER BY id DESC").fetchall())
        return tuple(
            KeptArea(number, name, datetime.fromisoformat(added), Bounds(*corners), places, streets)
            for number, name, added, *corners, places, streets in rows
        )

    def remove(self, name: str) -> KeptArea:
        """Forget an area by its name or number; raises BadInput when there is none, StorageFailed."""
        found = [area for area in self.areas() if name.strip() == str(area.id) or fold(area.name) == fold(name)]
        if not found:
            known = ", ".join(area.name for area in self.areas()) or "none yet"
            raise BadInput(f"I keep no area called {name}.", f"Kept areas: {known}.")
        with self._writing() as db:
            _drop(db, found[0].id)
        return found[0]

    def area_at(self, point: Coordinates) -> KeptArea | None:
        """The newest area that a point lies in."""
        return next((area for area in self.areas() if area.bounds.holds(point)), None)

    def near(
        self, point: Coordinates, radius_km: float, kinds: Sequence[Sequence[tuple[str, str]]]
    ) -> list[MapElement]:
        """Places around a point whose tags may fit one of the alternatives; the caller looks at them closely.

        Args:
            point: Around what.
            radius_km: How far; a box of twice this is searched.
            kinds: Alternatives, each pairs of a key and values with ``|`` between them that must all fit.
        """
        db = self._opened()
        if db is None:
            return []
        wanted, values = _marks_wanted(kinds)
        found: list[MapElement] = []
        for first, last in _cell_rows(point, radius_km):
            query = f"SELECT key, lat, lon, tags FROM element WHERE cell BETWEEN ? AND ? AND street = 0 AND ({wanted})"
            rows = _checked(lambda q=query, a=(first, last, *values): db.execute(q, a).fetchall())  # type: ignore[misc]
            found += [MapElement(key, lat, lon, json.loads(tags)) for key, lat, lon, tags in rows]
        return found

    def named(self, name: str, limit: int = 20) -> list[tuple[MapElement, float]]:
        """Streets and places of about this name with how alike they are, 0 to 1; best first."""
        db, folded = self._opened(), fold(name[:LONGEST_NAME])
        if db is None or not folded:
            return []
        exact = self._of_names(db, [folded], limit)
        if exact:
            return [(element, 1.0) for element in exact]
        names = _checked(lambda: [row[0] for row in db.execute("SELECT DISTINCT folded FROM element")])
        alike = process.extract(folded, names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=limit)
        scores = {found: value / 100 for found, value, _ in alike}
        found = self._of_names(db, list(scores), limit)
        return sorted(((each, scores[fold(each.tags.get("name", ""))]) for each in found), key=lambda pair: -pair[1])

    def _of_names(self, db: sqlite3.Connection, folded: Sequence[str], limit: int) -> list[MapElement]:
        marks = ",".join("?" * len(folded))
        query = f"SELECT key, lat, lon, tags FROM element WHERE folded IN ({marks}) ORDER BY street DESC LIMIT ?"
        rows = _checked(lambda: db.execute(query, (*folded, limit)).fetchall())
        return [MapElement(key, lat, lon, json.loads(tags)) for key, lat, lon, tags in rows]

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _opened(self) -> sqlite3.Connection | None:
        """The file, or None while nothing was ever kept; raises StorageFailed when it is damaged."""
        if self._db is None and self._path.is_file():
            try:
                db = sqlite3.connect(self._path, isolation_level=None)
            except sqlite3.Error as error:
                raise _damaged(error) from error
            try:
                if db.execute("PRAGMA application_id").fetchone()[0] not in (0, APPLICATION_ID):
                    raise sqlite3.DatabaseError("another program's file")
                if db.execute("PRAGMA user_version").fetchone()[0] > VERSION:
                    raise StorageFailed("Your kept areas belong to a newer Wanderlust.", "Update Wanderlust.")
                if db.execute("PRAGMA user_version").fetchone()[0] == 0:
                    db.close()
                    return None  # made, and left before its first area was kept
            except sqlite3.Error as error:
                db.close()
                raise _damaged(error) from error
            self._db = db
        return self._db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing, whatever ends it."""
        db = self._opened()
        if db is None:
            db = self._db = sqlite3.connect(self._path, isolation_level=None)
        try:
            db.execute("BEGIN IMMEDIATE")
            if db.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in TABLES.split(";\n"):
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {VERSION}")
            yield db
            db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            _roll_back(db)
            full = "full" in str(error)
            sentence = "The disk is full." if full else f"The area cannot be written: {error}."
            raise StorageFailed(sentence, "Nothing of it was kept. Make room, and try again.") from error
        except BaseException:
            _roll_back(db)
            self.close()
            raise


_INSERT = "INSERT INTO element VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INTERESTING_ROADS = frozenset(("bus_stop", "crossing", "traffic_signals", "street_lamp", "give_way", "stop"))


class _Box:
    def __init__(self) -> None:
        self.south, self.west, self.north, self.east = 90.0, 180.0, -90.0, -180.0

    def take(self, element: MapElement) -> None:
        self.south, self.north = min(self.south, element.lat), max(self.north, element.lat)
        self.west, self.east = min(self.west, element.lon), max(self.east, element.lon)

    @property
    def corners(self) -> tuple[float, float, float, float]:
        return self.south - MARGIN, self.west - MARGIN, self.north + MARGIN, self.east + MARGIN


def _on_earth(element: MapElement) -> bool:
    return -90 <= element.lat <= 90 and -180 <= element.lon <= 180  # false for NaN too


def _is_street(element: MapElement) -> bool:
    return element.tags["highway"] not in _INTERESTING_ROADS


def _worth_keeping(element: MapElement) -> bool:
    what = [element.tags[key] for key in WHAT if key in element.tags]
    return bool(what) and not all(value in _FURNITURE for value in what)


def _row(area: int, element: MapElement, street: bool) -> tuple[object, ...]:
    tags = {k: v[: 4 * LONGEST_NAME] for k, v in element.tags.items() if k in KEPT_TAGS}
    marks = "|" + "|".join(f"{k}={v.casefold()}" for k, v in tags.items() if k not in ("name", "name:en")) + "|"
    name = fold(tags.get("name", "")[:LONGEST_NAME])
    text = json.dumps(tags, ensure_ascii=False)
    cell = _cell(element.lat, element.lon)
    return (area, cell, element.key, element.lat, element.lon, int(street), name, "" if street else marks, text)


def _joined(pieces: list[MapElement]) -> Iterator[MapElement]:
    """A street comes in as many pieces as it has crossings: those near one another become one, at its middle piece."""
    rest = pieces
    while rest:
        group, frontier = [rest[0]], [rest[0]]
        rest = rest[1:]
        while frontier and rest:
            here = frontier.pop()
            near = [each for each in rest if _apart_km(here, each) <= APART_KM]
            rest = [each for each in rest if _apart_km(here, each) > APART_KM]
            group += near
            frontier += near
        lat, lon = (sum(each.lat for each in group) / len(group), sum(each.lon for each in group) / len(group))
        middle = MapElement("", lat, lon, {})
        yield min(group, key=lambda each: _apart_km(middle, each))


def _apart_km(one: MapElement, other: MapElement) -> float:
    """Near enough over a few kilometres, and a tenth of the great circle's work."""
    east = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return 111.32 * math.hypot(one.lat - other.lat, east)


def _cell(lat: float, lon: float) -> int:
    return math.floor((lat + 90) * CELLS) * 1_000_000 + math.floor((lon + 180) * CELLS)


def _cell_rows(point: Coordinates, radius_km: float) -> Iterator[tuple[int, int]]:
    """First and last cell of each row of cells around a point."""
    up = radius_km / 111.32
    across = min(180.0, up / max(0.01, math.cos(math.radians(point.lat))))
    for row in range(math.floor((point.lat - up + 90) * CELLS), math.floor((point.lat + up + 90) * CELLS) + 1):
        first, last = (math.floor((point.lon + side * across + 180) * CELLS) for side in (-1, 1))
        yield row * 1_000_000 + max(0, first), row * 1_000_000 + max(0, last)


def _marks_wanted(kinds: Sequence[Sequence[tuple[str, str]]]) -> tuple[str, list[str]]:
    """A condition that finds all that may fit one of the alternatives by its first pair; some others too."""
    conditions, values = [], []
    for alternative in kinds:
        key, value = alternative[0]
        for one in value.split("|"):
            loose = key in ("cuisine", "name")
            conditions.append("folded LIKE ?" if key == "name" else "marks LIKE ?")
            values.append(f"%{one}%" if key == "name" else f"%|{key}=%{one}%" if loose else f"%|{key}={one}|%")
    return " OR ".join(conditions) or "0", values


def _drop(db: sqlite3.Connection, number: int) -> None:
    db.execute("DELETE FROM element WHERE area = ?", (number,))
    db.execute("DELETE FROM area WHERE id = ?", (number,))


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")


def _damaged(error: sqlite3.Error) -> StorageFailed:
    return StorageFailed(
        f"The file of your kept areas is damaged: {error}.", "Delete areas.sqlite, and keep them anew."
    )


def _checked(look_up: Callable[[], Found]) -> Found:
    """Damage inside the file shows only when the damaged page is read."""
    try:
        return look_up()
    except sqlite3.ProgrammingError:
        raise  # our own mistake, not the file's
    except sqlite3.DatabaseError as error:
        raise _damaged(error) from error


def counted(tags: Mapping[str, str]) -> bool:
    """Whether anything of a thing is kept: a street with a name, or a place of a kind people ask for."""
    return "highway" in tags or any(key in tags for key in WHAT)
