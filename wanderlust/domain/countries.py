"""What a traveller asks about a country, as facts with a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Water = Literal["safe", "mixed", "unsafe"]
Tip = Literal["none", "round", "ten", "included", "fifteen"]

TOPICS = (
    "emergency",
    "plug",
    "voltage",
    "tipping",
    "tap_water",
    "currency",
    "language",
    "driving_side",
    "calling_code",
    "holidays",
    "visa",
    "capital",
    "population",
    "general",
)


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """Numbers to dial; ``any`` reaches all services, the others one each, empty where not known for sure."""

    any: str = ""
    police: str = ""
    ambulance: str = ""
    fire: str = ""


@dataclass(frozen=True, slots=True)
class Practical:
    """What one needs on the spot.

    Attributes:
        emergency: Numbers for help.
        plugs: Letters of the plug types, such as ``("C", "F")``.
        volts: Mains voltage, such as ``230`` or ``127 or 220``.
        hertz: Mains frequency.
        drives_left: Whether traffic keeps left.
        water: Whether tap water is drunk.
        tip: What is usual in restaurants.
    """

    emergency: EmergencyNumbers
    plugs: tuple[str, ...]
    volts: str
    hertz: str
    drives_left: bool
    water: Water
    tip: Tip


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory.

    Attributes:
        code: ISO 3166-1 alpha-2.
        name: English name.
        capital: Its capital; empty where it has none.
        population: People; 0 where unknown.
        population_year: Year of that estimate.
        area_km2: Square kilometres; 0 where unknown.
        location: Where it lies, in a few words.
        languages: What is spoken, with shares where known.
        official_languages: English names of the languages of state.
        currencies: ISO 4217 codes, the main one first.
        calling_code: What one dials after the plus.
        practical: None where we have no sure facts.
        source: Who says so.
        day: As of when.
    """

    code: str
    name: str
    capital: str
    population: int
    population_year: int
    area_km2: int
    location: str
    languages: str
    official_languages: tuple[str, ...]
    currencies: tuple[str, ...]
    calling_code: int
    practical: Practical | None
    source: str
    day: date


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday."""

    name: str
    day: date
