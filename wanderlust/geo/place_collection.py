"""Gathers every place and name from the sources, folds the names, and orders both by fame."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from wanderlust.geo.country_names import EMPTY_COUNTRIES, country_aliases, region_aliases
from wanderlust.geo.divisions import DivisionKey, TownPoint, division_names
from wanderlust.geo.folding import fold
from wanderlust.geo.gazetteer_schema import MACHINE_NAME, OTHER_NAME, USUAL_NAME
from wanderlust.geo.landmarks import Landmark
from wanderlust.geo.native_names import native_name
from wanderlust.geo.place_sources import Airport, City, Country
from wanderlust.geo.trigrams import can_be_misspelt

_CITIES_EXPECTED = 235_000  # only for the progress line
_GONE = frozenset(("AN", "CS"))  # Netherlands Antilles and Serbia and Montenegro are no more

# A name in many languages tells fame better than people do: Venice has 51,298 people and 65 names.
_FAME_PER_TENFOLD_PEOPLE = 0.025
_FAME_PER_TENFOLD_NAMES = 0.050
_CAPITAL_FAME = 0.025  # "Washington" is the city rather than the state
_COUNTRY_NAMES_WORTH = 80  # countries come with one name; in GeoNames' cities the best known have 60 to 140
_REGION_NAMES_WORTH = 26
_LARGE_TOWN = 30_000
_SAME_NAME_COST = 0.05  # who says Porto means the city, not the district around it
# Sights and airports have no people: they stand where a well-known town of this size would.
_LANDMARK_PEOPLE, _LANDMARK_NAMES = 400_000, 20
_AIRPORT_NAMES = 3
_AIRPORT_SHARE = 0.02  # an airport is as well known as a town of this share of its city's people
_INTERNATIONAL_SHARE = 0.1
_LEAST_AIRPORT_PEOPLE = 3_000
_TWIN_DEGREES = 0.06  # two tables put one airport within some 6 km

PlaceRow = tuple[int, str, str, str, float, float, str, str, str, int, str, str, int, float]
Named = list[tuple[str, int]]  # folded name and class
TownsByName = dict[tuple[str, str], list["_Draft"]]  # folded usual name and country


@dataclass(frozen=True, slots=True)
class PlaceCollection:
    """Rows ready for the file.

    Attributes:
        places: Rows of the table ``place``, best known first, ids from 1.
        names: Folded names; those that can be misspelt first, best known first; the index is the id.
        name_fames: Fame of the best place behind each name that can be misspelt.
        aliases: ``(name, place, class)`` in ascending order.
        country_names: ISO code to usual English name.
    """

    places: list[PlaceRow]
    names: list[str]
    name_fames: list[float]
    aliases: list[tuple[int, int, int]]
    country_names: dict[str, str]


@dataclass(slots=True)
class _Draft:
    """A place before ids are given."""

    key: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str
    division: str = ""
    admin: str = ""
    population: int = 0
    timezone: str = ""
    native: str = ""
    capital: bool = False
    fame: float = 0.0


def fame(population: int, names: int) -> float:
    """What being well known adds to the score of a match: 0 to about 0.3."""
    people = _FAME_PER_TENFOLD_PEOPLE * math.log10(1 + max(0, population))
    return people + _FAME_PER_TENFOLD_NAMES * math.log10(1 + names)


def collect_places(
    cities: Iterable[City],
    countries: Sequence[Country],
    us_states: dict[str, str],
    airports: Sequence[Airport],
    landmarks: Sequence[Landmark],
    progress: Callable[[float], None],
) -> PlaceCollection:
    """All places of all sources with all their names; ``progress`` hears the part done, 0 to 1."""
    known = [country for country in countries if country["iso"] not in _GONE]
    country_names = {row["iso"]: country_aliases(row["iso"], row["name"])[0] for row in known}
    drafts: list[_Draft] = []
    named: list[Named] = []
    for number, city in enumerate(cities):
        draft, names = _city(city)
        drafts.append(draft)
        named.append(names)
        if number % 10_000 == 0:
            progress(min(0.7, 0.7 * number / _CITIES_EXPECTED))
    towns = list(drafts)
    town_names = {id(draft): names for draft, names in zip(drafts, named, strict=True)}
    divisions = division_names(
        [TownPoint(town.lat, town.lon, town.country, town.division) for town in towns],
        airports,
        {("US", code): name for code, name in us_states.items()},
    )
    for town in towns:
        found = divisions.get((town.country, town.division))
        town.admin = region_aliases(town.country, found)[0] if found else ""
    capitals = _mark_capitals(known, towns, town_names)
    progress(0.75)
    towns_named: TownsByName = defaultdict(list)
    for town in towns:
        towns_named[fold(town.name), town.country].append(town)
    for draft, names in (
        *_countries(known, towns, capitals),
        *_regions(divisions, towns, town_names),
        *_sights(landmarks, _airports(airports, country_names, towns_named), towns_named),
    ):
        drafts.append(draft)
        named.append(names)
    progress(0.8)
    return _ordered(drafts, named, country_names)


def _city(city: City) -> tuple[_Draft, Named]:
    name, others = city["name"], city["alternatenames"]
    classes: dict[str, int] = {}
    for other in others:
        folded, alias_class = fold(other), _class_of(other)
        # A real spelling wins over a romanisation that folds to the same.
        if alias_class < classes.get(folded, MACHINE_NAME + 1):
            classes[folded] = alias_class
    classes[fold(name)] = USUAL_NAME
    classes.pop("", None)
    draft = _Draft(
        key=f"gn:{city['geonameid']}",
        name=name,
        kind="city",
        lat=city["latitude"],
        lon=city["longitude"],
        country=city["countrycode"],
        division=city["admin1code"],
        population=city["population"],
        timezone=city["timezone"],
        native=native_name(city["countrycode"], others),
        fame=fame(city["population"], len(others)),
    )
    return draft, list(classes.items())


def _class_of(name: str) -> int:
    """Rule-made romanisations begin in lower case ("jing dou"); airline codes are capitals ("UKY")."""
    first = name[:1]
    if first.islower() and name.isascii():
        return MACHINE_NAME
    return MACHINE_NAME if len(name) <= 3 and name.isascii() and name.isupper() else OTHER_NAME


def _mark_capitals(countries: Sequence[Country], towns: Sequence[_Draft], names: dict[int, Named]) -> dict[str, _Draft]:
    wanted = {row["iso"]: fold(row["capital"]) for row in countries if row["capital"]}
    best: dict[str, _Draft] = {}
    for town in towns:
        capital = wanted.get(town.country)
        if capital and any(folded == capital for folded, _ in names[id(town)]):
            rival = best.get(town.country)
            if rival is None or town.fame > rival.fame:
                best[town.country] = town
    for town in best.values():
        town.capital = True
        town.fame += _CAPITAL_FAME
    return best


def _countries(
    countries: Sequence[Country], towns: Sequence[_Draft], capitals: dict[str, _Draft]
) -> list[tuple[_Draft, Named]]:
    members: dict[str, list[_Draft]] = defaultdict(list)
    for town in towns:
        members[town.country].append(town)
    rows: list[tuple[_Draft, Named]] = []
    for country in countries:
        code = country["iso"]
        point = _middle(members[code]) if members[code] else EMPTY_COUNTRIES.get(code)
        if point is None:
            continue
        aliases = country_aliases(code, country["name"])
        capital = capitals.get(code)
        draft = _Draft(
            key=f"cc:{code}",
            name=aliases[0],
            kind="country",
            lat=point[0],
            lon=point[1],
            country=code,
            population=country["population"],
            timezone=capital.timezone if capital else "",
            native=native_name(code, aliases),
            fame=fame(country["population"], _COUNTRY_NAMES_WORTH),
        )
        rows.append((draft, [*_named(aliases), (fold(code), MACHINE_NAME)]))
    return rows


def _regions(
    divisions: dict[DivisionKey, str], towns: Sequence[_Draft], names: dict[int, Named]
) -> list[tuple[_Draft, Named]]:
    members: dict[DivisionKey, list[_Draft]] = defaultdict(list)
    for town in towns:
        members[town.country, town.division].append(town)
    rows: list[tuple[_Draft, Named]] = []
    for (country, division), name in divisions.items():
        inside = members[country, division]
        if not inside:
            continue
        lat, lon = _middle(inside)
        aliases = region_aliases(country, name)
        people = sum(town.population for town in inside)
        has_namesake = any(
            folded == fold(aliases[0])
            for town in inside
            if town.population > _LARGE_TOWN
            for folded, _ in names[id(town)]
        )
        draft = _Draft(
            key=f"rg:{country}.{division}",
            name=aliases[0],
            kind="region",
            lat=lat,
            lon=lon,
            country=country,
            division=division,
            population=people,
            timezone=max(inside, key=lambda town: town.population).timezone,
            fame=fame(people, _REGION_NAMES_WORTH) - (_SAME_NAME_COST if has_namesake else 0.0),
        )
        codes = [(fold(division), MACHINE_NAME)] if country == "US" else []  # Paris, TX
        rows.append((draft, _named(aliases) + codes))
    return rows


def _airports(
    airports: Sequence[Airport], country_names: dict[str, str], towns_named: TownsByName
) -> list[tuple[_Draft, Named]]:
    rows: list[tuple[_Draft, Named]] = []
    for airport in airports:
        if not airport["iata"] or airport["country"] not in country_names:
            continue
        point = float(airport["lat"]), float(airport["lon"])
        town = _nearest(towns_named[fold(airport["city"]), airport["country"]], point)
        aliases = _airport_aliases(airport)
        share = _INTERNATIONAL_SHARE if "nternational" in aliases[0] else _AIRPORT_SHARE
        people = max(_LEAST_AIRPORT_PEOPLE, round(share * town.population) if town else 0)
        draft = _Draft(
            key=f"iata:{airport['iata']}",
            name=aliases[0],
            kind="airport",
            lat=point[0],
            lon=point[1],
            country=airport["country"],
            division=town.division if town else "",
            admin=airport["city"],
            timezone=airport["tz"],
            fame=fame(people, _AIRPORT_NAMES),
        )
        codes = [(fold(airport["iata"]), USUAL_NAME), (fold(airport["icao"]), MACHINE_NAME)]
        called = [(folded, USUAL_NAME) for folded, _ in _named(aliases)]
        rows.append((draft, called + [code for code in codes if code[0]]))
    return rows


def _airport_aliases(airport: Airport) -> list[str]:
    """What an airport is called, its full name first: also without "International", and by its city."""
    city = airport["city"].strip()
    name = airport["name"].strip() or f"{city} Airport"
    bare = name
    for word in (" International", " Intercontinental", " Airport"):
        bare = bare.replace(word, "")
    bare = bare.strip()
    own = bare.removeprefix(city).strip(" -/")  # London Heathrow -> Heathrow
    aliases = [name, f"{bare} Airport", f"{airport['iata']} Airport"]
    if city:
        aliases += [f"{city} Airport", f"{city} {own}"] if own else [f"{city} Airport"]
    if own and own != bare and len(own) > 3:
        aliases += [own, f"{own} Airport"]
    return aliases


def _sights(
    landmarks: Sequence[Landmark], airports: list[tuple[_Draft, Named]], towns_named: TownsByName
) -> list[tuple[_Draft, Named]]:
    """Airports and sights; an airport that is in the table of sights too becomes one well-known place."""
    rows = list(airports)
    for landmark in landmarks:
        point = landmark.coordinates
        if landmark.kind == "airport" and (twin := _twin(landmark, airports)):
            twin[0].fame = fame(_LANDMARK_PEOPLE, _LANDMARK_NAMES)
            twin[1].extend((name, USUAL_NAME) for name, _ in _named([landmark.name, *landmark.aliases]))
            continue
        town = _nearest(towns_named[fold(landmark.place), landmark.country], (point.lat, point.lon))
        draft = _Draft(
            key=f"wl:{landmark.id}",
            name=landmark.name,
            kind=landmark.kind,
            lat=point.lat,
            lon=point.lon,
            country=landmark.country,
            division=town.division if town else "",
            admin=landmark.place,
            timezone=town.timezone if town else "",
            fame=fame(_LANDMARK_PEOPLE, _LANDMARK_NAMES),
        )
        rows.append((draft, _named([landmark.name, *landmark.aliases])))
    return rows


def _twin(landmark: Landmark, airports: Sequence[tuple[_Draft, Named]]) -> tuple[_Draft, Named] | None:
    """The row of the airport table that means the same airport."""
    lat, lon = landmark.coordinates.lat, landmark.coordinates.lon
    near = [
        (abs(draft.lat - lat) + abs(draft.lon - lon), number)
        for number, (draft, _) in enumerate(airports)
        if abs(draft.lat - lat) < _TWIN_DEGREES and abs(draft.lon - lon) < _TWIN_DEGREES
    ]
    return airports[min(near)[1]] if near else None


def _nearest(towns: Sequence[_Draft], point: tuple[float, float]) -> _Draft | None:
    """Of towns of one name the one nearest to a point; degrees are near enough for that."""
    return min(towns, key=lambda town: abs(town.lat - point[0]) + abs(town.lon - point[1]), default=None)


def _named(aliases: Iterable[str]) -> Named:
    """The first is the usual name, the others other names; each folded form once."""
    folded = list(dict.fromkeys(name for alias in aliases if (name := fold(alias))))
    return [(name, USUAL_NAME if number == 0 else OTHER_NAME) for number, name in enumerate(folded)]


def _middle(towns: Sequence[_Draft]) -> tuple[float, float]:
    """The middle of the towns on the round earth, so that Fiji's lies in Fiji; degrees."""
    x = y = z = 0.0
    for town in towns:
        lat, lon = math.radians(town.lat), math.radians(town.lon)
        x += math.cos(lat) * math.cos(lon)
        y += math.cos(lat) * math.sin(lon)
        z += math.sin(lat)
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 4), round(math.degrees(math.atan2(y, x)), 4)


def _ordered(drafts: Sequence[_Draft], named: Sequence[Named], country_names: dict[str, str]) -> PlaceCollection:
    order = sorted(range(len(drafts)), key=lambda number: -drafts[number].fame)
    places: list[PlaceRow] = []
    spelt: dict[str, float] = {}  # dictionaries keep the order in which names come: by fame
    exact: dict[str, None] = {}
    for place_id, number in enumerate(order, start=1):
        d = drafts[number]
        places.append(
            (place_id, d.key, d.name, d.kind, d.lat, d.lon, d.country, d.division, d.admin)
            + (d.population, d.timezone, d.native, int(d.capital), round(d.fame, 4))
        )
        for folded, alias_class in named[number]:
            if alias_class != MACHINE_NAME and folded not in spelt and can_be_misspelt(folded):
                spelt[folded] = d.fame
            elif folded not in spelt:
                exact.setdefault(folded)
    names = [*spelt, *(name for name in exact if name not in spelt)]
    number_of = {name: number for number, name in enumerate(names)}
    aliases = [
        (number_of[folded], place_id, alias_class)
        for place_id, number in enumerate(order, start=1)
        for folded, alias_class in named[number]
    ]
    aliases.sort()
    # An airport may have one folded name twice, as its own and as its code; the better class comes first.
    aliases = [row for row, before in zip(aliases, [(-1, -1, -1), *aliases], strict=False) if row[:2] != before[:2]]
    return PlaceCollection(places, names, list(spelt.values()), aliases, country_names)
