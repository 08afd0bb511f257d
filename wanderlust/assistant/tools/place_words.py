"""Places in spoken English: their articles, and where they lie, in one sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass

from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Place

# Countries whose regions people name rather than the country: England, Massachusetts, Ontario, Queensland.
NAMED_BY_REGION = frozenset({"AU", "CA", "GB", "US"})
CITY_STATES = frozenset({"MC", "SG", "VA"})
GREAT_CITY = 300_000  # from here on its size says more than a neighbour would
NEARBY_KM = 80.0
NEARBY_AT_LEAST = 100_000  # people in the city that a smaller one is told by

_COUNTRIES_WITH_THE = frozenset(
    {"Bahamas", "Caribbean Netherlands", "Comoros", "DR Congo", "Gambia", "Isle of Man", "Maldives", "Netherlands",
     "Philippines", "Republic of the Congo", "Seychelles"}
)  # fmt: skip
_SIGHTS_WITH_THE = frozenset(
    {"Acropolis", "Alhambra", "Arc de Triomphe", "Atomium", "Black Forest", "Blue Mosque", "Brandenburg Gate",
     "Brooklyn Bridge", "CN Tower", "Colosseum", "Dead Sea", "Eiffel Tower", "Empire State Building", "Forbidden City",
     "Golden Gate Bridge", "Grand Bazaar", "Grand Canyon", "Grand Palace", "Great Sphinx", "Hermitage", "High Line",
     "Jungfrau", "Kremlin", "Leaning Tower of Pisa", "Little Mermaid", "London Eye", "Louvre", "Matterhorn", "Pantheon",
     "Parthenon", "Prado", "Reichstag", "Royal Palace", "Sagrada Família", "Shard", "Space Needle",
     "Sydney Opera House", "Taj Mahal", "Uffizi", "Western Wall", "White House", "Winter Palace"}
)  # fmt: skip
_BEGINNINGS_WITH_THE = (
    "Basilica of ", "Bridge of ", "Cathedral of ", "Church of ", "Gateway of ", "Great Wall", "House of ",
    "Monastery of ", "Museum of ", "Palace of ", "Pyramids of ", "Statue of ", "Temple of ", "Tower of ", "Valley of ",
)  # fmt: skip
_POINTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_KIND_WORDS = {"museum": "a museum", "park": "a park", "station": "a station", "airport": "an airport"}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The greater city that a small place is told by."""

    place: Place
    km: float
    direction: str


def spoken(place: Place) -> str:
    """The name inside a sentence, with its article: ``the Louvre``, ``the United States``, ``Kyoto``."""
    return f"the {place.name}" if _takes_the(place) else place.name


def spoken_country(place: Place) -> str:
    """The country inside a sentence, with its article; empty where there is none."""
    name = place.country_name
    return f"the {name}" if _country_takes_the(name) else name


def begun(sentence: str) -> str:
    """A sentence with its first letter large; the others stay, unlike with ``capitalize``."""
    return sentence[:1].upper() + sentence[1:]


def people(number: int) -> str:
    """A number of people as one says it: two figures, ``1.5 million``, ``54,000``."""
    if number >= 9_950_000:
        return f"{number / 1e6:.0f} million"
    if number >= 950_000:
        return f"{number / 1e6:.1f}".removesuffix(".0") + " million"
    size = 10 ** max(0, math.floor(math.log10(max(1, number))) - 1)
    return f"{round(number / size) * size:,}"


def neighbour_of(place: Place, greater: tuple[Place, ...]) -> Neighbour | None:
    """The greatest of these cities that is well over the place's own size, with the way from it."""
    for city in greater:
        if city.id != place.id and city.population >= max(NEARBY_AT_LEAST, 3 * place.population):
            km = distance_km(city.coordinates, place.coordinates)
            if km >= 5:
                return Neighbour(city, km, direction(city, place))
    return None


def wants_neighbour(place: Place) -> bool:
    """Whether the place is told best by a greater city near it."""
    return place.kind == "city" and place.population < GREAT_CITY and not place.capital


def direction(start: Place, end: Place) -> str:
    """The point of the compass in which ``end`` lies from ``start``, over a short way."""
    east = ((end.lon - start.lon + 180) % 360 - 180) * math.cos(math.radians((start.lat + end.lat) / 2))
    angle = math.degrees(math.atan2(east, end.lat - start.lat)) % 360
    return _POINTS[round(angle / 45) % 8]


def where_sentence(place: Place, neighbour: Neighbour | None = None) -> str:
    """Where a place lies, in one sentence that bears being spoken."""
    match place.kind:
        case "country":
            return begun(_country_sentence(place))
        case "city":
            return begun(_city_sentence(place, neighbour))
        case "region" | "island" | "mountain" | "water":
            country = spoken_country(place)
            return begun(f"{spoken(place)} is in {country}." if country else f"{spoken(place)} is on the map.")
        case _:
            return begun(_sight_sentence(place))


def _country_sentence(place: Place) -> str:
    if place.country in CITY_STATES:
        size = f", with about {people(place.population)} people" if place.population >= 1000 else ""
        return f"{spoken(place)} is a city and a country of its own{size}."
    verb = "are" if place.name.endswith(("Islands", "Maldives", "Philippines")) else "is"
    size = f", a country of about {people(place.population)} people" if place.population >= 1000 else ""
    return f"{spoken(place)} {verb} on the map{size}."


def _city_sentence(place: Place, neighbour: Neighbour | None) -> str:
    name, country = place.name, spoken_country(place)
    size = f"about {people(place.population)} people" if place.population >= 1000 else ""
    if place.country in CITY_STATES and name == place.country_name:
        return f"{name} is a city and a country of its own{f', with {size}' if size else ''}."
    if place.capital and country:
        rest = f", with {size}" if size else ""
        same = name == place.country_name
        return f"{name} is the capital of {'the country of that name' if same else country}{rest}."
    where = ", in ".join(part for part in (_region(place), country) if part)
    start = f"{name} is in {where}" if where else f"{name} is on the map"
    if neighbour is not None and place.population < GREAT_CITY:
        way = f"{round(neighbour.km / 5) * 5} kilometres {neighbour.direction}"
        return f"{start}, about {way} of {neighbour.place.name}."
    return f"{start}, a {'city' if place.population >= 50_000 else 'town'} of {size}." if size else f"{start}."


def _region(place: Place) -> str:
    """The region, where people name it and it is not the city's own name again."""
    if place.country not in NAMED_BY_REGION or not place.admin or place.admin in place.name:
        return ""
    return place.admin


def _sight_sentence(place: Place) -> str:
    town = place.admin if place.admin and place.admin != place.name else ""
    country = spoken_country(place)
    parts = dict.fromkeys(part for part in (town, country) if part)
    spot = f"in {(', in ' if country.startswith('the ') else ', ').join(parts)}" if parts else "on the map"
    what = _KIND_WORDS.get(place.kind, "")
    if what and not _says_itself(place):
        return f"{spoken(place)} is {what} {spot}."
    return f"{spoken(place)} is {spot}."


def _says_itself(place: Place) -> bool:
    """Whether the name says what it is, in whatever language: Rijksmuseum, Musée, Hauptbahnhof, Gardens."""
    kin = {"museum": ("museum", "musée", "museo", "gallery"), "park": ("park", "parc", "parque", "garden"),
           "station": ("station", "bahnhof", "gare", "stazione", "estación"), "airport": ("airport",)}  # fmt: skip
    return any(word in place.name.casefold() for word in kin.get(place.kind, ()))


def _takes_the(place: Place) -> bool:
    name = place.name
    if name.casefold().startswith("the "):
        return False
    if place.kind == "country":
        return _country_takes_the(name)
    if place.kind in ("city", "region", "airport", "station"):
        return False
    if place.kind == "museum":
        return not name.startswith(("Tate ", "Madame ", "Ca' "))
    return name in _SIGHTS_WITH_THE or name.startswith(_BEGINNINGS_WITH_THE)


def _country_takes_the(name: str) -> bool:
    ends = ("Islands", "Republic", "Emirates", "Territory", "Territories")
    return name in _COUNTRIES_WITH_THE or name.startswith("United ") or name.endswith(ends)
