"""Places in spoken English."""

from __future__ import annotations

import pytest

from wanderlust.assistant.tools.place_words import begun, direction, neighbour_of, people, spoken, where_sentence
from wanderlust.domain.places import Place, PlaceKind


def place(name: str, kind: PlaceKind = "city", lat: float = 0.0, lon: float = 0.0, population: int = 0) -> Place:
    return Place(f"x:{name}", name, kind, lat, lon, population=population)


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("Louvre", "museum", "the Louvre"),
        ("The Shard", "landmark", "The Shard"),
        ("Tower Bridge", "landmark", "Tower Bridge"),
        ("Statue of Liberty", "landmark", "the Statue of Liberty"),
        ("United States", "country", "the United States"),
        ("Cayman Islands", "country", "the Cayman Islands"),
        ("Japan", "country", "Japan"),
        ("Kyoto", "city", "Kyoto"),
    ],
)
def test_names_carry_the_article_people_give_them(name: str, kind: PlaceKind, words: str) -> None:
    assert spoken(place(name, kind)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(779, "780"), (53_901, "54,000"), (118_918, "120,000"), (994_000, "1 million"), (1_463_723, "1.5 million"),
     (9_733_276, "9.7 million"), (9_960_000, "10 million"), (126_529_100, "127 million")],
)  # fmt: skip
def test_numbers_of_people_are_rounded_to_two_figures(number: int, words: str) -> None:
    assert people(number) == words


@pytest.mark.parametrize(
    ("lat", "lon", "point"),
    [(1, 0, "north"), (1, 1, "northeast"), (0, 1, "east"), (-1, 1, "southeast"), (-1, 0, "south"), (0, -1, "west")],
)
def test_directions_are_points_of_the_compass(lat: float, lon: float, point: str) -> None:
    assert direction(place("a"), place("b", lat=lat, lon=lon)) == point


def test_a_direction_holds_across_the_date_line() -> None:
    assert direction(place("a", lon=179.5), place("b", lon=-179.5)) == "east"


def test_a_neighbour_is_well_greater_and_not_the_same_spot() -> None:
    small = place("Small", lat=1.0, population=40_000)
    equal = place("Equal", lat=0.8, population=110_000)
    great = place("Great", population=200_000)
    assert neighbour_of(small, (small, equal)) is None, "less than three times its size"
    found = neighbour_of(small, (equal, great))
    assert found is not None and (found.place, found.direction, round(found.km)) == (great, "north", 111)
    assert neighbour_of(small, (place("Suburbia", lat=1.01, population=900_000),)) is None, "one and the same spot"


def test_a_place_of_which_nothing_is_known_is_on_the_map() -> None:
    for kind in ("city", "region", "landmark", "island"):
        assert where_sentence(place("Nowhere", kind)) == "Nowhere is on the map."


def test_a_sentence_begins_large_and_keeps_its_capitals() -> None:
    assert begun("the Eiffel Tower") == "The Eiffel Tower" and begun("") == ""
