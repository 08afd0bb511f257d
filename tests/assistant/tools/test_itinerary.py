"""The trip by voice: added, moved, read out, and nothing removed without a yes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wanderlust.assistant.tool_dispatch import ToolDispatch
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.domain.places import Place


@pytest.fixture
def dispatch(context: ToolContext) -> ToolDispatch:
    return ToolDispatch(standard_tools(), context)


async def say(dispatch: ToolDispatch, name: str, **arguments: Any) -> str:
    run = await dispatch.run("call_1", name, json.dumps(arguments))
    return str(run.output["say"]["en"])


async def test_what_is_added_is_read_out_by_day(dispatch: ToolDispatch) -> None:
    assert await say(dispatch, "itinerary_add", item="lunch") == "I put lunch on your trip."
    added = await say(dispatch, "itinerary_add", item="the Louvre", day="tuesday", time="9 am")
    assert added == "I put the Louvre on your trip on Tuesday at 9 am."
    assert await say(dispatch, "itinerary_show") == "Your trip: the Louvre on Tuesday at 9 am and lunch."
    assert await say(dispatch, "itinerary_show", day="Tuesday") == "Your trip: the Louvre on Tuesday at 9 am."
    assert await say(dispatch, "itinerary_show", day="Friday") == "There is nothing on your trip for Friday."


async def test_an_empty_trip_says_so(dispatch: ToolDispatch) -> None:
    assert await say(dispatch, "itinerary_show") == "There is nothing on your trip yet."


async def test_the_same_thing_on_another_day_is_moved(dispatch: ToolDispatch) -> None:
    await say(dispatch, "itinerary_add", item="Prado", day="Wednesday", time="noon")
    assert await say(dispatch, "itinerary_add", item="Prado", day="Thursday") == "Prado is now on Thursday at noon."
    assert await say(dispatch, "itinerary_add", item="prado") == "Prado is on your trip already."
    assert len(await dispatch.context.trips.stops()) == 1


async def test_it_is_the_place_last_spoken_of(dispatch: ToolDispatch) -> None:
    dispatch.context.focus.show((Place("gn:1", "Sintra", "city", 38.8, -9.4, "PT", "Portugal"),), 0)
    assert await say(dispatch, "itinerary_add", item="it") == "I put Sintra on your trip."


async def test_nothing_is_removed_before_a_yes(dispatch: ToolDispatch) -> None:
    await say(dispatch, "itinerary_add", item="the Louvre")
    for _ in range(2):
        assert await say(dispatch, "itinerary_remove", item="Louvre") == "Shall I take the Louvre off your trip?"
    assert len(await dispatch.context.trips.stops()) == 1
    dispatch.context.consent.heard("Yes please")
    assert await say(dispatch, "itinerary_remove", item="Louvre") == "I took the Louvre off your trip."
    assert await dispatch.context.trips.stops() == ()


async def test_a_no_keeps_it(dispatch: ToolDispatch) -> None:
    await say(dispatch, "itinerary_add", item="the Louvre")
    await say(dispatch, "itinerary_remove", item="Louvre")
    dispatch.context.consent.heard("no")
    dispatch.context.consent.heard("yes")
    assert await say(dispatch, "itinerary_remove", item="Louvre") == "Shall I take the Louvre off your trip?"


async def test_a_yes_to_one_entry_does_not_remove_another(dispatch: ToolDispatch) -> None:
    await say(dispatch, "itinerary_add", item="the Louvre")
    await say(dispatch, "itinerary_add", item="the Prado")
    await say(dispatch, "itinerary_remove", item="Louvre")
    dispatch.context.consent.heard("yes")
    assert await say(dispatch, "itinerary_remove", item="Prado") == "Shall I take the Prado off your trip?"
    assert len(await dispatch.context.trips.stops()) == 2


async def test_what_is_not_there_is_said_so(dispatch: ToolDispatch) -> None:
    assert await say(dispatch, "itinerary_remove", item="the Prado") == "The Prado is not on your trip."
