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


async def pins(dispatch: ToolDispatch, name: str, **arguments: Any) -> list[str]:
    run = await dispatch.run("call_1", name, json.dumps(arguments))
    return [place.name for place in run.outcome.places or ()] if run.outcome is not None else []


async def days(dispatch: ToolDispatch) -> list[tuple[str, list[str]]]:
    trip = await dispatch.context.trips.trip()
    return [(day.key.text, [stop.name for stop in day.stops]) for day in trip.days]


@pytest.mark.parametrize(
    ("item", "place"),
    [
        ("Uffizi", "Uffizi Gallery"),
        ("the Louvre", "Louvre"),
        ("dinner in Siena", None),
        ("Tokyo", "Tokyo"),
        ("lunch", None),
        ("buy stamps", None),
        ("rest", None),
    ],
)
async def test_a_stop_lands_on_the_map_where_its_place_is_sure(
    dispatch: ToolDispatch, item: str, place: str | None
) -> None:
    assert await pins(dispatch, "itinerary_add", item=item) == ([place] if place else [])


async def test_a_small_town_is_meant_where_the_trip_is_near(dispatch: ToolDispatch) -> None:
    await say(dispatch, "itinerary_add", item="Uffizi", day="Tuesday")
    assert await pins(dispatch, "itinerary_add", item="dinner in Siena") == ["Siena"]


async def test_what_was_shown_just_now_is_meant_first(dispatch: ToolDispatch) -> None:
    trattoria = Place("osm:1", "Trattoria Mario", "business", 43.77, 11.25, "IT")
    dispatch.context.focus.show((trattoria,), None)
    assert await pins(dispatch, "itinerary_add", item="Mario") == ["Trattoria Mario"]


async def test_days_are_swapped_by_voice(dispatch: ToolDispatch) -> None:
    await say(dispatch, "itinerary_add", item="Uffizi", day="day two")
    await say(dispatch, "itinerary_add", item="lunch", day="day three")
    assert await say(dispatch, "itinerary_add", item="swap day two and day three") == "I swapped day 2 and day 3."
    assert await days(dispatch) == [("day 2", ["lunch"]), ("day 3", ["Uffizi"])]
    refused = await say(dispatch, "itinerary_add", item="swap day seven and day eight")
    assert refused == "Neither of those days is on the trip."


async def test_three_days_in_florence_are_drafted_without_a_network(dispatch: ToolDispatch) -> None:
    said = await say(dispatch, "itinerary_add", item="three days in Florence")
    assert said.startswith("A draft of three days in Florence is on your trip: day 1 ")
    trip = await dispatch.context.trips.trip()
    assert trip.draft and trip.name == "Three days in Florence"
    assert [day.key.text for day in trip.days] == ["day 1", "day 2", "day 3"]
    assert all(stop.place and stop.start and stop.source == "planned" for stop in trip.stops())
    assert len({stop.name for stop in trip.stops()}) == sum(len(day.stops) for day in trip.days) >= 6


async def test_the_same_draft_twice_is_the_same(dispatch: ToolDispatch) -> None:
    await say(dispatch, "itinerary_add", item="a weekend in Kyoto")
    first = await days(dispatch)
    await dispatch.context.trips.undo()
    await say(dispatch, "itinerary_add", item="a weekend in Kyoto")
    assert await days(dispatch) == first


async def test_a_draft_beside_a_trip_that_has_stops_is_a_trip_of_its_own(dispatch: ToolDispatch) -> None:
    await say(dispatch, "itinerary_add", item="lunch", day="Tuesday")
    await say(dispatch, "itinerary_add", item="two days in Rome", day="1 December")
    book = await dispatch.context.trips.book()
    assert len(book.trips) == 2 and [key for key, _ in await days(dispatch)] == ["2026-12-01", "2026-12-02"]


async def test_a_place_that_two_have_the_name_of_is_asked_about(dispatch: ToolDispatch) -> None:
    assert (await say(dispatch, "itinerary_add", item="two days in Springfield")).startswith("Which Springfield: ")
    assert await dispatch.context.trips.stops() == ()


async def test_where_no_sight_is_known_nothing_is_drafted(dispatch: ToolDispatch) -> None:
    said = await say(dispatch, "itinerary_add", item="two days in Norilsk")
    assert "I know no sights near Norilsk" in said and await dispatch.context.trips.stops() == ()


async def test_the_last_deed_is_undone_by_voice(dispatch: ToolDispatch) -> None:
    await say(dispatch, "itinerary_add", item="Uffizi", day="Tuesday", time="ten")
    await say(dispatch, "itinerary_add", item="the Uffizi", day="Wednesday")
    assert await say(dispatch, "control", action="undo") == "Undone: moved Uffizi to Wednesday at 10 am."
    assert await say(dispatch, "control", action="undo") == "Undone: added Uffizi on Tuesday at 10 am."
    assert await say(dispatch, "control", action="undo") == "There is nothing to undo."


async def test_what_was_removed_after_a_yes_comes_back(dispatch: ToolDispatch) -> None:
    await say(dispatch, "itinerary_add", item="lunch")
    await say(dispatch, "itinerary_remove", item="lunch")
    dispatch.context.consent.heard("yes")
    await say(dispatch, "itinerary_remove", item="lunch")
    assert await say(dispatch, "control", action="undo") == "Undone: took lunch off the trip."
    assert [stop.name for stop in await dispatch.context.trips.stops()] == ["lunch"]


async def test_the_map_is_cleared_and_what_it_cannot_do_by_voice_is_said(dispatch: ToolDispatch) -> None:
    run = await dispatch.run("call_1", "control", '{"action": "clear_map"}')
    assert run.outcome is not None and run.outcome.places == ()
    assert await say(dispatch, "control", action="louder") == "I cannot do that by voice yet."
    assert await say(dispatch, "control", action="no") == "All right, I leave it as it is."
