"""A service on the internet as the settings describe it: where it is, and the rules it asks to be used by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Family = Literal["geocoder", "points", "weather", "money", "route", "tiles", "summary", "picture", "releases"]
Kind = Literal[
    "photon",
    "nominatim",
    "pelias",
    "opencage",
    "overpass",
    "open-meteo",
    "frankfurter",
    "osrm",
    "raster",
    "mediawiki",
    "releases",
]


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """One service.

    Attributes:
        name: Its key in the settings file.
        family: What it is asked for.
        kind: How it speaks.
        address: Base address, with scheme and without a slash at the end.
        attribution: How it asks to be named.
        per_second: How often it may be asked.
        limit_s: How long one answer is waited for, retries included.
        fresh_s: For how long an answer is not asked for again, at least.
        keep_s: For how long an answer is remembered for when the service cannot be asked.
        per_day: How often it may be asked in a day; 0 = no limit is known.
        key: The traveller's own key there, or empty.
        needs_contact: Whether its rules want to know whom to reach; without a contact it is not asked.
        needs_key: Whether it is asked only with a key.
        at_once: How many requests may be under way together.
        closest: For a street map: the greatest zoom it draws; its address holds ``{z}``, ``{x}``, ``{y}``, and where
            it draws for fine screens too ``{r}``.
    """

    name: str
    family: Family
    kind: Kind
    address: str
    attribution: str
    per_second: float = 1.0
    limit_s: float = 8.0
    fresh_s: float = 86_400.0
    keep_s: float = 30 * 86_400.0
    per_day: int = 0
    key: str = ""
    needs_contact: bool = False
    needs_key: bool = False
    at_once: int = 1
    closest: int = 19
