"""How soon a callee who has finished speaking hears us: rehearsal calls in real time, both sides in sound.

python -m tests.benchmarks.bench_call_answers [--calls 10] [--folder DIR]

Counted at the telephone line: from the last loud frame of theirs to the first loud one that we put on the line, with
the silence that ends their turn, their words being written down, the agent, and the voice in between.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from tests.benchmarks.bench_calls import expected
from tests.benchmarks.machine import load_average
from tests.fakes.rehearsed_call import card_for, first_choice
from wanderlust.application.call_sound import EngineEars, EngineVoice
from wanderlust.application.services import engine_process
from wanderlust.assistant.calls.call_run import CallRun
from wanderlust.assistant.calls.routine import Routine
from wanderlust.assistant.calls.spoken_talk import SpokenTalk
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.line import FRAME_MS, NARROW_RATE, LineEvent
from wanderlust.domain.calls.policy import CallRules, CallsToday, permit
from wanderlust.dsp.level import SPEECH_FLOOR_DBFS, dbfs, to_float
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.settings.paths import PROJECT
from wanderlust.telephony.rehearsal_business import Business, Mood, Script, scripts_in
from wanderlust.telephony.rehearsal_line import RehearsalCall, RehearsalLine

MOODS = (Mood.PLAIN, Mood.MISHEARS, Mood.PLAIN, Mood.ALTERNATIVE, Mood.PLAIN, Mood.SOLD_OUT, Mood.NOISY)
FRAME = NARROW_RATE * FRAME_MS // 1000 * 2
LONGEST_S = 6.0  # after that it was no answer: they had gone on, or waited for the traveller


class TimedCall:
    """A call whose sound is watched both ways."""

    def __init__(self, call: RehearsalCall) -> None:
        self._call = call
        self._they_spoke: float | None = None
        self.answers: list[float] = []

    def events(self) -> AsyncIterator[LineEvent]:
        return self._call.events()

    async def frames(self) -> AsyncIterator[bytes]:
        async for frame in self._call.frames():
            if _loud(frame):
                self._they_spoke = time.perf_counter()
            yield frame

    def write(self, pcm: bytes) -> None:
        spoke, self._they_spoke = self._they_spoke, None
        if spoke is not None:
            silent = next((n for n in range(0, len(pcm), FRAME) if _loud(pcm[n : n + FRAME])), 0)
            waited = time.perf_counter() - spoke + silent / FRAME * FRAME_MS / 1000
            if waited < LONGEST_S:
                self.answers.append(waited * 1000)
        self._call.write(pcm)

    def flush(self) -> int:
        return self._call.flush()

    @property
    def queued(self) -> int:
        return self._call.queued

    async def press(self, digits: str) -> None:
        await self._call.press(digits)

    async def hang_up(self) -> None:
        await self._call.hang_up()


def _loud(frame: bytes) -> bool:
    return dbfs(to_float(np.frombuffer(frame, "<i2"))) > SPEECH_FLOOR_DBFS


async def one_call(engine: EngineProcess, script: Script, mood: Mood, seed: int) -> tuple[ev.Outcome, list[float]]:
    """A call to its end; how it came out, and how long each answer took (ms)."""

    def now() -> datetime:
        return datetime.now(UTC)

    card = card_for(script)
    leave = permit(card, Consent(card.id, "click", now()), CallRules(), CallsToday(), now())
    business = Business(script, mood, random.Random(seed))
    voice, ears = EngineVoice(engine), EngineEars(engine)
    line = RehearsalLine(lambda granted: business, voice, ears)
    timed = TimedCall(await line.dial(leave))
    talk = SpokenTalk(timed, line.abilities.rate, voice, ears, "en")

    async def ask(asked: ev.CallAsked) -> str | None:
        return first_choice(asked)

    run = CallRun(leave, talk, Routine(card, now().date()), now, _told, ask)
    return await run.run(), timed.answers


def _told(event: ev.CallEvent) -> None:
    if isinstance(event, ev.CallCaption) and event.settled:
        sys.stderr.write(f"  {event.side}: {event.settled}\n")


async def hold(calls: int, folder: Path) -> None:
    engine = engine_process()
    await engine.start()
    await EngineVoice(engine).speak("Hello.", "en", NARROW_RATE)
    scripts = list(scripts_in(folder).values())
    answers: list[float] = []
    right = 0
    try:
        for number in range(calls):
            script, mood = scripts[number % len(scripts)], MOODS[number % len(MOODS)]
            outcome, took = await one_call(engine, script, mood, number)
            right += outcome.kind is expected(script, mood)
            answers += took
            sys.stdout.write(f"{script.key}, {mood.value}: {outcome.kind.value}, answers {[round(t) for t in took]}\n")
            sys.stdout.flush()
    finally:
        await engine.stop()
    sys.stdout.write(
        f"{calls} calls, {right} right; from their end to our first sound: median {np.median(answers):.0f} ms "
        f"(at most 900), p95 {np.percentile(answers, 95):.0f}, n={len(answers)}, load {load_average()}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=10)
    parser.add_argument("--folder", type=Path, default=PROJECT / "resources" / "rehearsal")
    options = parser.parse_args()
    asyncio.run(hold(options.calls, options.folder))


if __name__ == "__main__":
    main()
