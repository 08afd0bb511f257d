"""From the cut of a server of the Realtime wire to the first sound of the embedded engine's answer, step by step.

python -m tests.benchmarks.bench_failover [RUNS]
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.machine import load_average, tell
from tests.fakes.switched_talk import SwitchedTalk, switched_talk
from wanderlust.application.services import engine_process
from wanderlust.domain import events as ev
from wanderlust.realtime.engine_process import EngineProcess

RUNS = 3
CUTS = ("reset", "black hole")


class TimedEngine(EngineProcess):
    """The real engine; notes when it was wanted and when it listened (monotonic seconds)."""

    def __init__(self) -> None:
        made = engine_process()
        super().__init__(made._command, made._environment)
        self.wanted_at = self.listens_at = 0.0

    async def start(self) -> None:
        self.wanted_at = time.monotonic()
        await super().start()
        self.listens_at = time.monotonic()


def when(talk: SwitchedTalk, wanted: Callable[[ev.DomainEvent], bool], after: float) -> float | None:
    """When the first such event came after that moment."""
    pairs = zip(talk.events, talk.times, strict=True)
    return next((at for event, at in pairs if at >= after and wanted(event)), None)


async def one(cut: str) -> dict[str, float]:
    """Ask into the cut; seconds after it."""
    engines: list[TimedEngine] = []

    def make() -> TimedEngine:
        engines.append(TimedEngine())
        return engines[-1]

    with tempfile.TemporaryDirectory() as folder:
        async with switched_talk(Path(folder), make_engine=make) as talk:
            await talk.ready()
            await talk.ask("Where is Lisbon?")
            played = len(talk.speaker.pcm())
            began, cpu = time.monotonic(), time.process_time()
            talk.proxy.shut() if cut == "reset" else talk.proxy.swallow()
            await talk.session.say("Where is Kyoto?")
            await talk.until(lambda: len(talk.speaker.pcm()) > played, 60)
            first_sound, cpu = time.monotonic(), time.process_time() - cpu
            await talk.until(lambda: len(talk.of(ev.AnswerFinished)) > 1)
            assert talk.texts()[-1].startswith("Kyoto is in Japan"), talk.texts()

            def trying(event: ev.DomainEvent) -> bool:
                return isinstance(event, ev.CloudChanged) and event.state == "trying"

            def switched(event: ev.DomainEvent) -> bool:
                return isinstance(event, ev.CloudChanged) and event.state == "lost"

            steps = {
                "engine_wanted_s": engines[0].wanted_at,
                "shown_as_trying_s": when(talk, trying, began),
                "engine_listens_s": engines[0].listens_at,
                "decided_s": when(talk, switched, began),
                "first_sound_s": first_sound,
            }
            seconds = {name: round(at - began, 2) for name, at in steps.items() if at is not None}
            return seconds | {"cpu_of_the_client_s": round(cpu, 2)}


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    sounds: dict[str, list[float]] = {cut: [] for cut in CUTS}
    for _ in range(runs):
        for cut in CUTS:
            load = load_average()
            seconds = asyncio.run(one(cut))
            sounds[cut].append(seconds["first_sound_s"])
            tell("failover", cut=cut, **seconds, load=load)
    for cut, found in sounds.items():
        figures = {"median": round(statistics.median(found), 2), "max": max(found)}
        tell("failover", cut=cut, runs=runs, first_sound_s=figures, over_five=sum(at > 5 for at in found))


if __name__ == "__main__":
    main()
