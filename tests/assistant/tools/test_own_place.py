"""The tools with a traveller who said where they are, and with one who did not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from tests.assistant.tools.conftest import Ask, outcome, pinned, said
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.units import IMPERIAL

TalkOf = Callable[..., Awaitable[None]]


def says(context: ToolContext, words: str) -> None:
    context.hear(Turn("t", Speaker.USER, words, datetime(2026, 11, 23, tzinfo=UTC)))


async def test_a_stated_place_is_noted_aloud(ask: Ask, context: ToolContext) -> None:
    says(context, "I'm in Lisbon")
    run = await ask("show_on_map", place="Lisbon")
    assert said(run) == "You are in Lisbon, Portugal. I count from there."
    assert context.whereabouts.place is not None and context.whereabouts.place.name == "Lisbon"
    assert set(run.output["say"]) == {"en", "es", "fr", "de", "it", "pt"}


async def test_where_am_i_is_answered_from_what_was_said(ask: Ask, context: ToolContext) -> None:
    says(context, "I'm in Lisbon")
    await ask("show_on_map", place="Lisbon")
    says(context, "Where am I?")
    assert said(await ask("show_on_map", place="my location")) == "You told me that you are in Lisbon, Portugal."


async def test_an_unknown_place_is_said_with_a_guess_that_is_called_one(ask: Ask, context: ToolContext) -> None:
    context.whereabouts.guess = (await context.places.find("Lisbon")).best
    run = await ask("show_on_map", place="my location")
    assert not run.ok
    assert "I do not know where you are." in said(run) and "it is only a guess" in said(run)
    assert context.whereabouts.place is None


async def test_a_distance_without_an_origin_begins_where_the_traveller_is(
    ask: Ask, context: ToolContext, talk_of: TalkOf
) -> None:
    says(context, "I'm in Lisbon")
    await ask("show_on_map", place="Lisbon")
    await talk_of("Kyoto")
    says(context, "How far is Porto?")
    assert pinned(await ask("distance", destination="Porto")) == ["Lisbon", "Porto"]


async def test_near_me_is_where_the_traveller_is_and_not_what_is_spoken_of(
    ask: Ask, context: ToolContext, talk_of: TalkOf
) -> None:
    says(context, "I'm in Paris")
    await ask("show_on_map", place="Paris")
    await talk_of("Kyoto")
    says(context, "Which museums are near me?")
    run = await ask("find_places", query="museums")
    assert all(place.country == "FR" for place in outcome(run).places or ())
    says(context, "And which museums are there in town?")
    run = await ask("find_places", query="museums")
    assert all(place.country == "JP" for place in outcome(run).places or ())


async def test_it_is_forgotten_aloud(ask: Ask, context: ToolContext) -> None:
    says(context, "I'm in Lisbon")
    await ask("show_on_map", place="Lisbon")
    says(context, "Forget where I am")
    assert said(await ask("show_on_map", place="my location")) == "I have forgotten where you are."
    assert context.whereabouts.place is None


async def test_near_me_without_a_place_says_how_to_give_one(ask: Ask, context: ToolContext) -> None:
    says(context, "Find a museum near me")
    assert said(await ask("find_places", query="museum")).startswith("I do not know where you are.")


@pytest.mark.parametrize("word", ["here", "there"])
async def test_here_and_there_still_mean_the_place_spoken_of(
    word: str, ask: Ask, talk_of: object, context: ToolContext
) -> None:
    kyoto = (await context.places.find("Kyoto")).best
    assert kyoto is not None
    context.focus.show((kyoto,), 0)
    assert pinned(await ask("show_on_map", place=word)) == ["Kyoto"]


async def test_the_traveller_units_are_told(ask: Ask, context: ToolContext) -> None:
    context.measures.units = IMPERIAL
    run = await ask("distance", origin="Lisbon", destination="Porto")
    assert "miles" in said(run) and "kilomet" not in said(run)
    assert "millas" in run.output["say"]["es"] and "Meilen" in run.output["say"]["de"]
    weather = await ask("get_weather", place="Lisbon", when="July")
    assert "around 69 degrees" in said(weather) and outcome(weather).cards[0].heading.endswith("°F in Lisbon")
