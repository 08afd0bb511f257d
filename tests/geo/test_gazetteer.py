"""The gazetteer finds what people say, tells when a name is not clear, and survives bad files."""

from __future__ import annotations

import shutil
import sqlite3
from itertools import islice
from pathlib import Path

import pytest

from wanderlust.domain.errors import DataMissing
from wanderlust.domain.places import Coordinates, PlaceKind
from wanderlust.geo.gazetteer import Gazetteer

AIRPORTS: tuple[PlaceKind, ...] = ("airport",)
TOWNS: tuple[PlaceKind, ...] = ("city",)
KYOTO = Coordinates(35.0211, 135.7538)


def best_id(gazetteer: Gazetteer, name: str) -> str:
    best = gazetteer.find(name).best
    assert best is not None, f"nothing found for {name}"
    return best.id


def test_it_holds_at_least_230_000_places(gazetteer: Gazetteer) -> None:
    assert len(gazetteer) >= 230_000


def test_a_city_comes_with_everything_known_about_it(gazetteer: Gazetteer) -> None:
    answer = gazetteer.find("Paris")
    assert answer.exact and answer.best is not None
    paris = answer.best
    assert (paris.id, paris.kind, paris.country, paris.country_name) == ("gn:2988507", "city", "FR", "France")
    assert paris.timezone == "Europe/Paris" and paris.population > 2_000_000 and paris.admin == "Île-de-France"


def test_a_japanese_city_comes_with_its_own_name(gazetteer: Gazetteer) -> None:
    best = gazetteer.find("Kyoto").best
    assert best is not None and best.native_name == "京都"


@pytest.mark.parametrize(
    "name", ["Cambridge", "Springfield", "Valencia", "San Jose", "Georgia", "Hyderabad", "Worcester"]
)
def test_names_of_places_about_equally_known_are_ambiguous(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name).ambiguous


@pytest.mark.parametrize(
    "name",
    ["Paris", "London", "Kyoto", "Lisbon", "Porto", "Rome", "Venice", "New York", "Singapore", "Mexico", "Berlin"]
    + ["Barcelona", "Birmingham", "Dublin", "Melbourne", "Luxembourg", "Vancouver", "Naples", "Nice", "Bath"],
)
def test_a_name_with_one_well_known_bearer_is_not_ambiguous(gazetteer: Gazetteer, name: str) -> None:
    assert not gazetteer.find(name).ambiguous


def test_the_two_cambridges_come_first(gazetteer: Gazetteer) -> None:
    first, second = gazetteer.find("Cambridge").matches[:2]
    assert {first.place.admin, second.place.admin} == {"England", "Massachusetts"}


@pytest.mark.parametrize(
    "name", ["Cambridge in England", "Cambridge, UK", "Cambridge England", "Cambridge, England, UK"]
)
def test_saying_where_settles_it(gazetteer: Gazetteer, name: str) -> None:
    answer = gazetteer.find(name)
    assert answer.best is not None and answer.best.admin == "England"
    assert answer.exact and not answer.ambiguous


def test_being_near_settles_it_too(gazetteer: Gazetteer) -> None:
    boston = Coordinates(42.36, -71.06)
    answer = gazetteer.find("Cambridge", near=boston)
    assert answer.best is not None and answer.best.admin == "Massachusetts" and not answer.ambiguous


@pytest.mark.parametrize("country", ["US", "United States", "USA", "America"])
def test_a_country_leaves_only_places_there(gazetteer: Gazetteer, country: str) -> None:
    answer = gazetteer.find("Paris", country=country)
    assert answer.best is not None and answer.best.admin == "Texas"
    assert {match.place.country for match in answer.matches} == {"US"}


def test_an_unknown_country_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Paris", country="Atlantis").matches == ()


def test_kinds_leave_only_these(gazetteer: Gazetteer) -> None:
    answer = gazetteer.find("Lisbon", kinds=AIRPORTS)
    assert answer.matches and {match.place.kind for match in answer.matches} == {"airport"}


def test_a_place_said_to_be_where_it_is_not_is_found_but_not_as_exact(gazetteer: Gazetteer) -> None:
    answer = gazetteer.find("Kyoto in France")
    assert answer.best is not None and answer.best.id == "gn:1857910" and not answer.exact


def test_codes_are_airports_in_capitals(gazetteer: Gazetteer) -> None:
    assert best_id(gazetteer, "CAN") == "iata:CAN"
    assert best_id(gazetteer, "HND") == "iata:HND"


def test_the_airports_of_a_city_are_asked_about(gazetteer: Gazetteer) -> None:
    answer = gazetteer.find("Tokyo airport")
    assert {match.place.id for match in answer.matches[:2]} == {"iata:HND", "iata:NRT"} and answer.ambiguous


def test_a_beginning_finds_the_best_known(gazetteer: Gazetteer) -> None:
    answer = gazetteer.find("san fran")
    assert answer.best is not None and answer.best.name == "San Francisco" and not answer.exact


def test_a_town_that_sounds_like_a_great_city_is_asked_about(gazetteer: Gazetteer) -> None:
    answer = gazetteer.find("Edinboro")
    assert [match.place.name for match in answer.matches[:2]] == ["Edinburgh", "Edinboro"]
    assert answer.ambiguous and not answer.exact


@pytest.mark.parametrize("name", ["", "   ", "?!", "xyzzy", "asdfghjkl", "a good restaurant"])
def test_what_names_no_place_finds_none(gazetteer: Gazetteer, name: str) -> None:
    answer = gazetteer.find(name)
    assert answer.best is None and not answer.ambiguous and not answer.exact


def test_a_very_long_name_is_no_trouble(gazetteer: Gazetteer) -> None:
    assert not gazetteer.find("Llanfair " * 500).exact


def test_the_before_a_name_speaks_for_the_sight(gazetteer: Gazetteer) -> None:
    assert best_id(gazetteer, "the Alhambra") == "wl:alhambra"
    assert not gazetteer.find("the Alhambra").ambiguous


def test_no_more_than_asked_for(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.find("San Antonio", limit=3).matches) == 3


def test_scores_fall(gazetteer: Gazetteer) -> None:
    scores = [match.score for match in gazetteer.find("Springfield").matches]
    assert scores == sorted(scores, reverse=True)


def test_the_nearest_town_to_a_point(gazetteer: Gazetteer) -> None:
    nearest = gazetteer.nearest(KYOTO)
    assert nearest is not None and nearest.name == "Kyoto"


def test_the_nearest_town_may_lie_across_the_date_line(gazetteer: Gazetteer) -> None:
    nearest = gazetteer.nearest(Coordinates(-16.8, -179.98))  # off Taveuni, whose towns lie west of the line
    assert nearest is not None and nearest.country == "FJ"


def test_the_nearest_town_may_be_far(gazetteer: Gazetteer) -> None:
    nearest = gazetteer.nearest(Coordinates(0.0, -140.0))  # the middle of the Pacific
    assert nearest is not None and nearest.country == "PF"


def test_nothing_is_near_where_nothing_is(small: Gazetteer) -> None:
    assert small.nearest(Coordinates(-60.0, 100.0)) is None


def test_the_nearest_airport(gazetteer: Gazetteer) -> None:
    nearest = gazetteer.nearest(Coordinates(49.0, 2.5), kinds=AIRPORTS)
    assert nearest is not None and nearest.id == "iata:CDG"


def test_towns_around_a_point_come_by_population(gazetteer: Gazetteer) -> None:
    towns = gazetteer.around(KYOTO, TOWNS, radius_km=60, limit=5)
    people = [town.population for town in towns]
    assert len(towns) == 5 and people == sorted(people, reverse=True)
    assert "Kyoto" in [town.name for town in towns]


def test_the_map_gets_its_cities_greatest_first(gazetteer: Gazetteer) -> None:
    cities = list(islice(gazetteer.cities_for_labels(), 500))
    people = [city.population for city in cities]
    assert people == sorted(people, reverse=True)
    capitals = {city.name for city in cities if city.capital}
    assert {"Tokyo", "Beijing", "London", "Cairo"} <= capitals and "Shanghai" not in capitals


def test_a_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="not there yet") as caught:
        Gazetteer(tmp_path / "places.sqlite")
    assert caught.value.name == "places" and "wanderlust setup" in caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\x00" + bytes(200)])
def test_a_damaged_file_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.sqlite"
    path.write_bytes(content)
    with pytest.raises(DataMissing, match="damaged"):
        Gazetteer(path)


def test_damage_inside_the_file_is_said_when_met(tmp_path: Path, small_file: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    content = bytearray(small_file.read_bytes())
    content[4 * 8192 :] = bytes(len(content) - 4 * 8192)
    damaged.write_bytes(content)
    with pytest.raises(DataMissing, match="damaged"):
        Gazetteer(damaged).find("Lyon")


def test_a_file_of_another_version_is_refused(tmp_path: Path, small_file: Path) -> None:
    older = tmp_path / "older.sqlite"
    shutil.copy(small_file, older)
    db = sqlite3.connect(older)
    db.execute("PRAGMA user_version = 99999")
    db.close()
    with pytest.raises(DataMissing, match="another version"):
        Gazetteer(older)


def test_it_never_writes(small_file: Path) -> None:
    before = small_file.read_bytes()
    gazetteer = Gazetteer(small_file)
    gazetteer.find("Lyon")
    gazetteer.close()
    assert small_file.read_bytes() == before and not list(small_file.parent.glob("places.sqlite-*"))


def test_a_closed_gazetteer_is_not_taken_for_a_damaged_one(small_file: Path) -> None:
    gazetteer = Gazetteer(small_file)
    gazetteer.close()
    with pytest.raises(sqlite3.ProgrammingError):
        gazetteer.find("Lyon")
