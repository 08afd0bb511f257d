"""Where a place is, said in one sentence and pinned."""

from __future__ import annotations

import pytest

from tests.assistant.tools.conftest import Ask, outcome, pinned, said


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Kyoto", "Kyoto is in Japan, a city of about 1.5 million people."),
        ("Lisbon", "Lisbon is the capital of Portugal, with about 520,000 people."),
        ("Siena", "Siena is in Italy, about 50 kilometres south of Florence."),
        ("the Louvre", "The Louvre is a museum in Paris, France."),
        ("Eiffel Tower", "The Eiffel Tower is in Paris, France."),
        ("LAX", "Los Angeles International Airport is in Los Angeles, in the United States."),
        ("Central Park", "Central Park is in New York City, in the United States."),
        ("Mount Fuji", "Mount Fuji is in Japan."),
        ("California", "California is in the United States."),
        ("Japan", "Japan is on the map, a country of about 127 million people."),
        ("Netherlands", "The Netherlands is on the map, a country of about 17 million people."),
        ("Singapore", "Singapore is a city and a country of its own, with about 5.6 million people."),
        ("Luxembourg", "Luxembourg is the capital of the country of that name, with about 77,000 people."),
        ("京都", "Kyoto is in Japan, a city of about 1.5 million people."),
    ],
)
async def test_each_kind_of_place_has_its_sentence(ask: Ask, name: str, sentence: str) -> None:
    assert said(await ask("show_on_map", place=name)) == sentence


async def test_the_place_is_pinned_chosen_and_on_a_card_with_its_source(ask: Ask) -> None:
    run = await ask("show_on_map", place="Kyoto")
    found = outcome(run)
    assert run.ok and found.places is not None
    kyoto = found.places[0]
    assert (kyoto.name, kyoto.country, found.chosen) == ("Kyoto", "JP", 0)
    assert kyoto.lat == pytest.approx(35.0, abs=0.1) and kyoto.lon == pytest.approx(135.75, abs=0.1)
    (card,) = found.cards
    assert (card.heading, card.number, card.place) == ("Kyoto", 1, kyoto)
    assert found.source == "GeoNames"
    assert run.output["data"]["place"]["country"] == "Japan"


async def test_two_places_that_fit_are_pinned_and_asked_about(ask: Ask) -> None:
    run = await ask("show_on_map", place="Cambridge")
    assert said(run) == "Which Cambridge: Massachusetts, England or Ontario?"
    assert pinned(run) == ["Cambridge"] * 3
    assert outcome(run).chosen is None, "none is taken as meant before the traveller says so"
    assert [card.number for card in outcome(run).cards] == [1, 2, 3]


async def test_a_name_with_its_region_is_not_asked_about(ask: Ask) -> None:
    run = await ask("show_on_map", place="Cambridge, England")
    assert said(run).startswith("Cambridge is in England, in the United Kingdom")


async def test_a_misspelt_city_is_found(ask: Ask) -> None:
    assert pinned(await ask("show_on_map", place="Toolooze")) == ["Toulouse"]


@pytest.mark.parametrize(("name", "guess"), [("Kioto Hills", "Kyoto, Japan"), ("Mordor", "Mörsdorf, Germany")])
async def test_a_far_guess_is_asked_about_and_shown(ask: Ask, name: str, guess: str) -> None:
    run = await ask("show_on_map", place=name)
    assert said(run) == f"I do not know “{name}”. Did you mean {guess}?"
    assert pinned(run) == [guess.split(",")[0]]


async def test_an_unknown_place_is_said_to_be_unknown_and_leaves_the_map(ask: Ask) -> None:
    run = await ask("show_on_map", place="Xqzzvw")
    assert not run.ok and run.outcome is None
    assert said(run) == "I do not know “Xqzzvw”. Say it another way, or type its name."
