"""Weather as climate, and facts about countries, through the real tables and gazetteer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wanderlust.assistant.tool_dispatch import ToolDispatch, ToolRun
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.domain.countries import TOPICS
from wanderlust.settings.paths import PROJECT


@pytest.fixture
def dispatch(context: ToolContext) -> ToolDispatch:
    return ToolDispatch(standard_tools(), context)


async def run(dispatch: ToolDispatch, name: str, **arguments: Any) -> ToolRun:
    return await dispatch.run("call_1", name, json.dumps(arguments))


def said(run: ToolRun) -> str:
    return str(run.output["say"]["en"])


async def test_may_in_kyoto_is_typically_mild(dispatch: ToolDispatch) -> None:
    found = await run(dispatch, "get_weather", place="Kyoto", when="May")
    assert said(found).startswith("In May, Kyoto is typically mild, around 18 degrees")
    assert found.outcome is not None
    assert found.outcome.source == "Copernicus ERA5, means of 2000 to 2025"
    assert found.outcome.places is not None and found.outcome.places[0].name == "Kyoto"


async def test_tomorrow_gets_the_month_and_never_a_forecast(dispatch: ToolDispatch) -> None:
    found = await run(dispatch, "get_weather", place="Oslo", when="tomorrow")
    assert said(found).startswith("I have no forecast here. In November, Oslo is typically cold")


async def test_summer_in_sydney_is_january(dispatch: ToolDispatch) -> None:
    found = await run(dispatch, "get_weather", place="Sydney", when="summer")
    assert found.output["data"]["months"] == [12, 1, 2]


async def test_sunset_is_told_when_asked_for(dispatch: ToolDispatch) -> None:
    found = await run(dispatch, "get_weather", place="Lisbon", when="sunset")
    assert said(found) == "In Lisbon the sun rises at 07:26 and sets at 17:19 then."


async def test_weather_without_a_place_asks_which(dispatch: ToolDispatch) -> None:
    assert said(await run(dispatch, "get_weather")) == "Which place do you mean?"


async def test_help_in_japan_has_two_numbers(dispatch: ToolDispatch) -> None:
    found = await run(dispatch, "country_facts", country="Japan", topic="emergency")
    assert said(found) == "In Japan, call 1 1 0 for the police and 1 1 9 for an ambulance and the fire brigade."


async def test_a_town_stands_for_its_country(dispatch: ToolDispatch) -> None:
    found = await run(dispatch, "country_facts", country="Barcelona", topic="plug")
    assert found.output["data"]["code"] == "ES"


async def test_georgia_is_the_country(dispatch: ToolDispatch) -> None:
    found = await run(dispatch, "country_facts", country="Georgia", topic="capital")
    assert said(found) == "The capital of Georgia is Tbilisi."


async def test_visa_is_left_to_the_embassy(dispatch: ToolDispatch) -> None:
    assert "Check with the embassy of Brazil" in said(
        await run(dispatch, "country_facts", country="Brazil", topic="visa")
    )


async def test_no_number_is_guessed_where_none_is_sure(dispatch: ToolDispatch) -> None:
    found = await run(dispatch, "country_facts", country="Guinea", topic="emergency")
    assert not found.ok and "that I am sure of" in said(found)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("country", ["France", "Netherlands", "United States", "Thailand", "Kenya"])
async def test_every_topic_has_an_answer_with_a_card(dispatch: ToolDispatch, country: str, topic: str) -> None:
    found = await run(dispatch, "country_facts", country=country, topic=topic)
    assert found.ok and found.outcome is not None
    assert said(found).endswith(".") and ".." not in said(found)
    (card,) = found.outcome.cards
    assert Path(PROJECT / "resources" / "icons" / f"{card.icon}.svg").is_file()


async def test_an_unknown_topic_is_refused(dispatch: ToolDispatch) -> None:
    assert not (await run(dispatch, "country_facts", country="France", topic="cheese")).ok
