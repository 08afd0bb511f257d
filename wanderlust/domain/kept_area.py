"""An area whose streets and places were taken along: what it is called, how far it reaches, how much is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import cos, radians

from wanderlust.domain.places import Coordinates

OSM_CREDIT = "© OpenStreetMap contributors"


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box on the earth in degrees; it never crosses the date line."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Coordinates) -> bool:
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east

    @property
    def size_km(self) -> tuple[float, float]:
        """From west to east through the middle, and from south to north."""
        middle = radians((self.south + self.north) / 2)
        return (self.east - self.west) * 111.32 * cos(middle), (self.north - self.south) * 111.32


@dataclass(frozen=True, slots=True)
class MapElement:
    """One thing of OpenStreetMap.

    Attributes:
        key: Its kind's letter and number: ``n123``, ``w456``.
        lat: Degrees north of its middle, ``lon`` east.
        tags: What its mappers wrote of it.
    """

    key: str
    lat: float
    lon: float
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeptArea:
    """An area kept on this computer.

    Attributes:
        id: Its number, never given twice.
        name: What it is called: its file's name, or the town it lies in.
        added_at: When it was kept; its data are at least as old.
        bounds: A box around everything in it, with half a kilometre to spare.
        places: How many cafés, sights, shops and the like; ``streets`` those with a name.
    """

    id: int
    name: str
    added_at: datetime
    bounds: Bounds
    places: int
    streets: int

    @property
    def contents(self) -> str:
        """How much is in it: ``1,204 places and 310 streets``."""
        places = f"{self.places:,} {'place' if self.places == 1 else 'places'}"
        return f"{places} and {self.streets:,} {'street' if self.streets == 1 else 'streets'}"
