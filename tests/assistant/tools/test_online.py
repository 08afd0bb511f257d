"""What tools say when the internet is asked: points, forecasts, money and ways, in six languages, and when it fails."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.online_bench import OnlineBench, online_bench, services_of
from tests.fakes.online_in_tools import context_over
from tests.fakes.online_world import Thing
from tests.fakes.strict_service import raw
from wanderlust.assistant.tool_dispatch import ToolDispatch, ToolRun
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.settings.paths import discover_paths

LOUVRE = (48.8611, 2.3364)


def place(number: int, name: str, value: str, metres: float, **tags: str) -> Thing:
    return Thing(number, name, "amenity", value, LOUVRE[0] + metres / 111_195, LOUVRE[1], tags=tags)


THINGS = (
    place(1, "Zinc Kettle", "cafe", 200, opening_hours="Mo-Su 08:00-22:00"),
    place(2, "Closed Cup", "cafe", 100, opening_hours="Mo-Fr 08:00-16:00"),
    place(3, "Long Night", "cafe", 300, opening_hours="24/7"),
    place(4, "Pharmacie Plume", "pharmacy", 150, opening_hours="Mo-Sa 09:00-19:00"),
)


@dataclass(slots=True)
class Asking:
    bench: OnlineBench
    dispatch: ToolDispatch

    async def __call__(self, name: str, **arguments: Any) -> ToolRun:
        return await self.dispatch.run("call_1", name, json.dumps(arguments))


@pytest.fixture
async def ask(tmp_path: Path) -> AsyncIterator[Asking]:
    async with online_bench(tmp_path, THINGS) as bench:
        with context_over(discover_paths(os.environ), bench, services_of, tmp_path) as context:
            yield Asking(bench, ToolDispatch(standard_tools(), context))


def said(run: ToolRun, language: str = "en") -> str:
    return str(run.output["say"][language])


async def test_open_cafes_are_told_with_how_long(ask: Asking) -> None:
    run = await ask("find_places", query="coffee", near="Louvre", open_now=True)
    assert said(run) == (
        "Cafes near the Louvre: Zinc Kettle, 270 metres away, open until 22:00; and Long Night, open day and night."
    )
    assert said(run, "de") == "In der Nähe von Louvre, jetzt offen: Zinc Kettle, offen bis 22:00 und Long Night."
    assert run.outcome is not None and run.outcome.source == "© test map, just now"
    assert [card.detail for card in run.outcome.cards] == ["until 22:00", "open"]
    assert run.output["data"]["closed_left_out"] == 1


async def test_when_all_are_closed_that_is_said(ask: Asking) -> None:
    run = await ask("find_places", query="pharmacy", near="Louvre", open_now=True)
    assert said(run) == "No pharmacy near the Louvre is open now: the one I know is closed."
    assert said(run, "es") == "Cerca de Louvre todo lo que conozco está cerrado ahora."


async def test_a_service_that_fails_is_named_and_nothing_is_invented(ask: Asking) -> None:
    for name in ("overpass", "mirror"):
        ask.bench.servers[name].troubles.append(raw("500 Oops", b""))
    run = await ask("find_places", query="coffee", near="Louvre")
    assert said(run) == (
        "I cannot look up coffee near the Louvre now. The service for cafés, shops and sights is out of order just now."
    )
    assert run.output["data"]["places"] == [] and set(run.output["say"]) == {"en", "es", "fr", "de", "it", "pt"}


async def test_what_was_asked_before_is_told_from_memory_with_its_age(ask: Asking) -> None:
    await ask("find_places", query="coffee", near="Louvre")
    ask.bench.client.offline = True
    ask.bench.clock.advance(35 * 86_400)
    run = await ask("find_places", query="coffee", near="Louvre")
    assert said(run).endswith("That is from memory, 35 days ago.")
    assert said(run, "fr").endswith("Je le sais de mémoire, d'avant.")
    assert run.outcome is not None and run.outcome.source == "© test map, from memory, 35 days ago"


async def test_a_name_the_table_knows_asks_nobody(ask: Asking) -> None:
    await ask("show_on_map", place="Louvre")
    await ask("find_places", query="museums", near="Paris")
    assert ask.bench.sent == []


async def test_the_forecast_for_now_and_for_a_day(ask: Asking) -> None:
    now = await ask("get_weather", place="Paris")
    assert said(now) == (
        "In Paris it is 6 degrees now and partly cloudy. "
        "Today will be overcast, 2 to 9 degrees, with a 0 percent chance of rain."
    )
    tomorrow = await ask("get_weather", place="Paris", when="tomorrow")
    assert said(tomorrow) == "In Paris, tomorrow will be rainy, 2 to 10 degrees, with a 10 percent chance of rain."
    assert said(tomorrow, "it") == "Paris, domani: da 2 a 10 gradi, pioggia, probabilità di pioggia 10 per cento."
    assert tomorrow.output["data"]["kind"] == "forecast" and len(ask.bench.servers["weather"].asked) == 1


@pytest.mark.parametrize("when", ["May", "summer", "in six weeks", "sunset"])
async def test_what_no_forecast_knows_is_told_from_the_climate(ask: Asking, when: str) -> None:
    run = await ask("get_weather", place="Paris", when=when)
    assert "forecast" not in run.output["data"]["kind"] or "not" in run.output["data"]["kind"]
    assert ask.bench.sent == []


async def test_without_the_weather_service_the_climate_answers(ask: Asking) -> None:
    ask.bench.servers["weather"].troubles.append(raw("500 Oops", b""))
    assert said(await ask("get_weather", place="Paris", when="tomorrow")).startswith("I have no forecast here.")


async def test_fresh_rates_before_bundled_ones(ask: Asking) -> None:
    run = await ask("convert_currency", amount=100, **{"from": "USD", "to": "EUR"})
    assert said(run) == "100 US dollars are about 90.91 euros, at the rate of 22 November 2026."
    ask.bench.servers["money"].troubles.append(raw("500 Oops", b""))
    old = await ask("convert_currency", amount=100, **{"from": "USD", "to": "JPY"})
    assert old.ok and old.output["data"]["source"] != "Test bank"


async def test_a_walk_is_over_streets_and_drawn(ask: Asking) -> None:
    run = await ask("distance", origin="Louvre", destination="Notre-Dame", mode="walk")
    assert said(run).startswith("It is ") and "on foot from the Louvre to Notre-Dame" in said(run)
    assert (
        run.outcome is not None and len(run.outcome.line) == 3 and run.output["data"]["steps"][1]["do"] == "turn left"
    )
    assert "a pie" in said(run, "es")


@pytest.mark.parametrize("mode", ["train", "plane"])
async def test_other_ways_to_go_stay_straight_lines(ask: Asking, mode: str) -> None:
    run = await ask("distance", origin="Paris", destination="Lyon", mode=mode)
    assert "in a straight line" in said(run) and ask.bench.sent == []


async def test_no_route_is_told_as_the_straight_line(ask: Asking) -> None:
    ask.bench.servers["route"].troubles.append(raw("400 Bad", b'{"code":"NoRoute"}'))
    run = await ask("distance", origin="Louvre", destination="Notre-Dame", mode="walk")
    assert "in a straight line" in said(run)


async def test_the_steps_are_told_when_they_are_asked_for(ask: Asking) -> None:
    ends = {"origin": "Louvre", "destination": "Notre-Dame", "mode": "walk"}
    ask.dispatch.context.whereabouts.words = "How do I walk there?"
    assert said(await ask("distance", **ends)).startswith("It is ")
    ask.dispatch.context.whereabouts.words = "Give me the steps"
    run = await ask("distance", **ends)
    assert said(run).startswith("Start on Long Street. After ") and "turn left into Long Street" in said(run)
    assert said(run, "de").startswith("Starten Sie: Long Street.")
    assert run.outcome is not None and [card.icon for card in run.outcome.cards[2:]] == ["path"] * 3
