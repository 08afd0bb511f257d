"""What the engine holds with English and one more light voice, and what the heavy voices' process does: a JSON line.

python -m tests.benchmarks.bench_engine_memory

The engine writes down human speech and speaks English and German; then the heavy voices speak the longest Portuguese,
Japanese and Chinese sentences of the benchmarks, where their pack is installed. Linux alone tells these figures.
"""

from __future__ import annotations

import asyncio
import sys

from tests.benchmarks.bench_memory import PROC, children, memory
from tests.benchmarks.bench_voices import SENTENCES
from tests.benchmarks.machine import machine, tell
from wanderlust.application.services import engine_process
from wanderlust.domain.errors import WanderlustError
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_speech import spoken
from wanderlust.realtime.engine_transcription import written_down
from wanderlust.settings.paths import PROJECT

HEARD = ("en-followme-status.wav", "en-queue-youarenext.wav", "en-vm-opts.wav")
LIGHT, HEAVY = ("en", "de"), ("pt", "ja", "zh")


def sentences(language: str) -> list[str]:
    """The benchmarks' sentences in a language."""
    rows = (line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line)
    return [text for code, text in rows if code == language]


async def speak_all(engine: EngineProcess, languages: tuple[str, ...], missing: list[str]) -> None:
    """Have every sentence spoken; a language without a voice here is noted."""
    for language in languages:
        for text in sentences(language):
            try:
                await spoken(engine, text, language)
            except WanderlustError as error:
                missing.append(f"{language}: {error.sentence}")
                break


async def measure() -> None:
    engine, missing = engine_process(), list[str]()
    await engine.start()
    try:
        assert engine.pid is not None
        for name in HEARD:
            await written_down(engine, (PROJECT / "tests" / "data" / "speech" / name).read_bytes(), "en")
        await speak_all(engine, LIGHT, missing)
        light = memory(engine.pid)
        await speak_all(engine, HEAVY, missing)
        heavy = [memory(child) for child in children(engine.pid)]
        tell(
            "engine memory",
            engine_rss_mb=light["rss"],
            engine_pss_mb=light["pss"],
            heavy_rss_mb=heavy[0]["rss"] if heavy else None,
            heavy_pss_mb=heavy[0]["pss"] if heavy else None,
            missing=missing,
            machine=machine(),
        )
    finally:
        await engine.stop()


def main() -> int:
    if not (PROC / "self" / "smaps_rollup").exists():
        tell("engine memory", skipped="only Linux tells a process's share of memory")
        return 0
    asyncio.run(measure())
    return 0


if __name__ == "__main__":
    sys.exit(main())
