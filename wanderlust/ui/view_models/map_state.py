"""What the map shows: numbered pins, the chosen one, a line, and the place whose card is open."""

from __future__ import annotations

from dataclasses import dataclass

from wanderlust.domain.places import Coordinates, Pin, Place, PlaceKind

# How close to look at a place of each kind, as Web Mercator zoom: the basemap is coarse beyond 10.
ZOOM: dict[PlaceKind, float] = {
    "country": 4.5,
    "region": 6.5,
    "city": 9.0,
    "island": 8.0,
    "water": 7.0,
    "mountain": 9.0,
    "airport": 10.0,
    "station": 11.0,
    "museum": 11.0,
    "park": 10.5,
    "landmark": 11.0,
    "street": 11.5,
    "business": 11.5,
}
STREET_ZOOM: dict[PlaceKind, float] = {
    **ZOOM,
    "city": 11.5,
    "airport": 13.0,
    "station": 15.5,
    "museum": 16.0,
    "park": 14.5,
    "landmark": 16.0,
    "street": 16.0,
    "business": 17.0,
}


def zoom_for(kind: PlaceKind, streets: bool) -> float:
    """How close to look; closer where streets can be shown."""
    return (STREET_ZOOM if streets else ZOOM)[kind]


@dataclass(frozen=True, slots=True)
class MapState:
    """Pins in the order of their numbers, the chosen one's index, a line to draw, and a place without a pin.

    Attributes:
        places: What is pinned, numbered from 1.
        chosen: Index of the chosen pin, or None.
        line: Points of a line, or empty.
        visited: A place named in the talk that was asked for by its link and has no pin.
    """

    places: tuple[Place, ...] = ()
    chosen: int | None = None
    line: tuple[Coordinates, ...] = ()
    visited: Place | None = None

    @property
    def pins(self) -> list[Pin]:
        return [Pin(i + 1, place, i == self.chosen) for i, place in enumerate(self.places)]

    @property
    def card(self) -> Place | None:
        """The place whose card is open."""
        return self.visited if self.chosen is None else self.places[self.chosen]

    def index_of(self, place: Place) -> int | None:
        """The pin of a place, or None."""
        return next((i for i, known in enumerate(self.places) if known.id == place.id), None)
