"""Five hundred spoiled answers: each ends in a clear sentence or a correct partial answer, none in a crash."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.mutated_json import mutated
from tests.fakes.online_bench import online_bench, services_of
from tests.fakes.online_in_tools import context_over
from tests.fakes.online_world import Thing
from tests.fakes.strict_service import Asked, raw
from wanderlust.assistant.tool_dispatch import ToolDispatch, ToolRun
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Coordinates
from wanderlust.settings.paths import discover_paths

EACH = 84  # times six services: 504
LOUVRE = Coordinates(48.8606, 2.3376)
THINGS = tuple(
    Thing(
        number, name, "amenity", "cafe", 48.8606 + number / 2000, 2.3376,
        tags={"opening_hours": "Mo-Su 08:00-22:00", "cuisine": "coffee_shop", "addr:street": "Rue Longue"},
        levels={"street": "Rue Longue", "city": "Paris", "country": "France", "countrycode": "FR"},
    )
    for number, name in enumerate(("Zinc Heron Kettle", "Zinc Heron Kettle Bar", "Plume", "Encre"), 1)
)  # fmt: skip
QUESTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "photon": ("show_on_map", {"place": "Zinc Heron Kettle"}),
    "nominatim": ("show_on_map", {"place": "Zinc Heron Kettle"}),
    "overpass": ("find_places", {"query": "coffee", "near": "Louvre", "open_now": True}),
    "weather": ("get_weather", {"place": "Paris", "when": "tomorrow"}),
    "money": ("convert_currency", {"amount": 10, "from": "USD", "to": "EUR"}),
    "route": ("distance", {"origin": "Louvre", "destination": "Notre-Dame", "mode": "walk"}),
}


def sensible(service: str, run: ToolRun) -> str:
    """What is wrong with an answer, or nothing: values beyond the world are no partial answer."""
    data = run.output["data"] if isinstance(run.output.get("data"), dict) else {}
    sentence = run.output["say"]["en"]
    if run.output.get("error") in ("internal error", "timeout"):
        return f"it broke: {run.output}"
    if not sentence.endswith((".", "?")) or "\x00" in sentence or len(sentence) > 1500 or "None" in sentence:
        return f"no clear sentence: {sentence[:200]}"
    if service == "weather" and data.get("kind") == "forecast":
        day = data["day"]
        if day is not None and not -95 <= day["low"] <= day["high"] <= 65:
            return f"no weather of this world: {day}"
    if service == "money" and not 0 < data["rate"] < 1e9:
        return f"no rate: {data['rate']}"
    if service == "route" and "route_km" in data and not 0.9 < data["route_km"] < 200:
        return f"no way: {data['route_km']} km"
    if service == "overpass":
        for place in data["places"]:
            if not -90 <= place["lat"] <= 90 or not -180 <= place["lon"] <= 180:
                return f"no place of this world: {place}"
    return ""


def spoiling(right: Callable[[Asked], Any], chance: random.Random) -> Callable[[Asked], Any]:
    def answer(asked: Asked) -> Any:
        return raw("200 OK", mutated(json.loads(json.dumps(right(asked))), chance))

    return answer


@pytest.mark.parametrize("service", QUESTIONS)
async def test_no_spoiled_answer_ends_in_a_crash(service: str, tmp_path: Path) -> None:
    chance = random.Random(f"spoiled {service}")
    paths = discover_paths(os.environ)
    name, arguments = QUESTIONS[service]
    async with online_bench(tmp_path, THINGS) as bench:
        for other in bench.servers.values():
            other.rules.max_age_s = 0
        server = bench.servers[service]
        server.answer = spoiling(server.answer, chance)
        if service == "nominatim":
            bench.servers["photon"].answer = lambda _: {"features": []}
        with context_over(paths, bench, services_of, tmp_path) as context:
            for number in range(EACH):
                bench.clock.advance(40 * 86_400)  # nothing is kept any more, and no host rests any more
                run = await ToolDispatch(standard_tools(), context).run(f"call_{number}", name, json.dumps(arguments))
                assert sensible(service, run) == ""
        assert len(server.asked) >= EACH / 2
        assert distance_km(LOUVRE, THINGS[0].point) < 1
