"""Asks 100 spoken-style questions about places over services of our own: right first, right or asked; JSON lines.

The words go the app's whole way: the router chooses the tool, the tool asks the bundled table and then the stand-ins.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.machine import machine, median, percentile_95, tell
from tests.fakes.asked_world import PlaceQuestion, asked_world
from tests.fakes.online_bench import online_bench, services_of
from tests.fakes.online_in_tools import context_over
from wanderlust.application.engine import model_loaders
from wanderlust.assistant.tool_dispatch import ToolDispatch, ToolRun
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.geo.gazetteer import Gazetteer
from wanderlust.settings.paths import discover_paths


async def measure(folder: Path) -> None:
    """Ask them all, each as the first of a talk."""
    paths = discover_paths(os.environ)
    table = paths.find("places.sqlite")
    assert table is not None, "run `make setup` first"
    gazetteer = Gazetteer(table)
    world = asked_world(gazetteer)
    gazetteer.close()
    router = model_loaders(paths).router()
    tools = [spec.definition() for spec in CATALOGUE]
    right = asked = 0
    spent: list[float] = []
    async with online_bench(folder, world.named, world.points) as bench:
        for question in world.questions:
            with context_over(paths, bench, services_of, folder) as context:
                calls = router.route(question.words, tools, [], "en").calls
                run = None
                begun = time.process_time()
                if calls:
                    dispatch = ToolDispatch(standard_tools(), context)
                    run = await dispatch.run("call_1", calls[0].name, json.dumps(dict(calls[0].arguments)))
                spent.append((time.process_time() - begun) * 1000)
            verdict = judged(question, run)
            right += verdict == "right"
            asked += verdict == "asked"
            bench.clock.advance(20)
            if verdict == "wrong":
                words = run.output["say"]["en"] if run is not None else "no tool"
                tell("places_online_miss", question=question.words, answer=words)
        count = len(world.questions)
        tell(
            "places_online",
            questions=count,
            right_first_percent=round(100 * right / count, 1),
            right_or_asked_percent=round(100 * (right + asked) / count, 1),
            rules_broken=len(bench.broken),
            requests=bench.requests(),
            tool_cpu_ms_p50=median(spent),
            tool_cpu_ms_p95=percentile_95(spent),
            **machine(),
        )


def judged(question: PlaceQuestion, run: ToolRun | None) -> str:
    """``right``, ``asked`` or ``wrong``; where two fit alike, asking is what is right, and choosing is wrong."""
    if run is None or run.outcome is None:
        return "wrong"
    places = run.outcome.places or ()
    if run.output["data"].get("ambiguous"):
        offered = any(place.id == question.id for place in places)
        return ("right" if question.ask else "asked") if offered else "wrong"
    if question.ask:
        return "wrong"
    return "right" if places and places[0].id == question.id else "wrong"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
