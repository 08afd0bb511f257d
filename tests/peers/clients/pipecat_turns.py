"""How often ``pipecat-ai`` cuts speakers off: its turn taking over human utterances with a pause in each.

Prints one JSON line. Its voice activity, its smart-turn and their settings are those of ``pipecat_local.py``; the words
come from our recogniser. Sound is pushed faster than it plays: time is counted in samples, and a verdict counts from
when it would have come, the milliseconds it took later. As in its TurnAnalyzerUserTurnStopStrategy a turn is over when
smart-turn says so and the words are there, unless voice activity has begun again by then.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from loguru import logger
from pipecat.audio.turn.base_turn_analyzer import EndOfTurnState
from pipecat.audio.turn.smart_turn.base_smart_turn import SmartTurnParams
from pipecat.audio.turn.smart_turn.local_smart_turn_v3 import LocalSmartTurnAnalyzerV3
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.audio.vad.vad_analyzer import VADState
from platformdirs import user_cache_path

from tests.benchmarks.paused_speech import RATE, Samples, Utterance, ends_a_sentence, fetch_prompts, paused
from wanderlust.application.engine import model_loaders
from wanderlust.dsp.level import to_int16
from wanderlust.engine.end_of_turn import patience_for
from wanderlust.settings.paths import discover_paths

STEP = RATE // 50
PRE_SPEECH = RATE // 2


class Turns:
    """Its turn taking over one utterance."""

    def __init__(self, recognizer: Any) -> None:
        self._recognizer = recognizer
        longest = patience_for(None).longest_ms / 1000
        self._analyzer = LocalSmartTurnAnalyzerV3(sample_rate=RATE, params=SmartTurnParams(stop_secs=longest))
        self._analyzer.set_sample_rate(RATE)

    async def endings(self, sound: Samples) -> list[tuple[int, str]]:
        """Where turns end, in milliseconds, and the words of each."""
        activity = SileroVADAnalyzer()
        activity.set_sample_rate(RATE)
        self._analyzer.update_vad_start_secs(activity.params.start_secs)
        self._analyzer.clear()
        found: list[tuple[int, str]] = []
        speaking, began, words = False, 0, ""
        due: tuple[float, str] | None = None
        for start in range(0, len(sound) - STEP + 1, STEP):
            now = (start + STEP) * 1000 / RATE
            if due is not None and due[0] <= now:
                found.append((round(due[0]), due[1]))
                due = None
                self._analyzer.clear()
            pcm = to_int16(sound[start : start + STEP]).astype("<i2").tobytes()
            state = await activity.analyze_audio(pcm)
            over = self._analyzer.append_audio(pcm, speaking)
            if state is VADState.SPEAKING and not speaking:
                speaking, due = True, None
                began = began or max(1, start - PRE_SPEECH)
            elif state is VADState.QUIET and speaking:
                speaking = False
                started = time.perf_counter()
                words = self._recognizer.transcribe(sound[began : start + STEP], ("en",)).text
                heard = time.perf_counter()
                over, _ = await self._analyzer.analyze_end_of_turn()
                took = max(heard - started, time.perf_counter() - heard)
                due = (now + took * 1000, words) if over is EndOfTurnState.COMPLETE else None
            elif over is EndOfTurnState.COMPLETE and due is None and not speaking:
                due = (now, words)
        return [*found, *([(round(due[0]), due[1])] if due else [])]


async def main() -> None:
    turns = Turns(model_loaders(discover_paths(os.environ)).recognizer())
    prompts = fetch_prompts(Path(user_cache_path("wanderlust")) / "human-prompts")
    rng = np.random.default_rng(20261122)
    utterances: list[Utterance] = [utterance for prompt in prompts for utterance in paused(prompt, rng)]
    early, cut, waits = 0, 0, []
    for utterance in utterances:
        endings, end_ms = await turns.endings(utterance.sound), utterance.end * 1000 / RATE
        before = [words for at, words in endings if at < end_ms]
        early += bool(before)
        cut += any(not ends_a_sentence(words, utterance) for words in before)
        waits += [at - end_ms for at, _ in endings if at >= end_ms][:1]
    line = {
        "utterances": len(utterances),
        "cut_off_mid_sentence_percent": round(100 * cut / len(utterances), 1),
        "ended_early_percent": round(100 * early / len(utterances), 1),
        "end_of_turn_ms_p50": round(float(np.median(waits)), 1) if waits else None,
        "never_ended": len(utterances) - len(waits),
    }
    sys.stdout.write(json.dumps(line) + "\n")


logger.remove()
logger.add(sys.stderr, level="ERROR")
asyncio.run(main())
