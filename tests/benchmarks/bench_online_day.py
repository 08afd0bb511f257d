"""A day of use by one traveller over services of our own that keep the real ones' rules; one JSON line.

From 8 to 23 o'clock something is asked every few minutes, half of it again; now and then a service
is out of order for a while.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.machine import machine, tell
from tests.fakes.asked_world import asked_world
from tests.fakes.online_bench import online_bench, services_of
from tests.fakes.online_in_tools import context_over
from tests.fakes.strict_service import raw
from wanderlust.assistant.tool_dispatch import ToolDispatch
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.geo.gazetteer import Gazetteer
from wanderlust.settings.paths import discover_paths

TOWNS = ("Lisbon", "Sintra", "Porto", "Louvre", "Gare de Lyon", "Kyoto", "Vienna", "Florence")
THINGS = ("coffee", "pharmacy", "restaurants", "bakery", "supermarket", "toilets", "museums open now")
BURST = 6  # questions in one breath, once an hour: a model may call several tools at once


def a_question(chance: random.Random, names: list[str]) -> tuple[str, dict[str, Any]]:
    """A tool with its arguments, as a talk on the way would call it."""
    near = chance.choice(TOWNS)
    match chance.randrange(6):
        case 0:
            return "show_on_map", {"place": chance.choice(names)}
        case 1:
            return "get_weather", {"place": near, "when": chance.choice(("", "tomorrow", "Tuesday"))}
        case 2:
            return "convert_currency", {"amount": 20, "from": chance.choice(("USD", "GBP", "CHF")), "to": "EUR"}
        case 3:
            modes = chance.choice(("walk", "bike", "car"))
            return "distance", {"origin": "Louvre", "destination": "Notre-Dame", "mode": modes}
        case _:
            return "find_places", {"query": chance.choice(THINGS), "near": near, "open_now": chance.random() < 0.3}


async def day(folder: Path, seed: int = 7) -> dict[str, Any]:
    """Live through it; what was asked, what went out, and every rule that was broken."""
    paths, chance = discover_paths(os.environ), random.Random(seed)
    table = paths.find("places.sqlite")
    assert table is not None, "run `make setup` first"
    gazetteer = Gazetteer(table)
    world = asked_world(gazetteer)
    gazetteer.close()
    names = sorted({thing.name for thing in world.named})
    before: list[tuple[str, dict[str, Any]]] = []
    asked = answered = 0
    async with online_bench(folder, world.named, world.points) as bench:
        end = bench.clock.monotonic() + 15 * 3600
        with context_over(paths, bench, services_of, folder) as context:
            dispatch = ToolDispatch(standard_tools(), context)
            while bench.clock.monotonic() < end:
                if chance.random() < 0.02:
                    server = bench.servers[chance.choice(("photon", "overpass", "weather", "route"))]
                    server.troubles.extend([raw("429 Too Many", b"", "text/plain", "Retry-After: 600")] * 2)
                count = BURST if chance.random() < 0.05 else 1
                wave = []
                for _ in range(count):
                    again = before and chance.random() < 0.5
                    wave.append(chance.choice(before) if again else a_question(chance, names))
                before += wave
                runs = await asyncio.gather(
                    *(dispatch.run(f"call_{asked + n}", tool, json.dumps(args)) for n, (tool, args) in enumerate(wave))
                )
                asked += count
                answered += sum(run.ok for run in runs)
                bench.clock.advance(chance.choice((5, 30, 120, 300, 900)))
        return {
            "questions": asked,
            "answered": answered,
            "requests": bench.requests(),
            "reported_as_sent": len(bench.sent),
            "kilobytes_sent": round(sum(record.characters for record in bench.sent) / 1000, 1),
            "rules_broken": bench.broken,
        }


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        tell("online_day", **asyncio.run(day(Path(folder))), **machine())
    return 0


if __name__ == "__main__":
    sys.exit(main())
