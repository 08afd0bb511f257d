"""Places on the earth, answers to the question where, and the pins that show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal[
    "city",
    "country",
    "region",
    "airport",
    "station",
    "museum",
    "park",
    "landmark",
    "island",
    "mountain",
    "water",
    "street",
    "business",
]


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point on the earth in degrees, latitude north and longitude east."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Place:
    """A named place.

    Attributes:
        id: Stable key with its source as prefix: ``gn:1857910``, ``iata:KIX``, ``wl:louvre``, ``cc:JP``.
        name: Usual English name.
        kind: What it is.
        lat: Degrees north.
        lon: Degrees east.
        country: ISO 3166-1 alpha-2, upper case; empty for the open sea.
        country_name: English name of the country.
        admin: State, region or town it belongs to; empty where unknown.
        population: People who live there; 0 where it does not apply.
        timezone: IANA name, such as ``Asia/Tokyo``; empty where unknown.
        native_name: Name in the place's own script, or empty.
        source: Who says so, such as ``GeoNames``.
        capital: Whether it is the capital of its country.
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str = ""
    country_name: str = ""
    admin: str = ""
    population: int = 0
    timezone: str = ""
    native_name: str = ""
    source: str = "GeoNames"
    capital: bool = False

    @property
    def coordinates(self) -> Coordinates:
        return Coordinates(self.lat, self.lon)

    @property
    def label(self) -> str:
        """The name with what tells it from others of that name: ``Cambridge, Massachusetts``."""
        context = self.country_name or self.admin
        return f"{self.name}, {context}" if context and context != self.name else self.name


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """One candidate for a name: the place, how well it fits (about 0 to 1.4), and the name that fitted."""

    place: Place
    score: float
    matched: str


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What the gazetteer says to a name.

    Attributes:
        query: The name as asked.
        matches: Best first, at most five; empty when nothing fits.
        ambiguous: Two or more fit about as well, so the traveller is asked which.
        exact: The best match carries exactly this name (folded), so it needs no "did you mean".
    """

    query: str
    matches: tuple[PlaceMatch, ...]
    ambiguous: bool = False
    exact: bool = False

    @property
    def best(self) -> Place | None:
        return self.matches[0].place if self.matches else None


@dataclass(frozen=True, slots=True)
class Pin:
    """A numbered place on the map; the number is the one to say."""

    number: int
    place: Place
    chosen: bool = False
