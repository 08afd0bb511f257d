"""How soon the language pack answers: its process from a cold and a warm disk, and its first word and whole call.

python -m tests.benchmarks.bench_brain
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from pathlib import Path

from tests.benchmarks.machine import machine
from wanderlust.application.brain import BRAIN_PACK, WEIGHTS, pack_model
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.brain.pack_model import PackModel
from wanderlust.engine.brain.question import Question
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.settings.paths import Paths, discover_paths

TOOLS = tuple(spec.definition() for spec in CATALOGUE)
ASKED = (
    "do I want a brolly in Galway tomorrow",
    "somewhere for a cheap bite by the harbour",
    "my husband wants to know what the clocks say in Lima",
    "how do I tell the driver to keep the change in Thai",
    "what do three hundred zloty come to in pounds",
    "we are giving the vineyard a miss",
    "is it a long trek from the abbey to the station",
    "who do I ring in Malta if the car catches fire",
)


async def started(paths: Paths) -> tuple[PackModel, float]:
    """A model that is ready, and the seconds it took."""
    model = pack_model(paths)
    if model is None:
        sys.exit("The language model is not installed: wanderlust engine pack install language-model")
    begun = time.perf_counter()
    await model.warm_up()
    return model, time.perf_counter() - begun


def forget(file: Path) -> None:
    """Have the system drop a file from its cache, as after a start of the computer."""
    with file.open("rb") as opened:
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


async def measure(paths: Paths) -> None:
    packs = PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)
    first = pack_model(paths)
    if first is not None and not first.prepared:
        begun = time.perf_counter()
        await first.prepare()
        print(f"instructions read and kept, once: {time.perf_counter() - begun:.1f} s")  # noqa: T201
        await first.close()
    for disk in ("cold", "warm", "warm"):
        if disk == "cold":
            forget(packs.path(BRAIN_PACK, WEIGHTS))
        model, ready = await started(paths)
        begun = time.perf_counter()
        await model.decide(Question(ASKED[0], "en", (), TOOLS, {"get_weather": 0.5}))
        answered = time.perf_counter() - begun
        print(f"{disk} disk: ready {ready:.2f} s, first question {answered:.2f} s more")  # noqa: T201
        if disk == "warm":
            whole = []
            for words in ASKED[1:]:
                begun = time.perf_counter()
                await model.decide(Question(words, "en", (), TOOLS, {"get_weather": 0.2}))
                whole.append(time.perf_counter() - begun)
            print(f"  then: median {statistics.median(whole):.2f} s, longest {max(whole):.2f} s")  # noqa: T201
        await model.close()


if __name__ == "__main__":
    print(machine())  # noqa: T201
    asyncio.run(measure(discover_paths(os.environ)))
