"""How far it is: the straight line exactly, the time roughly, and neither more than is known."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.assistant.tools.conftest import Ask, outcome, pinned, said
from wanderlust.assistant.tools.distance import rough_time, short_time
from wanderlust.assistant.tools.lengths import short_km, spoken_km


async def test_lisbon_to_porto_is_measured_drawn_and_timed(ask: Ask) -> None:
    run = await ask("distance", origin="Lisbon", destination="Porto")
    assert said(run) == (
        "It is about 273 kilometres from Lisbon to Porto in a straight line, roughly 3 and a half hours by car."
    )
    found = outcome(run)
    assert pinned(run) == ["Lisbon", "Porto"] and found.chosen == 1
    assert found.line[0].lat == pytest.approx(38.7, abs=0.1) and found.line[-1].lat == pytest.approx(41.15, abs=0.1)
    assert [(c.figure, c.detail) for c in found.cards] == [("", ""), ("273 km", "~ 3.5 h")]
    assert run.output["data"]["straight_line_km"] == pytest.approx(273.4, abs=1.0)


async def test_an_origin_left_out_is_the_place_last_spoken_of(
    ask: Ask, talk_of: Callable[..., Awaitable[None]]
) -> None:
    await talk_of("Lisbon")
    assert pinned(await ask("distance", destination="Porto")) == ["Lisbon", "Porto"]


async def test_without_any_origin_it_is_asked_for(ask: Ask) -> None:
    assert said(await ask("distance", destination="Porto")) == "From where to Porto?"


async def test_a_place_to_itself_is_no_way(ask: Ask) -> None:
    run = await ask("distance", origin="Lisbon", destination="Lisboa")
    assert not run.ok and said(run) == "Both ends are Lisbon. From where to where?"


async def test_sights_are_said_with_their_articles_and_walked_when_near(ask: Ask) -> None:
    run = await ask("distance", origin="the Louvre", destination="Notre Dame")
    assert said(run).startswith("It is about 1.2 kilometres from the Louvre to Notre-Dame de Paris")
    assert said(run).endswith("roughly 20 minutes on foot.")


async def test_of_two_sights_of_one_name_the_one_in_town_is_meant(ask: Ask) -> None:
    run = await ask("distance", origin="the Colosseum", destination="the Pantheon", mode="walk")
    assert pinned(run) == ["Colosseum", "Pantheon"] and said(run).endswith("on foot.")
    assert run.output["data"]["destination"]["country"] == "Italy"


async def test_far_away_one_flies(ask: Ask) -> None:
    run = await ask("distance", origin="Paris", destination="Istanbul")
    assert said(run).endswith("by plane.") and run.output["data"]["mode"] == "plane"


async def test_what_is_too_far_gets_no_time(ask: Ask) -> None:
    run = await ask("distance", origin="Lisbon", destination="Berlin", mode="walk")
    assert said(run).endswith(", too far to go on foot.")
    assert run.output["data"]["rough_hours"] is None
    assert outcome(run).cards[1].detail == ""


async def test_no_one_is_told_to_drive_across_the_sea(ask: Ask) -> None:
    assert said(await ask("distance", origin="London", destination="Dublin")).endswith("by plane.")
    run = await ask("distance", origin="London", destination="Dublin", mode="car")
    assert said(run).endswith("There is sea between, so I give no time by car.")
    assert run.output["data"]["rough_hours"] is None


async def test_an_ambiguous_end_is_asked_about_before_anything_is_measured(ask: Ask) -> None:
    run = await ask("distance", origin="Oxford", destination="Cambridge")
    assert said(run).startswith("Which ") and outcome(run).line == ()


async def test_a_way_of_travel_that_is_not_offered_is_refused(ask: Ask) -> None:
    run = await ask("distance", origin="Lisbon", destination="Porto", mode="camel")
    assert not run.ok and "none of walk, bike, car, train, plane" in run.output["error"]


@pytest.mark.parametrize(
    ("km", "words", "short"),
    [
        (0.003, "50 metres", "50 m"),
        (0.324, "320 metres", "320 m"),
        (0.997, "1 kilometre", "1 km"),
        (1.04, "1 kilometre", "1 km"),
        (1.24, "1.2 kilometres", "1.2 km"),
        (9.97, "10 kilometres", "10 km"),
        (273.4, "273 kilometres", "273 km"),
        (11143.2, "11,143 kilometres", "11,143 km"),
    ],
)
def test_distances_are_rounded_to_what_one_says(km: float, words: str, short: str) -> None:
    assert (spoken_km(km), short_km(km)) == (words, short)


@pytest.mark.parametrize(
    ("hours", "words", "short"),
    [
        (0.01, "5 minutes", "5 min"),
        (0.4, "25 minutes", "25 min"),
        (0.87, "50 minutes", "50 min"),
        (0.9, "an hour", "1 h"),
        (1.4, "an hour and a half", "1.5 h"),
        (3.4, "3 and a half hours", "3.5 h"),
        (9.9, "10 hours", "10 h"),
        (14.6, "15 hours", "14.5 h"),
        (40.0, "2 days", "2 days"),
    ],
)
def test_times_are_rough_words(hours: float, words: str, short: str) -> None:
    assert (rough_time(hours), short_time(hours)) == (words, short)
