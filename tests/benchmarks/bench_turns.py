"""Whether speakers are let finish, and how soon a finished one is answered: prints JSON lines.

python -m tests.benchmarks.bench_turns [--only turns|words|noise|idle] [--most N]

Turns: human prompts, each with a pause of 300-800 ms at one of its natural gaps. Time is counted in samples, and a
verdict counts from the moment at which the models would have given it: the sample they were asked at and the
milliseconds they took. Words: word error rate of the same prompts, clean and over pink noise at 10 dB. Noise: turns
found in half an hour of what is no speech. Idle: CPU of a running engine that listens to a silent room.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import heapq
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

# Before ctranslate2 is imported: waiting OpenMP threads must sleep, not spin.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
from platformdirs import user_cache_path
from websockets.asyncio.client import connect

from tests.benchmarks.machine import machine, median, percentile_95, tell
from tests.benchmarks.non_speech import KINDS, coloured, minutes_of_each, silence
from tests.benchmarks.paused_speech import Prompt, Samples, ends_a_sentence, fetch_prompts, paused
from tests.benchmarks.word_errors import comparable, wrong_words
from wanderlust.application.engine import model_loaders
from wanderlust.application.services import engine_process
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.dsp.resample import resample
from wanderlust.engine.end_of_turn import Words, judged, patience_for, silence_to_wait
from wanderlust.engine.input_sound import InputSound, PauseHeld, SpeechBegan, SpeechEnded, SpeechPaused
from wanderlust.engine.models import HearsEnds, Judges, Recognizes, Routes
from wanderlust.settings.paths import discover_paths

RATE = 16_000
STEP = RATE // 50  # a microphone's 20 ms
NOISE_MINUTES = 30
IDLE_SECONDS = 30
TOOLS = [spec.definition() for spec in CATALOGUE]
T = TypeVar("T")


@dataclass
class Models:
    """The engine's own, loaded as it loads them."""

    recognizer: Recognizes
    turn_end: HearsEnds
    router: Routes
    judge: Callable[[], Judges]


@dataclass
class Ending:
    """Where a turn was found to end, in milliseconds of the utterance, and its words when the pause was decoded."""

    at_ms: int
    words: str


@dataclass
class Listening:
    """One utterance pushed through turn detection, with the models' verdicts at the time they would come."""

    models: Models
    eagerness: str
    due: list[tuple[int, int, int]] = field(default_factory=list)
    free_at: int = 0

    def hear(self, sound: Samples) -> list[Ending]:
        """Every turn found."""
        buffer = InputSound(self.models.judge())
        buffer.configure({"type": "semantic_vad", "eagerness": self.eagerness})
        pcm = (resample(sound, RATE, 24_000) * 32767).clip(-32768, 32767).astype("<i2").tobytes()
        step = STEP * 3  # bytes of 20 ms at 24 kHz
        found: list[Ending] = []
        words, decoded_at = "", 0
        for index in range(0, len(pcm), step):
            now_ms = (index + step) // 48
            while self.due and self.due[0][0] <= now_ms:
                buffer.wait_for(heapq.heappop(self.due)[2])
            for mark in buffer.append(pcm[index : index + step]):
                match mark:
                    case SpeechBegan():
                        self.due.clear()
                    case SpeechPaused(heard):
                        words, decoded_at = self.decode(heard, now_ms)
                    case PauseHeld(heard):
                        self.weigh(heard, now_ms, words, decoded_at)
                    case SpeechEnded(at_ms, _):
                        self.due.clear()
                        found.append(Ending(at_ms, words))
                    case _:
                        pass
        return found

    def decode(self, heard: Samples, now_ms: int) -> tuple[str, int]:
        """The words up to a pause, and when they would be there."""
        result, decoding_ms = timed(lambda: self.models.recognizer.transcribe(heard, ("en",)))
        self.free_at = max(now_ms, self.free_at) + decoding_ms
        return str(result.text), self.free_at

    def weigh(self, heard: Samples, now_ms: int, text: str, decoded_at: int) -> None:
        """Ask the models about a pause that goes on, and put what they say where it would come."""
        patience = patience_for(self.eagerness)
        finished, sounding_ms = timed(lambda: self.models.turn_end.finished(heard))
        routing, routing_ms = timed(lambda: self.models.router.route(text, TOOLS, (), "en"))
        words = judged(text, "en", routing.kind, routing.confidence)
        verdicts = (
            (now_ms + sounding_ms, silence_to_wait(patience, finished, Words.OPEN)),
            (max(decoded_at, now_ms + sounding_ms) + routing_ms, silence_to_wait(patience, finished, words)),
        )
        for order, (at, wait) in enumerate(verdicts):
            heapq.heappush(self.due, (at, order, wait))


def timed(call: Callable[[], T]) -> tuple[T, int]:
    """What a call gives, and its milliseconds."""
    started = time.perf_counter()
    given = call()
    return given, round((time.perf_counter() - started) * 1000)


def bench_turns(models: Models, prompts: list[Prompt], most: int, eagerness: str) -> None:
    """Cut-offs and waits over the paused utterances."""
    rng = np.random.default_rng(20261122)
    utterances = [utterance for prompt in prompts for utterance in paused(prompt, rng)][:most]
    cut, early, missed, waits = 0, 0, 0, []
    for utterance in utterances:
        endings = Listening(models, eagerness).hear(utterance.sound)
        end_ms = utterance.end * 1000 / RATE
        before = [ending for ending in endings if ending.at_ms < end_ms]
        early += bool(before)
        cut += any(not ends_a_sentence(ending.words, utterance) for ending in before)
        last = [ending for ending in endings if ending.at_ms >= end_ms]
        missed += not last
        waits += [last[0].at_ms - end_ms] if last else []
    tell(
        "turns",
        eagerness=eagerness,
        utterances=len(utterances),
        prompts=len({utterance.prompt.name for utterance in utterances}),
        cut_off_mid_sentence_percent=round(100 * cut / len(utterances), 1),
        ended_early_percent=round(100 * early / len(utterances), 1),
        never_ended=missed,
        end_of_turn_ms={"p50": median(waits), "p95": percentile_95(waits)},
    )


def bench_words(models: Models, prompts: list[Prompt], most: int) -> None:
    """Word error rate, clean and with pink noise 10 dB under the speech."""
    rng = np.random.default_rng(3)
    for name, noise_db in (("clean", None), ("noisy", 10.0)):
        wrong = total = 0
        for prompt in prompts[:most]:
            sound = prompt.sound
            if noise_db is not None:
                loud = float(np.sqrt(np.mean(np.square(sound[np.abs(sound) > 0.02]))))
                sound = sound + coloured(rng, len(sound) / RATE, 1.0) * loud * 10 ** (-noise_db / 20)
            said = comparable(prompt.words)
            heard = comparable(models.recognizer.transcribe(sound.astype(np.float32), ("en",)).text)
            wrong += wrong_words(said, heard)
            total += len(said)
        percent = round(100 * wrong / total, 2)
        tell("words", sound=name, prompts=len(prompts[:most]), words=total, error_rate_percent=percent)


def bench_noise(models: Models) -> None:
    """Turns found where nobody speaks: announced, and with words in them."""
    total = 0
    for name, sound in minutes_of_each(5, NOISE_MINUTES * 60 / len(KINDS)):
        endings = Listening(models, "auto").hear(sound)
        worded = [ending.words for ending in endings if ending.words]
        seconds = round(len(sound) / RATE)
        tell("noise", kind=name, seconds=seconds, turns=len(endings), turns_with_words=len(worded), words=worded[:5])
        total += len(endings)
    tell("noise", kind="all", minutes=NOISE_MINUTES, turns=total)


async def bench_idle() -> None:
    """CPU of the engine's process while a client sends it a silent room."""
    quiet = (resample(silence(np.random.default_rng(1), 1.0), RATE, 24_000) * 32767).astype("<i2").tobytes()
    engine = engine_process()
    await engine.start()
    try:
        headers = {"Authorization": f"Bearer {engine.token}"}
        async with connect(engine.url, additional_headers=headers, max_size=None) as socket:
            await socket.recv()
            used, started = cpu_seconds(engine.pid), time.monotonic()
            for count in range(IDLE_SECONDS * 50):
                await asyncio.sleep(max(0.0, started + count / 50 - time.monotonic()))
                at = count % 50 * 960
                audio = base64.b64encode(quiet[at : at + 960]).decode()
                await socket.send(json.dumps({"type": "input_audio_buffer.append", "audio": audio}))
            percent = 100 * (cpu_seconds(engine.pid) - used) / (time.monotonic() - started)
        tell("idle", seconds=IDLE_SECONDS, percent_of_a_core=round(percent, 1))
    finally:
        await engine.stop()


def cpu_seconds(process: int | None) -> float:
    """User and system time of a process, from Linux's /proc."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("turns", "words", "noise", "idle"))
    parser.add_argument("--most", type=int, default=10_000, help="utterances at most")
    parser.add_argument("--eagerness", default="auto", choices=("low", "medium", "high", "auto"))
    options = parser.parse_args()
    tell("machine", **machine())
    wanted = {options.only} if options.only else {"turns", "words", "noise", "idle"}
    if wanted - {"idle"}:
        loaders = model_loaders(discover_paths(os.environ))
        models = Models(loaders.recognizer(), loaders.turn_end(), loaders.router(), loaders.voice_activity())
        if wanted & {"turns", "words"}:
            prompts = fetch_prompts(user_cache_path("wanderlust") / "human-prompts")
        if "turns" in wanted:
            bench_turns(models, prompts, options.most, options.eagerness)
        if "words" in wanted:
            bench_words(models, prompts, options.most)
        if "noise" in wanted:
            bench_noise(models)
    if "idle" in wanted:
        asyncio.run(bench_idle())
    return 0


if __name__ == "__main__":
    sys.exit(main())
