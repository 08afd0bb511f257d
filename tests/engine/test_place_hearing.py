"""Sentences that may have been said where a place is expected and none is known."""

from __future__ import annotations

import pytest

from wanderlust.engine.place_hearing import respellings
from wanderlust.geo.heard_names import HeardNames


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("Where is keyode?", "Where is Kyoto?"),
        ("Find hotels near Lake Camo.", "Find hotels near Lake Como."),
        ("What's the weather like in Samurkind in May?", "What's the weather like in Samarkand in May?"),
        ("Where in the world is Reykjivic?", "Where in the world is Reykjavik?"),
        ("How far is Opsala from Stockholm?", "How far is Uppsala from Stockholm?"),
        ("How far is it from Lisbon to Pordo?", "How far is it from Lisbon to Porto?"),
        ("How far is it between Gdanks and Krakow?", "How far is it between Gdansk and Krakow?"),
        ("Where is Leopliana?", "Where is Ljubljana?"),
    ],
)
def test_an_unknown_name_is_spelt_as_a_known_one(heard_names: HeardNames, heard: str, said: str) -> None:
    assert said in [other.text for other in respellings([heard], heard_names)]


def test_each_reading_of_the_sound_leads_to_names(heard_names: HeardNames) -> None:
    readings = ["Where is Leopliana?", "Where is Liubljana?"]
    found = {other.text for other in respellings(readings, heard_names)}
    assert "Where is Ljubljana?" in found
    assert found > {other.text for other in respellings(readings[:1], heard_names)}


@pytest.mark.parametrize(
    "heard",
    ["Where is Kyoto?", "How far is it from Lisbon to Porto?", "Find museums in Paris.", "Show me the Louvre.", ""],
)
def test_known_places_stay_as_they_are(heard_names: HeardNames, heard: str) -> None:
    assert respellings([heard], heard_names, everyday=str.islower) == []


@pytest.mark.parametrize("heard", ["Convert $50.", "Do you like jazz music?", "Tell me a story, Skodra."])
def test_where_no_place_is_expected_none_is_looked_for(heard_names: HeardNames, heard: str) -> None:
    assert respellings([heard], heard_names) == []


def test_everyday_words_alone_are_what_was_said(heard_names: HeardNames) -> None:
    heard = "Press three for advanced options."
    assert respellings([heard], heard_names)
    assert respellings([heard], heard_names, everyday=str.islower) == []


def test_the_more_alike_the_more_credit(heard_names: HeardNames) -> None:
    found = respellings(["Where is Valparazo?"], heard_names)
    assert found[0].text == "Where is Valparaiso?"
    assert [other.credit for other in found] == sorted((other.credit for other in found), reverse=True)


def test_a_preposition_between_two_names_is_never_swallowed(heard_names: HeardNames) -> None:
    found = respellings(["How far is it from Bratislaba to Viena?"], heard_names)
    assert found and all(" to " in other.text for other in found)
