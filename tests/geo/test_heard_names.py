"""Names misheard are found by their sound among those that people ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from wanderlust.domain.errors import DataMissing
from wanderlust.geo.heard_names import HeardNames


@pytest.fixture(scope="module")
def names(prepared_file: Path) -> HeardNames:
    return HeardNames(prepared_file)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("keyode", "Kyoto"),
        ("Kiyod", "Kyoto"),
        ("Tidakaka", "Titicaca"),
        ("Machu Picco", "Machu Picchu"),
        ("Yubljana", "Ljubljana"),
        ("Anchor-Wat", "Angkor Wat"),
        ("Samurkind", "Samarkand"),
        ("Anton Anareva", "Antananarivo"),
        ("a lepo", "Aleppo"),
        ("bigota", "Bogota"),
    ],
)
def test_a_misheard_name_is_among_those_that_sound_alike(names: HeardNames, heard: str, meant: str) -> None:
    assert any(meant in alike.name for alike in names.alike(heard))


def test_a_name_as_it_stands_is_most_like_itself(names: HeardNames) -> None:
    best = names.alike("Kyoto")[0]
    assert best.name == "Kyoto" and best.likeness > 0.95


def test_names_are_written_as_english_speech_is(names: HeardNames) -> None:
    assert names.alike("Reykjavik")[0].name == "Reykjavik"


@pytest.mark.parametrize("words", ["Kyoto", "Kioto", "the Louvre", "New York", "Bruges", "Mount Fuji"])
def test_well_known_names_are_known_in_every_spelling_people_use(names: HeardNames, words: str) -> None:
    assert names.knows(words)


@pytest.mark.parametrize("words", ["keyode", "museums", "", "the"])
def test_other_words_are_not_known(names: HeardNames, words: str) -> None:
    assert not names.knows(words)


@pytest.mark.parametrize("words", ["", "?", "a", "京都"])
def test_what_has_no_sound_is_like_nothing(names: HeardNames, words: str) -> None:
    assert names.alike(words) == []


def test_most_alike_come_first_and_no_more_than_asked_for(names: HeardNames) -> None:
    found = names.alike("Valparazo", limit=5)
    assert len(found) == 5 and found[0].name == "Valparaiso"
    assert [alike.likeness for alike in found] == sorted((alike.likeness for alike in found), reverse=True)


def test_a_place_unknown_to_most_is_left_out(names: HeardNames) -> None:
    village = "Bruges-Capbis-Mifaget"
    assert not names.knows(village)
    assert village not in [alike.name for alike in names.alike(village)]


def test_without_the_file_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        HeardNames(tmp_path / "places.sqlite")
