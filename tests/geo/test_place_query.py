"""A spoken place name is taken apart into what is meant and where it is."""

from __future__ import annotations

import pytest

from wanderlust.geo.place_query import Subject, divisions_of, spellings


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("the Eiffel Tower", "eiffel tower"),
        ("the city of Bath", "bath"),
        ("St Petersburg", "saint petersburg"),
        ("Mount Fuji", "mt fuji"),
        ("Mt. Fuji", "mount fuji"),
    ],
)
def test_fillers_and_short_forms_are_other_spellings(name: str, spelling: str) -> None:
    assert Subject(spelling) in list(spellings(name))


def test_the_name_as_said_comes_first() -> None:
    assert next(spellings("The Hague")) == Subject("the hague")


def test_a_word_for_the_kind_narrows_the_search() -> None:
    assert Subject("kansai", frozenset(("airport",))) in list(spellings("Kansai Airport"))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Paris, Texas", ("Paris", "Texas")),
        ("Cambridge in England", ("Cambridge", "England")),
        ("a temple near Kyoto", ("a temple", "Kyoto")),
        ("Paris, Texas, USA", ("Paris", "Texas, USA")),
    ],
)
def test_a_separator_says_where(name: str, parts: tuple[str, str]) -> None:
    assert list(divisions_of(name)) == [parts]


def test_without_one_the_last_words_may_say_where() -> None:
    assert list(divisions_of("Portland New Hampshire")) == [
        ("Portland New", "Hampshire"),
        ("Portland", "New Hampshire"),
    ]
